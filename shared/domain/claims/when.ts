import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from '#shared/contracts/query.ts';
import { isoDay, localOf } from '../language/format-date.ts';
import type { Fact } from './facts.ts';
import type { Said } from './item.ts';

/** The same time; what is still open may end at any instant from now on. */
export const sameRange = (said: TimeRange, fact: TimeRange, now: Date): boolean => {
  if (said.from !== fact.from) return false;
  const open = Date.parse(said.to) >= now.getTime() && Date.parse(fact.to) >= now.getTime() - 60_000;
  return said.to === fact.to || open;
};

const DAY_MS = 86_400_000;
/** Days of a period that is called so: more than the first, up to the second. Some months are begun only. */
const DAYS = {
  day: [0, 1.1],
  week: [1.1, 7.1],
  month: [7.1, 31.1],
  quarter: [31.1, 92.1],
  year: [0, 366.1],
  yearMonth: [7.1, 31.1],
} as const;

/** The same time of the year before: both ends are those of the year before, on the calendar of the reader. */
const isYearBefore = (before: TimeRange, { from, to }: TimeRange, timeZone: string): boolean => {
  const back = (instant: string): number =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).subtract({ years: 1 }).epochMilliseconds;
  return Date.parse(before.from) === back(from) && Date.parse(before.to) === back(to);
};

const isPrevious = ({ role, range, table }: Fact, { unit }: Extract<Said, { kind: 'previous' }>): boolean => {
  const asked = table.witness.read.query.timeRange;
  if (role !== 'compared' || !range || !asked) return false;
  const yearly = unit === 'year' || unit === 'yearMonth';
  if (yearly ? !isYearBefore(range, asked, table.timeZone) : range.to !== asked.from) return false;
  if (unit === undefined) return true;
  const days = (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS;
  return days > DAYS[unit][0] && days <= DAYS[unit][1];
};

/** "In the month" of a month that is not over: it began on its first day. */
export const isBegun = ({ from, to }: TimeRange, unit: string, now: Date, timeZone: string): boolean => {
  const start = localOf(from, timeZone);
  const open = Date.parse(to) >= now.getTime() - 60_000 && Date.parse(from) <= now.getTime();
  if (!open || start.hour + start.minute > 0) return false;
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (unit === 'month') return isoDay(start).endsWith('-01') && days <= DAYS.month[1];
  return unit === 'week' && start.weekday === 1 && days <= DAYS.week[1];
};

const WEEK_MS = 7 * DAY_MS;

/** "On Friday" of evidence about one single day: the last such day, never one of a week ago. */
const isThatDay = ({ range, table }: Fact, weekday: number, now: Date): boolean => {
  if (!range || table.dimension !== undefined) return false;
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const recent = to <= now.getTime() && from > now.getTime() - WEEK_MS;
  const single = to - from > 0 && to - from <= DAYS.day[1] * DAY_MS;
  return recent && single && localOf(range.from, table.timeZone).weekday === weekday;
};

/** Whether a fact is of the time that is said; without a word about time, of the time that was asked for. */
export const isWhen = (fact: Fact, said: Said | undefined, now: Date): boolean => {
  switch (said?.kind) {
    case undefined:
      return fact.role !== 'compared';
    case 'previous':
      return isPrevious(fact, said);
    case 'weekday':
      return fact.bucket ? fact.weekday === said.weekday : isThatDay(fact, said.weekday, now);
    case 'days':
      return false;
    case 'now':
      return fact.range === undefined || Date.parse(fact.range.to) >= now.getTime() - 60_000;
    case 'range':
      return fact.range !== undefined && sameRange(said.range, fact.range, now);
  }
};
