import type { Frame } from '../frame.ts';
import type { TimeReading } from '../time/read-times.ts';
import { daysOf, daysText, shifted } from './days-beside.ts';
import { tagSpan } from './parts.ts';
import { textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

/** "Without today", of a period that goes on: until yesterday. */
const withoutToday = (
  next: Frame,
  before: Frame,
  range: TimeReading,
  setting: Setting,
): string | undefined => {
  const goesOn = Date.parse(range.range.to) > Date.parse(before.times.now);
  const { from, to } = daysOf(range, setting);
  return goesOn && from < to && tagSpan(next, 'time.without')
    ? daysText({ from, to: shifted(to, -1) })
    : undefined;
};

/** "And up to the 15th?", "e fino a ieri?": the period that was spoken of, as far as that; words to say behind it. */
export const cutText = (next: Frame, before: Frame, setting: Setting): string | undefined => {
  const [cut, ...more] = next.times.ranges;
  const [range, ...others] = before.times.ranges;
  if (!range || range.open || range.grain === 'hour' || more.length + others.length > 0) return undefined;
  if (!cut) return withoutToday(next, before, range, setting);
  if (!cut.open) return undefined;
  const whole = daysOf(range, setting);
  const month = whole.from.slice(0, 7) === whole.to.slice(0, 7) && whole.from < whole.to;
  if (cut.open.bare) return month ? `${daysText(whole)} ${textOf(next, cut)}` : undefined;
  const { to } = daysOf(cut, setting);
  return cut.open.side === 'to' && to >= whole.from ? daysText({ from: whole.from, to }) : undefined;
};

/** "And on Tuesday?", "e il martedì?", after one day: the day itself, in words that no habit is said in. */
export const dayText = (next: Frame, before: Frame, setting: Setting): string | undefined => {
  const [range, ...others] = before.times.ranges;
  const [window, ...more] = next.times.windows;
  const [day, ...days] = window?.recurring.field === 'weekday' ? window.recurring.values : [];
  if (!range || !window || others.length + more.length + next.times.ranges.length > 0) return undefined;
  const { from, to } = daysOf(range, setting);
  const lead = next.words.tag(window.start, 'time.glue') === window.end - 1;
  return lead && from === to && day !== undefined && days.length === 0 ? setting.weekday(day) : undefined;
};

/** A weekend by its days, anything else as it was said: "weekend" is no time without its preposition. */
export const periodText = (next: Frame, range: TimeReading, setting: Setting): string =>
  range.grain === 'weekend' ? daysText(daysOf(range, setting)) : textOf(next, range);
