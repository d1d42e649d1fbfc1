import type { Frame } from '../frame.ts';
import { daysOf, daysText, lengthOf } from './days-beside.ts';
import type { Edit } from './pieces.ts';
import type { Setting } from './setting.ts';
import { LONGEST, unitAround } from './units-before.ts';

/** "Make that the whole week", "e tutto il mese?": the week or month that the days spoken of lie in. */
export const wholeUnit = (next: Frame, before: Frame, setting: Setting): Edit[] => {
  const { words, times } = next;
  const [range, ...others] = before.times.ranges;
  const start = words.tokens.findIndex(
    (_, at) => words.prefixed(words.tag(at, 'whole.of'), 'unit.') !== undefined,
  );
  const unit = words.prefixed(words.tag(start, 'whole.of'), 'unit.');
  const last = words.tokens.findLastIndex(({ kind }) => kind !== 'mark');
  if (!range || !unit || others.length > 0 || unit.end <= last) return [];
  const plain = times.ranges.every((each) => each.start >= start && each.end <= unit.end);
  const days = daysOf(range, setting);
  const around = lengthOf(days) < (LONGEST[unit.rest] ?? 0) ? unitAround(days.from, unit.rest) : undefined;
  const today = new Date(times.now).toLocaleDateString('sv-SE', { timeZone: setting.timeZone });
  if (!plain || !around || around.to < days.to) return [];
  return [
    {
      start,
      end: unit.end,
      text: daysText({ from: around.from, to: around.to < today ? around.to : today }),
    },
  ];
};
