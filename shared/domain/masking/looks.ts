import { codeOf, glyphAt, TRAIT, traitsOf } from './glyphs.ts';
import { GONE, isDigit, NEWLINE, PUNCTUATION, SPACE, STOP, unaccented } from './letters.ts';

const KINDS = ['blank', 'small', 'capital', 'digit', 'sign', 'stop', 'dot', 'colon', 'odd'] as const;
type Kind = (typeof KINDS)[number];

/** Where each kind of character leads to; what is not named here leads to `odd`: it needs a closer look. */
const PATHS: Record<string, Partial<Record<Kind, string>>> = {
  start: {
    blank: 'start',
    small: 'word',
    capital: 'word',
    digit: 'number',
    sign: 'start',
    stop: 'ended',
    dot: 'ended',
    colon: 'aside',
  },
  word: { blank: 'start', small: 'word', sign: 'joined', stop: 'ended', dot: 'ended', colon: 'aside' },
  // "dell'Emilia", "e-mail"
  joined: {
    blank: 'start',
    small: 'word',
    capital: 'word',
    sign: 'joined',
    stop: 'ended',
    dot: 'ended',
    colon: 'aside',
  },
  // "1.234,50", "10:30:15", but no four groups.
  number: { blank: 'start', digit: 'number', sign: 'number', stop: 'ended', dot: 'point', colon: 'point' },
  point: { blank: 'start', digit: 'second' },
  second: { blank: 'start', digit: 'second', sign: 'second', stop: 'ended', dot: 'point2', colon: 'point2' },
  point2: { blank: 'start', digit: 'third' },
  third: { blank: 'start', digit: 'third', sign: 'third', stop: 'ended', dot: 'aside', colon: 'aside' },
  ended: { blank: 'start', sign: 'aside', stop: 'ended', dot: 'ended' },
  aside: { blank: 'start', sign: 'aside', stop: 'ended' },
  odd: { stop: 'oddEnded', dot: 'oddEnded' },
  oddEnded: { blank: 'start', stop: 'oddEnded', dot: 'oddEnded' },
};

/** Of a look: its letter without accents, 0 for other characters, and above it its kind. */
export const LETTER_MASK = 63;
export const KIND_SHIFT = 6;
export const LETTER = 1 << 10;
export const SMALL = 1 << 11;
export const DIGIT = 1 << 12;
export const CAPITAL = 1 << 13;
const KNOWN = 1 << 14;
const STATE_SHIFT = 4;
/** Of a state: a sentence ended here; it had something odd. */
export const SENTENCE = 1 << 10;
export const ODD = 1 << 11;

const names = Object.keys(PATHS);
/** The state inside a word. */
export const WORD = names.indexOf('word') << STATE_SHIFT;

/** The next state by the last and the kind of a character. */
export const nextStates = new Uint16Array(names.length << STATE_SHIFT);
for (const [at, [state, path]] of Object.entries(PATHS).entries())
  for (const [kind, name] of KINDS.entries()) {
    const next = path[name] ?? 'odd';
    const ends = name === 'blank' && (state === 'ended' || state === 'oddEnded');
    const isOdd = ends ? state === 'oddEnded' : next.startsWith('odd');
    nextStates[(at << STATE_SHIFT) | kind] =
      (names.indexOf(next) << STATE_SHIFT) | (ends ? SENTENCE : 0) | (isOdd ? ODD : 0);
  }

const kindOf = (code: number, traits: number): Kind => {
  if (code === SPACE || code === NEWLINE) return 'blank';
  if ((traits & (TRAIT.symbol | TRAIT.slash | TRAIT.foreign)) !== 0) return 'odd';
  if ((traits & TRAIT.dot) !== 0) return 'dot';
  if ((traits & TRAIT.colon) !== 0) return 'colon';
  if (code === STOP) return 'stop';
  if (code === PUNCTUATION) return 'sign';
  if (code >= GONE) return 'odd';
  if (isDigit(code)) return 'digit';
  return (traits & TRAIT.innerUpper) !== 0 ? 'capital' : 'small';
};

const lookOf = (code: number, kind: Kind): number => {
  const letter = isDigit(code) ? DIGIT : code > 0 && code < GONE ? LETTER : 0;
  const size = kind === 'small' ? SMALL : kind === 'capital' ? CAPITAL : 0;
  return KNOWN | size | letter | (KINDS.indexOf(kind) << KIND_SHIFT) | (letter === 0 ? 0 : unaccented(code));
};
const lookOfGlyph = (glyph: number): number => lookOf(codeOf(glyph), kindOf(codeOf(glyph), traitsOf(glyph)));

/** What a glance sees of each UTF-16 unit; 0 where it is not yet known. */
export const looks = new Uint16Array(0x10000);

const HIGH_HALVES = 0xd800;
const LOW_HALVES = 0xdc00;
const HALVES_END = 0xe000;
/** The first halves of emoji that are nothing else, but for the digits that have these second halves. */
const EMOJI = new Set([0xd83d, 0xd83e]);
const isDigitHalf = (unit: number): boolean => unit >= 0xdff0 && unit <= 0xdff9;

const kindOfHalf = (unit: number): Kind =>
  unit < LOW_HALVES ? (EMOJI.has(unit) ? 'sign' : 'odd') : isDigitHalf(unit) ? 'odd' : 'sign';

/** The look of a unit that `looks` does not know yet. */
export const learn = (unit: number): number => {
  const isHalf = unit >= HIGH_HALVES && unit < HALVES_END;
  const look = isHalf ? lookOf(PUNCTUATION, kindOfHalf(unit)) : lookOfGlyph(glyphAt(unit, 0));
  looks[unit] = look;
  return look;
};
for (let unit = 0; unit < 0x100; unit++) learn(unit);
