import type { Frame } from '../frame.ts';
import type { Cues } from './cues.ts';
import { joined, restOf, some, tagSpan } from './parts.ts';
import { textOf } from './pieces.ts';

const LIGHT =
  /^(?:stop|aux|greet|many|ask\.(?:yesno|count|which|list|enumerate)|single|entity|dimension:.*|agg\.total)$/;

/** "How many processes are there?", "quali aree abbiamo?": of the things themselves, whatever was asked of them before. */
const asksExistence = (next: Frame, { refers }: Cues): boolean => {
  const own = next.mentions.length + next.times.ranges.length + next.times.windows.length;
  if (own + next.unknown.length > 0 || refers || !next.concepts.every(({ tag }) => LIGHT.test(tag)))
    return false;
  const thing = next.concepts.find(({ tag }) => tag === 'entity' || tag.startsWith('dimension:'));
  const asks = next.concepts.some(
    ({ tag, end }) => thing && /^(?:ask\.(?:count|which|list)|single)$/.test(tag) && end <= thing.end,
  );
  return asks && tagSpan(next, 'exists') !== undefined;
};

/** The question of the things themselves, within what was spoken of; "in all" of all of them. */
export const askedAnew = (next: Frame, before: Frame, cues: Cues): string | undefined => {
  if (!asksExistence(next, cues)) return undefined;
  const within = before.mentions.filter(
    ({ excluded, choices: [choice] }) =>
      !some(next, /^agg\.total$/) && excluded !== true && choice?.dimension !== cues.mainEntity,
  );
  return joined([restOf(next, cues.opening), ...within.map((mention) => `, ${textOf(before, mention)}`)]);
};
