import { InvalidQuery } from '../../contracts/faults.ts';
import type { SemanticQuery } from '../../contracts/query.ts';
import { type Column, timeForms } from './columns.ts';
import type { Context } from './context.ts';
import type { TimeDimension } from './model.ts';
import { bind, EMPTY, type Sql, sql, trusted } from './sql.ts';

const WHOLE: Partial<Record<TimeDimension, Sql>> = {
  hour: trusted('generate_series(0, 23)'),
  weekday: trusted('generate_series(1, 7)'),
};
const SERIES: Record<TimeDimension, { start: Sql; step: Sql }> = {
  hour: { start: trusted(`'hour'`), step: trusted(`interval '1 hour'`) },
  weekday: { start: trusted(`'day'`), step: trusted(`interval '1 day'`) },
  day: { start: trusted(`'day'`), step: trusted(`interval '1 day'`) },
  week: { start: trusted(`'week'`), step: trusted(`interval '7 days'`) },
  month: { start: trusted(`'month'`), step: trusted(`interval '1 month'`) },
};

/** The rows of every bucket of the period: its own column, then the columns that are given, then FROM. */
export type Buckets = (dimension: Column, others: Sql) => Sql;

/**
 * Fills a series. It runs over local time; an hour that the clocks skip does not come back the same from
 * UTC, and is left out.
 */
export const bucketsOf = (query: SemanticQuery, context: Context): Buckets | undefined => {
  if (query.fill !== true) return undefined;
  const { timeRange, dimensions = [] } = query;
  return ({ time, name }, others) => {
    if (time === undefined || dimensions.length > 1)
      throw new InvalidQuery(`Only a single dimension of time can be filled, not ${dimensions.join(', ')}`);
    if (!timeRange) {
      const whole = WHOLE[time];
      if (!whole) throw new InvalidQuery(`Filling ${name} needs a period`);
      return sql`select bucket as "dim 1"${others} from ${whole} as bucket`;
    }
    const { timeZone } = context;
    const { start, step } = SERIES[time];
    const from = sql`date_trunc(${start}, ${bind(timeRange.from, 'timestamptz')} at time zone ${timeZone})`;
    const last = sql`(${bind(timeRange.to, 'timestamptz')} - interval '1 microsecond') at time zone ${timeZone}`;
    const skipped =
      time === 'hour'
        ? sql` where (bucket at time zone ${timeZone}) at time zone ${timeZone} = bucket`
        : EMPTY;
    const { value } = timeForms(time, trusted('bucket'));
    return sql`select ${value} as "dim 1"${others} from generate_series(${from}, ${last}, ${step}) as bucket${skipped}`;
  };
};
