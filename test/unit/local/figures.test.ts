import { describe, expect, test } from 'vitest';
import { readLine } from '#infra/local/figures/lines.ts';
import { openRing } from '#infra/local/figures/ring.ts';
import type { Snapshot } from '#infra/local/figures/snapshot.ts';
import { view } from '#infra/local/figures/view.ts';
import { METRICS } from '#shared/contracts/metrics.ts';

const line = (name: string, unit: string, dimensions: Record<string, string>[], value: number | number[]) =>
  JSON.stringify({
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [
        {
          Namespace: 'Milhena/local',
          Dimensions: dimensions.map((one) => Object.keys(one)),
          Metrics: [{ Name: name, Unit: unit }],
        },
      ],
    },
    ...Object.assign({}, ...dimensions),
    [name]: value,
  });

describe('lines of metrics', () => {
  test('tell a figure once for each way it is broken down', () => {
    const told = readLine(line('answers', 'Count', [{ kind: 'answer' }, { language: 'it' }], 2));
    expect(told).toEqual([
      { name: 'answers', dimensions: { kind: 'answer' }, counted: true, values: [2] },
      { name: 'answers', dimensions: { language: 'it' }, counted: true, values: [2] },
    ]);
  });

  test('of anything else tell nothing', () => {
    expect(['', 'null', '{"_aws":1}', '{"_aws":{"CloudWatchMetrics":[{}]}}', '{'].flatMap(readLine)).toEqual(
      [],
    );
  });
});

describe('the last minutes', () => {
  test('are kept and older ones forgotten, however many values came', () => {
    let now = 1_000_000;
    const ring = openRing(
      () => now,
      () => 0.5,
    );
    const latency = (values: number[]) =>
      ring.add({ name: 'latency', dimensions: { work: 'api' }, counted: false, values });
    latency([9000]);
    now += 70_000;
    for (let at = 1; at <= 2000; at += 1) latency([at % 100]);
    const [figure] = ring.last(60_000);
    expect(figure).toMatchObject({ name: 'latency', count: 2000, sum: 99_000 });
    expect(figure?.p50).toBeGreaterThan(35);
    expect(figure?.p50).toBeLessThan(65);
    expect(figure?.p99).toBeLessThan(100);
    expect(ring.course('latency', 3, 60_000)).toEqual([0, 1, 2000]);
    now += 700_000;
    expect(ring.last(60_000)).toEqual([]);
  });

  test('know the last state of a breaker, also when it turned long ago', () => {
    let now = 0;
    const ring = openRing(() => now);
    for (const state of ['open', 'probing', 'closed', 'open']) {
      now += 1000;
      ring.add({ name: 'breakerTurns', dimensions: { breaker: 'model', state }, counted: true, values: [1] });
    }
    now += 3_600_000;
    expect(ring.latest('breakerTurns', 'breaker').map(({ dimensions }) => dimensions)).toEqual([
      { breaker: 'model', state: 'open' },
    ]);
  });
});

const quiet: Snapshot = {
  at: 600_000,
  startedAt: 0,
  url: 'http://127.0.0.1:3000',
  seconds: 60,
  figures: [],
  breakers: [],
  course: Array.from({ length: 20 }, () => 0),
  queues: [],
};
/** Every metric there is, each with many long values. */
const busy: Snapshot = {
  ...quiet,
  course: quiet.course.map((_, at) => at * 1000),
  figures: Object.entries(METRICS).flatMap(([name, { by }]) =>
    by.flatMap((keys) =>
      Array.from({ length: 30 }, (_, at) => ({
        name,
        dimensions: Object.fromEntries(keys.map((key) => [key, `${key}_${'x'.repeat(50)}_${at}`])),
        count: 1_000_000,
        sum: 1e9,
        p50: 123_456,
        p95: 234_567,
        p99: 345_678,
        lastAt: 0,
      })),
    ),
  ),
  queues: Array.from({ length: 9 }, (_, at) => ({
    name: `ChannelLane${at}Queue`,
    waiting: 100_000,
    inWork: 1000,
    isDeadEnd: at > 5,
  })),
};
const SCREEN = { columns: 80, rows: 24, colours: false };

describe('the page', () => {
  test('fits into a small terminal, however much there is to tell', () => {
    for (const snapshot of [quiet, busy]) {
      const lines = view(snapshot, SCREEN);
      expect(lines.length).toBeLessThanOrEqual(24);
      expect(Math.max(...lines.map((one) => one.length))).toBeLessThanOrEqual(80);
    }
    expect(view(busy, { ...SCREEN, rows: 10 })).toHaveLength(10);
  });

  test('says nothing of what nobody did', () => {
    expect(view(quiet, SCREEN).join('\n')).not.toMatch(/NaN|undefined|\b0 ms/);
  });

  test('shows rates, times, refusals, cache, breakers and what was given up', () => {
    const figure = { count: 30, sum: 300, lastAt: 0 };
    const text = view(
      {
        ...quiet,
        figures: [
          { ...figure, name: 'answerTime', dimensions: { channel: 'http' }, p50: 3.2, p95: 480, p99: 1200 },
          { ...figure, name: 'refusals', dimensions: { reason: 'no_forecast' } },
          { ...figure, name: 'cacheReads', dimensions: { cache: 'query', outcome: 'memory' }, count: 60 },
          { ...figure, name: 'cacheReads', dimensions: { cache: 'query', outcome: 'miss' }, count: 20 },
          { ...figure, name: 'errors', dimensions: { error: 'DatabaseTimeout' }, count: 2 },
        ],
        breakers: [
          {
            ...figure,
            name: 'breakerTurns',
            dimensions: { breaker: 'database', state: 'open' },
            lastAt: 580_000,
          },
        ],
        queues: [
          { name: 'ChannelNormalQueue', waiting: 3, inWork: 1, isDeadEnd: false },
          { name: 'ChannelNormalDeadLetters', waiting: 2, inWork: 0, isDeadEnd: true },
        ],
      },
      SCREEN,
    ).join('\n');
    expect(text).toMatch(/answers, HTTP +0\.5 +3\.2 ms +480 ms +1\.2 s/);
    expect(text).toContain('refused   no_forecast 30');
    expect(text).toContain('cache     query 75 % of 80');
    expect(text).toContain('breakers  database open since 20 s');
    expect(text).toContain('errors    DatabaseTimeout 2');
    expect(text).toContain('queues    normal 3 (1 in work) · given up 2');
  });
});
