import type { Dataset, Metric } from '../../contracts/catalog.ts';
import type { Filter, SemanticQuery } from '../../contracts/query.ts';
import { conjuncts } from '../proof/filters.ts';
import type { LateNames } from './late-names.ts';
import { isStretched } from './stretches.ts';

/** The filters that all parts have in common and that names can be asked for once the rows are grouped. */
export const waitingOf = (
  { filters, comparison }: SemanticQuery,
  base: Dataset,
  late: LateNames,
): Filter[] =>
  comparison?.kind === 'peer' || isStretched(base)
    ? []
    : conjuncts(filters).filter((filter) => late.canWait(filter));

export const without = (filters: Filter | undefined, waiting: readonly Filter[]): Filter | undefined => {
  const left = conjuncts(filters).filter((filter) => !waiting.includes(filter));
  return left.length > 0 ? { and: left } : undefined;
};

/**
 * Rows that change nothing of any figure are not read, where the groups that they would make of nothing have no place in
 * the answer: without groups, where these are bounded from below, or left out when there is nothing in them.
 */
export const narrowed = (
  filters: Filter | undefined,
  { computed, nonZero }: { computed: readonly { metric: Metric }[]; nonZero: boolean },
  query: SemanticQuery,
): Filter | undefined => {
  const [only, ...others] = new Set(computed.map(({ metric }) => metric.only));
  const { dimensions = [], having = [] } = query;
  const bounded = having.some(({ operator, value }) => operator === '>' && value >= 0);
  if (only === undefined || others.length > 0 || (dimensions.length > 0 && !bounded && !nonZero))
    return filters;
  return { and: [...conjuncts(filters), { field: only, operator: 'in', values: [true] }] };
};
