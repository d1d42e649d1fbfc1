import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from '#shared/contracts/query.ts';

/** Calendar units, and what one of each lasts. */
const UNITS = {
  minute: ['minutes', 1],
  hour: ['hours', 1],
  day: ['days', 1],
  week: ['days', 7],
  weekend: ['days', 7],
  month: ['months', 1],
  bimester: ['months', 2],
  quarter: ['months', 3],
  quadrimester: ['months', 4],
  semester: ['months', 6],
  year: ['months', 12],
} as const;

export type Unit = keyof typeof UNITS;
export const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);

/** `count` of these units, as a length of time. */
export const lengthOf = (unit: Unit, count: number): Temporal.DurationLike => {
  const [field, each] = UNITS[unit];
  return { [field]: each * count };
};

/** How many months a unit has; 0 for those that are counted in days. */
export const monthsOf = (unit: Unit): number => (UNITS[unit][0] === 'months' ? UNITS[unit][1] : 0);

/** Shorter than a day: counted back from now to the moment. */
export const isClock = (unit: Unit): boolean => unit === 'hour' || unit === 'minute';

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

export const isBefore = (one: Temporal.PlainDateTime, other: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(one, other) < 0;

/** It has not come yet. The hour is looked at only where the day does not tell. */
export const isAhead = (local: Local, at: Temporal.PlainDateTime): boolean => {
  if (!isBefore(local.today.toPlainDateTime(), at)) return false;
  return !isBefore(at, tomorrow(local)) || isBefore(local.now, at);
};

const endings = new WeakMap<Temporal.PlainDate, Temporal.PlainDateTime>();

/** The end of today: no period of the past goes beyond it. */
export const tomorrow = ({ today }: Local): Temporal.PlainDateTime => {
  const end = endings.get(today) ?? today.add({ days: 1 }).toPlainDateTime();
  endings.set(today, end);
  return end;
};

export const days = (from: Temporal.PlainDate, count: number): Span => ({
  from: from.toPlainDateTime(),
  to: from.add({ days: count }).toPlainDateTime(),
});

export const shifted = ({ from, to }: Span, by: Temporal.DurationLike): Span => ({
  from: from.add(by),
  to: to.add(by),
});

const instantOf = (at: Temporal.ZonedDateTime): string =>
  at.toInstant().toString({ smallestUnit: 'millisecond' });

/**
 * Local span to instants; the odd hours of daylight saving resolve as calendars do ("compatible"): the hour that
 * the clocks leap over is the one after it.
 */
export const toRange = (span: Span, timeZone: string): TimeRange => {
  const from = span.from.toZonedDateTime(timeZone);
  const to = span.to.toZonedDateTime(timeZone);
  const leapt = Temporal.ZonedDateTime.compare(from, to) >= 0;
  return {
    from: instantOf(from),
    to: instantOf(leapt ? from.add(span.from.until(span.to, { largestUnit: 'hours' })) : to),
  };
};

/** The time just gone: hours that passed, whatever the clocks were put to meanwhile. */
export const justGone = (
  { instant, timeZone, now }: Local,
  length: Temporal.DurationLike,
): { span: Span; range: TimeRange } => {
  const to = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const from = to.subtract(length);
  return {
    span: { from: from.toPlainDateTime(), to: now },
    range: { from: instantOf(from), to: instantOf(to) },
  };
};

/** A span that has begun ends with today at the latest. */
export const clip = (local: Local, { from, to }: Span): Span => {
  const end = tomorrow(local);
  return isBefore(from, end) && isBefore(end, to) ? { from, to: end } : { from, to };
};

export const mondayOf = (date: Temporal.PlainDate): Temporal.PlainDate =>
  date.subtract({ days: date.dayOfWeek - 1 });

const startOf = (date: Temporal.PlainDate, unit: Unit): Temporal.PlainDate => {
  const months = monthsOf(unit);
  if (months > 0) return date.with({ day: 1, month: date.month - ((date.month - 1) % months) });
  return unit === 'week' ? mondayOf(date) : date;
};

/** Weekends: this one is the one that goes on or else the last; the last is the one that is over. */
const weekend = (local: Local, offset: number): Span => {
  const saturday = mondayOf(local.today).add({ days: 5 });
  const goesOn = local.today.dayOfWeek > 5;
  const weeks = offset > 0 ? offset - 1 : offset < 0 && goesOn ? offset : Math.min(0, offset + 1);
  const base = goesOn || offset > 0 ? saturday : saturday.subtract({ weeks: 1 });
  const next = offset > 0 && goesOn ? 1 : 0;
  return clip(local, days(base.add({ weeks: weeks + next }), 2));
};

/** The calendar unit that lies `offset` units from the one of today: 0 this week, -1 last week. */
export const calendarUnit = (local: Local, unit: Unit, offset: number): Span => {
  if (unit === 'weekend') return weekend(local, offset);
  if (isClock(unit)) {
    const fields = { second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 };
    const start = local.now.with(unit === 'hour' ? { minute: 0, ...fields } : fields);
    return { from: start.add(lengthOf(unit, offset)), to: start.add(lengthOf(unit, offset + 1)) };
  }
  const from = startOf(local.today, unit).add(lengthOf(unit, offset));
  const span = { from: from.toPlainDateTime(), to: from.add(lengthOf(unit, 1)).toPlainDateTime() };
  return offset === 0 ? clip(local, span) : span;
};

/** "Last 7 days": whole days before today, and nothing of today unless `withToday`. */
export const recentUnits = (local: Local, unit: Unit, count: number, withToday = false): Span => {
  const end = withToday ? local.today.add({ days: 1 }) : local.today;
  return { from: end.subtract(lengthOf(unit, count)).toPlainDateTime(), to: end.toPlainDateTime() };
};

/** A unit of the year by its number, the third quarter, march: the latest that has begun unless a year is given. */
export const numberedUnit = (local: Local, unit: Unit, number: number, year?: number): Span => {
  const months = monthsOf(unit);
  const month = months * (number - 1) + 1;
  const begun = month <= local.today.month ? local.today.year : local.today.year - 1;
  const from = Temporal.PlainDate.from({ year: year ?? begun, month, day: 1 });
  return clip(local, { from: from.toPlainDateTime(), to: from.add({ months }).toPlainDateTime() });
};

/** The ISO week with this number: of the year, else of this one, or of the last when it has not begun. */
export const numberedWeek = (local: Local, week: number, year?: number): Span => {
  const monday = (of: number): Temporal.PlainDate =>
    mondayOf(Temporal.PlainDate.from({ year: of, month: 1, day: 4 })).add({ weeks: week - 1 });
  const own = monday(year ?? local.today.year);
  const begun = year !== undefined || Temporal.PlainDate.compare(own, local.today) <= 0;
  return clip(local, days(begun ? own : monday(local.today.year - 1), 7));
};
