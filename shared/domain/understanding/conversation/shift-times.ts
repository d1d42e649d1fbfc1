import type { Frame } from '../frame.ts';
import type { TimeReading } from '../time/read-times.ts';
import { hoursBefore, hoursBeside } from './clock-beside.ts';
import { after, type Days, daysOf, daysText, lengthOf, shifted, WEEK } from './days-beside.ts';
import { tagSpan } from './parts.ts';
import type { Span } from './pieces.ts';
import type { Setting } from './setting.ts';
import { justAfter, justBefore, LONGEST, SHORTEST, unitBefore } from './units-before.ts';

/** "And the one before?", of a Monday: the Monday before it. */
const isWeekday = (next: Frame, span: Span, before: Frame, range: TimeReading): boolean => {
  const says = ({ words }: Frame, { start, end }: Span, tag: string): boolean =>
    words.tokens.some((_, at) => at >= start && at < end && words.prefixed(at, tag) !== undefined);
  return (
    says(before, range, 'weekday.') &&
    !says(next, span, 'unit.') &&
    tagSpan(next, 'time.before') !== undefined
  );
};

const previous = (range: TimeReading, weekly: boolean, setting: Setting): Days | undefined => {
  const days = daysOf(range, setting);
  const weekend = lengthOf(days) === 2 && new Date(days.from).getUTCDay() === 6;
  if (weekend || (weekly && days.from === days.to))
    return { from: shifted(days.from, -WEEK), to: shifted(days.to, -WEEK) };
  return range.before;
};

/** "The week before", of a day: of another unit than the one that was spoken of. */
const otherBefore = (next: Frame, span: Span, range: TimeReading, setting: Setting): Days | undefined => {
  const days = daysOf(range, setting);
  for (let at = span.start; at < span.end; at += 1) {
    const unit = next.words.prefixed(at, 'unit.')?.rest ?? '';
    if (unit === '') continue;
    if ((SHORTEST[unit] ?? 0) > lengthOf(days)) return unitBefore(days.from, unit);
    return (LONGEST[unit] ?? Infinity) < lengthOf(days) ? justBefore(days.from, unit, 1) : undefined;
  }
  return undefined;
};

export interface Shift {
  readonly span: Span;
  readonly text: string;
}

/** "Previous week", after the last week: the same words mean the one before. */
const saysBefore = (next: Frame, range: TimeReading, before: TimeReading): boolean =>
  range.range.from === before.range.from &&
  range.range.to === before.range.to &&
  next.words.tokens.some(
    (_, at) => at >= range.start && at < range.end && next.words.tag(at, 'time.beforeIt') > 0,
  );

/** "And the 7 before?", of the last seven days: as many as were spoken of. */
const asMany = (next: Frame, before: Frame, range: TimeReading): Span | undefined => {
  const told = before.words.tokens.flatMap((_, at) =>
    at >= range.start && at < range.end ? (before.words.number(at)?.value ?? []) : [],
  );
  const start = next.words.tokens.findIndex((_, at) => {
    const number = next.words.number(at);
    return number && told.includes(number.value) && next.words.tag(number.end, 'time.prior') > 0;
  });
  const number = next.words.number(start);
  return number && { start, end: next.words.tag(number.end, 'time.prior') };
};

/** "The 14 days before that", "i 10 giorni dopo": so many, whatever was spoken of. */
const soMany = (next: Frame, range: TimeReading, setting: Setting): Shift | undefined => {
  const { words } = next;
  for (let start = 0; start < words.tokens.length; start += 1) {
    const count = words.number(start);
    const unit = count && words.prefixed(count.end, 'unit.');
    const prior = unit ? words.tag(unit.end, 'time.prior') : 0;
    const end = prior || (unit ? words.tag(unit.end, 'time.afterwards') : 0);
    if (!count || !unit || end === 0) continue;
    const span = { start, end };
    const { from, to } = daysOf(range, setting);
    if (prior > 0 && unit.rest === 'hour') return { span, text: hoursBefore(range, setting, count.value) };
    const days = prior > 0 ? justBefore(from, unit.rest, count.value) : justAfter(to, unit.rest, count.value);
    return days && { span, text: daysText(days) };
  }
  return undefined;
};

/** "And before?", "compared with before?", and nothing more: the period before the one that was spoken of. */
export const onlyBefore = ({ words }: Frame): Span | undefined => {
  const said = words.tokens.flatMap(({ kind }, at) => (kind === 'mark' ? [] : [at]));
  const opening = said.find((at) => words.tag(at, 'follow') !== at + 1) ?? 0;
  const start = words.tag(opening, 'against') || opening;
  const end = words.tag(start, 'time.prior');
  return end > (said.at(-1) ?? 0) ? { start, end } : undefined;
};

/** "And the week before?", "the day after": the period beside the one that was spoken of. */
export const besides = (next: Frame, before: Frame, setting: Setting): Shift | undefined => {
  const [range, ...others] = before.times.ranges;
  if (!range || others.length > 0) return undefined;
  const so = soMany(next, range, setting);
  if (so) return so;
  const said = next.times.ranges.find((each) => saysBefore(next, each, range));
  const many = asMany(next, before, range) ?? onlyBefore(next);
  const back = tagSpan(next, 'refer.before') ?? said ?? tagSpan(next, 'time.before') ?? many;
  const forth = tagSpan(next, 'refer.after');
  const span = back ?? forth;
  // "The day before yesterday" is a day by itself.
  const own = next.times.ranges.some(
    (each) =>
      each !== said && span && (each.end <= span.start || (each.start < span.end && each.end > span.end)),
  );
  if (!span || own) return undefined;
  const at = { start: span.start, end: span.end };
  if (range.grain === 'hour') {
    const hour = next.words.tokens.some(
      (_, each) => each >= at.start && each < at.end && next.words.tag(each, 'unit.hour') > 0,
    );
    const gone = Date.parse(range.range.to) === Date.parse(next.times.now) && many !== undefined;
    const text =
      hour || gone
        ? hoursBefore(range, setting, hour ? 1 : undefined)
        : hoursBeside(range, back ? -1 : 1, setting);
    return { span: at, text };
  }
  const other = back && said === undefined ? otherBefore(next, span, range, setting) : undefined;
  const days =
    other ??
    (back ? previous(range, isWeekday(next, span, before, range), setting) : after(daysOf(range, setting)));
  return days && { span: at, text: daysText(days) };
};

/** "Yesterday at the same hours": the words for the hours in a period that has them. */
export const hoursIn = (frame: Frame): Span | undefined => {
  const [range] = frame.times.ranges;
  const at = range
    ? frame.words.tokens.findIndex(
        (_, each) =>
          each >= range.start &&
          each < range.end &&
          ['time.clockFrom', 'time.between', 'time.clockAfter', 'time.clockBefore'].some((tag) => {
            const end = frame.words.tag(each, tag);
            return end > 0 && frame.words.number(end) !== undefined;
          }),
      )
    : -1;
  return range && at > range.start ? { start: at, end: range.end } : undefined;
};
