import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Formula } from '#shared/contracts/draft.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { fieldOf, metricOf } from './columns.ts';
import { boundFilter, inFilter } from './filters.ts';
import { type Outcome, type Value, refused } from './outcome.ts';
import type { Ground } from './witness.ts';

/** The main or the compared range of a query. */
export const rangeOf = (query: SemanticQuery, which: 'main' | 'compared'): TimeRange | undefined => {
  if (which === 'main') return query.timeRange;
  return query.comparison?.kind === 'period' ? query.comparison.timeRange : undefined;
};

/** What the question itself brought, as the query carries it: periods, bounds, filters; and the instant read. */
export const askedValue = (formula: Formula, ground: Ground): Outcome => {
  if (!('evidence' in formula)) return refused('unknown formula');
  const witness = ground.witnesses.get(formula.evidence);
  if (!witness) return refused('unknown evidence');
  const { query } = witness.read;
  const base: Pick<Value, 'kind' | 'evidence' | 'cells'> = {
    kind: 'value',
    evidence: formula.evidence,
    cells: [],
  };
  if (formula.op === 'readAt') return { ...base, value: witness.evidence.readAt, unit: 'date' };
  if (formula.op === 'period') {
    return { ...base, value: rangeOf(query, formula.which)?.from ?? null, unit: 'date' };
  }
  if (formula.op === 'asked') {
    const having = query.having?.[formula.having];
    const metric = having && metricOf(ground.catalog, having.metric);
    if (!having || !metric) return refused('nothing was asked');
    const column = { name: metric.name, unit: metric.unit, metric };
    return { ...base, value: having.value, unit: metric.unit, column };
  }
  if (formula.op === 'bound') {
    const bound = boundFilter(query.filters, formula.field);
    const unit = fieldOf(ground.catalog, query, formula.field)?.unit ?? 'count';
    return bound ? { ...base, value: bound.value, unit } : refused('no such bound');
  }
  if (formula.op !== 'filtered') return refused('unknown formula');
  return filteredValue(formula, base, query);
};

const filteredValue = (
  formula: Extract<Formula, { op: 'filtered' }>,
  base: Pick<Value, 'kind' | 'evidence' | 'cells'>,
  query: SemanticQuery,
): Outcome => {
  const { field } = formula;
  const values = inFilter(query.filters, field, formula.excluded ?? false);
  if (values.length === 0) return refused('no such filter');
  const calendar = TIME_DIMENSIONS.some((dimension) => dimension === field);
  return {
    ...base,
    value: values[0] ?? null,
    values: values.map((value) => ({ value, cells: [] })),
    unit: 'name',
    column: { name: field, unit: 'name', ...(calendar ? { calendar: field } : {}) },
  };
};
