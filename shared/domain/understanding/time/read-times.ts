import { Temporal } from 'temporal-polyfill';
import type { Filter, TimeRange } from '#shared/contracts/query.ts';
import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  days,
  isUnit,
  latestDay,
  type Local,
  recentUnits,
  type Span,
  toRange,
  type Unit,
} from './calendar.ts';
import { bareDay } from './dates.ts';
import { type Period, skip } from './parts.ts';
import { periodAt } from './period.ts';

/** A period of the question, over tokens `start` to `end`. */
export interface TimeReading {
  readonly start: number;
  readonly end: number;
  readonly range: TimeRange;
  readonly grain: Unit;
  /** It lies wholly after now. */
  readonly future: boolean;
  /** The unit of now of the same grain: this week for any week. */
  readonly current?: TimeRange;
}

/** Everything about time in a question. */
export interface Times {
  readonly ranges: readonly TimeReading[];
  /** Hours and weekdays that recur: at night, on Saturdays, between 8 and 10. */
  readonly windows: readonly { start: number; end: number; filter: Filter }[];
  /** The last seven days and the seven before: what "getting worse" compares. */
  readonly recent: readonly [TimeRange, TimeRange];
  /** Now, as an ISO instant. */
  readonly now: string;
  /** "ever", "in tutto": the asker wants all there is. */
  readonly all: boolean;
  readonly used: ReadonlySet<number>;
}

const single = (words: Lexemes, at: number, local: Local): Period | undefined =>
  periodAt(words, at, local) ?? bareDay(words, at, local);

const connector = (words: Lexemes, at: number, between: boolean): number => {
  if (words.mark(at, '-–—')) return at + 1;
  return words.tag(at, 'time.to') || (between ? words.tag(at, 'time.and') : 0);
};

/** A bare day takes its month from the other end of the range. */
const fromBareDay = (local: Local, day: number, right: Span): Span => {
  const anchor = right.to.subtract({ seconds: 1 }).toPlainDate();
  const same = latestDay(local, day, anchor.month, anchor.year);
  const fits = same && Temporal.PlainDate.compare(same, anchor) <= 0;
  return days(fits ? same : (same ?? anchor).subtract({ months: 1 }), 1);
};

/** From 2 to 8 november, tra il 3 e il 10 marzo, 2-8 novembre, da lunedì a mercoledì. */
const rangeAt = (words: Lexemes, at: number, local: Local): Period | undefined => {
  const between = words.tag(at, 'time.between');
  const lead = between || words.tag(at, 'time.from');
  const start = skip(words, lead || at);
  const left = single(words, start, local);
  if (!left) return undefined;
  const joint = connector(words, left.end, between > 0);
  if (joint === 0) return undefined;
  const right = periodAt(words, skip(words, joint), local) ?? single(words, skip(words, joint), local);
  if (!right) return undefined;
  if (lead === 0 && left.bareDay !== undefined && right.bareDay !== undefined) return undefined;
  const { span: rightSpan } = right;
  const leftSpan =
    left.bareDay === undefined || right.grain !== 'day'
      ? left.span
      : fromBareDay(local, left.bareDay, rightSpan);
  const ending = right.bareDay === undefined ? rightSpan : bareEnd(leftSpan, right.bareDay, rightSpan);
  if (Temporal.PlainDateTime.compare(leftSpan.from, ending.to) >= 0) return undefined;
  return { end: right.end, span: { from: leftSpan.from, to: ending.to }, grain: left.grain };
};

/** "From Monday to Thursday of this week": the unit only says again where the range lies. */
const withUnit = (words: Lexemes, found: Period | undefined, local: Local): Period | undefined => {
  const behind = found && skip(words, found.end);
  const unit =
    found && behind !== undefined && behind > found.end ? periodAt(words, behind, local) : undefined;
  if (!found || !unit || (unit.grain !== 'week' && unit.grain !== 'month')) return found;
  const inside =
    Temporal.PlainDateTime.compare(unit.span.from, found.span.from) <= 0 &&
    Temporal.PlainDateTime.compare(found.span.to, unit.span.to) <= 0;
  if (inside) return { ...found, end: unit.end };
  const weekBefore = { from: found.span.from.subtract({ days: 7 }), to: found.span.to.subtract({ days: 7 }) };
  const fits = unit.grain === 'week' && Temporal.PlainDateTime.compare(unit.span.from, weekBefore.from) <= 0;
  return fits ? { ...found, end: unit.end, span: weekBefore } : found;
};

/** "from november 2 to 8": the end takes its month from the start. */
const bareEnd = (left: Span, day: number, otherwise: Span): Span => {
  const start = left.from.toPlainDate();
  if (day < start.day || day > start.daysInMonth) return otherwise;
  return days(start.with({ day }), 1);
};

