import type { Dictionary, Strength } from './dictionary.ts';
import { unaccented } from './letters.ts';
import { foldTerm, GAP, isDigit, isLetter, type Folded, type FoldedTerm } from './fold.ts';

/** What a path of the trie means. */
export interface Entry {
  /** Undefined: everyday words, which protect what they cover. */
  concept: string | undefined;
  strength: Strength;
  many: boolean;
  drop: boolean;
  length: number;
  /** Where words begin inside the term. */
  breaks: Set<number>;
  /** Where two words are joined that mean nothing technical apart. */
  seams: Set<number>;
  /** Its words may be written as one. */
  joinable: boolean;
  /** The spellings as written, for terms that count only in these very letters. */
  written: Set<string>;
}

export interface Match {
  entry: Entry;
  /** First unit, and the unit after the last. */
  from: number;
  to: number;
}

const STRIDE = 6;
const SHORTEST_PLURAL = 4;
const SHORTEST_SPLIT_BY_SPACE = 6;
const SHORTEST_SPLIT_BY_MARK = 4;
const SHORTEST_JOINED = 6;

/** All terms of a dictionary in one automaton over the folded alphabet. */
export interface Trie {
  /** The longest term that begins at this unit (a word start) and ends where a word ends. */
  longest(folded: Folded, from: number): Match | undefined;
}

interface Builder {
  next: Uint16Array;
  ends: Map<number, Entry>;
  size: number;
}

const insert = (builder: Builder, codes: readonly number[]): number => {
  let node = 0;
  for (const code of codes) {
    const slot = (node << STRIDE) + code;
    let child = builder.next[slot] ?? 0;
    if (child === 0) {
      child = ++builder.size;
      if (child > 0xffff) throw new Error('masking: the dictionary is too large for its automaton');
      if ((child + 1) << STRIDE > builder.next.length) {
        const larger = new Uint16Array(builder.next.length * 2);
        larger.set(builder.next);
        builder.next = larger;
      }
      builder.next[slot] = child;
    }
    node = child;
  }
  return node;
};

type Meaning = Pick<Entry, 'concept' | 'strength' | 'many' | 'drop'>;

/** The first meaning given to a path stays; another spelling of it adds its breaks. */
const add = (builder: Builder, term: string, meaning: Meaning): void => {
  const whole = foldTerm(term);
  const { codes } = whole;
  addPath(builder, term, meaning, codes, whole);
  // Accents are often left out, and are lost under other marks.
  const bare = codes.map((code) => unaccented(code));
  if (bare.some((code, at) => code !== codes[at])) addPath(builder, term, meaning, bare, whole);
};

const addPath = (
  builder: Builder,
  term: string,
  meaning: Meaning,
  codes: readonly number[],
  { breaks, seams }: FoldedTerm,
): void => {
  if (codes.length < 2) throw new Error(`masking: nothing is left of the term ${term}`);
  const node = insert(builder, codes);
  const entry = builder.ends.get(node) ?? {
    ...meaning,
    length: codes.length,
    breaks: new Set<number>(),
    seams: new Set<number>(),
    joinable: codes.length >= SHORTEST_JOINED,
    written: new Set<string>(),
  };
  for (const at of breaks) entry.breaks.add(at);
  for (const at of seams) entry.seams.add(at);
  entry.joinable ||= breaks.length === 0;
  entry.written.add(term);
  builder.ends.set(node, entry);
};

const addPlurals = (builder: Builder, terms: readonly [string, Meaning][]): void => {
  for (const [term, meaning] of terms) {
    if (meaning.many || term.length < SHORTEST_PLURAL || !/[a-rt-z]$/i.test(term)) continue;
    const plural = `${term}s`;
    const node = insert(builder, foldTerm(plural).codes);
    if (!builder.ends.has(node)) add(builder, plural, { ...meaning, many: true });
  }
};

const isForeign = (text: Folded, match: Match, unit: number): boolean =>
  unit > match.from &&
  unit < match.to &&
  text.gaps[unit] !== GAP.none &&
  !match.entry.breaks.has(unit - match.from);

