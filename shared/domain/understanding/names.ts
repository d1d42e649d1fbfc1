import type { Directory, Named } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { type Token, tokenise } from '#shared/domain/language/tokens.ts';
import { isLabel } from './kinds.ts';
import { phraseBook } from './phrases.ts';

/** A name and the keys of its words, as the index compares them. */
interface Entry {
  readonly named: Named;
  readonly keys: readonly string[];
  /** The words as written, which count a little more than words of the same meaning. */
  readonly words: ReadonlySet<string>;
  readonly written: readonly string[];
  readonly weight: number;
}

/** A name that a span of words may mean, with how well it fits (1 is the whole name and nothing else). */
export interface Candidate {
  readonly named: Named;
  readonly score: number;
  /** It has all of the words. */
  readonly full: boolean;
  /** How many words the name has. */
  readonly words: number;
}

export interface NameIndex {
  /** The key that a word is compared by: its meaning group, else its stem. */
  keyOf(word: string): string;
  /** An article or a preposition: it never identifies a name on its own. */
  small(word: string): boolean;
  /** How much the word tells names apart; 0 when no name has it. */
  weight(key: string): number;
  /** The names that these keys may mean, best first. */
  candidates(keys: readonly string[], words: readonly string[]): Candidate[];
  /** The longest name, word for word (by key), that starts at this token. */
  wholeAt(keys: readonly (string | undefined)[], at: number): { named: Named[]; end: number } | undefined;
  /** The longest part of a name, of two words or more and as it is written there, that starts at this token. */
  partAt(
    keys: readonly (string | undefined)[],
    words: readonly string[],
    at: number,
  ): { named: Named[]; end: number; share: number } | undefined;
  /** The areas and tags that are called just this word, or another of its meaning. */
  label(word: string): Named[];
  /** Of names that are alike, those of the dimension that the catalog prefers, when one is among them. */
  prefer(named: readonly Named[]): Named[];
  /** It is of a dimension that the catalog prefers over others of the same name. */
  isPreferred(named: Named): boolean;
  /** Words of names, to correct spelling against. */
  readonly words: ReadonlySet<string>;
}

const stemmer = (grammar: Grammar): ((word: string) => string) => {
  const endings = Object.values(grammar.languages)
    .flatMap((language) => language.endings)
    .sort((a, b) => b.length - a.length);
  return (word) => {
    const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 4);
    return ending ? word.slice(0, -ending.length) : word;
  };
};

const keyers = new WeakMap<Grammar, (word: string) => string>();

/** Meaning groups first, so that "invoicing" and "fatturazione" are one key. */
const keying = (grammar: Grammar): ((word: string) => string) => {
  const ready = keyers.get(grammar);
  if (ready) return ready;
  const stem = stemmer(grammar);
  const book = phraseBook(Object.entries(grammar.vocabulary).map(([group, phrases]) => [group, '', phrases]));
  const known = new Map<string, string>();
  const keyOf = (word: string): string => {
    const cached = known.get(word);
    if (cached !== undefined) return cached;
    const group = book.find([{ text: word, norm: word, kind: 'word', start: 0, end: 0 }])[0]?.tag;
    const key = group ? `=${group}` : stem(word);
    if (known.size < 20_000) known.set(word, key);
    return key;
  };
  keyers.set(grammar, keyOf);
  return keyOf;
};

const significant = (tokens: readonly Token[], small: (word: string) => boolean): string[] =>
  tokens.filter((token) => token.kind !== 'mark' && !small(token.norm)).map((token) => token.norm);

/** The same word but for its ending: ordine, ordini. */
const alike = (name: string, word: string): boolean => {
  const shared = Math.max(name.length, word.length) - 1;
  return (
    name === word ||
    (Math.abs(name.length - word.length) <= 1 && name.slice(0, shared - 1) === word.slice(0, shared - 1))
  );
};

/** A mention is scored by the weight of its words that the name has, and of the name's words it covers. */
const scoreOf = (
  entry: Entry,
  keys: readonly string[],
  words: readonly string[],
  stems: readonly string[],
  weight: (key: string) => number,
): number => {
  let hit = 0;
  let asked = 0;
  for (const key of keys) {
    const each = weight(key) || 0.5;
    asked += each;
    if (entry.keys.includes(key)) hit += each;
  }
  if (hit === 0) return 0;
  const literal = stems.filter((word) => entry.words.has(word)).length / Math.max(stems.length, 1);
  // A name of one word is meant by that word; by another of the same meaning only when nothing fits better.
  const meant = entry.keys.length > 1 || words.some((word) => entry.written.some((own) => alike(own, word)));
  return (
    (hit / asked) *
    (0.7 + 0.2 * (hit / entry.weight) + 0.1 * literal) *
    (meant ? 1 : isLabel(entry.named) ? 0.9 : 0.8)
  );
};

