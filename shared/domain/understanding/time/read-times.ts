import type { TimeRange } from '#shared/contracts/query.ts';
import type { Lexemes } from '../lexemes.ts';
import {
  calendarUnit,
  clip,
  isAhead,
  isBefore,
  isClock,
  justGone,
  lengthOf,
  type Local,
  recentUnits,
  shifted,
  type Span,
  tomorrow,
  toRange,
  type Unit,
} from './calendar.ts';
import { noSuchDay } from './dates.ts';
import { asksWhich, windowAt } from './habits.ts';
import { severalAt } from './lists.ts';
import { sinceAt, untilAt } from './open-ended.ts';
import { endsAt, longer, onlyBefore, type Period, type Recurring, skip } from './parts.ts';
import { periodAt } from './period.ts';
import { previousSpan } from './previous.ts';
import { rangeAt } from './ranges.ts';
import { sameAs, sameTime } from './same.ts';
import { lengthAt } from './units.ts';
import type { Found } from './beside.ts';
import { type FoundWindow, settle } from './settle.ts';
import { weekdayBefore } from './weekdays.ts';

/** A period of the question, over tokens `start` to `end`. */
export interface TimeReading {
  readonly start: number;
  readonly end: number;
  readonly range: TimeRange;
  readonly grain: Unit;
  /** It lies wholly after now. */
  readonly future: boolean;
  /** How long it is was left open. */
  readonly vague: boolean;
  /** "Until yesterday", "after the 20th": the end that was said; and by its number alone. */
  readonly open?: { readonly side: 'from' | 'to'; readonly bare: boolean };
  /** The unit of now of the same grain: this week for any week. */
  readonly current?: TimeRange;
  /** All of the period before it. */
  readonly previous: TimeRange;
  /** The first and last local day of the period before it; undefined for hours. */
  readonly before: { readonly from: string; readonly to: string } | undefined;
}

/** Everything about time in a question. */
export interface Times {
  readonly ranges: readonly TimeReading[];
  /** Hours and weekdays that recur: at night, on Saturdays, between 8 and 10. */
  readonly windows: readonly { start: number; end: number; recurring: Recurring; clock: boolean }[];
  /** Lengths of time that are no period by themselves, counted back from now: "for two weeks", "in over a month". */
  readonly stretches: readonly { readonly start: number; readonly end: number; readonly range: TimeRange }[];
  /** The last seven days and the seven before: what "getting worse" compares. */
  readonly recent: readonly [TimeRange, TimeRange];
  /** Now, as an ISO instant. */
  readonly now: string;
  /** "ever", "in tutto": the asker wants all there is. */
  readonly all: boolean;
  /** Where one of them is said once more. */
  readonly repeated: readonly { readonly start: number; readonly end: number }[];
  /** A day was named that no calendar has: the 31st of February. */
  readonly impossible: boolean;
  readonly used: ReadonlySet<number>;
}

/** The period of now that is like this one: this week for any week, this morning for yesterday's. */
const currentSpan = ({ span, grain, step }: Period, local: Local): Span | undefined => {
  if (!step) return calendarUnit(local, grain, 0);
  const back = span.from.toPlainDate().until(local.today).days;
  const today = clip(local, shifted(span, { days: back }));
  return isBefore(today.from, local.now) ? today : undefined;
};

const dayOf = (at: Span['from']): string => at.toPlainDate().toString();

/** A period that was found, with those that it may be held against. */
export const readingOf = ({ start, end, period }: Found, local: Local): TimeReading => {
  const { span, grain } = period;
  const current = currentSpan(period, local);
  return {
    start,
    end,
    range: period.range ?? toRange(span, local.timeZone),
    grain,
    future: isAhead(local, span.from),
    vague: period.vague === true,
    ...(period.open && { open: { side: period.open.side, bare: period.open.day !== undefined } }),
    ...(current && { current: toRange(current, local.timeZone) }),
    // Few questions ask for the period before theirs: it is reckoned for those.
    get previous() {
      return toRange(previousSpan(period), local.timeZone);
    },
    get before() {
      const { from, to } = previousSpan(period);
      return grain === 'hour' ? undefined : { from: dayOf(from), to: dayOf(to.subtract({ seconds: 1 })) };
    },
  };
};

