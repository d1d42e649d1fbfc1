import { createHash } from 'node:crypto';
import type { Scope } from '../../contracts/access.ts';
import type { Catalog } from '../../contracts/catalog.ts';
import type { SemanticQuery } from '../../contracts/query.ts';
import type { Statement } from '../../ports.ts';
import type { Context } from './context.ts';
import { type Ranked, rankedByFew } from './few-rows.ts';
import { firstOfEach } from './first-of-each.ts';
import { metricsQuery } from './metrics-query.ts';
import { modelOf } from './model.ts';
import { rowsQuery } from './rows-query.ts';
import { bind, name, render, type Sql, sql } from './sql.ts';

/** Rows of an answer, unless fewer are asked for. */
const DEFAULT_LIMIT = 100;

export interface Compiling {
  catalog: Catalog;
  /** Schema of the business tables. */
  schema: string;
  /** IANA name: where the reader's days begin. */
  timeZone: string;
  /** The instant of the data: what `:now` stands for. */
  now: string;
  scope: Scope;
}

/**
 * A semantic query as one SELECT. Its text holds nothing but our own words, expressions of the catalog and
 * quoted names; every value is bound. Columns, in order: the dimensions, then each metric, followed by
 * `<metric>_compared` or `<metric>_whole` when the query compares. Durations are seconds, rates percent.
 * A field that is derived (`cause`) comes as the JSON text of what it is derived from.
 * @throws InvalidQuery naming the word that the catalog cannot express.
 */
export const compile = (query: SemanticQuery, compiling: Compiling): Statement => {
  const context = contextOf(compiling);
  const limit = bind(query.limit ?? DEFAULT_LIMIT, 'bigint');
  const ranked: Ranked = (one, position) => metricsQuery(one, context, position);
  const ends = firstOfEach(query, limit, DEFAULT_LIMIT, ranked) ?? rankedByFew(query, limit, context, ranked);
  if (ends) return statementOf(ends.body, ends.columns, context);
  if (query.metrics.length > 0) {
    const { body, columns } = metricsQuery(query, context);
    return statementOf(
      sql`${body}
limit ${limit}`,
      columns,
      context,
    );
  }
  const { body, columns } = rowsQuery(query, limit, context);
  return statementOf(body, columns, context);
};

export const contextOf = ({ catalog, schema, timeZone, now, scope }: Compiling): Context => ({
  model: modelOf(catalog),
  schema: name(schema),
  now: bind(now, 'timestamptz'),
  timeZone: bind(timeZone, 'text'),
  scope,
  spoken: new Set(),
});

export const statementOf = (body: Sql, columns: string[], { scope }: Context): Statement => {
  const { text, parameters } = render(body);
  const fingerprint = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return { sql: text, parameters, columns, fingerprint, scope };
};
