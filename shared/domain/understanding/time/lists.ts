import { Temporal } from 'temporal-polyfill';
import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  clip,
  isBefore,
  isClock,
  lengthOf,
  type Local,
  type Span,
  tomorrow,
  type Unit,
} from './calendar.ts';
import { dayAndMonth } from './dates.ts';
import { dateOf } from './days.ts';
import { isCount, oneDay, type Period, skip } from './parts.ts';
import { periodAt, single } from './period.ts';
import { isApart, type Several } from './several.ts';
import { isGrouping, lengthAt } from './units.ts';
import { weekdayList } from './weekday-lists.ts';

type ListRule = (words: Lexemes, at: number, local: Local) => Several | undefined;

const grainOf = (unit: Unit): Unit => (unit === 'hour' || unit === 'minute' ? 'hour' : 'day');

/** "And the two weeks after", "and two after", "and after": where the day follows. */
const secondAround = (words: Lexemes, at: number): number => {
  const joint = words.tag(at, 'time.and');
  if (joint === 0) return 0;
  const here = skip(words, joint);
  const end = lengthAt(words, here, false)?.end ?? words.number(here)?.end ?? here;
  return words.tag(end, 'time.afterwards');
};

/** "The two weeks before and the two weeks after 2 november", "i tre giorni dopo il 5": counted from a day. */
const around: ListRule = (words, at, local) => {
  // "Per day after the 10th": the day is what it is split by.
  const start = skip(words, at);
  const length = isGrouping(words, start) ? undefined : lengthAt(words, start, false);
  const current = length && !isClock(length.unit) ? words.tag(length.end, 'time.beforeThis') : 0;
  // "The two weeks before this one".
  if (length && current > 0) {
    const { from } = calendarUnit(local, length.unit, -length.count);
    const span = { from, to: calendarUnit(local, length.unit, 0).from };
    return { end: current, periods: [{ end: current, span, grain: length.unit }] };
  }
  const prior = length ? words.tag(length.end, 'time.priorTo') : 0;
  const later = length ? words.tag(length.end, 'time.afterwards') : 0;
  if (!length || (prior === 0 && later === 0)) return undefined;
  const both = prior > 0 ? secondAround(words, prior) : 0;
  const day = single(words, skip(words, both || prior || later), local);
  const from = day?.span.from;
  if (!day || !from || !isBefore(from, tomorrow(local))) return undefined;
  const { end } = day;
  const by = lengthOf(length.unit, length.count);
  const grain = grainOf(length.unit);
  const of = (span: Span): Period => ({ end, span: clip(local, span), grain });
  const before = of({ from: from.subtract(by), to: from });
  if (both > 0) return { end, periods: [of({ from, to: from.add(by) }), before] };
  const behind = of({ from: day.span.to, to: day.span.to.add(by) });
  return { end, periods: [prior > 0 ? before : behind] };
};

/** "Before and after the 10th": from that day on, and as long before it. */
const beforeAndAfter: ListRule = (words, at, local) => {
  const lead = words.tag(at, 'time.beforeAfter');
  const day = lead > 0 ? single(words, skip(words, lead), local) : undefined;
  const to = tomorrow(local);
  if (!day || !isBefore(day.span.from, to)) return undefined;
  const { from } = day.span;
  const before = { from: from.subtract(from.until(to, { largestUnit: 'days' })), to: from };
  const of = (span: Span): Period => ({ end: day.end, span, grain: 'day' });
  return { end: day.end, periods: [of({ from, to }), of(before)] };
};

/** What stands between two days: "and", "or", "against". */
const jointAt = (words: Lexemes, at: number): number =>
  words.tag(at, 'time.and') || words.tag(at, 'or') || (words.prefixed(at, 'compare')?.end ?? 0);

