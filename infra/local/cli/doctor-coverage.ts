import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import * as z from 'zod/mini';
import { loadYaml } from '../../catalog-source.ts';
import { WantedIndex } from './doctor-indexes.ts';
import type { Line } from './doctor-report.ts';

const Remark = z.object({
  sql: z.string(),
  text: z.string(),
  advice: z.optional(z.string()),
  mark: z.optional(z.enum(['ok', 'warning', 'problem'])),
});

/** What a catalog adds to the report; every part may be left out. */
export const Checks = z.object({
  generations: z.optional(z.array(z.object({ name: z.string(), has: z.array(z.string()) }))),
  secrets: z.optional(z.array(z.string())),
  remarks: z.optional(z.array(Remark)),
  indexes: z.optional(z.array(WantedIndex)),
});
export type Checks = z.infer<typeof Checks>;

export const readChecks = (folder: string): Checks => {
  const file = join(folder, 'checks.yaml');
  return z.parse(Checks, existsSync(file) ? loadYaml(file) : {});
};

interface Place {
  client: Client;
  schema: string;
  checks: Checks;
}

/** Which program, and which of its generations, made these tables; nothing where the catalog knows none. */
export const generationLines = async ({ client, schema, checks }: Place): Promise<Line[]> => {
  const { generations = [] } = checks;
  if (generations.length === 0) return [];
  const { rows } = await client.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = to_regnamespace(quote_ident($1)) and a.attnum > 0 and not a.attisdropped`,
    [schema],
  );
  const there = new Set(rows.map(({ name }) => name));
  const found = generations.find(({ has }) => has.every((column) => there.has(column)));
  return [
    found
      ? { mark: 'ok', text: `tables of generation ${found.name}` }
      : { mark: 'problem', text: `schema ${schema} does not hold the tables this catalog describes` },
  ];
};

/** What the catalog has to say of this very data; a statement that this database cannot run says nothing. */
export const remarkLines = async ({ client, schema, checks }: Place): Promise<Line[]> => {
  const lines: Line[] = [];
  for (const { sql, text, advice, mark = 'warning' } of checks.remarks ?? []) {
    const query = {
      text: sql.replaceAll('{schema}', client.escapeIdentifier(schema)),
      rowMode: 'array' as const,
    };
    const [row] = (await client.query<(string | number | null)[]>(query).catch(() => undefined))?.rows ?? [];
    if (row === undefined) continue;
    const said = text.replaceAll(/\{(\d)\}/g, (_, column: string) => String(row[Number(column) - 1] ?? '?'));
    lines.push({ mark, text: said, ...(advice !== undefined && { advice }) });
  }
  return lines;
};
