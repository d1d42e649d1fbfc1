import type { Lexemes } from '../lexemes.ts';
import type { Found } from './beside.ts';
import { type Local, shifted } from './calendar.ts';
import { latestWeekday } from './days.ts';
import { endsAt, oneDay, type Recurring } from './parts.ts';

interface Window {
  readonly start: number;
  readonly end: number;
  readonly recurring: Recurring;
}

const WEEK = { days: -7 };
const WEIGHS = /^(?:order\.(?:most|least)$|change\.|superlative:|having\.[gl]t$|turned$|compare)/;

const isOneDay = ({ period: { grain, span } }: Found): boolean =>
  grain === 'day' && span.from.add({ days: 1 }).equals(span.to);

/** "Più errori di lunedì": what is weighed stands before it. */
const isWeighed = (words: Lexemes, at: number): boolean =>
  ['thanOf', 'compare'].some((tag) => endsAt(words, at, tag)) &&
  words.matches.some(({ tag, start }) => WEIGHS.test(tag) && start < at);

const namesWeekday = (words: Lexemes, { start, end }: Found): boolean =>
  words.tokens.some((_, at) => at >= start && at < end && words.prefixed(at, 'weekday.') !== undefined);

/** "Ieri è stato più lento di lunedì": that day, no Mondays. */
const asDay = (words: Lexemes, day: Found, window: Window, local: Local): Found | undefined => {
  const [weekday, ...others] = window.recurring.field === 'weekday' ? window.recurring.values : [];
  const at = window.end - 1;
  if (weekday === undefined || others.length > 0 || at <= day.start || !isWeighed(words, at))
    return undefined;
  return { start: at, end: window.end, period: oneDay(window.end, latestWeekday(local, weekday)) };
};

/** "Yesterday against last Tuesday", said on a Wednesday: the Tuesday before yesterday. */
const apart = (words: Lexemes, [first, second]: readonly [Found, Found]): Found => {
  const same = first.period.span.from.equals(second.period.span.from) && isOneDay(second);
  const other = same && namesWeekday(words, second) && !namesWeekday(words, first);
  return other && isWeighed(words, second.start)
    ? { ...second, period: { ...second.period, span: shifted(second.period.span, WEEK) } }
    : second;
};

/** A weekday that a day is held against: a day of its own, and none that recurs. */
export const heldWeekdays = <W extends Window>(
  words: Lexemes,
  found: readonly Found[],
  windows: readonly W[],
  local: Local,
): { found: Found[]; windows: W[] } => {
  const [first, second, ...more] = found;
  if (!first || more.length > 0 || !isOneDay(first)) return { found: [...found], windows: [...windows] };
  const held = second ? undefined : windows.find((window) => asDay(words, first, window, local));
  const day = second ?? (held && asDay(words, first, held, local));
  return {
    found: day ? [first, apart(words, [first, day])] : [first],
    windows: windows.filter((window) => window !== held),
  };
};
