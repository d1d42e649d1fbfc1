import type { Directory } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { type Token, tokenise } from '#shared/domain/language/tokens.ts';
import { type Frame, type Mention, standing } from './frame.ts';
import { lexemes, type Lexemes } from './lexemes.ts';
import { keysOf, partialNames, type Roles, wholeNames } from './link.ts';
import { isSmallWord, nameIndex, type NameIndex } from './names.ts';
import type { Match } from './phrases.ts';
import { correct, speller } from './spelling.ts';
import type { Local } from './time/calendar.ts';
import { readTimes } from './time/read-times.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

interface Names {
  readonly index: NameIndex;
  readonly nearest: (word: string) => string | undefined;
}

const indexes = new WeakMap<Directory, Names>();

/** The index of a directory is built once; a new directory brings a new one. */
const namesOf = (directory: Directory, grammar: Grammar): Names => {
  const known = indexes.get(directory);
  if (known) return known;
  const index = nameIndex(directory, grammar);
  const made = { index, nearest: speller([vocabularyOf(grammar).spellable, index.words]) };
  indexes.set(directory, made);
  return made;
};

const expand = (tokens: readonly Token[], language: string, vocabulary: Vocabulary): Token[] =>
  tokens.map((token) => {
    if (token.kind !== 'word') return token;
    const own = vocabulary.abbreviations.get(language)?.get(token.norm);
    if (own !== undefined) return { ...token, norm: own };
    if (vocabulary.book.knows(token.norm)) return token;
    for (const each of vocabulary.abbreviations.values()) {
      const word = each.get(token.norm);
      if (word !== undefined) return { ...token, norm: word };
    }
    return token;
  });

/** Chat spellings with digits in them ("2day") are words, not numbers. */
const spelledOut = (text: string, vocabulary: Vocabulary): string =>
  /\p{L}\d|\d\p{L}/u.test(text)
    ? text.replace(/[\p{L}\d]+/gu, (word) => {
        for (const each of vocabulary.abbreviations.values()) {
          const full = /\d/.test(word) ? each.get(word.toLowerCase()) : undefined;
          if (full !== undefined) return full;
        }
        return word;
      })
    : text;

const repaired = (
  text: string,
  language: string,
  vocabulary: Vocabulary,
  names: Names,
): { tokens: Token[]; corrected: number } => {
  const { index, nearest } = names;
  const known = (word: string): boolean =>
    vocabulary.book.knows(word) ||
    vocabulary.cardinals.has(word) ||
    vocabulary.ordinals.has(word) ||
    index.words.has(word) ||
    index.weight(index.keyOf(word)) > 0 ||
    index.keyOf(word).startsWith('=');
  return correct(expand(tokenise(spelledOut(text, vocabulary)), language, vocabulary), known, nearest);
};

const STRONG =
  /^(?:metric|family|view|superlative|dimension|absent|value)|^(?:row|entity|order|having|compare|or$|each|samePoint|share|rate|series|per|ask|define|forecast|action|human|help|tech|offtopic|opinion|knowledge|measure|agg|last|now|never|always|busiest|oldest|greet|thanks|bye)/;
const WEAK_IN_NAMES =
  /^(?:per|series|absent|knowledge|offtopic|tech|order|agg|action|metric|family|row|value|define|last|dimension)/;

const covers = (match: Match, at: number): boolean => at >= match.start && at < match.end;

const strongTokens = (matches: readonly Match[], taken: ReadonlySet<number>): Set<number> => {
  const strong = new Set<number>();
  for (const match of standing(matches, taken)) {
    if (STRONG.test(match.tag)) for (let at = match.start; at < match.end; at += 1) strong.add(at);
  }
  return strong;
};