/** Ordinary words in a row are no split term, whatever they spell together. */
const spellsWords = (text: Folded, match: Match, common: ReadonlySet<string>): boolean => {
  let pieces = 0;
  let start = match.from;
  for (let unit = match.from + 1; unit <= match.to; unit++) {
    if (unit < match.to && text.gaps[unit] === GAP.none) continue;
    if (isForeign(text, match, start) || isForeign(text, match, unit)) {
      if (!common.has(String.fromCharCode(...text.codes.subarray(start, unit)))) return false;
      pieces++;
    }
    start = unit;
  }
  return pieces > 0;
};

const isCapital = ({ text, starts }: Folded, unit: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(text.slice(starts[unit], (starts[unit] ?? 0) + 4));

/** Breaks where the term has none are accepted only where ordinary prose does not make them. */
const isSplit = (text: Folded, match: Match, common: ReadonlySet<string>): boolean => {
  let bySpace = 0;
  let byMark = 0;
  let atSeam = 0;
  for (let unit = match.from + 1; unit < match.to; unit++) {
    const gap = text.gaps[unit];
    if (gap === GAP.none || match.entry.breaks.has(unit - match.from)) continue;
    if (gap === GAP.joiner) byMark++;
    else if (gap === GAP.space) bySpace++;
    else return false;
    if (gap === GAP.space && match.entry.seams.has(unit - match.from) && !isCapital(text, unit)) atSeam++;
  }
  const length = match.to - match.from;
  if (bySpace + byMark === 0) return true;
  if (bySpace + byMark >= length - 1 - match.entry.breaks.size && length > 2) return true;
  if (match.entry.concept === undefined) return false;
  if (bySpace === 0 && match.entry.strength === 'exact') return true;
  if (match.entry.strength !== 'strong') return false;
  if (bySpace === 0) return length >= SHORTEST_SPLIT_BY_MARK;
  if (length < SHORTEST_SPLIT_BY_SPACE || (atSeam > 0 && atSeam === bySpace)) return false;
  return !spellsWords(text, match, common);
};

/** Words of a phrase written as one count when they are long enough. */
const isJoined = (text: Folded, match: Match): boolean => {
  if (match.entry.joinable) return true;
  for (const at of match.entry.breaks) if (text.gaps[match.from + at] === GAP.none) return false;
  return true;
};

/** Digits that follow a term belong to it: `postgres15`, `oauth2`. */
const withDigits = (text: Folded, to: number): number => {
  let end = to;
  while (end < text.length && text.gaps[end] === GAP.none && isDigit(text.codes[end] ?? 0)) end++;
  return end;
};

const build = (dictionary: Dictionary): Builder => {
  const builder: Builder = { next: new Uint16Array(1 << 20), ends: new Map(), size: 0 };
  for (const word of dictionary.keep) {
    add(builder, word, { concept: undefined, strength: 'strong', many: false, drop: false });
  }
  const terms = dictionary.lists.flatMap(
    ({ to, strength = 'strong', many = false, drop = false, terms: written }) =>
      written.map((term): [string, Meaning] => [term, { concept: to, strength, many, drop }]),
  );
  for (const [term, meaning] of terms) add(builder, term, meaning);
  addPlurals(builder, terms);
  return builder;
};

export const createTrie = (dictionary: Dictionary): Trie => {
  const { next, ends, size } = build(dictionary);
  const entries: (Entry | undefined)[] = Array.from({ length: size + 1 }, (_, node) => ends.get(node));
  const marked = Uint8Array.from(entries, (entry) => (entry ? 1 : 0));
  const common = new Set(dictionary.common.map((word) => String.fromCharCode(...foldTerm(word).codes)));
  return {
    longest: (text, from) => {
      const { codes, gaps, length } = text;
      let node = 0;
      let best: Match | undefined;
      for (let unit = from; unit < length; unit++) {
        if (gaps[unit] === GAP.hard && unit > from) break;
        node = next[(node << STRIDE) + (codes[unit] ?? 0)] ?? 0;
        if (node === 0) break;
        if (marked[node] === 0) continue;
        const to = withDigits(text, unit + 1);
        if (to < length && gaps[to] === GAP.none && isLetter(codes[to] ?? 0)) continue;
        const entry = entries[node];
        if (entry === undefined) continue;
        const match = { entry, from, to: unit + 1 };
        if (isJoined(text, match) && isSplit(text, match, common)) best = { entry, from, to };
      }
      return best;
    },
  };
};
