import { InvalidQuery } from '../../contracts/faults.ts';
import type { SemanticQuery } from '../../contracts/query.ts';
import { type Column, columnOf, fieldValue } from './columns.ts';
import { type Context, sourceOf, type Tables, tablesOf } from './context.ts';
import { isTimeDimension } from './model.ts';
import { liftsPopulation, where } from './rows-of.ts';
import { join, name, type Sql, sql, trusted } from './sql.ts';

/** The rows of a dataset themselves; `limit` is given here, for what is dear is computed after it. */
export const rowsQuery = (
  query: SemanticQuery,
  limit: Sql,
  context: Context,
): { body: Sql; columns: string[] } => {
  const { dimensions = [], dataset, filters, timeRange } = query;
  if (dimensions.length === 0) throw new InvalidQuery('Neither a metric nor a dimension is asked for');
  const base = context.model.dataset(dataset ?? context.model.catalog.mainDataset);
  const tables = tablesOf(base, context);
  const late = dimensions.filter((dimension) => isDerived(dimension, tables, context));
  const early = dimensions.filter((dimension) => !late.includes(dimension));
  const columns = early.map((dimension) => columnOf(dimension, tables, context));
  const everything = liftsPopulation(query, tables);
  const timed = columns.some((column) => column.time !== undefined);
  const rows = where({ filters, timeRange, timed, everything }, tables, context);
  const order = orderBy(query, columns, tables, context);
  const shown = columns.map((column) => sql`${column.show(column.value)} as ${name(column.name)}`);
  if (late.length === 0) {
    const body = sql`select ${join(shown, ', ')}
from ${tables.from()}${rows}
order by ${order}
limit ${limit}`;
    return { body, columns: early };
  }
  const keys = base.primaryKey.map(
    (key, index) => sql`${name(base.name)}.${name(key)} as ${name(`key ${index + 1}`)}`,
  );
  const position = sql`row_number() over (order by ${order}) as ${name('position')}`;
  const page = sql`select ${join([...keys, position, ...shown], ', ')}
from ${tables.from()}${rows}
order by ${name('position')}
limit ${limit}`;
  return { body: withLate(dimensions, late, page, tables, context), columns: dimensions };
};

const isDerived = (dimension: string, { base }: Tables, { model }: Context): boolean => {
  if (isTimeDimension(dimension)) return false;
  const { field, path } = model.field(dimension, base);
  if (field.derive !== undefined && path.length > 0)
    throw new InvalidQuery(`${dimension} is shown only with the rows of ${path.at(-1)?.to}`);
  return field.derive !== undefined;
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
  return sql`select ${join(list, ', ')}
from (
${page}
) as ${name('page')} join ${sourceOf(base, context)} on ${join(on, ' and ')}
order by ${name('page')}.${name('position')}`;
};

/** What was asked; else the latest first, or by what is shown. Ties by the primary key. */
const orderBy = ({ order = [] }: SemanticQuery, columns: Column[], tables: Tables, context: Context): Sql => {
  const { base } = tables;
  const wishes = order.map(({ by, direction }) => {
    if (isDerived(by, tables, context)) throw new InvalidQuery(`${by} can be shown, not ordered by`);
    const { sort, value } = columns.find((column) => column.name === by) ?? columnOf(by, tables, context);
    return sql`${sort(value)} ${trusted(direction)} nulls last`;
  });
  const latest = base.time === undefined ? undefined : columnOf(base.time, tables, context).value;
  const byDefault = latest
    ? [sql`${latest} desc nulls last`]
    : columns.map(({ sort, value }) => sql`${sort(value)} nulls last`);
  const ties = [
    ...base.primaryKey.map((key) => sql`${name(base.name)}.${name(key)}`),
    ...columns.filter(({ many }) => many).map(({ sort, value }) => sort(value)),
  ];
  return join([...(order.length > 0 ? wishes : byDefault), ...ties], ', ');
};
