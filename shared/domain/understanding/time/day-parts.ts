import type { Lexemes } from '../lexemes.ts';
import { clip, days, isBefore, type Local, type Span, tomorrow } from './calendar.ts';
import { bareClock, bareTime, type ClockSpan, clockSpan, DAY, hoursOf, NOON } from './clock.ts';
import { habitAt, PARTS } from './habits.ts';
import { isSince } from './happened.ts';
import { type Period, type Rule, skip, skipComma } from './parts.ts';
import { dayAt } from './plain.ts';

const HOUR = 60;

const portionOf = (end: number, day: Span, name: string): Period | undefined => {
  const hours = PARTS[name];
  if (!hours) return undefined;
  const [from, to] = hours;
  const span = {
    from: day.from.add({ hours: from }),
    to: day.from.add({ hours: to > from ? to : to + 24 }),
  };
  return { end, span, grain: 'hour', step: { days: 1 } };
};

const nameAt = (words: Lexemes, here: number): { rest: string; end: number } | undefined =>
  words.prefixed(here, 'time.part.') ?? words.prefixed(here, 'part.');

/** Stanotte, ieri sera, this morning, last night: of the day that lies so far from today. */
const namedPart: Rule = (words, here, local) => {
  const found = words.prefixed(here, 'day.');
  const [offset = '', part] = found?.rest.split('.') ?? [];
  if (!found || part === undefined) return undefined;
  return portionOf(found.end, days(local.today.add({ days: Number(offset) }), 1), part);
};

/** Ieri mattina, Monday night, il 16 novembre di sera. */
const partBehind: Rule = (words, here, local) => {
  const day = dayAt(words, here, local);
  // "Monday's night shift".
  const owned = day && words.tokens[day.end]?.norm === 's' ? day.end + 1 : skipComma(words, day?.end ?? here);
  const part = day && (nameAt(words, day.end) ?? nameAt(words, owned));
  if (!day || !part || words.tag(day.end, 'time.habitPart') > 0) return undefined;
  const found = portionOf(part.end, day.span, part.rest);
  return found && { ...found, ...(day.cycle && { cycle: day.cycle }) };
};

/** Hours beside midnight: of the day that is said with them, and of no other. */
const EDGES: ReadonlySet<string> = new Set(['night', 'smallHours', 'earlyMorning']);

/** La mattina di ieri, the night of the 16th, il turno di notte di ieri. */
const partBefore: Rule = (words, here, local) => {
  const habit = words.prefixed(here, 'part.');
  const part = words.prefixed(here, 'time.part.') ?? (habit && EDGES.has(habit.rest) ? habit : undefined);
  const start = part ? skip(words, part.end) : 0;
  if (!part || start === part.end) return undefined;
  const day = dayAt(words, start, local) ?? dayAt(words, start - 1, local);
  return day && portionOf(day.end, day.span, part.rest);
};

/** La notte tra il 16 e il 17 novembre, the night between Monday and Tuesday. */
const nightBetween: Rule = (words, here, local) => {
  const part = words.prefixed(here, 'time.part.');
  const between = part?.rest === 'night' ? words.tag(part.end, 'time.between') : 0;
  if (between === 0) return undefined;
  const first = dayAt(words, skip(words, between), local);
  const joint = first ? words.tag(first.end, 'time.and') || words.tag(first.end, 'time.to') : 0;
  const second = joint > 0 ? dayAt(words, skip(words, joint), local) : undefined;
  return (
    second && portionOf(second.end, days(second.span.from.toPlainDate().subtract({ days: 1 }), 1), 'night')
  );
};

const partAt: Rule = (words, here, local) =>
  namedPart(words, here, local) ??
  nightBetween(words, here, local) ??
  partBehind(words, here, local) ??
  partBefore(words, here, local);

/** The clock on that day, or in that part of it: "ieri sera alle 8" is 20, "stanotte alle 3" is of the next day. */
const onClock = (base: Period, clock: ClockSpan, end: number, local: Local): Period | undefined => {
  const midnight = base.span.from.with({ hour: 0, minute: 0 });
  const whole = base.grain === 'day';
  const night = !whole && base.span.to.dayOfYear !== midnight.dayOfYear && base.span.to.hour > 0;
  const late = !whole && !night && base.span.from.hour >= 12;
  const ends = base.span.to.hour * HOUR;
  const placed = (minutes: number): number => {
    // "Last night at ten" is before midnight.
    if (night && !clock.half && minutes > ends && minutes < NOON) return minutes + NOON;
    if (night) return minutes < NOON ? minutes + DAY : minutes;
    return late && !clock.half && minutes < NOON ? minutes + NOON : minutes;
  };
  const from = placed(clock.from);
  const length = clock.to > clock.from ? clock.to - clock.from : clock.to + DAY - clock.from;
  const begin = midnight.add({ minutes: from });
  const spans: Readonly<Record<ClockSpan['form'], Span>> = {
    between: { from: begin, to: begin.add({ minutes: length }) },
    at: { from: begin, to: begin.add({ minutes: HOUR }) },
    after: { from: begin, to: base.span.to },
    since: { from: begin, to: base.span.to },
    before: { from: base.span.from, to: midnight.add({ minutes: placed(clock.to) }) },
  };
  // "Ieri mattina dopo le 18": the two do not go together.
  if (!isBefore(spans[clock.form].from, spans[clock.form].to)) return undefined;
  const found = { end, span: clip(local, spans[clock.form]), grain: 'hour' as const, step: { days: 1 } };
  const cycle = base.cycle && { cycle: base.cycle };
  return clock.form === 'at'
    ? { ...found, ...cycle, point: { from: begin, to: begin } }
    : { ...found, ...cycle, framed: true };
};

