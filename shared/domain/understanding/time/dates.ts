import { days, latestDay, type Local, monthSpan, quarterSpan, yearSpan } from './calendar.ts';
import { type Period, type Rule, skip, unitAt, yearAt, monthAt } from './parts.ts';
import { relativeUnit } from './units.ts';

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
export const dayAndMonth: Rule = (words, at, local) => {
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
export const dayOfUnit: Rule = (words, at, local) => {
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
export const numericDate: Rule = (words, at, local) => {
  const token = words.tokens[at];
  if (token?.kind !== 'date') return undefined;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(token.norm);
  if (iso) return dayPeriod(at + 1, local, Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const [day = 0, month = 0, year] = token.norm.split('/').map(Number);
  const full = year === undefined ? undefined : year < 100 ? 2000 + year : year;
  return dayPeriod(at + 1, local, day, month, full);
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
export const articleDay: Rule = (words, at, local) => {
  const article = words.tag(at, 'time.theDay');
  const count = article > 0 ? words.number(article) : undefined;
  if (!count) return undefined;
  const needsOrdinal = words.tag(at, 'time.theOrdinal') > 0;
  return needsOrdinal && !count.ordinal ? undefined : bareDay(words, article, local);
};

export const month: Rule = (words, at, local) => {
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
export const quarter: Rule = (words, at, local) => {
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

export const year: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.inYear');
  const found = yearAt(words, lead || at);
  if (!found || (lead === 0 && at !== 0 && !words.tag(at - 1, 'time.glue'))) return undefined;
  return { end: found.end, span: yearSpan(local, found.year), grain: 'year' };
};
