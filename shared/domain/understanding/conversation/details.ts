import type { Frame } from '../frame.ts';
import { base } from './change.ts';
import { ASK, gone, GROUPING, joined, some, tagSpan, WHAT } from './parts.ts';
import { edited } from './pieces.ts';
import type { Setting } from './setting.ts';

const SPLIT = /^(?:dimension:|group$|per\.|series$|entity$|value:)/;
/** What has rows of its own: they are the details; of anything else its days are. */
const COUNTED = /^(?:metric:|row$)/;
const MEASURED = /^(?:family:|rate$|share$|agg\.|superlative:)/;

/** "Show me the details", of one figure: the rows that were counted, or how it was day by day. */
export const detailed = (
  next: Frame,
  before: Frame,
  opened: number,
  { phrase, reading }: Setting,
): string | undefined => {
  const given = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  if (!tagSpan(next, 'detail') || given || some(next, WHAT) || some(next, SPLIT)) return undefined;
  if (some(before, GROUPING) || some(before, /^(?:compare|last$|first$|define$|order\.|ask\.why$)/))
    return undefined;
  const kept = edited(before, [...gone(before, ASK), ...base(before, opened)]);
  const listed = Object.keys(reading.rowFilters).map((metric) => `metric:${metric}`);
  const rows = before.concepts.some(({ tag }) => tag === 'row' || listed.includes(tag));
  if (rows && !some(before, MEASURED)) return joined([phrase('detail.list') ?? '', kept]);
  return some(before, COUNTED) || some(before, MEASURED)
    ? joined([kept, phrase('detail.series') ?? ''])
    : undefined;
};

/** "How long has the oldest one been there?", of those that are stuck or waiting. */
export const oldestOf = (next: Frame, before: Frame, opened: number): string | undefined => {
  const word = next.concepts.find(({ tag }) => tag === 'oldest');
  const own = next.mentions.length + next.times.ranges.length > 0 || some(next, /^(?:metric:|row$|entity$)/);
  if (!word || own || !some(before, /^view:/) || some(before, /^oldest$/)) return undefined;
  const kept = edited(before, [...gone(before, /^ask\.(?:count|yesno)$/), ...base(before, opened)]);
  return joined([
    kept,
    next.words.tokens
      .slice(word.start, word.end)
      .map(({ norm }) => norm)
      .join(' '),
  ]);
};

/** "At the same time as today", of one day: as far of it as today has come. */
export const upToNow = (next: Frame, before: Frame, opened: number): string | undefined => {
  const [day, ...others] = before.times.ranges;
  const clock = tagSpan(next, 'time.sameClock');
  const inside = next.times.ranges.every(
    ({ start, end }) => clock && start >= clock.start && end <= clock.end,
  );
  const own = next.mentions.length + next.times.windows.length > 0 || some(next, WHAT) || !inside;
  if (!clock || !day || others.length > 0 || own || day.grain !== 'day') return undefined;
  const text = next.words.tokens
    .slice(clock.start, clock.end)
    .map(({ norm }) => norm)
    .join(' ');
  return joined([edited(before, [{ start: day.end, end: day.end, text }, ...base(before, opened)])]);
};
