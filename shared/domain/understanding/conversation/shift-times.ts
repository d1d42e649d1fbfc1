import type { Frame } from '../frame.ts';
import type { TimeReading } from '../time/read-times.ts';
import { overlap, tagSpan } from './parts.ts';
import { type Span, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

const DAY_MS = 86_400_000;
const WEEK = 7;
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** A first and a last local day. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const localDay = (instant: number, { timeZone }: Setting): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone });

/** The days of a period. */
export const daysOf = ({ range }: TimeReading, setting: Setting): Days => ({
  from: localDay(Date.parse(range.from), setting),
  to: localDay(Date.parse(range.to) - 1, setting),
});

export const daysText = ({ from, to }: Days): string => (from === to ? from : `from ${from} to ${to}`);

const lengthOf = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** The same days so many months later; the last of a month stays the last. */
const monthsLater = ({ from, to }: Days, months: number): Days => {
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
const after = (days: Days): Days => {
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

const previous = (range: TimeReading, setting: Setting): Days | undefined => {
  const days = daysOf(range, setting);
  const weekend = lengthOf(days) === 2 && new Date(days.from).getUTCDay() === 6;
  if (weekend) return { from: shifted(days.from, -WEEK), to: shifted(days.to, -WEEK) };
  return range.before;
};

/** The part of the day that a period is of: "stanotte", "yesterday morning". */
const partIn = ({ words }: Frame, { start, end }: Span): string | undefined => {
  for (let at = start; at < end; at += 1) {
    const named = words.prefixed(at, 'day.')?.rest.split('.')[1];
    const part = named ?? (words.prefixed(at, 'time.part.') ?? words.prefixed(at, 'part.'))?.rest;
    if (part !== undefined) return part;
  }
  return undefined;
};

/** The same hours of another day: "the night before", "il giorno prima" of yesterday from 8 to 10. */
const hoursBeside = (
  before: Frame,
  range: TimeReading,
  step: number,
  setting: Setting,
): string | undefined => {
  const part = partIn(before, range);
  const hours = hoursIn(before);
  const said = part === undefined ? hours && textOf(before, hours) : setting.phrase(`time.part.${part}`);
  const day = daysOf(range, setting).from;
  return said === undefined ? undefined : `${shifted(day, step)} ${said}`;
};

/** The whole week, month, quarter or year before the one that a day lies in. */
const unitBefore = (day: string, unit: string): Days | undefined => {
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

/** Days that units have at least. */
const SHORTEST: Readonly<Record<string, number>> = { week: 7, month: 28, quarter: 90, year: 365 };

/** "The week before", of a day: of a longer unit than the one that was spoken of. */
const longerBefore = (next: Frame, span: Span, range: TimeReading, setting: Setting): Days | undefined => {
  const days = daysOf(range, setting);
  for (let at = span.start; at < span.end; at += 1) {
    const unit = next.words.prefixed(at, 'unit.')?.rest ?? '';
    const longer = (SHORTEST[unit] ?? 0) > lengthOf(days);
    if (unit !== '') return longer ? unitBefore(days.from, unit) : undefined;
  }
  return undefined;
};

interface Shift {
  readonly span: Span;
  readonly text: string;
}

/** "Previous week", after the last week: the same words mean the one before. */
const saysBefore = (next: Frame, range: TimeReading, before: TimeReading): boolean =>
  range.range.from === before.range.from &&
  range.range.to === before.range.to &&
  next.words.tokens.some(
    (_, at) => at >= range.start && at < range.end && next.words.tag(at, 'time.beforeIt') > 0,
  );

/** "And the 7 before?", of the last seven days: as many as were spoken of. */
const asMany = (next: Frame, before: Frame, range: TimeReading): Span | undefined => {
  const told = before.words.tokens.flatMap((_, at) =>
    at >= range.start && at < range.end ? (before.words.number(at)?.value ?? []) : [],
  );
  const start = next.words.tokens.findIndex((_, at) => {
    const number = next.words.number(at);
    return number && told.includes(number.value) && next.words.tag(number.end, 'time.prior') > 0;
  });
  const number = next.words.number(start);
  return number && { start, end: next.words.tag(number.end, 'time.prior') };
};

/** "And before?", "compared with before?", and nothing more: the period before the one that was spoken of. */
export const onlyBefore = ({ words }: Frame): Span | undefined => {
  const said = words.tokens.flatMap(({ kind }, at) => (kind === 'mark' ? [] : [at]));
  const opening = said.find((at) => words.tag(at, 'follow') !== at + 1) ?? 0;
  const start = words.tag(opening, 'against') || opening;
  const end = words.tag(start, 'time.prior');
  return end > (said.at(-1) ?? 0) ? { start, end } : undefined;
};

/** "And the week before?", "the day after": the period beside the one that was spoken of. */
export const besides = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const [range, ...others] = before.times.ranges;
  if (!range || others.length > 0) return undefined;
  const said = next.times.ranges.find((each) => saysBefore(next, each, range));
  const many = asMany(next, before, range) ?? onlyBefore(next);
  const back = tagSpan(next, 'refer.before') ?? said ?? tagSpan(next, 'time.before') ?? many;
  const forth = tagSpan(next, 'refer.after');
  const span = back ?? forth;
  // "The day before yesterday" is a day by itself.
  const own = next.times.ranges.some(
    (each) =>
      each !== said && span && (each.end <= span.start || (each.start < span.end && each.end > span.end)),
  );
  if (!span || own) return undefined;
  const at = { start: span.start, end: span.end };
  const longer = back && said === undefined ? longerBefore(next, span, range, setting) : undefined;
  if (longer) return { span: at, text: daysText(longer) };
  const hours = range.grain === 'hour' ? hoursBeside(before, range, back ? -1 : 1, setting) : undefined;
  if (hours !== undefined) return { span: at, text: hours };
  const days = back ? previous(range, setting) : after(daysOf(range, setting));
  return days && { span: at, text: daysText(days) };
};

/** "The same day last week", of one day: so much before that day, and not before today. */
const sameDay = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const same = tagSpan(next, 'time.sameDay');
  const [range, ...others] = before.times.ranges;
  const read = same && next.times.ranges.find((each) => overlap(each, same));
  if (!same || !read || !range || others.length > 0 || range.grain !== 'day' || read.grain !== 'day')
    return undefined;
  const [{ from }, meant] = [daysOf(range, setting), daysOf(read, setting)];
  const unit = next.words.tokens.flatMap((_, at) =>
    at >= same.end && at < read.end ? (next.words.prefixed(at, 'unit.')?.rest ?? []) : [],
  )[0];
  const months = MONTHS[unit ?? ''];
  const today = localDay(Date.parse(next.times.now), setting);
  const back = (Date.parse(today) - Date.parse(meant.from)) / DAY_MS;
  const moved = months === undefined ? shifted(from, -back) : monthsLater({ from, to: from }, -months).from;
  return {
    span: { start: Math.min(same.start, read.start), end: Math.max(same.end, read.end) },
    text: moved,
  };
};

/** "The same days of October": the days that were spoken of, in another month or year. */
export const sameDays = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const single = sameDay(next, before, setting);
  if (single) return single;
  const same = tagSpan(next, 'refer.days') ?? tagSpan(next, 'refer.time');
  const [range, ...others] = before.times.ranges;
  if (!same || !range || others.length > 0 || range.grain !== 'day') return undefined;
  const days = daysOf(range, setting);
  const [other] = next.times.ranges;
  const back = tagSpan(next, 'refer.before') ?? tagSpan(next, 'time.before');
  const unit =
    back &&
    next.words.tokens.findIndex(
      (_, at) => at >= back.start && at < back.end && next.words.prefixed(at, 'unit.') !== undefined,
    );
  if (back && unit !== undefined && unit >= 0 && (!other || overlap(other, back))) {
    const months = MONTHS[next.words.prefixed(unit, 'unit.')?.rest ?? ''] ?? 0;
    const span = { start: Math.min(same.start, back.start), end: Math.max(same.end, back.end) };
    return months === 0 ? undefined : { span, text: daysText(monthsLater(days, -months)) };
  }
  if (!other || MONTHS[other.grain] === undefined) return undefined;
  const start = daysOf(other, setting).from;
  const count = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const step =
    other.grain === 'year'
      ? 12 * (Number(start.slice(0, 4)) - Number(days.from.slice(0, 4)))
      : count(start) - count(days.from);
  const span = { start: Math.min(same.start, other.start), end: Math.max(same.end, other.end) };
  return { span, text: daysText(monthsLater(days, step)) };
};

