import * as z from 'zod/mini';
import { SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import type { Line, Section } from './doctor-report.ts';
import type { Place } from './doctor-structure.ts';

/** An index that some questions want, and that the business program does not make by itself. */
export const WantedIndex = z.object({
  table: z.string(),
  /** What is read slowly without it, as a sentence goes on: "what is running now". */
  what: z.string(),
  /** A question that it serves: asked of the planner, not of the data. */
  read: SemanticQuery,
  create: z.string(),
  /** How many rows it would hold, and the bytes of each, to say how large it becomes. */
  rows: z.string(),
  bytes: z.number(),
});
export type WantedIndex = z.infer<typeof WantedIndex>;

/** Below this a table is read whole in the time that an index would take. */
const LARGE_TABLE = 50_000;

const Node = z.object({
  'Node Type': z.string(),
  'Relation Name': z.optional(z.string()),
  Plans: z.optional(z.array(z.unknown())),
});
const Explained = z.array(z.object({ Plan: z.unknown() }));

/** Whether some step of a plan reads the table from end to end. */
export const readsWhole = (plan: unknown, table: string): boolean => {
  const node = z.safeParse(Node, plan);
  if (!node.success) return false;
  const { 'Node Type': type, 'Relation Name': relation, Plans = [] } = node.data;
  return (type === 'Seq Scan' && relation === table) || Plans.some((one) => readsWhole(one, table));
};

/** How the server would run it; nothing is read. */
export const planOf = async (
  { client, catalog, schema, timeZone, now }: Place,
  query: SemanticQuery,
): Promise<unknown> => {
  const { sql, parameters } = compile(query, { catalog, schema, timeZone, now, scope: { kind: 'all' } });
  const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${sql}`, parameters);
  return z.parse(Explained, rows[0]?.['QUERY PLAN'])[0]?.Plan;
};

/**
 * Which further index would make which questions quicker. The server itself says: where it means to read a large
 * table whole for one of these questions, none of its indexes serves; where it does not, nothing is advised.
 */
export const indexSection = async (place: Place, wanted: readonly WantedIndex[]): Promise<Section> => {
  const lines: Line[] = [];
  for (const index of wanted) {
    const size = await sizeOf(place, index.table);
    if (size === undefined) continue;
    const about = `${index.table}, about ${Math.round(size)} rows`;
    const slow = size >= LARGE_TABLE && readsWhole(await planOf(place, index.read), index.table);
    if (!slow) lines.push({ mark: 'ok', text: `${about}: ${index.what} is found at once` });
    else
      lines.push({
        mark: 'warning',
        text: `${about}: ${index.what} is looked for among all of them, because no index serves it`,
        advice: `${filled(index.create, place)};  (${await becomes(place, index)}; made without stopping anybody; only the owner of the table can)`,
      });
  }
  return { title: 'Speed', lines };
};

const filled = (sql: string, { client, schema }: Place): string =>
  sql.replaceAll('{schema}', client.escapeIdentifier(schema));

const sizeOf = async ({ client, schema }: Place, table: string): Promise<number | undefined> => {
  const { rows } = await client.query<{ rows: number }>(
    `select greatest(c.reltuples, 0)::float8 as rows from pg_class c
     where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relname = $2`,
    [schema, table],
  );
  return rows[0]?.rows;
};

const PAGE = 8192;

const becomes = async (place: Place, { rows: counted, bytes }: WantedIndex): Promise<string> => {
  const { rows } = await place.client.query<{ count: string }>(filled(counted, place));
  // One page says what the index is; those with rows are nine tenths full.
  const size = (1 + Math.ceil((Number(rows[0]?.count ?? 0) * bytes) / (0.9 * PAGE))) * PAGE;
  return size < 2 ** 20 ? `about ${Math.round(size / 1024)} kB` : `about ${Math.round(size / 2 ** 20)} MB`;
};
