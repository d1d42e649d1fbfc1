import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coverage, Named } from '#shared/contracts/catalog.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { planOf } from '#shared/domain/summaries/plan.ts';
import { alignedRange, fitsUnits, stretchesOf } from '#shared/domain/summaries/stretches.ts';
import { n8nCatalog } from '#test/support/catalog.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = new Date('2026-11-21T02:36:42.000Z');
const iso = (at: number) => new Date(at).toISOString();
const coverage: Coverage = {
  rows: '2026-11-07T09:00:00.000Z',
  stretches: [
    { hours: 1, since: '2026-08-23T00:00:00.000Z', until: '2026-11-21T02:00:00.000Z' },
    { hours: 24, since: '2026-05-25T00:00:00.000Z', until: '2026-08-23T00:00:00.000Z' },
    { hours: 168, since: '2026-01-05T00:00:00.000Z', until: '2026-05-25T00:00:00.000Z' },
  ],
};
const stretches = stretchesOf(coverage);
/** Local days of Rome, in winter unless said. */
const days = (from: string, to: string, offset = 1): TimeRange => ({
  from: iso(Date.parse(`${from}T00:00:00Z`) - offset * HOUR),
  to: iso(Date.parse(`${to}T00:00:00Z`) - offset * HOUR),
});
const plan = (query: SemanticQuery, about: Named[] = [], known: Coverage | undefined = coverage) =>
  planOf(query, about, { catalog: n8nCatalog, coverage: known, timeZone: 'Europe/Rome', now });
const failures = (timeRange: TimeRange, more: Partial<SemanticQuery> = {}): SemanticQuery => ({
  metrics: ['failures'],
  timeRange,
  ...more,
});
const autumn = days('2026-10-01', '2026-10-08', 2);
const june = days('2026-06-01', '2026-07-01', 2);

describe('the nearest range that whole stretches fill', () => {
  const starts = stretches.map(({ hours, since, until }) =>
    Array.from({ length: (until - since) / (hours * HOUR) }, (_, at) => [
      since + at * hours * HOUR,
      since + (at + 1) * hours * HOUR,
    ]),
  );
  const pieces = starts.flat();
  const cuts = (edge: number) => pieces.some(([start = 0, end = 0]) => start < edge && edge < end);

  test('cuts none, and is the same when none was cut', () => {
    const ranges = fc
      .tuple(fc.integer({ min: 0, max: 320 * 24 * 4 }), fc.integer({ min: 1, max: 90 * 24 * 4 }))
      .map(([quarters, length]) => {
        const from = Date.parse('2026-01-01T00:00:00Z') + quarters * (HOUR / 4);
        return { from: iso(from), to: iso(Math.min(from + length * (HOUR / 4), now.getTime())) };
      })
      .filter(({ from, to }) => from < to);
    const holds = (asked: TimeRange) => {
      const { range, hours } = alignedRange(asked, stretches, now);
      const untilNow = Date.parse(asked.to) >= now.getTime();
      expect(range.from < range.to).toBe(true);
      expect(cuts(Date.parse(range.from))).toBe(false);
      expect(untilNow || !cuts(Date.parse(range.to))).toBe(true);
      const whole = !cuts(Date.parse(asked.from)) && (untilNow || !cuts(Date.parse(asked.to)));
      expect(hours === undefined).toBe(whole);
      expect(whole ? range : asked).toEqual(asked);
    };
    fc.assert(fc.property(ranges, holds), { numRuns: 500 });
  });

  test('days of Rome fit hours, also the two odd ones, but not days of London', () => {
    for (const range of [days('2026-10-24', '2026-10-27', 2), autumn])
      expect(fitsUnits(['day'], range, stretches, 'Europe/Rome')).toBe(true);
    expect(fitsUnits(['day'], june, stretches, 'Europe/Rome')).toBe(false);
    expect(fitsUnits(['day'], june, stretches, 'UTC')).toBe(true);
    expect(fitsUnits(['day'], june, stretches, 'Europe/London')).toBe(false);
    expect(fitsUnits(['hour'], autumn, stretches, 'Asia/Kolkata')).toBe(false);
    expect(fitsUnits(['hour'], autumn, stretches, 'Europe/Rome')).toBe(true);
    const spring = days('2026-03-01', '2026-04-01', 0);
    expect(fitsUnits(['week'], spring, stretches, 'UTC')).toBe(true);
    expect(fitsUnits(['month'], spring, stretches, 'UTC')).toBe(false);
  });
});

