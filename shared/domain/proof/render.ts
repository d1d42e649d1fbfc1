import type { Slot } from '#shared/contracts/draft.ts';
import { fillText } from '../language/format.ts';
import { formatDay, formatMoment, formatTime, localOf, localOfDay } from '../language/format-date.ts';
import { evaluate } from './evaluate.ts';
import { type Value, refused } from './outcome.ts';
import { type Rendered, type Setting, claim, text } from './pieces.ts';
import { bound, period } from './render-asked.ts';
import { countedText, newestText, thereText } from './render-counts.ts';
import { label, plain } from './render-lists.ts';
import { extreme, metricName, missing, state, trend, unknown, yesNo } from './render-words.ts';

/** The rows are those of one day, which the sentence has said. */
const isOfOneDay = ({ evidence }: Value, { witnesses, timeZone }: Setting): boolean => {
  const range = witnesses.get(evidence)?.read.query.timeRange;
  if (!range) return false;
  const last = new Date(Date.parse(range.to) - 1);
  return localOf(range.from, timeZone).day === localOf(last, timeZone).day;
};

const date = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const { wording, timeZone, now } = setting;
  if (typeof value.value !== 'string' || slot.unit !== 'date') return refused('no date');
  const bare = value.value.length === 10;
  const local = bare ? localOfDay(value.value) : localOf(value.value, timeZone);
  if (slot.style === 'day') return text(claim(slot, value, formatDay(local, 'wdmy', wording)));
  if (bare) return refused('no time of day');
  const { clock } = wording.formats;
  if (slot.style === 'moment' && clock !== undefined && isOfOneDay(value, setting))
    return text(claim(slot, value, fillText(clock, { time: formatTime(local) })));
  const said = slot.style === 'time' ? formatTime(local) : formatMoment(value.value, now, timeZone, wording);
  return text(claim(slot, value, said));
};

const reach = ({ labels }: Slot, { value }: Value, { wording }: Setting): Rendered => {
  const key = labels === undefined ? 'outside' : `outside_${labels}`;
  const said = value === 'outside' ? wording.trends[key] : undefined;
  return said === undefined ? refused('it is inside the data') : text(said);
};

/** Styles whose text does not show the value itself: their unit is not the value's. */
const FREE_UNIT = new Set<string | undefined>(['yesno', 'there', 'extreme', 'state']);

/** The proven text of a slot, or why there is none. */
export const renderSlot = (slot: Slot, setting: Setting): Rendered => {
  const { style } = slot;
  if (style === 'period') return period(slot, setting);
  const value = evaluate(slot.formula, setting);
  if (value.kind === 'refused') return value;
  if (slot.formula.op === 'exceeds') return refused('a comparison is no figure');
  if (style === 'metric') return metricName(slot, value, setting);
  if (style === 'unknown') return unknown(slot, value, setting);
  if (value.value === null) return slot.missing === true ? missing(value, setting) : refused('unknown');
  if (value.unit !== slot.unit && !FREE_UNIT.has(style)) return refused('unit');
  switch (style) {
    case 'counted':
      return countedText(slot, value, setting);
    case 'there':
      return thereText(slot, value, setting);
    case 'newest':
      return newestText(slot, value, setting);
    case 'label':
      return label(slot, value, setting);
    case 'trend':
      return trend(slot, value, setting);
    case 'extreme':
      return extreme(slot, value, setting);
    case 'state':
      return state(slot, value, setting);
    case 'bound':
      return bound(slot, value, setting);
    case 'reach':
      return reach(slot, value, setting);
    case 'yesno':
      return yesNo(value, setting);
    case 'day':
    case 'time':
    case 'moment':
      return date(slot, value, setting);
    case undefined:
      return plain(slot, value, setting);
  }
};