const rolesOf = (
  words: Lexemes,
  used: ReadonlySet<number>,
  index: NameIndex,
  keys: readonly (string | undefined)[],
): Roles => {
  const standingNow = standing(words.matches, used);
  const tagged = (at: number, test: (tag: string) => boolean): boolean =>
    standingNow.some((match) => covers(match, at) && test(match.tag));
  const strong = strongTokens(words.matches, used);
  const known = (at: number): boolean => {
    const key = keys[at];
    return key !== undefined && index.weight(key) > 0;
  };
  const numeric = (at: number): boolean =>
    words.tokens[at]?.kind !== 'word' || words.number(at) !== undefined;
  const stop = (at: number): boolean => tagged(at, (tag) => tag === 'stop');
  return {
    core: (at) => known(at) && !used.has(at) && !strong.has(at) && !stop(at) && !numeric(at),
    joins: (at) =>
      known(at) && !used.has(at) && (stop(at) || tagged(at, (tag) => WEAK_IN_NAMES.test(tag)) || numeric(at)),
    parts: (at) => strong.has(at),
    breaks: (at) =>
      used.has(at) ||
      (words.tokens[at]?.kind === 'mark' && !words.mark(at, '-\'"&/.')) ||
      tagged(at, (tag) => tag === 'compare' || tag === 'or' || tag === 'ask.count' || tag === 'ask.when'),
    conjunction: (at) => words.tag(at, 'time.and') > 0 && isSmallWord(words.tokens[at]?.norm ?? ''),
  };
};

const spread = (mentions: readonly Mention[]): Set<number> => {
  const taken = new Set<number>();
  for (const mention of mentions) for (let at = mention.start; at < mention.end; at += 1) taken.add(at);
  return taken;
};

const TEMPORAL = /^(?:time|unit|day|month|weekday|part|habit)\./;

/** Words that nothing explains; those that stand where a name would are told apart from mere decoration. */
const unknownWords = (
  words: Lexemes,
  concepts: readonly Match[],
  taken: ReadonlySet<number>,
  ignorable: readonly string[],
): { unknown: string[]; naming: string[] } => {
  const explained = (at: number, token: Token): boolean =>
    token.kind !== 'word' ||
    token.norm.length < 3 ||
    taken.has(at) ||
    concepts.some((match) => covers(match, at)) ||
    isSmallWord(token.norm) ||
    words.number(at) !== undefined ||
    ignorable.some((ending) => token.norm.endsWith(ending)) ||
    words.matches.some(
      (match) => covers(match, at) && match.end - match.start === 1 && TEMPORAL.test(match.tag),
    );
  const verb = (at: number): boolean =>
    concepts.some((match) => match.end === at && (match.tag === 'row' || match.tag.startsWith('metric:')));
  const naming = (at: number): boolean =>
    words.tag(at - 1, 'naming') > 0 ||
    verb(at) ||
    concepts.some((match) => match.tag === 'entity' && match.start === at + 1);
  const found = [...words.tokens.entries()].filter(([at, token]) => !explained(at, token));
  return {
    unknown: found.map(([, token]) => token.norm),
    naming: found.filter(([at]) => naming(at)).map(([, token]) => token.norm),
  };
};

/** A name of one common word ("Errori") is meant only where that word says nothing else. */
const acceptableWhole =
  (words: Lexemes, strong: ReadonlySet<number>) =>
  (start: number, end: number): boolean => {
    for (let at = start; at < end; at += 1)
      if (!strong.has(at) && words.number(at) === undefined) return true;
    return end - start > 2;
  };

/** Recognises everything in a question: times, names, concepts, and what stays unexplained. */
export const readFrame = (
  text: string,
  language: string,
  local: Local,
  grammar: Grammar,
  directory: Directory,
): Frame => {
  const vocabulary = vocabularyOf(grammar);
  const names = namesOf(directory, grammar);
  const { tokens, corrected } = repaired(text, language, vocabulary, names);
  const words = lexemes(tokens, vocabulary.book.find(tokens), vocabulary.cardinals, vocabulary.ordinals);
  const keys = keysOf(words, names.index);
  const whole = wholeNames(keys, names.index, acceptableWhole(words, strongTokens(words.matches, new Set())));
  const named = spread(whole);
  const times = readTimes(words, local, named);
  const used = new Set([...named, ...times.used]);
  const { mentions: partial } = partialNames(
    keys,
    words,
    names.index,
    rolesOf(words, used, names.index, keys),
  );
  const mentions = [...whole, ...partial].sort((a, b) => a.start - b.start);
  const taken = new Set([...times.used, ...spread(mentions)]);
  const concepts = standing(words.matches, taken);
  const ignorable = Object.values(grammar.languages).flatMap((each) => each.ignorable);
  return { words, times, mentions, concepts, ...unknownWords(words, concepts, taken, ignorable), corrected };
};
