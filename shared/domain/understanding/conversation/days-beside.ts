import type { TimeReading } from '../time/read-times.ts';
import type { Setting } from './setting.ts';

export const DAY_MS = 86_400_000;
export const WEEK = 7;
export const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** A first and a last local day. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const localDay = (instant: number, { timeZone }: Setting): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone });

/** The days of a period. */
export const daysOf = ({ range }: TimeReading, setting: Setting): Days => ({
  from: localDay(Date.parse(range.from), setting),
  to: localDay(Date.parse(range.to) - 1, setting),
});

export const daysText = ({ from, to }: Days): string => (from === to ? from : `from ${from} to ${to}`);

export const lengthOf = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** The same days so many months later; the last of a month stays the last. */
export const monthsLater = ({ from, to }: Days, months: number): Days => {
  const moved = (day: string): string => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
  };
  const whole = shifted(to, 1).endsWith('-01');
  return { from: moved(from), to: whole ? shifted(moved(shifted(to, 1)), -1) : moved(to) };
};

const wholeMonths = ({ from, to }: Days): number => {
  const end = shifted(to, 1);
  if (!from.endsWith('-01') || !end.endsWith('-01')) return 0;
  const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(end) - months(from);
};

/** The whole period behind this one: the next day, week or month, or as many days; after a weekend the next. */
export const after = (days: Days): Days => {
  const months = wholeMonths(days);
  if (months > 0) return monthsLater(days, months);
  const weekend = lengthOf(days) === 2 && new Date(days.from).getUTCDay() === 6;
  const step = weekend ? WEEK : lengthOf(days);
  return { from: shifted(days.from, step), to: shifted(days.to, step) };
};

/** The whole period before this one: the day, week or month before, or as many days. */
export const earlierThan = (days: Days): Days => {
  const months = wholeMonths(days);
  const step = lengthOf(days);
  return months > 0
    ? monthsLater(days, -months)
    : { from: shifted(days.from, -step), to: shifted(days.to, -step) };
};
