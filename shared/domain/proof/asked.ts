import type { Catalog, Metric, Unit } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Formula } from '#shared/contracts/draft.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { fieldOf, metricOf } from './columns.ts';
import { boundFilter, filteredRange, inFilter, otherFilters } from './filters.ts';
import { type Outcome, type Value, refused } from './outcome.ts';
import type { Ground } from './witness.ts';

/** The main or the compared range of a query, or the one that a filter lets through or shuts out. */
export const rangeOf = (
  query: SemanticQuery,
  which: 'main' | 'compared' | 'filter',
): TimeRange | undefined => {
  if (which === 'main') return query.timeRange;
  if (which === 'filter') return filteredRange(query.filters);
  return query.comparison?.kind === 'period' ? query.comparison.timeRange : undefined;
};

const DERIVED: Record<string, readonly string[]> = {
  period: ['_compared', '_change', '_growth'],
  peer: ['_compared', '_change', '_growth'],
  whole: ['_whole', '_share'],
};

/** The metric that a bound is on, or is made of where the query compares; growth and shares are percentages. */
export const boundedMetric = (
  name: string,
  { comparison }: Pick<SemanticQuery, 'comparison'>,
  catalog: Catalog,
): { metric: Metric; unit: Unit; made: string } | undefined => {
  const own = metricOf(catalog, name);
  if (own) return { metric: own, unit: own.unit, made: '' };
  const made = comparison && DERIVED[comparison.kind]?.find((suffix) => name.endsWith(suffix));
  const metric = made === undefined ? undefined : metricOf(catalog, name.slice(0, -made.length));
  if (made === undefined || !metric) return undefined;
  return { metric, unit: made === '_growth' || made === '_share' ? 'percent' : metric.unit, made };
};

type Base = Pick<Value, 'kind' | 'evidence' | 'cells'>;
type Asked = Extract<Formula, { op: 'period' | 'asked' | 'bound' | 'filtered' | 'readAt' }>;

/** What the question itself brought, as the query carries it: periods, bounds, filters; and the instant read. */
export const askedValue = (formula: Asked, ground: Ground): Outcome => {
  const witness = ground.witnesses.get(formula.evidence);
  if (!witness) return refused('unknown evidence');
  const { query } = witness.read;
  const base: Base = { kind: 'value', evidence: formula.evidence, cells: [] };
  switch (formula.op) {
    case 'readAt':
      return { ...base, value: witness.evidence.readAt, unit: 'date' };
    case 'period':
      return { ...base, value: rangeOf(query, formula.which)?.from ?? null, unit: 'date' };
    case 'asked': {
      const having = query.having?.[formula.having];
      const bounded = having && boundedMetric(having.metric, query, ground.catalog);
      if (!having || !bounded) return refused('nothing was asked');
      const { metric, unit } = bounded;
      return { ...base, value: having.value, unit, column: { name: metric.name, unit, metric } };
    }
    case 'bound': {
      const bound = boundFilter(query.filters, formula.field);
      const unit = fieldOf(ground.catalog, query, formula.field)?.unit ?? 'count';
      return bound ? { ...base, value: bound.value, unit } : refused('no such bound');
    }
    case 'filtered':
      return filteredValue(formula, base, query);
  }
};

const filteredValue = (
  formula: Extract<Formula, { op: 'filtered' }>,
  base: Base,
  query: SemanticQuery,
): Outcome => {
  const { field } = formula;
  const peers = otherFilters(query.comparison);
  const values = inFilter(formula.peer === true ? peers : query.filters, formula);
  const [first] = values;
  if (first === undefined) return refused('no such filter');
  const calendar = TIME_DIMENSIONS.some((dimension) => dimension === field);
  return {
    ...base,
    value: first,
    values: values.map((value) => ({ value, cells: [] })),
    unit: 'name',
    column: { name: field, unit: 'name', ...(calendar ? { calendar: field } : {}) },
  };
};
