import { InvalidQuery } from '../../contracts/faults.ts';
import type { SemanticQuery } from '../../contracts/query.ts';
import { type Column, columnOf, fieldValue, instantOf } from './columns.ts';
import { type Context, sourceOf, type Tables, tablesOf } from './context.ts';
import { isNarrowed } from './held-keys.ts';
import { isTimeDimension } from './model.ts';
import { type Choice, liftsPopulation, where } from './rows-of.ts';
import { EMPTY, join, name, type Sql, sql, trusted } from './sql.ts';

/** The rows of a dataset themselves; `limit` is given here, for what is dear is computed after it. */
export const rowsQuery = (
  query: SemanticQuery,
  limit: Sql,
  context: Context,
): { body: Sql; columns: string[] } => {
  const { dimensions = [], dataset } = query;
  if (dimensions.length === 0) throw new InvalidQuery('Neither a metric nor a dimension is asked for');
  const base = context.model.dataset(dataset ?? context.model.catalog.mainDataset);
  const late = dimensions.filter((dimension) => isDerived(dimension, tablesOf(base, context), context));
  const early = dimensions.filter((dimension) => !late.includes(dimension));
  const list = listOf(query, early, tablesOf(base, context), context);
  if (late.length > 0 || list.inTwo)
    return {
      body: withLate(dimensions, late, pageOf(list, limit), list.tables, context),
      columns: dimensions,
    };
  const body = sql`select ${join(list.shown, ', ')}
from ${list.rows}
order by ${list.order}
limit ${limit}`;
  return { body, columns: early };
};

/** A list in its order. */
interface List {
  tables: Tables;
  early: string[];
  shown: Sql[];
  /** FROM and WHERE. */
  rows: Sql;
  order: Sql;
  /** In order of time, where an index has it: then rows without a time, which it leaves out, are looked for apart. */
  inTwo?: { timed: Sql; order: Sql; untimed: Sql };
}

const listOf = (query: SemanticQuery, early: string[], tables: Tables, context: Context): List => {
  const { filters, timeRange } = query;
  const columns = early.map((dimension) => columnOf(dimension, tables, context));
  const timed = columns.some((column) => column.time !== undefined);
  const choice: Choice = { filters, timeRange, timed, everything: liftsPopulation(query, tables) };
  const known = timed || timeRange !== undefined;
  const rows = where(choice, tables, context);
  const order = orderBy(query, columns, known, tables, context);
  const shown = columns.map((column) => sql`${column.show(column.value)} as ${name(column.name)}`);
  const list = { tables, early, shown, order, rows: sql`${tables.from()}${rows}` };
  const { indexed, time } = tables.base;
  const first = query.order === undefined || query.order[0]?.by === time;
  if (known || indexed !== true || !first || !isNarrowed(filters, tables, context)) return list;
  const withTime = where({ ...choice, timed: true }, tables, context);
  const inTwo = {
    timed: sql`${tables.from()}${withTime}`,
    order: orderBy(query, columns, true, tables, context),
    untimed: sql`${list.rows}
  and (${instantOf(tables, context)}) is null`,
  };
  return { ...list, inTwo };
};

const isDerived = (dimension: string, { base }: Tables, { model }: Context): boolean => {
  if (isTimeDimension(dimension)) return false;
  const { field, path } = model.field(dimension, base);
  if (field.derive !== undefined && path.length > 0)
    throw new InvalidQuery(`${dimension} is shown only with the rows of ${path.at(-1)?.to}`);
  return field.derive !== undefined;
};

/** What is shown of the first rows, their keys and positions, in order. */
const pageOf = ({ tables: { base }, early, shown, rows, order, inTwo }: List, limit: Sql): Sql => {
  const keys = base.primaryKey.map(
    (key, index) => sql`${name(base.name)}.${name(key)} as ${name(`key ${index + 1}`)}`,
  );
  const some = (after: Sql, by: Sql, from: Sql): Sql => {
    const position = sql`${after}row_number() over (order by ${by}) as ${name('position')}`;
    return sql`select ${join([...keys, position, ...shown], ', ')}
from ${from}
order by ${by}
limit ${limit}`;
  };
  if (!inTwo) return some(EMPTY, order, rows);
  const columns = [
    ...base.primaryKey.map((_, index) => name(`key ${index + 1}`)),
    name('position'),
    ...early.map(name),
  ];
  const missing = sql`(select count(*) from ${name('timed')}) < ${limit}`;
  return sql`with ${name('timed')} as materialized (
${some(EMPTY, inTwo.order, inTwo.timed)}
)
select ${join(columns, ', ')} from ${name('timed')}
union all
(${some(
    sql`${limit} + `,
    order,
    sql`${inTwo.untimed}
  and ${missing}`,
  )})`;
};

/** Only the rows of the page are found again by their key, and what is dear is read for them. */
const withLate = (
  dimensions: string[],
  late: string[],
  page: Sql,
  { base }: Tables,
  context: Context,
): Sql => {
  const again = tablesOf(base, context);
  const list = dimensions.map((dimension) => {
    if (!late.includes(dimension)) return sql`${name('page')}.${name(dimension)}`;
    const { field } = context.model.field(dimension, base);
    return sql`${fieldValue(field, again.expression(field.expression, []))} as ${name(dimension)}`;
  });
  const on = base.primaryKey.map(
    (key, index) => sql`${name(base.name)}.${name(key)} = ${name('page')}.${name(`key ${index + 1}`)}`,
  );
  const found = late.length === 0 ? EMPTY : sql` join ${sourceOf(base, context)} on ${join(on, ' and ')}`;
  return sql`select ${join(list, ', ')}
from (
${page}
) as ${name('page')}${found}
order by ${name('page')}.${name('position')}`;
};

/** What was asked; else the latest first, or by what is shown. Ties by the primary key. `known`: no time is missing. */
const orderBy = (
  { order = [] }: SemanticQuery,
  columns: Column[],
  known: boolean,
  tables: Tables,
  context: Context,
): Sql => {
  const { base } = tables;
  // As the column stands, so that an index of it has this order.
  const byTime = (direction: string): Sql =>
    known
      ? sql`${instantOf(tables, context)} ${trusted(direction)}`
      : sql`${columnOf(base.time ?? '', tables, context).value} ${trusted(direction)} nulls last`;
  const wishes = order.map(({ by, direction }) => {
    if (isDerived(by, tables, context)) throw new InvalidQuery(`${by} can be shown, not ordered by`);
    if (by === base.time) return byTime(direction);
    const { sort, value } = columns.find((column) => column.name === by) ?? columnOf(by, tables, context);
    return sql`${sort(value)} ${trusted(direction)} nulls last`;
  });
  const byDefault =
    base.time === undefined
      ? columns.map(({ sort, value }) => sql`${sort(value)} nulls last`)
      : [byTime('desc')];
  const ties = [
    ...base.primaryKey.map((key) => sql`${name(base.name)}.${name(key)}`),
    ...columns.filter(({ many }) => many).map(({ sort, value }) => sort(value)),
  ];
  return join([...(order.length > 0 ? wishes : byDefault), ...ties], ', ');
};
