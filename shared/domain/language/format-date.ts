import type { Wording } from '../wording/wording.ts';
import { fillElided, fillText } from './format.ts';

/** A day and a minute on the reader's clock; `day` counts days since 1970, `weekday` is 1 (Monday) to 7. */
export interface Local {
  year: number;
  month: number;
  date: number;
  hour: number;
  minute: number;
  second: number;
  day: number;
  weekday: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const DAY_MS = 86_400_000;

const clock = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
};

const fromDay = (day: number, hour = 0, minute = 0, second = 0): Local => {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    hour,
    minute,
    second,
    day,
    weekday: ((day + 3) % 7) + 1,
  };
};

const seen = new Map<string, Local>();
const MOST_SEEN = 500;

/** What the reader's clock shows at an instant; the last ones are kept, as one answer asks for few. */
export const localOf = (instant: string | Date, timeZone: string): Local => {
  const key = `${timeZone} ${typeof instant === 'string' ? instant : instant.getTime()}`;
  const known = seen.get(key);
  if (known) return known;
  const local = readClock(instant, timeZone);
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(key, local);
  return local;
};

const readClock = (instant: string | Date, timeZone: string): Local => {
  const parts: Record<string, number> = {};
  for (const { type, value } of clock(timeZone).formatToParts(new Date(instant))) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return fromDay(Date.UTC(year, month - 1, day) / DAY_MS, hour, minute, second);
};

/** A `YYYY-MM-DD` day. */
export const localOfDay = (day: string): Local =>
  fromDay(Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS));

export const isoDay = (local: Local): string => new Date(local.day * DAY_MS).toISOString().slice(0, 10);

