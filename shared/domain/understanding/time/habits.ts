import { isExcluded } from '../excluded.ts';
import type { Lexemes } from '../lexemes.ts';
import { clockSpan, DAY, hoursOf } from './clock.ts';
import { isSince } from './happened.ts';
import { endsAt, onlyBefore, type Recurring, skip } from './parts.ts';

const hours = (from: number, to: number): Recurring => ({
  field: 'hour',
  values: hoursOf({ from: from * 60, to: to * 60 }),
});

const weekdays = (values: readonly number[]): Recurring => ({
  field: 'weekday',
  values: [...new Set(values)].toSorted((a, b) => a - b),
});

const ALL = { hour: Array.from({ length: 24 }, (_, hour) => hour), weekday: [1, 2, 3, 4, 5, 6, 7] };

/** All the others: "not on weekends", "fuori dall'orario d'ufficio". */
export const others = ({ field, values }: Recurring): Recurring => ({
  field,
  values: ALL[field].filter((each) => !values.includes(each)),
});

/** Parts of the day and shifts, from hour to hour; the night reaches into the next day. */
export const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  night: [22, 6],
  smallHours: [0, 6],
  earlyMorning: [5, 8],
  morning: [6, 12],
  lunch: [12, 14],
  afternoon: [12, 18],
  evening: [18, 24],
  daytime: [6, 22],
  office: [9, 18],
  outOfOffice: [18, 9],
  earlyShift: [6, 14],
  lateShift: [14, 22],
};

export interface Window {
  readonly end: number;
  /** Hours of the clock: "between 8 and 10" is no range of days; `sure` when the words leave no doubt. */
  readonly clock?: 'sure' | 'maybe';
  readonly recurring: readonly Recurring[];
}

const partWindow = (words: Lexemes, at: number): Window | undefined => {
  const part = words.prefixed(at, 'part.');
  const span = part ? PARTS[part.rest] : undefined;
  // "Quante ore di lavoro": so many of them.
  const counted = part?.rest === 'office' && endsAt(words, at, 'ask.count');
  return part && span && !counted ? { end: part.end, recurring: [hours(span[0], span[1])] } : undefined;
};

const HABITS: Readonly<Record<string, readonly number[]>> = { weekend: [6, 7], workday: [1, 2, 3, 4, 5] };

/**
 * "Gli errori di lunedì", "quelli di sabato", "quanti errori di lunedì sera": of that one. "Fallisce di lunedì" and
 * "quanti errori di lunedì" are habits.
 */
const ofOneDay = (words: Lexemes, at: number): boolean => {
  if (words.tag(at, 'partOf') === 0 || words.matches.some(({ tag }) => HABITUAL.test(tag))) return false;
  if (didThen(words, at)) return true;
  const said = words.matches.filter(({ end }) => end === at);
  const noun = said.find(({ tag }) => /^(?:metric:|row$|refer\.many$)/.test(tag));
  if (!noun || said.some(({ tag }) => tag.startsWith('refer.verb'))) return false;
  const day = words.prefixed(words.tag(at, 'time.every'), 'weekday.');
  const part = day && (words.prefixed(day.end, 'time.part.') ?? words.prefixed(day.end, 'part.'));
  const counted = words.matches.some(({ tag, end }) => tag === 'ask.count' && end === noun.start);
  return part !== undefined || !counted;
};

/** "Il report di lunedì è partito?": the day stands before what it did. */
const didThen = (words: Lexemes, at: number): boolean => {
  const day = words.prefixed(words.tag(at, 'time.every'), 'weekday.');
  return day !== undefined && words.tag(day.end, 'refer.verb') > day.end + 1;
};

/** What is so each time: "in media", "di solito". */
const HABITUAL = /^(?:agg\.(?:mean|median)|usual|time\.habitual|per\.)$/;

/** "Which Friday", "in quale lunedì": one of many. */
export const asksWhich = ({ matches }: Lexemes, at: number): boolean =>
  matches.some(({ tag, end }) => tag === 'ask.which' && end === at);

/** One day that recurs: on mondays, ogni lunedì, nei weekend. */
const recurringDay = (words: Lexemes, at: number): { end: number; values: readonly number[] } | undefined => {
  const habit = words.prefixed(at, 'habit.');
  if (habit) return { end: habit.end, values: HABITS[habit.rest] ?? [Number(habit.rest)] };
  // "Better than on Monday", "meglio di lunedì": the one that is compared with.
  const compared = words.matches.some(({ tag, end }) => end === at && /^(?:change\.|turned$)/.test(tag));
  // "Nella giornata di lunedì": that one.
  const oneDay = words.matches.some(
    ({ tag, start, end }) => tag === 'time.onDay' && start < at && end === at + 1,
  );
  const lead =
    compared || oneDay || ofOneDay(words, at)
      ? 0
      : words.tag(at, 'time.every') || words.tag(at, 'time.usualDay');
  const day = lead > 0 || asksWhich(words, at) ? words.prefixed(lead || at, 'weekday.') : undefined;
  // "lunedì 16" is a date, not a habit.
  return day && !words.number(day.end) ? { end: day.end, values: [Number(day.rest)] } : undefined;
};

