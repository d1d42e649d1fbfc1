import type { Frame } from '../frame.ts';
import { some } from './parts.ts';
import { textOf } from './pieces.ts';

/** "Which day was the busiest?", of what was told day by day. */
const ranksSame = (next: Frame, before: Frame): boolean =>
  some(next, /^busiest$/) &&
  next.mentions.length + next.times.ranges.length === 0 &&
  next.concepts.some(({ tag }) => tag.startsWith('per.') && before.concepts.some((each) => each.tag === tag));

/** "Which day was the worst?", of a week that was spoken of. */
const ranksWithin = (next: Frame, before: Frame): boolean =>
  some(next, /^per\.(?:day|hour|weekday)$/) &&
  some(next, /^(?:superlative:|order\.|busiest$)/) &&
  !some(next, /^(?:entity$|dimension:|row$|metric:|view:)/) &&
  next.mentions.length + next.times.ranges.length === 0 &&
  before.times.ranges.length === 1;

/** One day or hour is asked for, of what the question before was about. */
export const ranksUnit = (next: Frame, before: Frame): boolean =>
  ranksSame(next, before) || ranksWithin(next, before);

const SPLITS = /^(?:dimension:|entity$|per\.)/;
const RANKS = /^(?:order\.(?:most|least|best|worst)|superlative:)/;

/** "By area", "day by day", with the mark that leads to it; "processes" alone splits nothing. */
const markedSplits = (before: Frame): string[] =>
  before.concepts.flatMap((split) => {
    if (!SPLITS.test(split.tag)) return [];
    const mark = before.concepts.find(({ tag, end }) => tag === 'group' && end === split.start);
    const told = split.tag.startsWith('per.') || mark !== undefined;
    return told ? [textOf(before, { start: mark?.start ?? split.start, end: split.end })] : [];
  });

/** "Which one saved the most?", of what was told area by area, or day by day: the words that split it so. */
export const splitOf = (next: Frame, before: Frame): string[] => {
  const ranks = some(next, RANKS) && some(next, /^(?:single|ask\.which)$/);
  const own = some(next, /^(?:entity$|dimension:|per\.|series$|group$|view:)/) || next.mentions.length > 0;
  const other = some(before, /^(?:order\.|superlative:|ask\.(?:why|which)|single$)/);
  return ranks && !own && !other ? markedSplits(before).slice(0, 1) : [];
};
