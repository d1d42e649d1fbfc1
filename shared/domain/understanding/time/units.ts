import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  days,
  isClock,
  isUnit,
  justGone,
  lengthOf,
  type Local,
  monthsOf,
  recentUnits,
  type Unit,
} from './calendar.ts';
import { countAt, endsAt, monthAt, oneDay, type Period, type Rule, skip, unitAt } from './parts.ts';
import { recentDays, workingDays } from './recent-days.ts';
import { wholeUnits } from './whole-units.ts';

/** Words that group ("per week", "day of the week") speak of no period. */
export const isGrouping = (words: Lexemes, at: number): boolean =>
  words.matches.some(({ tag, start, end }) => tag.startsWith('per.') && start <= at && end > at);

const unitFrom = (end: number, local: Local, unit: Unit, offset: number): Period => ({
  end,
  span: calendarUnit(local, unit, offset),
  grain: unit,
});

const OFFSETS: readonly [tag: string, offset: number][] = [
  ['time.this', 0],
  ['time.last', -1],
  ['time.beforeLast', -2],
  ['time.next', 1],
];

/** Today, ieri, the day before yesterday. */
export const namedDay: Rule = (words, at, local) => {
  const found = words.prefixed(at, 'day.');
  const offset = Number(found?.rest);
  return found && Number.isInteger(offset) ? oneDay(found.end, local.today.add({ days: offset })) : undefined;
};

/** How many are meant when no number says it: "negli ultimi giorni", "in recent weeks". */
const SOME: Partial<Record<Unit, number>> = {
  minute: 60,
  hour: 24,
  day: 7,
  week: 4,
  month: 3,
  quarter: 4,
  year: 3,
};

const recently = (local: Local, unit: Unit, count: number, withToday: boolean): Omit<Period, 'end'> =>
  isClock(unit)
    ? { ...justGone(local, lengthOf(unit, count)), grain: 'hour' }
    : { span: recentUnits(local, unit, count, withToday), grain: unit };

/** "In questi giorni", "nelle settimane scorse": some of them, up to now. */
const someOf = (end: number, local: Local, unit: Unit): Period => ({
  end,
  ...recently(local, unit, SOME[unit] ?? 1, false),
  ...(!isClock(unit) && { vague: true }),
});

/** "Which of these weeks". */
const isAmong = (words: Lexemes, at: number): boolean =>
  words.tag(at - 1, 'partOf') > 0 &&
  words.matches.some(({ tag, end }) => tag === 'ask.which' && end === at - 1);

/** This week, la scorsa settimana, mese prossimo, last weekend, the month before last. */
export const relativeUnit: Rule = (words, at, local) => {
  const first = unitAt(words, at);
  // "The week before this one".
  const beforeThis = first ? words.tag(first.end, 'time.beforeThis') : 0;
  if (first && beforeThis > 0) return unitFrom(beforeThis, local, first.unit, -1);
  for (const [tag, offset] of OFFSETS) {
    const before = words.tag(at, tag);
    const unit = before > 0 ? (unitAt(words, before) ?? unitAt(words, skip(words, before))) : undefined;
    const again = unit ? words.tag(unit.end, 'time.beforeLast') : 0;
    // "Runs last hour": the sixty minutes just gone.
    if (unit && unit.unit === 'hour' && tag === 'time.last' && again === 0)
      return { end: unit.end, ...recently(local, 'hour', 1, false) };
    if (unit && tag === 'time.this' && words.tag(unit.end - 1, 'time.several') > 0)
      // "Which of these weeks": of those that were told.
      return isAmong(words, at) ? undefined : someOf(unit.end, local, unit.unit);
    if (unit) return unitFrom(again || unit.end, local, unit.unit, again > 0 ? -2 : offset);
    // Behind the unit: "settimana scorsa", "mese in corso", but not "al giorno questa settimana".
    const after = first ? words.tag(first.end, offset === 0 ? 'time.current' : tag) : 0;
    // "Per day last week", "per day so far": the word belongs to what comes next; "la settimana scorsa giorno per
    // giorno" is split by it.
    if (offset === 0 && isGrouping(words, at)) continue;
    const counted = (countAt(words, after)?.value ?? 1) > 1;
    const leads = unitAt(words, after) !== undefined && words.prefixed(after, 'per.') === undefined;
    const free = first && after > 0 && !counted && !leads && !monthAt(words, after);
    // "Nei giorni scorsi": more than one; "i giorni precedenti" are those before another one.
    const prior = first ? words.tag(first.end, 'time.prior') > 0 : false;
    if (free && offset === -1 && !prior && words.tag(first.end - 1, 'time.several') > 0)
      return someOf(after, local, first.unit);
    if (free) return unitFrom(after, local, first.unit, offset);
  }
  return undefined;
};

