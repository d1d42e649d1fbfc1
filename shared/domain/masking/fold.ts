import {
  accentedCode,
  foldedCode,
  GONE,
  isDigit,
  MARK,
  MARK_GRAVE,
  NEWLINE,
  PUNCTUATION,
  SEVERAL,
  severalCodes,
  SPACE,
  STOP,
  unaccented,
} from './letters.ts';
import {
  CODE_BITS,
  codeOf,
  glyphAt,
  glyphs,
  isPair,
  isSuspect,
  PLAIN,
  TRAIT,
  TRAIT_BITS,
  TRAIT_SHIFT,
  traitsOf,
} from './glyphs.ts';

/** What stands before a letter: nothing, spaces, punctuation, both, or the end of a sentence or paragraph. */
export const GAP = { none: 0, space: 1, joiner: 2, mixed: 3, hard: 4 } as const;
const LONGEST_GAP = 12;
/** A character folds to at most 18 letters (U+FDFA). */
const MOST_LETTERS = 18;

/** The letters of a text without all that only dresses them, and where each one stands. */
export interface Folded {
  text: string;
  length: number;
  codes: Uint8Array;
  starts: Int32Array;
  gaps: Uint8Array;
  /** The letters where a term may begin, ended by the length. */
  heads: Int32Array;
  headCount: number;
  /** Of the letters, those before which a sentence or a paragraph ended. */
  hards: number[];
  /** Start, end and traits of the words worth a closer look. */
  words: number[];
  /** Traits of all of it. */
  traits: number;
}

const FIRST_ROOM = 1024;

/** Folds a stretch of a text, given with its units. */
export type Fold = (text: string, units: Uint16Array, from: number, to: number) => Folded;

/** A fold with its own buffers: what it returns is valid until it is called again. */
export const createFold = (): Fold => {
  const view: Folded = {
    text: '',
    length: 0,
    codes: new Uint8Array(FIRST_ROOM),
    starts: new Int32Array(FIRST_ROOM),
    gaps: new Uint8Array(FIRST_ROOM),
    heads: new Int32Array(FIRST_ROOM),
    headCount: 0,
    hards: [],
    words: [],
    traits: 0,
  };
  return (text, units, from, to) => {
    view.text = text;
    while (!foldInto(view, units, from, to)) makeMoreRoom(view);
    return view;
  };
};

const makeMoreRoom = (view: Folded): void => {
  const size = view.codes.length * 2;
  view.codes = new Uint8Array(size);
  view.starts = new Int32Array(size);
  view.gaps = new Uint8Array(size);
  view.heads = new Int32Array(size);
};

/** How far the reading is, and what stands before it. */
interface Progress {
  gap: number;
  gapStart: number;
  /** The gap holds the end of a sentence. */
  stopped: boolean;
  newlines: number;
  /** The word has a mark, which makes an accent an ornament. */
  marked: boolean;
  wordStart: number;
  traits: number;
}

const endWord = (view: Folded, progress: Progress, end: number): void => {
  if (progress.wordStart < 0) return;
  view.traits |= progress.traits;
  if (isSuspect(progress.traits)) view.words.push(progress.wordStart, end, progress.traits);
  progress.wordStart = -1;
};

/** A letter stands here: what was before it is settled. */
const settle = (view: Folded, progress: Progress, at: number, folded: number): void => {
  const { codes, length } = view;
  if (progress.gap === GAP.none) {
    // An accent counts only at the end of a word.
    const before = codes[length - 1] ?? 0;
    codes[length - 1] = unaccented(before);
    if (isDigit(before) && !isDigit(folded)) view.heads[view.headCount++] = length;
    return;
  }
  if (at - progress.gapStart > LONGEST_GAP) progress.gap = GAP.hard;
  if (progress.gap === GAP.hard) view.hards.push(length);
  view.heads[view.headCount++] = length;
  progress.marked = false;
  progress.stopped = false;
  progress.newlines = 0;
};

const addLetter = (view: Folded, progress: Progress, at: number, folded: number): void => {
  const { codes, starts, gaps, length } = view;
  codes[length] = progress.marked ? unaccented(folded) : folded;
  starts[length] = at;
  gaps[length] = progress.gap;
  progress.gap = GAP.none;
  view.length++;
};

const addSpace = (progress: Progress, at: number, isNewline: boolean, before: number, unit: number): void => {
  const isSameEnd = unit === LINE_FEED && before === CARRIAGE_RETURN;
  if (progress.gap === GAP.none) {
    progress.gap = GAP.space;
    progress.gapStart = at;
  } else if (progress.stopped) progress.gap = GAP.hard;
  // A word broken at the end of a line keeps its hyphen.
  else if (progress.gap === GAP.joiner && !(isNewline && (before === HYPHEN || isSameEnd)))
    progress.gap = GAP.mixed;
  if (isNewline && ++progress.newlines > 1 && !isSameEnd) progress.gap = GAP.hard;
};
const HYPHEN = 45;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Marks and invisible characters belong to the letter before them. */
const addMark = ({ codes, length }: Folded, progress: Progress, folded: number): void => {
  if (progress.gap !== GAP.none) return;
  const last = codes[length - 1] ?? 0;
  const accented = accentedCode(last);
  if (folded === MARK_GRAVE && accented !== last && !progress.marked) codes[length - 1] = accented;
  else if (folded !== GONE) {
    progress.marked = true;
    codes[length - 1] = unaccented(last);
  }
};

