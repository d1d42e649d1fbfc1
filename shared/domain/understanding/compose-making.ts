import type { SemanticQuery } from '#shared/contracts/query.ts';
import { asksMaking } from './about-things.ts';
import type { Composed, Context } from './composing.ts';
import { type Frame, has } from './frame.ts';
import { allOf, scopeFilters } from './scope-filters.ts';

const ALL = 100;
const SOME = 5;

/** "When was the backup created", "processes made this month", "the newest process". */
export const composeMaking = (
  frame: Frame,
  { reading, catalog }: Context,
  count: number | undefined,
): Composed | undefined => {
  const { making, entities } = reading;
  const main = catalog.mainEntity;
  if (!making || !asksMaking(frame, main)) return undefined;
  const { dataset, field } = making;
  const range = frame.times.ranges[0]?.range;
  const filters = allOf([
    ...scopeFilters(frame),
    ...(range ? [{ field, operator: 'within' as const, timeRange: range }] : []),
  ]);
  const where = filters && { filters };
  const total = entities[main];
  if (has(frame, 'ask.count') && total !== undefined)
    return { query: { metrics: [total], ...where, shape: 'figure' }, sure: 0.95 };
  const end = has(frame, 'last', 'lastMany') ? 'desc' : has(frame, 'first') ? 'asc' : undefined;
  const one = has(frame, 'many') ? SOME : 1;
  const query: SemanticQuery = {
    metrics: [],
    dataset,
    dimensions: [main, field],
    ...where,
    order: [{ by: field, direction: end ?? 'desc' }],
    limit: frame.mentions.length > 0 || end === undefined ? ALL : (count ?? one),
    shape: 'list',
  };
  return { query, sure: 0.95 };
};