/** "A week", "an hour". */
const oneAt = (words: Lexemes, at: number): { value: number; end: number } | undefined => {
  const end = words.tag(at, 'time.one');
  return end > 0 ? { value: 1, end } : undefined;
};

/** A length of time: 7 days, sette giorni, half an hour, a fortnight; "days" alone when they may be vague. */
export const lengthAt = (
  words: Lexemes,
  at: number,
  vague: boolean,
): { unit: Unit; count: number; end: number; counted: boolean } | undefined => {
  const minutes = words.prefixed(at, 'time.minutes.');
  if (minutes) return { unit: 'minute', count: Number(minutes.rest), end: minutes.end, counted: true };
  const fortnight = words.tag(at, 'time.fortnight');
  if (fortnight > 0) return { unit: 'day', count: 14, end: fortnight, counted: true };
  const count = countAt(words, at) ?? oneAt(words, at);
  const few = vague && !count ? words.tag(at, 'time.few') : 0;
  const unit = unitAt(words, count?.end ?? (few || at));
  if (!unit || count?.value === 0) return undefined;
  const plural = few > 0 || (vague && !count && words.tag(at, 'time.several') > 0);
  const several = plural ? SOME[unit.unit] : undefined;
  return {
    unit: unit.unit,
    count: count?.value ?? several ?? 1,
    end: unit.end,
    counted: count !== undefined || several !== undefined,
  };
};

/** "Dragged on past ten minutes": longer than that. "Runs past 24 hours" are those of the last 24. */
const isBeyond = (words: Lexemes, at: number): boolean =>
  at > 0 &&
  words.tag(at, 'time.bareRecent') > 0 &&
  words.tokens[at - 1]?.kind !== 'mark' &&
  // "Errors in sales past 24 hours": behind a place no verb goes on.
  words.tag(at - 2, 'place') === 0 &&
  !words.matches.some(({ tag, end }) => end === at && /^(?:row$|entity$|counted:|metric:)/.test(tag));

/** "The past calendar month", "the last week, the calendar one", "last weeks failures": the whole unit that is over. */
const calendarSaid = (words: Lexemes, lead: number, end: number): number => {
  const from = lead > 0 ? lead : end;
  for (let at = from; at < end; at += 1) if (words.tag(at, 'time.calendar') > 0) return end;
  const behind = words.tag(words.mark(end, ',') ? end + 1 : end, 'time.calendarBehind');
  const owned = lead > 0 && end - lead === 1 && words.tag(lead, 'time.owned') > 0;
  const bare = lead < 2 || !['time.glue', 'place'].some((tag) => words.tag(lead - 2, tag) > 0);
  const followed = words.tokens[end]?.kind === 'word' && words.tag(end, 'time.glue') === 0;
  return behind || (owned && bare && followed ? end : 0);
};

/** Last 7 days, ultimi sette giorni, past 24 hours, gli ultimi due mesi; 7 giorni scorsi. */
export const recent: Rule = (words, at, local) => {
  const some = recentDays(words, at, local) ?? wholeUnits(words, at, local);
  if (some) return some;
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  // "Da trenta giorni a questa parte".
  const since = lead > 0 ? 0 : words.tag(at, 'time.since');
  const length = lengthAt(words, skip(words, lead || since || at), lead > 0);
  if (!length || (isClock(length.unit) && isBeyond(words, at))) return undefined;
  const { unit, count, counted } = length;
  const behind =
    lead > 0 ? [] : since > 0 ? ['time.hitherto'] : ['time.recent', 'time.last', 'time.hitherto'];
  const trail = behind.map((tag) => words.tag(length.end, tag)).find((end) => end > 0) ?? 0;
  // "Non girano da una settimana": up to now.
  if (since > 0 && length.counted && endsAt(words, at, 'idle'))
    return { end: length.end, ...recently(local, unit, count, true) };
  // "Top 5 settimana scorsa": so many, and one week.
  if (trail > 0 && count > 1 && words.tag(length.end - 1, 'time.several') === 0) return undefined;
  const working = lead > 0 && unit === 'day' && counted ? words.tag(length.end, 'time.working') : 0;
  if (working > 0) return workingDays(local, count, working);
  const marked = lead > 0 ? counted || words.tag(at, 'time.recent') > 0 : counted && trail > 0;
  // "Two weeks last month": the word belongs to what comes next.
  const next = unitAt(words, trail) ?? monthAt(words, trail) ?? countAt(words, trail);
  if (!marked || (trail > 0 && next)) return undefined;
  const end = trail || length.end;
  const calendar = calendarSaid(words, lead, length.end);
  if (calendar > 0 && countAt(words, skip(words, lead)) === undefined)
    return unitFrom(calendar, local, unit, -1);
  // The last quarter is one of the calendar, and so is the last weekend.
  if (!counted && (unit === 'weekend' || (monthsOf(unit) > 1 && unit !== 'year')))
    return unitFrom(end, local, unit, -1);
  const including = words.tag(words.mark(end, ',') ? end + 1 : end, 'time.withToday');
  const vague = countAt(words, skip(words, lead || since || at)) === undefined && !isClock(unit);
  return {
    end: including || end,
    ...recently(local, unit, count, including > 0),
    ...(vague && { vague }),
  };
};

