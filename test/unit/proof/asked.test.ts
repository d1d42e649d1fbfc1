import { describe, expect, test } from 'vitest';
import type { Filtered, Formula } from '#shared/contracts/draft.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { boundedMetric, rangeOf } from '#shared/domain/proof/asked.ts';
import { evaluate } from '#shared/domain/proof/evaluate.ts';
import { boundFilter, conjuncts, filteredRange, inFilter } from '#shared/domain/proof/filters.ts';
import { catalog, now, ranges } from '#test/support/wordings.ts';
import { figure, settingOf, worth } from './support.ts';

const tags: Filter = { field: 'tag', operator: 'in', values: ['Critico', 'Vendite'] };
const noArea: Filter = { not: { field: 'area', operator: 'in', values: ['general'] } };
const named: Filter = { field: 'process', operator: 'contains', text: 'ordin' };
const long: Filter = { field: 'duration', operator: '>=', value: 60 };
const started: Filter = { field: 'started_at', operator: 'within', timeRange: ranges.yesterday };

describe('filters that must all hold', () => {
  test('are a tree of "and" laid flat; an "or" stays whole', () => {
    const either: Filter = { or: [tags, named] };
    expect(conjuncts(undefined)).toEqual([]);
    expect(conjuncts(tags)).toEqual([tags]);
    expect(conjuncts({ and: [tags, { and: [noArea, either] }] })).toEqual([tags, noArea, either]);
  });

  test('let values through, shut them out, or look for a text', () => {
    const all: Filter = { and: [tags, noArea, named, { not: { ...named, text: 'res' } }] };
    expect(inFilter(all, { field: 'tag' })).toEqual(['Critico', 'Vendite']);
    expect(inFilter(all, { field: 'area' })).toEqual([]);
    expect(inFilter(all, { field: 'area', excluded: true })).toEqual(['general']);
    expect(inFilter(all, { field: 'tag', excluded: true })).toEqual([]);
    expect(inFilter(all, { field: 'process', contains: true })).toEqual(['ordin']);
    expect(inFilter(all, { field: 'process', contains: true, excluded: true })).toEqual(['res']);
    expect(inFilter(all, { field: 'process' })).toEqual([]);
    expect(inFilter(all, { field: 'tag', contains: true })).toEqual([]);
    expect(inFilter(undefined, { field: 'tag' })).toEqual([]);
    expect(inFilter({ or: [tags, named] }, { field: 'tag' })).toEqual([]);
  });

  test('put a bound on a field', () => {
    const all: Filter = { and: [tags, { ...long, field: 'start_delay', value: 5 }, long] };
    expect(boundFilter(all, 'duration')).toEqual({ operator: '>=', value: 60 });
    expect(boundFilter(all, 'running_for')).toBeUndefined();
    expect(boundFilter(all, 'tag')).toBeUndefined();
    expect(boundFilter(undefined, 'duration')).toBeUndefined();
  });

  test('speak of a range, also to shut it out', () => {
    expect(filteredRange({ and: [tags, started] })).toEqual(ranges.yesterday);
    expect(filteredRange({ and: [noArea, { not: started }] })).toEqual(ranges.yesterday);
    expect(filteredRange({ and: [tags, long] })).toBeUndefined();
    expect(filteredRange(undefined)).toBeUndefined();
  });
});

describe('the range of a query', () => {
  const comparison = { kind: 'period', timeRange: ranges.weekBefore } as const;
  test('is its own, that it is compared with, or that of a filter', () => {
    const query: SemanticQuery = {
      metrics: ['runs'],
      timeRange: ranges.lastWeek,
      comparison,
      filters: started,
    };
    expect(rangeOf(query, 'main')).toEqual(ranges.lastWeek);
    expect(rangeOf(query, 'compared')).toEqual(ranges.weekBefore);
    expect(rangeOf(query, 'filter')).toEqual(ranges.yesterday);
  });
  test('is none where there is none', () => {
    for (const which of ['main', 'compared', 'filter'] as const)
      expect(rangeOf({ metrics: ['runs'] }, which)).toBeUndefined();
    expect(
      rangeOf({ metrics: ['runs'], comparison: { kind: 'peer', filters: tags } }, 'compared'),
    ).toBeUndefined();
  });
});

describe('what a bound is on', () => {
  const period = { comparison: { kind: 'period', timeRange: ranges.weekBefore } } as const;
  const peer = { comparison: { kind: 'peer', filters: tags } } as const;
  const whole = { comparison: { kind: 'whole' } } as const;
  const of = (name: string, query: Pick<SemanticQuery, 'comparison'> = {}): string | undefined => {
    const found = boundedMetric(name, query, catalog);
    return found && `${found.metric.name} ${found.unit} ${found.made}`;
  };

  test.each<[string, Pick<SemanticQuery, 'comparison'>, string | undefined]>([
    ['failures', {}, 'failures count '],
    ['mean_duration', period, 'mean_duration seconds '],
    ['mean_duration_compared', period, 'mean_duration seconds _compared'],
    ['mean_duration_change', period, 'mean_duration seconds _change'],
    ['mean_duration_growth', period, 'mean_duration percent _growth'],
    ['failures_compared', peer, 'failures count _compared'],
    ['failures_change', peer, 'failures count _change'],
    ['failures_growth', peer, 'failures percent _growth'],
    ['failures_whole', whole, 'failures count _whole'],
    ['failures_share', whole, 'failures percent _share'],
    ['failures_share', period, undefined],
    ['failures_growth', whole, undefined],
    ['failures_change', {}, undefined],
    ['money_change', period, undefined],
    ['failures_today', period, undefined],
    ['money', {}, undefined],
  ])('%s: %j', (name, query, expected) => {
    expect(of(name, query)).toBe(expected);
  });
});

