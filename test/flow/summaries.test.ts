import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Coverage } from '#shared/contracts/catalog.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { planOf } from '#shared/domain/summaries/plan.ts';
import { witnessesOf } from '#shared/domain/proof/witness.ts';
import { isPart, localOf } from '#test/support/brute-force/local-time.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { type ReadOnlyClient, readOnlyClient } from '#test/support/read-only-client.ts';
import { readOnlySelect } from '#test/support/read-only-select.ts';
import {
  figuresOf,
  type Happening,
  KEPT,
  NOW,
  pastOf,
  processIds,
  writePast,
} from '#test/support/summaries/past.ts';

const SEED = Number(process.env['MILHENA_SEED'] ?? 20_261_121);
const CASES = Number(process.env['MILHENA_CASES'] ?? 400);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const past = pastOf(SEED);
const iso = (at: number) => new Date(at).toISOString();
const now = iso(NOW);

let server: TestPostgres;
let reader: ReadOnlyClient;
/** The same past, every hour of it. */
let hourly: ReadOnlyClient;
let coverage: Coverage;
beforeAll(async () => {
  server = await startPostgres();
  const written = async (urls: { url: string; adminUrl: string }, hours?: 'for ever') => {
    const admin = new Client(urls.adminUrl);
    await admin.connect();
    await createLayout(admin);
    await writePast(admin, past, hours);
    await admin.end();
    return readOnlyClient(urls);
  };
  reader = await written(server);
  hourly = await written(await server.createDatabase('hourly'), 'for ever');
  const rows = await read({ metrics: [], dataset: 'coverage', dimensions: ['hours', 'since', 'until'] });
  coverage = {
    rows: String(rows.find(([hours]) => hours === 0)?.[1]),
    stretches: rows
      .filter(([hours]) => hours !== 0)
      .map(([hours, since, until]) => ({
        hours: Number(hours),
        since: String(since),
        until: String(until),
      })),
  };
});
afterAll(async () => {
  await reader?.end();
  await hourly?.end();
  await server?.stop();
});

const statementOf = (query: SemanticQuery, timeZone: string) =>
  compile(query, { catalog: n8nCatalog, schema: 'public', timeZone, now, scope: { kind: 'all' } });
const read = (query: SemanticQuery, timeZone = 'Europe/Rome'): Promise<Cell[][]> =>
  reader.read(statementOf(query, timeZone));

/** The next midnight in the zone at or after an instant. */
const midnight = (at: number, timeZone: string): number => {
  let found = Math.ceil(at / (HOUR / 4)) * (HOUR / 4);
  const { day } = localOf(found - 1, timeZone);
  while (localOf(found, timeZone).day === day) found += HOUR / 4;
  return found;
};

const zones = ['Europe/Rome', 'Europe/Rome', 'UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata'];
const METRICS = [
  'completed',
  'successes',
  'failures',
  'failure_rate',
  'success_rate',
  'time_saved',
  'mean_duration',
  'failed_processes',
];
const MONDAY = Date.parse('2026-02-02T00:00:00.000Z');
const instants = fc
  .record({
    at: fc.oneof(
      fc.integer({ min: Date.parse('2026-01-20T00:00:00Z'), max: NOW }),
      fc.integer({ min: Date.parse('2026-09-10T00:00:00Z'), max: NOW }),
    ),
    grain: fc.constantFrom('hour', 'day', 'week', 'week', 'local day', 'local day', 'local day'),
  })
  .map(({ at, grain }) => ({ at, grain }));
type Moment = { at: number; grain: string };
const placed = ({ at, grain }: Moment, timeZone: string): number => {
  if (grain === 'local day') return midnight(at, timeZone);
  const size = { hour: HOUR, day: DAY, week: 7 * DAY }[grain] ?? 1;
  return MONDAY + Math.floor((at - MONDAY) / size) * size;
};

