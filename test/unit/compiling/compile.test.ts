import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidQuery } from '#shared/contracts/faults.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { readOnlySelect } from '#test/support/read-only-select.ts';

const options = {
  catalog: n8nCatalog,
  schema: 'public',
  timeZone: 'Europe/Rome',
  now: '2026-11-21T02:36:42.000Z',
  scope: { kind: 'all' as const },
};
const compiled = (query: SemanticQuery) => compile(query, options);
const timeRange = { from: '2026-11-19T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' };

describe('what the catalog cannot express is refused by its word', () => {
  const wrong: [SemanticQuery, RegExp][] = [
    [{ metrics: ['revenue'] }, /metric revenue/],
    [{ metrics: [] }, /Neither a metric nor a dimension/],
    [{ metrics: [], dataset: 'invoices', dimensions: ['process'] }, /dataset invoices/],
    [{ metrics: ['runs'], dimensions: ['customer'] }, /customer is not a field of runs/],
    [{ metrics: ['runs', 'live_processes'] }, /runs and of processes do not go together/],
    [{ metrics: ['runs'], dimensions: ['cause'] }, /cause is not a field of runs/],
    [{ metrics: ['processes'], dimensions: ['outcome'] }, /outcome is not a field of processes/],
    [{ metrics: ['processes'], dimensions: ['day'] }, /processes has no time/],
    [{ metrics: [], dataset: 'processes', dimensions: ['process'], timeRange }, /processes has no time/],
    [{ metrics: ['runs'], order: [{ by: 'runs_compared', direction: 'asc' }] }, /metric runs_compared/],
    [{ metrics: ['runs'], having: [{ metric: 'revenue', operator: '>', value: 1 }] }, /metric revenue/],
    [{ metrics: ['runs'], dimensions: ['day'], fill: true }, /Filling day needs a period/],
    [{ metrics: ['runs'], dimensions: ['process'], fill: true }, /Only a single dimension of time/],
    [{ metrics: ['runs'], dimensions: ['day', 'process'], fill: true, timeRange }, /not day, process/],
    [
      { metrics: ['runs'], filters: { field: 'process', operator: '>', value: 1 } },
      /process is not a number/,
    ],
    [
      { metrics: ['runs'], filters: { field: 'outcome', operator: 'in', values: [1] } },
      /outcome is compared with number/,
    ],
    [
      { metrics: ['runs'], filters: { field: 'stuck', operator: 'in', values: ['true'] } },
      /stuck is compared with string/,
    ],
    [{ metrics: ['runs'], filters: { field: 'duration', operator: 'contains', text: '1' } }, /not a text/],
    [{ metrics: ['runs'], filters: { field: 'outcome', operator: 'within', timeRange } }, /not an instant/],
    [
      { metrics: ['runs'], filters: { field: 'started_at', operator: 'in', values: ['noon'] } },
      /compared with what is no instant/,
    ],
    [
      { metrics: ['runs'], having: [{ metric: 'last_run', operator: '>', value: 1 }] },
      /last_run is not a number/,
    ],
    [
      {
        metrics: ['last_run'],
        comparison: { kind: 'period', timeRange },
        order: [{ by: 'last_run_change', direction: 'asc' }],
      },
      /last_run is not a number/,
    ],
    [{ metrics: ['runs'], order: [{ by: 'runs_change', direction: 'asc' }] }, /metric runs_change/],
    [
      {
        metrics: ['runs'],
        comparison: { kind: 'whole' },
        having: [{ metric: 'runs_growth', operator: '>', value: 0 }],
      },
      /metric runs_growth/,
    ],
    [
      {
        metrics: [],
        dataset: 'failure_details',
        dimensions: ['run'],
        order: [{ by: 'cause', direction: 'asc' }],
      },
      /cause can be shown, not ordered/,
    ],
    [
      {
        metrics: [],
        dataset: 'failure_details',
        dimensions: ['run'],
        filters: { field: 'cause', operator: 'in', values: ['x'] },
      },
      /cause can be shown, not filtered/,
    ],
  ];
  test.each(wrong)('%j', (query, message) => {
    expect(() => compiled(query)).toThrow(InvalidQuery);
    expect(() => compiled(query)).toThrow(message);
  });
});