describe('where figures are best read', () => {
  test('in the rows, as long as they reach back', () => {
    const found = plan(failures(days('2026-11-09', '2026-11-16')));
    expect(found).toMatchObject({ lead: 'rows' });
    expect(found).not.toHaveProperty('unkept');
    expect(found?.gap?.metric).toBe('failures_gap');
    expect(plan({ metrics: ['runs'], timeRange: days('2026-11-09', '2026-11-16') })?.gap).toBeUndefined();
  });

  test('in the summaries, where rows are gone', () => {
    expect(plan(failures(autumn))).toEqual({
      lead: 'summaries',
      why: 'gone',
      query: { ...failures(autumn), source: 'history' },
      change: {},
      kept: false,
      mixed: false,
    });
  });

  test('in both, where the period begins before the rows', () => {
    const mostly = plan(failures({ from: days('2026-11-06', '2026-11-06').from, to: now.toISOString() }));
    expect(mostly).toMatchObject({ lead: 'rows', also: { query: { source: 'history' } } });
    const hardly = plan(failures({ from: days('2026-10-01', '2026-10-01', 2).from, to: now.toISOString() }));
    expect(hardly).toMatchObject({ lead: 'summaries', also: { metrics: ['failures'] } });
    expect(hardly?.also).not.toHaveProperty('source');
  });

  test('not the mean beside the longest, nor beside any other duration', () => {
    const since = { from: days('2026-11-06', '2026-11-06').from, to: now.toISOString() };
    expect(plan({ metrics: ['mean_duration'], timeRange: since })).toHaveProperty('also');
    for (const metric of ['max_duration', 'min_duration', 'median_duration', 'p95_duration'])
      expect(plan({ metrics: [metric], timeRange: since })).not.toHaveProperty('also');
  });

  test('for another metric, where summaries do not know the one asked for', () => {
    const runs = plan({ metrics: ['runs'], dimensions: ['process'], timeRange: autumn });
    expect(runs).toMatchObject({
      query: { metrics: ['completed'], dimensions: ['process'] },
      change: { metric: { asked: 'runs', given: 'completed' } },
    });
    expect(plan({ metrics: ['p95_duration'], timeRange: autumn })).toMatchObject({
      query: { metrics: ['mean_duration'] },
    });
    const bounded = { metric: 'runs', operator: '>' as const, value: 10 };
    expect(
      plan({ metrics: ['runs'], dimensions: ['process'], having: [bounded], timeRange: autumn }),
    ).toMatchObject({ lead: 'rows', unhelped: 'unknown' });
  });

  test.each([
    ['an outcome', { filters: { field: 'outcome', operator: 'in', values: ['error'] } }, 'unknown'],
    ['a bound on durations', { filters: { field: 'duration', operator: '>', value: 60 } }, 'unknown'],
    ['trials', { filters: { field: 'start_type', operator: 'in', values: ['manual'] } }, 'unknown'],
    ['an outcome as a group', { dimensions: ['outcome'] }, 'unknown'],
  ] as const)('not in summaries that do not know %s', (_, more, unhelped) => {
    const query = failures(autumn, JSON.parse(JSON.stringify(more)));
    expect(plan(query)).toMatchObject({ lead: 'rows', unhelped });
  });

  test('not in summaries that a filter would cut, nor for what lies outside the population', () => {
    const monday = { field: 'weekday', operator: 'in' as const, values: [1] };
    expect(plan(failures(june, { filters: monday }))).toMatchObject({ lead: 'rows', unhelped: 'cut' });
    expect(plan(failures(autumn, { filters: monday }))).toMatchObject({ lead: 'summaries', change: {} });
    expect(plan(failures(autumn, { everything: true }))).toBeUndefined();
    expect(plan({ metrics: ['running'] })).toBeUndefined();
    expect(plan(failures(autumn), [], { stretches: [] })).toBeUndefined();
    expect(
      planOf(failures(autumn), [], {
        catalog: n8nCatalog,
        coverage: undefined,
        timeZone: 'Europe/Rome',
        now,
      }),
    ).toBeUndefined();
  });

  test('a breakdown that would cut them gives way to the total, a period to the whole stretches near it', () => {
    const daily = plan(failures(june, { dimensions: ['day'], fill: true, shape: 'series' }));
    expect(daily).toMatchObject({ lead: 'summaries', change: { total: true, hours: 24 } });
    expect(daily).toHaveProperty('query.timeRange', {
      from: '2026-06-01T00:00:00.000Z',
      to: '2026-07-01T00:00:00.000Z',
    });
    expect(daily).not.toHaveProperty('query.dimensions');
    expect(daily).not.toHaveProperty('query.fill');
    const both = plan(failures(june, { dimensions: ['process', 'month'] }));
    expect(both).toHaveProperty('query.dimensions', ['process']);
  });

  test('periods are compared only if they stay as long as they were', () => {
    const against = (timeRange: TimeRange) =>
      plan(failures(june, { comparison: { kind: 'period', timeRange } }));
    expect(against(days('2026-07-01', '2026-08-01', 2))).toMatchObject({
      lead: 'summaries',
      change: { hours: 24 },
      query: { comparison: { timeRange: { from: '2026-07-01T00:00:00.000Z' } } },
    });
    expect(against(days('2026-05-01', '2026-06-01', 2))).toMatchObject({ lead: 'rows' });
  });

  test('a series of rows begins with the first of them', () => {
    const series: SemanticQuery = {
      metrics: ['runs'],
      dimensions: ['day'],
      timeRange: { from: days('2026-11-06', '2026-11-06').from, to: now.toISOString() },
    };
    expect(plan(series)).toMatchObject({ lead: 'rows', begins: '2026-11-06T23:00:00.000Z' });
    expect(plan({ ...series, metrics: ['failures'] })).toMatchObject({ lead: 'summaries', change: {} });
  });

  test('rows that are not all kept are not trusted, nor estimates where there is a record', () => {
    const about = [{ dimension: 'process', key: 'p', name: 'P', partly: true }];
    const filters = { field: 'process', operator: 'in' as const, values: ['p'] };
    const recent = days('2026-11-16', '2026-11-17');
    const of = (metric: string) => plan({ metrics: [metric], filters, timeRange: recent }, about);
    expect(of('success_rate')).toMatchObject({
      lead: 'summaries',
      why: 'partly',
      kept: true,
      named: { how: 'one' },
      also: { filters },
    });
    expect(of('failures')).toMatchObject({ lead: 'rows' });
    expect(of('failures')).not.toHaveProperty('unkept');
    expect(of('runs')).toMatchObject({
      lead: 'summaries',
      why: 'partly',
      query: { metrics: ['completed'] },
      also: { metrics: ['runs'] },
    });
    expect(of('time_saved')).toMatchObject({ lead: 'summaries', why: 'recorded' });
    expect(plan({ metrics: ['time_saved'] })).toMatchObject({ lead: 'summaries', why: 'recorded' });
    const odd = { from: iso(now.getTime() - 3 * HOUR), to: now.toISOString() };
    expect(plan({ metrics: ['time_saved'], timeRange: odd })).toMatchObject({ lead: 'rows' });
    const younger = { ...coverage, rows: iso(Date.parse('2026-01-05T00:00:00Z') - DAY) };
    expect(plan({ metrics: ['time_saved'] }, [], younger)).toMatchObject({ lead: 'rows' });
  });
});
