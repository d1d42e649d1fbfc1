import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemo } from '#infra/local/demo/seed.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

const NOW = '2026-11-21T09:00:00.000Z';
const NARROWING = /and \(\{unasked\} or .*/g;
/** The same catalog, whose summaries are read of all processes, whichever the question names. */
const whole = {
  ...n8nCatalog,
  datasets: n8nCatalog.datasets.map((one) => ({ ...one, source: one.source.replaceAll(NARROWING, '') })),
};

let server: TestPostgres;
let client: Client;
let processes: string[];

beforeAll(async () => {
  server = await startPostgres();
  client = new Client(server.adminUrl);
  await client.connect();
  await seedDemo(client, { now: new Date(NOW), timeZone: 'Europe/Rome', runs: 8000 });
  const { rows } = await client.query<{ id: string }>('select id from workflow_entity order by id');
  processes = rows.map(({ id }) => id);
});
afterAll(async () => {
  await client.end();
  await server.stop();
});

const compiled = (query: SemanticQuery, catalog: typeof n8nCatalog, ids?: string[]) =>
  compile(query, {
    catalog,
    schema: 'public',
    timeZone: 'Europe/Rome',
    now: NOW,
    scope: ids ? { kind: 'processes', ids } : { kind: 'all' },
  });
const rowsOf = async ({ sql, parameters }: ReturnType<typeof compile>) =>
  (await client.query<unknown[]>({ text: sql, values: parameters, rowMode: 'array' })).rows;

const one = (field: string, ...values: (string | boolean)[]): Filter => ({ field, operator: 'in', values });
const filters = (): [string, Filter, boolean][] => {
  const named = one('process', ...processes.slice(3, 6));
  return [
    ['some processes', named, true],
    ['a single process', one('process', processes[7] ?? ''), true],
    ['processes of which only failures are kept', one('partly_kept', true), true],
    ['an area', one('area', 'Vendite'), true],
    ['a label', one('tag', 'critico'), true],
    ['both', { and: [named, one('successes_kept', true)] }, true],
    ['none of them', { not: named }, false],
    ['one or the other', { or: [named, one('area', 'Vendite')] }, false],
    // Stretches of other processes that straddle an hour make it uncertain for these, too.
    ['some processes at some hour', { and: [named, { field: 'hour', operator: '>=', value: 8 }] }, false],
  ];
};
const METRICS = ['older', 'cut', 'time_saved', 'failure_rate'];
const RANGES = [
  undefined,
  { from: '2026-11-13T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
  { from: '2026-08-01T05:00:00.000Z', to: '2026-09-10T07:00:00.000Z' },
];

test('summaries of the processes that are named alone give the same figures as those of all', async () => {
  for (const [what, filter, narrows] of filters())
    for (const timeRange of RANGES)
      for (const dimensions of [[], ['process'], ['day']])
        for (const ids of [undefined, processes.slice(0, 20)]) {
          const query = {
            metrics: METRICS,
            source: 'history',
            filters: filter,
            dimensions,
            ...(timeRange && { timeRange }),
          };
          const narrowed = compiled(query, n8nCatalog, ids);
          expect([what, narrowed.sql.includes('and (false or')]).toEqual([what, narrows]);
          expect([what, await rowsOf(narrowed)]).toEqual([what, await rowsOf(compiled(query, whole, ids))]);
        }
});

test('each side of a comparison reads the summaries of its own', async () => {
  const query: SemanticQuery = {
    metrics: ['older', 'time_saved'],
    source: 'history',
    filters: one('process', processes[3] ?? ''),
    comparison: { kind: 'peer', filters: one('process', processes[4] ?? '') },
  };
  const [own] = await rowsOf(compiled(query, n8nCatalog));
  expect([own]).toEqual(await rowsOf(compiled(query, whole)));
  const shares: SemanticQuery = { ...query, comparison: { kind: 'whole' } };
  expect(await rowsOf(compiled(shares, n8nCatalog))).toEqual(await rowsOf(compiled(shares, whole)));
});

const NEEDING = /\{needed \w+\}/g;
/** The same catalog, whose summaries are read of all kinds, whichever the figures are made of. */
const everyKind = {
  ...n8nCatalog,
  datasets: n8nCatalog.datasets.map((dataset) => ({
    ...dataset,
    source: dataset.source.replaceAll(NEEDING, 'true'),
  })),
};

test('summaries of the kinds that a figure is made of give the same as those of all kinds', async () => {
  const standing = n8nCatalog.summaries?.metrics ?? [];
  const metrics = standing.flatMap(({ name, dataset, standsFor }) =>
    dataset === 'history' && name !== 'cut' ? [standsFor ?? name] : [],
  );
  expect(metrics.length).toBeGreaterThan(12);
  for (const metric of metrics)
    for (const timeRange of RANGES) {
      const query = { metrics: [metric], source: 'history', ...(timeRange && { timeRange }) };
      const narrowed = compiled(query, n8nCatalog);
      expect([metric, narrowed.sql.includes('and false')]).toEqual([metric, true]);
      const all = await rowsOf(compiled(query, everyKind));
      // A stretch of another kind that the period cuts keeps nobody from comparing this one.
      if (metric.endsWith('_gap') && all[0]?.[0] === null) continue;
      expect([metric, await rowsOf(narrowed)]).toEqual([metric, all]);
    }
});

test('stretches that are cut are counted of the kinds that the figure beside is made of, and of all by themselves', async () => {
  const timeRange = { from: '2026-08-01T05:20:00.000Z', to: '2026-09-10T07:40:00.000Z' };
  const cut = async (catalog: typeof n8nCatalog, ...beside: string[]) =>
    Number(
      (await rowsOf(compiled({ metrics: [...beside, 'cut'], source: 'history', timeRange }, catalog)))[0]?.at(
        -1,
      ),
    );
  const all = await cut(everyKind);
  expect(all).toBeGreaterThan(0);
  expect(await cut(n8nCatalog)).toBe(all);
  const each: number[] = [];
  for (const beside of ['successes', 'failures', 'time_saved']) each.push(await cut(n8nCatalog, beside));
  expect(Math.max(...each)).toBeLessThan(all);
  expect(Math.max(...each)).toBeGreaterThan(0);
});
