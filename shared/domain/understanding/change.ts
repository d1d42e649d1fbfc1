import { type Context } from './composing.ts';
import { all, distinctRanges, type Frame, has } from './frame.ts';

/**
 * Which way things are asked to have changed: "which had more failures than last month", "which got worse", "whose
 * duration fell". Undefined when no way is said.
 */
export const changeOf = (
  frame: Frame,
  { reading, catalog }: Context,
  metric: string,
): 'asc' | 'desc' | undefined => {
  const measured = all(frame, 'superlative:')
    .map((each) => reading.superlatives[each])
    .find((each) => each?.metric === metric);
  if (measured) return measured.direction;
  const better = catalog.metrics.find(({ name }) => name === metric)?.better;
  const up = better === 'up' ? 'desc' : 'asc';
  const down = better === 'up' ? 'asc' : 'desc';
  if (has(frame, 'change.worse')) return down;
  if (has(frame, 'change.better')) return up;
  // "Più errori rispetto a ottobre": a ranking beside a comparison is one of the change.
  const beside = has(frame, 'compare') || distinctRanges(frame).length > 1;
  const ranks = (tag: string): boolean => beside && has(frame, tag);
  if (has(frame, 'change.up', 'having.gt') || ranks('order.most')) return 'desc';
  return has(frame, 'change.down', 'having.lt') || ranks('order.least') ? 'asc' : undefined;
};
