import type { Reading } from '#shared/contracts/grammar.ts';
import { type Frame, has } from './frame.ts';

/** What is said is how long it takes: "slow", "the duration". */
export const tellsTime = (tag: string, { superlatives, timing }: Reading): boolean =>
  tag.startsWith('family:') || superlatives[tag.replace('superlative:', '')]?.metric === timing.metric;

/**
 * "Why is the backup so slow?": the data says how long it takes and not why. What went wrong, or is so now, says more:
 * "why does it fail so slowly", "why is it stuck for so long".
 */
export const asksWhyLong = (frame: Frame, reading: Reading): boolean => {
  const { concepts, words, mentions, unknown } = frame;
  const why = concepts.find(({ tag }) => tag === 'ask.why');
  const slow = concepts.some(({ tag, start }) => why && start >= why.end && tellsTime(tag, reading));
  // "Why is my laptop so slow?": it may be none of ours.
  const ours = mentions.length > 0 || (unknown.length === 0 && !has(frame, 'offtopic', 'tech', 'absent'));
  return slow && ours && !words.matches.some(({ tag }) => /^(?:metric|view):/.test(tag));
};
