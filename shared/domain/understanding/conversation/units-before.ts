import { type Days, MONTHS, monthsLater, shifted, WEEK } from './days-beside.ts';

/** The whole week, month, quarter or year that a day lies in. */
export const unitAround = (day: string, unit: string): Days | undefined => {
  const before = unitBefore(day, unit);
  if (!before) return undefined;
  const from = shifted(before.to, 1);
  const months = MONTHS[unit] ?? 0;
  const to =
    unit === 'week' ? shifted(from, WEEK - 1) : shifted(monthsLater({ from, to: from }, months).from, -1);
  return { from, to };
};

/** The whole week, month, quarter or year before the one that a day lies in. */
export const unitBefore = (day: string, unit: string): Days | undefined => {
  if (unit === 'week') {
    const monday = shifted(day, -((new Date(day).getUTCDay() + WEEK - 1) % WEEK));
    return { from: shifted(monday, -WEEK), to: shifted(monday, -1) };
  }
  const months = MONTHS[unit];
  if (months === undefined) return undefined;
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = Math.floor((month - 1) / months) * months;
  const at = (back: number): string => new Date(Date.UTC(year, first - back, 1)).toISOString().slice(0, 10);
  return { from: at(months), to: shifted(at(0), -1) };
};

/** Days that units have at least, and at most. */
export const SHORTEST: Readonly<Record<string, number>> = { week: 7, month: 28, quarter: 90, year: 365 };
export const LONGEST: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, quarter: 92 };

/** So many units right behind a day. */
export const justAfter = (day: string, unit: string, count: number): Days | undefined => {
  const from = shifted(day, 1);
  if (unit === 'day' || unit === 'week') return { from, to: shifted(day, count * (LONGEST[unit] ?? 1)) };
  const months = MONTHS[unit];
  return months === undefined
    ? undefined
    : { from, to: shifted(monthsLater({ from, to: from }, count * months).from, -1) };
};

/** So many units right before a day. */
export const justBefore = (day: string, unit: string, count: number): Days | undefined => {
  const to = shifted(day, -1);
  if (unit === 'day' || unit === 'week') return { from: shifted(day, -count * (LONGEST[unit] ?? 1)), to };
  const months = MONTHS[unit];
  return months === undefined
    ? undefined
    : { from: monthsLater({ from: day, to: day }, -count * months).from, to };
};
