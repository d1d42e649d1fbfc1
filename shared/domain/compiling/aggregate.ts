import type { Dataset, Metric, Unit } from '../../contracts/catalog.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import type { Filter, SemanticQuery } from '../../contracts/query.ts';
import { fieldsIn } from '../proof/filters.ts';
import type { Buckets } from './buckets.ts';
import { type Column, columnOf, fieldValue } from './columns.ts';
import { type Cut, cutsOf, groupNames } from './cuts.ts';
import { extremesOf } from './extremes.ts';
import { lateNamesOf } from './late-names.ts';
import { narrowed, waitingOf, without } from './narrowing.ts';
import { type Context, type Tables, tablesOf } from './context.ts';
import { isTimeDimension, type TimeDimension } from './model.ts';
import { quartersOf } from './quarters.ts';
import { askedIn, type Choice, liftsPopulation, where } from './rows-of.ts';
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

interface Asked extends Part {
  /** The filters, before rows that change nothing of its figures were left out. */
  asked: Filter | undefined;
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
  const late = lateNamesOf(dimensions, base, context);
  const waiting = late ? waitingOf(query, base, late) : [];
  const lifts = (one: SemanticQuery) => liftsPopulation(one, tablesOf(base, context));
  const parts = partsOf(query, computed, lifts).map((part) => {
    const asked = without(part.choice.filters, waiting);
    return { ...part, asked, choice: { ...part.choice, filters: narrowed(asked, part, query) } };
  });
  const columns =
    late?.columns ?? dimensions.map((dimension) => columnOf(dimension, tablesOf(base, context), context));
  const inTime = columns.some((column) => column.time !== undefined);
  const units = unitsOf(query);
  const [single] = dimensions;
  const byEntity =
    dimensions.length === 0 ||
    (late?.late.size === dimensions.length && single === context.model.catalog.mainEntity);
  const cuts = cutsOf(dimensions, late, tablesOf(base, context), context).map((cut) => cut.name);
  const times = dimensions.every(isTimeDimension) && !isStretched(base) ? dimensions : [];
  const selects = parts.map((part) => {
    const needed = new Set([...dimensions, ...fieldsIn(part.choice.filters), ...named(part.computed, base)]);
    const own = { ...askedIn(part.choice, base, context), needed };
    const tables = tablesOf(base, own);
    const timed = part.choice.timed ? base.time !== undefined : inTime;
    const all = { computed, cuts: cutsOf(dimensions, late, tables, own), byEntity, tables, units, times };
    return partSelect({ ...part, choice: { ...part.choice, timed } }, all, own);
  });
  const [only] = columns;
  if (buckets && only) selects.push(buckets(only, nulls(computed)));
  const body = merged(selects, cuts, computed);
  const figures = computed.map(({ column }) => name(column));
  return {
    body: late ? late.named(body, figures, waiting) : body,
    dimensions: columns,
    keys: groupNames(columns),
  };
};

/** One row for each combination, whichever parts have it. */
const merged = (selects: Sql[], cuts: Sql[], computed: Computed[]): Sql => {
  const [first] = selects;
  if (first && selects.length === 1) return first;
  const figures = computed.map(({ column }) => sql`max(${name(column)}) as ${name(column)}`);
  return sql`select ${join([...cuts, ...figures], ', ')}
from (
${join(selects, '\nunion all\n')}
) as ${name('parts')}${groupBy(cuts.length)}`;
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

const groupBy = (count: number): Sql =>
  count === 0
    ? EMPTY
    : trusted(`\ngroup by ${Array.from({ length: count }, (_, index) => index + 1).join(', ')}`);

const nulls = (computed: Computed[]): Sql =>
  join(
    computed.map(({ metric, column }) => sql`, null::${TYPES[metric.unit]} as ${name(column)}`),
    '',
  );

/** What the parts of one answer have in common. */
interface All {
  computed: Computed[];
  cuts: Cut[];
  /** Each main entity is one group of rows, or all of them are one. */
  byEntity: boolean;
  tables: Tables;
  units: TimeDimension[];
  /** What rows are grouped by, where it is nothing but units of time. */
  times: TimeDimension[];
}

const partSelect = (part: Asked, all: All, context: Context): Sql => {
  const { computed, cuts, byEntity, tables, times } = all;
  const expressions = part.computed.map(({ metric }) => metric.expression);
  const choice = { ...part.choice, filters: part.asked };
  const ends = byEntity ? extremesOf(expressions, choice, tables, context, cuts.length === 0) : undefined;
  const rows = (by: Cut[], beside?: (columns: number) => Sql): Sql =>
    rowsOf(part, { ...all, cuts: by }, context, beside);
  const quarters = part.nonZero ? undefined : quartersOf({ expressions, times }, rows, tables, context);
  const names = cuts.map((cut) => cut.name);
  const metrics = computed.map(({ metric, column }) => {
    const own = part.computed.some((one) => one.column === column);
    const told = ends ?? quarters;
    const value = told?.value(metric.expression) ?? trusted(`(${metric.expression})`);
    return sql`${own ? value : trusted('null')}::${TYPES[metric.unit]} as ${name(column)}`;
  });
  const from = ends?.from ?? quarters?.from ?? rows(cuts);
  const own = (at: number): Sql | undefined => ends?.key ?? quarters?.units[at];
  const list = cuts.map((cut, at) => {
    const value = own(at);
    return value ? sql`${value} as ${cut.name}` : cut.name;
  });
  const body = sql`select ${join([...list, ...metrics], ', ')}
from ${from}${groupBy(names.length)}`;
  const everyEntity = ends !== undefined;
  if ((!part.nonZero && !everyEntity) || cuts.length === 0) return body;
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

/** The rows of a part, with what its metrics are computed over and what they are grouped by; and those `beside`. */
const rowsOf = (
  part: Part,
  { cuts, tables, units }: All,
  context: Context,
  beside: (columns: number) => Sql = () => EMPTY,
): Sql => {
  const whole = (): Sql => wholeIn(units, part.choice.timeRange, tables, context);
  const fields = fieldsOf(part.computed, tables, whole, context);
  const inner = [
    ...cuts.map((cut) => sql`${cut.value} as ${cut.name}`),
    ...fields.map((field) => sql`${field.value} as ${name(field.name)}`),
  ];
  const rows = where(part.choice, tables, context);
  return sql`(
select ${inner.length > 0 ? join(inner, ', ') : trusted('1 as "row"')}
from ${tables.from()}${rows}${beside(inner.length)}
) as ${name(tables.base.name)}`;
};

const REFERENCE = /(?<![\w".])([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)/g;

/** The fields that the metrics refer to as `dataset.field`. */
const named = (computed: Computed[], base: Dataset): Set<string> => {
  const names = new Set<string>();
  for (const { metric } of computed)
    for (const [, dataset, field] of metric.expression.matchAll(REFERENCE))
      if (dataset === base.name && field !== undefined) names.add(field);
  return names;
};

/** The columns of the rows that the metrics are computed over. */
const fieldsOf = (computed: Computed[], tables: Tables, whole: () => Sql, context: Context) =>
  [...named(computed, tables.base)].map((field) => {
    if (field === WHOLE && isStretched(tables.base)) return { name: field, value: whole() };
    const seen = context.model.field(field, tables.base);
    return {
      name: field,
      value: fieldValue(seen.field, tables.expression(seen.field.expression, seen.path)),
    };
  });
