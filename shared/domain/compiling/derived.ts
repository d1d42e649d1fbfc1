import { InvalidQuery } from '../../contracts/faults.ts';
import type { Comparison, SemanticQuery } from '../../contracts/query.ts';
import type { Model } from './model.ts';
import { type Sql, sql } from './sql.ts';

type Kind = Comparison['kind'];

/** The column beside each metric. */
export const BESIDE: Record<Kind, string> = { period: '_compared', peer: '_compared', whole: '_whole' };

type Derive = (one: Sql, other: Sql) => Sql;

const change: Derive = (one, other) => sql`(${one} - ${other})`;
const growth: Derive = (one, other) =>
  sql`(100::double precision * (${one} - ${other}) / nullif(${other}, 0))`;
const share: Derive = (one, other) => sql`(100::double precision * ${one} / nullif(${other}, 0))`;

/** What a metric and the one beside it make together. */
const DERIVED: Record<Kind, Record<string, Derive>> = {
  period: { _change: change, _growth: growth },
  peer: { _change: change, _growth: growth },
  whole: { _share: share },
};

/** Everything that groups are bounded or ordered by. */
export const wishesOf = ({ having = [], order = [] }: SemanticQuery): string[] => [
  ...having.map(({ metric }) => metric),
  ...order.map(({ by }) => by),
];

/** `failures_change` is the metric `failures` and what is made of it, where the query compares. */
export const metricIn = (label: string, { comparison }: SemanticQuery, { catalog }: Model): string => {
  if (!comparison || catalog.metrics.some(({ name }) => name === label)) return label;
  const suffixes = [BESIDE[comparison.kind], ...Object.keys(DERIVED[comparison.kind])];
  const suffix = suffixes.find((one) => label.endsWith(one)) ?? '';
  return suffix === '' ? label : label.slice(0, -suffix.length);
};

/**
 * What bounds and orders ask of a metric and the one beside it.
 * @throws InvalidQuery when they are dates, which have neither a difference nor a share.
 */
export const derivedOf = (
  query: SemanticQuery,
  values: ReadonlyMap<string, Sql>,
  model: Model,
): [label: string, value: Sql][] => {
  const { comparison } = query;
  if (!comparison) return [];
  return wishesOf(query).flatMap((label): [string, Sql][] => {
    const metric = metricIn(label, query, model);
    const derive = DERIVED[comparison.kind][label.slice(metric.length)];
    const one = values.get(metric);
    const other = values.get(metric + BESIDE[comparison.kind]);
    if (!derive || !one || !other) return [];
    mustBeNumber(metric, model);
    return [[label, derive(one, other)]];
  });
};

/** @throws InvalidQuery when the metric is a date or a name. */
export const mustBeNumber = (metric: string, model: Model): void => {
  const { unit } = model.metric(metric);
  if (unit === 'date' || unit === 'name') throw new InvalidQuery(`${metric} is not a number`);
};
