import type { Reading } from '#shared/contracts/grammar.ts';
import type { Frame } from '../frame.ts';
import { boundsOf, freeNumbers, RANKED, some, tagSpan } from './parts.ts';
import { type Edit, replacing, type Span, textOf } from './pieces.ts';
import type { Placed, Setting } from './setting.ts';

/** Another bound of the same kind takes the place of the old. */
export const placeBounds = (next: Frame, before: Frame, { reading }: Setting): Placed => {
  const fresh = boundsOf(next, reading);
  const timed = fresh.some(({ seconds }) => seconds !== undefined);
  const metric = fresh.find((bound) => bound.metric !== undefined)?.metric;
  const old = boundsOf(before, reading).filter(
    (bound) =>
      (bound.seconds !== undefined) === timed &&
      (metric === undefined || bound.metric === undefined || bound.metric === metric),
  );
  if (fresh.length === 0 || old.length === 0) return { edits: [], tail: [], placed: [] };
  const { edits } = replacing(old, fresh.map((bound) => textOf(next, bound)).join(' '));
  return { edits, tail: [], placed: fresh };
};

/** "Half an hour", "un quarto d'ora", "an hour": so long, in words alone. */
export const lengthSaid = ({ concepts, words }: Frame): Span | undefined => {
  const length = concepts.find(({ tag }) => tag.startsWith('measure.'));
  if (!length) return undefined;
  if (length.end - length.start > 1) return length;
  const one = words.number(length.start - 1)?.value === 1 && words.tokens[length.start - 1]?.kind === 'word';
  return one ? { start: length.start - 1, end: length.end } : undefined;
};

/** "And half an hour?", of a bound in time. */
const placeLength = (next: Frame, before: Frame, reading: Reading): Placed | undefined => {
  const length = lengthSaid(next);
  const own = freeNumbers(next).some(({ start }) => !length || start < length.start || start >= length.end);
  if (own) return undefined;
  const [bound, ...others] = boundsOf(before, reading).filter(({ seconds }) => seconds !== undefined);
  if (!length || !bound || others.length > 0) return undefined;
  const at = before.words.tokens.findIndex(
    (_, each) => each >= bound.start && each < bound.end && before.words.number(each) !== undefined,
  );
  const from =
    at < 0
      ? (before.concepts.find(({ tag, start }) => tag.startsWith('measure.') && start >= bound.start)
          ?.start ?? bound.end)
      : at;
  return { edits: [{ start: from, end: bound.end, text: textOf(next, length) }], tail: [], placed: [length] };
};

/** "Give me five", of things that were listed: the first of them. */
const firstFew = (next: Frame, before: Frame, number: Span, { phrase }: Setting): Placed | undefined => {
  const lead = tagSpan(next, 'someOf');
  const listed = some(before, RANKED) && !some(before, /^ask\.count$/) && freeNumbers(before).length === 0;
  const top = phrase('order.top');
  return lead?.end === number.start && listed && top !== undefined
    ? { edits: [], tail: [`, ${top} ${textOf(next, number)}`], placed: [{ ...lead, end: number.end }] }
    : undefined;
};

/** "Show ten": how many are shown, or the number of the only bound. */
export const placeNumber = (next: Frame, before: Frame, setting: Setting): Placed => {
  const { reading } = setting;
  const nothing = { edits: [], tail: [], placed: [] };
  const length = placeLength(next, before, reading);
  if (length) return length;
  const [number, ...others] = freeNumbers(next);
  if (!number || others.length > 0) return nothing;
  const few = firstFew(next, before, number, setting);
  if (few) return few;
  const old = freeNumbers(before);
  const bare = !some(next, /^(?:order\.|lastMany|agg\.|per\.|superlative:)/);
  const [bound, ...more] = boundsOf(before, reading);
  if (old.length > 0) return { ...replacing(old, textOf(next, number)), tail: [], placed: [number] };
  if (!bound || more.length > 0 || !bare) return nothing;
  return { edits: numberOf(before, bound, textOf(next, number)), tail: [], placed: [number] };
};

/** Another number in a bound. */
export const numberOf = (frame: Frame, { start, end }: Span, text: string): Edit[] => {
  const at = frame.words.tokens.findIndex(
    (_, each) => each >= start && each < end && frame.words.number(each) !== undefined,
  );
  return at < 0 ? [] : [{ start: at, end: frame.words.number(at)?.end ?? at + 1, text }];
};

/** A bound and nothing else: what it counts belongs to it. */
export const isBoundOnly = (next: Frame, { reading }: Setting): boolean => {
  const bounds = boundsOf(next, reading);
  const beside = (span: Span): boolean =>
    bounds.some(({ start, end }) => span.start <= end + 1 && span.end >= start);
  return bounds.length > 0 && next.concepts.filter(({ tag }) => /^(?:metric:|row$)/.test(tag)).every(beside);
};
