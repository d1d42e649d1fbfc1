import { instantOf, timeForms } from './columns.ts';
import type { Context, Tables } from './context.ts';
import type { Cut } from './cuts.ts';
import type { TimeDimension } from './model.ts';
import { join, name, type Sql, sql, trusted } from './sql.ts';

/**
 * Since then every time zone is whole quarters of an hour away from UTC and changes at a full quarter: all instants of
 * a quarter have the same hour, weekday, day, week and month, wherever they are read. Antarctica/Casey was the last
 * to change at another minute, in October 2022 (tz database; test/unit/compiling/quarters.test.ts).
 */
export const QUARTERS_SINCE = '2023-01-01T00:00:00Z';
const SINCE = trusted(`timestamptz '${QUARTERS_SINCE}'`);

/** Figures of units of time, from the counts of their quarters. */
export interface Quarters {
  /** The value of a metric, over all quarters of a group. */
  value(expression: string): Sql;
  /** The units of time that a quarter lies in. */
  units: Sql[];
  from: Sql;
}

/** A figure that is told by counts of rows: `between` stands before the first count, and after each. */
interface Counted {
  counts: string[];
  between: string[];
}

const COUNT = /count\(\*\) filter \(where [^()]*\)/g;
/** What takes a count as nothing but a number. */
const BETWEEN = /^(?:[ \d*/+,)(-]|::double precision|nullif\()*$/;

/** Undefined for an expression that is made of anything but counts of rows. */
export const countedIn = (expression: string): Counted | undefined => {
  const counts = expression.match(COUNT) ?? [];
  const between = expression.split(COUNT);
  return counts.length > 0 && between.every((text) => BETWEEN.test(text)) ? { counts, between } : undefined;
};

/**
 * Rows are counted by quarters of an hour first, and only each quarter is put into its place in the reader's time zone:
 * to do that row by row takes longer than to read them. Undefined where a figure is more than counts.
 */
export const quartersOf = (
  { expressions, times }: { expressions: readonly string[]; times: readonly TimeDimension[] },
  rows: (cuts: Cut[], beside: (columns: number) => Sql) => Sql,
  tables: Tables,
  context: Context,
): Quarters | undefined => {
  const counted = new Map(expressions.map((expression) => [expression, countedIn(expression)]));
  const all = [...counted.values()];
  if (times.length === 0 || !all.every((one) => one !== undefined)) return undefined;
  const counts = [...new Set(all.flatMap((one) => one.counts))];
  const quarter = name('quarter');
  const sums = new Map(counts.map((count, order) => [count, name(`count ${order + 1}`)]));
  const parts = counts.map((count) => sql`${trusted(count)} as ${sums.get(count) ?? trusted(count)}`);
  const local = sql`(${quarter} at time zone ${context.timeZone})`;
  return {
    value: (expression) => {
      const { counts: own, between } = counted.get(expression) ?? { counts: [], between: [expression] };
      const pieces = between.map((text, order) => {
        const sum = sums.get(own[order] ?? '');
        return sum ? sql`${trusted(text)}sum(${sum})::bigint` : trusted(text);
      });
      return sql`(${join(pieces, '')})`;
    },
    units: times.map((time) => timeForms(time, local).value),
    from: sql`(
select ${join([quarter, ...parts], ', ')}
from ${rows([{ name: quarter, value: quarterOf(instantOf(tables, context)) }], noRows)}
group by 1
) as ${name('quarters')}`,
  };
};

/**
 * None, and so many columns. Of columns of a UNION the server assumes few different values, where it would take each instant
 * for a group of its own and could not share a long history among its workers.
 */
const noRows = (columns: number): Sql => {
  const nothing = Array.from({ length: columns }, () => 'null').join(', ');
  return trusted(`\nunion all select ${nothing} where false`);
};

/** The quarter of an hour that an instant lies in; an older instant stands for itself. */
const quarterOf = (instant: Sql): Sql =>
  sql`case when ${instant} >= ${SINCE} then date_bin('15 minutes', ${instant}, ${SINCE}) else ${instant} end`;
