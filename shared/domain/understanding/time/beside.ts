import type { Temporal } from 'temporal-polyfill';
import type { Lexemes } from '../lexemes.ts';
import { clip, isBefore, type Local, mondayOf, numberedUnit, type Span } from './calendar.ts';
import { type Period, skip, unitAt } from './parts.ts';

/** A period where it stands, over tokens `start` to `end`. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly period: Period;
}

/** They are to be held against each other, or told one by one. */
export const isHeldApart = ({ matches }: Lexemes): boolean =>
  matches.some(({ tag }) => /^(?:compare|each$|share$)/.test(tag));

const HALF = 15;

/** "The first half of October against the second (half)": of the same month. */
export const otherHalves = (words: Lexemes, found: readonly Found[], local: Local): Found[] =>
  found.map((each, at) => {
    const first = found[at - 1]?.period.span;
    const month = first && first.from.day === 1 && first.from.add({ days: HALF }).equals(first.to);
    if (!month || each.period.bareDay !== 2 || isBefore(local.now, first.to)) return each;
    const span = clip(local, { from: first.to, to: first.from.add({ months: 1 }) });
    const end = words.tag(each.end, 'time.half') || each.end;
    return { start: each.start, end, period: { end, span, grain: 'day' } };
  });

/** The part of the same year or month that has this number. */
const numbered = ({ grain, span }: Period, number: number, local: Local): Span | undefined => {
  if (/^(?:bimester|quarter|quadrimester|semester)$/.test(grain))
    return numberedUnit(local, grain, number, span.from.year);
  const ofMonth = grain === 'week' && span.from.day % 7 === 1 && span.from.add({ days: 7 }).equals(span.to);
  const from = span.from.with({ day: 1 }).add({ weeks: number - 1 });
  return ofMonth ? clip(local, { from, to: from.add({ weeks: 1 }) }) : undefined;
};

const MOST_PARTS = 6;

/** "The first quarter against the second", "la prima settimana di ottobre rispetto alla seconda". */
export const otherPart = (words: Lexemes, found: readonly Found[], local: Local): Found[] => {
  const [first] = found;
  const joints = first ? ['compare', 'time.and', 'or'].map((tag) => words.tag(first.end, tag)) : [];
  const joint = Math.max(0, ...joints);
  const number = joint > 0 ? words.number(skip(words, joint)) : undefined;
  if (!first || number?.ordinal !== true || number.value > MOST_PARTS || unitAt(words, number.end))
    return [...found];
  const span = numbered(first.period, number.value, local);
  if (!span) return [...found];
  const { end } = number;
  const other = { start: joint, end, period: { end, span, grain: first.period.grain } };
  return [first, other, ...found.slice(1).filter(({ start }) => start >= end)];
};

const unitOf = (date: Temporal.PlainDate, unit: 'week' | 'month'): Span => {
  const from = unit === 'week' ? mondayOf(date) : date.with({ day: 1 });
  return { from: from.toPlainDateTime(), to: from.add({ [`${unit}s`]: 1 }).toPlainDateTime() };
};

/** "Today compared with a week ago", "this month against a year ago": the day, the month of then. */
export const likeBeside = (words: Lexemes, found: readonly Found[], local: Local): Found[] => {
  const [first, second] = found;
  const point = second?.period.point;
  const unit = first?.period.grain;
  if (!first || !second || !point || !unit || found.length > 2 || !isHeldApart(words)) return [...found];
  if (words.tag(second.end - 1, 'time.ago') === 0 || second.period.grain === unit) return [...found];
  const date = point.from.toPlainDate();
  const span = unit === 'day' ? point : unit === 'week' || unit === 'month' ? unitOf(date, unit) : undefined;
  return span
    ? [first, { ...second, period: { ...second.period, span: clip(local, span), grain: unit } }]
    : [...found];
};
