import type { Frame } from '../frame.ts';
import type { TimeReading } from '../time/read-times.ts';
import {
  DAY_MS,
  type Days,
  daysOf,
  daysText,
  localDay,
  MONTHS,
  monthsLater,
  shifted,
  WEEK,
} from './days-beside.ts';
import { overlap, tagSpan } from './parts.ts';
import type { Span } from './pieces.ts';
import type { Setting } from './setting.ts';
import type { Shift } from './shift-times.ts';

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

/** "The same days last week": as far from its Monday. */
const ofWeek = (same: Span, other: TimeReading, days: Days, setting: Setting): Shift | undefined => {
  const { from, to } = daysOf(other, setting);
  const step = (Date.parse(from) - Date.parse(days.from)) / DAY_MS;
  const back = Math.floor(step / WEEK) * WEEK;
  const moved = { from: shifted(days.from, back), to: shifted(days.to, back) };
  const within = moved.from >= from && moved.to <= to;
  const span = { start: Math.min(same.start, other.start), end: Math.max(same.end, other.end) };
  return within ? { span, text: daysText(moved) } : undefined;
};

/** "The same days of October": the days that were spoken of, in another month or year. */
export const sameDays = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const single = sameDay(next, before, setting);
  if (single) return single;
  const same = tagSpan(next, 'refer.days') ?? tagSpan(next, 'refer.time') ?? tagSpan(next, 'samePoint');
  const [range, ...others] = before.times.ranges;
  if (!same || !range || others.length > 0 || range.grain === 'hour') return undefined;
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
  if (other?.grain === 'week') return ofWeek(same, other, days, setting);
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

const MIDNIGHT = '00:00';

const clockOf = (instant: string, { timeZone }: Setting): string =>
  new Date(instant).toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });

/** "And the same time on Monday", of hours of one day, however they were said: those hours of the other day. */
export const sameHours = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const same = tagSpan(next, 'refer.hours');
  const [range, ...others] = before.times.ranges;
  const [day, ...more] = next.times.ranges;
  if (!same || !range || !day || range.grain !== 'hour' || others.length + more.length > 0) return undefined;
  // "From midnight": as far as the day has come.
  const since = range.range.to > next.times.now && clockOf(range.range.from, setting) === MIDNIGHT;
  const end = since ? next.times.now : range.range.to;
  const { from, to } = daysOf({ ...range, range: { from: range.range.from, to: end } }, setting);
  const [lead, joint] = ['time.clockFrom', 'time.clockTo'].map((tag) => setting.phrase(tag));
  // "This morning so far": until the same time, by themselves.
  const over = Date.parse(end) <= Date.parse(next.times.now);
  if (!over || from !== to || lead === undefined || joint === undefined) return undefined;
  const [first, last] = [range.range.from, end].map((instant) => clockOf(instant, setting));
  return {
    span: { start: Math.min(same.start, day.start), end: Math.max(same.end, day.end) },
    text: `${daysOf(day, setting).from} ${lead} ${first} ${joint} ${last}`,
  };
};
