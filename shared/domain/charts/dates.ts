const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a whole picture: each is made once. */
const formatOf = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
};

const DAY = { day: 'numeric', month: 'short' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const UTC = { timeZone: 'UTC' };
const DAY_MS = 86_400_000;
/** Before everything that anyone keeps: a range from here on has no beginning. */
const ALWAYS = 2001;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** "12 nov" for `YYYY-MM-DD`. */
export const dayText = (day: string, locale: string): string =>
  formatOf(locale, { ...DAY, ...UTC }).format(utc(day));

/** "nov 2026" for `YYYY-MM`. */
export const monthText = (month: string, locale: string): string =>
  formatOf(locale, { month: 'short', year: 'numeric', ...UTC }).format(utc(`${month}-01`));

/** "lun" for 1; 5 January 1970 was a Monday. */
export const weekdayText = (weekday: number, locale: string): string =>
  formatOf(locale, { weekday: 'short', ...UTC }).format((weekday + 3) * DAY_MS);

/** "9:00", alike in all languages. */
export const hourText = (hour: number): string => `${hour}:00`;

/** Day and minute of an instant on the reader's clock: "21 nov 2026" and "17:34". */
export const instantTexts = (instant: string, locale: string, timeZone: string) => {
  const at = new Date(instant);
  return {
    day: formatOf(locale, { ...DAY, year: 'numeric', timeZone }).format(at),
    time: formatOf(locale, { ...CLOCK, timeZone }).format(at),
  };
};

const isMidnight = (instant: number, timeZone: string): boolean =>
  formatOf('en', { ...CLOCK, timeZone }).format(instant) === '00:00';

/**
 * A half-open range by its first and last day, or by its minutes where it cuts a day: "9 – 15 nov". What
 * lies after `until` is left out. Undefined for a range without a beginning.
 */
export const rangeText = (
  range: { from: string; to: string },
  {
    until,
    locale,
    timeZone,
    year = false,
  }: { until: string; locale: string; timeZone: string; year?: boolean },
): string | undefined => {
  const from = Date.parse(range.from);
  const end = Date.parse(range.to);
  if (new Date(from).getUTCFullYear() < ALWAYS) return undefined;
  const to = Math.max(from, Math.min(end - 1, Date.parse(until)));
  const wholeDays = isMidnight(from, timeZone) && (isMidnight(end, timeZone) || to < end - 1);
  const options = { ...DAY, ...(year && { year: 'numeric' as const }), ...(!wholeDays && CLOCK), timeZone };
  const format = formatOf(locale, options);
  if (!wholeDays) return format.formatRange(from, Math.max(from, Math.min(end, Date.parse(until))));
  // Some languages write "01–21 nov", and "1 ott – 21 nov".
  return format.formatRange(from, to).replaceAll(/\b0(\d)\b/g, '$1');
};

/** Every day, week or month from the first to the last, both included; nothing for what is no such key. */
export const keysBetween = (axis: string, first: string, last: string): string[] => {
  const keys: string[] = [];
  for (let key = first; key <= last && keys.length < 400; key = nextKey(axis, key)) keys.push(key);
  return keys;
};

const nextKey = (axis: string, key: string): string => {
  if (axis === 'month') {
    const next = new Date(utc(`${key}-01`));
    next.setUTCMonth(next.getUTCMonth() + 1);
    return next.toISOString().slice(0, 7);
  }
  return new Date(utc(key) + (axis === 'week' ? 7 : 1) * DAY_MS).toISOString().slice(0, 10);
};
