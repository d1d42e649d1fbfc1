import { Temporal } from 'temporal-polyfill';
import { type Quiet, type Summary, Weekday } from '#shared/contracts/subscription.ts';
import { localOf } from '../conversation/session-rules.ts';

/** A summary that could not be told for so long after its time is left out. */
const LATE_MS = 4 * 3_600_000;

/** Whether nothing may be said at this instant. Local times: on the day of the change they are as the clocks show. */
export const isQuiet = (at: string, quiet: Quiet | undefined, timeZone: string): boolean => {
  if (quiet === undefined) return false;
  const { time } = localOf(at, timeZone);
  const { from, to } = quiet;
  return from < to ? from <= time && time < to : time >= from || time < to;
};

const DAYS_BACK = 8;
const WORKDAYS = 5;

const isOn = (date: Temporal.PlainDate, days: Summary['days']): boolean => {
  if (days === 'every') return true;
  if (days === 'working') return date.dayOfWeek <= WORKDAYS;
  return date.dayOfWeek === Weekday.options.indexOf(days) + 1;
};

/**
 * The latest instant, not after `now`, at which the summary is to be told. A time that the clocks skip is told when
 * they have moved on; one that they show twice, the first time.
 */
export const latestDue = ({ at, days }: Summary, now: string, timeZone: string): string | undefined => {
  const instant = Temporal.Instant.from(now);
  let date = instant.toZonedDateTimeISO(timeZone).toPlainDate();
  for (let back = 0; back < DAYS_BACK; back += 1) {
    const due = date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(at) }).toInstant();
    if (isOn(date, days) && Temporal.Instant.compare(due, instant) <= 0)
      return new Date(due.epochMilliseconds).toISOString();
    date = date.subtract({ days: 1 });
  }
  return undefined;
};

/** The first minute from `at` on that is not quiet. */
const quietUntil = (at: string, quiet: Quiet | undefined, timeZone: string): string => {
  if (quiet === undefined || !isQuiet(at, quiet, timeZone)) return at;
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const end = Temporal.PlainTime.from(quiet.to);
  const today = zoned.toPlainDate().toZonedDateTime({ timeZone, plainTime: end });
  const next =
    Temporal.ZonedDateTime.compare(today, zoned) > 0
      ? today
      : zoned.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: end });
  return new Date(next.epochMilliseconds).toISOString();
};

/**
 * The instant for which a summary is to be told now; undefined when it was, or when it is not the time. One that
 * falls into quiet hours is told when they end.
 */
export const summaryDue = (
  want: Summary,
  { now, since, quiet, timeZone }: { now: string; since: string; quiet: Quiet | undefined; timeZone: string },
): string | undefined => {
  const due = latestDue(want, now, timeZone);
  if (due === undefined || Date.parse(due) <= Date.parse(since) || isQuiet(now, quiet, timeZone))
    return undefined;
  return Date.parse(now) - Date.parse(quietUntil(due, quiet, timeZone)) <= LATE_MS ? due : undefined;
};