/** Numbers of days, joined by commas, "and", "or", "against", up to the one that has the month. */
const numbersAt = (words: Lexemes, at: number): { days: number[]; last: number } => {
  const days: number[] = [];
  let here = skip(words, at);
  for (;;) {
    const count = words.number(here);
    if (!count || !Number.isInteger(count.value) || count.value > 31 || isCount(words, count.end)) break;
    const joint = words.mark(count.end, ',') ? count.end + 1 : jointAt(words, count.end);
    if (joint === 0) return { days, last: here };
    days.push(count.value);
    here = skip(words, jointAt(words, joint) || joint);
  }
  return { days: [], last: at };
};

/**
 * "16, 17 e 18 novembre", "the 3rd and the 10th of october": days of one month, together when they are on end
 * and not told apart. */
const dayList: ListRule = (words, at, local) => {
  const { days, last } = numbersAt(words, at);
  const final = days.length > 0 ? dayAndMonth(words, last, local) : undefined;
  if (!final) return undefined;
  const { year, month } = final.span.from;
  const dates = days.map((day) => dateOf(year, month, day)).filter((date) => date !== undefined);
  if (dates.length < days.length) return undefined;
  const all = [...dates, final.span.from.toPlainDate()].toSorted((one, other) =>
    Temporal.PlainDate.compare(one, other),
  );
  const [first] = all;
  const onEnd = all.every((date, each) => first?.add({ days: each }).equals(date));
  if (!first || !onEnd || isApart(words))
    return { end: final.end, periods: all.map((date) => oneDay(final.end, date)) };
  const span = { from: first.toPlainDateTime(), to: first.add({ days: all.length }).toPlainDateTime() };
  return { end: final.end, periods: [{ end: final.end, span, grain: 'day' }] };
};

/** "The change from September to October", "the difference between last week and this week": two, no range. */
const changeBetween: ListRule = (words, at, local) => {
  const lead = words.tag(at, 'time.between') || words.tag(at, 'time.from');
  const told = words.matches.some(({ tag }) => tag === 'time.contrast');
  const split = words.matches.some(({ tag }) => /^(?:per\.|series$)/.test(tag));
  if (lead === 0 || !told || split) return undefined;
  const one = periodAt(words, skip(words, lead), local);
  const joint = one ? words.tag(one.end, 'time.to') || words.tag(one.end, 'time.and') : 0;
  const other = joint > 0 ? periodAt(words, skip(words, joint), local) : undefined;
  if (!one || !other || one.grain !== other.grain || one.grain === 'hour') return undefined;
  // "From the 3rd to the 10th" is a range, "from yesterday to today" two days.
  const beside = one.span.to.equals(other.span.from) || other.span.to.equals(one.span.from);
  return one.grain !== 'day' || beside ? { end: other.end, periods: [one, other], apart: true } : undefined;
};

/** Fewer are held against each other. */
const FEWEST = 3;

/** "August, september and october": all of that time, where each begins as the one before it ends. */
const onEnd: ListRule = (words, at, local) => {
  const all: Period[] = [];
  for (let here = skip(words, at); ; ) {
    const next = periodAt(words, here, local);
    const last = all.at(-1);
    const follows = !last || (next?.grain === last.grain && last.span.to.equals(next.span.from));
    if (!next || !follows || next.grain === 'hour') return undefined;
    all.push(next);
    const comma = words.mark(next.end, ',') ? next.end + 1 : 0;
    const joint = words.tag(comma || next.end, 'time.and') || comma || next.end;
    here = skip(words, joint);
    // Spoken, they stand one behind the other: "agosto settembre e ottobre".
    if (joint === next.end && !periodAt(words, here, local)) break;
  }
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last || all.length < FEWEST) return undefined;
  const { end, grain } = last;
  const together = { end, grain, span: { from: first.span.from, to: last.span.to } };
  return { end, periods: isApart(words) ? all.map((each) => ({ ...each, end })) : [together] };
};

/** Several periods in one expression. */
export const severalAt: ListRule = (words, at, local) =>
  changeBetween(words, at, local) ??
  beforeAndAfter(words, at, local) ??
  around(words, at, local) ??
  dayList(words, at, local) ??
  onEnd(words, at, local) ??
  weekdayList(words, at, local);
