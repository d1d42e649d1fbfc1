import { onlyCounts } from './answered-already.ts';
import { base, type Change } from './change.ts';
import { gone, joined, RANKED, some, tagSpan, WHAT } from './parts.ts';
import { edited } from './pieces.ts';

const PARTED = /^(?:rate|share)$/;

/** "And in numbers?", of a rate or a share: what it is a part of the whole of. */
export const inNumbers = ({ next, before, opened, setting }: Change): string | undefined => {
  const own = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  // "How many is that?": of one part, and not of the greatest.
  const counts = onlyCounts(next) && !some(before, RANKED);
  if ((!tagSpan(next, 'absolute') && !counts) || own || some(next, WHAT)) return undefined;
  const { rates } = setting.reading;
  const rate = before.concepts.find(({ tag }) => Object.values(rates).includes(tag.replace('metric:', '')));
  const counted = Object.keys(rates).find((name) => `metric:${rates[name]}` === rate?.tag);
  const word = counted === undefined ? undefined : setting.metric(counted);
  if (word === undefined && !some(before, PARTED)) return undefined;
  return joined([
    edited(before, [
      ...(rate && word !== undefined ? [{ start: rate.start, end: rate.end, text: word }] : []),
      ...gone(before, PARTED, /^(?:single|ask\.what)$/),
      ...base(before, opened),
    ]),
  ]);
};
