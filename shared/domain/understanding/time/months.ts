import { Temporal } from 'temporal-polyfill';
import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  days,
  clip,
  isBefore,
  lengthOf,
  type Local,
  monthsOf,
  numberedUnit,
  type Span,
  type Unit,
} from './calendar.ts';
import { countAt, firstOf, monthAt, oneDay, type Period, type Rule, skip, unitAt, halfAt } from './parts.ts';
import { relativeUnit } from './units.ts';
import { plainUnit } from './weeks.ts';
import { halfOfYear, lastOfYear, partOfYear, wholeYear, year, yearAt } from './years.ts';

/** March, marzo scorso, last December, ottobre 2025, october of last year. */
export const month: Rule = (words, at, local) => {
  const last = words.tag(at, 'time.last');
  const before = last || words.tag(at, 'time.this') || words.tag(at, 'time.next');
  const found = monthAt(words, before || at);
  if (!found) return undefined;
  const said = yearAt(words, found.end, local);
  if (said) return ofYear(said.end, local, found.month, said.year);
  const behind = ['time.last', 'time.next', 'time.current'].map((tag) => words.tag(found.end, tag));
  // "October last week": the word belongs to what comes next.
  const [past = 0, coming = 0, current = 0] = behind.map((end) => (end > 0 && !unitAt(words, end) ? end : 0));
  const end = past || coming || current || found.end;
  const { month: now, year: here } = local.today;
  if (words.tag(at, 'time.this') > 0) return ofYear(end, local, found.month, here);
  if (words.tag(at, 'time.next') > 0 || coming > 0)
    return ofYear(end, local, found.month, found.month > now ? here : here + 1);
  // "Last November", said in November, is the one of a year ago.
  if ((last > 0 || past > 0) && found.month === now) return ofYear(end, local, now, here - 1);
  const span = numberedUnit(local, 'month', found.month);
  return { end, span, grain: 'month', cycle: { years: 1 } };
};

const ofYear = (end: number, local: Local, number: number, of: number): Period => ({
  end,
  span: numberedUnit(local, 'month', number, of),
  grain: 'month',
});

/** Other words that begin earlier speak of something else: "a buon fine". */
const isPartOfMore = (words: Lexemes, at: number): boolean =>
  words.matches.some(({ tag, start, end }) => start < at && end > at && !/^(?:time|stop|follow)/.test(tag));

/** The month or longer that something is said to be a part of. */
const wholeHere: Rule = firstOf((words, at, local) => month(words, at, local), relativeUnit, partOfYear);

const whole: Rule = (words, at, local) =>
  wholeHere(words, skip(words, at), local) ?? plainUnit(words, at, local) ?? wholeYear(words, at, local);

const monthly = (unit: Unit): boolean => monthsOf(unit) > 0;

/** All of a span that may have been cut off at today. */
const uncut = (period: Period): Span => ({
  from: period.span.from,
  to: period.span.from.add(lengthOf(period.grain, 1)),
});

/** "I primi due giorni della settimana": no days of the week. */
const weekOfNow: Rule = (words, at, local) => {
  const unit = unitAt(words, words.tag(at, 'time.theUnit'));
  return unit?.unit === 'week'
    ? { end: unit.end, span: calendarUnit(local, 'week', 0), grain: 'week' }
    : undefined;
};

