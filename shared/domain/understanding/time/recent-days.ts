import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, days, type Local } from './calendar.ts';
import { latestWeekday } from './days.ts';
import { countAt, firstOf, type Period, type Rule, skip, unitAt } from './parts.ts';

const WORKING = [1, 2, 3, 4, 5];

/** The last ten working days: as far back as they reach, without the weekends between. */
export const workingDays = (local: Local, count: number, end: number): Period => {
  let from = local.today;
  for (let left = count; left > 0; ) {
    from = from.subtract({ days: 1 });
    if (from.dayOfWeek <= WORKING.length) left -= 1;
  }
  const span = { from: from.toPlainDateTime(), to: local.today.toPlainDateTime() };
  return { end, span, grain: 'day', only: [{ field: 'weekday', values: WORKING }] };
};

const weekdayAt = (words: Lexemes, at: number): { day: number; end: number } | undefined => {
  const found = words.prefixed(at, 'weekday.') ?? words.prefixed(at, 'habit.');
  const day = Number(found?.rest);
  return found && Number.isInteger(day) ? { day, end: found.end } : undefined;
};

/** The last three Mondays, gli ultimi due weekend: from the first of them to the last. */
const recentWeekdays: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  const count = lead > 0 ? countAt(words, skip(words, lead)) : undefined;
  const weekday = count && weekdayAt(words, count.end);
  const unit = count && unitAt(words, count.end);
  if (!count || count.value < 1 || (!weekday && unit?.unit !== 'weekend')) return undefined;
  const last = weekday ? days(latestWeekday(local, weekday.day), 1) : calendarUnit(local, 'weekend', -1);
  const span = { from: last.from.subtract({ weeks: count.value - 1 }), to: last.to };
  const values = weekday ? [weekday.day] : [6, 7];
  return { end: weekday?.end ?? unit?.end ?? at, span, grain: 'week', only: [{ field: 'weekday', values }] };
};

/** "The last five working days". */
const recentWorkingDays: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  const count = lead > 0 ? countAt(words, skip(words, lead)) : undefined;
  const working = count ? words.tag(count.end, 'time.working') : 0;
  const unit = working > 0 ? unitAt(words, working) : undefined;
  return count && count.value > 0 && unit?.unit === 'day'
    ? workingDays(local, count.value, unit.end)
    : undefined;
};

/** The last so many weekdays, weekends or working days. */
export const recentDays: Rule = firstOf(recentWeekdays, recentWorkingDays);
