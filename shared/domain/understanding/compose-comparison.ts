import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { asksShare, chooseMetrics } from './choose-metric.ts';
import { bounds, rowBounds } from './bounds.ts';
import { type Composed, type Context, direction, rowsFor, timeDimension } from './composing.ts';
import { groupDimensions } from './group-dimensions.ts';
import { all, distinctRanges, type Frame, has, names } from './frame.ts';
import type { Match } from './phrases.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';

/** "More than last month": a bound whose other end is a period; "over the last month" is none. */
const isMoreThan = ({ words }: Frame, { tag, start, end }: Match, period: number): boolean =>
  (tag === 'having.gt' || tag === 'having.lt') && period - end <= 1 && words.tag(start, 'time.glue') === 0;

/** "Più errori di ieri": more than then, where nothing is ranked. */
const isMoreOf = (frame: Frame, { tag }: Match): boolean =>
  (tag === 'order.most' || tag === 'order.least') &&
  has(frame, 'ask.yesno', 'aux') &&
  !has(frame, 'ask.which', 'ask.what', 'single', 'entity') &&
  all(frame, 'dimension:').length === 0 &&
  !frame.words.tokens.some((_, at) => frame.words.prefixed(at, 'unit.') && !frame.times.used.has(at));

/** Two periods as said; or, against one that is past, the one of now: "more than last week?". */
const comparedRanges = (frame: Frame): TimeRange[] => {
  const { ranges } = frame.times;
  const [only] = ranges;
  if (!only && has(frame, 'trending')) return [...frame.times.recent];
  // "This quarter, from 1 October to today" tells one period twice.
  if (ranges.length > 1 && distinctRanges(frame).length === 1) return [];
  if (ranges.length !== 1 || !only) return ranges.slice(0, 2).map((each) => each.range);
  const against = frame.concepts.some(
    (match) =>
      (match.tag === 'compare' || isMoreThan(frame, match, only.start) || isMoreOf(frame, match)) &&
      match.end <= only.start &&
      only.start - match.end <= 2 &&
      !frame.mentions.some(({ start }) => start >= match.end && start < only.start),
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
  const { mainEntity } = context.catalog;
  const groups = groupDimensions(frame, mainEntity);
  const each = has(frame, 'group') && has(frame, 'entity', `dimension:${mainEntity}`) ? [mainEntity] : [];
  const dimensions = [...groups, ...each].slice(0, 1);
  const [metric = context.reading.rows] = choice.metrics;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [...(choice.assumed ? context.reading.overview : choice.metrics)],
    ...(dimensions.length > 0 && {
      dimensions,
      order: [{ by: metric, direction: 'desc' as const }],
      limit: 100,
    }),
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
  const rated = Object.keys(context.reading.rates).some((metric) => has(frame, `metric:${metric}`));
  const asked = asksShare(frame) || (has(frame, 'rate') && !rated && has(frame, 'row'));
  const limits = rowBounds(bounds(frame, context.reading), context.reading.timing.field);
  const filters = [...scopeFilters(frame), ...limits];
  if (!asked || filters.length === 0) return undefined;
  const { metrics, assumed } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  // "Which processes belong to sales" wants the processes.
  if (assumed && has(frame, 'ask.which', 'ask.list') && has(frame, 'entity')) return undefined;
  const additive = context.catalog.metrics.find((each) => each.name === metric)?.additive ?? false;
  if (!additive && !(limits.length > 0 && metric === context.reading.timing.metric)) return undefined;
  const byTime = limits.length > 0 && metric === context.reading.timing.metric;
  const query: SemanticQuery = {
    ...scopeOf(frame, filters),
    metrics: [byTime ? rowsFor(context, metric) : metric],
    comparison: { kind: 'whole' },
    shape: 'share',
  };
  return { query, sure: 1 };
};
