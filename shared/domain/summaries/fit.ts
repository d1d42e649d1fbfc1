import type { Catalog, Coverage, Metric, Named } from '#shared/contracts/catalog.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { isTimeDimension } from '../compiling/model.ts';
import { isExpressible, timeUnitsOf } from './expressible.ts';
import { type Stretches, alignedRange, fitsUnits } from './stretches.ts';

const HOUR_MS = 3_600_000;

/** How the question had to be changed for the summaries to answer it exactly. */
export interface Change {
  /** Another metric in the place of this one. */
  metric?: { asked: string; given: string };
  /** Whole stretches of so many hours fill the period that is given. */
  hours?: number;
  /** It is not cut by the unit of time that was asked for. */
  total?: boolean;
}

/** A question as the summaries can answer it. */
export interface Also {
  query: SemanticQuery;
  change: Change;
}
export interface PlanSetting {
  catalog: Catalog;
  coverage: Coverage | undefined;
  timeZone: string;
  now: Date;
  /** The names whose rows are not all kept, as far as they are known. */
  partly?: readonly Named[] | undefined;
}

/** What a plan is made on. */
export interface Ground extends PlanSetting {
  source: string;
  stretches: Stretches[];
  /** The first row that is kept. */
  kept: number;
  metric: Metric;
}

/** The periods that a query is about. */
export const rangesOf = ({ timeRange, comparison }: SemanticQuery): TimeRange[] => [
  ...(timeRange ? [timeRange] : []),
  ...(comparison?.kind === 'period' ? [comparison.timeRange] : []),
];

/** What the summaries can answer exactly instead of the question, if anything. */
export const summarised = (query: SemanticQuery, ground: Ground): Also | undefined => {
  const own = fitted(query, ground);
  if (own) return own;
  const other = nearTo(query, ground.catalog);
  const found = other && fitted(other.query, ground);
  return found && { ...found, change: { ...found.change, metric: other.metric } };
};

interface Near {
  query: SemanticQuery;
  /** The first metric that another stands for. */
  metric: { asked: string; given: string };
}

/**
 * The same question with the nearest metric for each that summaries do not know. A bound was meant for the one asked,
 * so it has no other. Undefined where none is to be replaced, or one has no other.
 */
export const nearTo = (query: SemanticQuery, { metrics, summaries }: Catalog): Near | undefined => {
  const isKnown = (name: string) => summaries?.metrics.some(({ standsFor }) => standsFor === name) === true;
  const nearest = (name: string) =>
    isKnown(name) ? name : metrics.find((metric) => metric.name === name)?.nearest;
  const asked = query.metrics.find((name) => !isKnown(name));
  const given = asked === undefined ? undefined : nearest(asked);
  if (asked === undefined || given === undefined) return undefined;
  if (query.metrics.some((name) => nearest(name) === undefined)) return undefined;
  return {
    metric: { asked, given },
    query: {
      ...query,
      metrics: [...new Set(query.metrics.map((name) => nearest(name) ?? name))],
      ...(query.order && { order: query.order.map((one) => ({ ...one, by: nearest(one.by) ?? one.by })) }),
    },
  };
};

const fitted = (query: SemanticQuery, ground: Ground): Also | undefined => {
  const { catalog, source, stretches, timeZone, now } = ground;
  if (!isExpressible(query, catalog)) return undefined;
  const { timeRange, dimensions = [] } = query;
  const ranges = timeRange ? rangesOf(query) : [undefined];
  const fits = (units: readonly string[]) =>
    ranges.every((range) => fitsUnits(units, range, stretches, timeZone));
  const total = !fits(timeUnitsOf(query));
  const asked = total ? withoutTime(query) : query;
  if (total && (!fits(timeUnitsOf(asked)) || dimensions.length === 0)) return undefined;
  const change: Change = total ? { total } : {};
  if (!timeRange) return { query: { ...asked, source }, change };
  const { range, hours = 0 } = alignedRange(timeRange, stretches, now);
  const fitting = { ...asked, source, timeRange: range };
  if (query.comparison?.kind !== 'period')
    return { query: fitting, change: { ...change, ...(hours > 0 && { hours }) } };
  const compared = alignedRange(query.comparison.timeRange, stretches, now);
  // Periods that grow or shrink by what is whole are not to be compared.
  if (!isAsLong(range, timeRange) || !isAsLong(compared.range, query.comparison.timeRange)) return undefined;
  const longest = Math.max(hours, compared.hours ?? 0);
  return {
    query: { ...fitting, comparison: { kind: 'period', timeRange: compared.range } },
    change: { ...change, ...(longest > 0 && { hours: longest }) },
  };
};

export const lengthOf = ({ from, to }: TimeRange): number => Date.parse(to) - Date.parse(from);

/** But for the hour of daylight saving. */
const isAsLong = (one: TimeRange, other: TimeRange): boolean =>
  Math.abs(lengthOf(one) - lengthOf(other)) <= HOUR_MS;

/** The figures of the whole period, in one. */
const withoutTime = (query: SemanticQuery): SemanticQuery => {
  const { fill: _, dimensions = [], order = [], limit, ...rest } = query;
  const left = dimensions.filter((dimension) => !isTimeDimension(dimension));
  if (left.length === 0) {
    const { having: __, ...figure } = rest;
    return { ...figure, shape: 'figure' };
  }
  const kept = order.filter(({ by }) => !isTimeDimension(by));
  return {
    ...rest,
    dimensions: left,
    ...(kept.length > 0 && { order: kept }),
    ...(limit !== undefined && { limit }),
  };
};
