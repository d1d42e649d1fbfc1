import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { readCatalog } from '#infra/catalog.ts';
import { placeOf } from '#infra/catalog-source.ts';
import { readChecks } from '#infra/local/cli/doctor-coverage.ts';
import { indexSection, planOf, readsWhole } from '#infra/local/cli/doctor-indexes.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

const NOW = '2026-11-21T09:00:00.000Z';
const WEEK = { from: '2026-11-13T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' };
const BEFORE = { from: '2026-11-06T23:00:00.000Z', to: '2026-11-13T23:00:00.000Z' };
const { model: catalog } = readCatalog();
const wanted = readChecks(placeOf({}).folder).indexes ?? [];

let server: TestPostgres;
let reader: Client;
let admin: Client;
let busiest: string;
const place = () => ({ client: reader, catalog, schema: 'public', timeZone: 'Europe/Rome', now: NOW });

beforeAll(async () => {
  server = await startPostgres();
  admin = new Client(server.adminUrl);
  await admin.connect();
  await seedDemo(admin, { now: new Date(NOW), timeZone: 'Europe/Rome', runs: 60_000 });
  await installReadOnlyRole(admin, {
    role: 'reader',
    password: 'reader',
    schema: 'public',
    rowPolicy: 'put',
  });
  await admin.query('analyze');
  const { rows } = await admin.query<{ id: string }>(
    'select "workflowId" as id from public.execution_entity group by 1 order by count(*) desc limit 1',
  );
  busiest = rows[0]?.id ?? '';
  const url = new URL(server.adminUrl);
  url.username = 'reader';
  url.password = 'reader';
  reader = new Client(url.href);
  await reader.connect();
  await reader.query("set milhena.scope = 'all'");
});
afterAll(async () => {
  await reader.end();
  await admin.end();
  await server.stop();
});

const one = (field: string, ...values: (string | boolean)[]) => ({ field, operator: 'in' as const, values });

/** Questions about a short time, about one process, or about first and last times: an index serves each. */
const served = (): Record<string, SemanticQuery> => ({
  'runs of a week': { metrics: ['runs'], timeRange: WEEK },
  'failure rate of a week': { metrics: ['failure_rate'], timeRange: WEEK },
  'failures by process': { metrics: ['failures'], dimensions: ['process'], timeRange: WEEK },
  'slowest process of a week': { metrics: ['mean_duration'], dimensions: ['process'], timeRange: WEEK },
  'runs by area': { metrics: ['runs'], dimensions: ['area'], timeRange: WEEK },
  'runs by day': { metrics: ['runs'], dimensions: ['day'], timeRange: WEEK, fill: true },
  'runs by hour': { metrics: ['runs'], dimensions: ['hour'], timeRange: WEEK },
  'a week beside the one before': {
    metrics: ['runs', 'failures'],
    timeRange: WEEK,
    comparison: { kind: 'period', timeRange: BEFORE },
  },
  'share of each process': {
    metrics: ['failures'],
    dimensions: ['process'],
    timeRange: WEEK,
    comparison: { kind: 'whole' },
  },
  'a week of an area': { metrics: ['runs'], filters: one('area', 'Vendite'), timeRange: WEEK },
  'a week of a label': { metrics: ['failures'], filters: one('tag', 'critico'), timeRange: WEEK },
  'a week of one process by day': {
    metrics: ['p95_duration'],
    dimensions: ['day'],
    filters: one('process', busiest),
    timeRange: WEEK,
  },
  'runs of one process in a week': {
    metrics: [],
    dimensions: ['process', 'started_at', 'outcome'],
    filters: one('process', busiest),
    timeRange: WEEK,
    limit: 5,
  },
  'rows of a process whose successes are not kept': {
    metrics: ['mean_duration'],
    dimensions: ['process'],
    filters: one('partly_kept', true),
  },
  'first and last run of all': { metrics: ['first_run', 'last_run'] },
  'first run of all kinds': { metrics: ['first_run'], everything: true },
  'last run of one process': { metrics: ['last_run'], filters: one('process', busiest) },
  'last success of one process': { metrics: ['last_success'], filters: one('process', busiest) },
  'last failure of one process': { metrics: ['last_failure'], filters: one('process', busiest) },
  'last run of each process': { metrics: ['last_run'], dimensions: ['process'] },
  'summaries of what is not kept': {
    metrics: ['older', 'cut'],
    source: 'history',
    dimensions: ['process'],
    filters: one('partly_kept', true),
    having: [{ metric: 'older', operator: '>', value: 0 }],
  },
  'how far back the data goes': { metrics: ['known_since'] },
});

