import { describe, expect, test } from 'vitest';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { witnessesOf } from '#shared/domain/proof/witness.ts';
import { catalog, evidenceFor } from '#test/support/wordings.ts';

const timeRange = { from: '2026-06-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };
const filters = { field: 'process', operator: 'in' as const, values: ['p'] };
const main: SemanticQuery = {
  metrics: ['failures'],
  dimensions: ['process', 'day'],
  filters,
  timeRange,
  source: 'history',
};
const check: SemanticQuery = { metrics: ['cut'], filters, timeRange, source: 'history', split: ['day'] };

const believed = (
  query: SemanticQuery,
  other: SemanticQuery | undefined,
  ...rows: Record<string, Cell>[]
): boolean => {
  const reads = [{ id: 'e1', query }, ...(other ? [{ id: 'c1', query: other }] : [])];
  const evidence = reads.map((read) =>
    evidenceFor(read, read.id === 'c1' ? rows : [{ process: 'P', day: '2026-06-01', failures: 3, cut: 0 }]),
  );
  return witnessesOf(evidence, reads, catalog).has('e1');
};

describe('figures of summaries are believed', () => {
  test('beside the proof that none is cut', () => {
    expect(believed(main, check, { cut: 0 })).toBe(true);
    expect(believed(main, { ...check, metrics: ['cut', 'older'] }, { cut: 0, older: 9 })).toBe(true);
    expect(believed(main, { ...check, split: ['day', 'hour'] }, { cut: 0 })).toBe(true);
  });

  test('by themselves, as one figure that counts it too, or where nothing can be cut', () => {
    const { dimensions: _, ...figure } = main;
    expect(believed({ ...figure, metrics: ['failures', 'cut'] }, undefined)).toBe(true);
    expect(believed({ metrics: ['failures'], dimensions: ['process'], source: 'history' }, undefined)).toBe(
      true,
    );
    expect(believed({ ...figure, metrics: ['failures'] }, undefined)).toBe(false);
    const { source: __, ...rows } = main;
    expect(believed(rows, undefined)).toBe(true);
  });

  test.each<[string, SemanticQuery | undefined, Record<string, Cell>[]]>([
    ['without it', undefined, []],
    ['when one is cut', check, [{ cut: 1 }]],
    ['when it is unknown', check, [{ cut: null }]],
    ['when there is no answer', check, []],
    ['when there are several', check, [{ cut: 0 }, { cut: 0 }]],
    [
      'of another period',
      { ...check, timeRange: { ...timeRange, to: '2026-07-02T00:00:00.000Z' } },
      [{ cut: 0 }],
    ],
    ['of other processes', { ...check, filters: { ...filters, values: ['q'] } }, [{ cut: 0 }]],
    ['of everything', { metrics: ['cut'], timeRange, source: 'history', split: ['day'] }, [{ cut: 0 }]],
    ['of rows that are no summaries', { metrics: ['cut'], filters, timeRange, split: ['day'] }, [{ cut: 0 }]],
    ['of larger units', { ...check, split: ['week'] }, [{ cut: 0 }]],
    ['without the units', { metrics: ['cut'], filters, timeRange, source: 'history' }, [{ cut: 0 }]],
    ['of some groups', { ...check, dimensions: ['process'] }, [{ process: 'P', cut: 0 }]],
    [
      'of those that exceed a bound',
      { ...check, having: [{ metric: 'cut', operator: '<', value: 1 }] },
      [{ cut: 0 }],
    ],
    ['when it counts something else', { ...check, metrics: ['older'] }, [{ older: 0 }]],
    ['when the other period is not looked at', check, [{ cut: 0 }]],
  ])('not with a proof %s', (title, other, rows) => {
    const compared = title.includes('other period');
    const query: SemanticQuery = compared ? { ...main, comparison: { kind: 'period', timeRange } } : main;
    expect(believed(query, other, ...rows)).toBe(false);
  });

  test('of two periods only when neither cuts one', () => {
    const comparison = { kind: 'period', timeRange } as const;
    const both = { ...check, comparison };
    expect(believed({ ...main, comparison }, both, { cut: 0, cut_compared: 0 })).toBe(true);
    expect(believed({ ...main, comparison }, both, { cut: 0, cut_compared: 2 })).toBe(false);
  });

  const bare: SemanticQuery = { metrics: ['failures'], source: 'history' };
  const hours = { field: 'hour', operator: 'in' as const, values: [8] };

  test('without a period, as long as no unit of time is asked for', () => {
    expect(believed(bare, undefined)).toBe(true);
    expect(believed({ ...bare, filters }, undefined)).toBe(true);
    expect(believed({ ...bare, filters: { and: [filters, { not: filters }] } }, undefined)).toBe(true);
    for (const time of [
      hours,
      { and: [filters, hours] },
      { or: [filters, hours] },
      { not: hours },
      { and: [{ or: [filters, { not: { ...hours, field: 'weekday' } }] }] },
    ])
      expect(believed({ ...bare, filters: time }, undefined)).toBe(false);
    for (const dimension of ['hour', 'day', 'weekday', 'week', 'month'])
      expect(believed({ ...bare, dimensions: [dimension] }, undefined)).toBe(false);
    expect(believed({ ...bare, split: ['day'] }, undefined)).toBe(false);
    expect(believed({ ...bare, timeRange }, undefined)).toBe(false);
  });

  test('by weekday with the proof that no day is cut', () => {
    const weekdays = { ...main, dimensions: ['process', 'weekday'] };
    expect(believed(weekdays, check, { cut: 0 })).toBe(true);
    expect(believed(weekdays, { ...check, split: ['hour'] }, { cut: 0 })).toBe(false);
    expect(believed({ ...main, dimensions: ['process', 'hour'] }, check, { cut: 0 })).toBe(false);
    expect(believed({ ...main, dimensions: ['process', 'hour', 'day'] }, check, { cut: 0 })).toBe(false);
  });

  test('when they say something of the summaries alone', () => {
    const { dimensions: _, ...figure } = main;
    expect(believed({ ...figure, metrics: ['older'] }, undefined)).toBe(true);
    expect(believed({ ...figure, metrics: ['older', 'cut'] }, undefined)).toBe(true);
    expect(believed({ ...figure, metrics: ['older', 'failures'] }, undefined)).toBe(false);
  });

  test('not because a summary is called as they are', () => {
    const alike = (catalog.summaries?.metrics ?? []).map((metric) =>
      metric.standsFor === 'failures' ? { ...metric, name: 'failures' } : metric,
    );
    const same = {
      ...catalog,
      ...(catalog.summaries && { summaries: { ...catalog.summaries, metrics: alike } }),
    };
    const read = { id: 'e1', query: { ...bare, timeRange } };
    const evidence = [evidenceFor(read, [{ failures: 3 }])];
    expect(alike.some(({ name }) => name === 'failures')).toBe(true);
    expect(witnessesOf(evidence, [read], same).has('e1')).toBe(false);
  });

  test('of no catalog that keeps none', () => {
    const { summaries, ...without } = catalog;
    const reads = [{ id: 'e1', query: bare }];
    const evidence = [evidenceFor({ id: 'e1', query: bare }, [{ failures: 3 }])];
    expect(witnessesOf(evidence, reads, catalog).has('e1')).toBe(true);
    expect(witnessesOf(evidence, reads, without).has('e1')).toBe(false);
    const metrics = (summaries?.metrics ?? []).filter(({ role }) => role !== 'cut');
    const uncut = summaries ? { ...without, summaries: { ...summaries, metrics } } : without;
    expect(witnessesOf(evidence, reads, uncut).has('e1')).toBe(false);
  });
});
