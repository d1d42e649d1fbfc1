import type { Filter } from '#shared/contracts/query.ts';
import { type Context, homeOf } from './composing.ts';
import { all, type Frame, has } from './frame.ts';

interface Timed {
  readonly metric: string;
  /** The number field of one row that the metric is computed from. */
  readonly field: string;
  /** The rows that have it, where not all have. */
  readonly ended?: Filter;
}

/** The measure of time that is asked for, when it is of single rows: how long they waited; else how long they took. */
export const timedBy = (frame: Frame, context: Context): Timed => {
  const { catalog, reading } = context;
  const own = all(frame, 'metric:').find((metric) => {
    const { dataset } = homeOf(context, metric);
    const fields = catalog.datasets.find(({ name }) => name === dataset)?.fields ?? [];
    const known = catalog.metrics.find(({ name }) => name === metric);
    return known?.unit === 'seconds' && !known.recorded && fields.some(({ name }) => name === metric);
  });
  return own === undefined ? reading.timing : { metric: own, field: own };
};

/** The metrics that are lengths of time. */
export const timesOf = ({ catalog }: Context): ReadonlySet<string> =>
  new Set(catalog.metrics.filter(({ unit }) => unit === 'seconds').map(({ name }) => name));

/** Rows are spoken of, and no mean of them: a length bounds each. */
export const boundsRows = (frame: Frame): boolean =>
  !has(frame, 'agg.mean') &&
  frame.concepts.some(({ tag, start }) => tag === 'row' && frame.words.tag(start, 'anchor') > 0);
