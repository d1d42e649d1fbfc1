import type { SemanticQuery } from '#shared/contracts/query.ts';
import { bounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { countedThing } from './counted-thing.ts';
import { type Composed, type Context, ranked } from './composing.ts';
import { deniedMetric } from './denied.ts';
import { type Frame, has, names } from './frame.ts';
import { scopeOf } from './scope-filters.ts';
import { isUnit, splitBy } from './split-by.ts';

/** "How many processes failed in each area", "quanti processi sono falliti giorno per giorno": so many things of each. */
export const composeThingsBy = (frame: Frame, context: Context): Composed | undefined => {
  const { reading, catalog } = context;
  const [metric = reading.rows] = chooseMetrics(frame, reading).metrics;
  const distinct = reading.distinct[metric];
  const meant = new Set(names(frame).map(({ dimension }) => dimension));
  const dimensions = splitBy(frame).filter((each) => each !== catalog.mainEntity && !meant.has(each));
  if (distinct === undefined || dimensions.length === 0) return undefined;
  if (countedThing(frame, context) !== catalog.mainEntity) return undefined;
  if (ranked(frame) || has(frame, 'agg.mean', 'agg.median', 'share', 'rate', 'compare', 'never'))
    return undefined;
  if (bounds(frame, reading).length > 0 || deniedMetric(frame, reading) !== undefined) return undefined;
  const scope = scopeOf(frame);
  const unit = dimensions.find(isUnit);
  const series = unit !== undefined && dimensions.length === 1;
  const recurring = unit === 'hour' || unit === 'weekday';
  const query: SemanticQuery = {
    ...scope,
    metrics: [distinct],
    dimensions: dimensions.slice(0, 2),
    order: [unit ? { by: unit, direction: 'asc' } : { by: distinct, direction: 'desc' }],
    ...(series && !recurring && scope.timeRange && { fill: true }),
    limit: 100,
    shape: !series ? 'list' : recurring ? 'distribution' : 'series',
  };
  return { query, sure: 0.95 };
};
