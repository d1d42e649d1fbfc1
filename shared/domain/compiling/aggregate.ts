import type { Dataset, Metric, Unit } from '../../contracts/catalog.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import type { SemanticQuery } from '../../contracts/query.ts';
import type { Buckets } from './buckets.ts';
import { type Column, columnOf, fieldValue } from './columns.ts';
import { type Context, type Tables, tablesOf } from './context.ts';
import type { TimeDimension } from './model.ts';
import { type Choice, liftsPopulation, where } from './rows-of.ts';
import { EMPTY, join, name, type Sql, sql, trusted } from './sql.ts';
import { isStretched, unitsOf, WHOLE, wholeIn } from './stretches.ts';

const TYPES: Record<Unit, Sql> = {
  count: trusted('bigint'),
  percent: trusted('double precision'),
  fraction: trusted('double precision'),
  seconds: trusted('double precision'),
  ms: trusted('double precision'),
  date: trusted('timestamptz'),
  name: trusted('text'),
};

/** A metric that is computed: as asked, or over what it is compared with. */
export interface Computed {
  metric: Metric;
  /** The column of the grouped statement; a name that no catalog can have. */
  column: string;
  compared: boolean;
}

/** A part of the answer with rows of its own: another period, or the instant of the data. */
interface Part {
  choice: Choice;
  computed: Computed[];
  /** Groups where all is zero are left out: nobody is running there. */
  nonZero: boolean;
}

export interface Grouped {
  /** One row for each combination of the dimensions that any part has. */
  body: Sql;
  dimensions: Column[];
  keys: Sql[];
}

/**
 * Metrics by dimensions. Each part is a SELECT of its own over the rows that belong to it, with the columns
 * of the others empty; together they are grouped once more, so that each combination is one row.
 */
export const grouped = (
  query: SemanticQuery,
  computed: Computed[],
  dimensions: string[],
  buckets: Buckets | undefined,
  context: Context,
): Grouped => {
  const base = datasetOf(computed, context);
  const parts = partsOf(query, computed, (one) => liftsPopulation(one, tablesOf(base, context)));
  const selects: Sql[] = [];
  let columns: Column[] = [];
  for (const part of parts) {
    const tables = tablesOf(base, context);
    columns = dimensions.map((dimension) => columnOf(dimension, tables, context));
    const timed = part.choice.timed
      ? base.time !== undefined
      : columns.some((column) => column.time !== undefined);
    const choice = { ...part.choice, timed };
    const units = unitsOf(query);
    selects.push(partSelect({ ...part, choice }, { computed, columns, tables, units }, context));
  }
  const [only] = columns;
  if (buckets && only) selects.push(buckets(only, nulls(computed)));
  const names = groupNames(columns);
  if (selects.length === 1 && selects[0]) return { body: selects[0], dimensions: columns, keys: names };
  const merged = computed.map(({ column }) => sql`max(${name(column)}) as ${name(column)}`);
  const body = sql`select ${join([...names, ...merged], ', ')}
from (
${join(selects, '\nunion all\n')}
) as ${name('parts')}${groupBy(names.length)}`;
  return { body, dimensions: columns, keys: names };
};

const datasetOf = (computed: Computed[], { model }: Context): Dataset => {
  const [first, ...others] = new Set(computed.map(({ metric }) => metric.dataset));
  if (first === undefined) throw new InvalidQuery('No metric is asked for');
  if (others.length > 0)
    throw new InvalidQuery(`Metrics of ${first} and of ${others.join(', ')} do not go together`);
  return model.dataset(first);
};