describe('what the question itself brought', () => {
  const query: SemanticQuery = {
    metrics: ['failures'],
    timeRange: ranges.lastWeek,
    comparison: { kind: 'peer', filters: { field: 'tag', operator: 'in', values: ['Critico'] } },
    having: [{ metric: 'failures_growth', operator: '>', value: 20 }],
    filters: {
      and: [
        tags,
        long,
        { field: 'run', operator: '>', value: 7 },
        { field: 'colour', operator: '<', value: 3 },
        { field: 'weekday', operator: 'in', values: [6, 7] },
        started,
      ],
    },
  };
  const filtered = (more: Omit<Filtered, 'op' | 'evidence'>): Formula => ({
    op: 'filtered',
    evidence: 'e1',
    ...more,
  });

  test('periods are their first instant', () => {
    const period = (which: 'main' | 'compared' | 'filter'): Formula => ({
      op: 'period',
      evidence: 'e1',
      which,
    });
    expect(figure(period('main'), settingOf(query))).toEqual({
      value: ranges.lastWeek.from,
      unit: 'date',
      cells: [],
    });
    expect(worth(period('filter'), settingOf(query))).toBe(ranges.yesterday.from);
    expect(worth(period('compared'), settingOf(query))).toBeNull();
  });

  test('a bound is in the unit of what it is on', () => {
    expect(evaluate({ op: 'asked', evidence: 'e1', having: 0 }, settingOf(query))).toMatchObject({
      value: 20,
      unit: 'percent',
      cells: [],
      evidence: 'e1',
      column: { name: 'failures', unit: 'percent', metric: { name: 'failures' } },
    });
    const bound = (field: string): Formula => ({ op: 'bound', evidence: 'e1', field });
    expect(figure(bound('duration'), settingOf(query))).toEqual({ value: 60, unit: 'seconds', cells: [] });
    expect(figure(bound('run'), settingOf(query))).toEqual({ value: 7, unit: 'count', cells: [] });
    expect(figure(bound('colour'), settingOf(query))).toEqual({ value: 3, unit: 'count', cells: [] });
    expect(worth(bound('start_delay'), settingOf(query))).toBe('refused: no such bound');
  });

  test('a bound that nobody set is refused', () => {
    const asked: Formula = { op: 'asked', evidence: 'e1', having: 0 };
    expect(worth({ ...asked, having: 1 }, settingOf(query))).toBe('refused: nothing was asked');
    expect(worth(asked, settingOf({ metrics: ['failures'] }))).toBe('refused: nothing was asked');
    const strange = settingOf({ ...query, having: [{ metric: 'money', operator: '>', value: 1 }] });
    expect(worth(asked, strange)).toBe('refused: nothing was asked');
  });

  test('a filter is its values', () => {
    expect(evaluate(filtered({ field: 'tag' }), settingOf(query))).toEqual({
      kind: 'value',
      evidence: 'e1',
      cells: [],
      value: 'Critico',
      values: [
        { value: 'Critico', cells: [] },
        { value: 'Vendite', cells: [] },
      ],
      unit: 'name',
      column: { name: 'tag', unit: 'name' },
    });
    expect(evaluate(filtered({ field: 'weekday' }), settingOf(query))).toMatchObject({
      value: 6,
      column: { calendar: 'weekday' },
    });
    expect(evaluate(filtered({ field: 'tag', peer: true }), settingOf(query))).toMatchObject({
      values: [{ value: 'Critico' }],
    });
    expect(worth(filtered({ field: 'process', peer: true }), settingOf(query))).toBe(
      'refused: no such filter',
    );
    const compared = { ...query, comparison: { kind: 'period', timeRange: ranges.weekBefore } } as const;
    expect(worth(filtered({ field: 'tag', peer: true }), settingOf(compared))).toBe(
      'refused: no such filter',
    );
  });

  test('a filter on a value that reads as nothing is a filter', () => {
    const midnight = settingOf({
      metrics: ['runs'],
      filters: { field: 'hour', operator: 'in', values: [0] },
    });
    expect(worth(filtered({ field: 'hour' }), midnight)).toBe(0);
    const off = settingOf({ metrics: ['runs'], filters: { field: 'live', operator: 'in', values: [false] } });
    expect(worth(filtered({ field: 'live' }), off)).toBe(false);
  });

  test('and when the data was read', () => {
    expect(figure({ op: 'readAt', evidence: 'e1' }, settingOf(query))).toEqual({
      value: now.toISOString(),
      unit: 'date',
      cells: [],
    });
    expect(worth({ op: 'readAt', evidence: 'e9' }, settingOf(query))).toBe('refused: unknown evidence');
  });
});
