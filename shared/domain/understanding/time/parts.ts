import type { Temporal } from 'temporal-polyfill';
import type { TimeRange } from '#shared/contracts/query.ts';
import type { Lexemes } from '../lexemes.ts';
import { days, isUnit, type Local, type Span, type Unit } from './calendar.ts';

/** Hours of the day or days of the week that recur: at night, on Saturdays, between 8 and 10. */
export interface Recurring {
  readonly field: 'hour' | 'weekday';
  readonly values: readonly number[];
}

/** A length in whole units of the calendar. */
export interface Length {
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
}

/** One end of a period that no word gives: where it begins or ends, or the day of a month that it does. */
export interface Open {
  readonly side: 'from' | 'to';
  readonly at: Span['from'];
  readonly day?: number;
  /** Days behind that day. */
  readonly plus: 0 | 1;
}

/** A period found in the text, over tokens up to `end`. */
export interface Period {
  readonly end: number;
  readonly span: Span;
  readonly grain: Unit;
  /** A single day said by its number alone. */
  readonly bareDay?: number;
  /** Days said by their numbers alone: "from 3 to 14". */
  readonly bare?: boolean;
  /** The month that a day was said to be of: "the 10th of this month". */
  readonly within?: Span;
  /** It comes round again after so long, and no word said which one is meant. */
  readonly cycle?: Length;
  /** Where "since" it begins and "until" it ends, when that is not where it begins and ends itself. */
  readonly point?: Span;
  /** How far back the one before it lies, when that is not its length. */
  readonly step?: Length;
  /** No number says how long it is: "in the last month" is a month up to today, or the one before. */
  readonly vague?: boolean;
  /** Hours from one to another, which no range ends with. */
  readonly framed?: boolean;
  /** "Until yesterday", "after the 20th": only one end of it is said. */
  readonly open?: Open;
  /** The exact instants, where local time would blur them. */
  readonly range?: TimeRange;
  /** Only these hours or weekdays of it. */
  readonly only?: readonly Recurring[];
  /** Beside another period it means any such: "at the weekend, in October". */
  readonly habit?: Recurring;
}

export type Rule = (words: Lexemes, at: number, local: Local) => Period | undefined;

/** The first rule that finds something here. */
export const firstOf =
  (...rules: readonly Rule[]): Rule =>
  (words, at, local) => {
    for (const rule of rules) {
      const found = rule(words, at, local);
      if (found) return found;
    }
    return undefined;
  };

/** The same rule, which reads each place once: the longer expressions ask again and again. */
export const remembered = (rule: Rule): Rule => {
  const seen = new WeakMap<Lexemes, { local: Local; found: Map<number, Period | undefined> }>();
  return (words, at, local) => {
    let known = seen.get(words);
    if (known?.local !== local) {
      known = { local, found: new Map() };
      seen.set(words, known);
    }
    if (!known.found.has(at)) known.found.set(at, rule(words, at, local));
    return known.found.get(at);
  };
};

/** Of two periods the one whose words reach further; the first when they reach alike. */
export const longer = (left: Period | undefined, right: Period | undefined): Period | undefined =>
  !left || (right && right.end > left.end) ? right : left;

export const oneDay = (end: number, date: Temporal.PlainDate): Period => ({
  end,
  span: days(date, 1),
  grain: 'day',
});

const FARTHEST = 4;

/** A phrase with this tag ends right where `at` begins. */
export const endsAt = (words: Lexemes, at: number, tag: string): boolean => {
  for (let start = Math.max(0, at - FARTHEST); start < at; start += 1)
    if (words.tag(start, tag) === at) return true;
  return false;
};

/** Where "only" stands right before it; the place itself when it does not. */
export const onlyBefore = (words: Lexemes, at: number): number => {
  for (let start = Math.max(0, at - FARTHEST); start < at; start += 1)
    if (words.tag(start, 'only') === at) return start;
  return at;
};

/** Articles and prepositions that may stand inside an expression without changing it. */
export const skip = (words: Lexemes, at: number): number => {
  let here = at;
  for (let end = words.tag(here, 'time.glue'); end > 0; end = words.tag(here, 'time.glue')) here = end;
  return here;
};

/** As `skip`, over one comma too. */
export const skipComma = (words: Lexemes, at: number): number =>
  skip(words, words.mark(at, ',') ? at + 1 : at);

export const unitAt = (words: Lexemes, at: number): { unit: Unit; end: number } | undefined => {
  const found = words.prefixed(at, 'unit.');
  return found && isUnit(found.rest) ? { unit: found.rest, end: found.end } : undefined;
};

/** A whole number as said, or "a couple". */
export const countAt = (
  words: Lexemes,
  at: number,
): { value: number; end: number; ordinal: boolean } | undefined => {
  const couple = words.tag(at, 'time.couple');
  if (couple > 0) return { value: 2, end: couple, ordinal: false };
  const count = words.number(at);
  return count && Number.isInteger(count.value) && count.value >= 0 && count.value < 10_000
    ? count
    : undefined;
};

/** Behind the number stands what it counts: it is no day and no hour. */
export const isCount = (words: Lexemes, end: number): boolean =>
  unitAt(words, end) !== undefined || words.tag(end, 'time.countable') > 0 || words.mark(end, '%');

/** "Ago vs lug", "ott/set": beside another month it is one too. */
const besideMonth = (words: Lexemes, start: number, end: number): boolean => {
  const joint = words.prefixed(end, 'compare')?.end ?? (words.mark(end, '/-–') ? end + 1 : end);
  const joined =
    words.mark(start - 1, '/-–') ||
    words.matches.some((match) => match.tag === 'compare' && match.end === start);
  const before = words.tokens.some((_, at) => at < start && words.prefixed(at, 'month.') !== undefined);
  return (joint > end && words.prefixed(joint, 'month.') !== undefined) || (joined && before);
};

export const monthAt = (words: Lexemes, at: number): { month: number; end: number } | undefined => {
  const found = words.prefixed(at, 'month.');
  if (!found) return undefined;
  // "May I ask": a month that is also a verb needs a preposition or a number beside it.
  const verb = words.tag(at, 'time.maybeMonth') > 0;
  const placed =
    words.tag(at - 1, 'time.glue') > 0 ||
    words.tag(at - 1, 'time.from') > 0 ||
    words.tag(at - 1, 'time.last') > 0 ||
    besideMonth(words, at, found.end) ||
    words.number(at - 1);
  if (verb && !placed && !words.number(found.end)) return undefined;
  return { month: Number(found.rest), end: found.end };
};

/** "The first half of", "la seconda metà": which half, and where the words behind it begin. */
export const halfAt = (words: Lexemes, at: number): { end: number; second: boolean } | undefined => {
  const start = skip(words, at);
  const first = words.tag(start, 'time.firstPart');
  const number = words.number(start);
  const second = number?.ordinal === true && number.value === 2 ? number.end : 0;
  if (first === 0 && second === 0) return undefined;
  const end = words.tag(first || second, 'time.half');
  return end > 0 ? { end, second: first === 0 } : undefined;
};