describe('a statement', () => {
  test('has the dimensions first, then each metric with its compared value', () => {
    const period = { kind: 'period', timeRange } as const;
    const base: SemanticQuery = { metrics: ['runs', 'failures'], dimensions: ['process'], timeRange };
    expect(compiled(base).columns).toEqual(['process', 'runs', 'failures']);
    expect(compiled({ ...base, comparison: period }).columns).toEqual(
      'process runs runs_compared failures failures_compared'.split(' '),
    );
    expect(compiled({ ...base, comparison: { kind: 'whole' } }).columns).toContain('runs_whole');
  });

  test('returns at most a hundred rows unless fewer are asked for', () => {
    expect(compiled({ metrics: ['runs'] }).parameters.at(-1)).toBe(100);
    expect(compiled({ metrics: ['runs'], limit: 7 }).parameters.at(-1)).toBe(7);
    expect(compiled({ metrics: [], dimensions: ['run'], limit: 7 }).sql).toMatch(/limit \$\d+::bigint$/);
  });

  test('has one fingerprint for every day it is asked', () => {
    const on = (from: string, limit: number) =>
      compiled({ metrics: ['runs'], timeRange: { from, to: timeRange.to }, limit });
    const [one, other] = [on('2026-11-01T00:00:00.000Z', 3), on('2026-11-02T00:00:00.000Z', 5)];
    expect(one.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(other.fingerprint).toBe(one.fingerprint);
    expect(compiled({ metrics: ['failures'] }).fingerprint).not.toBe(one.fingerprint);
  });

  test('puts a schema between quotes, whatever it is called', () => {
    expect(compile({ metrics: ['runs'] }, { ...options, schema: 'a"; drop' }).sql).toContain(
      '"a""; drop"."execution_entity"',
    );
  });

  test('who asks for trials gets trials; who excludes them does not get the rest', () => {
    const manual: Filter = { field: 'start_type', operator: 'in', values: ['manual'] };
    const counts = (filters: Filter) => compiled({ metrics: ['runs'], filters }).sql.includes("'evaluation'");
    expect(counts(manual)).toBe(false);
    expect(counts({ or: [manual, { field: 'failed', operator: 'in', values: [true] }] })).toBe(false);
    expect(counts({ not: manual })).toBe(true);
  });

  test('reads what is dear only for the rows that are shown', () => {
    const { sql } = compiled({
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'cause'],
      limit: 1,
    });
    expect(sql.indexOf('execution_data')).toBeLessThan(sql.indexOf('limit $'));
    expect(sql).toMatch(/\) as "page" join/);
  });

  // FAILURES row 26: names are values, never text.
  test('holds no value in its text', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        "'; drop table execution_entity; --",
        "' or '1'='1",
        '$1',
        '$$',
        '\\',
        '/*',
        '--',
        '{schema}',
        ':now',
        '"',
        '\u02bc or 1=1',
      ),
    );
    const filtered = (field: string, values: string[]) =>
      compiled({ metrics: ['runs'], filters: { field, operator: 'in', values } });
    const containing = (field: string, text: string) =>
      compiled({ metrics: ['runs'], filters: { field, operator: 'contains', text } });
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (values) => {
        for (const field of ['process', 'tag', 'area', 'outcome']) {
          const statement = filtered(field, values);
          expect(statement.parameters).toContainEqual(values.length === 1 ? values[0] : values);
          expect(statement.sql).toBe(filtered(field, values.length === 1 ? ['x'] : ['x', 'y']).sql);
          expect(await readOnlySelect(statement.sql)).toEqual([]);
          const text = values[0] ?? '';
          expect(containing(field, text).parameters).toContain(text.normalize('NFC'));
          expect(containing(field, text).sql).toBe(containing(field, 'x').sql);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('the names of everything are a single read too', async () => {
    const scope = { kind: 'processes' as const, ids: ["x'; --"] };
    for (const statement of [compileNames(options), compileNames({ ...options, scope })])
      expect(await readOnlySelect(statement.sql)).toEqual([]);
  });
});

describe('the judge of statements', () => {
  const forbidden = [
    `select pg_read_file('x')`,
    'with x as (delete from a returning 1) select 1 from x',
    'select a from b for update',
    'select a into c from b',
    'select * from a',
    'select a; select b',
    'delete from a',
    'select lo_create(1)',
    `select set_config('x', 'y', true)`,
    'select a from b tablesample system (1)',
    'select current_user',
    'select public.count(a) from b',
    'select a operator(public.=) b from c',
  ];
  test.each(forbidden)('refuses %s', async (sql) => {
    expect(await readOnlySelect(sql)).not.toEqual([]);
  });
});
