import { existsSync, readFileSync } from 'node:fs';
import { parse as parseFlatted } from 'flatted';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Filter, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { type ReadOnlyClient, readOnlyClient } from '#test/support/read-only-client.ts';
import { restoreDump } from '#test/support/restore-dump.ts';

const FOLDER = new URL('../../../shared/data/n8n-2.8/', import.meta.url);
const DUMP = new URL('dump.sql.gz', FOLDER);
const here = existsSync(DUMP);
if (!here) console.warn('skipped: the real database is not beside this repository (../shared/data/n8n-2.8)');

const Truth = z.object({ id: z.string(), sql: z.optional(z.string()) });
const NOW = '2026-11-21T02:36:42.000Z';
/** Local midnight of a November day in Rome. */
const day = (number: number) => new Date(Date.UTC(2026, 10, number) - 3_600_000).toISOString();
const days = (first: number, last: number): TimeRange => ({ from: day(first), to: day(last + 1) });
const process = (...values: string[]): Filter => ({ field: 'process', operator: 'in', values });
const tag = (...values: string[]): Filter => ({ field: 'tag', operator: 'in', values });
const top = (by: string, limit: number): Partial<SemanticQuery> => ({
  dimensions: ['process'],
  order: [{ by, direction: 'desc' }],
  limit,
});
const listed = (...filters: Filter[]): SemanticQuery => ({
  metrics: [],
  dataset: 'processes',
  dimensions: ['process'],
  filters: { and: filters },
});
const is = (field: string, value: boolean): Filter => ({ field, operator: 'in', values: [value] });

const ARCHIVE = 'wfArchivioDo0008';
const QUESTIONS: Record<string, SemanticQuery> = {
  'd28-001': { metrics: ['runs'], timeRange: days(20, 20) },
  'd28-002': { metrics: ['failures'], timeRange: days(21, 21) },
  'd28-003': { metrics: ['successes'], timeRange: days(9, 15) },
  'd28-004': { metrics: ['runs'], filters: process('wfOrdiniEcom0001'), timeRange: days(19, 19) },
  'd28-005': { metrics: ['failures'], timeRange: days(2, 8) },
  'd28-007': { metrics: ['failure_rate'], timeRange: days(20, 20) },
  'd28-008': { metrics: ['success_rate'], filters: process('wfPreventivi0021') },
  'd28-009': { metrics: ['failure_rate'], filters: tag('Amministrazione') },
  'd28-010': { metrics: ['mean_duration'], filters: process('wfCatalogo000016') },
  'd28-011': { metrics: ['p95_duration'], filters: process('wfSpedizioni0006') },
  'd28-012': { metrics: ['median_duration'], filters: process('wfSyncCrm0000003') },
  'd28-013': { metrics: ['mean_duration'], timeRange: days(9, 15), ...top('mean_duration', 1) },
  'd28-014': { metrics: ['runs'], timeRange: days(9, 15), ...top('runs', 3) },
  'd28-015': { metrics: ['failures'], timeRange: days(1, 21), ...top('failures', 5) },
  'd28-016': {
    metrics: ['failures'],
    timeRange: days(9, 15),
    dimensions: ['process'],
    having: [{ metric: 'failures', operator: '>', value: 3 }],
    order: [{ by: 'process', direction: 'asc' }],
  },
  'd28-017': {
    metrics: ['failures'],
    timeRange: days(16, 16),
    comparison: { kind: 'period', timeRange: days(17, 17) },
  },
  'd28-019': { metrics: ['failures'], timeRange: days(9, 15), dimensions: ['day'], fill: true },
  'd28-021': { metrics: ['last_failure'], filters: process('wfSpedizioni0006') },
  'd28-023': { metrics: ['waiting'] },
  'd28-024': listed(is('live', false)),
  'd28-025': listed(is('never_run', true)),
  'd28-026': { metrics: ['recovered'], filters: process('wfSpedizioni0006') },
  'd28-027': { metrics: ['time_saved'], filters: process('wfOrdiniEcom0001') },
  'd28-029': { metrics: ['runs'], filters: { field: 'weekday', operator: 'in', values: [6] } },
  'd28-038': { metrics: ['failure_rate'], timeRange: days(1, 21) },
  'd28-041': { metrics: ['max_duration'], timeRange: days(20, 20) },
  'd28-042': { metrics: ['median_duration'], filters: process(ARCHIVE) },
  'd28-043': {
    metrics: ['mean_duration'],
    dimensions: ['process'],
    having: [{ metric: 'runs', operator: '>=', value: 100 }],
    order: [{ by: 'mean_duration', direction: 'asc' }],
    limit: 1,
  },
  'd28-044': {
    metrics: ['failure_rate'],
    having: [{ metric: 'runs', operator: '>=', value: 20 }],
    ...top('failure_rate', 3),
  },
  'd28-047': {
    metrics: ['failures'],
    timeRange: days(2, 8),
    comparison: { kind: 'period', timeRange: days(9, 15) },
  },
  'd28-049': { metrics: ['runs'], timeRange: days(16, 20), dimensions: ['day'], fill: true },
  'd28-051': { metrics: ['last_success'], filters: process('wfSyncCrm0000003') },
  'd28-055': { metrics: ['running'] },
  'd28-056': { metrics: ['live_processes'] },
  'd28-057': listed(is('always_fails', true), is('live', true)),
  'd28-060': { metrics: ['runs'], filters: tag('Assistenza'), timeRange: days(20, 20) },
};

