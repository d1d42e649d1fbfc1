import type { Said } from './item.ts';
import type { Hints } from './reading.ts';

const DAY_MS = 86_400_000;
const LENGTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  day: [0, 1.1],
  week: [6.9, 7.1],
  month: [27, 32],
};

/** "Nella settimana dal 9 al 15": the time is as long as the word says. */
export const isOfLength = (said: Said, dimension: string): boolean => {
  const lengths = LENGTHS[dimension];
  if (!lengths || said.kind !== 'range') return false;
  const days = (Date.parse(said.range.to) - Date.parse(said.range.from)) / DAY_MS;
  return days >= lengths[0] && days <= lengths[1];
};

/** "25 % more than the week before" of a row of weeks: the row before it. Any other time is left as it is said. */
export const priorTo = (base: Said | undefined, target: Said | undefined, hints: Hints): Said | undefined => {
  if (base?.kind !== 'previous' || target === undefined || hints.isCompared(base)) return base;
  const row = hints.before(target);
  if (!row || (base.unit !== undefined && !isOfLength(row, base.unit))) return base;
  return row;
};