describe('no statement reads all runs where an index serves it', () => {
  test.each(Object.keys(served()))('%s', async (name) => {
    const query = served()[name];
    if (!query) throw new Error(name);
    expect(readsWhole(await planOf(place(), query), 'execution_entity')).toBe(false);
  });

  test('the latest rows of one process come from the index in their order, and rows without a time only when too few are found', async () => {
    const query: SemanticQuery = {
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'started_at', 'cause'],
      filters: one('process', busiest),
      limit: 1,
    };
    const { text, neverRun } = await analysed(query);
    expect(text).toMatch(/Index Scan Backward using idx_execution_entity_workflow_id_started_at/);
    expect(neverRun).toBe(true);
  });

  test('a ranking of what few rows make is the same from these alone, and reads all only where too few come of it', async () => {
    const most = (limit: number, failing?: number): SemanticQuery => ({
      metrics: ['failures'],
      dimensions: ['process'],
      ...(failing !== undefined && { filters: one('process', ...processes.slice(0, failing)) }),
      limit,
    });
    const { rows } = await admin.query<{ id: string }>(
      `select "workflowId" as id from public.execution_entity where "deletedAt" is null group by 1
       order by count(*) filter (where status in ('error', 'crashed')), 1`,
    );
    const processes = rows.map(({ id }) => id);
    const enough = await analysed(most(5));
    expect(enough.text.match(/Scan on execution_entity/g)).toHaveLength(2);
    expect(enough.text.match(/Scan on execution_entity.*never executed/g)).toHaveLength(1);
    const few = await analysed(most(12, 8));
    expect(few.text).not.toMatch(/execution_entity.*never executed/);
    // Twenty-one are no short list, so they are read in one go.
    expect(await answered(most(5))).toEqual((await answered(most(21))).slice(0, 5));
    expect(await answered(most(12, 8))).toEqual((await answered(most(21, 8))).slice(0, 12));
    expect((await answered(most(12, 8))).some(([, failures]) => Number(failures) === 0)).toBe(true);
  });

  test('the last run of all is found without looking through processes whose runs do not count', async () => {
    const told = await answered({ metrics: ['first_run', 'last_run'] });
    const { rows } = await admin.query(
      `select min("startedAt") as first, max("startedAt") as last from public.execution_entity
       where "deletedAt" is null and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')`,
    );
    expect(told).toEqual([[rows[0].first, rows[0].last]]);
    const { blocks } = await analysed({ metrics: ['first_run', 'last_run'] });
    const each = await analysed({ metrics: ['first_run', 'last_run'], dimensions: ['process'] });
    expect(blocks).toBeLessThan(each.blocks / 2);
  });

  test('the last success of a process is looked for from its last run back', async () => {
    const query: SemanticQuery = { metrics: ['last_success'], filters: one('process', busiest) };
    const { rows } = await admin.query(
      `select max("startedAt") as last from public.execution_entity where "workflowId" = $1 and status = 'success'
       and "deletedAt" is null and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')`,
      [busiest],
    );
    expect(await answered(query)).toEqual([[rows[0].last]]);
    expect((await analysed(query)).blocks).toBeLessThan(50);
  });

  test('the hours of a long history are counted by several processes of the server at once', async () => {
    await reader.query('set min_parallel_table_scan_size = 0');
    const { text } = await analysed({ metrics: ['runs'], dimensions: ['hour'] });
    await reader.query('reset min_parallel_table_scan_size');
    expect(text).toMatch(/Workers Planned: [1-9]/);
  });

  test('a run that never started is looked for among all only where a process may never have run', async () => {
    const idle = (...filters: SemanticQuery['filters'][]): SemanticQuery => ({
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { and: [one('never_run', true), ...filters.filter((filter) => filter !== undefined)] },
    });
    expect((await analysed(idle(one('process', busiest)))).neverRun).toBe(true);
    expect((await analysed(idle())).neverRun).toBe(false);
  });

  test('a question about all that is kept does read all, so the check can fail', async () => {
    expect(readsWhole(await planOf(place(), { metrics: ['runs'] }), 'execution_entity')).toBe(true);
  });
});

