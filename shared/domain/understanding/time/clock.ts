import type { Lexemes } from '../lexemes.ts';
import { monthAt, unitAt } from './parts.ts';

const HOUR = 60;
export const NOON = 12 * HOUR;
export const DAY = 24 * HOUR;

/** A time of the clock, in minutes from midnight. */
interface Clock {
  readonly minutes: number;
  readonly end: number;
  /** Words say which half of the day it is in: am, di sera. */
  readonly said: boolean;
  /** "8 o'clock". */
  readonly hour: boolean;
  /** It can be nothing but a time: 8 am, noon. */
  readonly plain: boolean;
  /** It is of a clock of 24 hours, if it is one of the clock at all: 22. */
  readonly sure: boolean;
}

/** A stretch of the clock. It may go beyond midnight: from 22 to 6. */
export interface ClockSpan {
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /** No range of days: the words leave no doubt. */
  readonly sure: boolean;
  readonly form: 'between' | 'at' | 'after' | 'before' | 'since';
  /** Half of the day that the words name. */
  readonly half: boolean;
}

const FIGURES = /^(\d{1,2})(?:[:.,](\d{2}))?$/;

/** The bare figures or words of an hour: 8, 8:30, otto, half past eight. */
const face = (words: Lexemes, at: number): { minutes: number; end: number } | undefined => {
  const past = words.prefixed(at, 'time.past.');
  const number = words.number(past?.end ?? at);
  // "At once" is no hour.
  if (!number || number.ordinal || words.tag(at, 'occasions') > 0) return undefined;
  const token = words.tokens[past?.end ?? at];
  const figures = token?.kind === 'number' ? FIGURES.exec(token.norm) : undefined;
  if (token?.kind === 'number' && !figures) return undefined;
  const hour = figures ? Number(figures[1]) : number.value;
  const minutes = Number(figures?.[2] ?? 0) + Number(past?.rest ?? 0);
  if (!Number.isInteger(hour) || hour > 24 || minutes >= HOUR) return undefined;
  return { minutes: hour * HOUR + minutes, end: number.end };
};

const clockAt = (words: Lexemes, at: number): Clock | undefined => {
  const noon = words.tag(at, 'time.noon');
  const midnight = words.tag(at, 'time.midnight');
  const shown = noon || midnight ? { minutes: noon > 0 ? NOON : 0, end: noon || midnight } : face(words, at);
  if (!shown) return undefined;
  const plus = words.prefixed(shown.end, 'time.plus.');
  const minutes = shown.minutes + Number(plus?.rest ?? 0);
  const last = plus?.end ?? shown.end;
  // "18:00 hours".
  const timed = words.tokens[at]?.norm.includes(':') === true ? unitAt(words, last) : undefined;
  const hours = timed?.unit === 'hour' ? timed.end : 0;
  const sharp = words.tag(last, 'time.oclock') || hours || last;
  const halves = ['time.am', 'time.pm', 'time.nightHour'].map((tag) => words.tag(sharp, tag));
  const [am = 0, pm = 0, night = 0] = halves;
  const morning = minutes >= NOON && minutes < NOON + HOUR ? minutes - NOON : minutes;
  const later = minutes < NOON && (pm > 0 || minutes >= 6 * HOUR) ? minutes + NOON : minutes;
  const said = am || pm || night;
  return {
    minutes: am > 0 ? morning : said > 0 ? later : minutes,
    end: said || sharp,
    said: said > 0,
    hour: said > 0 || words.tag(last, 'time.oclock') > 0,
    plain: said > 0 || noon > 0 || midnight > 0,
    sure: said > 0 || noon > 0 || midnight > 0 || shown.minutes >= 13 * HOUR,
  };
};

/** "Between 8 and 10 pm", "from 9 to 5": which half of the day the other end is in. */
const settled = (first: Clock, second: Clock): { from: number; to: number } => {
  const to = second.minutes === 0 ? DAY : second.minutes;
  const from = first.minutes;
  if (second.said && !first.sure && from < NOON) {
    const evening = to > NOON ? from + NOON < to : from >= to;
    return { from: evening ? from + NOON : from, to };
  }
  // "From noon to three" is in the afternoon.
  const day = first.said || first.plain ? from >= NOON : !first.sure && from >= 6 * HOUR;
  const afternoon = day && !second.sure && to < from && to + NOON > from;
  return { from, to: afternoon ? to + NOON : to };
};

const COUNTED = /^(?:metric:|counted:|row$|entity$)/;

const isCounted = (words: Lexemes, { end, sure }: Clock): boolean =>
  !sure && words.matches.some(({ tag, start }) => start === end && COUNTED.test(tag));

/** "22 al 17 novembre": a day of a month. */
const isDay = (words: Lexemes, { end, plain }: Clock): boolean =>
  !plain && monthAt(words, words.tag(end, 'time.dayOf') || end) !== undefined;

