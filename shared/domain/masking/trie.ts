import { createBeginnings, type Beginnings } from './beginnings.ts';
import type { Dictionary } from './dictionary.ts';
import { isJoined, isSplit, type Entry, type Match } from './splits.ts';
import { foldTerm, type FoldedTerm } from './terms.ts';
import { isDigit, isLetter, LETTER_A, unaccented } from './letters.ts';
import { GAP, type Folded } from './fold.ts';

const STRIDE = 6;
/** Letters as a glance notes them. */
export const LETTER_MASK = (1 << STRIDE) - 1;
export const FIRST_OF_WORD = 1 << 7;
const NONE = GAP.none;
const SHORTEST_PLURAL = 4;
const SHORTEST_JOINED = 6;

/** All terms of a dictionary in one automaton over the folded alphabet. */
export interface Trie {
  /** Of the terms that are masked wherever they stand. */
  beginnings: Beginnings;
  /** Whether such a term may stand here: unaccented letters, `FIRST_OF_WORD` added where a word may begin. */
  standsAt(letters: Uint8Array, from: number, limit: number): boolean;
  /** The longest term that begins at this unit (a word start) and ends where a word ends, before the limit. */
  longest(folded: Folded, from: number, limit: number): Match | undefined;
}

interface Builder {
  next: Uint16Array;
  ends: Map<number, Entry>;
  size: number;
  terms: { codes: readonly number[]; node: number }[];
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
  builder.terms.push({ codes, node });
  return node;
};

type Meaning = Pick<Entry, 'concept' | 'strength' | 'many' | 'drop' | 'beside'>;

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
    builder.ends.set(node, { ...meaning, breaks, seams, joinable, written: [term] });
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
    add(builder, word, { concept: undefined, strength: 'strong', many: false, drop: false, beside: [] });
  }
  const added: [string, Meaning, FoldedTerm][] = [];
  for (const {
    to,
    strength = 'strong',
    many = false,
    drop = false,
    beside = [],
    terms,
  } of dictionary.lists) {
    const meaning = { concept: to, strength, many, drop, beside };
    for (const term of terms) added.push([term, meaning, add(builder, term, meaning)]);
  }
  for (const [term, meaning, whole] of added) addPlural(builder, term, meaning, whole);
  return builder;
};

/** Terms that are masked wherever they stand, by the node of their end. */
const aloneIn = ({ ends, size }: Builder): Uint8Array => {
  const alone = new Uint8Array(size + 1);
  for (const [node, { concept, strength }] of ends)
    if (concept !== undefined && (strength === 'strong' || strength === 'exact')) alone[node] = 1;
  return alone;
};

const mayEndBefore = (letter: number): boolean => letter >= FIRST_OF_WORD || isDigit(letter);

export const createTrie = (dictionary: Dictionary): Trie => {
  const builder = build(dictionary);
  const { next, ends, size } = builder;
  const entries: Entry[] = [];
  /** The place of a node's entry among all, plus one; 0 where no term ends. */
  const entryAt = new Uint16Array(size + 1);
  for (const [node, entry] of ends) entryAt[node] = entries.push(entry);
  const common = new Set(dictionary.common.map((word) => String.fromCharCode(...foldTerm(word).codes)));
  const alone = aloneIn(builder);
  return {
    beginnings: createBeginnings(
      builder.terms.filter(({ node }) => alone[node] === 1).map(({ codes }) => codes),
    ),
    standsAt: (letters, from, limit) => {
      let node = 0;
      for (let at = from; at < limit; at++) {
        node = next[(node << STRIDE) | ((letters[at] ?? 0) & LETTER_MASK)] ?? 0;
        if (node === 0) return false;
        if (alone[node] === 1 && mayEndBefore(letters[at + 1] ?? 0)) return true;
      }
      return false;
    },
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
