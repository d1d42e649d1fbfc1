import { type Frame, has } from '../frame.ts';
import type { TimeReading } from '../time/read-times.ts';
import { freeNumbers, overlap, tagSpan, tieSpans } from './parts.ts';
import { conceptSpans, type Edit, replacing, type Span, textOf, without } from './pieces.ts';
import { ledSpan } from './place-names.ts';
import { numberOf } from './place-numbers.ts';
import type { Placed, Setting } from './setting.ts';
import { cutText, dayText, periodText } from './cut-times.ts';
import { daysOf, shifted } from './days-beside.ts';
import { ofWholeDay } from './hours-of-day.ts';
import { sameDays, sameHours } from './same-times.ts';
import { besides, hoursIn, onlyBefore } from './shift-times.ts';
import { habitText, weekdaysIn } from './weekdays.ts';

const WEEK = 7;
const LONG_DAYS = 8;

/** "And the Monday before": of the week before the day that was spoken of, as an ISO date. */
const weekdayBefore = (next: Frame, dayBefore: string): string | undefined => {
  const at = next.words.tokens.findIndex((_, each) => {
    const day = next.words.prefixed(each, 'weekday.');
    return day !== undefined && next.words.tag(day.end, 'time.beforeIt') > 0;
  });
  const weekday = Number(next.words.prefixed(at, 'weekday.')?.rest);
  if (at < 0) return undefined;
  const back = (new Date(`${dayBefore}T00:00:00Z`).getUTCDay() - weekday + WEEK) % WEEK;
  return shifted(dayBefore, -back);
};

const isLong = (range: TimeReading, setting: Setting): boolean => {
  const { from, to } = daysOf(range, setting);
  return shifted(from, LONG_DAYS) <= to;
};

const isOneDay = (range: TimeReading, setting: Setting): boolean => {
  const { from, to } = daysOf(range, setting);
  return range.grain === 'day' && shifted(from, 1) >= to;
};

/** "Only Monday to Friday", of a longer period: these days of each week in it; and so "at the weekend". */
const recurring = (
  next: Frame,
  ranges: readonly TimeReading[],
  only: boolean,
  before: Frame,
  setting: Setting,
) => {
  const named = ranges.filter((range) => weekdaysIn(next, range).length > 0);
  const [first] = named;
  const last = named.at(-1);
  const [period] = before.times.ranges;
  if (!first || !last || !period) return undefined;
  const span = { start: first.start, end: last.end };
  const days = weekdaysIn(next, span);
  const habits = before.times.windows.some(({ recurring: { field } }) => field === 'weekday');
  const some = (days.length > 1 || habits) && isLong(period, setting) && !tagSpan(next, 'time.last');
  return only || some ? { span, days } : undefined;
};

/** The periods with the articles that lead to them: what takes their place needs none. */
const ledRanges = (before: Frame): Span[] => before.times.ranges.map((range) => ledSpan(before, range));

interface Window extends Span {
  readonly field: string;
  readonly text: string;
}

/** Hours take the place of hours, days of days. */
const placeWindows = (before: Frame, windows: readonly Window[]): Placed => {
  const edits: Edit[] = [];
  const tail: string[] = [];
  for (const field of new Set(windows.map((each) => each.field))) {
    const old = before.times.windows.filter((window) => window.recurring.field === field);
    const own = windows.filter((each) => each.field === field);
    const put = replacing(old, [...new Set(own.map(({ text }) => text))].join(' '));
    edits.push(...put.edits);
    if (put.tail !== '') tail.push(put.tail);
  }
  return { edits, tail, placed: windows.map(({ start, end }) => ({ start, end })) };
};

const windowsOf = (next: Frame, setting: Setting): Window[] =>
  next.times.windows.map(({ start, end, recurring: { field, values } }) => {
    // Days are said as days that recur, or a month and they would be two periods.
    const text = field === 'weekday' ? habitText(values, setting) : textOf(next, { start, end });
    return { start, end, field, text };
  });

const ofHours = (frame: Frame) => frame.times.windows.filter(({ recurring: { field } }) => field === 'hour');

