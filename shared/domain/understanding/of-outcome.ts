import type { Filter } from '#shared/contracts/query.ts';
import type { Composed, Context } from './composing.ts';
import { deniedMetric } from './denied.ts';
import { isExcluded } from './excluded.ts';
import { type Frame, outcomesIn } from './frame.ts';
import { allOf } from './scope-filters.ts';

/** The only outcome that is said, or the opposite of one that is denied. */
const outcomeSaid = (frame: Frame, { reading }: Context): string | undefined => {
  const said = outcomesIn(frame, reading.outcomes);
  const [only, ...others] = [...new Set(said.map(({ tag }) => tag.replace('metric:', '')))];
  // "Without the failed ones" is no outcome, and what has a duration came to an end anyway.
  const excluded = said.some((match) => isExcluded(frame.words, match));
  if (only === undefined || others.length > 0 || excluded || reading.wholes?.includes(only)) return undefined;
  return deniedMetric(frame, reading) === only ? reading.opposites[only] : only;
};

/** Times of rows, which any part of the rows has: durations and waits, but no sums that were recorded apart. */
const areTimes = (metrics: readonly string[], { catalog }: Context): boolean =>
  metrics.every((metric) => {
    const known = catalog.metrics.find(({ name }) => name === metric);
    return known?.unit === 'seconds' && known.recorded !== true;
  });

/** "How long do failed runs take", "the longest successful run": times of the rows that ended so. */
export const ofOutcome = (composed: Composed, frame: Frame, context: Context): Composed => {
  const { query } = composed;
  const { reading } = context;
  const measured = [...(query.having ?? []), ...(query.order ?? []).map(({ by }) => ({ metric: by }))];
  const rows = query.metrics.length === 0 && query.dimensions?.includes(reading.timing.field) === true;
  const outcome = rows || query.metrics.length > 0 ? outcomeSaid(frame, context) : undefined;
  const filter: Filter | undefined = outcome === undefined ? undefined : reading.rowFilters[outcome];
  if (!filter || !areTimes(query.metrics, context)) return composed;
  if (measured.some(({ metric }) => reading.outcomes.includes(metric))) return composed;
  const filters = allOf([filter, ...(query.filters ? [query.filters] : [])]);
  return { ...composed, query: { ...query, ...(filters && { filters }) } };
};
