import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, clip, days, isClock, mondayOf, monthsOf, numberedWeek } from './calendar.ts';
import { monthAt, type Rule, skip, unitAt } from './parts.ts';
import { ago, isGrouping, recent, relativeUnit } from './units.ts';
import { yearAt } from './years.ts';

/** "The worst month", "il mese più tranquillo": one that is ranked. */
const isRanked = (words: Lexemes, at: number): boolean =>
  words.matches.some(
    ({ tag, start, end }) =>
      start === at &&
      (/^(?:order\.(?:worst|best)$|busiest$|superlative:)/.test(tag) ||
        (/^order\.(?:most|least)$/.test(tag) && end - start > 1)),
  );

/** "The month in which …", "il mese con più errori": one of them, that something is said of. */
const isDescribed = (words: Lexemes, unit: { start: number; end: number }): boolean =>
  words.matches.some(
    ({ tag, start, end }) => tag.startsWith('per.') && start === unit.start && end > unit.end,
  );

/** "Del mese", "of the week": the one of now. "Giorno della settimana" is no period. */
export const plainUnit: Rule = (words, at, local) => {
  const article = words.tag(at, 'time.theUnit');
  const unit = article > 0 && words.tag(article, 'time.several') === 0 ? unitAt(words, article) : undefined;
  if (!unit || unit.unit === 'day' || unit.unit === 'weekend' || isClock(unit.unit)) return undefined;
  const more = [relativeUnit, recent, ago].some((rule) => rule(words, article, local) !== undefined);
  const numbered = monthsOf(unit.unit) > 1 && words.number(unit.end) !== undefined;
  const dated =
    unit.unit === 'week' &&
    (words.number(skip(words, unit.end)) !== undefined ||
      words.prefixed(skip(words, unit.end), 'time.feast.') !== undefined ||
      words.number(words.tag(unit.end, 'time.from')) !== undefined ||
      words.tag(unit.end, 'time.commencing') > 0 ||
      words.tag(unit.end, 'time.ending') > 0);
  const other = isGrouping(words, at) || isDescribed(words, { start: article, end: unit.end });
  if (other || more || numbered || dated || isRanked(words, unit.end)) return undefined;
  if (monthAt(words, skip(words, unit.end))) return undefined;
  return { end: unit.end, span: calendarUnit(local, unit.unit, 0), grain: unit.unit };
};

/** Calendar week 46, settimana n. 46 del 2025. */
export const weekNumber: Rule = (words, at, local) => {
  const unit = unitAt(words, at);
  if (unit?.unit !== 'week') return undefined;
  const sign = words.tag(unit.end, 'time.numero') || unit.end;
  const count = words.number(sign > unit.end && words.mark(sign, '.') ? sign + 1 : sign);
  // "La settimana prima" is no first week.
  const spoken = count?.ordinal === true && words.tokens[count.end - 1]?.kind === 'word';
  if (!count || spoken || !Number.isInteger(count.value) || count.value < 1 || count.value > 53)
    return undefined;
  if (unitAt(words, count.end) || monthAt(words, skip(words, count.end))) return undefined;
  const year = yearAt(words, count.end, local);
  return {
    end: year?.end ?? count.end,
    span: numberedWeek(local, count.value, year?.year),
    grain: 'week',
    ...(!year && { cycle: { years: 1 } }),
  };
};

/** "The weekend of 7 November", "il weekend di ognissanti": of the week of that day. */
export const weekendOf =
  (day: Rule): Rule =>
  (words, at, local) => {
    const unit = unitAt(words, at);
    const of = unit?.unit === 'weekend' ? words.tag(unit.end, 'time.dayOf') : 0;
    const said = of > 0 ? day(words, of, local) : undefined;
    if (said?.grain !== 'day') return undefined;
    const saturday = mondayOf(said.span.from.toPlainDate()).add({ days: 5 });
    return { end: said.end, span: clip(local, days(saturday, 2)), grain: 'weekend' };
  };

/** The week of a day: "settimana del 9 novembre", "the week of november 9", "week ending 15 november". */
export const weekOf =
  (day: Rule): Rule =>
  (words, at, local) => {
    const unit = unitAt(words, at);
    if (unit?.unit !== 'week' || isGrouping(words, at)) return undefined;
    const begins = words.tag(unit.end, 'time.commencing');
    const ends = words.tag(unit.end, 'time.ending');
    // "Week by week from the 1st": that is where a period begins.
    const lead = begins || ends;
    if (lead === 0 && words.tag(unit.end, 'time.from') > 0) return undefined;
    const said = day(words, lead || unit.end, local) ?? day(words, skip(words, lead || unit.end), local);
    if (said?.grain !== 'day') return undefined;
    const date = said.span.from.toPlainDate();
    const first = begins > 0 ? date : ends > 0 ? date.subtract({ days: 6 }) : mondayOf(date);
    return { end: said.end, span: clip(local, days(first, 7)), grain: 'week' };
  };
