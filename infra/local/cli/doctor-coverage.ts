import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Line, Section } from './doctor-report.ts';

const Queries = z.object({
  runs: z.string(),
  summaries: z.optional(z.string()),
  details_elsewhere: z.optional(z.string()),
  successes_not_kept: z.optional(z.string()),
  failures_not_kept: z.optional(z.string()),
});

export const Checks = z.object({
  generations: z.array(z.object({ name: z.string(), has: z.array(z.string()) })),
  secrets: z.array(z.string()),
  coverage: Queries,
  indexes: z.array(z.object({ table: z.string(), column: z.string(), why: z.string(), advice: z.string() })),
});
export type Checks = z.infer<typeof Checks>;

export const readChecks = async (folder: string): Promise<Checks> =>
  z.parse(Checks, parse(await readFile(join(folder, 'checks.yaml'), 'utf8')));

const LARGE_TABLE = 100_000;

interface Place {
  client: Client;
  schema: string;
  checks: Checks;
}

/** Which program, and which of its generations, made these tables. */
export const generationLine = async ({ client, schema, checks }: Place): Promise<Line> => {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = to_regnamespace(quote_ident($1)) and a.attnum > 0 and not a.attisdropped`,
    [schema],
  );
  const there = new Set(rows.map(({ name }) => name));
  const found = checks.generations.find(({ has }) => has.every((column) => there.has(column)));
  return found
    ? { mark: 'ok', text: `tables of generation ${found.name}` }
    : { mark: 'problem', text: `schema ${schema} does not hold the tables this catalog describes` };
};

/** How far back answers can reach, and what is left out on the way. */
export const coverageSection = async ({ client, schema, checks }: Place): Promise<Section> => {
  const ask = async (sql: string | undefined): Promise<unknown[][]> => {
    if (sql === undefined) return [];
    const text = sql.replaceAll('{schema}', client.escapeIdentifier(schema));
    const result = await client.query<unknown[]>({ text, rowMode: 'array' }).catch(() => undefined);
    return result?.rows ?? [];
  };
  const {
    runs,
    summaries,
    details_elsewhere: elsewhere,
    successes_not_kept: successes,
    failures_not_kept: failures,
  } = checks.coverage;
  const [counted] = await ask(runs);
  const [summary] = await ask(summaries);
  const lines: Line[] = [...spanLines(counted), ...summaryLines(counted?.[1], summary?.[0])];
  const details = Number((await ask(elsewhere))[0]?.[0] ?? 0);
  if (details > 0)
    lines.push({
      mark: 'warning',
      text: `${details} runs keep their detail elsewhere: why they failed stays unknown`,
    });
  lines.push(...keptLines('successful', await ask(successes)), ...keptLines('failed', await ask(failures)));
  return { title: 'How far the data reaches', lines };
};

const day = (value: unknown): string | undefined =>
  value instanceof Date ? value.toISOString().slice(0, 10) : undefined;

const spanLines = (counted: unknown[] | undefined): Line[] => {
  if (counted === undefined) return [{ mark: 'problem', text: 'the runs cannot be counted with this role' }];
  const [count, oldest, newest] = counted;
  if (Number(count) === 0) return [{ mark: 'warning', text: 'there are no runs yet' }];
  return [{ mark: 'ok', text: `${String(count)} runs, from ${day(oldest) ?? '?'} to ${day(newest) ?? '?'}` }];
};

const DAY_MS = 86_400_000;

const summaryLines = (oldestRun: unknown, oldestSummary: unknown): Line[] => {
  if (!(oldestSummary instanceof Date))
    return [{ mark: 'warning', text: 'no summaries: older periods cannot be answered' }];
  const since = `summaries since ${day(oldestSummary)}`;
  if (!(oldestRun instanceof Date) || oldestRun.getTime() - oldestSummary.getTime() < 2 * DAY_MS)
    return [{ mark: 'ok', text: since }];
  const kept = Math.round((Date.now() - oldestRun.getTime()) / DAY_MS);
  return [{ mark: 'warning', text: `${since}; single runs are cleared after about ${kept} days` }];
};

const keptLines = (which: string, rows: unknown[][]): Line[] =>
  rows.length === 0
    ? []
    : [
        {
          mark: 'warning',
          text: `${which} runs are not kept for ${rows.length}: ${rows.map(([name]) => String(name)).join(', ')}`,
          advice: 'Figures of these come out too low; summaries count them all.',
        },
      ];

/** Large tables without the index that periods need. */
export const indexSection = async ({ client, schema, checks }: Place): Promise<Section> => {
  const lines: Line[] = [];
  for (const { table, column, why, advice } of checks.indexes) {
    const { rows } = await client.query<{ rows: number; indexed: boolean }>(
      `select greatest(c.reltuples, 0)::float8 as rows, exists (select 1 from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where i.indrelid = c.oid and i.indisvalid and a.attname = $3) as indexed
       from pg_class c where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relname = $2`,
      [schema, table, column],
    );
    const [found] = rows;
    if (found === undefined) continue;
    const size = `${table}: about ${Math.round(found.rows)} rows`;
    if (found.indexed || found.rows < LARGE_TABLE) lines.push({ mark: 'ok', text: size });
    else
      lines.push({
        mark: 'warning',
        text: `${size}, none of its indexes begins with ${column}: ${why}`,
        advice: advice.replaceAll('{schema}', client.escapeIdentifier(schema)),
      });
  }
  return { title: 'Speed', lines };
};
