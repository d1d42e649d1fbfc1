import type { Filter, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { type Meaning, meaning } from './follow-ups.ts';

/** A message that changes one thing of any question, and the query that it makes of the one before. */
export interface OneChange {
  readonly says: Readonly<Record<'it' | 'en', string>>;
  /** It can be said of this question, and means one thing. */
  readonly fits: (before: SemanticQuery) => boolean;
  readonly makes: (before: SemanticQuery) => SemanticQuery;
}

const OCTOBER = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
const LAST_WEEK = { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z' };
const YESTERDAY = { from: '2026-11-16T23:00:00.000Z', to: '2026-11-17T23:00:00.000Z' };
const DAY_MS = 86_400_000;

/** Figures of now, or of things: another period or name is no plain change of them. */
const OF_NOW =
  /^(?:stuck|running|queued|waiting|live|idle|archived|always|never|last_|first_|oldest)|processes/;
const MEASURES =
  /^(?:runs|failures|successes|completed|mean_duration|median_duration|failure_rate|success_rate|time_saved)$/;
const NAMED = /"field":"(?:process|area|tag)"/;
/** What is narrowed to some rows can not be measured by whatever else. */
const NARROWED = /outcome|failed|duration|recover|start_type/;

const filtersOf = ({ filters }: SemanticQuery): string => JSON.stringify(filters ?? '');

const isPlain = ({ metrics, comparison, dataset, having }: SemanticQuery): boolean =>
  metrics.length > 0 && !comparison && !dataset && !having && metrics.every((metric) => !OF_NOW.test(metric));

const isUnnamed = (query: SemanticQuery): boolean =>
  isPlain(query) && !NAMED.test(filtersOf(query)) && query.shape !== 'share';

const isFigure = (query: SemanticQuery): boolean =>
  isPlain(query) &&
  query.metrics.length === 1 &&
  MEASURES.test(query.metrics.join()) &&
  !query.limit &&
  query.shape !== 'boolean' &&
  query.shape !== 'share' &&
  !NARROWED.test(filtersOf(query));

const isUndivided = (query: SemanticQuery): boolean =>
  isFigure(query) && (query.dimensions ?? []).length === 0 && query.timeRange !== undefined;

const days = ({ timeRange }: SemanticQuery): number =>
  timeRange ? (Date.parse(timeRange.to) - Date.parse(timeRange.from)) / DAY_MS : 0;

const at = (it: string, en: string, timeRange: TimeRange): OneChange => ({
  says: { it, en },
  fits: (query) =>
    isPlain(query) &&
    query.timeRange !== undefined &&
    query.timeRange.from !== timeRange.from &&
    !/"field":"weekday"/.test(filtersOf(query)) &&
    // One week is no series by the week.
    !(query.dimensions ?? []).some((each) => each === 'week' || each === 'month'),
  makes: (query) => ({ ...query, timeRange }),
});

const narrowed = (query: SemanticQuery, filter: Filter): SemanticQuery => {
  const before =
    query.filters === undefined ? [] : 'and' in query.filters ? query.filters.and : [query.filters];
  return { ...query, filters: before.length === 0 ? filter : { and: [...before, filter] } };
};

const filterOf = (text: string): Filter => {
  const { filters } = meaning([text]) as { filters?: Filter };
  if (filters === undefined) throw new Error(`no condition in "${text}"`);
  return filters;
};

const of = (it: string, en: string, plain: string): OneChange => ({
  says: { it, en },
  fits: (query) => isUnnamed(query) && (query.dimensions ?? []).length === 0,
  makes: (query) => narrowed(query, filterOf(plain)),
});

const figure = (it: string, en: string, metric: string): OneChange => ({
  says: { it, en },
  fits: (query) => isFigure(query) && !query.metrics.includes(metric),
  makes: (query) => ({
    ...query,
    metrics: [metric],
    ...(query.order && {
      order: query.order.map((each) => (query.metrics.includes(each.by) ? { ...each, by: metric } : each)),
    }),
  }),
});

const split = (it: string, en: string, dimension: string, least = 0): OneChange => ({
  says: { it, en },
  fits: (query) => isUndivided(query) && days(query) > least && (dimension === 'day' || isUnnamed(query)),
  makes: (query) => ({ ...query, dimensions: [dimension] }),
});

/** Another time, another name, another figure, a split: what people change most. */
export const ONE_CHANGE: readonly OneChange[] = [
  at('e a ottobre?', 'and in October?', OCTOBER),
  at('a ottobre invece', 'october instead', OCTOBER),
  at('settimana scorsa?', 'last week?', LAST_WEEK),
  at('no scusa, intendevo ottobre', 'sorry, I meant October', OCTOBER),
  at('e ieri?', 'and yesterday?', YESTERDAY),
  at('solo ieri', 'only yesterday', YESTERDAY),
  of('e Tracking corrieri?', 'and Tracking corrieri?', 'runs of Tracking corrieri'),
  of('solo per Tracking corrieri', 'just for Tracking corrieri', 'runs of Tracking corrieri'),
  of('e in Vendite?', 'and in Vendite?', 'runs in Vendite'),
  of('solo Vendite', 'Vendite only', 'runs in Vendite'),
  of('senza Magazzino', 'without Magazzino', 'runs without Magazzino'),
  figure('e gli errori?', 'and the failures?', 'failures'),
  figure('e le esecuzioni?', 'and the runs?', 'runs'),
  figure('e la durata media?', 'and the average duration?', 'mean_duration'),
  figure('e il tasso di successo?', 'and the success rate?', 'success_rate'),
  figure('e il tempo risparmiato?', 'what about time saved?', 'time_saved'),
  split('giorno per giorno', 'day by day', 'day', 3),
  split('diviso per processo', 'split by process', 'process'),
  split('e per area?', 'and by area?', 'area'),
];

/** A query as far as one change is told by it: further figures, and how it is shown, do not matter. */
export const told = (query: SemanticQuery, metrics: readonly string[]): Meaning => {
  const { dimensions = [], filters, timeRange, comparison, having, dataset, order, limit = 100 } = query;
  return {
    metrics: metrics.filter((metric) => query.metrics.includes(metric)),
    ...(dimensions.length > 0 && { dimensions }),
    ...(filters && { filters }),
    ...(timeRange && { timeRange }),
    ...(comparison && { comparison }),
    ...(having && { having }),
    ...(dataset !== undefined && { dataset }),
    ...(limit < 100 && { limit, order }),
  };
};
