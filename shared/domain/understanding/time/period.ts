import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  days,
  isUnit,
  latestDay,
  latestWeekday,
  type Local,
  monthSpan,
  numberedWeek,
  quarterSpan,
  recentUnits,
  type Span,
  type Unit,
  unitAgo,
  yearSpan,
} from './calendar.ts';

/** A period found in the text, over tokens up to `end`. `day` marks a single day without its month. */
export interface Period {
  readonly end: number;
  readonly span: Span;
  readonly grain: Unit;
  readonly bareDay?: number;
  /** The month that a day was said to be of: "the 10th of this month". */
  readonly within?: Span;
}

export type Rule = (words: Lexemes, at: number, local: Local) => Period | undefined;

/** Articles and prepositions that may stand inside an expression without changing it. */
export const skip = (words: Lexemes, at: number): number => {
  let here = at;
  for (let end = words.tag(here, 'time.glue'); end > 0; end = words.tag(here, 'time.glue')) here = end;
  return here;
};

const unitAt = (words: Lexemes, at: number): { unit: Unit; end: number } | undefined => {
  const found = words.prefixed(at, 'unit.');
  return found && isUnit(found.rest) ? { unit: found.rest, end: found.end } : undefined;
};

const namedDay: Rule = (words, at, local) => {
  const found = words.prefixed(at, 'day.');
  if (!found) return undefined;
  return { end: found.end, span: days(local.today.add({ days: Number(found.rest) }), 1), grain: 'day' };
};

/** This week, la scorsa settimana, mese prossimo, last weekend. */
const relativeUnit: Rule = (words, at, local) => {
  const offsets: [string, number][] = [
    ['time.this', 0],
    ['time.last', -1],
    ['time.beforeLast', -2],
    ['time.next', 1],
  ];
  for (const [tag, offset] of offsets) {
    const before = words.tag(at, tag);
    const unit = before > 0 ? unitAt(words, skip(words, before)) : undefined;
    if (unit) return { end: unit.end, span: calendarUnit(local, unit.unit, offset), grain: unit.unit };
    const first = unitAt(words, at);
    // Behind the unit: "settimana scorsa", "mese in corso", but not "al giorno questa settimana".
    const after = first ? words.tag(first.end, offset === 0 ? 'time.current' : tag) : 0;
    if (first && after > 0) {
      return { end: after, span: calendarUnit(local, first.unit, offset), grain: first.unit };
    }
  }
  return undefined;
};

/** Last 7 days, ultimi sette giorni, past 24 hours, gli ultimi due mesi; 7 giorni scorsi. */
const recent: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  const glued = skip(words, lead || at);
  const count = words.number(glued);
  const unit = unitAt(words, count ? count.end : glued);
  if (!unit) return undefined;
  const trail = lead > 0 ? 0 : words.tag(unit.end, 'time.recent') || words.tag(unit.end, 'time.last');
  const marked = lead > 0 ? count !== undefined || words.tag(at, 'time.recent') > 0 : count && trail > 0;
  if (!marked) return undefined;
  const end = trail || unit.end;
  const including = words.tag(end, 'time.withToday');
  const unitName = unit.unit === 'weekend' ? 'week' : unit.unit;
  return {
    end: including || end,
    span: recentUnits(local, unitName, count?.value ?? 1, including > 0),
    grain: unitName,
  };
};

const ago: Rule = (words, at, local) => {
  const count = words.number(at);
  const unit = count && unitAt(words, count.end);
  const end = unit ? words.tag(unit.end, 'time.ago') : 0;
  if (!count || !unit || end === 0) return undefined;
  return { end, span: unitAgo(local, unit.unit, count.value), grain: unit.unit };
};

const yearAt = (words: Lexemes, at: number): { year: number; end: number } | undefined => {
  const here = skip(words, at);
  const value = words.number(here)?.value;
  const plain = words.tokens[here]?.kind === 'number' && /^\d{4}$/.test(words.tokens[here].norm);
  return plain && value !== undefined && value >= 1990 && value <= 2100
    ? { year: value, end: here + 1 }
    : undefined;
};

const monthAt = (words: Lexemes, at: number): { month: number; end: number } | undefined => {
  const found = words.prefixed(at, 'month.');
  // "May I ask": a month that is also a verb needs a preposition or a number beside it.
  const verb = found && words.tag(at, 'time.maybeMonth') > 0;
  const placed =
    words.tag(at - 1, 'time.glue') > 0 || words.tag(at - 1, 'time.from') > 0 || words.number(at - 1);
  if (verb && !placed && !words.number(found.end)) return undefined;
  return found && { month: Number(found.rest), end: found.end };
};

