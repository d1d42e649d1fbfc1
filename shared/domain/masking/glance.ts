import { HASH_FACTOR, type Beginnings } from './beginnings.ts';
import { learn, looks, nextStates, ODD, SENTENCE } from './looks.ts';
import { FIRST_OF_WORD, LETTER_MASK, type Trie } from './trie.ts';

/**
 * Start and end, one after the other, of the stretches of sentences that may hold something technical: too many
 * rather than too few. The units may be longer than the text.
 */
export type Glance = (units: Uint16Array, length: number) => number[];

/** The letters of a sentence, unaccented, and where its words may begin among them. */
interface Sentence {
  /** From `MARGIN` to `end`, with as much room before and behind. */
  letters: Uint8Array;
  end: number;
  heads: Int32Array;
  headCount: number;
}

const MARGIN = 4;
const roomFor = (length: number): Sentence => ({
  letters: new Uint8Array(length + 2 * MARGIN),
  end: MARGIN,
  heads: new Int32Array(length + 2 * MARGIN),
  headCount: 0,
});
const FIRST_ROOM = 1024;

/** Looks once at each character, and once at each beginning of a word; most sentences need no more. */
export const createGlance = (trie: Trie): Glance => {
  let sentence = roomFor(FIRST_ROOM);
  return (units, length) => {
    if (sentence.heads.length < length + 2 * MARGIN) sentence = roomFor(length * 2);
    const doubtful: number[] = [];
    for (let start = 0; start < length; ) {
      const { end, isOdd } = readSentence(units, start, length, sentence);
      if (isOdd || holdsTerm(sentence, trie)) {
        if (doubtful.at(-1) === start) doubtful[doubtful.length - 1] = end;
        else doubtful.push(start, end);
      }
      start = end;
    }
    return doubtful;
  };
};

// Constants of this module: those of another, and calls, cost the loops below half of their speed.
const lookOf = looks;
const states = nextStates;
const ENDED = SENTENCE;
const LETTER = LETTER_MASK;
const MIX = HASH_FACTOR;

/** Tells the end of the sentence that starts here; `isOdd`: it needs a closer look. */
const readSentence = (
  units: Uint16Array,
  start: number,
  length: number,
  sentence: Sentence,
): { end: number; isOdd: boolean } => {
  const { letters, heads } = sentence;
  let state = 0;
  let gap = 1;
  let end = MARGIN;
  let headCount = 0;
  let i = start;
  for (;;) {
    let look = 1;
    while (i < length && (state & ENDED) === 0) {
      look = lookOf[units[i] ?? 0] ?? 0;
      if (look === 0) break;
      // No branches from here on: what comes next in a text can not be foreseen.
      const isLetter = (look >> 10) & 1;
      letters[end] = (look & LETTER) | (gap << 7);
      heads[headCount] = end;
      headCount += isLetter & gap;
      end += isLetter;
      gap = ((look >> 11) & 1) | (gap & (isLetter ^ 1));
      state = states[(state & 0xf0) | ((look >> 6) & 15)] ?? 0;
      i++;
    }
    if (look !== 0) break;
    learn(units[i] ?? 0);
  }
  // Behind the last letter everything may have ended.
  for (let rest = 0; rest < MARGIN; rest++) letters[end + rest] = FIRST_OF_WORD;
  heads[headCount] = end;
  sentence.end = end;
  sentence.headCount = headCount;
  return { end: i, isOdd: (state & ODD) !== 0 };
};

/** Whether a word of the sentence may begin a term, or ends as the name of an error. */
const holdsTerm = (sentence: Sentence, trie: Trie): boolean => {
  const { letters, heads, headCount, end } = sentence;
  for (
    let i = candidate(sentence, trie.beginnings, 0);
    i < headCount;
    i = candidate(sentence, trie.beginnings, i + 1)
  )
    if (trie.standsAt(letters, heads[i] ?? 0, end) || endsAsError(letters, heads[i + 1] ?? 0)) return true;
  return false;
};

const [E, I, N, O, R] = [5, 9, 14, 15, 18] as const;

/** The first word from here on that begins as a term does, or may end as an error does. */
const candidate = ({ letters, heads, headCount }: Sentence, beginnings: Beginnings, from: number): number => {
  const { fours, threes, twos } = beginnings;
  for (let i = from; i < headCount; i++) {
    const at = heads[i] ?? 0;
    const third = letters[at + 2] ?? 0;
    const fourth = letters[at + 3] ?? 0;
    const two = (((letters[at] ?? 0) & LETTER) << 6) | ((letters[at + 1] ?? 0) & LETTER);
    const three = (two << 6) | (third & LETTER);
    const four = (three << 6) | (fourth & LETTER);
    const isBegun =
      (fours[Math.imul(four, MIX) >>> 16] ?? 0) |
      ((threes[Math.imul(three, MIX) >>> 16] ?? 0) & (fourth >> 7)) |
      ((twos[two] ?? 0) & (third >> 7));
    if (isBegun !== 0 || ((letters[(heads[i + 1] ?? 0) - 2] ?? 0) & LETTER) === LETTER_O) return i;
  }
  return headCount;
};
const LETTER_O = O;

/** `…error`, `…exception` */
const endsAsError = (letters: Uint8Array, end: number): boolean => {
  const last = (back: number): number => (letters[end - back] ?? 0) & LETTER;
  if (last(2) !== O) return false;
  return last(1) === R ? last(3) === R && last(4) === R && last(5) === E : last(1) === N && last(3) === I;
};
