import type { Lexemes } from '../lexemes.ts';
import type { Match } from '../phrases.ts';
import type { Local } from './calendar.ts';
import { exists, latestDay } from './days.ts';
import { endsAt, isCount, monthAt, oneDay, type Period, type Rule, skip } from './parts.ts';
import { relativeUnit } from './units.ts';
import { yearAt } from './years.ts';
import { plainUnit } from './weeks.ts';

const MOST_DAYS = 31;

/** A day as said: by its number, with or without month and year. */
interface Said {
  readonly end: number;
  readonly day: number;
  readonly month?: number;
  readonly year?: number;
}

const periodOf = (said: Said | undefined, local: Local): Period | undefined => {
  const date = said && latestDay(local, said.day, said.month, said.year);
  if (!date || !said) return undefined;
  const base = oneDay(said.end, date);
  if (said.month === undefined) return { ...base, bareDay: said.day, cycle: { months: 1 } };
  return said.year === undefined ? { ...base, cycle: { years: 1 } } : base;
};

/** "Il 15 ottobre scorso", "il 17 u.s.": the latest one, which it is anyway; "10 last night" is an hour. */
const past = (words: Lexemes, at: number): number =>
  words.prefixed(at, 'day.') ? at : words.tag(at, 'time.justPast') || at;

const withYear = (words: Lexemes, at: number, local: Local): { end: number; year?: number } =>
  yearAt(words, words.mark(at, ',') ? at + 1 : at, local) ?? { end: past(words, at) };

/** Where the month of a day stands: "16 [of] november". */
export const ofMonth = (words: Lexemes, at: number): number => words.tag(at, 'time.dayOf') || at;

/** 16 novembre, the sixteenth of november, 16 nov 2026, november 16th. */
const saidInWords = (words: Lexemes, at: number, local: Local): Said | undefined => {
  const start = skip(words, at);
  // "Prima di ottobre" is no first of October.
  const count = words.tag(start, 'time.beforeDay') > 0 ? undefined : words.number(start);
  const after = count && monthAt(words, ofMonth(words, count.end));
  // "45 novembre" is a day that cannot be, "forty of November" something else.
  const large = count && count.value > MOST_DAYS;
  if (large && (words.tokens[start]?.kind !== 'number' || !monthAt(words, count.end))) return undefined;
  if (count && after && Number.isInteger(count.value)) {
    return { day: count.value, month: after.month, ...withYear(words, after.end, local) };
  }
  const month = monthAt(words, at);
  const day = month && words.number(words.tag(month.end, 'time.theOrdinal') || month.end);
  if (!month || !day || !Number.isInteger(day.value) || day.value > MOST_DAYS) return undefined;
  // "Ottobre prima" is no first of october.
  if (words.tag(month.end, 'time.priorTo') > 0) return undefined;
  if (isCount(words, day.end) && !day.ordinal) return undefined;
  return { day: day.value, month: month.month, ...withYear(words, day.end, local) };
};

const fullYear = (digits: string): number => (digits.length < 3 ? 2000 + Number(digits) : Number(digits));

/** Numbers and marks written without a space between them, from here on. */
const written = (words: Lexemes, at: number): { text: string; ends: number[] } => {
  let text = '';
  const ends: number[] = [];
  for (let here = at; here < at + 5; here += 1) {
    const token = words.tokens[here];
    const previous = words.tokens[here - 1];
    const joins = here === at || (token !== undefined && previous?.end === token.start);
    if (!token || !joins || !/^[\d./-]+$/.test(token.norm)) break;
    text += token.norm;
    ends.push(text.length);
  }
  return { text, ends };
};

/** "24/7" is always, not the 24th of July. */
const ROUND_THE_CLOCK = new Set(['24/7', '7/7', '24/24']);

const FORMS: readonly [form: RegExp, order: string, needsArticle: boolean][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, 'ymd', false],
  [/^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/, 'd-m-y', false],
  [/^(\d{1,2})\/(\d{1,2})(?![\d/])/, 'dm', false],
  [/^(\d{1,2})[-.](\d{1,2})(?![\d./-]*\d)/, 'dm', true],
];