/** "All day": the hours go; else the days do; hours of one day become the day. */
const widenedTimes = (next: Frame, before: Frame, setting: Setting): Edit[] => {
  if (!tagSpan(next, 'widen.time')) return [];
  const { windows, ranges } = before.times;
  const hours = hoursIn(before);
  if (hours) return without([hours]);
  if (windows.length > 0) return without(ofHours(before).length > 0 ? ofHours(before) : windows);
  const hourly = ranges.filter(({ grain }) => grain === 'hour');
  return hourly.map((range) => ({ start: range.start, end: range.end, text: daysOf(range, setting).from }));
};

/** "30 days?", after the last seven: another number or unit in the same words. */
const otherLength = (next: Frame, before: Frame): Placed | undefined => {
  const lengthIn = (frame: Frame, inside: (at: number) => boolean): Span | undefined => {
    const start = frame.words.tokens.findIndex((_, at) => {
      const number = frame.words.number(at);
      return inside(at) && number !== undefined && frame.words.prefixed(number.end, 'unit.') !== undefined;
    });
    const number = frame.words.number(start);
    const unit = number && frame.words.prefixed(number.end, 'unit.');
    return unit && { start, end: unit.end };
  };
  const [range] = before.times.ranges;
  const own = next.times.ranges.length === 0 ? lengthIn(next, () => true) : undefined;
  const old = range && lengthIn(before, (at) => at >= range.start && at < range.end);
  if (own && old) return { edits: replacing([old], textOf(next, own)).edits, tail: [], placed: [own] };
  // "The last 30": of the same unit.
  const recent = tagSpan(next, 'time.recent');
  const [latest = recent] = conceptSpans(next, /^last(?:Many)?$/);
  const [number, ...others] = freeNumbers(next);
  const last = latest && number && latest.end === number.start && others.length === 0;
  return old && last && next.times.ranges.length === 0
    ? { edits: numberOf(before, old, textOf(next, number)), tail: [], placed: [latest, number] }
    : undefined;
};

/** "Yesterday at the same time", after some hours: the day. */
const withoutHours = (next: Frame, range: Span): Span => {
  const same = tagSpan(next, 'refer.hours');
  return same && same.start > range.start && same.start < range.end
    ? { start: range.start, end: same.start }
    : range;
};

/** "More than" right before a period, with no number. */
const boundBefore = ({ concepts, words }: Frame, { start }: Span): Span | undefined =>
  concepts.find(
    ({ tag, start: at, end }) =>
      // "Over the last thirty days" is a period.
      words.tag(at, 'time.glue') === 0 &&
      /^having\.[gl]t$/.test(tag) &&
      start >= end &&
      start - end <= 1 &&
      words.number(end) === undefined,
  );

/** "More than the day before": held against what lies beside the period that was spoken of. */
const thanBeside = ({ concepts, words }: Frame, { start }: Span): Span | undefined =>
  concepts.find(
    ({ tag, ...than }) =>
      /^having\.[gl]t$/.test(tag) &&
      than.start < start &&
      Math.abs(than.end - start) <= 1 &&
      words.number(than.end) === undefined,
  );

/** "With", "compared to": words that stand in the question before already. */
const pointsAgainst = (next: Frame): Span[] => [
  ...conceptSpans(next, /^compare$/),
  ...(tagSpan(next, 'against') ? [tagSpan(next, 'against')].flatMap((span) => span ?? []) : []),
];

/** "The first 5", and then October: no day of it. */
const endsInNumber = ({ words }: Frame): boolean => {
  const last = words.tokens.findLastIndex(({ kind }) => kind !== 'mark');
  return words.number(last) !== undefined;
};

