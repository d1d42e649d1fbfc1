import type { Frame } from '../frame.ts';
import { tagSpan } from './parts.ts';
import { type Edit, textOf } from './pieces.ts';

const FARTHEST = 3;

/** "Only the first two areas that I had asked for", of three that were named: those two, by their names. */
export const firstAsked = (next: Frame, before: Frame): Edit[] => {
  const { words } = next;
  const asked = tagSpan(next, 'refer.asked');
  const [one, ...others] = before.mentions.filter(({ excluded }) => excluded !== true);
  const dimension = one?.choices[0]?.dimension;
  const kin = others.every(({ choices: [choice] }) => choice?.dimension === dimension);
  if (!asked || !one || !kin || next.mentions.length > 0) return [];
  return words.tokens.flatMap((_, at) => {
    const place = words.number(at);
    const first = place?.ordinal === true && place.value === 1 ? place.end : 0;
    const top = words.tag(at, 'order.top') === at + 1 ? at + 1 : 0;
    const from = first || top || at;
    const count = words.number(from);
    const near = count && (asked.end === at || Math.abs(asked.start - count.end) < FARTHEST);
    const led = from > at || asked.end === at || asked.start === count?.end;
    if (!count || count.ordinal || !near || !led || count.value > others.length) return [];
    const names = [one, ...others].slice(0, count.value).map((mention) => textOf(before, mention));
    const start = Math.min(at, asked.start);
    return [{ start, end: Math.max(count.end, asked.end), text: names.join(' , ') }];
  });
};