/** "Lately", "ultimamente", "in questo periodo": no word says how far back. */
export const lately: Rule = (words, at, local) => {
  const end = words.tag(at, 'time.lately');
  // "Most recently" is the last time, "recently created" a state.
  const inside = words.matches.some(
    (match) =>
      !/^(?:stop|aux)$/.test(match.tag) &&
      match.start <= at &&
      match.end >= end &&
      match.end - match.start > end - at,
  );
  return end > 0 && !inside ? { end, ...recently(local, 'day', 7, false), vague: true } : undefined;
};

/** Three days ago, hace tres días (that day), two weeks ago (that week), an hour ago (since then). */
export const ago: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.agoBefore');
  const length = lengthAt(words, lead || at, false);
  const trail = length?.counted === true ? words.tag(length.end, 'time.ago') : 0;
  const end = trail || (lead > 0 && length?.counted === true ? length.end : 0);
  if (!length || end === 0) return undefined;
  const { unit, count } = length;
  if (isClock(unit)) return { end, ...recently(local, unit, count, false) };
  const day = local.today.subtract(lengthOf(unit, count));
  // "A week ago today", "oggi a una settimana fa".
  const named = words.prefixed(end, 'day.');
  const exact = named && /^-?\d$/.test(named.rest) ? named : undefined;
  if (exact) return { end: exact.end, span: days(day.add({ days: Number(exact.rest) }), 1), grain: 'day' };
  const point = { from: day.toPlainDateTime(), to: day.add({ days: 1 }).toPlainDateTime() };
  return { ...unitFrom(end, local, unit, -count), point };
};

/** "Tra due settimane", "in three days' time": it has yet to come. */
export const ahead: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.ahead');
  const length = lead > 0 ? lengthAt(words, lead, false) : undefined;
  const more = ['and', 'ago', 'last', 'priorTo', 'afterwards'];
  if (length?.counted !== true || more.some((tag) => words.tag(length.end, `time.${tag}`) > 0))
    return undefined;
  const day = local.today.add(lengthOf(length.unit, length.count));
  return isClock(length.unit) ? undefined : { end: length.end, span: days(day, 1), grain: 'day' };
};

/** Month to date, week so far, ytd: the unit of now. */
export const toDate: Rule = (words, at, local) => {
  const short = words.prefixed(at, 'time.soFar.');
  if (short && isUnit(short.rest)) return unitFrom(short.end, local, short.rest, 0);
  const unit = unitAt(words, at);
  // "Per day so far": the word belongs to what comes next.
  const end = unit && !isGrouping(words, at) ? words.tag(unit.end, 'time.toDate') : 0;
  return unit && end > 0 ? unitFrom(end, local, unit.unit, 0) : undefined;
};

/** What stands before a weekend that is meant as a time. */
const PLACES = ['time.glue', 'time.theDay', 'time.this', 'time.every', 'only', 'except', 'not', 'follow'];

/** "Over the weekend": the last one, or the one that goes on; beside another period, any of its weekends. */
export const plainWeekend: Rule = (words, at, local) => {
  const unit = unitAt(words, at);
  const placed = at === 0 || PLACES.some((tag) => endsAt(words, at, tag));
  if (unit?.unit !== 'weekend' || !placed || isGrouping(words, at)) return undefined;
  // "The weekend with the most failures": one of them, that something is said of.
  if (words.tag(unit.end, 'time.describedBy') > 0) return undefined;
  // "The weekend before": of the one that was spoken of.
  if (words.tag(at, 'time.before') > 0) return undefined;
  if (words.matches.some(({ tag, start, end }) => tag === 'habit.weekend' && start <= at && end > at))
    return undefined;
  return {
    ...unitFrom(unit.end, local, 'weekend', 0),
    habit: { field: 'weekday', values: [6, 7] },
  };
};
