import type { Stretch } from './code-lines.ts';
import { LETTER, looks } from './looks.ts';

// Constants of this module: those of another cost the loop below half of its speed.
const lookOf = looks;
const IS_LETTER = LETTER;
const [BLANK, LINE_FEED] = [32, 10];

/** So many letters further, and on to the next blank, or to the edge of the text. */
const reached = (units: Uint16Array, length: number, from: number, letters: number, step: 1 | -1): number => {
  let at = from;
  let left = letters;
  while (at > 0 && at < length) {
    const unit = units[at] ?? 0;
    if (left <= 0 && (unit === BLANK || unit === LINE_FEED)) break;
    left -= (lookOf[unit] ?? 0) & IS_LETTER;
    at += step;
  }
  return at;
};

/**
 * What stands around stretches of a text, with at least so many letters before and behind: a term of no more
 * letters that holds some of a stretch lies within. What overlaps is one.
 */
export const stretchesAround = (
  units: Uint16Array,
  length: number,
  stretches: readonly Stretch[],
  before: number,
  behind: number,
): Stretch[] => {
  const around: Stretch[] = [];
  let first = 0;
  let last = -1;
  for (const [from, to] of stretches) {
    // What is as near as this needs no counting.
    const isNear = last >= 0 && from - before <= last;
    const start = isNear ? last : reached(units, length, Math.max(0, from - 1), before * IS_LETTER, -1);
    if (start > last) {
      if (last >= 0) around.push([first, last]);
      first = start;
    }
    last = reached(units, length, to, behind * IS_LETTER, 1);
  }
  if (last >= 0) around.push([first, last]);
  return around;
};
