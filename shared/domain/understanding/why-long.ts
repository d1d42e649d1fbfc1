import type { Reading } from '#shared/contracts/grammar.ts';
import type { Frame } from './frame.ts';

/** What is said is how long it takes: "slow", "the duration". */
export const tellsTime = (tag: string, { superlatives, timing }: Reading): boolean =>
  tag.startsWith('family:') || superlatives[tag.replace('superlative:', '')]?.metric === timing.metric;

/**
 * "Why is the backup so slow?": the data says how long it takes and not why. What went wrong, or is so now, says more:
 * "why does it fail so slowly", "why is it stuck for so long".
 */
export const asksWhyLong = ({ concepts, words }: Frame, reading: Reading): boolean => {
  const why = concepts.find(({ tag }) => tag === 'ask.why');
  const slow = concepts.some(({ tag, start }) => why && start >= why.end && tellsTime(tag, reading));
  return slow && !words.matches.some(({ tag }) => /^(?:metric|view):/.test(tag));
};
