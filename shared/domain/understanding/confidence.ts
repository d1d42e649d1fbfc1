import type { Grammar, Reading } from '#shared/contracts/grammar.ts';
import type { Composed } from './composing.ts';
import { chooseMetrics } from './choose-metric.ts';
import { all, type Frame, has } from './frame.ts';
import { missedIn } from './missed.ts';
import { reservesOf } from './reserves.ts';
import { unreadIn } from './unread.ts';
import { unusedIn } from './unused.ts';

/**
 * What makes a reading less sure, and how much of the confidence each takes away. The weights follow how often a
 * reading with it was wrong on the development questions: what goes with one wrong reading in six or more takes
 * the reading out of those that are sure (above 0.9) by itself.
 */
const WEIGHTS = {
  /** Unknown words that stand where a name would. */
  naming: 0.2,
  /** Other unknown words. */
  unknown: 0.1,
  /** Words whose spelling was put right. */
  corrected: 0.03,
  /** Parts that were recognised and are not in the query. */
  unused: 0.15,
  /** Words that turn a meaning, without a trace in the query. */
  missed: 0.1,
  /** Numbers that are not in the query. */
  numbers: 0.12,
  /** Words of time that no period was made of. */
  times: 0.1,
  /** Periods whose length was left open. */
  vague: 0.1,
  /** Other words that came to nothing: two are too many. */
  words: 0.04,
  /** How far the least certain name is from a whole one, from 0 to 1. */
  links: 0.25,
  /** Unknown words that stand where a name would, where nothing says what is measured: "the taxable total". */
  unmeasured: 0.25,
  /** "Our top customer": a name stands for what is ranked. */
  topped: 0.5,
  /** How far the words left open what is asked for, from 0 to 1. */
  guess: 1,
};

type Doubt = keyof typeof WEIGHTS;

const MOST = 0.98;

/** "Top customer": what is ranked is said by a word that names one thing here. */
const topsName = (frame: Frame): boolean =>
  !has(frame, 'entity', 'row', 'single') &&
  all(frame, 'dimension:').length + all(frame, 'superlative:').length === 0 &&
  frame.concepts.some(
    ({ tag, end }) => tag === 'order.top' && frame.mentions.some(({ start }) => start === end),
  );

/** What makes a reading less sure, each as often as it occurs. */
const doubtsOf = (
  frame: Frame,
  composed: Composed,
  reading: Reading,
): readonly (readonly [doubt: Doubt, times: number])[] => {
  const { numbers, times, words } = unreadIn(frame, composed.query);
  const loosest = frame.mentions.reduce((least, mention) => Math.min(least, mention.score), 1);
  const assumed = composed.query.metrics.length > 0 && chooseMetrics(frame, reading).assumed;
  return [
    ['unmeasured', assumed && !has(frame, 'ask.count') ? frame.naming.length : 0],
    ['topped', assumed && topsName(frame) ? 1 : 0],
    ['naming', frame.naming.length],
    ['unknown', frame.unknown.length - frame.naming.length],
    ['corrected', frame.corrected],
    ['unused', unusedIn(frame, composed.query, reading).length],
    ['missed', missedIn(frame, composed.query, reading).length],
    ['numbers', numbers],
    ['times', times],
    ['vague', frame.times.ranges.filter(({ vague }) => vague).length],
    ['words', words],
    ['links', 1 - loosest],
    ['guess', 1 - composed.sure],
  ];
};

export const roundConfidence = (value: number): number =>
  Math.round(Math.max(0, Math.min(0.99, value)) * 100) / 100;

/** A reading with a reserve is answered as before, and never called sure. */
const LIKELY = 0.88;

/** How sure a reading is, from 0 to 1. */
export const confidenceOf = (
  frame: Frame,
  composed: Composed,
  grammar: Pick<Grammar, 'reading' | 'forms'>,
): number => {
  const left = doubtsOf(frame, composed, grammar.reading).reduce(
    (sure, [doubt, times]) => sure - WEIGHTS[doubt] * times,
    MOST,
  );
  return roundConfidence(reservesOf(frame, composed, grammar).length > 0 ? Math.min(LIKELY, left) : left);
};
