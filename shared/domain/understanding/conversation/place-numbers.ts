import type { Frame } from '../frame.ts';
import { boundsOf, freeNumbers, some } from './parts.ts';
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

/** "Show ten": how many are shown, or the number of the only bound. */
export const placeNumber = (next: Frame, before: Frame, { reading }: Setting): Placed => {
  const nothing = { edits: [], tail: [], placed: [] };
  const [number, ...others] = freeNumbers(next);
  if (!number || others.length > 0) return nothing;
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
