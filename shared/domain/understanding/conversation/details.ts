import type { Frame } from '../frame.ts';
import { base } from './change.ts';
import { ASK, gone, GROUPING, joined, some, tagSpan, WHAT } from './parts.ts';
import { edited, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

const SPLIT = /^(?:dimension:|group$|per\.|series$|entity$|value:)/;
/** What has rows of its own: they are the details; of anything else its days are. */
const COUNTED = /^(?:metric:|row$)/;
const MEASURED = /^(?:family:|rate$|share$|agg\.|superlative:)/;

/** "The warehouse in detail", after all areas: the things of that one. */
const detailsOfLabel = (
  next: Frame,
  before: Frame,
  opened: number,
  phrase: Setting['phrase'],
): string | undefined => {
  const [label, ...others] = next.mentions;
  const [choice] = label?.choices ?? [];
  const things = phrase('detail.things');
  const grouped = before.concepts.some(({ tag }) => tag === `dimension:${choice?.dimension ?? ''}`);
  if (!tagSpan(next, 'detail') || !label || others.length > 0 || !grouped || things === undefined)
    return undefined;
  if (next.times.ranges.length > 0 || some(next, WHAT) || before.mentions.length > 0) return undefined;
  const kept = edited(before, [
    ...gone(before, GROUPING),
    ...gone(before, /^(?:order\.|single$)/),
    ...base(before, opened),
  ]);
  return joined([kept, textOf(next, label), things]);
};

const WHICH = /^(?:ask\.(?:which|list|enumerate)|single|many|stop|aux)$/;

/** "Show me which", "quali?", of what was counted of one thing: its runs. */
const asksWhich = (next: Frame, before: Frame, mainEntity: string): boolean =>
  some(next, /^(?:ask\.which|single)$/) &&
  next.concepts.every(({ tag }) => WHICH.test(tag)) &&
  next.unknown.length === 0 &&
  some(before, /^metric:/) &&
  before.mentions.some(
    ({ excluded, choices: [choice] }) => excluded !== true && choice?.dimension === mainEntity,
  );

/** "Show me the details", of one figure: the rows that were counted, or how it was day by day; of causes, each case. */
export const detailed = (
  next: Frame,
  before: Frame,
  opened: number,
  { phrase, reading }: Setting,
  mainEntity: string,
): string | undefined => {
  const ofLabel = detailsOfLabel(next, before, opened, phrase);
  if (ofLabel !== undefined) return ofLabel;
  const given = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  const asked = tagSpan(next, 'detail') !== undefined || asksWhich(next, before, mainEntity);
  if (!asked || given || some(next, WHAT) || some(next, SPLIT)) return undefined;
  if (some(before, GROUPING) || some(before, /^(?:compare|last$|first$|define$|order\.)/)) return undefined;
  if (some(before, /^ask\.why$/))
    return joined([edited(before, base(before, opened)), phrase('detail.cases') ?? '']);
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

/** "When was that?", of the longest or the shortest: the row that it was says when. */
export const whenOf = (next: Frame, before: Frame, opened: number): string | undefined => {
  const ask = next.concepts.find(({ tag }) => tag === 'ask.when');
  const own = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  const extreme =
    some(before, /^(?:agg\.(?:max|min)$|superlative:)/) && !some(before, /^(?:entity$|agg\.mean$)/);
  // "What was the last failure in the warehouse?"
  const last = some(before, /^last$/) && some(before, /^(?:single|ask\.(?:which|what))$/);
  const held = last ? /^(?:view:|compare)/ : /^(?:view:|last$|compare)/;
  if (!ask || own || some(next, WHAT) || !(extreme || last) || some(before, held)) return undefined;
  if (some(before, SPLIT) || some(next, /^(?:last|first|never)$/)) return undefined;
  const kept = edited(before, [...gone(before, ASK, /^ask\.what$/), ...base(before, opened)]);
  return joined([textOf(next, ask), kept]);
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
