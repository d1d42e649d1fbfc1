import type { Dictionary } from './dictionary.ts';
import { isJoined, isSplit, type Entry, type Match } from './splits.ts';
import { foldTerm, type FoldedTerm } from './terms.ts';
import { isDigit, isLetter, LETTER_A, unaccented } from './letters.ts';
import { GAP, type Folded } from './fold.ts';

const STRIDE = 6;
const NONE = GAP.none;
const SHORTEST_PLURAL = 4;
const SHORTEST_JOINED = 6;

/** All terms of a dictionary in one automaton over the folded alphabet. */
export interface Trie {
  /** False when no term begins with these letters; most words are told by it. */
  mayBegin(codes: Uint8Array, from: number): boolean;
  /** The longest term that begins at this unit (a word start) and ends where a word ends, before the limit. */
  longest(folded: Folded, from: number, limit: number): Match | undefined;
}

interface Builder {
  next: Uint16Array;
  ends: Map<number, Entry>;
  size: number;
  terms: (readonly number[])[];
}

const insert = (builder: Builder, codes: readonly number[]): number => {
  let node = 0;
  builder.terms.push(codes);
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

const addPath = (
  builder: Builder,
  term: string,
  meaning: Meaning,
  { codes, breaks, seams }: FoldedTerm,
): void => {
  const node = insert(builder, codes);
  const known = builder.ends.get(node);
  if (!known) {
    const joinable = codes.length >= SHORTEST_JOINED || breaks.length === 0;
    builder.ends.set(node, { ...meaning, length: codes.length, breaks, seams, joinable, written: [term] });
    return;
  }
  known.breaks = [...known.breaks, ...breaks];
  known.seams = [...known.seams, ...seams];
  known.joinable ||= breaks.length === 0;
  // Of "VACUUM" always and "vacuum" sometimes, only the first is exact.
  if (known.strength === meaning.strength) known.written = [...known.written, term];
};

/** The first meaning given to a path stays; another spelling of it adds its breaks. */
const add = (builder: Builder, term: string, meaning: Meaning): FoldedTerm => {
  const whole = foldTerm(term);
  if (whole.codes.length < 2) throw new Error(`masking: nothing is left of the term ${term}`);
  addPath(builder, term, meaning, whole);
  // Accents are often left out, and are lost under other marks.
  const bare = whole.codes.map((code) => unaccented(code));
  if (bare.some((code, at) => code !== whole.codes[at]))
    addPath(builder, term, meaning, { ...whole, codes: bare });
  return whole;
};

const LETTER_S = LETTER_A + 18;

/** English plurals, unless the dictionary gives their path a meaning of its own. */
const addPlural = (builder: Builder, term: string, meaning: Meaning, whole: FoldedTerm): void => {
  const { codes } = whole;
  const last = codes.at(-1) ?? 0;
  if (meaning.many || codes.length < SHORTEST_PLURAL || last === LETTER_S || !isLetter(last)) return;
  const plural = [...codes, LETTER_S];
  if (builder.ends.has(insert(builder, plural))) return;
  addPath(builder, `${term}s`, { ...meaning, many: true }, { ...whole, codes: plural });
};

/** Digits that follow a term belong to it: `postgres15`, `oauth2`. */
const withDigits = (text: Folded, to: number): number => {
  let end = to;
  while (end < text.length && text.gaps[end] === NONE && isDigit(text.codes[end] ?? 0)) end++;
  return end;
};

const build = (dictionary: Dictionary): Builder => {
  const builder: Builder = { next: new Uint16Array(1 << 20), ends: new Map(), size: 0, terms: [] };
  for (const word of dictionary.keep) {
    add(builder, word, { concept: undefined, strength: 'strong', many: false, drop: false });
  }
  const added: [string, Meaning, FoldedTerm][] = [];
  for (const { to, strength = 'strong', many = false, drop = false, terms } of dictionary.lists) {
    const meaning = { concept: to, strength, many, drop };
    for (const term of terms) added.push([term, meaning, add(builder, term, meaning)]);
  }
  for (const [term, meaning, whole] of added) addPlural(builder, term, meaning, whole);
  return builder;
};

const PAIR_BITS = 12;
const FOUR_BITS = 16;
const pairOf = (codes: ArrayLike<number>, from: number): number =>
  ((codes[from] ?? 0) << STRIDE) | (codes[from + 1] ?? 0);
const fourOf = (codes: ArrayLike<number>, from: number): number =>
  Math.imul((pairOf(codes, from) << PAIR_BITS) | pairOf(codes, from + 2), 0x9e3779b1) >>> (32 - FOUR_BITS);
const FEW = 2;
const MANY = 1;

/** What two letters begin: nothing, terms of four letters and more, which their first four tell, or shorter ones. */
const createBeginnings = (terms: Iterable<readonly number[]>) => {
  const pairs = new Uint8Array(1 << PAIR_BITS);
  const fours = new Uint8Array(1 << FOUR_BITS);
  for (const codes of terms) {
    const pair = pairOf(codes, 0);
    pairs[pair] = Math.max(pairs[pair] ?? 0, codes.length < 4 ? FEW : MANY);
    fours[fourOf(codes, 0)] = 1;
  }
  return (codes: Uint8Array, from: number): boolean => {
    const begun = pairs[pairOf(codes, from)] ?? 0;
    return begun === FEW || (begun === MANY && fours[fourOf(codes, from)] === 1);
  };
};

export const createTrie = (dictionary: Dictionary): Trie => {
  const { next, ends, size, terms } = build(dictionary);
  const entries: Entry[] = [];
  /** The place of a node's entry among all, plus one; 0 where no term ends. */
  const entryAt = new Uint16Array(size + 1);
  for (const [node, entry] of ends) entryAt[node] = entries.push(entry);
  const common = new Set(dictionary.common.map((word) => String.fromCharCode(...foldTerm(word).codes)));
  return {
    mayBegin: createBeginnings(terms),
    longest: (text, from, limit) => {
      const { codes, gaps, length } = text;
      let node = 0;
      let best: Match | undefined;
      for (let unit = from; unit < limit; unit++) {
        node = next[(node << STRIDE) + (codes[unit] ?? 0)] ?? 0;
        if (node === 0) break;
        const place = entryAt[node] ?? 0;
        if (place === 0) continue;
        const to = withDigits(text, unit + 1);
        if (to < length && gaps[to] === NONE && isLetter(codes[to] ?? 0)) continue;
        const entry = entries[place - 1];
        if (entry === undefined) continue;
        const match = { entry, from, to: unit + 1 };
        if (isJoined(text, match) && isSplit(text, match, common)) best = { entry, from, to };
      }
      return best;
    },
  };
};
