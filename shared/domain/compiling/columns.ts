import type { Field, FieldType } from '../../contracts/catalog.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import type { Context, Tables } from './context.ts';
import { isTimeDimension, type TimeDimension } from './model.ts';
import { type Sql, sql, trusted } from './sql.ts';

/** A dimension as columns: what is grouped by, and what the reader is shown of it. */
export interface Column {
  name: string;
  /** What tells two rows apart where the shown value does not: names are not unique. */
  key: Sql | undefined;
  value: Sql;
  /** The shown form of the grouped column. */
  show: (column: Sql) => Sql;
  /** The order of ties, and of time. */
  sort: (column: Sql) => Sql;
  time: TimeDimension | undefined;
  /** A row of the base dataset can have several values of it. */
  many: boolean;
}

const asIs = (column: Sql) => column;

const CASTS: Record<FieldType, Sql> = {
  text: trusted('::text'),
  number: trusted('::double precision'),
  boolean: trusted('::boolean'),
  instant: trusted('::timestamptz'),
};

/** SQL of a field, of the type that evidence promises. */
export const fieldValue = (field: Field, expression: Sql): Sql => sql`(${expression})${CASTS[field.type]}`;

/** The order of texts does not depend on the server's language. */
const sortable =
  (type: FieldType) =>
  (column: Sql): Sql =>
    type === 'text' ? sql`${column} collate "C"` : column;

/** The instant by which rows of the base dataset are put into periods. */
export const instantOf = (tables: Tables, context: Context): Sql => {
  const { time, name } = tables.base;
  if (time === undefined) throw new InvalidQuery(`${name} has no time`);
  const { field } = context.model.field(time, tables.base);
  return tables.expression(field.expression, []);
};

/** A dimension of a query over these tables. */
export const columnOf = (dimension: string, tables: Tables, context: Context): Column => {
  if (isTimeDimension(dimension)) return timeColumn(dimension, instantOf(tables, context), context);
  const { field, owner, path } = context.model.field(dimension, tables.base);
  if (!field.dimension) throw new InvalidQuery(`${dimension} is not a dimension`);
  const value = fieldValue(field, tables.expression(field.expression, path));
  const many = path.some((hop) => hop.many);
  const shared = { name: dimension, value, show: asIs, sort: sortable(field.type), time: undefined, many };
  if (field.key === undefined) return { ...shared, key: undefined };
  const key = context.model.field(field.key, owner).field;
  return { ...shared, key: fieldValue(key, tables.expression(key.expression, path)) };
};

const timeColumn = (dimension: TimeDimension, instant: Sql, { timeZone }: Context): Column => ({
  name: dimension,
  key: undefined,
  ...timeForms(dimension, sql`((${instant}) at time zone ${timeZone})`),
  sort: asIs,
  time: dimension,
  many: false,
});

const dated = (value: Sql, format: Sql) => ({
  value: sql`${value}::date`,
  show: (column: Sql) => sql`to_char(${column}, ${format})`,
});

const DAY = trusted(`'YYYY-MM-DD'`);

interface TimeForms {
  value: Sql;
  show: (column: Sql) => Sql;
}

const FORMS: Record<TimeDimension, (local: Sql) => TimeForms> = {
  hour: (local) => ({ value: sql`date_part('hour', ${local})::integer`, show: asIs }),
  weekday: (local) => ({ value: sql`date_part('isodow', ${local})::integer`, show: asIs }),
  day: (local) => dated(local, DAY),
  week: (local) => dated(sql`date_trunc('week', ${local})`, DAY),
  month: (local) => dated(sql`date_trunc('month', ${local})`, trusted(`'YYYY-MM'`)),
};

/** A bucket of local time: what is grouped, and how it is written. */
export const timeForms = (dimension: TimeDimension, local: Sql): TimeForms => FORMS[dimension](local);