/** The first two weeks of november, la seconda settimana del mese, the last three days of october. */
const stretch: Rule = (words, at, local) => {
  const start = skip(words, at);
  const last = words.tag(start, 'time.lastPart');
  const lead = words.tag(start, 'time.firstPart') || last;
  const ordinal = lead > 0 ? undefined : words.number(start);
  const count = lead > 0 ? countAt(words, lead) : undefined;
  if (lead === 0 && ordinal?.ordinal !== true) return undefined;
  const unit = unitAt(words, count?.end ?? (lead || (ordinal?.end ?? at)));
  if (!unit || !['week', 'day', 'month'].includes(unit.unit)) return undefined;
  const of =
    whole(words, unit.end, local) ??
    (count && unit.unit === 'day' ? weekOfNow(words, unit.end, local) : undefined);
  // Days of a week, and whatever is shorter of a month or more.
  const ofWeek = of?.grain === 'week' && unit.unit === 'day';
  if (!of || !(ofWeek || (monthly(of.grain) && monthsOf(of.grain) > monthsOf(unit.unit)))) return undefined;
  const field = unit.unit === 'month' ? 'months' : 'days';
  const each = unit.unit === 'week' ? 7 : 1;
  const { from, to } = uncut(of);
  const length = { [field]: each * (count?.value ?? 1) };
  const begin = last > 0 ? to.subtract(length) : from.add({ [field]: each * ((ordinal?.value ?? 1) - 1) });
  const span = { from: begin, to: last > 0 ? to : begin.add(length) };
  // "The last 30 days, this year" are no end of December.
  const loose = last > 0 && words.tag(unit.end, 'time.dayOf') === 0 && !isBefore(begin, local.now);
  if (loose || !isBefore(begin, to)) return undefined;
  return again({ end: of.end, span, grain: count ? 'day' : unit.unit, ...cycleOf(of) }, local);
};

const cycleOf = ({ cycle }: Period): Pick<Period, 'cycle'> => (cycle ? { cycle } : {});

/** Of a month said without its year: when this part of it is yet to come, that of the year before is meant. */
const again = (period: Period, local: Local): Period => {
  const { span, cycle } = period;
  if (!cycle || isBefore(span.from, local.now)) return { ...period, span: clip(local, span) };
  const back = { from: span.from.subtract(cycle), to: span.to.subtract(cycle) };
  return isBefore(back.from, local.now) ? { ...period, span: back } : period;
};

/** The first half of october, la seconda quindicina del mese scorso. */
const halfOfMonth: Rule = (words, at, local) => {
  const half = halfAt(words, at);
  if (!half) return undefined;
  const other = otherHalf(words, half.end);
  const of = whole(words, half.end, local) ?? (other > 0 ? whole(words, other, local) : undefined);
  if (of?.grain !== 'month') return undefined;
  const { from, to } = uncut(of);
  const middle = from.add({ days: 15 });
  const span = half.second ? { from: middle, to } : { from, to: middle };
  return again(
    { end: of.end > other && other > 0 ? half.end : of.end, span, grain: 'day', ...cycleOf(of) },
    local,
  );
};

/** "The first half against the second half of October": behind the other half stands the month of both. */
const otherHalf = (words: Lexemes, at: number): number => {
  const joint = ['compare', 'time.and', 'or'].map((tag) => words.tag(at, tag)).find((end) => end > 0) ?? 0;
  const number = joint > 0 ? words.number(skip(words, joint)) : undefined;
  return number?.ordinal === true && number.value === 2 ? words.tag(number.end, 'time.half') : 0;
};

const THIRDS = ['time.early', 'time.mid', 'time.late'] as const;

/** Mid October, a metà ottobre, inizio mese, late last year: a third of it, and for "since" and "until" a point. */
const third: Rule = (words, at, local) => {
  const which = THIRDS.findIndex((tag) => words.tag(at, tag) > 0);
  const lead = which < 0 ? 0 : words.tag(at, THIRDS[which] ?? '');
  if (lead === 0 || isPartOfMore(words, at)) return undefined;
  const dash = words.mark(lead, '-') ? lead + 1 : lead;
  const here = words.tag(dash, 'time.dayOf') || dash;
  // "A fine mese": without an article too.
  const bare = unitAt(words, here);
  const of =
    wholeHere(words, here, local) ??
    plainUnit(words, dash, local) ??
    wholeYear(words, dash, local) ??
    (bare && monthly(bare.unit) ? plainUnitAt(bare.unit, bare.end, local) : undefined);
  if (!of || (of.grain !== 'month' && of.grain !== 'year')) return undefined;
  const length = of.grain === 'month' ? { days: 10 } : { months: 4 };
  const { from, to } = uncut(of);
  const marks = [from, from.add(length), from.add(length).add(length), to];
  const span = { from: marks[which] ?? from, to: marks[which + 1] ?? to };
  const found = again({ end: of.end, span, grain: 'day', ...cycleOf(of) }, local);
  if (which !== 1) return found;
  const middle = found.span.from.add(of.grain === 'month' ? { days: 4 } : { months: 2 });
  return { ...found, point: { from: middle, to: middle.add({ days: of.grain === 'month' ? 1 : 0 }) } };
};