/** A number that counts something, or a day of a month, is no hour: "alle 3 automazioni", "all'8 novembre". */
const counts = (words: Lexemes, clock: Clock): boolean =>
  // "The past 24 hours".
  (!clock.plain && unitAt(words, clock.end) !== undefined) ||
  isDay(words, clock) ||
  (!clock.sure && (words.tag(clock.end, 'time.counted') > 0 || words.mark(clock.end, '%')));

const between = (words: Lexemes, at: number): ClockSpan | undefined => {
  const slot = words.tag(at, 'time.slot');
  const lead = slot || words.tag(at, 'time.clockFrom');
  const preposition = lead || words.tag(at, 'time.from') || words.tag(at, 'time.between');
  const first = clockAt(words, preposition || at);
  if (!first) return undefined;
  const dash = words.mark(first.end, '-–—') ? first.end + 1 : 0;
  const joints = preposition > 0 ? ['time.clockTo', 'time.to', 'time.and'] : ['time.clockTo', 'time.to'];
  const joint = dash || Math.max(...joints.map((tag) => words.tag(first.end, tag)));
  const second = joint > 0 ? clockAt(words, joint) : undefined;
  if (!second || isDay(words, second)) return undefined;
  const behind = words.tag(second.end, 'time.slot');
  const clear = slot > 0 || behind > 0 || words.tag(at, 'time.clockSure') > 0;
  const shown = [preposition || at, joint].some((here) => words.tokens[here]?.norm.includes(':') === true);
  const plain = clear || shown || first.plain || second.plain;
  const sure = plain || first.sure || second.sure;
  // Two numbers are hours when a word says so, or when they look like hours: 8am-10am, 8:30-10:00.
  if ((lead === 0 && !plain) || (!clear && (counts(words, second) || isCounted(words, second))))
    return undefined;
  const end = behind || second.end;
  return { end, ...settled(first, second), sure, form: 'between', half: first.said || second.said };
};

/** "After midnight" is the night, not the whole day. */
const SMALL_HOURS = 6 * HOUR;

const open = (words: Lexemes, at: number): ClockSpan | undefined => {
  const one = (tag: string): Clock | undefined => {
    const lead = words.tag(at, tag);
    const clock = lead > 0 ? clockAt(words, lead) : undefined;
    return clock && !counts(words, clock) ? clock : undefined;
  };
  // "Dopo mezzogiorno", "since 9 am": after a word for any time, only what is sure to be one of the clock.
  const named = (...tags: readonly string[]): Clock | undefined =>
    tags.map(one).find((clock) => clock?.plain);
  const span = (clock: Clock, form: ClockSpan['form'], from: number, to: number): ClockSpan => ({
    end: clock.end,
    from,
    to,
    sure: false,
    form,
    half: clock.said,
  });
  const after = one('time.clockAfter') ?? named('time.afterDay');
  if (after) return span(after, 'after', after.minutes, after.minutes === 0 ? SMALL_HOURS : DAY);
  const before = one('time.clockBefore') ?? named('time.beforeDay', 'time.until');
  if (before) return span(before, 'before', 0, before.minutes || DAY);
  // "The 8 o'clock report": the hour says by itself what it is.
  const bare = words.number(at) ? clockAt(words, at) : undefined;
  const sharp = one('time.clockAt') ?? named('time.to') ?? (bare?.hour === true ? bare : undefined);
  if (sharp) return span(sharp, 'at', sharp.minutes % DAY, (sharp.minutes % DAY) + HOUR);
  const since = one('time.clockSince') ?? named('time.since', 'time.from');
  if (!since) return undefined;
  const onwards = words.tag(since.end, 'time.onwards');
  return { ...span(since, 'since', since.minutes, DAY), end: onwards || since.end };
};

/** Tra le 8 e le 10, between 8 and 10 am, 8:30-10:00, nella fascia 8-12, after 6 pm, alle 8, since 9 am. */
export const clockSpan = (words: Lexemes, at: number): ClockSpan | undefined =>
  between(words, at) ?? open(words, at);

/** A time without a word for it: the caller knows that one may stand. */
export const bareClock = (words: Lexemes, at: number): ClockSpan | undefined => {
  const clock = clockAt(words, at);
  if (!clock) return undefined;
  const { end, minutes, said } = clock;
  return { end, from: minutes, to: minutes + HOUR, sure: true, form: 'at', half: said };
};

/** A bare time right behind a date: 2026-11-17 08:30, yesterday noon. */
export const bareTime = (words: Lexemes, at: number): ClockSpan | undefined =>
  words.tokens[at]?.norm.includes(':') === true || words.tag(at, 'time.noon') > 0
    ? bareClock(words, at)
    : undefined;

/** The whole hours that a stretch touches. */
export const hoursOf = ({ from, to }: { from: number; to: number }): number[] => {
  const first = Math.floor(from / HOUR);
  const length = Math.ceil((to > from ? to : to + DAY) / HOUR) - first;
  return Array.from({ length: Math.min(24, length) }, (_, each) => (first + each) % 24);
};
