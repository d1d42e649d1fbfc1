import type { Order, SemanticQuery } from '#shared/contracts/query.ts';
import { chooseMetrics } from './choose-metric.ts';
import {
  type Composed,
  type Context,
  descending,
  ranked,
  direction,
  timeDimension,
  TIME_UNITS,
} from './composing.ts';
import { concept, type Frame, has } from './frame.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';

/** "How many days did it fail": the buckets that had any. */
const countedUnit = (frame: Frame): string | undefined => {
  const ask = concept(frame, 'ask.count');
  const unit =
    ask && !frame.times.used.has(ask.end) ? frame.words.prefixed(ask.end, 'unit.')?.rest : undefined;
  return TIME_UNITS.find((each) => each === unit && each !== 'hour');
};

/** "The quietest day": a unit of the calendar that is ranked. */
const rankedUnit = (frame: Frame): string | undefined => {
  if (!(ranked(frame) || has(frame, 'busiest')) || has(frame, 'entity')) return undefined;
  for (let at = 0; at < frame.words.tokens.length; at += 1) {
    const unit = frame.times.used.has(at) ? undefined : frame.words.prefixed(at, 'unit.')?.rest;
    const measure = frame.words.number(at - 1) !== undefined;
    if (!measure && (unit === 'day' || unit === 'week' || unit === 'month')) return unit;
  }
  return undefined;
};

export const composeOverTime = (frame: Frame, context: Context): Composed | undefined => {
  const unit =
    timeDimension(frame) ??
    countedUnit(frame) ??
    rankedUnit(frame) ??
    (has(frame, 'series') ? 'day' : has(frame, 'busiest') ? 'hour' : undefined);
  if (unit === undefined) return undefined;
  const { metrics, assumed } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  const extreme = ranked(frame) || has(frame, 'busiest');
  const recurring = unit === 'hour' || unit === 'weekday';
  const scope = scopeOf(frame);
  const sure = assumed && !extreme ? 0.9 : 1;
  if (extreme) {
    const order: Order[] = [{ by: metric, direction: direction(frame, context, metric) }];
    return {
      query: {
        ...scope,
        metrics: [metric],
        dimensions: [unit],
        order,
        shape: recurring ? 'distribution' : 'top',
        limit: recurring ? 24 : has(frame, 'many') ? 5 : 1,
      },
      sure,
    };
  }
  if (countedUnit(frame) !== undefined) {
    const having = [{ metric, operator: '>' as const, value: 0 }];
    const order: Order[] = [{ by: unit, direction: 'asc' }];
    return {
      query: { ...scope, metrics: [metric], dimensions: [unit], having, order, limit: 100, shape: 'list' },
      sure: 0.8,
    };
  }
  const fill = scope.timeRange !== undefined && !recurring;
  const order: Order[] = [{ by: unit, direction: 'asc' }];
  return {
    query: {
      ...scope,
      metrics: [metric],
      dimensions: [unit],
      order,
      ...(fill && { fill }),
      limit: 100,
      shape: recurring ? 'distribution' : 'series',
    },
    sure,
  };
};

/** "How long did the last one take?": the latest rows with their measure. */
const lastMeasured = (frame: Frame, { reading, catalog }: Context, count: number): Composed => {
  const query: SemanticQuery = {
    ...scopeOf(frame, [reading.timing.ended, ...scopeFilters(frame)]),
    metrics: [],
    dataset: catalog.mainDataset,
    dimensions: [catalog.mainEntity, reading.rowTime, reading.timing.field],
    order: descending(reading.rowTime),
    limit: count,
    shape: 'list',
  };
  return { query, sure: 0.93 };
};

/** The latest rows that a metric counts: "last 5 failures", "which process failed last?". */
const latestRows = (
  frame: Frame,
  { reading, catalog }: Context,
  metric: string,
  count: number,
  towards: 'asc' | 'desc' = 'desc',
): Composed => {
  const filter = reading.rowFilters[metric];
  const filters = [...(filter ? [filter] : []), ...scopeFilters(frame)];
  const query: SemanticQuery = {
    ...scopeOf(frame, filters),
    metrics: [],
    dataset: catalog.mainDataset,
    dimensions: [catalog.mainEntity, reading.rowTime],
    order: [{ by: reading.rowTime, direction: towards }],
    limit: count,
    shape: 'list',
  };
  return { query, sure: 0.95 };
};

export const composeLast = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { reading } = context;
  const asksWhen = has(frame, 'ask.when');
  const ordinalLast = has(frame, 'last', 'first');
  if (!asksWhen && !(ordinalLast && !frame.times.ranges[0])) return undefined;
  if (timeDimension(frame) !== undefined || ranked(frame)) return undefined;
  const { metrics } = chooseMetrics(frame, reading);
  const metric = metrics.find((each) => each in reading.last) ?? metrics[0] ?? reading.rows;
  if (metric === reading.timing.metric && ordinalLast) return lastMeasured(frame, context, count ?? 1);
  if (has(frame, 'ask.count')) return undefined;
  const which =
    has(frame, 'ask.which', 'single', 'entity') && !has(frame, 'row') && frame.mentions.length === 0;
  const many = count ?? (has(frame, 'lastMany') ? 5 : which ? 1 : undefined);
  if (many !== undefined && (many > 1 || which) && !has(frame, 'first') && !asksWhen) {
    return latestRows(frame, context, metric, many);
  }
  const first = has(frame, 'first');
  // No metric holds the first one of this kind: the earliest row does.
  if (first && reading.first[metric] === undefined) return latestRows(frame, context, metric, 1, 'asc');
  const instant = first ? reading.first[metric] : reading.last[metric];
  if (instant === undefined) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 1 };
};

export const composeOldest = (frame: Frame, context: Context): Composed | undefined => {
  const instant = context.reading.first[context.reading.rows];
  if (!has(frame, 'oldest') || instant === undefined) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 1 };
};
