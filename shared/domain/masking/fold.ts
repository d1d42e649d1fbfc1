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

/** Traits of a word between spaces that make it worth a closer look. */
export const TRAIT = {
  symbol: 1,
  dot: 2,
  colon: 4,
  innerUpper: 8,
  digit: 16,
  letter: 32,
  foreign: 64,
  slash: 128,
} as const;

const traits = new Uint8Array(128);
for (let code = 33; code < 127; code++) {
  const char = String.fromCharCode(code);
  if (/[a-zA-Z]/.test(char)) traits[code] = TRAIT.letter;
  else if (/\d/.test(char)) traits[code] = TRAIT.digit;
  else if (char === '.') traits[code] = TRAIT.dot;
  else if (char === ':') traits[code] = TRAIT.colon;
  else if (char === '/') traits[code] = TRAIT.slash;
  else if ('_\\$={}<>@`|~^[]#+%()&'.includes(char)) traits[code] = TRAIT.symbol;
}

/** The letters of a text without all that only dresses them, and where each one stands. */
export interface Folded {
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

const VOWELS = [1, 5, 9, 15, 21];

/** A fold with its own buffers: what it returns is valid until it is called again. */
export const createFold = (): ((text: string) => Folded) => {
  const view: Folded = {
    length: 0,
    codes: new Uint8Array(1024),
    starts: new Int32Array(1024),
    ends: new Int32Array(1024),
    gaps: new Uint8Array(1024),
    words: [],
    traits: 0,
  };
  return (text) => {
    // A character folds to at most 18 letters (U+FDFA); those few make room as they come.
    if (view.codes.length < text.length + 64) grow(view, text.length + 64);
    foldInto(view, text);
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

const foldInto = (view: Folded, text: string): void => {
  let { codes, starts, ends, gaps } = view;
  const words: number[] = [];
  let n = 0;
  let gap: number = GAP.hard;
  let gapStart = 0;
  let stopped = false;
  let newlines = 0;
  let marked = false;
  let wordStart = -1;
  let traitsOfWord = 0;
  let traitsOfText = 0;
  const { length } = text;
  for (let i = 0; i < length; i++) {
    let code = text.charCodeAt(i);
    let size = 1;
    let folded: number;
    if (code < 128) {
      folded = foldedCode(code);
      if (code > 32) {
        if (wordStart < 0) wordStart = i;
        else if (code >= 65 && code <= 90) traitsOfWord |= TRAIT.innerUpper;
        traitsOfWord |= traits[code] ?? 0;
      }
    } else {
      if (code >= 0xd800 && code < 0xdc00) {
        code = text.codePointAt(i) ?? code;
        size = code > 0xffff ? 2 : 1;
      }
      folded = foldedCode(code);
      if (wordStart < 0 && folded !== SPACE && folded !== NEWLINE) wordStart = i;
      if (folded !== SPACE && folded !== NEWLINE && (code > 0xff || folded === GONE))
        traitsOfWord |= TRAIT.foreign;
    }
    if (folded < GONE) {
      if (n > 0 && gap === GAP.none) codes[n - 1] = unaccented(codes[n - 1] ?? 0);
      else if (gap !== GAP.none) {
        if (n > 0 && i - gapStart > LONGEST_GAP) gap = GAP.hard;
        marked = false;
      }
      codes[n] = marked ? unaccented(folded) : folded;
      starts[n] = i;
      ends[n] = i + size;
      gaps[n] = gap;
      n++;
      gap = GAP.none;
      stopped = false;
      newlines = 0;
    } else if (folded === SPACE || folded === NEWLINE) {
      if (gap === GAP.none) {
        gap = GAP.space;
        gapStart = i;
      } else if (stopped) gap = GAP.hard;
      // A word broken at the end of a line keeps its hyphen.
      else if (gap === GAP.joiner && !(folded === NEWLINE && text.charCodeAt(i - 1) === 45)) gap = GAP.mixed;
      if (folded === NEWLINE && ++newlines > 1 && !(code === 10 && text.charCodeAt(i - 1) === 13))
        gap = GAP.hard;
      if (wordStart >= 0) {
        if (suspect(traitsOfWord)) words.push(wordStart, i, traitsOfWord);
        traitsOfText |= traitsOfWord;
        traitsOfWord = 0;
        wordStart = -1;
      }
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
    } else if (n > 0 && gap === GAP.none) {
      // Marks and invisible characters belong to the letter before them.
      ends[n - 1] = i + size;
      const last = codes[n - 1] ?? 0;
      const vowel = VOWELS.indexOf(last);
      if (folded === MARK_GRAVE && vowel >= 0 && !marked) codes[n - 1] = ACCENTED + vowel;
      else if (folded === MARK || folded === MARK_GRAVE) {
        marked = true;
        codes[n - 1] = unaccented(last);
      }
    }
    i += size - 1;
  }
  if (wordStart >= 0) {
    if (suspect(traitsOfWord)) words.push(wordStart, length, traitsOfWord);
    traitsOfText |= traitsOfWord;
  }
  view.length = n;
  view.words = words;
  view.traits = traitsOfText;
};

const MIXED = TRAIT.digit | TRAIT.letter;
const ALWAYS = TRAIT.symbol | TRAIT.slash | TRAIT.colon | TRAIT.dot | TRAIT.innerUpper | TRAIT.foreign;
const suspect = (word: number): boolean => (word & ALWAYS) !== 0 || (word & MIXED) === MIXED;

const termFold = createFold();

/** The folded codes of a term and the places where its words begin. */
export const foldTerm = (term: string): { codes: number[]; breaks: number[] } => {
  const view = termFold(term);
  const codes = Array.from(view.codes.subarray(0, view.length));
  const breaks: number[] = [];
  for (let at = 1; at < view.length; at++) if (view.gaps[at] !== GAP.none) breaks.push(at);
  return { codes, breaks };
};

export const isLetter = (code: number): boolean => (code >= 1 && code < 27) || code >= ACCENTED;
export const isDigit = (code: number): boolean => code >= 27 && code < ACCENTED;
export const isOther = (code: number): boolean => code === OTHER;
