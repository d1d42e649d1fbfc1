import { isExcluded } from '../excluded.ts';
import type { Lexemes } from '../lexemes.ts';
import { type Found, isHeldApart } from './beside.ts';
import { isBefore, type Span } from './calendar.ts';
import { dateOf } from './days.ts';
import type { Open } from './parts.ts';

/** "Fino al 15", of October: the day of that month, where all of it is of one. */
const limitIn = ({ at, day, plus }: Open, { from, to }: Span): Span['from'] | undefined => {
  if (day === undefined) return at;
  const last = to.subtract({ seconds: 1 });
  const date =
    last.year === from.year && last.month === from.month ? dateOf(from.year, from.month, day) : undefined;
  return date?.add({ days: plus }).toPlainDateTime();
};

/** What an open end leaves of a period. */
const cutBy = (open: Open, span: Span): Span | undefined => {
  const limit = limitIn(open, span);
  if (!limit || !isBefore(span.from, limit) || !isBefore(limit, span.to)) return undefined;
  return open.side === 'to' ? { from: span.from, to: limit } : { from: limit, to: span.to };
};

/** "October but for the first week": what is left out lies at one of its ends. */
const without = (whole: Span, out: Span): Span | undefined => {
  if (out.from.equals(whole.from) && isBefore(out.to, whole.to)) return { from: out.to, to: whole.to };
  return out.to.equals(whole.to) && isBefore(whole.from, out.from)
    ? { from: whole.from, to: out.from }
    : undefined;
};

interface Cut {
  readonly ranges: Found[];
  /** Where the other one of them stands. */
  readonly cuts: readonly Found[];
}

/** "This week until yesterday", "a ottobre fino al 15", "from the 1st, until yesterday": one period, cut by the other. */
export const openWithin = (words: Lexemes, found: readonly Found[]): Cut => {
  const [one, other] = found;
  if (!one || !other || found.length > 2 || isHeldApart(words)) return { ranges: [...found], cuts: [] };
  const { open } = other.period.open ? other.period : one.period;
  const excluded = isExcluded(words, other);
  const [cut, whole] = other.period.open || excluded ? [other, one] : [one, other];
  const left = excluded ? without(one.period.span, other.period.span) : undefined;
  const cutOpen = open && whole.period.open?.side !== open.side ? cutBy(open, whole.period.span) : undefined;
  const span = left ?? cutOpen;
  if (!span) return { ranges: [...found], cuts: [] };
  const period = { end: whole.end, span, grain: 'day' as const };
  // Side by side they are one expression.
  return other.start - one.end <= 1
    ? { ranges: [{ start: one.start, end: other.end, period }], cuts: [] }
    : { ranges: [{ ...whole, period }], cuts: [cut] };
};
