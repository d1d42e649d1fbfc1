import { Temporal } from 'temporal-polyfill';
import type { Lexemes } from '../lexemes.ts';
import { clip, days, isBefore, type Local, type Span, tomorrow } from './calendar.ts';
import { clockBehind } from './day-parts.ts';
import { dateOf } from './days.ts';
import { endAt, endOfPeriod, startOfUnit } from './ends.ts';
import { type Period, type Rule, skip, unitAt } from './parts.ts';
import { periodAt } from './period.ts';
import { isGrouping } from './units.ts';

const connector = (words: Lexemes, at: number, led: boolean, between: boolean): number => {
  if (words.mark(at, '-–—')) return at + 1;
  const clock = led ? words.tag(at, 'time.clockTo') : 0;
  return words.tag(at, 'time.to') || clock || (between ? words.tag(at, 'time.and') : 0);
};

/** Where a period begins when something lasts "since" it, and ends when something lasts "until" it. */
export const bounds = ({ span, point }: Period): Span => point ?? span;

/** A bare day takes its month from the other end of the range: "from 28 to 3 november" begins in october. */
const bareBegin = (day: number, right: Temporal.PlainDate): Temporal.PlainDate | undefined => {
  const same = dateOf(right.year, right.month, day);
  if (same && Temporal.PlainDate.compare(same, right) <= 0) return same;
  const before = right.with({ day: 1 }).subtract({ months: 1 });
  return dateOf(before.year, before.month, day);
};

/** "from november 2 to 8": the end takes its month from the start. */
const bareEnd = (left: Temporal.PlainDate, day: number): Temporal.PlainDate | undefined =>
  day < left.day ? undefined : dateOf(left.year, left.month, day);

const lastDay = (to: Temporal.PlainDateTime): Temporal.PlainDate => to.subtract({ seconds: 1 }).toPlainDate();

/** The two ends with the months that they lend each other. */
const completed = (left: Period, right: Period, end: Temporal.PlainDateTime): Span => {
  const { from } = bounds(left);
  if (left.bareDay !== undefined && right.bareDay === undefined && right.grain === 'day')
    return { from: bareBegin(left.bareDay, lastDay(end))?.toPlainDateTime() ?? from, to: end };
  const last =
    right.bareDay !== undefined && left.bareDay === undefined && left.grain === 'day'
      ? bareEnd(from.toPlainDate(), right.bareDay)
      : undefined;
  return { from, to: last ? days(last, 1).to : end };
};

/** From the beginning of the left period to the end of the right one, whichever occurrence is meant. */
const spanned = (left: Period, right: Period, local: Local): Span | undefined => {
  const { to: end } = bounds(right);
  // "Dal 10 al 25 novembre", said on the 18th: the one that goes on, not that of a year ago.
  if (left.grain === 'day' && right.grain === 'day' && right.cycle && right.bareDay === undefined) {
    const later = completed(left, right, end.add(right.cycle));
    const begun = right.cycle.years !== undefined && !isBefore(local.now, later.from);
    const within = !isBefore(later.from.add(right.cycle), later.to);
    if (begun && within && isBefore(local.now, later.to)) return later;
  }
  const { from, to } = completed(left, right, end);
  if (isBefore(from, to)) return { from, to };
  const back = left.cycle ? from.subtract(left.cycle) : from;
  return isBefore(back, to) ? { from: back, to } : undefined;
};

const upToNow = (end: number, local: Local): Period => ({
  end,
  span: { from: local.now, to: tomorrow(local) },
  grain: 'day',
});

/** Where a range begins: "from the start of the month", "del mese fino a ieri". */
const beginAt = (words: Lexemes, at: number, local: Local, led: boolean): Period | undefined =>
  (led ? startOfUnit(words, at, local) : undefined) ??
  endAt(words, skip(words, at), local, led) ??
  (led ? undefined : endAt(words, at, local, led));

/** Where a range ends: "from 10 pm yesterday to 6" at the first such hour after it, "al 17" on that day. */
const finishAt = (
  words: Lexemes,
  at: number,
  joint: number,
  local: Local,
  { grain, point }: Period,
): Period | undefined => {
  const end = endAt(words, at, local, true) ?? endOfPeriod(words, at, local);
  const hours = grain === 'hour' && (words.tag(joint, 'time.clockTo') > 0 || words.mark(joint, '-–—'));
  const open = hours && (!end || end.bareDay !== undefined);
  return (open && point ? clockBehind(words, at, point.from) : undefined) ?? end;
};

