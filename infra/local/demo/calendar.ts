import { Temporal } from 'temporal-polyfill';

const DAY = 86_400_000;

/** A calendar day of the tenant. Instants are milliseconds since 1970. */
export type Day = {
  /** `2026-11-20` */
  date: string;
  /** Monday is 1. */
  weekday: number;
  dayOfMonth: number;
  start: number;
  end: number;
  /** The instant, in whole milliseconds, at which the wall clock shows these minutes after midnight. */
  at(minutes: number): number;
};

export type Calendar = {
  /** The whole days kept, oldest first, and the part of today that is over. */
  days: readonly [Day, ...Day[]];
  /** The day before them, just pruned. */
  pruned: Day;
  from: number;
  now: number;
  /** Position of an instant between the oldest kept one and now, 0 to 1. */
  progress(instant: number): number;
  /** The instant at this wall time so many days ago. */
  ago(days: number, clock: string): number;
};

export const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

const dayOf = (date: Temporal.PlainDate, timeZone: string): Day => {
  const instant = (day: Temporal.PlainDate, minutes = 0) =>
    day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: 0 }).add({ minutes }) })
      .epochMilliseconds;
  const start = instant(date);
  const end = instant(date.add({ days: 1 }));
  // Only the two days a year on which clocks change need the slow way.
  const at = (minutes: number) =>
    end - start === DAY
      ? start + Math.round(minutes * 60_000)
      : instant(date, Math.floor(minutes)) + Math.round((minutes % 1) * 60_000);
  return { date: date.toString(), weekday: date.dayOfWeek, dayOfMonth: date.day, start, end, at };
};

export const calendarOf = (now: Date, timeZone: string, days: number): Calendar => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const day = (ago: number) => dayOf(today.subtract({ days: ago }), timeZone);
  const first = day(days);
  const from = first.start;
  return {
    days: [first, ...Array.from({ length: days }, (_, index) => day(days - 1 - index))],
    pruned: day(days + 1),
    from,
    now: now.getTime(),
    progress: (instant) => Math.min(1, Math.max(0, (instant - from) / (now.getTime() - from))),
    ago: (count, clock) => day(count).at(minutesOf(clock)),
  };
};
