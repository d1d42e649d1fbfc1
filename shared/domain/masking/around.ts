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
  const around: [start: number, end: number][] = [];
  for (const [from, to] of stretches) {
    const start = reached(units, length, Math.max(0, from - 1), before * IS_LETTER, -1);
    const end = reached(units, length, to, behind * IS_LETTER, 1);
    const last = around.at(-1);
    if (last && start <= last[1]) last[1] = end;
    else around.push([start, end]);
  }
  return around;
};