const mark = (used: Set<number>, start: number, end: number): void => {
  for (let at = start; at < end; at += 1) used.add(at);
};

const OF_TIME = /^(?:time(?!\.count)|unit|day|month|weekday|part|habit|repair)/;
/** Small words that only lead into what stands behind them. */
const LEADS =
  /^(?:partOf|time\.(?:glue|inYear|theDay|theOrdinal|theUnit|dayOf|every|onDay|feastLead|one|to|clockTo))$/;

/** Places where an expression of time may begin: the rest is not looked at. */
const places = (words: Lexemes): Set<number> => {
  const found = new Set<number>();
  const leads = new Map<number, number[]>();
  for (const { tag, start, end } of words.matches)
    if (LEADS.test(tag)) leads.set(start, [...(leads.get(start) ?? []), end]);
    else if (OF_TIME.test(tag)) found.add(start);
  for (const [at, token] of words.tokens.entries())
    if (token.kind === 'number' || token.kind === 'date' || words.number(at) !== undefined) found.add(at);
  for (let at = words.tokens.length - 1; at >= 0; at -= 1)
    if (leads.get(at)?.some((end) => found.has(end))) found.add(at);
  return found;
};

/** What is left of lengths of time, as the time from then to the end of today. */
const stretchesIn = (words: Lexemes, local: Local, used: ReadonlySet<number>): Times['stretches'] =>
  words.tokens.flatMap((_, start) => {
    const length = used.has(start) ? undefined : lengthAt(words, start, false);
    if (length?.counted !== true) return [];
    const { unit, count, end } = length;
    const span = isClock(unit)
      ? justGone(local, lengthOf(unit, count)).span
      : { from: recentUnits(local, unit, count).from, to: tomorrow(local) };
    return [{ start, end, range: toRange(span, local.timeZone) }];
  });

/** "This week than last?": the one before, where nothing but the word says so. */
const lastAlone = (words: Lexemes, at: number): number => {
  const end = words.tag(at, 'time.lastAlone');
  const closes = end === words.tokens.length || words.tokens[end]?.kind === 'mark';
  const led = ['compare', 'time.and', 'or'].some((tag) => endsAt(words, at, tag));
  return end > 0 && closes && led ? end : 0;
};

const weeks = new Map<string, Times['recent']>();
/** So many days and places are remembered; then all are forgotten. */
const MOST_REMEMBERED = 100;

/** The same for everybody who asks on this day at this place, and every question wants to know it. */
const recentWeeks = (local: Local): Times['recent'] => {
  const key = `${local.today.toString()} ${local.timeZone}`;
  const known = weeks.get(key);
  if (known) return known;
  const week: Period = { end: 0, span: recentUnits(local, 'day', 7), grain: 'day' };
  const made = [toRange(week.span, local.timeZone), toRange(previousSpan(week), local.timeZone)] as const;
  if (weeks.size >= MOST_REMEMBERED) weeks.clear();
  weeks.set(key, made);
  return made;
};

/** "The previous 7 days", "i 7 precedenti": as many as were said of the period before; the end of the words. */
const asManyBefore = (words: Lexemes, at: number, first: Found | undefined): number => {
  const prior = words.tag(at, 'time.prior');
  const number = words.number(prior || at);
  const said = first
    ? words.tokens.some(
        (_, each) => each >= first.start && each < first.end && words.number(each)?.value === number?.value,
      )
    : false;
  if (!number || !said) return 0;
  const unit = words.prefixed(number.end, 'unit.')?.end ?? number.end;
  return prior > 0 ? unit : words.tag(unit, 'time.prior');
};

const MOST_LEAD = 3;

