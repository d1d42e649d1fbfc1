import { Temporal } from 'temporal-polyfill';
import type { Local } from './calendar.ts';

/** The date, when the calendar has it: there is no 31st of February. */
export const dateOf = (year: number, month: number, day: number): Temporal.PlainDate | undefined => {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day <= first.daysInMonth ? first.with({ day }) : undefined;
};

const LEAP_YEAR = 2024;

/** The calendar has such a day: in this year, or in any when none is given. */
export const exists = (day: number, month: number, year = LEAP_YEAR): boolean =>
  dateOf(year, month, day) !== undefined;

/** The latest day with this number (and month) that is not after today; with a year, that day. */
export const latestDay = (
  { today }: Local,
  day: number,
  month?: number,
  year?: number,
): Temporal.PlainDate | undefined => {
  if (month !== undefined && year !== undefined) return dateOf(year, month, day);
  // Not every month has a 31st, and not every year a 29th of February.
  for (let back = 0; back < 12; back += 1) {
    const at = today.with({ day: 1 }).subtract(month === undefined ? { months: back } : { years: back });
    const found = dateOf(at.year, month ?? at.month, day);
    if (found && Temporal.PlainDate.compare(found, today) <= 0) return found;
  }
  return undefined;
};

/** The latest weekday (1 Monday) before today; today itself only when `orToday`. */
export const latestWeekday = ({ today }: Local, weekday: number, orToday = false): Temporal.PlainDate => {
  const back = (today.dayOfWeek - weekday + 7) % 7;
  return today.subtract({ days: back === 0 && !orToday ? 7 : back });
};

/** The next weekday after today. */
export const nextWeekday = ({ today }: Local, weekday: number): Temporal.PlainDate =>
  today.add({ days: (weekday - today.dayOfWeek + 7) % 7 || 7 });
