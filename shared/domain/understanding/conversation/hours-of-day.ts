import type { Frame } from '../frame.ts';
import { type Edit, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';
import { daysOf, shifted } from './days-beside.ts';

const ofHours = (frame: Frame) => frame.times.windows.filter(({ recurring: { field } }) => field === 'hour');

const hourOf = (instant: string, timeZone: string): number =>
  Number(new Date(instant).toLocaleTimeString('sv-SE', { timeZone }).slice(0, 2));

/**
 * "And in the afternoon?", after this morning: of the whole day that it was of; of the day on which a night ends,
 * where they lie in it; and of yesterday, where they have yet to come.
 */
export const ofWholeDay = (next: Frame, before: Frame, setting: Setting): Edit[] => {
  const { timeZone } = setting;
  const [range, ...others] = before.times.ranges;
  const windows = ofHours(next);
  const [window, last] = [windows[0], windows.at(-1)];
  const hours = window?.recurring.values ?? [];
  const [first] = hours;
  if (!range || !window || !last || others.length + next.times.ranges.length > 0) return [];
  if (first === undefined) return [];
  const { from, to } = daysOf(range, setting);
  const ends = hourOf(range.range.to, timeZone);
  const overnight = range.grain === 'hour' && shifted(from, 1) === to && hours.every((hour) => hour < ends);
  const day = overnight ? to : from;
  const { now } = before.times;
  const today = new Date(now).toLocaleDateString('sv-SE', { timeZone });
  const ahead = day === today && first > hourOf(now, timeZone);
  const whole = range.grain === 'hour' && shifted(from, 1) >= to;
  const said = ahead ? shifted(day, -1) : day;
  return whole || (ahead && from === to)
    ? [{ ...range, text: `${said} ${textOf(next, { start: window.start, end: last.end })}` }]
    : [];
};
