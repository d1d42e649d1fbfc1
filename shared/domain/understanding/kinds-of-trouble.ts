import type { Reading } from '#shared/contracts/grammar.ts';
import { all, type Frame, has, speaksOf } from './frame.ts';
import { eachThing } from './group-dimensions.ts';
import { splitBy } from './split-by.ts';
import type { Match } from './phrases.ts';

const NEAR = 3;
const LIGHT = /^(?:stop|aux|single|many|or|group|ask\.)/;

/** Two phrases with nothing but light words between them, whichever comes first. */
const beside = ({ concepts, mentions, times }: Frame, one: Match, other: Match): boolean => {
  const [first, last] = one.end <= other.start ? [one, other] : [other, one];
  const between = Array.from({ length: Math.max(0, last.start - first.end) }, (_, each) => first.end + each);
  return (
    between.length <= NEAR &&
    between.every(
      (at) =>
        !times.used.has(at) &&
        !mentions.some(({ start, end }) => at >= start && at < end) &&
        concepts.every(({ tag, start, end }) => at < start || at >= end || LIGHT.test(tag)),
    )
  );
};

/** Things, or a figure of them, are asked for: "the processes with the most frequent errors". */
const asksOfThings = (frame: Frame): boolean =>
  (speaksOf(frame, 'entity') && !eachThing(frame)) ||
  all(frame, 'dimension:').some((each) => !splitBy(frame).includes(each)) ||
  has(frame, 'ask.when', 'rate', 'share', 'compare', 'row') ||
  (has(frame, 'ask.count') && !speaksOf(frame, 'theSame')) ||
  frame.concepts.some(({ tag }) => tag.startsWith('per.') || tag.startsWith('having.'));

/** Nouns of what goes wrong, in no name. */
const troublesIn = ({ words, mentions }: Frame, { trouble }: Reading): Match[] =>
  words.matches.filter(
    ({ tag, start, end }) =>
      tag === 'mishap' &&
      words.tag(start, `metric:${trouble}`) >= end &&
      !mentions.some((mention) => mention.start < end && start < mention.end),
  );

/**
 * "The most frequent error", "kinds of errors", "is it always the same problem": what goes wrong is asked for by its
 * kinds, which are its causes, and not the things that it happens to.
 */
export const asksKinds = (frame: Frame, reading: Reading): boolean => {
  if (asksOfThings(frame)) return false;
  const troubles = troublesIn(frame, reading);
  const again = has(frame, 'always', 'ask.count');
  return frame.words.matches.some((said) => {
    // "By type of start": another kind is meant.
    const other = frame.concepts.some(
      ({ tag, start, end }) =>
        tag.startsWith('dimension:') &&
        start < said.end &&
        said.start < end &&
        (start < said.start || end > said.end),
    );
    if (other) return false;
    // "Top 3 errors by process": the processes.
    if (said.tag === 'topKinds') return troubles.length > 0 && !eachThing(frame);
    // "Did the others have the same problem" asks whether they had any.
    if (said.tag === 'theSame') return again && troubles.some(({ start }) => start === said.end);
    return /^(?:commonest|kindOf)$/.test(said.tag) && troubles.some((noun) => beside(frame, said, noun));
  });
};

/** "The error of the last failed run", "l'errore dell'ultimo fallimento": what it was, and not when. */
export const asksWhatItWas = (frame: Frame, reading: Reading): boolean =>
  !has(frame, 'ask.when', 'ask.count') &&
  frame.concepts.some(
    (last) =>
      last.tag === 'last' &&
      troublesIn(frame, reading).some((noun) => noun.end < last.start && beside(frame, noun, last)) &&
      frame.concepts.some(
        ({ tag, start }) => start === last.end && (tag === 'row' || tag === `metric:${reading.trouble}`),
      ),
  );

/** "The main causes", "the reasons this week": causes by themselves, with nothing that they could be of elsewhere. */
export const asksCauses = (frame: Frame): boolean =>
  frame.unknown.length === 0 &&
  speaksOf(frame, 'causes') &&
  (frame.times.ranges.length > 0 || speaksOf(frame, 'commonest'));

/** "What keeps going wrong", "most often", "usually": of no single day. */
export const asksOfHabit = (frame: Frame): boolean =>
  [
    'commonest',
    'kindOf',
    'topKinds',
    'theSame',
    'keeps',
    'usual',
    'frequent',
    'order.most',
    'agg.mean',
    'always',
  ].some((tag) => speaksOf(frame, tag));

/** "Explain yesterday's errors", "what were the failures due to?": why there were any, and not what the word means. */
export const explains = (frame: Frame, { trouble }: Reading): boolean => {
  const { words, times } = frame;
  const last = words.tokens.findLastIndex(({ kind }) => kind !== 'mark');
  const due = words.matches.some(({ tag, end }) => tag === 'due' && end === last + 1);
  const dated = has(frame, 'define') && times.ranges.length > 0 && !has(frame, 'ask.count');
  return has(frame, 'ask.why') || ((due || dated) && has(frame, `metric:${trouble}`));
};