/** Da lunedì, since the start of the month, from 10 november on: up to and with today. */
const sinceAt = (words: Lexemes, at: number, local: Local): Period | undefined => {
  const lead = words.tag(at, 'time.since') || words.tag(at, 'time.from');
  if (lead === 0) return undefined;
  const end = local.today.add({ days: 1 }).toPlainDateTime();
  const here = skip(words, lead);
  const begin = words.tag(here, 'time.start');
  const unit = begin > 0 ? words.prefixed(skip(words, begin), 'unit.') : undefined;
  if (unit && isUnit(unit.rest)) {
    return { end: unit.end, span: { from: calendarUnit(local, unit.rest, 0).from, to: end }, grain: 'day' };
  }
  const period = single(words, begin > 0 ? skip(words, begin) : here, local);
  if (
    !period ||
    (period.bareDay !== undefined && !words.tag(lead - 1, 'time.theDay') && !words.tag(at, 'time.theDay'))
  )
    return undefined;
  const past = Temporal.PlainDateTime.compare(period.span.from, end) < 0;
  const last = words.tag(period.end, 'time.onwards') || period.end;
  return past ? { end: last, span: { from: period.span.from, to: end }, grain: 'day' } : period;
};

/** Long before any data: where "up to …" begins. */
const BEGINNING = Temporal.PlainDateTime.from('2000-01-01');

/** Until friday, up to the 10th of this month, prima del 10 novembre: from the month's start if it is named. */
const untilAt = (words: Lexemes, at: number, local: Local): Period | undefined => {
  const until = words.tag(at, 'time.until');
  const before = words.tag(at, 'time.beforeDay');
  const period = until || before ? single(words, skip(words, until || before), local) : undefined;
  if (!period || (period.bareDay !== undefined && !words.tag(at, 'time.theDay') && !words.tokens[at + 1]))
    return undefined;
  const end = until > 0 ? period.span.to : period.span.from;
  const from = period.within?.from ?? BEGINNING;
  return { end: period.end, span: { from, to: end }, grain: 'day' };
};

/** Month to date, week so far: the unit of now. */
const toDateAt = (words: Lexemes, at: number, local: Local): Period | undefined => {
  const unit = words.prefixed(at, 'unit.');
  if (!unit || !isUnit(unit.rest)) return undefined;
  const end = words.tag(unit.end, 'time.toDate');
  return end > 0 ? { end, span: calendarUnit(local, unit.rest, 0), grain: unit.rest } : undefined;
};

const hoursFilter = (from: number, to: number): Filter => {
  const length = (to - from + 24) % 24 || 24;
  return { field: 'hour', operator: 'in', values: Array.from({ length }, (_, each) => (from + each) % 24) };
};

const clock = (words: Lexemes, at: number): { hour: number; end: number } | undefined => {
  const value = words.number(at);
  if (!value || value.value > 24 || value.value < 0) return undefined;
  const pm = words.tag(value.end, 'time.pm');
  const am = words.tag(value.end, 'time.am');
  const hour = Math.floor(value.value);
  return { hour: pm > 0 && hour < 12 ? hour + 12 : hour % 24, end: pm || am || value.end };
};

interface Window {
  readonly end: number;
  /** Hours of the clock: "tra le 8 e le 10" is no range of days. */
  readonly clock?: boolean;
  readonly filter: Filter;
}

/** Tra le 8 e le 10, between 8 and 10 am, dalle 9 alle 18, after 6 pm, alle 8. */
const clockWindow = (words: Lexemes, at: number): Window | undefined => {
  const open = words.tag(at, 'time.clockFrom');
  const first = open > 0 ? clock(words, open) : undefined;
  const joint = first ? words.tag(first.end, 'time.clockTo') : 0;
  const second = joint > 0 ? clock(words, joint) : undefined;
  if (first && second) return { end: second.end, filter: hoursFilter(first.hour, second.hour), clock: true };
  const after = words.tag(at, 'time.clockAfter');
  const since = after > 0 ? clock(words, after) : undefined;
  if (since) return { end: since.end, filter: hoursFilter(since.hour, 24) };
  const before = words.tag(at, 'time.clockBefore');
  const until = before > 0 ? clock(words, before) : undefined;
  if (until && until.hour > 0) return { end: until.end, filter: hoursFilter(0, until.hour) };
  const sharp = words.tag(at, 'time.clockAt');
  const exact = sharp > 0 ? clock(words, sharp) : undefined;
  return exact ? { end: exact.end, filter: hoursFilter(exact.hour, exact.hour + 1) } : undefined;
};

