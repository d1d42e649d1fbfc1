import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { columnsOf, datasetOf, fieldOf, metricOf } from '#shared/domain/proof/columns.ts';
import { evidenceFor, catalog, ranges } from '#test/support/wordings.ts';
import { witnessesOf } from '#shared/domain/proof/witness.ts';

const units = (query: SemanticQuery): Record<string, string> =>
  Object.fromEntries([...columnsOf(catalog, query)].map(([name, { unit }]) => [name, unit]));
const rows = (dataset: string, ...dimensions: string[]): SemanticQuery => ({
  metrics: [],
  dataset,
  dimensions,
});

describe('what each column measures', () => {
  test('units of time: a day is a date, an hour and a weekday have names', () => {
    const query = { metrics: [], dimensions: ['hour', 'day', 'weekday', 'week', 'month'] };
    expect(units(query)).toEqual({ hour: 'name', day: 'date', weekday: 'name', week: 'date', month: 'date' });
    expect(columnsOf(catalog, query).get('day')).toEqual({ unit: 'date', calendar: 'day' });
  });

  test('fields: texts and yes or no are names, instants dates, numbers what they say or counts', () => {
    expect(units(rows('runs', 'run', 'duration', 'started_at', 'outcome', 'failed'))).toEqual({
      run: 'count',
      duration: 'seconds',
      started_at: 'date',
      outcome: 'name',
      failed: 'name',
    });
    expect(columnsOf(catalog, rows('runs', 'duration')).get('duration')?.field?.name).toBe('duration');
  });

  test('metrics, with what they are compared with', () => {
    const query: SemanticQuery = { metrics: ['failures', 'mean_duration'] };
    const plain = { failures: 'count', mean_duration: 'seconds' };
    const compared = { failures_compared: 'count', mean_duration_compared: 'seconds' };
    expect(units(query)).toEqual(plain);
    expect(units({ ...query, comparison: { kind: 'period', timeRange: ranges.lastWeek } })).toEqual({
      ...plain,
      ...compared,
    });
    const filters = { field: 'tag', operator: 'in' as const, values: ['x'] };
    expect(units({ ...query, comparison: { kind: 'peer', filters } })).toEqual({ ...plain, ...compared });
    expect(units({ ...query, comparison: { kind: 'whole' } })).toEqual({
      ...plain,
      failures_whole: 'count',
      mean_duration_whole: 'seconds',
    });
    const whole = columnsOf(catalog, { ...query, comparison: { kind: 'whole' } });
    expect(whole.get('failures_whole')?.metric?.name).toBe('failures');
  });

  test('what no catalog has is no column', () => {
    expect(units({ metrics: ['money'], dimensions: ['colour'] })).toEqual({});
  });
});

describe('where a name is looked for', () => {
  test('a metric is one of the rows, or says something of the summaries', () => {
    expect(metricOf(catalog, 'failures')?.dataset).toBe('runs');
    expect(metricOf(catalog, 'cut')?.dataset).toBe('history');
    expect(metricOf(catalog, 'summed_failures')).toBeUndefined();
    expect(metricOf(catalog, 'money')).toBeUndefined();
    const { summaries: _, ...without } = catalog;
    expect(metricOf(without, 'cut')).toBeUndefined();
  });

  test('the dataset is the one named, that of the first metric, or the main one', () => {
    expect(datasetOf(catalog, rows('processes'))?.name).toBe('processes');
    expect(datasetOf(catalog, { metrics: ['processes'] })?.name).toBe('processes');
    expect(datasetOf(catalog, { metrics: ['failures'], dataset: 'processes' })?.name).toBe('processes');
    expect(datasetOf(catalog, { metrics: [] })?.name).toBe('runs');
    expect(datasetOf(catalog, { metrics: ['money'] })?.name).toBe('runs');
    expect(datasetOf(catalog, rows('elsewhere'))).toBeUndefined();
  });

  test('a field is one of that dataset before one of another', () => {
    expect(fieldOf(catalog, rows('processes'), 'last_run')?.type).toBe('instant');
    expect(fieldOf(catalog, rows('watermark'), 'last_run')?.type).toBe('number');
    expect(fieldOf(catalog, rows('runs'), 'area')?.name).toBe('area');
    expect(fieldOf(catalog, rows('elsewhere'), 'area')?.name).toBe('area');
    expect(fieldOf(catalog, rows('runs'), 'colour')).toBeUndefined();
  });
});

describe('evidence is a witness', () => {
  const query: SemanticQuery = { metrics: ['failures'], dimensions: ['process'] };
  const of = (asked: SemanticQuery, count: number): boolean | undefined => {
    const read = { id: 'e1', query: asked };
    const found = Array.from({ length: count }, () => ({ process: 'P', failures: 1 }));
    return witnessesOf([evidenceFor(read, found)], [read], catalog).get('e1')?.complete;
  };
  test('with the columns that were asked for, each once, in every row', () => {
    const read = { id: 'e1', query };
    const found = evidenceFor(read, [{ process: 'P', failures: 1 }]);
    const trusted = (more: Partial<typeof found>): boolean =>
      witnessesOf([{ ...found, ...more }], [read], catalog).has('e1');
    expect(trusted({})).toBe(true);
    expect(trusted({ columns: ['process', 'failures', 'failures'] })).toBe(false);
    expect(trusted({ columns: ['process'] })).toBe(false);
    expect(trusted({ rows: [...found.rows, ['Q']] })).toBe(false);
    expect(trusted({ rows: [...found.rows, ['Q', 1, 2]] })).toBe(false);
  });
  test('of all there is, when there are fewer rows than the limit', () => {
    expect(of({ ...query, limit: 3 }, 2)).toBe(true);
    expect(of({ ...query, limit: 3 }, 3)).toBe(false);
  });
  test('where no limit was given, it is a hundred', () => {
    expect(of(query, 99)).toBe(true);
    expect(of(query, 100)).toBe(false);
  });
});
