import type { Reading } from '#shared/contracts/grammar.ts';
import type { Frame } from './frame.ts';

const LEAD = 2;

/** "How did the backup go", "com'è andato il backup?": of what is named, once. */
export const asksHowItWent = ({ words, mentions, times }: Frame): boolean => {
  const how = words.matches.find(({ tag }) => tag === 'went');
  const named = how && mentions.find(({ start }) => start >= how.end && start - how.end <= LEAD);
  if (!how || !named) return false;
  const { tokens } = words;
  // "Com'è finita la fatturazione di ieri?"
  const closes = (from: number): boolean =>
    tokens
      .slice(from)
      .every(
        ({ kind }, at) =>
          kind === 'mark' || times.used.has(from + at) || words.tag(from + at, 'time.glue') > 0,
      );
  const ending = words.tag(named.end, 'went.end');
  return ending > 0 || closes(named.end);
};

/** "How did the backup fail?": for what reason. */
export const asksHowItFailed = ({ words, mentions, concepts }: Frame, { trouble }: Reading): boolean =>
  words.matches.some(
    (how) =>
      how.tag === 'went' &&
      mentions.some(
        ({ start, end }) =>
          start >= how.end &&
          start - how.end <= LEAD &&
          concepts.some(
            (failed) => failed.tag === `metric:${trouble}` && failed.start >= end && failed.start - end <= 1,
          ),
      ),
  );
