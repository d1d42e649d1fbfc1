import { Temporal } from 'temporal-polyfill';
import type { Token } from '../language/tokens.ts';
import { type Lexemes, lexemes } from '../understanding/lexemes.ts';
import { type Local, toRange } from '../understanding/time/calendar.ts';
import { noSuchDay } from '../understanding/time/dates.ts';
import { sinceAt, untilAt } from '../understanding/time/open-ended.ts';
import { longer, monthAt, type Period, unitAt } from '../understanding/time/parts.ts';
import { periodAt } from '../understanding/time/period.ts';
import { rangeAt } from '../understanding/time/ranges.ts';
import type { Vocabulary } from '../understanding/vocabulary.ts';
import type { Said } from './item.ts';
import { isOfLength } from './prior.ts';
import type { Lexicon } from './lexicon.ts';

/** What a text says of time at a token: a period, or words of the calendar that make none. */
export interface TimeSaid {
  readonly said: Said | undefined;
  readonly end: number;
  /** From a day on, up to now. */
  readonly open?: boolean;
}

const weekdayAt = (words: Lexemes, at: number): { weekday: number; end: number } | undefined => {
  const found = words.prefixed(at, 'weekday.') ?? words.prefixed(at, 'habit.');
  const weekday = Number(found?.rest);
  return found && Number.isInteger(weekday) ? { weekday, end: found.end } : undefined;
};

/** Only articles and units: "the month" is no period of its own. */
const saysNothing = (words: Lexemes, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const glue = words.tag(at, 'time.glue') || words.tag(at, 'time.theDay') || words.tag(at, 'time.from');
    if (glue === 0 && !unitAt(words, at)) return false;
  }
  return true;
};

/** A weekday beside a date must be that of the date. */
const agrees = (words: Lexemes, from: number, to: number, { span }: Period): boolean => {
  const first = span.from.toPlainDate();
  const last = span.to.subtract({ seconds: 1 }).toPlainDate();
  for (let at = from; at < to; at += 1) {
    const day = weekdayAt(words, at);
    if (!day || words.number(day.end) === undefined) continue;
    if (![first, last].some((date) => date.dayOfWeek === day.weekday)) return false;
  }
  return true;
};

/** "lunedì 9" without its month: the one with that weekday, not the latest ninth. */
const bareDayOf = (words: Lexemes, at: number, local: Local): TimeSaid | undefined => {
  const day = weekdayAt(words, at);
  const number = day && words.number(day.end);
  if (!day || !number || !Number.isInteger(number.value) || number.value > 31) return undefined;
  if (monthAt(words, number.end) || unitAt(words, number.end)) return undefined;
  // "Giovedì 12 con 22 fallimenti", unlike "giovedì 12 con errori".
  const counted = words.tag(number.end, 'time.countable') > 0;
  if (counted && words.number(number.end + 1) === undefined) return undefined;
  const MOST_BACK = 200;
  for (let back = 0; back < MOST_BACK; back += 1) {
    const date: Temporal.PlainDate = local.today.subtract({ days: back });
    if (date.day !== number.value || date.dayOfWeek !== day.weekday) continue;
    const from = date.toPlainDateTime();
    return {
      said: { kind: 'range', range: toRange({ from, to: from.add({ days: 1 }) }, local.timeZone) },
      end: number.end,
    };
  }
  return { said: undefined, end: number.end };
};

/** "Novembre un solo", "November one process": the article of what comes next is no day of the month. */
const ARTICLES = new Set(['un', 'uno', 'una', 'one', 'a', 'an']);
const counts = new WeakMap<Vocabulary, ReadonlyMap<string, number>>();
const countsIn = (calendar: Vocabulary): ReadonlyMap<string, number> => {
  const known = counts.get(calendar);
  if (known) return known;
  const made = new Map([...calendar.cardinals].filter(([word]) => !ARTICLES.has(word)));
  counts.set(calendar, made);
  return made;
};

/** So many weekdays with a number each are a list of figures, not of dates. */
const LEAST_LISTED = 3;

