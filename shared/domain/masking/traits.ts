import { foldedCode } from './letters.ts';

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

/** A capital: a trait only inside a word. */
export const UPPER = TRAIT.innerUpper;

const traitOf = (char: string): number => {
  if (/[a-z]/.test(char)) return TRAIT.letter;
  if (/[A-Z]/.test(char)) return TRAIT.letter | UPPER;
  if (/\d/.test(char)) return TRAIT.digit;
  if (char === '.') return TRAIT.dot;
  if (char === ':') return TRAIT.colon;
  if (char === '/') return TRAIT.slash;
  return '_\\$={}<>@`|~^[]#+%()&'.includes(char) ? TRAIT.symbol : 0;
};

export const CODE_BITS = 63;
/** For each ASCII character its folded code, and its traits above. */
export const ascii = Uint16Array.from(
  { length: 128 },
  (_, code) => foldedCode(code) | (traitOf(String.fromCharCode(code)) << 6),
);