interface Case {
  query: SemanticQuery;
  timeZone: string;
}
const cases: fc.Arbitrary<Case> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    edges: fc.tuple(instants, instants),
    compared: fc.option(fc.tuple(instants, instants), { freq: 1 }),
    metric: fc.constantFrom(...METRICS),
    dimensions: fc.constantFrom<string[]>(
      [],
      [],
      ['process'],
      ['day'],
      ['week'],
      ['month'],
      ['weekday'],
      ['hour'],
      ['process', 'month'],
    ),
    process: fc.option(fc.constantFrom(...processIds), { freq: 2 }),
    weekday: fc.option(fc.integer({ min: 1, max: 7 }), { freq: 1 }),
    untilNow: fc.boolean(),
  })
  .map(({ timeZone, edges, compared, metric, dimensions, process, weekday, untilNow }) => {
    const rangeOf = ([left, right]: [Moment, Moment]): TimeRange => {
      const [from = 0, to = 0] = [placed(left, timeZone), placed(right, timeZone)].sort((a, b) => a - b);
      return { from: iso(from), to: iso(Math.min(to, NOW)) };
    };
    const range = rangeOf(edges);
    const filters = [
      ...(process === null ? [] : [{ field: 'process', operator: 'in' as const, values: [process] }]),
      ...(weekday === null ? [] : [{ field: 'weekday', operator: 'in' as const, values: [weekday] }]),
    ];
    const [first] = filters;
    return {
      timeZone,
      query: {
        metrics: [metric],
        dimensions,
        timeRange: untilNow ? { ...range, to: now } : range,
        ...(first && { filters: filters.length > 1 ? { and: filters } : first }),
        ...(compared && { comparison: { kind: 'period' as const, timeRange: rangeOf(compared) } }),
      },
    };
  });

/** What the query asks for, of what really happened, by the end of the runs. */
const truthOf = ({ query, timeZone }: Case): Map<string, (number | null)[]> => {
  const { dimensions = [], filters, timeRange, comparison } = query;
  const leaves = filters ? ('and' in filters ? filters.and : [filters]) : [];
  const passes = ({ process, end }: Happening): boolean =>
    leaves.every((leaf) => {
      if (!('values' in leaf)) return false;
      const value = leaf.field === 'process' ? process : localOf(end, timeZone).weekday;
      return leaf.values.includes(value);
    });
  const inside = (range: TimeRange | undefined) =>
    past.filter(
      (one) =>
        range !== undefined &&
        one.end >= Date.parse(range.from) &&
        one.end < Date.parse(range.to) &&
        passes(one),
    );
  const keyOf = (one: Happening) =>
    dimensions.map((name) => (isPart(name) ? localOf(one.end, timeZone)[name] : one.process)).join(' ');
  const groups = (range: TimeRange | undefined) => Map.groupBy(inside(range), keyOf);
  const main = groups(timeRange);
  const other = comparison?.kind === 'period' ? groups(comparison.timeRange) : undefined;
  const keys = dimensions.length === 0 ? [''] : [...new Set([...main.keys(), ...(other?.keys() ?? [])])];
  const [metric = ''] = query.metrics;
  const valueOf = (found: Happening[] | undefined) => figuresOf(found ?? [])[metric] ?? null;
  return new Map(
    keys.map((key) => [key, [valueOf(main.get(key)), ...(other ? [valueOf(other.get(key))] : [])]]),
  );
};

const close = (value: Cell | undefined): Cell =>
  typeof value === 'number' ? Number(value.toPrecision(9)) : (value ?? null);

const summarised = ({ query, timeZone }: Case) => {
  const { dimensions = [], ...rest } = query;
  const asked: SemanticQuery = { ...rest, dimensions, source: 'history', limit: 100 };
  const split = dimensions.filter(isPart).map((part) => (part === 'weekday' ? 'day' : part));
  const { metrics: _, ...scope } = rest;
  const check: SemanticQuery = {
    ...scope,
    metrics: ['cut'],
    source: 'history',
    ...(split.length > 0 && { split }),
  };
  const reads = [
    { id: 'e1', query: asked },
    { id: 'c1', query: check },
  ];
  const evidence = async (by: ReadOnlyClient = reader): Promise<Evidence[]> =>
    Promise.all(
      reads.map(async ({ id, query: one }) => {
        const statement = statementOf(one, timeZone);
        expect(await readOnlySelect(statement.sql)).toEqual([]);
        const { columns, fingerprint, parameters } = statement;
        return { id, columns, fingerprint, parameters, rows: await by.read(statement), readAt: now };
      }),
    );
  return { reads, evidence };
};

