import { isExcluded } from '../excluded.ts';
import type { Lexemes } from '../lexemes.ts';
import { standsAlone } from '../stands-alone.ts';
import { putRight } from '../repair.ts';
import { type Found, isHeldApart, likeBeside, otherHalves, otherPart } from './beside.ts';
import { clip, isBefore, type Local, type Span } from './calendar.ts';
import { dateOf } from './days.ts';
import { others } from './habits.ts';
import { endsAt, onlyBefore, type Period, type Recurring } from './parts.ts';
import { heldWeekdays } from './held-weekdays.ts';
import { openWithin } from './open-within.ts';
import { inside } from './ranges.ts';

export interface FoundWindow {
  readonly start: number;
  readonly end: number;
  readonly recurring: Recurring;
  readonly clock: boolean;
}

const joined = (words: Lexemes, one: Found, other: Found): boolean => {
  // "Sunday and how many on Monday": asked one by one.
  for (let at = one.end; at < other.start; at += 1) if (words.tag(at, 'ask.count') > 0) return false;
  for (let at = one.end; at < other.start; at += 1)
    if (words.tag(at, 'time.and') > 0 || words.tag(at, 'or') > 0) return true;
  return false;
};

const same = (one: Span, other: Span): boolean => inside(one, other) && inside(other, one);

/** Where the words before it begin, articles aside. */
const withArticles = (words: Lexemes, start: number): number => {
  let at = start;
  while (at > 0 && words.tag(at - 1, 'time.glue') === at) at -= 1;
  return at;
};

const isDenied = (words: Lexemes, { start }: Found): boolean =>
  endsAt(words, withArticles(words, start), 'not');

/** "Non ieri ma oggi", "not October, September": what is denied right before another one. */
const withoutDenied = (words: Lexemes, found: readonly Found[]): Found[] =>
  found.filter((each, at) => {
    const next = found[at + 1];
    const close = next !== undefined && next.start - each.end <= 2 && !joined(words, each, next);
    return !(close && isDenied(words, each) && !isDenied(words, next));
  });

/** "In October, from the 3rd to the 14th": the days are of the month beside them. */
const withinMonth = (found: readonly Found[], local: Local): Found[] =>
  found.map((each, at) => {
    const before = found[at - 1];
    const { period } = each;
    const bare = period.bare === true || period.bareDay !== undefined;
    if (!before || !bare || before.period.grain !== 'month' || each.start - before.end > 2) return each;
    const { year, month } = before.period.span.from;
    const from = dateOf(year, month, period.span.from.day);
    const last = dateOf(year, month, period.span.to.subtract({ seconds: 1 }).day);
    if (!from || !last || last.day < from.day) return each;
    const span = { from: from.toPlainDateTime(), to: last.add({ days: 1 }).toPlainDateTime() };
    if (isBefore(local.now, span.from)) return each;
    return { ...each, period: { ...period, span: clip(local, span) } };
  });

/** Said twice, or once more and more narrowly: one period, unless two are told apart. */
const isRepeat = (words: Lexemes, one: Found, other: Found, compares: boolean): boolean => {
  const [first, second] = [one.period.span, other.period.span];
  if (same(first, second)) return true;
  return !compares && !joined(words, one, other) && (inside(first, second) || inside(second, first));
};

/** "The current quarter, from 1 October to today", "saved last month + failures last month". */
const withoutRepeats = (words: Lexemes, found: readonly Found[]): { kept: Found[]; repeated: Piece[] } => {
  const kept: Found[] = [];
  const repeated: Piece[] = [];
  const compares = isHeldApart(words);
  for (const each of found) {
    const at = kept.findIndex((other) => isRepeat(words, other, each, compares));
    const other = kept[at];
    if (!other) {
      kept.push(each);
      continue;
    }
    const narrow = inside(other.period.span, each.period.span) ? other : each;
    // Side by side they are one expression.
    const close = each.start - other.end <= 1;
    kept[at] = close ? { start: other.start, end: each.end, period: narrow.period } : narrow;
    if (!close) repeated.push(narrow === other ? each : other);
  }
  return { kept, repeated };
};