const answered = async (query: SemanticQuery): Promise<unknown[][]> => {
  const { compile } = await import('#shared/domain/compiling/compile.ts');
  const { sql, parameters } = compile(query, { ...place(), scope: { kind: 'all' } });
  return (await reader.query({ text: sql, values: parameters, rowMode: 'array' })).rows;
};

/** What really ran: the plan as text, and whether every reading of all runs was skipped. */
const analysed = async (query: SemanticQuery) => {
  const { compile } = await import('#shared/domain/compiling/compile.ts');
  const { sql, parameters } = compile(query, { ...place(), scope: { kind: 'all' } });
  const { rows } = await reader.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, timing off, buffers) ${sql}`,
    parameters,
  );
  const lines = rows.map((row) => row['QUERY PLAN']);
  const hits = lines.map((line) => /Buffers: shared hit=(\d+)(?: read=(\d+))?/.exec(line)).find(Boolean);
  const whole = lines.filter((line) => line.includes('Seq Scan on execution_entity'));
  return {
    text: lines.join('\n'),
    neverRun: whole.every((line) => line.includes('never executed')),
    blocks: Number(hits?.[1]) + Number(hits?.[2] ?? 0),
  };
};

describe('what the doctor advises', () => {
  test('indexes that would help, as text to run, and nothing more once they are there', async () => {
    const before = await indexSection(place(), wanted);
    expect(before.lines.map(({ mark }) => mark)).toEqual(['warning', 'warning']);
    for (const { text, advice = '' } of before.lines) {
      expect(text).toMatch(/what .+ is looked for among all of them/);
      expect(advice).toMatch(
        /^create index concurrently milhena_\w+ on "public"\.execution_entity .+; {2}\(about \d+ kB/,
      );
      await admin.query(advice.slice(0, advice.indexOf(';')));
    }
    await admin.query('analyze public.execution_entity');
    const after = await indexSection(place(), wanted);
    expect(after.lines.map(({ mark }) => mark)).toEqual(['ok', 'ok']);
    const { rows } = await admin.query<{ name: string; size: number }>(
      `select relname as name, pg_relation_size(oid)::int as size from pg_class where relname like 'milhena\\_%' and relkind = 'i' order by 1`,
    );
    const told = before.lines.map(({ advice = '' }) => Number(/about (\d+) kB/.exec(advice)?.[1]) * 1024);
    for (const [at, { size }] of rows.toReversed().entries())
      expect((told[at] ?? 0) / size).toBeGreaterThan(0.4);
  });

  test('what is running now is counted by that index too', async () => {
    for (const metric of ['running', 'waiting', 'queued'])
      expect(readsWhole(await planOf(place(), { metrics: [metric] }), 'execution_entity')).toBe(false);
  });

  test('no index for a small table', async () => {
    await admin.query('drop index public.milhena_unfinished, public.milhena_failed');
    await admin.query(`update pg_class set reltuples = 5000 where oid = 'public.execution_entity'::regclass`);
    const { lines } = await indexSection(place(), wanted);
    expect(lines.map(({ mark }) => mark)).toEqual(['ok', 'ok']);
  });
});
