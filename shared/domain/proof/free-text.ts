import type { Wording } from '../wording/wording.ts';

/** Letters of our alphabet, spaces and plain punctuation: no digit of any script, no invisible sign. */
const ALLOWED = /^[\p{Script=Latin}\p{M}\s.,;:!?¿¡'’()«»“”"•-]*$/u;

/** Case, accents and look-alike forms laid aside. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");

const wordsIn = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}]/u)
    .filter((word) => word !== '');

interface Rules {
  numbers: Set<string>;
  words: Map<string, string>;
  phrases: { text: string; reason: string }[];
  vocabulary: Set<string>;
  tone: Set<string>;
  read: Map<string, Reading>;
}

const known = new WeakMap<Wording, Rules>();

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const vocabularyOf = (wording: Wording): Set<string> => {
  const nouns = [...Object.values(wording.dimensions), ...Object.values(wording.datasets)].flatMap((noun) =>
    [noun.one, noun.many, noun.scope, noun.among, noun.contains, noun.line, noun.per].filter(
      (text) => text !== undefined,
    ),
  );
  const texts = [
    ...Object.values(wording.phrases),
    ...Object.values(wording.notes),
    ...nouns,
    ...wording.allowed,
  ];
  const { articles, was, others, those } = wording.grammar;
  const scopes = Object.values(wording.metrics).map(({ scopes: own }) => own);
  const grammar = textsIn([articles, was, others, those, scopes]);
  return new Set([...texts, ...grammar].flatMap((text) => wordsIn(text.replaceAll(/\{[^{}]*\}/g, ' '))));
};

const rulesOf = (wording: Wording): Rules => {
  const ready = known.get(wording);
  if (ready) return ready;
  const { numbers, ...lists } = wording.forbidden;
  const rules: Rules = {
    numbers: new Set(numbers.map(fold)),
    words: new Map(),
    phrases: [],
    vocabulary: vocabularyOf(wording),
    tone: new Set(wording.tone.flatMap(wordsIn)),
    read: new Map(),
  };
  for (const [reason, list] of Object.entries(lists))
    for (const text of list) {
      const [word, ...others] = wordsIn(text);
      if (word !== undefined && others.length === 0) rules.words.set(word, reason);
      else rules.phrases.push({ text: ` ${wordsIn(text).join(' ')} `, reason });
    }
  known.set(wording, rules);
  return rules;
};

/** "duecentoquaranta" is made of number words alone. */
const isNumberWord = (word: string, numbers: Set<string>): boolean => {
  if (word.length > 60) return true;
  const reach = Array.from({ length: word.length + 1 }, (_, index) => index === 0);
  for (let start = 0; start < word.length; start += 1) {
    if (reach[start] !== true) continue;
    for (let end = start + 1; end <= word.length; end += 1)
      if (numbers.has(word.slice(start, end))) reach[end] = true;
  }
  return reach[word.length] === true && word !== '';
};

/** Words that could stand apart or be spelled with signs between their letters. */
const glued = (text: string): string[] => {
  const folded = fold(text);
  const joined = folded.split(/\s/u).map((piece) => piece.replaceAll(/[^\p{L}]/gu, ''));
  const spaced: string[] = [];
  for (const word of wordsIn(text))
    if (word.length === 1) spaced.push((spaced.pop() ?? '') + word);
    else spaced.push('');
  return [...joined, ...spaced.filter((run) => run.length > 2)];
};

interface Reading {
  reason: string | undefined;
  /** The words alone, to look for names in. */
  line: string;
}

const read = (text: string, rules: Rules, vocabulary = rules.vocabulary): Reading => {
  const words = wordsIn(text);
  const line = ` ${words.join(' ')} `;
  if (!ALLOWED.test(text)) return { reason: 'sign', line };
  for (const word of [...words, ...glued(text)]) {
    if (isNumberWord(word, rules.numbers)) return { reason: 'number', line };
    const reason = rules.words.get(word);
    if (reason !== undefined) return { reason, line };
  }
  const phrase = rules.phrases.find((candidate) => line.includes(candidate.text));
  const strange = words.some((word) => !vocabulary.has(word));
  return { reason: phrase?.reason ?? (strange ? 'word' : undefined), line };
};

const MOST_READ = 1000;
const LONGEST_KEPT = 300;

/** Texts come from few templates: each is read once. */
const readOnce = (text: string, rules: Rules): Reading => {
  const ready = rules.read.get(text);
  if (ready) return ready;
  const reading = read(text, rules);
  if (rules.read.size >= MOST_READ) rules.read.clear();
  if (text.length <= LONGEST_KEPT) rules.read.set(text, reading);
  return reading;
};

/**
 * Why a free text may not stand, or undefined when it may. Free text holds no digit, number word, date
 * word, ranking, trend or absolute word of any language, no name that the evidence holds, and no word that
 * the wording itself does not use: what says something must come from a slot.
 */
export const objection = (text: string, wording: Wording, names: ReadonlySet<string>): string | undefined => {
  const { reason, line } = readOnce(text, rulesOf(wording));
  if (reason !== undefined) return reason;
  for (const name of names) if (line.includes(` ${name} `)) return 'name';
  return undefined;
};

/** Small letters and capitals as they are typed, spaces and stops: nothing that only looks like them. */
const PLAIN = /^[a-zàáèéìíñòóùúü',;:.!?¿¡ -]*$/i;
const LONGEST_TONE = 200;

/**
 * The same of a text that a model wrote around an answer. It may hold nothing but words of courtesy (`tone` in
 * the wording), so that it can affirm, deny or compare nothing.
 */
export const toneObjection = (
  text: string,
  wording: Wording,
  names: ReadonlySet<string>,
): string | undefined => {
  if (text.length > LONGEST_TONE) return 'length';
  if (!PLAIN.test(text)) return 'sign';
  const rules = rulesOf(wording);
  const { reason, line } = read(text, rules, rules.tone);
  if (reason !== undefined) return reason;
  for (const name of names) if (line.includes(` ${name} `)) return 'name';
  return undefined;
};

/** A name as free text would spell it. */
export const nameKey = (name: string): string => wordsIn(name).join(' ');
