import { calendarUnit, days, latestWeekday, numberedWeek } from './calendar.ts';
import { type Period, type Rule, skip, unitAt, monthAt } from './parts.ts';
import { dayAndMonth, dayOfUnit, numericDate, bareDay, articleDay, month, quarter, year } from './dates.ts';
import { namedDay, relativeUnit, recent, ago } from './units.ts';

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
