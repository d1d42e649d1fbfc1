import type { SemanticQuery } from '../../contracts/query.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import { type Computed, grouped } from './aggregate.ts';
import { bucketsOf } from './buckets.ts';
import { keyName, valueName } from './cuts.ts';
import { type Context, tablesOf } from './context.ts';
import { BESIDE, derivedOf, metricIn, mustBeNumber, wishesOf } from './derived.ts';
import { liftsPopulation } from './rows-of.ts';
import { operator } from './filters.ts';
import { bind, EMPTY, join, name, type Sql, sql, trusted } from './sql.ts';
import type { Column } from './columns.ts';
import { inFilter } from '../proof/filters.ts';

/** The column that holds the rank of each row within its value of `limitBy`. */
export const RANK = 'rank 1';

/**
 * Metrics, as one statement: the columns of the dimensions, then each metric with its compared value; last, where it
 * has a name, the place of each row in their order, and its rank where so many of each are asked for.
 */
export const metricsQuery = (
  query: SemanticQuery,
  context: Context,
  position?: string,
): { body: Sql; columns: string[] } => {
  const { dimensions = [], comparison } = query;
  const wanted = [...new Set(query.metrics)];
  const computed = computedOf(query, wanted, dimensions, context);
  const main = computed.filter((one) => comparison?.kind !== 'whole' || !one.compared);
  const result = grouped(query, main, dimensions, bucketsOf(query, context), context);
  const values = new Map(computed.map((one) => [nameOf(one, query), valueOf(one, query)]));
  for (const [label, value] of derivedOf(query, values, context.model)) values.set(label, value);

  const shown = result.dimensions.map((column, index) => ({
    label: column.name,
    sql: column.show(name(`dim ${index + 1}`)),
  }));
  const figures = wanted.flatMap((metric) =>
    [metric, ...(comparison ? [metric + BESIDE[comparison.kind]] : [])].map((label) => ({
      label,
      sql: values.get(label) ?? EMPTY,
    })),
  );
  const columns = [...shown, ...figures];
  const order = orderBy(query, result.dimensions, result.keys, values);
  const list = [
    ...columns.map((column) => sql`${column.sql} as ${name(column.label)}`),
    ...(position === undefined ? [] : [sql`row_number() over (${order}) as ${name(position)}`]),
    ...rankOf(query, result.dimensions, values),
  ];
  const whole = comparison?.kind === 'whole' ? wholeOf(query, computed, context) : EMPTY;
  const body = sql`select ${join(list, ', ')}
from (
${result.body}
) as ${name('groups')}${whole}${kept(query, result.dimensions, values, context)}${order}`;
  return { body, columns: columns.map((column) => column.label) };
};

/** Shown metrics, and those that are only ordered by or bounded. */
const computedOf = (
  query: SemanticQuery,
  wanted: string[],
  dimensions: string[],
  { model }: Context,
): Computed[] => {
  const { comparison } = query;
  const hidden = wishesOf(query).filter((by) => !dimensions.includes(by));
  const names = [...new Set([...wanted, ...hidden.map((by) => metricIn(by, query, model))])];
  return names.flatMap((metric, index) => {
    const found = model.metric(metric, query.source);
    const own = { metric: found, column: `metric ${index + 1}`, compared: false };
    if (!comparison) return [own];
    return [own, { metric: found, column: `other ${index + 1}`, compared: true }];
  });
};

const nameOf = ({ metric, compared }: Computed, { comparison }: SemanticQuery): string =>
  compared && comparison ? metric.name + BESIDE[comparison.kind] : metric.name;

const valueOf = ({ metric, column, compared }: Computed, { comparison }: SemanticQuery): Sql => {
  // A figure of the instant has no value in another period: unknown, not zero.
  const elsewhere = metric.now === true && compared && comparison?.kind === 'period';
  return metric.empty === 'zero' && !elsewhere ? sql`coalesce(${name(column)}, 0)` : name(column);
};

