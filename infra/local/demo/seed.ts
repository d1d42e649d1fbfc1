import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { calendarOf } from './calendar.ts';
import { processes } from './company.ts';
import { copy, type Table } from './copy.ts';
import { historyOf } from './history.ts';
import { scaled } from './rhythm.ts';
import { peopleTables } from './tables/people.ts';
import { leavesRow, runTables } from './tables/runs.ts';
import { workflowTables } from './tables/workflows.ts';
import { type DemoTruth, truthOf } from './truth.ts';
import { workflowOf } from './workflow.ts';

export type DemoOptions = {
  /** The instant at which the data ends. */
  now: Date;
  /** Wall times, days and schedules of the company are in this zone. */
  timeZone: string;
  seed?: number;
  /** About how many rows of runs to make. */
  runs?: number;
  /** Whole days before today. */
  days?: number;
  /** Generation of n8n whose table layout is made. */
  layout?: '2.8' | '1.123';
  onProgress?: (done: number, total: number) => void;
};
export type Demo = { processes: number; runs: number; truth: DemoTruth };

const DEFAULTS = { seed: 1, runs: 200_000, days: 120, layout: '2.8' } as const;

const script = (name: string) => readFile(new URL(`schema/${name}.sql`, import.meta.url), 'utf8');

const load = async (client: Client, tables: readonly Table[], { layout, onProgress }: DemoOptions) => {
  const total = tables.length + 3;
  let done = 0;
  const step = async (work: Promise<unknown>) => {
    await work;
    done += 1;
    onProgress?.(done, total);
  };
  await step(client.query(await script('tables')));
  for (const table of tables) {
    await step(copy(client, table));
  }
  await client.query(
    `SELECT setval('public.execution_entity_id_seq', (SELECT max(id) FROM public.execution_entity))`,
  );
  await step(client.query(await script('constraints')));
  if (layout === '1.123') {
    await client.query(await script('as-1.123'));
  }
  await step(client.query('ANALYZE'));
};

/**
 * Fills an empty database with the demo company, in the table layout of n8n (schema `public`).
 * All or nothing: a seed that is cut off leaves the database empty. The same options give the same rows.
 */
export const seedDemo = async (client: Client, options: DemoOptions): Promise<Demo> => {
  const { seed, runs: wanted, days } = { ...DEFAULTS, ...options };
  const calendar = calendarOf(options.now, options.timeZone, days);
  const company = scaled(processes, wanted, days);
  const runs = historyOf(company, calendar, String(seed));
  const workflows = company.map((process) => workflowOf(process, calendar, options.timeZone));
  const tables = [
    ...peopleTables(calendar),
    ...workflowTables(workflows, calendar),
    ...runTables(runs, workflows, calendar),
  ];
  await client.query('BEGIN');
  try {
    // A commit of demo data need not wait for the disk.
    await client.query('SET LOCAL synchronous_commit = off');
    await client.query("SET LOCAL maintenance_work_mem = '128MB'");
    await load(client, tables, options);
    await client.query('COMMIT');
  } catch (failure) {
    await client.query('ROLLBACK');
    throw failure;
  }
  return {
    processes: company.length,
    runs: runs.filter(leavesRow).length,
    truth: truthOf(company, runs, calendar),
  };
};