const dayPeriod = (
  end: number,
  local: Local,
  day: number,
  month?: number,
  year?: number,
): Period | undefined => {
  const date = day >= 1 && day <= 31 ? latestDay(local, day, month, year) : undefined;
  if (!date) return undefined;
  const base: Period = { end, span: days(date, 1), grain: 'day' };
  return month === undefined ? { ...base, bareDay: day } : base;
};

/** 16 novembre, the sixteenth of november, 16 nov 2026, november 16th. */
const dayAndMonth: Rule = (words, at, local) => {
  const start = skip(words, at);
  const count = words.number(start);
  const after = count && monthAt(words, skip(words, count.end));
  if (count && after) {
    const year = yearAt(words, after.end);
    return dayPeriod(year?.end ?? after.end, local, count.value, after.month, year?.year);
  }
  const month = monthAt(words, at);
  const day = month && words.number(skip(words, month.end));
  if (!month || !day || day.value > 31 || unitAt(words, day.end)) return undefined;
  const year = yearAt(words, words.mark(day.end, ',') ? day.end + 1 : day.end);
  return dayPeriod(year?.end ?? day.end, local, day.value, month.month, year?.year);
};

/** The 10th of this month, il 5 del mese scorso. */
const dayOfUnit: Rule = (words, at, local) => {
  const start = skip(words, at);
  const count = words.number(start);
  if (!count || count.value > 31) return undefined;
  const here = skip(words, count.end);
  const unit = relativeUnit(words, here, local);
  if (unit?.grain !== 'month' || here === count.end) return undefined;
  const first = unit.span.from.toPlainDate();
  if (count.value < 1 || count.value > first.daysInMonth) return undefined;
  return { end: unit.end, span: days(first.with({ day: count.value }), 1), grain: 'day', within: unit.span };
};

/** 16/11, 16/11/2026, 2026-11-16: day first, as both languages of this market write it. */
const numericDate: Rule = (words, at, local) => {
  const token = words.tokens[at];
  if (token?.kind !== 'date') return undefined;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(token.norm);
  if (iso) return dayPeriod(at + 1, local, Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const [day = 0, month = 0, year] = token.norm.split('/').map(Number);
  const full = year === undefined ? undefined : year < 100 ? 2000 + year : year;
  return dayPeriod(at + 1, local, day, month, full);
};

/** Lunedì, last friday, giovedì 19, Thursday the 19th [of november]. */
const weekday: Rule = (words, at, local) => {
  const before = words.tag(at, 'time.last') || words.tag(at, 'time.this');
  const found = words.prefixed(before || at, 'weekday.');
  if (!found) return undefined;
  const here = skip(words, words.mark(found.end, ',') ? found.end + 1 : found.end);
  const dated =
    dayAndMonth(words, here, local) ?? numericDate(words, here, local) ?? bareDay(words, here, local);
  if (dated && dated.grain === 'day') return { ...dated };
  const after = words.tag(found.end, 'time.last') || words.tag(found.end, 'time.this');
  const thisOne = words.tag(at, 'time.this') > 0 || words.tag(found.end, 'time.this') > 0;
  const date = latestWeekday(local, Number(found.rest), thisOne);
  return { end: after || found.end, span: days(date, 1), grain: 'day' };
};

/** A day by its number alone: "il 16", "the 16th". Only where the caller knows that a day may stand. */
export const bareDay: Rule = (words, at, local) => {
  const count = words.number(at);
  if (!count || unitAt(words, count.end) || words.tag(count.end, 'time.countable')) return undefined;
  if (words.mark(count.end, '%')) return undefined;
  if (!Number.isInteger(count.value) || count.value > 31) return undefined;
  return dayPeriod(count.end, local, count.value);
};

/** "the 16th", "il 16", "on the 16th": an article that makes the number a day. */
const articleDay: Rule = (words, at, local) => {
  const article = words.tag(at, 'time.theDay');
  const count = article > 0 ? words.number(article) : undefined;
  if (!count) return undefined;
  const needsOrdinal = words.tag(at, 'time.theOrdinal') > 0;
  return needsOrdinal && !count.ordinal ? undefined : bareDay(words, article, local);
};

const month: Rule = (words, at, local) => {
  const before = words.tag(at, 'time.last') || words.tag(at, 'time.this');
  const found = monthAt(words, before || at);
  if (!found) return undefined;
  const year = yearAt(words, found.end);
  const after = words.tag(found.end, 'time.last');
  return {
    end: year?.end ?? (after || found.end),
    span: monthSpan(local, found.month, year?.year),
    grain: 'month',
  };
};

/** Quarter 3, terzo trimestre, third quarter of 2026. */
const quarter: Rule = (words, at, local) => {
  const count = words.number(at);
  const first = unitAt(words, count ? count.end : at);
  if (first?.unit !== 'quarter') return undefined;
  const after = count ? undefined : words.number(first.end);
  const value = count?.value ?? after?.value ?? 0;
  if (value < 1 || value > 4) return undefined;
  const end = count ? first.end : (after?.end ?? first.end);
  const year = yearAt(words, end);
  return { end: year?.end ?? end, span: quarterSpan(local, value, year?.year), grain: 'quarter' };
};

const year: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.inYear');
  const found = yearAt(words, lead || at);
  if (!found || (lead === 0 && at !== 0 && !words.tag(at - 1, 'time.glue'))) return undefined;
  return { end: found.end, span: yearSpan(local, found.year), grain: 'year' };
};

