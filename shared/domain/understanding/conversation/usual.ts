import { type Frame, speaksOf } from '../frame.ts';
import { base } from './change.ts';
import { GROUPING, gone, joined, ORDER, overlap, some, tagSpan, TIMELESS, WHAT } from './parts.ts';
import { conceptSpans, edited, without } from './pieces.ts';
import type { Setting } from './setting.ts';

/** What has a usual value by itself; a count has one for a day, a week or a month. */
const STEADY = /^(?:family:|agg\.|rate$|share$|superlative:)/;
const UNITS = new Set(['day', 'week', 'month']);

const isSteady = (before: Frame, { adds }: Setting): boolean =>
  [STEADY, GROUPING, ORDER, TIMELESS].some((tag) => some(before, tag)) ||
  before.concepts.some(({ tag }) => tag.startsWith('metric:') && !adds(tag.slice('metric:'.length)));

/** "Is that longer than usual?", after how long it took, measures the same once more. */
const measuresOther = (next: Frame, before: Frame): boolean =>
  next.concepts.some(
    ({ tag }) => WHAT.test(tag) && tag !== 'trending' && !before.concepts.some((each) => each.tag === tag),
  );

/** "And usually?": the question before over all times; of a count the mean for as long as was asked for, of late. */
export const usually = (next: Frame, before: Frame, opened: number, setting: Setting): string | undefined => {
  const given = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  if (!tagSpan(next, 'usual') || given || measuresOther(next, before)) return undefined;
  const { ranges } = before.times;
  const kept = edited(before, [...without(ranges), ...base(before, opened)]);
  const [range, ...others] = ranges;
  // "More than usual?", of how long it takes: of late, against what was before.
  const held = tagSpan(next, 'trending') ?? conceptSpans(next, /^(?:having\.[gl]t|compare)/)[0];
  if (!range && held && some(before, /^family:/) && !some(before, /^(?:last$|first$|per\.|entity$)/))
    return joined([kept, setting.phrase('usual.held') ?? '']);
  // "How long did it take yesterday, and usually?": not once.
  if (speaksOf(before, 'took')) return joined([kept, setting.phrase('usual.mean') ?? '']);
  if (!range || others.length > 0 || isSteady(before, setting)) return joined([kept]);
  const own = next.concepts.find(({ tag }) => tag.startsWith('per.'))?.tag.slice('per.'.length);
  const unit = [own, range.grain].find((each) => each !== undefined && UNITS.has(each)) ?? 'day';
  return joined([kept, setting.phrase(`usual.${unit}`) ?? '']);
};

/** "More than", "rispetto a": what holds one thing against another. */
const AGAINST = /^(?:order\.(?:most|least)$|compare|change\.)/;

/** "How did yesterday go, against the usual?": the question without those words, to be told beside what is usual. */
export const withoutUsual = (frame: Frame): string | undefined => {
  const span = tagSpan(frame, 'usual');
  const held = span && conceptSpans(frame, /^compare$/).some((each) => overlap(each, span));
  if (!span || !held || frame.times.ranges.length !== 1) return undefined;
  return joined([edited(frame, [...without([span]), ...gone(frame, AGAINST)])]);
};
