import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  days,
  isBefore,
  isClock,
  lengthOf,
  type Local,
  monthsOf,
  type Span,
} from './calendar.ts';
import { type Period, type Rule, skip, skipComma, unitAt } from './parts.ts';
import { dayAt } from './plain.ts';
import { namedDay, relativeUnit } from './units.ts';

/** A day with "at this time" beside it: as far of that day as today has come. */
export const sameTime: Rule = (words, at, local) => {
  // To read a day costs more than to see that nothing asks for it.
  if (!words.matches.some(({ tag }) => tag === 'time.sameClock')) return undefined;
  const lead = words.tag(at, 'time.sameClock');
  const day = dayAt(words, lead > 0 ? skip(words, lead) : at, local);
  if (!day) return undefined;
  const end =
    lead > 0
      ? day.end
      : words.tag(day.end, 'time.sameClock') || words.tag(skipComma(words, day.end), 'time.sameClock');
  const { from } = day.span;
  // Of today it says nothing.
  if (end === 0 || from.toPlainDate().until(local.today).days < 1) return undefined;
  const to = from.toPlainDate().toPlainDateTime(local.now.toPlainTime());
  return { end, span: { from, to }, grain: 'hour', step: { days: 1 } };
};

/** The period so much earlier; a week of another year is one of weeks, not of dates. */
const earlier = ({ span, grain }: Period, unit: Period, local: Local): Span => {
  const back = (at: Span['from']): Span['from'] => {
    if (unit.grain === 'day') return at.subtract(unit.span.from.toPlainDate().until(local.today));
    if (unit.grain === 'year' && grain === 'week') return at.subtract({ weeks: 52 });
    return at.subtract(lengthOf(unit.grain, 1));
  };
  return { from: back(span.from), to: back(span.to) };
};

/** The day of that earlier unit which is as the one named first, or as today. */
const likeToday = (
  unit: Period,
  end: number,
  first: Period | undefined,
  local: Local,
): Period | undefined => {
  const like = first?.grain === 'day' ? first : { end: 0, span: days(local.today, 1), grain: 'day' as const };
  const past = unit.span.to.toPlainDate().until(local.today).days >= 0;
  return past && !isClock(unit.grain) ? { end, span: earlier(like, unit, local), grain: 'day' } : undefined;
};

/** "The same period last month": as far as this one has come; "the same month last year": all of it. */
const likeNow = (words: Lexemes, at: number, local: Local): Period | undefined => {
  const unit = relativeUnit(words, skip(words, at), local);
  const said = unitAt(words, at - 1)?.unit;
  if (!unit || monthsOf(unit.grain) === 0 || (said !== undefined && monthsOf(said) === 0)) return undefined;
  if (!isBefore(unit.span.from, calendarUnit(local, unit.grain, 0).from)) return undefined;
  const now = calendarUnit(local, said ?? unit.grain, 0);
  const whole = said ? { from: now.from, to: now.from.add(lengthOf(said, 1)) } : now;
  const like = { end: 0, span: whole, grain: said ?? unit.grain };
  return { end: unit.end, span: earlier(like, unit, local), grain: said ?? 'day' };
};

/** "The same day last week", "lo stesso periodo dell'anno scorso": as the period named first, or as today. */
export const sameAs = (
  words: Lexemes,
  at: number,
  local: Local,
  first: Period | undefined,
): Period | undefined => {
  const start = skip(words, at);
  const turned = relativeUnit(words, start, local);
  const behind = turned ? words.tag(skipComma(words, turned.end), 'time.sameDay') : 0;
  // "Last week, on the same day": the other way round.
  if (turned && behind > 0) return likeToday(turned, behind, first, local);
  const day = words.tag(start, 'time.sameDay');
  const hours = first?.grain === 'hour' ? words.tag(start, 'time.sameClock') : 0;
  const period = words.tag(start, 'time.samePeriod');
  const lead = day || hours || period;
  if (lead === 0) return undefined;
  if (!first && period > 0) return likeNow(words, period, local);
  const like = first ?? { end: 0, span: days(local.today, 1), grain: 'day' };
  if (day > 0 && like.grain !== 'day' && like.grain !== 'hour') return undefined;
  const here = skip(words, lead);
  const unit = relativeUnit(words, here, local) ?? (hours > 0 ? namedDay(words, here, local) : undefined);
  const isUnit = unit && !isClock(unit.grain) && unit.grain !== 'weekend';
  if (!isUnit || unit.span.to.toPlainDate().until(local.today).days < 0) return undefined;
  return { end: unit.end, span: earlier(like, unit, local), grain: like.grain };
};
