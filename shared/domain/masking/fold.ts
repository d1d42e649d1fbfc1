import { ascii, CODE_BITS, TRAIT, UPPER } from './traits.ts';
import {
  ACCENTED,
  foldedCode,
  GONE,
  MARK,
  MARK_GRAVE,
  NEWLINE,
  OTHER,
  PUNCTUATION,
  SEVERAL,
  severalCodes,
  SPACE,
  STOP,
  unaccented,
} from './letters.ts';

/** What stands before a letter: nothing, spaces, punctuation, both, or the end of a sentence or paragraph. */
export const GAP = { none: 0, space: 1, joiner: 2, mixed: 3, hard: 4 } as const;
const LONGEST_GAP = 12;

/** The letters of a text without all that only dresses them, and where each one stands. */
export interface Folded {
  text: string;
  length: number;
  codes: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  gaps: Uint8Array;
  /** Start, end and traits of the words worth a closer look. */
  words: number[];
  /** Traits of the whole text. */
  traits: number;
}

/** The text's UTF-16 units in one flat array: reading them is the same work whatever the string is made of. */
interface Units {
  bytes: Buffer;
  units: Uint16Array;
}
const roomFor = (size: number): Units => {
  const memory = new ArrayBuffer(size * 2);
  return { bytes: Buffer.from(memory), units: new Uint16Array(memory) };
};

const VOWELS = [1, 5, 9, 15, 21];
const MIXED = TRAIT.digit | TRAIT.letter;
const SUSPECT = TRAIT.symbol | TRAIT.slash | TRAIT.colon | TRAIT.dot | TRAIT.innerUpper | TRAIT.foreign;

/** A fold with its own buffers: what it returns is valid until it is called again. */
export const createFold = (): ((text: string) => Folded) => {
  const view: Folded = {
    text: '',
    length: 0,
    codes: new Uint8Array(1024),
    starts: new Int32Array(1024),
    ends: new Int32Array(1024),
    gaps: new Uint8Array(1024),
    words: [],
    traits: 0,
  };
  let source = roomFor(1024);
  return (text) => {
    if (source.units.length < text.length) source = roomFor(text.length * 2);
    source.bytes.write(text, 'utf16le');
    // A character folds to at most 18 letters (U+FDFA); those few make room as they come.
    if (view.codes.length < text.length + 64) grow(view, text.length + 64);
    view.text = text;
    foldInto(view, source.units, text.length);
    return view;
  };
};

const grow = (view: Folded, size: number): void => {
  const codes = new Uint8Array(size * 2);
  codes.set(view.codes);
  view.codes = codes;
  const starts = new Int32Array(size * 2);
  starts.set(view.starts);
  view.starts = starts;
  const ends = new Int32Array(size * 2);
  ends.set(view.ends);
  view.ends = ends;
  const gaps = new Uint8Array(size * 2);
  gaps.set(view.gaps);
  view.gaps = gaps;
};

// One long function: it runs once for each character, and its state lives in registers.
const foldInto = (view: Folded, units: Uint16Array, length: number): void => {
  let { codes, starts, ends, gaps } = view;
  const words: number[] = [];
  let n = 0;
  let gap: number = GAP.hard;
  let gapStart = 0;
  let stopped = false;
  let newlines = 0;
  let marked = false;
  let accented = false;
  let wordStart = -1;
  let traits = 0;
  let allTraits = 0;
  for (let i = 0; i < length; i++) {
    let code = units[i] ?? 0;
    let size = 1;
    let folded: number;
    if (code < 128) {
      const known = ascii[code] ?? 0;
      folded = known & CODE_BITS;
      traits |= known >> 6;
      if (wordStart < 0) {
        traits &= ~UPPER;
        if (code > 32) wordStart = i;
      }
    } else {
      if (code >= 0xd800 && code < 0xdc00) {
        const low = i + 1 < length ? (units[i + 1] ?? 0) : 0;
        if (low >= 0xdc00 && low < 0xe000) {
          code = (code - 0xd800) * 0x400 + low - 0xdc00 + 0x10000;
          size = 2;
        }
      }
      folded = foldedCode(code);
      if (folded !== SPACE && folded !== NEWLINE) {
        if (wordStart < 0) wordStart = i;
        if (
          code > 0xff &&
          (folded <= GONE || folded === SEVERAL || folded === MARK || folded === MARK_GRAVE)
        ) {
          traits |= TRAIT.foreign;
        }
      }
    }
    if (folded < GONE) {
      if (gap !== GAP.none) {
        if (n > 0 && i - gapStart > LONGEST_GAP) gap = GAP.hard;
        marked = false;
        stopped = false;
        newlines = 0;
      } else if (accented) codes[n - 1] = unaccented(codes[n - 1] ?? 0);
      accented = folded >= ACCENTED && folded < OTHER;
      codes[n] = marked ? unaccented(folded) : folded;
      starts[n] = i;
      ends[n] = i + size;
      gaps[n] = gap;
      n++;
      gap = GAP.none;
    } else if (folded === SPACE || folded === NEWLINE) {
      if (gap === GAP.none) {
        gap = GAP.space;
        gapStart = i;
      } else if (stopped) gap = GAP.hard;
      // A word broken at the end of a line keeps its hyphen.
      else if (gap === GAP.joiner && !(folded === NEWLINE && units[i - 1] === 45)) gap = GAP.mixed;
      if (folded === NEWLINE && ++newlines > 1 && !(code === 10 && units[i - 1] === 13)) gap = GAP.hard;
      if (wordStart >= 0) {
        if ((traits & SUSPECT) !== 0 || (traits & MIXED) === MIXED) words.push(wordStart, i, traits);
        allTraits |= traits;
        wordStart = -1;
      }
      traits = 0;
    } else if (folded === PUNCTUATION || folded === STOP) {
      if (gap === GAP.none) {
        gap = GAP.joiner;
        gapStart = i;
      } else if (gap === GAP.space) gap = GAP.mixed;
      stopped = folded === STOP;
    } else if (folded === SEVERAL) {
      if (codes.length < n + 32 + length - i) {
        grow(view, codes.length + 64);
        ({ codes, starts, ends, gaps } = view);
      }
      for (const part of severalCodes(code)) {
        codes[n] = part;
        starts[n] = i;
        ends[n] = i + size;
        gaps[n] = gap;
        gap = GAP.none;
        n++;
      }
      accented = false;
    } else if (n > 0 && gap === GAP.none) {
      // Marks and invisible characters belong to the letter before them.
      ends[n - 1] = i + size;
      const last = codes[n - 1] ?? 0;
      const vowel = VOWELS.indexOf(last);
      if (folded === MARK_GRAVE && vowel >= 0 && !marked) {
        codes[n - 1] = ACCENTED + vowel;
        accented = true;
      } else if (folded !== GONE) {
        marked = true;
        codes[n - 1] = unaccented(last);
      }
    }
    i += size - 1;
  }
  if (wordStart >= 0) {
    if ((traits & SUSPECT) !== 0 || (traits & MIXED) === MIXED) words.push(wordStart, length, traits);
    allTraits |= traits;
  }
  view.length = n;
  view.words = words;
  view.traits = allTraits;
};

export const isLetter = (code: number): boolean => (code >= 1 && code < 27) || code >= ACCENTED;
export const isDigit = (code: number): boolean => code >= 27 && code < ACCENTED;