describe('summaries', () => {
  test('are believed when they cut nothing, and are then what happened; else they prove nothing', {
    timeout: 300_000,
  }, async () => {
    const seen = { exact: 0, cut: 0 };
    const holds = async (one: Case) => {
      const { reads, evidence } = summarised(one);
      const found = await evidence();
      const witnesses = witnessesOf(found, reads, n8nCatalog);
      const counts = found[1]?.rows[0] ?? [];
      const exact = counts.every((count) => count === 0);
      expect(witnesses.has('e1')).toBe(exact);
      seen[exact ? 'exact' : 'cut'] += 1;
      const rows = found[0]?.rows ?? [];
      if (!exact || rows.length >= 100) return;
      const width = one.query.dimensions?.length ?? 0;
      const got = rows
        .map((row): [string, Cell[]] => [row.slice(0, width).join(' '), row.slice(width).map(close)])
        // Groups in which nothing counts are as good as none.
        .filter(([, values]) => width === 0 || values.some((value) => value !== 0 && value !== null));
      const truth = [...truthOf(one)]
        .map(([key, values]): [string, Cell[]] => [key, values.map(close)])
        .filter(([, values]) => width === 0 || values.some((value) => value !== 0 && value !== null));
      expect(new Map(got)).toEqual(new Map(truth));
    };
    await fc.assert(fc.asyncProperty(cases, holds), { numRuns: CASES, seed: SEED });
    expect(seen.exact).toBeGreaterThan(CASES / 5);
    expect(seen.cut).toBeGreaterThan(CASES / 5);
  });

  test('are asked only what they can answer exactly, with the period nearest to the one asked for', {
    timeout: 300_000,
  }, async () => {
    let led = 0;
    const holds = async ({ query, timeZone }: Case) => {
      const plan = planOf(query, [], { catalog: n8nCatalog, coverage, timeZone, now: new Date(NOW) });
      if (plan?.lead !== 'summaries') return;
      led += 1;
      const { reads, evidence } = summarised({ query: plan.query, timeZone });
      const found = await evidence();
      expect(found[1]?.rows.flat().every((count) => count === 0)).toBe(true);
      expect(witnessesOf(found, reads, n8nCatalog).has('e1')).toBe(true);
      const asked = query.timeRange ?? { from: now, to: now };
      const given = plan.query.timeRange ?? asked;
      const length = (plan.change.hours ?? 0) * HOUR;
      for (const edge of ['from', 'to'] as const)
        expect(Math.abs(Date.parse(given[edge]) - Date.parse(asked[edge]))).toBeLessThanOrEqual(length);
    };
    await fc.assert(fc.asyncProperty(cases, holds), { numRuns: CASES, seed: SEED + 1 });
    expect(led).toBeGreaterThan(CASES / 5);
  });

  test.each([
    ['the day that has 23 hours', '2026-03-29', 'Europe/Rome'],
    ['the day that has 25 hours', '2026-10-25', 'Europe/Rome'],
    ['the day before', '2026-10-24', 'Europe/Rome'],
    ['the odd day of another zone', '2026-11-01', 'America/New_York'],
  ])('%s: %s in %s', async (_, date, timeZone) => {
    const from = midnight(Date.parse(`${date}T00:00:00Z`) - DAY, timeZone);
    const start = localOf(from, timeZone).day === date ? from : midnight(from + 1, timeZone);
    const timeRange = { from: iso(start), to: iso(midnight(start + 1, timeZone)) };
    const query: SemanticQuery = { metrics: ['completed'], dimensions: ['hour'], timeRange };
    const { evidence, reads } = summarised({ query, timeZone });
    const found = await evidence(hourly);
    const happened = past.filter(({ end }) => localOf(end, timeZone).day === date);
    const byHour = Map.groupBy(happened, ({ end }) => localOf(end, timeZone).hour);
    expect(happened.length).toBeGreaterThan(5);
    expect(new Map(found[0]?.rows.map(([hour, count]) => [hour, count]))).toEqual(
      new Map([...byHour].map(([hour, list]) => [hour, list.length])),
    );
    expect(witnessesOf(found, reads, n8nCatalog).has('e1')).toBe(true);
    const days = await hourly.read(
      statementOf({ ...query, dimensions: ['day'], source: 'history' }, timeZone),
    );
    expect(days).toEqual([[date, happened.length]]);
  });

  test('and rows that are kept are told apart where they differ, once they are settled', async () => {
    const timeRange = { from: iso(midnight(KEPT + DAY, 'Europe/Rome')), to: now };
    const gaps = ['failures_gap', 'successes_gap', 'completed_gap', 'time_saved_gap'];
    const asked = (process: string): SemanticQuery => ({
      metrics: gaps,
      source: 'history',
      timeRange,
      filters: { field: 'process', operator: 'in', values: [process] },
    });
    expect(await read(asked('orders'))).toEqual([[0, 0, 0, 0]]);
    const lost = past.filter(
      ({ process, end, ok }) =>
        process === 'sensor' &&
        ok &&
        end >= Date.parse(timeRange.from) &&
        end < Math.floor(NOW / HOUR) * HOUR,
    ).length;
    expect(await read(asked('sensor'))).toEqual([[0, lost, lost, lost * 120]]);
    expect(lost).toBeGreaterThan(10);
    const older = { from: '2026-07-06T22:00:00.000Z', to: '2026-07-10T22:00:00.000Z' };
    expect(await read({ metrics: gaps, source: 'history', timeRange: older })).toEqual([
      [null, null, null, null],
    ]);
  });
});