/** A day or a part of one, with the clock behind it or before it: "ieri tra le 8 e le 10", "at 8 on Monday". */
const timed: Rule = (words, here, local) => {
  // "Prima delle 8 di ieri": no first of the month.
  const ends = words.tag(here, 'time.clockBefore') > 0;
  const base = ends ? undefined : (partAt(words, here, local) ?? dayAt(words, here, local));
  if (base?.bareDay !== undefined && words.tag(base.end, 'time.to') > 0) return undefined;
  if (base) {
    const behind = skipComma(words, base.end);
    const clock = clockSpan(words, base.end) ?? clockSpan(words, behind) ?? bareTime(words, base.end);
    return clock && onClock(base, clock, clock.end, local);
  }
  const clock = clockSpan(words, here);
  const day = clock && dayBehind(words, clock.end, local);
  if (!clock || !day) return undefined;
  const found = onClock(day, clock, day.end, local);
  if (!found) return undefined;
  // "Dalle 8 di ieri": up to now; "ieri dalle 8" is of that day.
  return clock.form === 'since' ? { ...found, span: { from: found.span.from, to: tomorrow(local) } } : found;
};

/** The day that a time of the clock was said of; "di lunedì" is any Monday. */
const dayBehind: Rule = (words, end, local) => {
  if (words.tag(end, 'time.to') > 0 || words.tag(end, 'time.and') > 0) return undefined;
  const behind = skipComma(words, end);
  const day = partAt(words, behind, local) ?? dayAt(words, behind, local);
  const habit = habitAt(words, end) ?? habitAt(words, behind);
  return !day || (habit && habit.end >= day.end) ? undefined : day;
};

/** A moment where a period begins or ends: "8 am yesterday", "(dalle) 8 di ieri", "(alle) 8 di lunedì". */
export const moment: Rule = (words, here, local) => {
  const clock = bareClock(words, here);
  const behind = clock ? skipComma(words, clock.end) : 0;
  const joined = clock ? words.tag(clock.end, 'time.to') > 0 || words.tag(clock.end, 'time.and') > 0 : true;
  const day = joined ? undefined : (partAt(words, behind, local) ?? dayAt(words, behind, local));
  return clock && day && onClock(day, clock, day.end, local);
};

/** The first such time of the clock after a moment. */
export const clockBehind = (words: Lexemes, here: number, after: Span['from']): Period | undefined => {
  const clock = bareClock(words, here);
  if (!clock) return undefined;
  const same = after.with({ hour: 0, minute: 0 }).add({ minutes: clock.from });
  const from = isBefore(after, same) ? same : same.add({ days: 1 });
  return {
    end: clock.end,
    span: { from, to: from.add({ hours: 1 }) },
    grain: 'hour',
    point: { from, to: from },
  };
};

/** "Since 9 am", "dalle 8": of today, or of yesterday when that is still to come; beside other days, those hours. */
const sinceClock: Rule = (words, here, local) => {
  const clock = clockSpan(words, here);
  if (!clock || !isSince(words, clock)) return undefined;
  const today = local.today.toPlainDateTime().add({ minutes: clock.from });
  const from = isBefore(local.now, today) ? today.subtract({ days: 1 }) : today;
  const first = Math.floor(clock.from / HOUR);
  const values =
    clock.form === 'after' ? hoursOf(clock) : Array.from({ length: 24 - first }, (_, each) => first + each);
  return {
    end: clock.end,
    span: { from, to: tomorrow(local) },
    grain: 'hour',
    habit: { field: 'hour', values },
  };
};

/** A part of one day, down to the clock. */
export const dayPart: Rule = (words, here, local) => {
  const found = timed(words, here, local) ?? partAt(words, here, local);
  const part = found ?? sinceClock(words, here, local);
  return part && { ...part, span: clip(local, part.span) };
};