const named = ({ grain, cycle }: Period): boolean => grain === 'day' || cycle !== undefined;

/** "Yesterday and today", "October and November" are on end, unless they are to be told apart. */
const onEnd = (words: Lexemes, found: readonly Found[]): Found[] => {
  const [first, second] = found;
  if (!first || !second || found.length > 2 || isHeldApart(words)) return [...found];
  const alike = first.period.grain === second.period.grain && named(first.period) && named(second.period);
  const joint = alike && words.tag(second.start, 'time.before') === 0 ? words.tag(first.end, 'time.and') : 0;
  // "Sunday and how many on Monday": asked one by one.
  const asked = joint > 0 && words.tag(joint, 'ask.count') > 0;
  if (joint === 0 || asked || second.start - joint > 1) return [...found];
  const forth = isBefore(first.period.span.from, second.period.span.from);
  const [one, other] = forth ? [first, second] : [second, first];
  if (!one.period.span.to.equals(other.period.span.from)) return [...found];
  const span = { from: one.period.span.from, to: other.period.span.to };
  const { end } = second;
  return [{ start: first.start, end, period: { end, span, grain: first.period.grain } }];
};

/** A weekday that no word says which one of. */
const weekly = ({ cycle, span }: Period): Recurring | undefined =>
  cycle?.days === 7 ? { field: 'weekday', values: [span.from.dayOfWeek] } : undefined;

/** "What share of", "che percentuale di": of a longer period. */
const asksPart = ({ matches }: Lexemes): boolean => matches.some(({ tag }) => /^(?:share|rate)$/.test(tag));

const LONG = /^(?:month|bimester|quarter|quadrimester|semester|year)$/;

/** "On Monday in October", "on Saturday and Sunday, last month": any such day of the longer period. */
const weekdayHabit = (
  words: Lexemes,
  { start, end, period }: Found,
  found: readonly Found[],
): Recurring | undefined => {
  const place = Array.from({ length: end - start }, (_, each) => start + each);
  const days = place.flatMap((at) => words.prefixed(at, 'weekday.') ?? []);
  const [day, ...more] = days;
  const bare = day !== undefined && more.length === 0 && day.end === end && period.cycle?.days === 7;
  const longer = found.filter((each) => each.start !== start && each.period.cycle?.days !== 7);
  const beside =
    longer.length === 1 &&
    longer.every(({ period: { grain } }) => LONG.test(grain) || (asksPart(words) && grain === 'week'));
  return bare && beside ? { field: 'weekday', values: [Number(day.rest)] } : undefined;
};

/** Beside another period, "at the weekend" and "from 6 pm" are its weekends and its evenings. */
const asHabits = (
  words: Lexemes,
  found: readonly Found[],
  recurrent: readonly FoundWindow[],
): { ranges: Found[]; windows: FoundWindow[] } => {
  const windows: FoundWindow[] = [];
  const ranges = found.filter((each) => {
    const { span } = each.period;
    // "Weekends against working days", "Saturdays against Sunday".
    const alike = recurrent.some(({ recurring }) => recurring.field === 'weekday');
    const weekday = weekdayHabit(words, each, found);
    const habit = each.period.habit ?? weekday ?? (alike ? weekly(each.period) : undefined);
    if (!habit) return true;
    // "What share of October's failures was at the weekend": the part of it that was.
    const compares = isHeldApart(words) && !asksPart(words) && !(alike && habit.field === 'weekday');
    const beside =
      weekday !== undefined ||
      (alike && habit.field === 'weekday') ||
      found.some(({ period }) => period.habit === undefined && !same(period.span, span));
    const start = onlyBefore(words, withArticles(words, each.start));
    const kept = start < withArticles(words, each.start) || words.tag(each.end, 'only') > 0;
    const out = isExcluded(words, each);
    if (!(beside && !compares) && !kept && !out) return true;
    const recurring = out ? others(habit) : habit;
    // All hours but all of them: nothing is said.
    if (recurring.values.length === 0) return false;
    windows.push({
      start: kept ? start : each.start,
      end: each.end,
      recurring,
      clock: habit.field === 'hour',
    });
    return false;
  });
  return { ranges, windows };
};