/** The week of a day: "settimana del 9 novembre", "the week of november 9". */
const weekOf: Rule = (words, at, local) => {
  const unit = unitAt(words, at);
  if (unit?.unit !== 'week') return undefined;
  const here = skip(words, unit.end);
  const day =
    dayAndMonth(words, here, local) ?? numericDate(words, here, local) ?? articleDay(words, unit.end, local);
  if (!day) return undefined;
  const date = day.span.from.toPlainDate();
  return { end: day.end, span: days(date.subtract({ days: date.dayOfWeek - 1 }), 7), grain: 'week' };
};

/** "Del mese", "of the week": the one of now. "Giorno della settimana" is no period. */
const plainUnit: Rule = (words, at, local) => {
  const article = words.tag(at, 'time.theUnit');
  const unit = article > 0 ? unitAt(words, article) : undefined;
  if (!unit || unit.unit === 'hour' || unit.unit === 'day') return undefined;
  const grouped = words.matches.some(
    (match) => match.tag.startsWith('per.') && match.start <= at && match.end > at,
  );
  const more = [relativeUnit, recent, weekOf].some((rule) => rule(words, article, local) !== undefined);
  if (grouped || more || monthAt(words, skip(words, unit.end))) return undefined;
  return { end: unit.end, span: calendarUnit(local, unit.unit, 0), grain: unit.unit };
};

/** The first two weeks of november, la prima settimana del mese, the last three days of october. */
const partOfMonth: Rule = (words, at, local) => {
  const start = skip(words, at);
  const ordinal = words.tag(start, 'time.firstPart');
  const count = ordinal > 0 ? words.number(ordinal) : undefined;
  const unit = ordinal > 0 ? unitAt(words, count?.end ?? ordinal) : undefined;
  if (!unit || (unit.unit !== 'week' && unit.unit !== 'day')) return undefined;
  const whole = periodAt(words, skip(words, unit.end), local) ?? plainUnit(words, unit.end, local);
  if (whole?.grain !== 'month') return undefined;
  const length = (count?.value ?? 1) * (unit.unit === 'week' ? 7 : 1);
  return { end: whole.end, span: days(whole.span.from.toPlainDate(), length), grain: unit.unit };
};

/** Calendar week 46, settimana 46. */
const weekNumber: Rule = (words, at, local) => {
  const unit = unitAt(words, at);
  const count = unit?.unit === 'week' ? words.number(unit.end) : undefined;
  if (!count || count.value < 1 || count.value > 53 || unitAt(words, count.end) || monthAt(words, count.end))
    return undefined;
  return { end: count.end, span: numberedWeek(local, count.value), grain: 'week' };
};

const RULES: readonly Rule[] = [
  partOfMonth,
  weekNumber,
  plainUnit,
  namedDay,
  dayAndMonth,
  dayOfUnit,
  numericDate,
  ago,
  recent,
  relativeUnit,
  weekday,
  weekOf,
  month,
  quarter,
  year,
  articleDay,
];

/** The longest single period that starts here. */
export const periodAt: Rule = (words, at, local) => {
  let best: Period | undefined;
  for (const rule of RULES) {
    const found = rule(words, at, local);
    if (found && (!best || found.end > best.end)) best = found;
  }
  return best;
};
