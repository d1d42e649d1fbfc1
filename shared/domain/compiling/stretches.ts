import type { Dataset } from '../../contracts/catalog.ts';
import type { Filter, SemanticQuery, TimeRange } from '../../contracts/query.ts';
import { instantOf } from './columns.ts';
import type { Context, Tables } from './context.ts';
import { isTimeDimension, type TimeDimension } from './model.ts';
import { bind, EMPTY, join, type Sql, sql, trusted } from './sql.ts';

/** The field of stretches that says whether a period, and its units of time, hold one whole. */
export const WHOLE = 'whole';

/** Rows of this dataset stand for stretches of time. */
export const isStretched = ({ until }: Dataset): boolean => until !== undefined;

const timesIn = (filter: Filter): TimeDimension[] => {
  if ('and' in filter) return filter.and.flatMap(timesIn);
  if ('or' in filter) return filter.or.flatMap(timesIn);
  if ('not' in filter) return timesIn(filter.not);
  return isTimeDimension(filter.field) ? [filter.field] : [];
};

/** A unit of time is filtered by: what straddles it passes, whatever else is asked of it. */
export const namesTime = (filters: Filter): boolean => timesIn(filters).length > 0;

/** The units of time that a query tells apart. */
export const unitsOf = ({ dimensions = [], filters, split = [] }: SemanticQuery): TimeDimension[] => [
  ...new Set([...dimensions.filter(isTimeDimension), ...(filters ? timesIn(filters) : []), ...split]),
];

const TRUNCATED: Record<TimeDimension, Sql> = {
  hour: trusted(`'hour'`),
  weekday: trusted(`'day'`),
  day: trusted(`'day'`),
  week: trusted(`'week'`),
  month: trusted(`'month'`),
};

const edgesOf = (tables: Tables, context: Context): { start: Sql; end: Sql } => {
  const { base } = tables;
  const { field } = context.model.field(base.until ?? '', base);
  return { start: instantOf(tables, context), end: tables.expression(field.expression, []) };
};

/** Some unit of time begins inside the stretch. */
const straddles = (units: TimeDimension[], tables: Tables, context: Context): Sql => {
  const { start, end } = edgesOf(tables, context);
  const last = sql`greatest(${start}, ${end} - interval '1 microsecond')`;
  const { timeZone } = context;
  const crossings = units.map(
    (unit) =>
      sql`date_trunc(${TRUNCATED[unit]}, ${start} at time zone ${timeZone}) <> date_trunc(${TRUNCATED[unit]}, ${last} at time zone ${timeZone})`,
  );
  return sql`(${join(crossings, ' or ')})`;
};

/** The stretch lies inside the period and inside one of each unit of time. */
export const wholeIn = (
  units: TimeDimension[],
  range: TimeRange | undefined,
  tables: Tables,
  context: Context,
): Sql => {
  const { start, end } = edgesOf(tables, context);
  const conditions: Sql[] = [];
  if (range)
    conditions.push(
      sql`${start} >= ${bind(range.from, 'timestamptz')} and ${end} <= ${bind(range.to, 'timestamptz')}`,
    );
  if (units.length > 0) conditions.push(sql`not ${straddles(units, tables, context)}`);
  return conditions.length === 0 ? trusted('true') : sql`(${join(conditions, ' and ')})`;
};

/** The stretches that share an instant with the period. */
export const overlaps = (range: TimeRange, tables: Tables, context: Context): Sql => {
  const { start, end } = edgesOf(tables, context);
  const from = bind(range.from, 'timestamptz');
  const longest = trusted(`interval '${Math.trunc(tables.base.longest ?? 0)} hours'`);
  const { lasts } = tables.base;
  // Nothing else that lies before the period reaches into it, so it is not read.
  const known =
    lasts === undefined ? EMPTY : sql` and (${start} >= ${from} or ${tables.expression(lasts, [])})`;
  return sql`${start} < ${bind(range.to, 'timestamptz')} and ${start} > ${from} - ${longest} and (${start} >= ${from} or ${end} > ${from})${known}`;
};

/** A filter on a unit of time lets through what straddles it, so that nothing that is cut goes unnoticed. */
export const orStraddling = (filters: Filter, passes: Sql, tables: Tables, context: Context): Sql => {
  const units = timesIn(filters);
  return units.length === 0 ? passes : sql`(${passes} or ${straddles(units, tables, context)})`;
};
