import type { Catalog } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import type { Witness } from './witness.ts';

const isTime = (name: string): boolean => TIME_DIMENSIONS.some((unit) => unit === name);

const timesIn = (filter: Filter | undefined): string[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(timesIn);
  if ('or' in filter) return filter.or.flatMap(timesIn);
  if ('not' in filter) return timesIn(filter.not);
  return isTime(filter.field) ? [filter.field] : [];
};

/** A weekday is cut where a day is. */
const unitsOf = ({ dimensions = [], split = [] }: SemanticQuery): string[] =>
  [...dimensions.filter(isTime), ...split].map((unit) => (unit === 'weekday' ? 'day' : unit));

/** Without a period and without units of time there is nothing that could cut a summary. */
const cannotCut = (query: SemanticQuery): boolean =>
  query.timeRange === undefined && unitsOf(query).length === 0 && timesIn(query.filters).length === 0;

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Counts, over all there is, what the other query would cut: same source, filters, periods and units. */
const looksAfter = (check: SemanticQuery, query: SemanticQuery): boolean =>
  check.source === query.source &&
  (check.dimensions ?? []).length === 0 &&
  check.having === undefined &&
  same(check.filters, query.filters) &&
  same(check.timeRange, query.timeRange) &&
  same(check.comparison, query.comparison) &&
  unitsOf(query).every((unit) => unitsOf(check).includes(unit));

/** Nothing is cut: one row, in which every count of what would be is zero. */
const findsNothing = ({ evidence }: Witness, cut: string): boolean => {
  const [row, ...others] = evidence.rows;
  const counts = evidence.columns.flatMap((name, at) =>
    name === cut || name.startsWith(`${cut}_`) ? [row?.[at]] : [],
  );
  return others.length === 0 && counts.length > 0 && counts.every((count) => count === 0);
};

/**
 * Whether figures from summaries are exact. A summary can not be divided: evidence from them is believed only
 * when it, or other evidence at hand, counts that the question cuts none.
 */
export const isExact = (witness: Witness, all: Iterable<Witness>, { summaries }: Catalog): boolean => {
  const { query } = witness.read;
  if (query.source === undefined) return true;
  const roles = summaries?.metrics.filter(({ standsFor }) => standsFor === undefined) ?? [];
  const own = new Set(roles.map(({ name }) => name));
  const cut = roles.find(({ role }) => role === 'cut')?.name;
  if (cut === undefined) return false;
  // What is said about the summaries alone is no figure of theirs.
  if (cannotCut(query) || query.metrics.every((name) => own.has(name))) return true;
  return [...all].some(
    (other) =>
      other.read.query.metrics.includes(cut) &&
      looksAfter(other.read.query, query) &&
      findsNothing(other, cut),
  );
};