const clockOf = (instant: string, { timeZone }: Setting): string =>
  new Date(instant).toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });

/** "And the same time on Monday", of hours of one day, however they were said: those hours of the other day. */
export const sameHours = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const same = tagSpan(next, 'refer.hours');
  const [range, ...others] = before.times.ranges;
  const [day, ...more] = next.times.ranges;
  if (!same || !range || !day || range.grain !== 'hour' || others.length + more.length > 0) return undefined;
  const { from, to } = daysOf(range, setting);
  const [lead, joint] = ['time.clockFrom', 'time.clockTo'].map((tag) => setting.phrase(tag));
  // "This morning so far": until the same time, by themselves.
  const over = Date.parse(range.range.to) <= Date.parse(next.times.now);
  if (!over || from !== to || lead === undefined || joint === undefined) return undefined;
  const [first, last] = [range.range.from, range.range.to].map((instant) => clockOf(instant, setting));
  return {
    span: { start: Math.min(same.start, day.start), end: Math.max(same.end, day.end) },
    text: `${daysOf(day, setting).from} ${lead} ${first} ${joint} ${last}`,
  };
};

/** "Yesterday at the same hours": the words for the hours in a period that has them. */
export const hoursIn = (frame: Frame): Span | undefined => {
  const [range] = frame.times.ranges;
  const at = range
    ? frame.words.tokens.findIndex(
        (_, each) =>
          each >= range.start &&
          each < range.end &&
          ['time.clockFrom', 'time.between', 'time.clockAfter', 'time.clockBefore'].some((tag) => {
            const end = frame.words.tag(each, tag);
            return end > 0 && frame.words.number(end) !== undefined;
          }),
      )
    : -1;
  return range && at > range.start ? { start: at, end: range.end } : undefined;
};
