import { HASH_BITS, HASH_FACTOR, SEEN_BITS } from './beginnings.ts';
import {
  CAPITAL,
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
 * rather than too few. What begins before `to` may reach to the `length`. Behind the text the units hold a 0.
 */
export type Glance = (units: Uint16Array, from: number, to: number, length: number) => number[];

// Constants of this module: those of another cost the loops below much of their speed.
const lookOf = looks;
const states = nextStates;
const [IS_LETTER, IS_SMALL, IS_DIGIT, LETTERS, KIND] = [LETTER, SMALL, DIGIT, LETTER_MASK, KIND_SHIFT];
const [IS_PLAIN, ENDED, IS_ODD, IN_WORD] = [SMALL | CAPITAL, SENTENCE, ODD, WORD];
const [BITS, FACTOR, SHIFT] = [SEEN_BITS, HASH_FACTOR, 32 - HASH_BITS];
const KEPT = (1 << BITS) - 1;
const START = 0;
const [BLANK, COMMA] = [32, 44];

const after = (state: number, look: number): number => states[(state & 0xf0) | ((look >> KIND) & 15)] ?? 0;

/** Looks once at each character, and once at each word; most sentences need no more. */
export const createGlance = (trie: Trie): Glance => {
  const { beginnings } = trie;
  /** A term may begin with the word that starts here. */
  const mayBegin = (units: Uint16Array, at: number, length: number): boolean => {
    const kept =
      (((lookOf[units[at] ?? 0] ?? 0) & KEPT) << (4 * BITS)) |
      (((lookOf[units[at + 1] ?? 0] ?? 0) & KEPT) << (3 * BITS)) |
      (((lookOf[units[at + 2] ?? 0] ?? 0) & KEPT) << (2 * BITS)) |
      (((lookOf[units[at + 3] ?? 0] ?? 0) & KEPT) << BITS) |
      ((lookOf[units[at + 4] ?? 0] ?? 0) & KEPT);
    const place = Math.imul(kept, FACTOR) >>> SHIFT;
    return (((beginnings[place >> 3] ?? 0) >> (place & 7)) & 1) === 1 && trie.standsAt(units, at, length);
  };

  /**
   * Most of every text: words with one blank between them, or a comma and one. Ends at the first word that is
   * otherwise, or behind the first that is followed by something else.
   */
  const skipPlain = (units: Uint16Array, from: number, to: number, length: number): number => {
    let start = from;
    while (((lookOf[units[start] ?? 0] ?? 0) & IS_PLAIN) !== 0 && !mayBegin(units, start, length)) {
      let at = start + 1;
      while (((lookOf[units[at] ?? 0] ?? 0) & IS_SMALL) !== 0) at++;
      if (endsAsError(units, at)) return start;
      const end = units[at] === COMMA ? at + 1 : at;
      if (end >= to || units[end] !== BLANK) return at;
      start = end + 1;
    }
    return start;
  };

  /** The end of the sentence that starts here, below zero when it needs a closer look. */
  const readSentence = (units: Uint16Array, start: number, to: number, length: number): number => {
    let state = START;
    let at = start;
    while (at < to && (state & ENDED) === 0) {
      if (state === START) {
        const plain = skipPlain(units, at, to, length);
        if (plain > at && units[plain - 1] !== BLANK) state = IN_WORD;
        at = plain;
        if (at >= to) break;
      }
      const from = at;
      const look = lookOf[units[at] ?? 0] || learn(units[at] ?? 0);
      at++;
      state = after(state, look);
      if ((look & (IS_LETTER | IS_DIGIT)) === 0) continue;
      if ((state & IS_ODD) !== 0 || mayBegin(units, from, length))
        return -endOfSentence(units, at, to, state);
      const alike = state === IN_WORD ? IS_SMALL : IS_DIGIT;
      while (at < to && ((lookOf[units[at] ?? 0] ?? 0) & alike) !== 0) at++;
      if (endsAsError(units, at)) return -endOfSentence(units, at, to, state);
    }
    return (state & IS_ODD) === 0 ? at : -at;
  };

  return (units, from, to, length) => {
    const doubtful: number[] = [];
    for (let start = from; start < to; ) {
      const seen = readSentence(units, start, to, length);
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

const endOfSentence = (units: Uint16Array, from: number, to: number, before: number): number => {
  let state = before;
  let at = from;
  while (at < to && (state & ENDED) === 0) {
    state = after(state, lookOf[units[at] ?? 0] || learn(units[at] ?? 0));
    at++;
  }
  return at;
};

const backwards = (letters: string): number[] =>
  Array.from(letters, (letter) => letter.charCodeAt(0) - 96).toReversed();
const ENDINGS = ['ption', 'error'].map(backwards);
const [N = 0, R = 0] = backwards('rn');
const letterAt = (units: Uint16Array, at: number): number => (lookOf[units[at] ?? 0] ?? 0) & LETTERS;

/** `…exception`, `…error`, with a letter before it. */
const endsAsError = (units: Uint16Array, to: number): boolean => {
  const last = letterAt(units, to - 1);
  if (last !== N && last !== R) return false;
  return ENDINGS.some(
    (ending) =>
      ending.every((letter, i) => letterAt(units, to - 1 - i) === letter) &&
      letterAt(units, to - 1 - ending.length) !== 0,
  );
};
