import { createBeginnings, type Beginnings } from './beginnings.ts';
import type { Dictionary } from './dictionary.ts';
import { isInWords, isJoined, isSplit, type Entry, type Match, spellsWords } from './splits.ts';
import { foldTerm, type FoldedTerm } from './terms.ts';
import { isDigit, isLetter, LETTER_A, unaccented } from './letters.ts';
import { GAP, type Folded } from './fold.ts';
import { DIGIT, LETTER, LETTER_MASK, looks } from './looks.ts';
import { packRows } from './double-array.ts';

const STRIDE = 6;
const NONE = GAP.none;
const SHORTEST_PLURAL = 4;
const SHORTEST_JOINED = 6;
/** Of a term that is masked wherever it stands, with what follows it in one word, and of all that begins with it. */
const OPENS = 2;

/** All terms of a dictionary in one automaton over the folded alphabet. */
export interface Trie {
  /** Letters of the longest term. */
  reach: number;
  /** Of the terms that are masked wherever they stand. */
  beginnings: Beginnings;
  /** Whether such a term may stand here. */
  standsAt(units: Uint16Array, from: number, length: number): boolean;
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

type Meaning = Pick<Entry, 'concept' | 'strength' | 'many' | 'drop' | 'beside' | 'unless'>;

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
    builder.ends.set(node, { ...meaning, opens: false, breaks, seams, joinable, written: [term] });
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

const endOfWord = (text: Folded, from: number): number => {
  let end = from;
  while (end < text.length && text.gaps[end] === NONE) end++;
  return end;
};

const build = (dictionary: Dictionary): Builder => {
  const builder: Builder = { next: new Uint16Array(1 << 20), ends: new Map(), size: 0, terms: [] };
  for (const word of dictionary.keep) {
    add(builder, word, {
      concept: undefined,
      strength: 'strong',
      many: false,
      drop: false,
      beside: [],
      unless: [],
    });
  }
  const added: [string, Meaning, FoldedTerm][] = [];
  for (const {
    to,
    strength = 'strong',
    many = false,
    drop = false,
    beside = [],
    unless = [],
    terms,
  } of dictionary.lists) {
    const meaning = { concept: to, strength, many, drop, beside, unless };
    for (const term of terms) added.push([term, meaning, add(builder, term, meaning)]);
  }
  for (const [term, meaning, whole] of added) addPlural(builder, term, meaning, whole);
  for (const term of dictionary.opening) {
    const entry = builder.ends.get(insert(builder, foldTerm(term).codes));
    if (entry) entry.opens = true;
  }
  return builder;
};

/** Masked wherever it stands. */
const isAlone = ({ concept, strength }: Entry): boolean =>
  concept !== undefined && (strength === 'strong' || strength === 'exact');

export const createTrie = (dictionary: Dictionary): Trie => {
  const builder = build(dictionary);
  const { automaton, stateOf } = packRows(builder.next, builder.size + 1, 1 << STRIDE);
  const { base, owner } = automaton;
  const entries: Entry[] = [];
  /** The place of a state's entry among all, plus one; 0 where no term ends. */
  const entryAt = new Uint16Array(base.length);
  const alone = new Uint8Array(base.length);
  for (const [node, entry] of builder.ends) {
    const state = stateOf[node] ?? 0;
    entryAt[state] = entries.push(entry);
    if (isAlone(entry)) alone[state] = entry.opens ? OPENS : 1;
  }
  for (const { codes } of builder.terms) {
    let state = 0;
    let isOpened = false;
    for (const code of codes) {
      state = (base[state] ?? 0) + code;
      isOpened ||= alone[state] === OPENS;
      if (isOpened) alone[state] = OPENS;
    }
  }
  const common = new Set(dictionary.common.map((word) => String.fromCharCode(...foldTerm(word).codes)));
  const certain = builder.terms.filter(({ node }) => (alone[stateOf[node] ?? 0] ?? 0) > 0);
  return {
    reach: Math.max(0, ...builder.terms.map(({ codes }) => codes.length)),
    beginnings: createBeginnings(certain.map(({ codes }) => codes)),
    standsAt: (units, from, length) => {
      let state = 0;
      for (let at = from; at < length; at++) {
        const look = looks[units[at] ?? 0] ?? 0;
        // Behind a term stands a digit, or nothing that is read.
        if ((look & LETTER) === 0) {
          if ((alone[state] ?? 0) > 0) return true;
          if ((look & DIGIT) === 0) continue;
        }
        const next = (base[state] ?? 0) + (look & LETTER_MASK);
        if (owner[next] !== state) return alone[state] === OPENS;
        state = next;
      }
      return (alone[state] ?? 0) > 0;
    },
    longest: (text, from, limit) => {
      const { codes, gaps, length } = text;
      let state = 0;
      let best: Match | undefined;
      for (let unit = from; unit < limit; unit++) {
        const next = (base[state] ?? 0) + (codes[unit] ?? 0);
        if (owner[next] !== state) break;
        state = next;
        const place = entryAt[state] ?? 0;
        if (place === 0) continue;
        const entry = entries[place - 1];
        if (entry === undefined) continue;
        const end = withDigits(text, unit + 1);
        const isInside = end < length && gaps[end] === NONE && isLetter(codes[end] ?? 0);
        if (isInside && !entry.opens) continue;
        const to = isInside ? endOfWord(text, end) : end;
        const match = { entry, from, to: unit + 1 };
        if (!isJoined(text, match) || !isSplit(text, match, common)) continue;
        const doubtful = isInWords(text, match) && spellsWords(text, match, common);
        // What is sure is not given up for what may be.
        if (!doubtful || best === undefined) best = { entry, from, to, doubtful };
      }
      return best;
    },
  };
};
