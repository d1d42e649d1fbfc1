import { ANYTHING, HASH_BITS, HASH_FACTOR, NOTHING, PACKED } from './beginnings.ts';
import {
  DIGIT,
  KIND_SHIFT,
  learn,
  LETTER,
  LETTER_MASK,
  looks,
  nextStates,
  ODD,
  SENTENCE,
  SMALL,
  WORD,
} from './looks.ts';
import type { Trie } from './trie.ts';

/**
 * Start and end, one after the other, of the stretches of sentences that may hold something technical: too many
 * rather than too few. Behind the text the units hold a 0.
 */
export type Glance = (units: Uint16Array, from: number, to: number) => number[];

// Constants of this module: those of another cost the loops below much of their speed.
const lookOf = looks;
const states = nextStates;
const [IS_LETTER, IS_SMALL, IS_DIGIT, LETTERS, KIND] = [LETTER, SMALL, DIGIT, LETTER_MASK, KIND_SHIFT];
const [ENDED, IS_ODD, IN_WORD] = [SENTENCE, ODD, WORD];
const [FACTOR, SHIFT, SHORT] = [HASH_FACTOR, 32 - HASH_BITS, PACKED];
const START = 0;
const BLANK = 32;
const ALL_PACKED = 2 ** 30 - 1;

const after = (state: number, look: number): number => states[(state & 0xf0) | ((look >> KIND) & 15)] ?? 0;

/** Looks once at each character, and once at each word; most sentences need no more. */
export const createGlance = (trie: Trie): Glance => {
  const { beginnings } = trie;
  /** 1 when terms may begin so. */
  const known = (word: number, more: number): number => {
    const place = Math.imul(Math.imul(word, FACTOR) + more, FACTOR) >>> SHIFT;
    return ((beginnings[place >> 3] ?? 0) >> (place & 7)) & 1;
  };

  /** 1 when a term may be this word of few letters, or begin with it. */
  const isShortKnown = (units: Uint16Array, to: number, word: number): number => {
    const next = lookOf[units[to + 1] ?? 0] ?? 0;
    const second = lookOf[units[to + 2] ?? 0] ?? 0;
    const isPlain = (next & second & IS_LETTER) !== 0;
    return (
      known(word, NOTHING) | known(word, isPlain ? ((next & LETTERS) << 6) | (second & LETTERS) : ANYTHING)
    );
  };

  /** The end of the sentence that starts here, below zero when it needs a closer look. */
  const readSentence = (units: Uint16Array, start: number, length: number): number => {
    let state = START;
    let at = start;
    while (at < length && (state & ENDED) === 0) {
      const from = at;
      let look = lookOf[units[at] ?? 0] || learn(units[at] ?? 0);
      at++;
      // Most words begin so.
      state = state === START && (look & IS_SMALL) !== 0 ? IN_WORD : after(state, look);
      if ((look & (IS_LETTER | IS_DIGIT)) === 0) continue;
      if ((state & IS_ODD) !== 0) return -endOfSentence(units, at, length, state);
      let word = look & LETTERS;
      const alike = state === IN_WORD ? IS_SMALL : IS_DIGIT;
      for (; at < length; at++) {
        look = lookOf[units[at] ?? 0] ?? 0;
        if ((look & alike) === 0) break;
        word = ((word << 6) | (look & LETTERS)) & ALL_PACKED;
      }
      const size = at - from;
      const begins = size > SHORT ? known(word, size) : isShortKnown(units, at, word);
      if (
        (begins === 1 && trie.standsAt(units, from, length)) ||
        (size > SHORT && (word === PTION || word === ERROR))
      )
        return -endOfSentence(units, at, length, state);
      // And end so.
      if (state === IN_WORD && at < length && units[at] === BLANK) {
        state = START;
        at++;
      }
    }
    return (state & IS_ODD) === 0 ? at : -at;
  };

  return (units, from, to) => {
    const doubtful: number[] = [];
    for (let start = from; start < to; ) {
      const seen = readSentence(units, start, to);
      const end = Math.abs(seen);
      if (seen < 0) {
        if (doubtful.at(-1) === start) doubtful[doubtful.length - 1] = end;
        else doubtful.push(start, end);
      }
      start = end;
    }
    return doubtful;
  };
};

const endOfSentence = (units: Uint16Array, from: number, length: number, before: number): number => {
  let state = before;
  let at = from;
  while (at < length && (state & ENDED) === 0) {
    state = after(state, lookOf[units[at] ?? 0] || learn(units[at] ?? 0));
    at++;
  }
  return at;
};

const letters = (word: string): number =>
  Array.from(word).reduce((packed, letter) => (packed << 6) | (letter.charCodeAt(0) - 96), 0);
/** The ends of `…exception` and `…error`. */
const PTION = letters('ption');
const ERROR = letters('error');