interface Piece {
  readonly start: number;
  readonly end: number;
}

interface Settled {
  readonly ranges: Found[];
  readonly windows: FoundWindow[];
  /** Where a period is said once more. */
  readonly repeated: readonly Piece[];
  /** Words that put right what was said. */
  readonly slips: readonly Piece[];
}

const HOUR_MS = 3_600_000;

/** "Turno di notte: tra le 22 di ieri e le 6": all of the period is of those hours anyway. */
const isCovered = (
  words: Lexemes,
  { start, recurring, clock }: FoundWindow,
  ranges: readonly Found[],
): boolean => {
  const [only, ...more] = ranges;
  // "How long did the nightly one take last night": one that is called so.
  const said = new Set(
    ranges.flatMap(({ start: at, end }) => Array.from({ length: end - at }, (_, each) => at + each)),
  );
  if (standsAlone(words, said, start)) return false;
  if (!only || more.length > 0 || clock || recurring.field !== 'hour') return false;
  const { from, to } = only.period.span;
  const length = Math.ceil(from.until(to).total('milliseconds') / HOUR_MS);
  if (only.period.grain !== 'hour' || length > 23) return false;
  return Array.from({ length }, (_, each) => (from.hour + each) % 24).every((hour) =>
    recurring.values.includes(hour),
  );
};

/** "Between ten and eleven this morning, no, between nine and ten": other hours of the same day. */
const hoursPutRight = (
  words: Lexemes,
  found: readonly Found[],
  windows: readonly FoundWindow[],
): { ranges: readonly Found[]; windows: readonly FoundWindow[]; slips: readonly Piece[] } => {
  const pieces: (Found | FoundWindow)[] = [...found, ...windows].toSorted((a, b) => a.start - b.start);
  const { dropped, slips } = putRight(
    words,
    pieces,
    (one, other) => 'period' in one && one.period.grain === 'hour' && 'recurring' in other && other.clock,
  );
  const [said] = dropped;
  const meant = said && windows.find(({ start, clock }) => clock && start > said.end);
  const [first, last] = [meant?.recurring.values[0], meant?.recurring.values.at(-1)];
  if (!said || !('period' in said) || !meant || first === undefined || last === undefined || last < first)
    return { ranges: found, windows, slips: [] };
  const day = said.period.span.from.toPlainDate().toPlainDateTime();
  const span = { from: day.add({ hours: first }), to: day.add({ hours: last + 1 }) };
  const right = { start: meant.start, end: meant.end, period: { ...said.period, end: meant.end, span } };
  return {
    ranges: found.map((each) => (each === said ? right : each)),
    windows: windows.filter((each) => each !== meant),
    slips: [...slips, { start: said.start, end: said.end }],
  };
};

/** What the periods of a question come to: put right, said once, in one piece. */
export const settle = (
  words: Lexemes,
  said: readonly Found[],
  saidWindows: readonly FoundWindow[],
  local: Local,
): Settled => {
  const { ranges: found, windows, slips } = hoursPutRight(words, said, saidWindows);
  const right = putRight(words, found);
  const rightWindows = putRight(
    words,
    windows,
    (one, other) => one.recurring.field === other.recurring.field,
  );
  const held = heldWeekdays(words, withoutDenied(words, right.kept), rightWindows.kept, local);
  const soft = asHabits(words, otherPart(words, held.found, local), held.windows);
  const { ranges, cuts } = openWithin(words, otherHalves(words, soft.ranges, local));
  const { kept, repeated } = withoutRepeats(words, withinMonth(ranges, local));
  return {
    ranges: onEnd(words, likeBeside(words, kept, local)),
    repeated: [...repeated, ...cuts],
    windows: [...held.windows, ...soft.windows]
      .filter((window) => !isCovered(words, window, kept))
      .toSorted((one, other) => one.start - other.start),
    slips: [...slips, ...right.slips, ...rightWindows.slips],
  };
};