const partsOf = (
  query: SemanticQuery,
  computed: Computed[],
  lifts: (one: SemanticQuery) => boolean,
): Part[] => {
  const { comparison } = query;
  const choiceOf = (one: SemanticQuery): Choice => ({
    filters: one.filters,
    timeRange: one.timeRange,
    timed: true,
    everything: lifts(one),
  });
  const parts: Part[] = [];
  const add = (choice: Choice, compared: boolean) => {
    const mine = computed.filter((one) => one.compared === compared);
    const past = mine.filter((one) => !one.metric.now);
    const now = mine.filter((one) => one.metric.now);
    if (past.length > 0) parts.push({ choice, computed: past, nonZero: false });
    // A figure of the instant has no value in another period.
    if (now.length === 0 || (compared && comparison?.kind === 'period')) return;
    parts.push({ choice: { ...choice, timeRange: undefined, timed: false }, computed: now, nonZero: true });
  };
  add(choiceOf(query), false);
  if (comparison?.kind === 'period') add(choiceOf({ ...query, timeRange: comparison.timeRange }), true);
  if (comparison?.kind === 'peer') add(choiceOf({ ...query, filters: comparison.filters }), true);
  return parts;
};

const groupNames = (columns: Column[]): Sql[] =>
  columns.flatMap((column, index) => [
    ...(column.key ? [name(`key ${index + 1}`)] : []),
    name(`dim ${index + 1}`),
  ]);

const groupBy = (count: number): Sql =>
  count === 0
    ? EMPTY
    : trusted(`\ngroup by ${Array.from({ length: count }, (_, index) => index + 1).join(', ')}`);

const nulls = (computed: Computed[]): Sql =>
  join(
    computed.map(({ metric, column }) => sql`, null::${TYPES[metric.unit]} as ${name(column)}`),
    '',
  );

const partSelect = (
  part: Part,
  all: { computed: Computed[]; columns: Column[]; tables: Tables; units: TimeDimension[] },
  context: Context,
): Sql => {
  const { computed, columns, tables, units } = all;
  const names = groupNames(columns);
  const values = columns.flatMap(({ key, value }) => (key ? [key, value] : [value]));
  const whole = (): Sql => wholeIn(units, part.choice.timeRange, tables, context);
  const fields = fieldsOf(part.computed, tables, whole, context);
  const inner = [
    ...values.map((value, index) => sql`${value} as ${names[index] ?? EMPTY}`),
    ...fields.map((field) => sql`${field.value} as ${name(field.name)}`),
  ];
  const metrics = computed.map(({ metric, column }) => {
    const own = part.computed.some((one) => one.column === column);
    const value = own ? trusted(`(${metric.expression})`) : trusted('null');
    return sql`${value}::${TYPES[metric.unit]} as ${name(column)}`;
  });
  const rows = where(part.choice, tables, context);
  const body = sql`select ${join([...names, ...metrics], ', ')}
from (
select ${inner.length > 0 ? join(inner, ', ') : trusted('1 as "row"')}
from ${tables.from()}${rows}
) as ${name(tables.base.name)}${groupBy(names.length)}`;
  if (!part.nonZero || columns.length === 0) return body;
  const present = part.computed.map(({ metric, column }) =>
    metric.unit === 'date' || metric.unit === 'name'
      ? sql`${name(column)} is not null`
      : sql`${name(column)} <> 0`,
  );
  const shown = [...names, ...computed.map(({ column }) => name(column))];
  return sql`select ${join(shown, ', ')} from (
${body}
) as ${name('present')} where ${join(present, ' or ')}`;
};

const REFERENCE = /(?<![\w".])([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)/g;

/** The fields that the metrics refer to as `dataset.field`: the columns of the rows they are computed over. */
const fieldsOf = (computed: Computed[], tables: Tables, whole: () => Sql, context: Context) => {
  const names = new Set<string>();
  for (const { metric } of computed)
    for (const [, dataset, field] of metric.expression.matchAll(REFERENCE))
      if (dataset === tables.base.name && field !== undefined) names.add(field);
  return [...names].map((field) => {
    if (field === WHOLE && isStretched(tables.base)) return { name: field, value: whole() };
    const seen = context.model.field(field, tables.base);
    return {
      name: field,
      value: fieldValue(seen.field, tables.expression(seen.field.expression, seen.path)),
    };
  });
};
