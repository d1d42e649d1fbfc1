import type { Lexemes } from '../lexemes.ts';
import { clip, days, type Local, mondayOf } from './calendar.ts';
import { latestWeekday } from './days.ts';
import { oneDay, type Period, skip, skipComma, unitAt } from './parts.ts';
import { isApart, type Several } from './several.ts';
import { weekSaid } from './weekdays.ts';

interface Weekdays {
  readonly days: readonly number[];
  readonly end: number;
}

/** Monday, Tuesday and Wednesday: two or more weekdays, joined by commas and "and". */
const weekdaysAt = (words: Lexemes, at: number): Weekdays | undefined => {
  const found: number[] = [];
  let here = at;
  let end = at;
  for (;;) {
    const day = words.prefixed(here, 'weekday.');
    if (!day) break;
    found.push(Number(day.rest));
    end = day.end;
    const comma = words.mark(end, ',') ? end + 1 : end;
    const joint = words.tag(comma, 'time.and') || words.tag(comma, 'or') || (comma > end ? comma : 0);
    if (joint === 0) break;
    here = skip(words, joint);
  }
  return found.length > 1 ? { days: found, end } : undefined;
};

const onEnd = (all: readonly number[]): boolean => all.every((day, at) => day === (all[0] ?? 0) + at);

/** Those days of one week: together when they are on end, else the week with no other days. */
const within = (words: Lexemes, { days: said, end }: Weekdays, week: Period): Several => {
  const monday = mondayOf(week.span.from.toPlainDate());
  const all = [...new Set(said)].toSorted((one, other) => one - other);
  const [first = 1] = all;
  if (isApart(words)) return { end, periods: said.map((day) => oneDay(end, monday.add({ days: day - 1 }))) };
  if (onEnd(all)) {
    const span = days(monday.add({ days: first - 1 }), all.length);
    return { end, periods: [{ end, span, grain: 'day' }] };
  }
  const span = days(monday, 7);
  return { end, periods: [{ end, span, grain: 'week', only: [{ field: 'weekday', values: all }] }] };
};

/** "Lunedì, martedì e mercoledì scorsi": days on end, the last of which is the latest of its name. */
const latestOnes = (
  words: Lexemes,
  { days: said, end }: Weekdays,
  local: Local,
  orToday: boolean,
): Several | undefined => {
  const last = said.at(-1);
  if (last === undefined || !onEnd(said) || isApart(words)) return undefined;
  const first = latestWeekday(local, last, orToday).subtract({ days: said.length - 1 });
  return { end, periods: [{ end, span: clip(local, days(first, said.length)), grain: 'day' }] };
};

/** Two days that no word dates are read one by one. */
const MOST_APART = 2;

/** Several weekdays of one week: "Monday and Tuesday last week", "la settimana scorsa, lunedì e giovedì". */
export const weekdayList = (words: Lexemes, at: number, local: Local): Several | undefined => {
  const week = weekSaid(words, at, local);
  if (week) {
    const behind = weekdaysAt(words, skipComma(words, week.end));
    return behind && within(words, behind, week);
  }
  const start = skip(words, at);
  const last = words.tag(start, 'time.last');
  const listed = weekdaysAt(words, last || start);
  if (!listed) return undefined;
  const of = weekSaid(words, skipComma(words, listed.end), local);
  if (of && last === 0) return within(words, { ...listed, end: of.end }, of);
  const trailing = words.tag(listed.end, 'time.last') || words.tag(listed.end, 'time.recent');
  // "On Monday and Tuesday last month": the word belongs to what comes next.
  const end = last > 0 ? listed.end : unitAt(words, trailing) ? 0 : trailing;
  if (end > 0) return latestOnes(words, { ...listed, end }, local, false);
  const alone = start === at && trailing === 0 && listed.days.length > MOST_APART;
  return alone ? latestOnes(words, listed, local, true) : undefined;
};
