import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from '#shared/contracts/query.ts';

type Unit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'weekend';
export const isUnit = (text: string): text is Unit =>
  ['hour', 'day', 'week', 'month', 'quarter', 'year', 'weekend'].includes(text);
export type { Unit };

/** A half-open span of local time. */
export interface Span {
  readonly from: Temporal.PlainDateTime;
  readonly to: Temporal.PlainDateTime;
}

/** Now, as the reader's calendar and clock show it. */
export interface Local {
  readonly now: Temporal.PlainDateTime;
  readonly today: Temporal.PlainDate;
  readonly timeZone: string;
  /** The same now, as an instant. */
  readonly instant: string;
}

export const localTime = (instant: string, timeZone: string): Local => {
  const now = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return { now, today: now.toPlainDate(), timeZone, instant };
};

export const days = (from: Temporal.PlainDate, count: number): Span => ({
  from: from.toPlainDateTime(),
  to: from.add({ days: count }).toPlainDateTime(),
});

/** Local span to instants; the odd hours of daylight saving resolve as calendars do ("compatible"). */
export const toRange = (span: Span, timeZone: string): TimeRange => ({
  from: span.from.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'millisecond' }),
  to: span.to.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'millisecond' }),
});

const startOf = (date: Temporal.PlainDate, unit: Unit): Temporal.PlainDate => {
  switch (unit) {
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 });
    case 'weekend':
      return date.subtract({ days: date.dayOfWeek - 1 }).add({ days: 5 });
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
    case 'year':
      return date.with({ day: 1, month: 1 });
    case 'hour':
    case 'day':
      return date;
  }
};

const lengthOf = (unit: Unit, count: number): Temporal.DurationLike => {
  switch (unit) {
    case 'hour':
      return { hours: count };
    case 'day':
      return { days: count };
    case 'week':
    case 'weekend':
      return { weeks: count };
    case 'month':
      return { months: count };
    case 'quarter':
      return { months: 3 * count };
    case 'year':
      return { years: count };
  }
};

/** The calendar unit that lies `offset` units from the one of today: 0 this week, -1 last week. */
export const calendarUnit = (local: Local, unit: Unit, offset: number): Span => {
  if (unit === 'hour') {
    const hour = local.now.with({ minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
    return { from: hour.add({ hours: offset }), to: hour.add({ hours: offset + 1 }) };
  }
  const from = startOf(local.today, unit).add(lengthOf(unit, offset));
  const to = unit === 'weekend' ? from.add({ days: 2 }) : from.add(lengthOf(unit, 1));
  // A unit that is still going on ends with today.
  const end = offset === 0 && unit !== 'weekend' ? local.today.add({ days: 1 }) : to;
  return { from: from.toPlainDateTime(), to: end.toPlainDateTime() };
};

/**
 * "Last 7 days": whole days before today, and nothing of today unless `withToday`.
 * "Last 24 hours" is rolling and ends now.
 */
export const recentUnits = (local: Local, unit: Unit, count: number, withToday: boolean): Span => {
  if (unit === 'hour') return { from: local.now.subtract({ hours: count }), to: local.now };
  const end = withToday ? local.today.add({ days: 1 }) : local.today;
  return { from: end.subtract(lengthOf(unit, count)).toPlainDateTime(), to: end.toPlainDateTime() };
};

/** The unit `count` units ago: "three days ago" is that day, "two weeks ago" that week. */
export const unitAgo = (local: Local, unit: Unit, count: number): Span => {
  if (unit === 'hour') return { from: local.now.subtract({ hours: count }), to: local.now };
  return calendarUnit(local, unit, -count);
};

/** The latest day with this number (and month) that is not after today. */
export const latestDay = (
  local: Local,
  day: number,
  month?: number,
  year?: number,
): Temporal.PlainDate | undefined => {
  const make = (y: number, m: number): Temporal.PlainDate | undefined => {
    try {
      return Temporal.PlainDate.from({ year: y, month: m, day }, { overflow: 'reject' });
    } catch {
      return undefined;
    }
  };
  if (month !== undefined && year !== undefined) return make(year, month);
  if (month !== undefined) {
    const thisYear = make(local.today.year, month);
    const begun = thisYear && Temporal.PlainDate.compare(thisYear, local.today) <= 0;
    return begun ? thisYear : (make(local.today.year - 1, month) ?? thisYear);
  }
  for (let back = 0; back < 12; back += 1) {
    const at = local.today.with({ day: 1 }).subtract({ months: back });
    const found = make(at.year, at.month);
    if (found && Temporal.PlainDate.compare(found, local.today) <= 0) return found;
  }
  return undefined;
};

/** The latest weekday (1 Monday) before today; today itself only when `orToday`. */
export const latestWeekday = (local: Local, weekday: number, orToday: boolean): Temporal.PlainDate => {
  const back = (local.today.dayOfWeek - weekday + 7) % 7;
  return local.today.subtract({ days: back === 0 && !orToday ? 7 : back });
};

/** A month: the latest that has begun unless a year is given. */
export const monthSpan = (local: Local, month: number, year?: number): Span => {
  const y = year ?? (month <= local.today.month ? local.today.year : local.today.year - 1);
  const from = Temporal.PlainDate.from({ year: y, month, day: 1 });
  return clip(local, { from: from.toPlainDateTime(), to: from.add({ months: 1 }).toPlainDateTime() });
};

export const quarterSpan = (local: Local, quarter: number, year?: number): Span => {
  const month = 3 * (quarter - 1) + 1;
  const y = year ?? (month <= local.today.month ? local.today.year : local.today.year - 1);
  const from = Temporal.PlainDate.from({ year: y, month, day: 1 });
  return clip(local, { from: from.toPlainDateTime(), to: from.add({ months: 3 }).toPlainDateTime() });
};

export const yearSpan = (local: Local, year: number): Span => {
  const from = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return clip(local, { from: from.toPlainDateTime(), to: from.add({ years: 1 }).toPlainDateTime() });
};

/** A span that has begun ends with today at the latest. */
export const clip = (local: Local, span: Span): Span => {
  const end = local.today.add({ days: 1 }).toPlainDateTime();
  const begun = Temporal.PlainDateTime.compare(span.from, end) < 0;
  return begun && Temporal.PlainDateTime.compare(span.to, end) > 0 ? { from: span.from, to: end } : span;
};

/** The ISO week with this number: of this year, or of the last when it has not begun. */
export const numberedWeek = (local: Local, week: number): Span => {
  const monday = (year: number): Temporal.PlainDate => {
    const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
    return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: week - 1 });
  };
  const own = monday(local.today.year);
  const begun = Temporal.PlainDate.compare(own, local.today) <= 0;
  return days(begun ? own : monday(local.today.year - 1), 7);
};