export const nameIndex = (directory: Directory, grammar: Grammar): NameIndex => {
  const stem = stemmer(grammar);
  const keyOf = keying(grammar);
  const articles = new Set(Object.values(grammar.languages).flatMap((language) => language.small));
  const small = (word: string): boolean => articles.has(word);
  const preferred = grammar.reading.preferred ?? [];
  const drafts = directory.names.map((named) => {
    const texts = [named.name, ...(named.masked ? [named.masked] : [])];
    return texts.map((text) => ({ named, words: significant(tokenise(text), small) }));
  });
  const words = new Set<string>();
  const counts = new Map<string, number>();
  for (const forms of drafts) {
    const keys = new Set(forms.flatMap((form) => form.words.map(keyOf)));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const form of forms) for (const word of form.words) if (word.length > 3) words.add(word);
  }
  const total = Math.max(directory.names.length, 1);
  const weight = (key: string): number => {
    const count = counts.get(key);
    return count === undefined ? 0 : 0.3 + Math.log(1 + total / count);
  };
  const byKey = new Map<string, Entry[]>();
  // Two words that stand side by side in a name.
  const byPair = new Map<string, Entry[]>();
  for (const form of drafts.flat()) {
    const keys = form.words.map(keyOf);
    const entry = {
      named: form.named,
      keys,
      words: new Set(form.words.map(stem)),
      written: form.words,
      weight: keys.reduce((sum, key) => sum + weight(key), 0),
    };
    for (const key of new Set(keys)) add(byKey, key, entry);
    for (const pair of new Set(keys.slice(1).map((key, at) => pairOf(keys[at], key))))
      add(byPair, pair, entry);
  }
  const candidates = (keys: readonly string[], asked: readonly string[]): Candidate[] => {
    const stems = asked.map(stem);
    const best = new Map<Named, Candidate>();
    for (const entry of new Set(keys.flatMap((key) => byKey.get(key) ?? []))) {
      const score = scoreOf(entry, keys, asked, stems, weight);
      const full = keys.every((key) => entry.keys.includes(key));
      if (score > (best.get(entry.named)?.score ?? 0))
        best.set(entry.named, { named: entry.named, score, full, words: entry.keys.length });
    }
    return [...best.values()].sort((a, b) => b.score - a.score);
  };
  const wholeAt = (
    keys: readonly (string | undefined)[],
    at: number,
  ): { named: Named[]; end: number } | undefined => {
    let found: { named: Named[]; end: number } | undefined;
    const first = keys[at];
    for (const entry of first === undefined ? [] : (byKey.get(first) ?? [])) {
      // A name of one word competes with longer ones that have it: that is for the candidates to settle.
      if (entry.keys[0] !== first || entry.keys.length === 1) continue;
      const end = matchEnd(entry.keys, keys, at);
      if (end === 0 || (found && end < found.end)) continue;
      if (found && end === found.end) found.named.push(entry.named);
      else found = { named: [entry.named], end };
    }
    return found;
  };
  const partAt: NameIndex['partAt'] = (tokenKeys, tokenWords, at) => {
    let found: { named: Named[]; end: number; share: number } | undefined;
    const first = tokenKeys[at];
    const pair = first === undefined ? '' : pairOf(first, tokenKeys[nextWord(tokenKeys, at + 1)]);
    for (const entry of byPair.get(pair) ?? []) {
      const { end, count } = partEnd(entry, tokenKeys, tokenWords, at);
      if (count < LEAST_PART || end < (found?.end ?? 0)) continue;
      if (found?.end === end) found.named.push(entry.named);
      else found = { named: [entry.named], end, share: count / entry.keys.length };
    }
    return found;
  };
  const labels = Map.groupBy(
    drafts.flat().filter(({ named, words: { length } }) => isLabel(named) && length <= 1),
    ({ words: [own = ''] }) => keyOf(own),
  );
  const label = (word: string): Named[] => (labels.get(keyOf(word)) ?? []).map(({ named }) => named);
  const prefer = (named: readonly Named[]): Named[] => {
    const dimension = preferred.find((each) => named.some((one) => one.dimension === each));
    return named.filter((each) => dimension === undefined || each.dimension === dimension);
  };
  const isPreferred = ({ dimension }: Named): boolean => preferred[0] === dimension;
  return { keyOf, small, weight, candidates, wholeAt, partAt, label, prefer, isPreferred, words };
};

const add = (entries: Map<string, Entry[]>, key: string, entry: Entry): void => {
  const known = entries.get(key);
  if (known) known.push(entry);
  else entries.set(key, [entry]);
};

const pairOf = (one: string | undefined, next: string | undefined): string => `${one} ${next}`;

/** Words of a name that stand together at least, to be meant for its sake. */
const LEAST_PART = 2;

const nextWord = (tokenKeys: readonly (string | undefined)[], from: number): number => {
  let at = from;
  while (at < tokenKeys.length && tokenKeys[at] === undefined) at += 1;
  return at;
};

/** How many words of the name stand here one behind the other as it has them, and where they end. */
const partEnd = (
  { keys, written }: Entry,
  tokenKeys: readonly (string | undefined)[],
  tokenWords: readonly string[],
  start: number,
): { end: number; count: number } => {
  let at = start;
  let count = 0;
  for (let own = keys.indexOf(tokenKeys[start] ?? ''); own < keys.length; own += 1) {
    const next = count === 0 ? start : nextWord(tokenKeys, at);
    if (tokenKeys[next] !== keys[own] || !alike(written[own] ?? '', tokenWords[next] ?? '')) break;
    at = next + 1;
    count += 1;
  }
  return { end: at, count };
};

/** Undefined keys (articles, prepositions) may stand between the words of a name. */
const matchEnd = (name: readonly string[], keys: readonly (string | undefined)[], start: number): number => {
  let at = start;
  for (const key of name) {
    while (at < keys.length && keys[at] === undefined && at > start) at += 1;
    if (keys[at] !== key) return 0;
    at += 1;
  }
  return at;
};