/** The periods, hours and days of the message take the place of those of the question before. */
export const placeTimes = (next: Frame, before: Frame, only: boolean, setting: Setting): Placed => {
  const compares = has(next, 'compare', 'compare.ask');
  const shift = compares
    ? undefined
    : (sameHours(next, before, setting) ?? sameDays(next, before, setting) ?? besides(next, before, setting));
  const length = shift ? undefined : otherLength(next, before);
  const ranges = next.times.ranges.filter((range) => !shift || !overlap(range, shift.span));
  const earlier = before.times.ranges.length === 1 ? before.times.ranges[0]?.before : undefined;
  const weekday = ranges.length === 1 && earlier ? weekdayBefore(next, earlier.to) : undefined;
  if (weekday !== undefined) {
    const behind = tagSpan(next, 'time.beforeIt');
    const { edits } = replacing(ledRanges(before), weekday);
    return { edits, tail: [], placed: [...ranges, ...(behind ? [behind] : [])] };
  }
  const day = only ? undefined : dayText(next, before, setting);
  const cut = compares ? undefined : cutText(next, before, setting);
  if (day !== undefined || cut !== undefined) {
    const { edits } = replacing(ledRanges(before), day ?? cut ?? '');
    return { edits, tail: [], placed: [...ranges, ...next.times.windows, ...tieSpans(next)] };
  }
  const habit = recurring(next, ranges, only, before, setting);
  const periods = ranges.filter((range) => !habit || !overlap(range, habit.span));
  const whole = shift ? [] : ofWholeDay(next, before, setting);
  const said = windowsOf(next, setting).filter((window) => !shift || !overlap(window, shift.span));
  const windows = placeWindows(before, [
    ...said.filter(({ field }) => whole.length === 0 || field !== 'hour'),
    ...(habit ? [{ ...habit.span, field: 'weekday', text: habitText(habit.days, setting) }] : []),
  ]);
  const edits: Edit[] = [...(length?.edits ?? []), ...windows.edits, ...widenedTimes(next, before, setting)];
  const tail = [...windows.tail];
  const placed: Span[] = [...windows.placed, ...(length?.placed ?? []), ...tieSpans(next)];
  if (tagSpan(next, 'widen.period')) edits.push(...without(before.times.ranges));
  if (whole.length > 0) {
    edits.push(...whole);
    placed.push(...said);
  }
  const hours = tagSpan(next, 'refer.hours') ? hoursIn(before) : undefined;
  const [period, ...others] = periods;
  const [, compared] = before.times.ranges;
  const than = period && others.length === 0 ? boundBefore(next, period) : undefined;
  // "Compared with before?": held against the period before.
  const earlierOne = compares && onlyBefore(next) ? besides(next, before, setting) : undefined;
  if (earlierOne) {
    tail.push(setting.phrase('against') ?? '', earlierOne.text);
    placed.push(earlierOne.span, ...pointsAgainst(next));
  } else if (than && period && before.times.ranges.length === 1) {
    // "Is that more than yesterday?": held against it.
    tail.push(setting.phrase('against') ?? '', textOf(next, period));
    placed.push(than, period);
  } else if (shift && thanBeside(next, shift.span)) {
    tail.push(setting.phrase('against') ?? '', shift.text);
    placed.push(shift.span, ...[thanBeside(next, shift.span)].flatMap((span) => span ?? []));
  } else if (shift) {
    edits.push(...replacing(ledRanges(before), shift.text).edits);
    placed.push(shift.span);
  } else if (
    period &&
    others.length === 0 &&
    compared &&
    has(before, 'compare') &&
    !has(next, 'compare.ask')
  ) {
    // "And with last week?": held against another one.
    edits.push({ ...compared, text: textOf(next, period) });
    placed.push(period, ...pointsAgainst(next));
  } else if (periods.length > 0 && !compares) {
    const text = periods
      .map((range) => (hours ? textOf(next, withoutHours(next, range)) : periodText(next, range, setting)))
      .join(' ');
    const led = ledRanges(before);
    // "Below 90 last week", and now in October: no day of it.
    const apart = led.some(({ start }) => before.words.number(start - 1) !== undefined) ? ', ' : '';
    const put = replacing(led, hours ? `${text} ${textOf(before, hours)}` : `${apart}${text}`);
    edits.push(...put.edits);
    tail.push(put.tail !== '' && endsInNumber(before) ? `, ${put.tail}` : put.tail);
    // "The failures of October day by day": without the "of", which would join what is behind it.
    placed.push(
      ...periods.map((range) => (range.end < next.words.tokens.length ? ledSpan(next, range) : range)),
    );
    // "And yesterday?", of the Mondays of a month: whatever day that was.
    if (periods.some((range) => isOneDay(range, setting)))
      edits.push(...without(before.times.windows.filter((window) => window.recurring.field === 'weekday')));
    // "And in the last twelve hours?": hours of the day before are over.
    if (periods.some(({ grain }) => grain === 'hour')) edits.push(...without(ofHours(before)));
  } else if (new Set(periods.map(({ range }) => range.from)).size > 1) {
    // "Compare October with September": both are said.
    edits.push(...without(ledRanges(before)));
  } else if (periods.length > 0) {
    // A second period to compare with stands behind the first.
    edits.push(...without(before.times.ranges.slice(1)));
  }
  return { edits, tail, placed };
};