const names = new Map<string, readonly string[]>();
const nameList = (locale: string, part: 'weekday' | 'month'): readonly string[] => {
  const key = `${locale}/${part}`;
  const known = names.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, { [part]: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  const list =
    part === 'weekday'
      ? Array.from({ length: 7 }, (_, index) => format.format(new Date((index + 4) * DAY_MS)))
      : Array.from({ length: 12 }, (_, index) => format.format(Date.UTC(1970, index, 15)));
  names.set(key, list);
  return list;
};

export const weekdayName = (weekday: number, wording: Wording): string =>
  nameList(wording.locale, 'weekday')[weekday - 1] ?? '';

const hourIn = (template: string, hour: number): string =>
  fillText(template, { hour: String(hour), time: `${pad(hour)}:00` });

/** An hour of the day at the head of a line. */
export const hourLine = (hour: number, { formats }: Wording): string => hourIn(formats.hour, hour);

/** An hour of the day inside a sentence. */
export const hourName = (hour: number, { formats }: Wording): string =>
  formats.hours?.[String(hour)] ?? hourIn(formats.hourNamed ?? formats.hour, hour);

const pad = (value: number): string => String(value).padStart(2, '0');
export const formatTime = (local: Local): string => `${pad(local.hour)}:${pad(local.minute)}`;

export type DayForm = 'd' | 'dm' | 'dmy' | 'wd' | 'wdm' | 'wdmy';

export const formatDay = (local: Local, form: DayForm, wording: Wording): string => {
  const { firstDay, days } = wording.formats;
  return fillText(days[form], {
    d: local.date === 1 && firstDay !== undefined ? firstDay : String(local.date),
    weekday: weekdayName(local.weekday, wording),
    month: nameList(wording.locale, 'month')[local.month - 1] ?? '',
    year: String(local.year),
  });
};

/** `YYYY-MM` as the month's name and its year. */
export const formatMonth = (cell: string, wording: Wording): string =>
  fillText(wording.formats.month, {
    month: nameList(wording.locale, 'month')[Number(cell.slice(5, 7)) - 1] ?? '',
    year: cell.slice(0, 4),
  });

/** A wait without end is stored as a date that no reader will see. */
const NEVER = 2900;

/** An instant as people say it: today and yesterday by their names, other days with weekday and year. */
export const formatMoment = (instant: string, now: Date, timeZone: string, wording: Wording): string => {
  const local = localOf(instant, timeZone);
  const today = localOf(now, timeZone);
  const { formats } = wording;
  if (local.year >= NEVER) return formats.noDeadline;
  const values = {
    time: formatTime(local),
    wdm: formatDay(local, 'wdm', wording),
    wdmy: formatDay(local, 'wdmy', wording),
  };
  if (local.day === today.day) return fillText(formats.today, values);
  if (local.day === today.day - 1) return fillText(formats.yesterday, values);
  return fillText(formats.moment, values);
};

export type DatePiece = string | { text: string; value: string };

/** The words for a period; `comma` when what follows in the sentence is set off by one. */
export interface PeriodText {
  pieces: DatePiece[];
  comma: boolean;
}

interface Edge {
  local: Local;
  value: string;
}

interface Span {
  from: Edge;
  to: Edge;
  today: Local;
  /** The range runs up to the present instant, or beyond it. */
  untilNow: boolean;
  /** It ends at the present instant. */
  endsNow: boolean;
  hours: number;
  wholeDays: boolean;
}

const isMidnight = (local: Local): boolean => local.hour === 0 && local.minute === 0 && local.second === 0;

const spanOf = (range: { from: string; to: string }, now: Date, timeZone: string): Span => {
  const from = localOf(range.from, timeZone);
  const end = localOf(range.to, timeZone);
  const today = localOf(now, timeZone);
  const nowMs = now.getTime();
  const untilNow = Date.parse(range.to) >= nowMs - 60_000 && Date.parse(range.from) <= nowMs;
  const wholeDays = isMidnight(from) && (untilNow || isMidnight(end));
  const last = untilNow ? today : fromDay(end.day - 1);
  return {
    from: { local: from, value: wholeDays ? isoDay(from) : range.from },
    to: wholeDays ? { local: last, value: isoDay(last) } : { local: end, value: range.to },
    today,
    untilNow,
    endsNow: untilNow && Date.parse(range.to) <= nowMs + 60_000,
    hours: (Date.parse(range.to) - Date.parse(range.from)) / 3_600_000,
    wholeDays,
  };
};

const monthIndex = (local: Local): number => local.year * 12 + local.month;

const untilNowKey = ({ from, today }: Span): string => {
  if (from.local.day === today.day) return 'today';
  if (from.local.day === today.day - today.weekday + 1) return 'this_week';
  if (from.local.date === 1 && monthIndex(from.local) === monthIndex(today)) return 'this_month';
  return 'until_now';
};

const partOfDayKey = (span: Span): string => {
  if (span.endsNow && Number.isInteger(span.hours) && span.hours > 1) return 'last_hours';
  if (span.from.local.day !== span.to.local.day) return 'span';
  if (span.from.local.day === span.today.day) return 'hours_today';
  return span.from.local.day === span.today.day - 1 ? 'hours_yesterday' : 'hours';
};

/** Before everything that anyone keeps: a range from here on has no beginning. */
const ALWAYS = 2000;

const periodKey = (span: Span): string => {
  const { from, to, today } = span;
  if (from.local.year <= ALWAYS && span.wholeDays) return span.untilNow ? 'until_today' : 'until';
  if (!span.wholeDays) return partOfDayKey(span);
  if (span.untilNow) return untilNowKey(span);
  if (from.local.day === to.local.day) return from.local.day === today.day - 1 ? 'yesterday' : 'day';
  const monday = today.day - today.weekday + 1;
  if (from.local.weekday === 1 && to.local.day === from.local.day + 6)
    return from.local.day === monday - 7 ? 'last_week' : 'week';
  const wholeMonth = from.local.date === 1 && fromDay(to.local.day + 1).date === 1;
  if (
    wholeMonth &&
    monthIndex(from.local) === monthIndex(today) - 1 &&
    monthIndex(to.local) === monthIndex(from.local)
  )
    return 'last_month';
  return 'range';
};

const edgeTexts = ({ from, to, today, hours }: Span, wording: Wording): Record<string, string> => {
  const withYear = to.local.year !== today.year || from.local.year !== to.local.year;
  const sameMonth = monthIndex(from.local) === monthIndex(to.local);
  const sameYear = from.local.year === to.local.year;
  const day = (local: Local, form: DayForm): string => formatDay(local, form, wording);
  return {
    from: day(from.local, sameMonth ? 'd' : sameYear ? 'dm' : 'dmy'),
    from_month: day(from.local, withYear ? 'dmy' : 'dm'),
    from_weekday: day(from.local, monthIndex(from.local) === monthIndex(today) ? 'wd' : 'wdm'),
    from_time: formatTime(from.local),
    from_day: day(from.local, withYear ? 'wdmy' : 'wdm'),
    to: day(to.local, withYear ? 'dmy' : 'dm'),
    to_day: day(to.local, withYear ? 'wdmy' : 'wdm'),
    to_time: formatTime(to.local),
    hours: String(hours),
  };
};

/**
 * A half-open range as people say it, cut in one piece for its first and one for its last day or instant;
 * a single day is one piece. Days are `YYYY-MM-DD` in the reader's time zone, instants ISO in UTC.
 */
export const formatPeriod = (
  range: { from: string; to: string },
  now: Date,
  timeZone: string,
  wording: Wording,
): PeriodText => {
  const span = spanOf(range, now, timeZone);
  const template = wording.periods[periodKey(span)] ?? wording.periods['range'] ?? '{from} | {to}';
  const comma = template.endsWith(',');
  const texts = edgeTexts(span, wording);
  const [head = '', tail] = (comma ? template.slice(0, -1) : template).split('|');
  const open = span.from.local.year <= ALWAYS;
  const first = {
    text: fillElided(head.trimEnd(), texts, wording),
    value: open ? span.to.value : span.from.value,
  };
  if (tail === undefined) return { pieces: [first], comma };
  const last = { text: fillElided(tail.trim(), texts, wording), value: span.to.value };
  return { pieces: [first, ' ', last], comma };
};
