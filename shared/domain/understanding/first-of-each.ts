import type { Order, SemanticQuery } from '#shared/contracts/query.ts';
import { asksBothEnds, type Composed, type Context, direction, isPlural } from './composing.ts';
import { type Frame, has } from './frame.ts';
import { scopeOf } from './scope-filters.ts';

/** "The worst processes of each area": so many of each. */
const FEW = 3;

interface Ranking {
  /** The dimension that they are ranked within, and what is ranked. */
  readonly within: readonly [each: string, ranked: string];
  readonly metric: string;
  readonly count: number | undefined;
}

/** "The two worst processes of each area"; a ranking of all, area by area, where no end of it is asked for. */
export const firstOfEach = (frame: Frame, context: Context, { within, metric, count }: Ranking): Composed => {
  const [each] = within;
  const order: Order[] = [
    { by: each, direction: 'asc' },
    { by: metric, direction: direction(frame, context, metric) },
  ];
  const all = has(frame, 'order.rank') || asksBothEnds(frame, context);
  const some = all ? { limit: 100 } : { limitBy: each, limit: count ?? (isPlural(frame) ? FEW : 1) };
  // Of nothing none has the most.
  const counts = context.catalog.metrics.some(({ name, unit }) => name === metric && unit === 'count');
  const present = !all && counts && direction(frame, context, metric) === 'desc';
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions: [...within],
    ...(present && { having: [{ metric, operator: '>', value: 0 }] }),
    order,
    ...some,
    shape: 'list',
  };
  return { query, sure: 0.92 };
};
