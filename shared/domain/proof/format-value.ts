import type { Slot } from '#shared/contracts/draft.ts';
import { formatCount, formatDuration, formatFraction, formatPercent } from '../language/format.ts';
import {
  formatDay,
  formatMoment,
  formatMonth,
  hourLine,
  hourName,
  localOf,
  localOfDay,
  weekdayName,
} from '../language/format-date.ts';
import { type Wording, nounOf } from '../wording/wording.ts';
import type { Value } from './outcome.ts';

interface Place {
  wording: Wording;
  timeZone: string;
  now: Date;
}

const dateText = (cell: string, { wording, timeZone, now }: Place): string => {
  if (cell.length === 7) return formatMonth(cell, wording);
  if (cell.length > 10) return formatMoment(cell, now, timeZone, wording);
  const local = localOfDay(cell);
  return formatDay(local, local.year === localOf(now, timeZone).year ? 'wdm' : 'wdmy', wording);
};

const nameText = (value: Value, { wording }: Place, named: boolean): string => {
  const { value: cell, column } = value;
  const calendar = column?.calendar;
  if (calendar === 'weekday' && typeof cell === 'number') return weekdayName(cell, wording);
  if (calendar === 'hour' && typeof cell === 'number')
    return named ? hourName(cell, wording) : hourLine(cell, wording);
  // Names are data: a line break or a control character in one must not shape the answer.
  return String(cell)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
};

/** "El lunes": a day that is the answer itself has its article where the language gives it one. */
const inAnswer = (text: string, { column }: Value, { wording }: Place): string => {
  const template = wording.formats.named?.[column?.calendar ?? ''];
  return template === undefined ? text : template.replace('{value}', text);
};

/** A value in the reader's language: number, share, duration, date or name. */
export const formatValue = (slot: Slot, value: Value, place: Place): string => {
  const named = slot.formula.op === 'at' || slot.formula.op === 'tied';
  const text = valueText(slot, value, place, named);
  return named ? inAnswer(text, value, place) : text;
};

const valueText = (slot: Slot, value: Value, place: Place, named: boolean): string => {
  const { value: cell, unit } = value;
  const { wording } = place;
  if (typeof cell !== 'number')
    return unit === 'date' ? dateText(String(cell), place) : nameText(value, place, named);
  const signed = slot.formula.op === 'percentChange' || slot.formula.op === 'difference';
  const metric = value.column?.metric;
  switch (unit) {
    case 'count':
      return formatCount(cell, wording);
    case 'percent':
      return formatPercent(cell, wording, signed);
    case 'fraction':
      return formatFraction(cell, wording);
    case 'seconds':
      return formatDuration(cell, wording, metric ? nounOf(wording.metrics, metric.name).largest : undefined);
    case 'ms':
      return formatDuration(cell / 1000, wording);
    case 'date':
    case 'name':
      return nameText(value, place, named);
  }
};