/** "A inizio mese": this month, or the last one where it has not come so far. */
const plainUnitAt = (unit: Unit, end: number, local: Local): Period => {
  const { today } = local;
  const of = monthsOf(unit);
  const first = today.with({ day: 1, month: today.month - ((today.month - 1) % of) }).toPlainDateTime();
  return { end, span: { from: first, to: first.add({ months: of }) }, grain: unit, cycle: { months: of } };
};

/** Prima, seconda, terza decade di ottobre: ten days of a month. */
const decade: Rule = (words, at, local) => {
  const start = skip(words, at);
  const number = words.number(start);
  const last = words.tag(start, 'time.lastPart');
  const end = last || (number?.ordinal === true ? number.end : 0);
  const behind = end > 0 ? words.tag(end, 'time.decade') : 0;
  const which = last > 0 ? 3 : (number?.value ?? 0);
  const of = behind > 0 ? whole(words, behind, local) : undefined;
  if (of?.grain !== 'month' || which < 1 || which > 3) return undefined;
  const { from, to } = uncut(of);
  const begin = from.add({ days: 10 * (which - 1) });
  const span = { from: begin, to: which === 3 ? to : begin.add({ days: 10 }) };
  return again({ end: of.end, span, grain: 'day', ...cycleOf(of) }, local);
};

const SATURDAY = 6;

/** The first monday of november, l'ultimo venerdì del mese scorso, il secondo weekend di ottobre. */
const nthWeekday: Rule = (words, at, local) => {
  const start = skip(words, at);
  const last = words.tag(start, 'time.lastPart');
  const number = words.number(start);
  const end = last || (number?.ordinal === true ? number.end : 0);
  const unit = end > 0 ? unitAt(words, end) : undefined;
  const weekend = unit?.unit === 'weekend' ? { end: unit.end, rest: String(SATURDAY) } : undefined;
  const day = end > 0 ? (words.prefixed(end, 'weekday.') ?? weekend) : undefined;
  const of = day ? whole(words, day.end, local) : undefined;
  if (!day || of?.grain !== 'month') return undefined;
  const { from, to } = uncut(of);
  const date = weekdayOf(
    from.toPlainDate(),
    to.toPlainDate(),
    Number(day.rest),
    last > 0 ? 0 : (number?.value ?? 1),
  );
  const found = date && { ...oneDay(of.end, date), ...cycleOf(of) };
  const both = weekend && date ? { span: days(date, 2), grain: 'weekend' as const } : {};
  return found && again({ ...found, ...both }, local);
};

const weekdayOf = (
  first: Temporal.PlainDate,
  end: Temporal.PlainDate,
  weekday: number,
  which: number,
): Temporal.PlainDate | undefined => {
  const begin = which === 0 ? end.subtract({ days: 7 }) : first.add({ days: 7 * (which - 1) });
  const date = begin.add({ days: (weekday - begin.dayOfWeek + 7) % 7 });
  return Temporal.PlainDate.compare(date, end) < 0 ? date : undefined;
};

export const ofMonths: Rule = firstOf(
  nthWeekday,
  stretch,
  halfOfMonth,
  halfOfYear,
  decade,
  third,
  lastOfYear,
  partOfYear,
  month,
  year,
);
