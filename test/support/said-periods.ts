import { Temporal } from 'temporal-polyfill';

const ZONE = 'Europe/Rome';

/** Two instants, or nothing where all there is is meant. */
export type Range = readonly [from: string, to: string] | undefined;
/** What a period means, reckoned from the calendar alone. */
export type Meaning = (today: Temporal.PlainDate, now: Temporal.ZonedDateTime) => Range;

type Day = (today: Temporal.PlainDate) => Temporal.PlainDate;

const instant = (at: Temporal.ZonedDateTime): string =>
  at.toInstant().toString({ smallestUnit: 'millisecond' });
const midnight = (date: Temporal.PlainDate): string => instant(date.toZonedDateTime(ZONE));

/** Whole days, and none beyond today. */
const days = (from: Temporal.PlainDate, to: Temporal.PlainDate, today: Temporal.PlainDate): Range => {
  const end = today.add({ days: 1 });
  return [midnight(from), midnight(Temporal.PlainDate.compare(to, end) < 0 ? to : end)];
};

export const everything: Meaning = () => undefined;
export const day = (ago: number): Meaning => on((today) => today.subtract({ days: ago }));
export const on =
  (of: Day): Meaning =>
  (today) =>
    days(of(today), of(today).add({ days: 1 }), today);

const unit =
  (start: Day, length: Temporal.DurationLike) =>
  (ago: number): Meaning =>
  (today) => {
    let from = start(today);
    for (let back = 0; back < ago; back += 1) from = from.subtract(length);
    return days(from, from.add(length), today);
  };

export const monday: Day = (today) => today.subtract({ days: today.dayOfWeek - 1 });
export const firstOfMonth: Day = (today) => today.with({ day: 1 });
export const firstOfYear: Day = (today) => today.with({ day: 1, month: 1 });
const firstOfQuarter: Day = (today) => today.with({ day: 1, month: today.month - ((today.month - 1) % 3) });

export const week = unit(monday, { days: 7 });
export const month = unit(firstOfMonth, { months: 1 });
export const quarter = unit(firstOfQuarter, { months: 3 });
export const year = unit(firstOfYear, { years: 1 });

/** The whole days before today. */
export const last =
  (length: Temporal.DurationLike): Meaning =>
  (today) =>
    days(today.subtract(length), today, today);

export const lastHours =
  (hours: number): Meaning =>
  (_, now) => [instant(now.subtract({ hours })), instant(now)];

export const since =
  (of: Day): Meaning =>
  (today) =>
    days(of(today), today.add({ days: 1 }), today);

/** From a day to another, both included. */
export const between =
  (first: Day, final: Day): Meaning =>
  (today) =>
    days(first(today), final(today).add({ days: 1 }), today);

/** The latest day of that date. */
export const date =
  (number: number, ofMonth: number, ofYear?: number): Day =>
  (today) => {
    const found = Temporal.PlainDate.from({ year: ofYear ?? today.year, month: ofMonth, day: number });
    return ofYear === undefined && Temporal.PlainDate.compare(found, today) > 0
      ? found.subtract({ years: 1 })
      : found;
  };

/** The latest weekday before today. */
export const weekday =
  (number: number): Day =>
  (today) =>
    today.subtract({ days: (today.dayOfWeek - number + 7) % 7 || 7 });

/** Hours of a day; beyond 24 they are of the next one. */
export const hours =
  (of: Day, from: number, to: number): Meaning =>
  (today) => {
    const at = (hour: number): string =>
      instant(
        of(today)
          .add({ days: Math.floor(hour / 24) })
          .toPlainDateTime({ hour: hour % 24 })
          .toZonedDateTime(ZONE),
      );
    return [at(from), at(to)];
  };

/** The weekend that goes on, or else the last; `over`: the last that is over. */
export const weekend =
  (over: boolean): Meaning =>
  (today) => {
    const own = monday(today).add({ days: 5 });
    const saturday = over || today.dayOfWeek < 6 ? own.subtract({ weeks: 1 }) : own;
    return days(saturday, saturday.add({ days: 2 }), today);
  };

/** Long before any data. */
export const before =
  (of: Day): Meaning =>
  (today) => [midnight(Temporal.PlainDate.from('2000-01-01')), midnight(of(today))];

export const rangeOf = (meaning: Meaning, now: string): Range => {
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(ZONE);
  return meaning(at.toPlainDate(), at);
};