/** Finds every period and recurring window; a token belongs to one of them at most. */
export const readTimes = (words: Lexemes, local: Local, taken: ReadonlySet<number>): Times => {
  const found: Found[] = [];
  const windows: FoundWindow[] = [];
  const used = new Set<number>();
  let all = false;
  let impossible = false;
  const add = (start: number, period: Period): number => {
    // "Nella giornata di lunedì": no day that is asked for.
    for (let at = Math.max(0, start - MOST_LEAD); at < start - 1; at += 1)
      if (words.tag(at, 'time.onDay') === start) mark(used, at, start);
    found.push({ start, end: period.end, period });
    for (const recurring of period.only ?? [])
      windows.push({ start, end: period.end, recurring, clock: false });
    mark(used, start, period.end);
    return period.end;
  };
  /** "Not counting today", "today included": no day of its own. A day that cannot be is no other day. */
  const passed = (at: number): number => {
    const without = words.tag(at, 'time.without') || words.tag(at, 'time.withToday');
    const slip = (at > 0 ? words.tag(at, 'repair') : 0) || words.tag(at, 'time.none');
    if (slip > 0) return slip;
    const odd = without > 0 ? 0 : noSuchDay(words, at, local);
    if (odd > 0) impossible = true;
    mark(used, at, without || odd);
    return without || odd;
  };
  const longest = (at: number): Period | undefined =>
    [
      sameAs(words, at, local, found[0]?.period),
      sameTime(words, at, local),
      weekdayBefore(words, at, local, found[0]?.period.span),
      rangeAt(words, at, local),
      untilAt(words, at, local),
      sinceAt(words, at, local),
      periodAt(words, at, local),
    ].reduce(longer, undefined);
  /** "This week and the week before": as long, before the one that was named first. */
  const previous = (at: number, period: Period | undefined): number => {
    const [first] = found;
    // "That of the week before."
    const said = words.tag(at, 'time.before') || words.tag(skip(words, at), 'time.before');
    const end = found.length === 1 ? said || lastAlone(words, at) || asManyBefore(words, at, found[0]) : 0;
    if (!first || end === 0 || (period && period.end > end)) return 0;
    const { grain, step } = first.period;
    return add(at, { end, span: previousSpan(first.period), grain, ...(step && { step }) });
  };
  /** Reads what stands at a token, and says where to go on. */
  const readAt = (at: number): number => {
    const over = passed(at);
    if (over > 0) return over;
    const period = longest(at);
    const several = severalAt(words, at, local);
    if (several && (several.end > (period?.end ?? 0) || several.apart === true)) {
      for (const each of several.periods) add(at, each);
      return several.end;
    }
    const before = previous(at, period);
    if (before > 0) return before;
    const window = windowAt(words, at);
    // "nel weekend scorso": the longer period begins behind the preposition.
    const behind = window && !period ? periodAt(words, skip(words, at), local) : undefined;
    if (window && behind && behind.end > window.end) return at + 1;
    const isPeriod =
      !window ||
      (period &&
        (period.end > window.end || (period.end === window.end && !window.clock && !asksWhich(words, at))));
    if (period && isPeriod) return add(at, period);
    if (window) {
      const { end, recurring, clock } = window;
      for (const each of recurring) {
        // "Solo sabato e domenica" is said again as a whole.
        const start = each.field === 'weekday' ? onlyBefore(words, at) : at;
        windows.push({ start, end, recurring: each, clock: clock !== undefined });
      }
      mark(used, at, end);
      return end;
    }
    const everything = words.tag(at, 'time.all');
    // The words stay free: "never" and "in all" mean more than time.
    if (everything > 0) all = true;
    return everything || at + 1;
  };
  const possible = places(words);
  for (let at = 0; at < words.tokens.length; )
    at = taken.has(at) || !possible.has(at) ? at + 1 : Math.max(at + 1, readAt(at));
  const settled = settle(words, found, windows, local);
  for (const { start, end } of settled.slips) mark(used, start, end);
  return {
    ranges: settled.ranges.map((each) => readingOf(each, local)),
    windows: settled.windows,
    repeated: settled.repeated,
    stretches: stretchesIn(words, local, used),
    all,
    impossible,
    used,
    recent: recentWeeks(local),
    // Looked at by whoever wants to know it.
    get now() {
      return local.instant;
    },
  };
};
