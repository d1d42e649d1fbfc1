import type { SemanticQuery } from '../../contracts/query.ts';
import type { Context } from './context.ts';
import { isTimeDimension, type Model } from './model.ts';
import { conjuncts } from '../proof/filters.ts';
import { join, name, type Sql, sql } from './sql.ts';

/** Longer rankings may well come to groups of nothing, and then all would be read twice. */
const MOST = 20;
/** No name of a catalog has a space in it. */
export const POSITION = 'place 1';

/** Figures in their order, beside each its place. */
export type Ranked = (query: SemanticQuery, position: string) => { body: Sql; columns: string[] };

/** The rows that all of its counts are made of, where the greatest counts come first. */
const madeOf = (
  { metrics, dimensions = [], order = [], ...query }: SemanticQuery,
  model: Model,
): string | undefined => {
  const { comparison, having, fill, source, limit = Number.POSITIVE_INFINITY } = query;
  if (comparison || having || fill === true || source !== undefined || limit > MOST) return undefined;
  if (dimensions.length === 0 || dimensions.some(isTimeDimension)) return undefined;
  const [first = { by: metrics[0] ?? '', direction: 'desc' as const }] = order;
  const isMetric = order.every(({ by }) => metrics.includes(by));
  if (!isMetric || !metrics.includes(first.by) || first.direction !== 'desc') return undefined;
  const found = metrics.map((metric) => model.metric(metric));
  const [only, ...others] = new Set(found.map((metric) => metric.only));
  const counts = found.every(({ unit, now }) => unit === 'count' && now !== true);
  return others.length === 0 && counts ? only : undefined;
};

/**
 * "The five that failed most" is found in the rows that failed: who has none of them comes behind who has one. All rows
 * are read only where too few come of it. Undefined where that is not what is asked.
 */
export const rankedByFew = (
  query: SemanticQuery,
  limit: Sql,
  { model }: Context,
  ranked: Ranked,
): { body: Sql; columns: string[] } | undefined => {
  const only = madeOf(query, model);
  if (only === undefined) return undefined;
  const own = { field: only, operator: 'in' as const, values: [true] };
  const few = ranked({ ...query, filters: { and: [...conjuncts(query.filters), own] } }, POSITION);
  const all = ranked(query, POSITION);
  const columns = [...few.columns, POSITION].map(name);
  const list = join(columns, ', ');
  const body = sql`with ${name('few')} as materialized (
${few.body}
limit ${limit}
)
select ${join(few.columns.map(name), ', ')} from (
select ${list} from ${name('few')} where (select count(*) from ${name('few')}) >= ${limit}
union all
select ${list} from (
${all.body}
limit ${limit}
) as ${name('all')} where (select count(*) from ${name('few')}) < ${limit}
) as ${name('ranked')}
order by ${name(POSITION)}`;
  return { body, columns: few.columns };
};
