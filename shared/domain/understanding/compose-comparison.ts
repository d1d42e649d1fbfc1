import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, direction, timeDimension } from './composing.ts';
import { type Frame, has, names } from './frame.ts';
import { scopeOf } from './scope-filters.ts';

/** Two periods as said; or, against one that is past, the one of now: "more than last week?". */
const comparedRanges = (frame: Frame): TimeRange[] => {
  const { ranges } = frame.times;
  const [only] = ranges;
  if (!only && has(frame, 'trending')) return [...frame.times.recent];
  if (ranges.length !== 1 || !only) return ranges.slice(0, 2).map((each) => each.range);
  const against = frame.concepts.some(
    (match) => match.tag === 'compare' && match.end <= only.start && only.start - match.end <= 2,
  );
  const now = only.current;
  return against && now && now.from !== only.range.from ? [now, only.range] : [];
};

/** The earlier period only as far as the later one has come: "against the same point last week". */
const upToSamePoint = (frame: Frame, later: TimeRange, earlier: TimeRange): TimeRange => {
  const elapsed = Date.parse(frame.times.now) - Date.parse(later.from);
  return { from: earlier.from, to: new Date(Date.parse(earlier.from) + elapsed).toISOString() };
};

/** Two periods, or a period against the one before it. */
export const composeComparison = (frame: Frame, context: Context): Composed | undefined => {
  // The later period against the earlier one, however they were said: "up" is up in time.
  const [first, second] = comparedRanges(frame).toSorted((a, b) => b.from.localeCompare(a.from));
  if (!first || !second || timeDimension(frame) !== undefined) return undefined;
  const compared = has(frame, 'samePoint') ? upToSamePoint(frame, first, second) : second;
  // "Yesterday but not today" is about the difference of two lists, which this comparison is not.
  const excluded = has(frame, 'not') && has(frame, 'ask.which');
  const choice = chooseMetrics(frame, context.reading);
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [...(choice.assumed ? context.reading.overview : choice.metrics)],
    timeRange: first,
    comparison: { kind: 'period', timeRange: compared },
    shape: 'comparison',
  };
  return { query, sure: excluded ? 0.3 : choice.assumed ? 0.9 : 1 };
};

/** Several names are shown side by side: "does A take longer than B?", "errors of A and B". */
export const composePeers = (frame: Frame, context: Context): Composed | undefined => {
  const meant = names(frame);
  const one = meant.length > 1 && meant.every((each) => each.dimension === meant[0]?.dimension);
  if (!one || timeDimension(frame) !== undefined) return undefined;
  const choice = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = choice.metrics;
  const dimension = meant[0]?.dimension ?? context.catalog.mainEntity;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions: [dimension],
    order: [{ by: metric, direction: direction(frame, context, metric) }],
    shape: 'comparison',
  };
  return { query, sure: choice.assumed ? 0.9 : 1 };
};

export const composeShare = (frame: Frame, context: Context): Composed | undefined => {
  const asked = has(frame, 'share') || (has(frame, 'rate') && frame.mentions.length > 0 && has(frame, 'row'));
  if (!asked || frame.mentions.length === 0) return undefined;
  const { metrics } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  const additive = context.catalog.metrics.find((each) => each.name === metric)?.additive ?? false;
  if (!additive) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    comparison: { kind: 'whole' },
    shape: 'share',
  };
  return { query, sure: 1 };
};
