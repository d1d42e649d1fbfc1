import { elide } from '../language/format.ts';
import type { Wording } from '../wording/wording.ts';
import type { Piece } from './pieces.ts';

const TIDY: readonly (readonly [RegExp, string])[] = [
  [/ {2,}/g, ' '],
  [/ ([,.;:)])/g, '$1'],
  [/,([,.;:)])/g, '$1'],
  [/\( /g, '('],
];

const tidy = (text: string): string =>
  TIDY.reduce((result, [pattern, replacement]) => result.replaceAll(pattern, replacement), text);

const joined = (pieces: Piece[]): Piece[] => {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece !== 'string' || typeof last !== 'string') result.push(piece);
    else result[result.length - 1] = last + piece;
  }
  return result;
};

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

const capitalised = ([first, ...rest]: Piece[]): Piece[] => {
  if (first === undefined) return [];
  if (typeof first === 'string') return [capital(first), ...rest];
  return [
    first.unit === 'name' && first.formula === null ? first : { ...first, text: capital(first.text) },
    ...rest,
  ];
};

/**
 * Joins what a sentence is made of: one space, no space before a stop, words bent to the figure that
 * follows, a capital at the start. Names keep their own spelling.
 */
export const assemble = (pieces: Piece[], wording: Wording): Piece[] => {
  const whole = joined(pieces).map((piece) => (typeof piece === 'string' ? tidy(piece) : piece));
  const bent = whole.map((piece, index) => {
    const next = whole[index + 1];
    if (typeof piece !== 'string') return piece;
    const text = index === 0 ? piece.replace(/^[ :,;]+/, '') : piece;
    return typeof next === 'object' ? elide(text, next.text, wording) : text;
  });
  return capitalised(bent.filter((piece) => piece !== ''));
};
