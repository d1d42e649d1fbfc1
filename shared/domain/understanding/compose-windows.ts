import type { SemanticQuery } from '#shared/contracts/query.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, timeDimension } from './composing.ts';
import { distinctRanges, type Frame, has, speaksOf } from './frame.ts';
import { allOf, scopeFilters, scopeOf } from './scope-filters.ts';

type Window = Frame['times']['windows'][number];

/** "More at lunch than in the morning": what is ranked stands before the words for the one or the other. */
const weighs = (frame: Frame, second: Window): boolean =>
  frame.concepts.some(({ tag, start }) => /^order\.(?:most|least)$/.test(tag) && start < second.start) &&
  !has(frame, 'ask.which', 'single');

const apart = (one: Window, other: Window): boolean =>
  one.recurring.field === other.recurring.field &&
  !one.recurring.values.some((value) => other.recurring.values.includes(value));

const within = (frame: Frame, window: Window): Frame => ({
  ...frame,
  times: { ...frame.times, windows: [window] },
});

/** "By day more than at night", "weekends against working days": the same figure of other hours or days. */
export const composeWindows = (frame: Frame, context: Context): Composed | undefined => {
  const [one, other, ...more] = frame.times.windows;
  if (!one || !other || more.length > 0 || !apart(one, other)) return undefined;
  // The words of the hours may take the last one of "rispetto al".
  const compared = speaksOf(frame, 'compare') || has(frame, 'compare.ask') || weighs(frame, other);
  // "How many fell on a Saturday or Sunday", "what share was at night or at dawn": on either of them.
  const counted = ['ask.count', 'share', 'rate'].some((tag) => speaksOf(frame, tag)) && !weighs(frame, other);
  const offered =
    !counted &&
    frame.concepts.some(({ tag, start }) => tag === 'or' && start >= one.end && start < other.start);
  const several = distinctRanges(frame).length > 1 || timeDimension(frame) !== undefined;
  if (!(compared || offered) || several) return undefined;
  const { metrics, assumed } = chooseMetrics(frame, context.reading);
  const filters = allOf(scopeFilters(within(frame, other)));
  if (!filters) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(within(frame, one)),
    metrics: [...(assumed ? context.reading.overview : metrics)],
    comparison: { kind: 'peer', filters },
    shape: 'comparison',
  };
  return { query, sure: assumed ? 0.9 : 1 };
};