describe.skipIf(!here)('on a real database', () => {
  let server: TestPostgres;
  let reader: ReadOnlyClient;
  let owner: Client;
  beforeAll(async () => {
    server = await startPostgres();
    owner = new Client(server.url);
    owner.on('error', () => undefined);
    await owner.connect();
    await restoreDump(owner, DUMP.pathname);
    reader = await readOnlyClient(server);
  });
  afterAll(async () => {
    await reader?.end();
    await owner?.end();
    await server?.stop();
  });

  const options = {
    catalog: n8nCatalog,
    schema: 'public',
    timeZone: 'Europe/Rome',
    now: NOW,
    scope: { kind: 'all' } as const,
  };
  const ask = (query: SemanticQuery) => reader.read(compile(query, options));
  const truth = new Map<string, string>();
  if (here)
    for (const line of readFileSync(new URL('questions.dev.jsonl', FOLDER), 'utf8').trim().split('\n')) {
      const { id, sql } = Truth.parse(JSON.parse(line));
      truth.set(id, sql ?? '');
    }

  /** Figures to nine places; of a list only what the statement of the truth has: names, or figures in a row. */
  const comparable = (cell: unknown): Cell => {
    if (cell instanceof Date) return cell.toISOString();
    const text = String(cell);
    return Number.isNaN(Number(text)) ? text : Number(Number(text).toFixed(9));
  };

  test.each(Object.entries(QUESTIONS))('%s has the value of its ground truth', async (id, query) => {
    await owner.query('set search_path = public');
    const { rows } = await owner.query<Record<string, unknown>>(truth.get(id) ?? '');
    const expected = rows.flatMap((row) => Object.values(row)).map(comparable);
    const found = await ask(query);
    const column =
      query.metrics.length === 0 || 'name' in (rows[0] ?? {}) ? 0 : (query.dimensions ?? []).length;
    const values = query.comparison ? found.flat() : found.map((row) => row[column]);
    expect(values.map(comparable)).toEqual(expected);
  });

  test('every failure tells what the parser of its format reads', async () => {
    const { rows } = await owner.query<{ data: string; at: Date }>(
      `select d.data, e."startedAt" as at from public.execution_entity e join public.execution_data d on d."executionId" = e.id
       where e.status in ('error', 'crashed') and e."deletedAt" is null order by e."startedAt" desc, e.id limit 100`,
    );
    const found = await ask({
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['cause'],
      everything: true,
    });
    const read = rows.map(({ data }) => {
      const { error, lastNodeExecuted } = parseFlatted(data).resultData;
      const [message, description, httpCode, errorName] = ['message', 'description', 'httpCode', 'name'].map(
        (key) => error?.[key]?.slice(0, 2000) ?? null,
      );
      return {
        message,
        description,
        httpCode,
        errorName,
        node: error?.node?.name ?? lastNodeExecuted ?? null,
      };
    });
    expect(found.map(([cause]) => JSON.parse(String(cause)))).toEqual(read);
    expect(read).toHaveLength(100);
  });

  test('the names are all there, once, and no personal project is among them', async () => {
    const names = await reader.read(compileNames(options));
    const of = (dimension: string) => names.filter(([one]) => one === dimension);
    expect(of('process')).toHaveLength(25);
    expect(of('tag').map(([, , name]) => name)).toEqual([
      'Amministrazione',
      'Assistenza',
      'Critico',
      'Logistica',
      'Marketing',
    ]);
    expect(of('area')).toEqual([['area', 'general', 'general', null, null, null]]);
    expect(names.filter(([, , , outside]) => outside === true).map(([, , name]) => name)).toEqual([
      'Verifica partita IVA',
    ]);
    expect(names.filter(([, , , , isListed]) => isListed === false).map(([, , name]) => name)).toEqual([
      'Vecchio invio fax ai fornitori',
    ]);
  });
});
