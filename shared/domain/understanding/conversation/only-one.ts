import type { Frame } from '../frame.ts';
import { freeNumbers, some } from './parts.ts';
import { type Edit, without } from './pieces.ts';

const END = /^(?:order\.(?:worst|best|most|least|top)|superlative:)/;
const LIGHT =
  /^(?:stop|aux|greet|order\.|superlative:|agg\.m(?:ax|in)$|change\.|single|ask\.(?:list|yesno|which))/;

/** "Just the worst one", "solo il peggiore", of several that were listed: one of them. */
export const oneEdits = (next: Frame, before: Frame): Edit[] => {
  const { words } = next;
  const ends = next.concepts.filter(({ tag }) => END.test(tag));
  const last = Math.max(...ends.map(({ end }) => end));
  const own = next.mentions.length + next.times.ranges.length + next.times.windows.length;
  const bare = own + next.unknown.length === 0 && next.concepts.every(({ tag }) => LIGHT.test(tag));
  const one = words.tag(last, 'refer.one');
  const only =
    words.tokens.some((_, at) => words.tag(at, 'only') > 0) || some(next, /^order\.(?:worst|best)$/);
  // "Solo i più lenti": several.
  const led = ends.some(({ start }) => [start, start - 1].some((at) => words.tag(at, 'refer.which') > 0));
  const listed =
    some(before, /^(?:entity|dimension:)/) && !some(before, /^(?:ask\.(?:why|count)|last|first|per\.)/);
  if (ends.length === 0 || !bare || !led || !(only || one > 0) || !listed || freeNumbers(next).length > 0)
    return [];
  // "The slowest 1" would be a bound.
  const bound = ends.find(({ tag }) => tag.startsWith('superlative:') && one > 0);
  return bound
    ? [{ start: bound.start, end: bound.start, text: '1' }, ...without([{ start: last, end: one }])]
    : [{ start: last, end: one || last, text: '1' }];
};