const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  night: [22, 6],
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 23],
  office: [9, 18],
};

const windowAt = (words: Lexemes, at: number): Window | undefined => {
  const part = words.prefixed(at, 'part.');
  const hours = part ? PARTS[part.rest] : undefined;
  if (part && hours) return { end: part.end, filter: hoursFilter(hours[0], hours[1]) };
  const every = words.prefixed(at, 'habit.');
  if (every) {
    const values =
      every.rest === 'weekend' ? [6, 7] : every.rest === 'workday' ? [1, 2, 3, 4, 5] : [Number(every.rest)];
    return { end: every.end, filter: { field: 'weekday', operator: 'in', values } };
  }
  const lead = words.tag(at, 'time.every');
  const day = lead > 0 ? words.prefixed(lead, 'weekday.') : undefined;
  // "lunedì 16" is a date, not a habit.
  if (day && !words.number(day.end)) {
    return { end: day.end, filter: { field: 'weekday', operator: 'in', values: [Number(day.rest)] } };
  }
  return clockWindow(words, at);
};

/** The whole period before this one: the day, week or month before, or as many days. */
const previousSpan = (local: Local, span: Span, grain: Unit): Span => {
  if (grain === 'month') return { from: span.from.subtract({ months: 1 }), to: span.from };
  if (grain === 'week') return { from: span.from.subtract({ weeks: 1 }), to: span.from };
  if (grain === 'quarter') return { from: span.from.subtract({ months: 3 }), to: span.from };
  if (grain === 'year') return { from: span.from.subtract({ years: 1 }), to: span.from };
  const length = span.from.until(span.to, { largestUnit: 'days' });
  return grain === 'hour'
    ? calendarUnit(local, 'hour', -1)
    : { from: span.from.subtract(length), to: span.from };
};

const mark = (used: Set<number>, start: number, end: number): void => {
  for (let at = start; at < end; at += 1) used.add(at);
};

const longer = (left: Period | undefined, right: Period | undefined): Period | undefined =>
  !left || (right && right.end > left.end) ? right : left;

/** Finds every period and recurring window; a token belongs to one of them at most. */
export const readTimes = (words: Lexemes, local: Local, taken: ReadonlySet<number>): Times => {
  const ranges: TimeReading[] = [];
  const windows: { start: number; end: number; filter: Filter }[] = [];
  const used = new Set<number>();
  const spans: Span[] = [];
  let all = false;
  for (let at = 0; at < words.tokens.length; ) {
    const everything = words.tag(at, 'time.all');
    const window = taken.has(at) ? undefined : windowAt(words, at);
    const period = taken.has(at)
      ? undefined
      : longer(
          withUnit(words, rangeAt(words, at, local), local),
          longer(
            longer(toDateAt(words, at, local), untilAt(words, at, local)),
            longer(sinceAt(words, at, local), periodAt(words, at, local)),
          ),
        );
    // "nel weekend scorso": the longer period begins behind the preposition.
    const behind = window && !period ? periodAt(words, skip(words, at), local) : undefined;
    const previous = ranges.length === 1 && !taken.has(at) ? words.tag(at, 'time.before') : 0;
    const [first] = ranges;
    if (previous > 0 && first && (!period || period.end <= previous)) {
      const span = previousSpan(local, spans[0] ?? calendarUnit(local, first.grain, 0), first.grain);
      ranges.push({
        start: at,
        end: previous,
        range: toRange(span, local.timeZone),
        grain: first.grain,
        future: false,
      });
      mark(used, at, previous);
      at = previous;
    } else if (window && behind && behind.end > window.end) at += 1;
    else if (period && (!window || period.end > window.end || (period.end === window.end && !window.clock))) {
      spans.push(period.span);
      const future = Temporal.PlainDateTime.compare(period.span.from, local.now) > 0;
      const current = toRange(calendarUnit(local, period.grain, 0), local.timeZone);
      const range = toRange(period.span, local.timeZone);
      ranges.push({ start: at, end: period.end, range, grain: period.grain, future, current });
      mark(used, at, period.end);
      at = period.end;
    } else if (window) {
      windows.push({ start: at, end: window.end, filter: window.filter });
      mark(used, at, window.end);
      at = window.end;
    } else if (everything > 0) {
      // The words stay free: "never" and "in all" mean more than time.
      all = true;
      at = everything;
    } else at += 1;
  }
  const week = recentUnits(local, 'day', 7, false);
  const recent = [
    toRange(week, local.timeZone),
    toRange(previousSpan(local, week, 'day'), local.timeZone),
  ] as const;
  return { ranges, windows, all, used, recent, now: local.instant };
};
