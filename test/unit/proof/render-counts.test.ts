import { describe, expect, test } from 'vitest';
import type { Formula } from '#shared/contracts/draft.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { ranges, wordings } from '#test/support/wordings.ts';
import { cell, say, settingOf, slotOf } from './support.ts';

const rowsOf: Formula = { op: 'rows', evidence: 'e1' };
const list = (count: number): { process: string; started_at: string; duration: number }[] =>
  Array.from({ length: count }, (_, at) => ({
    process: `P${at}`,
    started_at: `2026-11-20T0${at}:00:00.000Z`,
    duration: at,
  }));
const runs: SemanticQuery = {
  metrics: [],
  dataset: 'runs',
  dimensions: ['process', 'started_at', 'duration'],
};
const grouped: SemanticQuery = { metrics: ['failures', 'mean_duration'], dimensions: ['process'] };
const counts = (failures: number | null, language: 'it' | 'en' = 'it'): Setting =>
  settingOf(grouped, [{ process: 'A', failures, mean_duration: 2 }], { language });

describe('a count with what it counts', () => {
  test('agrees with it', () => {
    const counted = slotOf(cell('failures'), 'count', 'counted');
    expect(say(counted, counts(3))).toBe('[3] fallimenti');
    expect(say(counted, counts(1))).toBe('[1] fallimento');
    expect(say(counted, counts(1234))).toBe('[1.234] fallimenti');
    expect(say(counted, counts(0))).toBe('[nessun fallimento]');
    expect(say(counted, counts(0, 'en'))).toBe('[no failures]');
  });

  test('rows are what the reader asked for: things of a kind, or the rows of a list', () => {
    const rows = (labels: string | undefined, query: SemanticQuery): string =>
      say(slotOf(rowsOf, 'count', 'counted', labels), settingOf(query, list(2)));
    expect(rows('process', grouped)).toBe('[2] processi');
    expect(rows('runs', runs)).toBe('[2] esecuzioni');
    expect(rows('process', runs)).toBe('[2] processi');
    expect(rows('runs', grouped)).toBe('refused: nothing to count');
    expect(rows('runs', { ...grouped, dataset: 'runs' })).toBe('refused: nothing to count');
    expect(rows('processes', runs)).toBe('refused: nothing to count');
    expect(rows('tag', grouped)).toBe('refused: nothing to count');
    expect(rows('tag', { metrics: ['failures'] })).toBe('refused: nothing to count');
    expect(rows(undefined, runs)).toBe('refused: nothing to count');
  });

  test('the metric names it, whatever else is said', () => {
    expect(say(slotOf(cell('failures'), 'count', 'counted', 'process'), counts(3))).toBe('[3] fallimenti');
  });

  test('only counts are counted', () => {
    expect(say(slotOf(cell('mean_duration'), 'seconds', 'counted'), counts(3))).toBe(
      'refused: nothing to count',
    );
    expect(say(slotOf(cell('process'), 'name', 'counted', 'process'), counts(3))).toBe(
      'refused: nothing to count',
    );
    const odd = settingOf(grouped, [{ process: 'A', failures: 'x', mean_duration: 2 }]);
    expect(say(slotOf(cell('failures'), 'count', 'counted'), odd)).toBe('refused: nothing to count');
    const listed: Formula = { op: 'listed', evidence: 'e1', limit: 9 };
    expect(say(slotOf(listed, 'count', 'counted', 'process'), counts(3))).toBe('refused: nothing to count');
  });
});

