import type { BusinessDatabase, Statement } from '#shared/ports.ts';
import { log } from '#shared/runtime/log.ts';
import * as z from 'zod/mini';

const SLOW_MS = 1000;
const SAMPLE = 0.1;

const Node = z.object({
  'Node Type': z.string(),
  'Relation Name': z.optional(z.string()),
  'Index Name': z.optional(z.string()),
  'Plan Rows': z.number(),
  'Total Cost': z.number(),
  Plans: z.optional(z.array(z.unknown())),
});

/** Logs how the database means to run a slow statement (a sample of them); conditions, which hold names, are left out. */
export const explainSlow = async (
  database: BusinessDatabase,
  statement: Statement,
  ms: number,
  chance: () => number = Math.random,
): Promise<void> => {
  if (ms < SLOW_MS || chance() > SAMPLE) return;
  const rows = await database
    .read({ ...statement, sql: `EXPLAIN (FORMAT JSON) ${statement.sql}` })
    .catch(() => []);
  const text = rows[0]?.[0];
  if (typeof text !== 'string') return;
  log.warn('slow statement', { fingerprint: statement.fingerprint, ms, plan: outline(text) });
};

const outline = (json: string): string[] => {
  const parsed = z.safeParse(z.array(z.object({ Plan: Node })), JSON.parse(json));
  const root = parsed.success ? parsed.data[0]?.Plan : undefined;
  return root === undefined ? [] : lines(root, 0).slice(0, 40);
};

const lines = (node: unknown, depth: number): string[] => {
  const parsed = z.safeParse(Node, node);
  if (!parsed.success || depth > 12) return [];
  const { Plans = [], ...own } = parsed.data;
  const on = [own['Relation Name'], own['Index Name']].filter(Boolean).join(' by ');
  const line = `${'.'.repeat(depth)}${own['Node Type']} ${on} rows=${own['Plan Rows']} cost=${own['Total Cost']}`;
  return [line, ...Plans.flatMap((plan) => lines(plan, depth + 1))];
};