/** 16/11, 16/11/2026, 16.11.26, 2026-11-16: day first, as both languages of this market write it. */
const saidInNumbers = (words: Lexemes, at: number): Said | undefined => {
  const token = words.tokens[at];
  if (token?.kind !== 'date' && token?.kind !== 'number') return undefined;
  const { text, ends } = written(words, at);
  if (ROUND_THE_CLOCK.has(text)) return undefined;
  for (const [form, order, needsArticle] of FORMS) {
    const match = form.exec(text);
    const end = match ? ends.indexOf(match[0].length) : -1;
    if (!match || end < 0) continue;
    // 16.11 may be a number or an hour: "il 16.11" is a day.
    if (needsArticle && (!placed(words, at) || monthAt(words, at + end + 1))) return undefined;
    const numbers = match.slice(1).filter((part) => /^\d+$/.test(part));
    const [first = '', second = '', third] = numbers;
    const said =
      order === 'ymd'
        ? { day: Number(third), month: Number(second), year: fullYear(first) }
        : {
            day: Number(first),
            month: Number(second),
            ...(third !== undefined && { year: fullYear(third) }),
          };
    // The month cannot come first but where the day would be no month: 11/17/2026.
    const swapped = said.month > 12 && said.day <= 12;
    const right = swapped ? { ...said, day: said.month, month: said.day } : said;
    return { ...right, end: past(words, at + end + 1) };
  }
  return undefined;
};

const placed = (words: Lexemes, at: number): boolean =>
  ['time.theDay', 'time.from', 'time.to', 'time.onDay'].some((tag) => endsAt(words, at, tag));

/** The 10th of this month, il 5 del mese scorso, il 12 c.m. */
const saidOfUnit = (words: Lexemes, at: number, local: Local): (Said & { within?: Period }) | undefined => {
  const count = words.number(skip(words, at));
  if (!count || !Number.isInteger(count.value)) return undefined;
  const short = words.tag(count.end, 'time.thisMonth');
  if (short > 0) return { end: short, day: count.value, month: local.today.month, year: local.today.year };
  const here = skip(words, count.end);
  if (here === count.end) return undefined;
  const unit = relativeUnit(words, here, local) ?? plainUnit(words, count.end, local);
  if (unit?.grain !== 'month') return undefined;
  const { month, year } = unit.span.from;
  return { end: unit.end, day: count.value, month, year, within: unit };
};

export const dayAndMonth: Rule = (words, at, local) => periodOf(saidInWords(words, at, local), local);

export const numericDate: Rule = (words, at, local) => periodOf(saidInNumbers(words, at), local);

export const dayOfUnit: Rule = (words, at, local) => {
  const said = saidOfUnit(words, at, local);
  const found = periodOf(said, local);
  return found && said?.within ? { ...found, within: said.within.span } : found;
};

/** Words that say a day which the calendar does not have: 31 febbraio, 30/02, 45 November. */
export const noSuchDay = (words: Lexemes, at: number, local: Local): number => {
  const said = saidInNumbers(words, at) ?? saidInWords(words, at, local) ?? saidOfUnit(words, at, local);
  if (!said || said.month === undefined) return 0;
  return exists(said.day, said.month, said.year) ? 0 : said.end;
};

/** A day by its number alone: "il 16", "the 16th". Only where the caller knows that a day may stand. */
export const bareDay: Rule = (words, at, local) => {
  const count = words.number(at);
  if (!count || words.tokens[at]?.norm.includes(':') === true) return undefined;
  // "Per giorno prima del 10", "prima delle 8", "la notte prima".
  if (['time.beforeDay', 'time.clockBefore', 'time.beforeIt'].some((tag) => words.tag(at, tag) > 0))
    return undefined;
  if (!Number.isInteger(count.value) || count.value > MOST_DAYS) return undefined;
  // "The first 3 failures" are no day.
  if (count.ordinal && words.number(count.end) !== undefined) return undefined;
  // "Friday 6 pm"; "il 6 di sera" is a day.
  if (['time.am', 'time.pm'].some((tag) => words.tag(count.end, tag) === count.end + 1)) return undefined;
  // Of a month that has no such day it is no day of another.
  if (isCount(words, count.end) || monthAt(words, ofMonth(words, count.end))) return undefined;
  // "The first failed run", "il primo a fallire": the one that did.
  const did = ({ tag, start }: Match): boolean =>
    (start === count.end || (start === count.end + 1 && words.tag(count.end, 'stop') > 0)) &&
    (tag === 'row' || tag.startsWith('metric:'));
  if (words.tag(at, 'earliest') > 0 && words.matches.some(did)) return undefined;
  // "Al secondo posto".
  if (count.ordinal && words.tag(count.end, 'refer.one') > 0) return undefined;
  // "Al secondo tentativo".
  if (
    words.matches.some(({ tag, start, end }) => start === at && end > count.end && tag.startsWith('metric:'))
  )
    return undefined;
  return periodOf({ end: past(words, count.end), day: count.value }, local);
};

/** "the 16th", "il 16", "on the 16th": an article that makes the number a day. */
export const articleDay: Rule = (words, at, local) => {
  const article = words.tag(at, 'time.theDay');
  const count = article > 0 ? words.number(article) : undefined;
  if (!count) return undefined;
  const full = dayAndMonth(words, article, local);
  if (full) return full;
  const needsOrdinal = words.tag(at, 'time.theOrdinal') > 0;
  return needsOrdinal && !count.ordinal ? undefined : bareDay(words, article, local);
};
