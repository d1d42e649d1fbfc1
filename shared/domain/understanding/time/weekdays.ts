import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, days, type Local, mondayOf, type Span } from './calendar.ts';
import { articleDay, bareDay, dayAndMonth, dayOfUnit, numericDate } from './dates.ts';
import { latestWeekday, nextWeekday } from './days.ts';
import { feast } from './feasts.ts';
import { firstOf, oneDay, type Period, type Rule, skip, skipComma, unitAt } from './parts.ts';
import { ago, relativeUnit } from './units.ts';
import { weekendOf, weekOf } from './weeks.ts';

const dated: Rule = firstOf(dayAndMonth, numericDate, dayOfUnit, bareDay);

/** A week that was said beside a weekday: last week, three weeks ago. */
export const weekSaid: Rule = (words, at, local) => {
  const week = relativeUnit(words, at, local) ?? ago(words, at, local);
  return week?.grain === 'week' ? week : undefined;
};

/** That weekday of the week. */
const dayIn = (end: number, week: Period, weekday: number): Period =>
  oneDay(end, mondayOf(week.span.from.toPlainDate()).add({ days: weekday - 1 }));

/** Lunedì, last friday, giovedì 19, Thursday the 19th [of november], Tuesday last week. */
const weekday: Rule = (words, at, local) => {
  const lead = ['time.last', 'time.this', 'time.next'].map((tag) => words.tag(at, tag));
  const [last = 0, same = 0, next = 0] = lead;
  const found = words.prefixed(last || same || next || at, 'weekday.');
  if (!found) return undefined;
  const number = Number(found.rest);
  const here = skipComma(words, found.end);
  const date = dated(words, here, local);
  if (date?.grain === 'day') return date;
  // "Martedì della settimana scorsa", "Tuesday of last week", "Tuesday three weeks ago".
  const week = weekSaid(words, here, local);
  if (week) return dayIn(week.end, week, number);
  // "On Sunday last month": the word belongs to what comes next.
  const behind = (tag: string): number => {
    const end = words.tag(found.end, tag);
    return unitAt(words, end) ? 0 : end;
  };
  const after = behind('time.last') || behind('time.this');
  const coming = behind('time.next');
  if (next > 0 || coming > 0) return oneDay(coming || found.end, nextWeekday(local, number));
  const orToday = (last === 0 && same > 0) || behind('time.this') > 0;
  const cycle = last > 0 || after > 0 ? {} : { cycle: { days: 7 } };
  return { ...oneDay(after || found.end, latestWeekday(local, number, orToday)), ...cycle };
};

/** "Three weeks ago Tuesday", "la settimana scorsa, martedì". */
const weekdayBehind: Rule = (words, at, local) => {
  const week = weekSaid(words, at, local);
  const found = week && words.prefixed(skipComma(words, week.end), 'weekday.');
  return week && found && dayIn(found.end, week, Number(found.rest));
};

/** "Il sabato e la domenica appena passati": the weekend that is over. */
const lastWeekendDays: Rule = (words, at, local) => {
  const start = skip(words, at);
  const saturday = words.tag(start, 'weekday.6');
  const joint = saturday > 0 ? words.tag(saturday, 'time.and') : 0;
  const sunday = joint > 0 ? words.tag(skip(words, joint), 'weekday.7') : 0;
  const last = sunday > 0 ? words.tag(sunday, 'time.last') : 0;
  const end = unitAt(words, last) ? 0 : last;
  const before = words.tag(start - 1, 'time.last') > 0 && sunday > 0 ? sunday : 0;
  return end || before
    ? { end: end || before, span: calendarUnit(local, 'weekend', -1), grain: 'weekend' }
    : undefined;
};

/** "The Friday before it": the weekday that lies before the period named first; by itself, the one before the last. */
export const weekdayBefore = (
  words: Lexemes,
  at: number,
  local: Local,
  first: Span | undefined,
): Period | undefined => {
  const day = words.prefixed(at, 'weekday.');
  const end = day ? words.tag(day.end, 'time.beforeIt') : 0;
  if (!day || end === 0 || dated(words, end, local)) return undefined;
  const number = Number(day.rest);
  const start = first?.from.toPlainDate() ?? latestWeekday(local, number);
  const back = (start.dayOfWeek - number + 7) % 7 || 7;
  return { end, span: days(start.subtract({ days: back }), 1), grain: 'day' };
};

export const ofWeekdays: Rule = firstOf(
  lastWeekendDays,
  weekday,
  weekdayBehind,
  weekOf(firstOf(dayAndMonth, numericDate, articleDay, dayOfUnit, feast)),
  weekendOf(firstOf(dayAndMonth, numericDate, feast)),
);
