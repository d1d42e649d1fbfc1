import type { Reading } from '#shared/contracts/grammar.ts';
import { type Composed, type Context } from './composing.ts';
import { chooseMetrics } from './choose-metric.ts';
import { latestRows } from './compose-rows.ts';
import { all, type Frame, has, outcomesIn } from './frame.ts';

const LIGHT = /^(?:stop|aux)$/;
const MOST_LIGHT = 3;
const MOST = 100;

/** They are ranked by something, or counted by it: "the first three by errors", "the first five areas". */
const isRanked = (frame: Frame, main: string): boolean =>
  has(
    frame,
    'order.most',
    'order.least',
    'order.worst',
    'order.best',
    'order.rank',
    'ask.count',
    'ask.when',
  ) ||
  ['superlative:', 'family:', 'per.', 'agg.'].some((prefix) => all(frame, prefix).length > 0) ||
  all(frame, 'dimension:').some((each) => each !== main) ||
  frame.times.ranges.length > 1;

/** Past words that only hold a sentence together. */
const pastLight = ({ concepts, words }: Frame, at: number): number => {
  const light = (place: number): boolean =>
    words.tag(place, 'group') === 0 &&
    concepts.some(({ tag, start, end }) => LIGHT.test(tag) && place >= start && place < end);
  let next = at;
  while (next - at < MOST_LIGHT && light(next)) next += 1;
  return next;
};

const endedAt = (frame: Frame, { outcomes }: Reading, at: number): boolean =>
  outcomesIn(frame, outcomes).some(({ start }) => start === at);

const ranAt = ({ words }: Frame, at: number): boolean => words.tag(at, 'row') > 0;

/**
 * "The first three runs of today", "i primi due a fallire": how many of the earliest are asked for. What they are the
 * first of stands behind, or what they did; without a period the first ones are those on top.
 */
const earliestIn = (frame: Frame, { reading, catalog }: Context): number | undefined => {
  const { words, times, mentions } = frame;
  const dated = times.ranges.length === 1;
  const counts = words.matches.flatMap(({ tag, start, end }) => {
    if (tag !== 'earliest' || times.used.has(start)) return [];
    if (mentions.some((mention) => start >= mention.start && start < mention.end)) return [];
    const said = words.number(end);
    const behind = said?.end ?? end;
    const noun = words.tag(behind, 'entity') || behind;
    const verb = pastLight(frame, noun);
    const does = verb > noun && (ranAt(frame, verb) || endedAt(frame, reading, verb));
    const ran = ranAt(frame, behind) && (dated || said !== undefined);
    const ended = dated && endedAt(frame, reading, behind);
    return does || ran || ended ? [said?.value ?? 1] : [];
  });
  return isRanked(frame, catalog.mainEntity)
    ? undefined
    : counts.find((count) => count >= 1 && count <= MOST);
};

/** The earliest rows of a kind, one by one. */
export const composeFirstRows = (frame: Frame, context: Context): Composed | undefined => {
  const count = earliestIn(frame, context);
  if (count === undefined) return undefined;
  const { metrics } = chooseMetrics(frame, context.reading);
  return latestRows(frame, context, metrics[0] ?? context.reading.rows, count, 'asc');
};