/** The same figures without dimensions, within the filters of the whole alone: one row, beside every other. */
const wholeOf = (query: SemanticQuery, computed: Computed[], context: Context): Sql => {
  const compared = computed.filter((one) => one.compared);
  const plain = compared.map((one) => ({ ...one, compared: false }));
  const { filters: _, comparison, fill: ___, ...rest } = query;
  const within = comparison?.kind === 'whole' && comparison.filters ? { filters: comparison.filters } : {};
  const [first] = computed;
  const base = tablesOf(context.model.dataset(first?.metric.dataset ?? ''), context);
  const everything = liftsPopulation(query, base) || liftsPopulation({ ...rest, ...within }, base);
  const { body } = grouped({ ...rest, ...within, everything }, plain, [], undefined, context);
  return sql`
cross join (
${body}
) as ${name('whole')}`;
};

/** The groups that are shown: within the bounds, and of a label that a row may have beside others those asked for. */
const kept = (
  query: SemanticQuery,
  dimensions: Column[],
  values: Map<string, Sql>,
  { model }: Context,
): Sql => {
  const { having = [], filters } = query;
  for (const { metric } of having) mustBeNumber(metricIn(metric, query, model), model);
  const bounds = having.map(
    (bound) =>
      sql`${values.get(bound.metric) ?? EMPTY} ${operator(bound.operator)} ${bind(bound.value, 'double precision')}`,
  );
  const labels = dimensions.flatMap((dimension, index) => {
    if (!dimension.many) return [];
    const asked = inFilter(filters, { field: dimension.name });
    return asked.length === 0 ? [] : [sql`${name(`dim ${index + 1}`)} = any(${bind(asked, 'text[]')})`];
  });
  const conditions = [...bounds, ...labels];
  return conditions.length === 0
    ? EMPTY
    : sql`
where ${join(conditions, ' and ')}`;
};

/** What was asked, unknown ones last; without a wish the greatest comes first. */
const wishedOrder = (
  { order = [], metrics }: SemanticQuery,
  dimensions: Column[],
  values: Map<string, Sql>,
): Sql[] => {
  const wishes = order.map(({ by, direction }) => {
    const index = dimensions.findIndex((dimension) => dimension.name === by);
    const dimension = dimensions[index];
    const column = dimension ? dimension.sort(name(`dim ${index + 1}`)) : values.get(by);
    if (!column) throw new InvalidQuery(`${by} is neither a metric nor a dimension of this query`);
    return sql`${column} ${trusted(direction)} nulls last`;
  });
  const first = values.get(metrics[0] ?? '');
  return order.length === 0 && first ? [sql`${first} desc nulls last`] : wishes;
};

/** The place of a row among those of its value of `limitBy`; equal ones share it. */
const rankOf = (
  { order = [], limitBy, ...query }: SemanticQuery,
  dimensions: Column[],
  values: Map<string, Sql>,
): Sql[] => {
  if (limitBy === undefined) return [];
  const index = dimensions.findIndex((dimension) => dimension.name === limitBy);
  if (index === -1) throw new InvalidQuery(`${limitBy} is no dimension of this query`);
  const group = [valueName(index), ...(dimensions[index]?.key ? [keyName(index)] : [])];
  const wishes = wishedOrder(
    { ...query, order: order.filter(({ by }) => by !== limitBy) },
    dimensions,
    values,
  );
  return [
    sql`rank() over (partition by ${join(group, ', ')} order by ${join(wishes, ', ')}) as ${name(RANK)}`,
  ];
};

/** The order of all rows: as wished; without a wish time runs on. */
const orderBy = (query: SemanticQuery, dimensions: Column[], keys: Sql[], values: Map<string, Sql>): Sql => {
  if (dimensions.length === 0) return EMPTY;
  const inTime = (query.order ?? []).length === 0 && dimensions.some(({ time }) => time !== undefined);
  const wishes = inTime ? [] : wishedOrder(query, dimensions, values);
  const ties = dimensions.map(
    (dimension, index) => sql`${dimension.sort(name(`dim ${index + 1}`))} nulls last`,
  );
  return sql`
order by ${join([...wishes, ...ties, ...keys], ', ')}`;
};