/** Reads one character of any kind; tells how many units it takes. */
const addAny = (view: Folded, progress: Progress, units: Uint16Array, at: number, glyph: number): number => {
  const unit = units[at] ?? 0;
  const folded = codeOf(glyph);
  if (folded === SPACE || folded === NEWLINE) {
    addSpace(progress, at, folded === NEWLINE, units[at - 1] ?? 0, unit);
    endWord(view, progress, at);
    return 1;
  }
  if (progress.wordStart < 0) {
    progress.wordStart = at;
    // A capital counts only inside a word.
    progress.traits = traitsOf(glyph) & ~TRAIT.innerUpper;
  } else progress.traits |= traitsOf(glyph);
  if (folded < GONE) {
    settle(view, progress, at, folded);
    addLetter(view, progress, at, folded);
  } else if (folded === PUNCTUATION || folded === STOP) {
    if (progress.gap === GAP.none) {
      progress.gap = GAP.joiner;
      progress.gapStart = at;
    } else if (progress.gap === GAP.space) progress.gap = GAP.mixed;
    progress.stopped = folded === STOP;
  } else if (folded === SEVERAL) {
    settle(view, progress, at, folded);
    for (const part of severalCodes(view.text.codePointAt(at) ?? 0)) addLetter(view, progress, at, part);
  } else addMark(view, progress, folded);
  return isPair(unit, units[at + 1] ?? 0) ? 2 : 1;
};

// Constants of this module: fields of objects, and what is imported, are looked up for each letter.
const glyphOf = glyphs;
const [IS_PLAIN, CODE, TRAITS, TO_TRAITS] = [PLAIN, CODE_BITS, TRAIT_BITS, TRAIT_SHIFT];
const [NONE, ONE_SPACE, INNER_UPPER] = [GAP.none, GAP.space, TRAIT.innerUpper];
const BLANK = 32;

/** Most of every text: plain letters and single spaces behind a plain letter. Its state lives in registers. */
const addPlain = (
  view: Folded,
  progress: Progress,
  units: Uint16Array,
  at: number,
  length: number,
): number => {
  const { codes, starts, gaps, heads } = view;
  let n = view.length;
  let headCount = view.headCount;
  let traits = progress.traits;
  let wordStart = progress.wordStart;
  let i = at;
  for (; i < length; i++) {
    let glyph = glyphOf[units[i] ?? 0] ?? 0;
    if ((glyph & IS_PLAIN) !== 0) {
      traits |= (glyph >> TO_TRAITS) & TRAITS;
      gaps[n] = NONE;
    } else {
      if (units[i] !== BLANK || i + 1 === length || isSuspect(traits)) break;
      glyph = glyphOf[units[i + 1] ?? 0] ?? 0;
      if ((glyph & IS_PLAIN) === 0) break;
      i++;
      traits = (glyph >> TO_TRAITS) & TRAITS & ~INNER_UPPER;
      wordStart = i;
      heads[headCount++] = n;
      gaps[n] = ONE_SPACE;
    }
    codes[n] = glyph & CODE;
    starts[n] = i;
    n++;
  }
  progress.traits = traits;
  progress.wordStart = wordStart;
  view.length = n;
  view.headCount = headCount;
  return i;
};

/** False when there is no room for what the text folds to. */
const foldInto = (view: Folded, units: Uint16Array, from: number, to: number): boolean => {
  const { codes } = view;
  view.length = 0;
  view.headCount = 0;
  view.hards = [];
  view.words = [];
  view.traits = 0;
  const progress: Progress = {
    gap: GAP.hard,
    gapStart: 0,
    stopped: false,
    newlines: 0,
    marked: false,
    wordStart: -1,
    traits: 0,
  };
  let i = from;
  while (i < to) {
    const glyph = glyphs[units[i] ?? 0] || glyphAt(units[i] ?? 0, i + 1 < to ? (units[i + 1] ?? 0) : 0);
    if (codes.length < view.length + MOST_LETTERS + to - i) return false;
    i += addAny(view, progress, units, i, glyph);
    if ((glyph & PLAIN) === 0) continue;
    i = addPlain(view, progress, units, i, to);
  }
  endWord(view, progress, to);
  return true;
};

const BELONGS = new Set([MARK, MARK_GRAVE, GONE]);

/** Where the character of this letter ends in the text, with the marks and invisible characters that belong to it. */
export const endAt = ({ text, starts }: Folded, unit: number): number => {
  let end = starts[unit] ?? 0;
  do end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  while (end < text.length && BELONGS.has(foldedCode(text.codePointAt(end) ?? 0)));
  return end;
};