/** The end as a day of the month that the range begins with. */
const ofMonth = ({ span: { from } }: Period, right: Period, day: number | undefined): Period => {
  const date = day === undefined ? undefined : dateOf(from.year, from.month, day);
  return date ? { ...right, span: days(date, 1) } : right;
};

/** From 2 to 8 november, tra il 3 e il 10 marzo, 2-8 novembre, da lunedì a mercoledì. */
const plainRange: Rule = (words, at, local) => {
  const between = words.tag(at, 'time.between');
  const lead = between || words.tag(at, 'time.from');
  const left = beginAt(words, lead || at, local, lead > 0);
  const joint = left ? connector(words, left.end, lead > 0, between > 0) : 0;
  if (!left || joint === 0) return undefined;
  const now = lead > 0 ? words.tag(joint, 'time.now') : 0;
  const here = skip(words, joint);
  const last = lead > 0 ? finishAt(words, here, left.end, local, left) : endAt(words, here, local, false);
  const right = now > 0 ? upToNow(now, local) : last;
  const bare = left.bareDay !== undefined && right?.bareDay !== undefined;
  // "Tra le 8 e le 10 di ieri" begins on no day, "dal lunedì al venerdì dalle 9 alle 18" ends at no hour.
  // "Meno di 10 a ottobre": so many of them.
  // "Di lunedì a ottobre": the Mondays of it.
  const loose = left.bareDay !== undefined || left.cycle?.days === 7;
  const counted = lead === 0 && loose && right?.grain === 'month';
  // "October up to the 15th": of that month.
  const within = lead === 0 && left.grain === 'month' ? right?.bareDay : undefined;
  const odd = right?.framed === true || counted || (left.bareDay !== undefined && right?.grain === 'hour');
  const span =
    right && !odd && !(lead === 0 && bare) ? spanned(left, ofMonth(left, right, within), local) : undefined;
  if (!right || !span) return undefined;
  const comma = words.mark(right.end, ',') ? right.end + 1 : right.end;
  const out = words.tag(comma, 'time.excluded');
  const before = bounds(right).from;
  const cut = out > 0 && isBefore(span.from, before);
  return {
    end: out || words.tag(comma, 'time.inclusive') || right.end,
    span: clip(local, cut ? { from: span.from, to: before } : span),
    grain: left.grain === 'hour' || right.grain === 'hour' ? 'hour' : 'day',
    ...(bare && { bare }),
  };
};

export const inside = (inner: Span, outer: Span): boolean =>
  !isBefore(inner.from, outer.from) && !isBefore(outer.to, inner.to);

/** "The week from the 9th to the 15th", "la settimana dal 9 al 15 novembre": the days say which one. */
const weekFromTo: Rule = (words, at, local) => {
  const unit = unitAt(words, at);
  const led = unit?.unit === 'week' && !isGrouping(words, at) && words.tag(unit.end, 'time.from') > 0;
  const found = led ? plainRange(words, unit.end, local) : undefined;
  return found && !isBefore(found.span.from.add({ days: 7 }), found.span.to) ? found : undefined;
};

/** As a range; "from Monday to Thursday of this week": the unit only says again where it lies. */
export const rangeAt: Rule = (words, at, local) => {
  const found = plainRange(words, at, local) ?? weekFromTo(words, at, local);
  // "Tra le 9 e le 18 a ottobre": two bare numbers may be hours, no month makes days of them.
  const behind = found && found.bare !== true ? skip(words, found.end) : 0;
  const unit = found && behind > found.end ? periodAt(words, behind, local) : undefined;
  if (!found || !unit || (unit.grain !== 'week' && unit.grain !== 'month')) return found;
  if (inside(found.span, unit.span)) return { ...found, end: unit.end };
  if (unit.grain !== 'week') return found;
  for (const weeks of [-1, 1]) {
    const { from, to } = found.span;
    const span = clip(local, { from: from.add({ weeks }), to: to.add({ weeks }) });
    if (inside(span, unit.span)) return { ...found, end: unit.end, span };
  }
  return found;
};