/** Reads times of prose with the rules of the calendar that questions are read with. */
export const timeReader = (
  tokens: readonly Token[],
  { calendar, decimal }: Lexicon,
  local: Local,
  isRow: (said: Said) => boolean,
): ((at: number) => TimeSaid | undefined) => {
  const matches = calendar.book.find(tokens);
  const forms = { ...calendar, cardinals: countsIn(calendar) };
  const words = lexemes(tokens, matches, forms);
  /** "La settimana scorsa 57": what comes next is a figure, and no part of the time. */
  const before = (at: number): Period | undefined => {
    const end = [at + 2, at + 3, at + 4].find((next) => words.number(next));
    return end === undefined ? undefined : cutAt(at, end);
  };
  /** "A ottobre 24": Italian writes the day before its month, so the number is a figure. */
  const endsInFigure = (end: number): boolean =>
    decimal === ',' &&
    tokens[end - 1]?.kind === 'number' &&
    (tokens[end - 1]?.value ?? 0) < 100 &&
    words.prefixed(end - 2, 'month.') !== undefined &&
    words.number(end - 3) === undefined;
  /** "Peaked on 12 November at 22": an hour of English prose has its minutes, or its half of the day. */
  const endsInHour = (end: number): boolean =>
    decimal === '.' && tokens[end - 2]?.norm === 'at' && /^\d{1,2}$/.test(tokens[end - 1]?.norm ?? '');
  /** How many tokens at the end of a time are a figure of their own. */
  const figuresBehind = (end: number): number => (endsInFigure(end) ? 1 : endsInHour(end) ? 2 : 0);
  /** "Nella settimana 9-15 novembre": from day to day, not the ninth week of the year. */
  const weekOf = (at: number, end: number): Period | undefined => {
    const unit = unitAt(words, at) ?? (words.tag(at, 'time.glue') > 0 ? unitAt(words, at + 1) : undefined);
    const days = unit && words.number(unit.end) ? rangeAt(words, unit.end, local) : undefined;
    if (!days || days.end < end || !hasMonth(words, unit?.end ?? at, days.end)) return undefined;
    const said = { kind: 'range', range: toRange(days.span, local.timeZone) } as const;
    return unit?.unit === 'week' && isOfLength(said, 'week') ? days : undefined;
  };
  const cutAt = (at: number, end: number): Period | undefined => {
    const short = lexemes(
      tokens.slice(0, end),
      matches.filter((match) => match.end <= end),
      forms,
    );
    const found = periodAt(short, at, local);
    return found?.end === end ? found : undefined;
  };
  const listed = tokens.filter((_, at) => {
    const day = weekdayAt(words, at);
    return day && words.number(day.end) && !monthAt(words, day.end + 1);
  }).length;
  /** "Thursday, from 7 to 22", "21 a ottobre": figures beside a time, and none of its own. */
  const isFigures = (at: number, end: number): boolean => {
    for (let here = at + 1; here < end; here += 1) {
      const comma = tokens[here]?.norm === ',' && words.tag(here + 1, 'time.from') > 0;
      if (
        comma ||
        (/^[-–]$/.test(tokens[here]?.norm ?? '') && unitAt(words, at) && tokens[here - 1]?.kind === 'number')
      )
        return true;
    }
    // "From 14 on Wednesday": no hour.
    const leads = words.tag(at, 'time.from') > 0 || /^(?:by|at|di)$/.test(tokens[at]?.norm ?? '');
    const led = leads && tokens[at + 1]?.kind === 'number' ? at + 1 : at;
    // "At 18, Wednesday was worst", "a ottobre 24: un calo".
    if (tokens[led]?.kind === 'number' && tokens[led + 1]?.norm === ',' && led + 1 < end) return true;
    return tokens[led]?.kind === 'number' && /^(?:a|ad|in|on|of|di)$/.test(tokens[led + 1]?.norm ?? '');
  };
  const read = (at: number): TimeSaid | undefined => {
    const day = weekdayAt(words, at);
    const bare = bareDayOf(words, at, local);
    const longest =
      [rangeAt, sinceAt, untilAt, periodAt]
        .map((rule) => rule(words, at, local))
        .reduce<Period | undefined>((best, next) => longer(best, next), undefined) ?? before(at);
    const cut = longest && figuresBehind(longest.end);
    const found = weekOf(at, longest?.end ?? 0) ?? (longest && cut ? cutAt(at, longest.end - cut) : longest);
    if (found && found.bare !== true && found.end > (bare?.end ?? 0)) {
      // A range between two weekdays says from which to which, not a week of its own.
      const days = day !== undefined || weekdayAt(words, at + 1) !== undefined;
      const onlyDays = days && !hasNumber(words, at, found.end);
      // "12 last month" is a figure of last month, not its twelfth.
      const figure =
        tokens[at]?.kind === 'number' &&
        !hasMonth(words, at, found.end) &&
        words.tag(found.end - 1, 'time.ago') === 0;
      if (!onlyDays && !figure && !isFigures(at, found.end) && !saysNothing(words, at, found.end)) {
        if (!agrees(words, at, found.end, found)) return { said: undefined, end: found.end };
        const open = sinceAt(words, at, local)?.end === found.end && words.tag(at, 'time.afterDay') === 0;
        return {
          said: { kind: 'range', range: found.range ?? toRange(found.span, local.timeZone) },
          end: found.end,
          ...(open && { open }),
        };
      }
    }
    // "Lunedì 4, martedì 10" beside rows of weekdays: the number is their figure.
    const row =
      day && listed >= LEAST_LISTED && isRow({ kind: 'weekday', weekday: day.weekday })
        ? true
        : day && isRow({ kind: 'weekday', weekday: day.weekday }) && !(bare?.said && isRow(bare.said));
    // "Giovedì 12 con 22", "giovedì 12: 22": the figure is the one behind.
    const figured =
      bare && /^(?:con|with|:)$/.test(tokens[bare.end]?.norm ?? '') && words.number(bare.end + 1);
    if (bare && (!row || figured)) return bare;
    if (day) return { said: { kind: 'weekday', weekday: day.weekday }, end: day.end };
    const odd = noSuchDay(words, at, local);
    return odd > 0 && hasMonth(words, at, odd) ? { said: undefined, end: odd } : undefined;
  };
  const known = new Map<number, TimeSaid | undefined>();
  return (at) => {
    if (!known.has(at)) known.set(at, read(at));
    return known.get(at);
  };
};

const hasMonth = (words: Lexemes, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1)
    if (words.prefixed(at, 'month.') || words.tokens[at]?.kind === 'date') return true;
  return false;
};

const hasNumber = (words: Lexemes, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1)
    if (words.number(at) || unitAt(words, at) || words.prefixed(at, 'day.')) return true;
  return false;
};