describe('"there were"', () => {
  const there = (formula: Formula, labels: string | undefined, setting: Setting): string =>
    say(slotOf(formula, 'count', 'there', labels), setting);
  const metric = (name: string, count: number): string =>
    there(cell(name), undefined, settingOf({ metrics: [name] }, [{ [name]: count }]));

  test('agrees with the count, in the tense of the metric', () => {
    expect(metric('failures', 3)).toBe('ci sono stati');
    expect(metric('failures', 1)).toBe("c'è stato");
    expect(metric('failures', 0)).toBe("non c'è stato");
    expect(metric('runs', 3)).toBe('ci sono state');
    expect(metric('running', 3)).toBe('ci sono');
    expect(metric('running', 0)).toBe("non c'è");
  });

  const filter = (field: string, ...values: (string | boolean)[]): Filter => ({
    field,
    operator: 'in',
    values,
  });
  const rows = (query: SemanticQuery, labels = 'runs'): string =>
    there(rowsOf, labels, settingOf(query, list(2)));

  test('of rows it is what once happened, unless they tell how things are now', () => {
    expect(rows(runs)).toBe('ci sono state');
    expect(rows({ ...runs, filters: filter('outcome', 'error') })).toBe('ci sono state');
    expect(rows({ ...runs, filters: filter('outcome', 'running') })).toBe('ci sono');
    expect(rows({ ...runs, filters: filter('outcome', 'error', 'waiting') })).toBe('ci sono');
    expect(rows({ ...runs, filters: filter('stuck', true) })).toBe('ci sono');
    expect(rows({ ...runs, filters: filter('stuck', false) })).toBe('ci sono state');
    expect(rows({ ...runs, filters: filter('tag', 'running') })).toBe('ci sono state');
    expect(rows({ ...runs, filters: { and: [filter('tag', 'x'), filter('outcome', 'new')] } })).toBe(
      'ci sono',
    );
    const long: Filter = { field: 'duration', operator: '>', value: 60 };
    expect(rows({ ...runs, filters: long })).toBe('ci sono state');
  });
  test('a period makes it past', () => {
    const now = filter('outcome', 'running');
    expect(rows({ ...runs, filters: now, timeRange: ranges.yesterday })).toBe('ci sono state');
    expect(rows({ ...grouped, timeRange: ranges.yesterday }, 'process')).toBe('ci sono stati');
  });
  test('things themselves, and groups without a period, are there now', () => {
    const processes: SemanticQuery = { metrics: [], dataset: 'processes', dimensions: ['process'] };
    expect(rows(processes, 'process')).toBe('ci sono');
    expect(rows(grouped, 'process')).toBe('ci sono');
  });
  test('is not said of what is not counted', () => {
    expect(there(rowsOf, 'tag', settingOf(runs, list(2)))).toBe('refused: nothing to count');
    expect(there(cell('process'), 'process', settingOf(runs, list(2)))).toBe('refused: nothing to count');
  });
});

describe('the last ones', () => {
  const newest = (
    query: Partial<SemanticQuery>,
    limit = 2,
    { labels = 'runs', wording = wordings.it, count = 3 } = {},
  ): string =>
    say(
      slotOf({ op: 'listed', evidence: 'e1', limit }, 'count', 'newest', labels),
      settingOf({ ...runs, ...query }, list(count), { wording }),
    );
  const by = (field: string, direction: 'asc' | 'desc') => [{ by: field, direction }];

  test('of rows in the order of their time', () => {
    expect(newest({ order: by('started_at', 'desc') })).toBe('le ultime [2] esecuzioni');
    expect(newest({ order: by('started_at', 'asc') })).toBe('le prime [2] esecuzioni');
    expect(newest({ order: by('started_at', 'desc') }, 9)).toBe('le ultime [3] esecuzioni');
    expect(newest({ order: by('started_at', 'desc') }, 1)).toBe("l'ultima esecuzione");
    expect(newest({ order: by('started_at', 'asc') }, 1)).toBe('la prima esecuzione');
  });
  test('not in another order, nor of nothing', () => {
    expect(newest({ order: by('duration', 'desc') })).toBe('refused: no order of time');
    expect(newest({ order: [...by('duration', 'desc'), ...by('started_at', 'desc')] })).toBe(
      'refused: no order of time',
    );
    expect(newest({ order: by('nothing', 'desc') })).toBe('refused: no order of time');
    expect(newest({ order: [] })).toBe('refused: no rows in order');
    expect(newest({})).toBe('refused: no rows in order');
    expect(newest({ order: by('started_at', 'desc') }, 2, { labels: 'tag' })).toBe(
      'refused: no rows in order',
    );
    expect(newest({ order: by('started_at', 'desc') }, 2, { count: 0 })).toBe(
      'refused: no words for this value',
    );
  });
  test('not of figures, nor of all that there are', () => {
    const query: SemanticQuery = { ...grouped, order: by('started_at', 'desc') };
    const listed: Formula = { op: 'listed', evidence: 'e1', limit: 2 };
    expect(say(slotOf(listed, 'count', 'newest', 'process'), settingOf(query, list(3)))).toBe(
      'refused: no rows in order',
    );
    const ordered = settingOf({ ...runs, order: by('started_at', 'desc') }, list(3));
    expect(say(slotOf(rowsOf, 'count', 'newest', 'runs'), ordered)).toBe('refused: no rows in order');
  });
  test('only in a language that has words for it', () => {
    const { latest: _, ...grammar } = wordings.it.grammar;
    expect(newest({ order: by('started_at', 'desc') }, 2, { wording: { ...wordings.it, grammar } })).toBe(
      'refused: no words for this value',
    );
  });
});
