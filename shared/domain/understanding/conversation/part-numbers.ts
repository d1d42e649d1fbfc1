import type { Frame } from '../frame.ts';
import { freeNumbers, within } from './parts.ts';
import { type Edit, textOf } from './pieces.ts';

const SAYS = /^(?:stop|aux|only|measure\.1)$/;

/** "And the second?", of the first quarter, "e nella seconda?", of the first half: another part by its number. */
export const partNumber = (next: Frame, before: Frame): Edit[] => {
  const [range, ...others] = before.times.ranges;
  const at = next.words.tokens.findIndex((_, each) => next.words.number(each)?.ordinal === true);
  const number = next.words.number(at);
  const told = before.words.tokens.findIndex(
    (_, each) => range !== undefined && within(each, range) && before.words.number(each)?.ordinal === true,
  );
  const old = before.words.number(told);
  const own = next.mentions.length + next.unknown.length + next.times.windows.length;
  const bare = own === 0 && next.concepts.every(({ tag }) => SAYS.test(tag)) && freeNumbers(next).length <= 1;
  if (!number || !old || !range || others.length > 0 || !bare || old.end >= range.end) return [];
  const last = next.words.tokens.findLastIndex(({ kind }) => kind !== 'mark');
  return number.end > last
    ? [{ start: number.end, end: number.end, text: textOf(before, { start: old.end, end: range.end }) }]
    : [];
};

/** "And the first week?", "e nei primi dieci giorni?", of a month: of that one. */
export const firstPart = (next: Frame, before: Frame): Edit[] => {
  const [range, ...others] = before.times.ranges;
  const endOf = (each: number): number => {
    const unit = next.words.prefixed(each, 'unit.');
    const days = unit?.rest === 'week' || unit?.rest === 'day' ? unit.end : 0;
    return days || (next.words.number(each) ? 0 : next.words.tag(each, 'time.decade'));
  };
  const at = next.words.tokens.findIndex((_, each) => endOf(each) > 0);
  const end = endOf(at);
  const count = next.words.number(at - 1);
  const start = count && !count.ordinal ? at - 1 : at;
  const led =
    next.words.number(start - 1)?.ordinal === true || next.words.tag(start - 1, 'time.firstPart') === start;
  const last = next.words.tokens.findLastIndex(({ kind }) => kind !== 'mark');
  return range?.grain === 'month' && others.length === 0 && at > 0 && led && end > last
    ? [{ start: end, end, text: textOf(before, range) }]
    : [];
};
