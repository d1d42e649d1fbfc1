import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, clip, days, type Local } from './calendar.ts';
import { hoursOf } from './clock.ts';
import { latestWeekday } from './days.ts';
import { PARTS } from './habits.ts';
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

/** "The last three", "i due … scorsi": how many, and what words behind what is counted have to say. */
const someAt = (words: Lexemes, at: number): { value: number; end: number; trails: boolean } | undefined => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  const count = countAt(words, skip(words, lead || at));
  return count && count.value > 0 && !count.ordinal ? { ...count, trails: lead === 0 } : undefined;
};

/** Where it ends: behind "scorsi", where nothing before it said so. */
const endOf = (words: Lexemes, end: number, trails: boolean): number =>
  trails ? words.tag(end, 'time.recent') || words.tag(end, 'time.last') : end;

/** The last three Mondays, gli ultimi due weekend, i due weekend scorsi: from the first of them to the last. */
const recentWeekdays: Rule = (words, at, local) => {
  const count = someAt(words, at);
  const weekday = count && weekdayAt(words, count.end);
  const unit = count && unitAt(words, count.end);
  if (!count || (!weekday && unit?.unit !== 'weekend')) return undefined;
  const end = endOf(words, weekday?.end ?? unit?.end ?? at, count.trails);
  const last = weekday ? days(latestWeekday(local, weekday.day), 1) : calendarUnit(local, 'weekend', -1);
  const span = { from: last.from.subtract({ weeks: count.value - 1 }), to: last.to };
  const values = weekday ? [weekday.day] : [6, 7];
  return end > 0 ? { end, span, grain: 'week', only: [{ field: 'weekday', values }] } : undefined;
};

/** The last two nights, le ultime tre mattine: their hours, from the first of them that began to the last. */
const recentParts: Rule = (words, at, local) => {
  const count = someAt(words, at);
  const part = count && words.prefixed(count.end, 'time.part.');
  const hours = part && PARTS[part.rest];
  const end = part ? endOf(words, part.end, count.trails) : 0;
  if (!count || !hours || end === 0) return undefined;
  const [first, last] = hours;
  const begun = local.now.hour >= first ? local.today : local.today.subtract({ days: 1 });
  const day = begun.toPlainDateTime();
  const to = day.add({ hours: last > first ? last : last + 24 });
  const span = { from: day.subtract({ days: count.value - 1 }).add({ hours: first }), to };
  const values = hoursOf({ from: first * 60, to: last * 60 });
  return { end, span: clip(local, span), grain: 'hour', only: [{ field: 'hour', values }] };
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

/** The last so many weekdays, weekends, nights or working days. */
export const recentDays: Rule = firstOf(recentWeekdays, recentParts, recentWorkingDays);
