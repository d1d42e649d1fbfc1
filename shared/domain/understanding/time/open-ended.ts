import { Temporal } from 'temporal-polyfill';
import type { Lexemes } from '../lexemes.ts';
import { clip, isBefore, tomorrow } from './calendar.ts';
import { clockSpan } from './clock.ts';
import { endAt, startOfUnit } from './ends.ts';
import { type Period, type Rule, skip } from './parts.ts';
import { periodAt } from './period.ts';
import { bounds } from './ranges.ts';
import { relativeUnit } from './units.ts';

/** A number alone is a day only behind an article: "dal 10", "until the 10th", but not "up to 10". */
const isMeant = (words: Lexemes, period: Period, at: number, here: number): boolean => {
  if (period.bareDay === undefined) return true;
  for (let each = at; each < here; each += 1) if (words.tag(each, 'time.theDay') > 0) return true;
  return false;
};

/** Da lunedì, since the start of the month, from 10 november on: up to and with today. "After" leaves it out. */
export const sinceAt: Rule = (words, at, local) => {
  const after = words.tag(at, 'time.afterDay');
  const on = words.tag(at, 'time.between') > 0 ? 0 : words.tag(at, 'time.from');
  const lead = after || words.tag(at, 'time.since') || on;
  if (lead === 0) return undefined;
  // "Runs from yesterday" are those of yesterday.
  const of = words.tag(at, 'time.ofDay');
  const day = of > 0 ? words.prefixed(of, 'day.') : undefined;
  if (day && words.tag(day.end, 'time.onwards') === 0) return periodAt(words, of, local);
  const here = skip(words, lead);
  // "Down from last month": what it is held against.
  const turned = words.matches.some(
    ({ tag, end }) => end === at && /^(?:turned|turned\.short|trending)$/.test(tag),
  );
  if (turned && relativeUnit(words, here, local)) return undefined;
  const period = startOfUnit(words, here, local) ?? endAt(words, here, local, after === 0);
  // "From midnight to six" ends by itself.
  if (!period || period.framed === true || !isMeant(words, period, at, here)) return undefined;
  const { from, to } = bounds(period);
  const begin = after > 0 ? to : from;
  const end = words.tag(period.end, 'time.onwards') || period.end;
  if (!isBefore(begin, tomorrow(local)))
    return { end, span: { from: begin, to: begin.add({ days: 1 }) }, grain: 'day' };
  return {
    end,
    span: { from: begin, to: tomorrow(local) },
    grain: period.grain === 'hour' ? 'hour' : 'day',
    open: { side: 'from', at: begin, plus: after > 0 ? 1 : 0, ...dayOf(period) },
  };
};

const dayOf = ({ bareDay }: Period): { day?: number } => (bareDay === undefined ? {} : { day: bareDay });

/** Long before any data: where "up to …" begins. */
const BEGINNING = Temporal.PlainDateTime.from('2000-01-01');

/** Until friday, up to the 10th of this month, prima del 10 novembre: from the month's start if it is named. */
export const untilAt: Rule = (words, at, local) => {
  const until = words.tag(at, 'time.until');
  const lead = until || words.tag(at, 'time.beforeDay');
  if (lead === 0) return undefined;
  const here = skip(words, lead);
  const period = endAt(words, here, local, false);
  // "Before 8 am today": of that day.
  if (period?.grain === 'hour' && clockSpan(words, at)?.form === 'before') return undefined;
  if (!period || !isMeant(words, period, at, here)) return undefined;
  const { from, to } = bounds(period);
  const out = words.tag(period.end, 'time.excluded');
  const whole = until > 0 && out === 0;
  const end = whole ? to : from;
  return {
    end: out || words.tag(period.end, 'time.inclusive') || period.end,
    span: clip(local, { from: period.within?.from ?? BEGINNING, to: end }),
    grain: 'day',
    ...(!period.within && { open: { side: 'to', at: end, plus: whole ? 1 : 0, ...dayOf(period) } }),
  };
};