const plainDay = (words: Lexemes, at: number): { end: number; values: readonly number[] } | undefined => {
  const day = words.prefixed(at, 'weekday.');
  return day && !words.number(day.end) ? { end: day.end, values: [Number(day.rest)] } : undefined;
};

/** "Dal lunedì al venerdì", "Mondays to Fridays": those days of any week. */
const fromDayToDay = (words: Lexemes, at: number): Window | undefined => {
  const led = onlyBefore(words, at) < at;
  const lead = words.tag(at, 'time.habitFrom') || (led ? words.tag(at, 'time.from') : 0);
  const first = lead > 0 ? plainDay(words, lead) : (recurringDay(words, at) ?? plainDay(words, at));
  const one = first?.values.length === 1 ? first.end : -1;
  const joint = words.tag(one, 'time.habitTo') || (led ? words.tag(one, 'time.to') : 0);
  const second = joint > 0 ? (recurringDay(words, joint) ?? plainDay(words, joint)) : undefined;
  const [from = 0] = first?.values ?? [];
  const [to = 0] = second?.values ?? [];
  if (!second || from === 0 || to === 0) return undefined;
  // "Monday to Friday" is a range of days, "Monday to Friday only" a habit.
  const kept = words.tag(second.end, 'only');
  if (lead === 0 && plainDay(words, at) && kept === 0 && !led) return undefined;
  const length = ((to - from + 7) % 7) + 1;
  const values = Array.from({ length }, (_, each) => ((from - 1 + each) % 7) + 1);
  return { end: kept || second.end, recurring: [weekdays(values)], clock: 'sure' };
};

/** What the next one of a list is joined with: "and", "e", a comma. */
const joint = (words: Lexemes, at: number): number =>
  words.mark(at, ',') ? words.tag(at + 1, 'time.and') || at + 1 : words.tag(at, 'time.and');

/** Days that recur, one or a list: "il sabato e la domenica", "solo sabato e domenica", "tranne la domenica". */
export const habitAt = (words: Lexemes, at: number): Window | undefined => {
  const through = fromDayToDay(words, at);
  if (through) return through;
  const own = recurringDay(words, at);
  const first = own ?? plainDay(words, at);
  if (!first) return undefined;
  const values = [...first.values];
  let { end } = first;
  for (let next = joint(words, end); next > 0; next = joint(words, end)) {
    const day = recurringDay(words, next) ?? plainDay(words, skip(words, next));
    if (!day) break;
    values.push(...day.values);
    ({ end } = day);
  }
  const only = words.tag(end, 'only');
  const kept = values.length > 1 && (only > 0 || onlyBefore(words, at) < at);
  if (!own && !kept && !plural(words, at) && !isExcluded(words, { start: at, end })) return undefined;
  // "Ogni lunedì mattina", "Monday mornings".
  const part = words.prefixed(end, 'time.part.') ?? words.prefixed(end, 'part.');
  const span = part ? PARTS[part.rest] : undefined;
  return part && span
    ? { end: part.end, recurring: [weekdays(values), hours(span[0], span[1])] }
    : { end: (kept && only) || end, recurring: [weekdays(values)] };
};

/** "Monday mornings": more than one of them. */
const plural = (words: Lexemes, at: number): boolean => {
  const day = words.prefixed(at, 'weekday.');
  return day !== undefined && words.tag(day.end, 'time.habitPart') > 0;
};

const clockWindow = (words: Lexemes, at: number): Window | undefined => {
  const clock = clockSpan(words, at);
  // "Before midnight": at any hour.
  if (!clock || isSince(words, clock) || clock.to - clock.from === DAY) return undefined;
  const recurring: Recurring = { field: 'hour', values: hoursOf(clock) };
  return { end: clock.end, recurring: [recurring], clock: clock.sure ? 'sure' : 'maybe' };
};

/** The window that begins here; what is left out becomes all the others. */
export const windowAt = (words: Lexemes, at: number): Window | undefined => {
  const found = [partWindow, habitAt, clockWindow]
    .map((read) => read(words, at))
    .reduce((best, next) => (!best || (next && next.end > best.end) ? next : best), undefined);
  if (!found) return undefined;
  const out = isExcluded(words, { start: at, end: found.end }) || (at > 0 && words.tag(at - 1, 'not') === at);
  const recurring = found.recurring.map(others).filter(({ values }) => values.length > 0);
  return out ? { ...found, recurring } : found;
};
