import { foldedCode, GONE, isAccentedCode, MARK, MARK_GRAVE, OTHER, SEVERAL } from './letters.ts';

/** Traits of a word between spaces that make it worth a closer look. */
export const TRAIT = {
  symbol: 1,
  dot: 2,
  colon: 4,
  /** A capital: a trait only inside a word. */
  innerUpper: 8,
  digit: 16,
  letter: 32,
  /** A character that hides or stands for another. */
  foreign: 64,
  slash: 128,
} as const;

const MIXED = TRAIT.digit | TRAIT.letter;
const SUSPECT = TRAIT.symbol | TRAIT.slash | TRAIT.colon | TRAIT.dot | TRAIT.innerUpper | TRAIT.foreign;
/** Whether a word with these traits needs a closer look. */
export const isSuspect = (traits: number): boolean => (traits & SUSPECT) !== 0 || (traits & MIXED) === MIXED;

const traitOf = (char: string): number => {
  if (/[a-z]/.test(char)) return TRAIT.letter;
  if (/[A-Z]/.test(char)) return TRAIT.letter | TRAIT.innerUpper;
  if (/\d/.test(char)) return TRAIT.digit;
  if (char === '.') return TRAIT.dot;
  if (char === ':') return TRAIT.colon;
  if (char === '/') return TRAIT.slash;
  return '_\\$={}<>@`|~^[]#+%()&'.includes(char) ? TRAIT.symbol : 0;
};

export const TRAIT_SHIFT = 6;
export const CODE_BITS = (1 << TRAIT_SHIFT) - 1;
export const TRAIT_BITS = 255;
/** A letter without an accent of its own: after another one nothing has to be decided. */
export const PLAIN = 1 << 14;
const KNOWN = 1 << 15;

const isForeign = (code: number, folded: number): boolean =>
  folded === GONE || folded === SEVERAL || folded === MARK || folded === MARK_GRAVE
    ? code > 31
    : code > 0xff && (folded < GONE || isWideSign(code));

/** Full-width and small forms of the signs that code is made of. */
const isWideSign = (code: number): boolean =>
  (code >= 0xff01 && code <= 0xff5e) || (code >= 0xfe50 && code <= 0xfe6b);

const glyphOf = (code: number): number => {
  const folded = foldedCode(code);
  const traits = code < 128 ? traitOf(String.fromCharCode(code)) : 0;
  const plain = folded >= 1 && folded <= OTHER && !isAccentedCode(folded) && !(folded >= 27 && folded < 37);
  return (
    KNOWN |
    (plain ? PLAIN : 0) |
    ((traits | (isForeign(code, folded) ? TRAIT.foreign : 0)) << TRAIT_SHIFT) |
    folded
  );
};

/** For each UTF-16 unit its folded code, its traits and whether it is plain; 0 where it is not yet known. */
export const glyphs = new Uint16Array(0x10000);

const PAGE = 128;

/** The two units of one character beyond the first plane. */
export const isPair = (unit: number, low: number): boolean =>
  unit >= 0xd800 && unit < 0xdc00 && low >= 0xdc00 && low < 0xe000;

/** The glyph of a unit that `glyphs` does not know: it is added there, unless it is half of a pair. */
export const glyphAt = (unit: number, low: number): number => {
  if (unit >= 0xd800 && unit < 0xe000) {
    return glyphOf(isPair(unit, low) ? (unit - 0xd800) * 0x400 + low - 0xdc00 + 0x10000 : unit);
  }
  const first = unit - (unit % PAGE);
  for (let code = first; code < first + PAGE; code++) glyphs[code] = glyphOf(code);
  return glyphs[unit] ?? 0;
};

export const codeOf = (glyph: number): number => glyph & CODE_BITS;
export const traitsOf = (glyph: number): number => (glyph >> TRAIT_SHIFT) & TRAIT_BITS;
