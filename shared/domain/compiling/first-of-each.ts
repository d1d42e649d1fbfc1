import type { SemanticQuery } from '../../contracts/query.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import { POSITION, type Ranked } from './few-rows.ts';
import { bind, join, name, type Sql, sql } from './sql.ts';
import { RANK } from './metrics-query.ts';

/**
 * "The two worst of each area": the first rows within every value of one dimension. Undefined where that is not what is
 * asked.
 */
export const firstOfEach = (
  query: SemanticQuery,
  limit: Sql,
  most: number,
  ranked: Ranked,
): { body: Sql; columns: string[] } | undefined => {
  if (query.limitBy === undefined) return undefined;
  if (query.metrics.length === 0) throw new InvalidQuery('Rows are not listed so many of each');
  const { body, columns } = ranked(query, POSITION);
  return {
    body: sql`select ${join(columns.map(name), ', ')} from (
${body}
) as ${name('ranked')}
where ${name(RANK)} <= ${limit}
order by ${name(POSITION)}
limit ${bind(most, 'bigint')}`,
    columns,
  };
};
