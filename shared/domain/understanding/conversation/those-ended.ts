import type { Change } from './change.ts';
import { some, tagSpan } from './parts.ts';

/** "Only the successful ones", of how long they take: those of them. */
export const onlyThose = ({ next, before, cues, setting }: Change): boolean => {
  const ended = next.concepts.some(({ tag }) =>
    setting.reading.outcomes.includes(tag.replace('metric:', '')),
  );
  const nouns =
    ['refer.many', 'refer.one'].some((tag) => tagSpan(next, tag) !== undefined) || some(next, /^row$/);
  const other = some(next, /^(?:ask\.|family:|agg\.|rate$|share$|superlative:)/);
  return cues.only && ended && nouns && !other && some(before, /^family:/) && !some(before, /^metric:/);
};
