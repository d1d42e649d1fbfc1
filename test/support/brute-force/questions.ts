import * as fc from 'fast-check';
import { type Filter, SemanticQuery, type TimeRange } from '#shared/contracts/query.ts';
import type { Asked } from './evaluate.ts';
import { AREAS, MODES, NOW, SPANS, STATUSES, TAGS, type World } from './world.ts';

const ZONES = [
  'Europe/Rome',
  'Europe/Rome',
  'UTC',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
];
export const RUN_METRICS = [
  'runs',
  'completed',
  'failures',
  'successes',
  'failure_rate',
  'success_rate',
  'cancelled',
  'waiting',
  'running',
  'queued',
  'stuck',
  'recovered',
  'mean_duration',
  'median_duration',
  'p95_duration',
  'max_duration',
  'min_duration',
  'total_duration',
  'start_delay',
  'time_saved',
  'first_run',
  'last_run',
  'last_success',
  'last_failure',
  'failed_processes',
  'active_processes',
] as const;
export const PROCESS_METRICS = [
  'processes',
  'live_processes',
  'off_processes',
  'never_run',
  'always_failing',
] as const;
const TIME = ['hour', 'day', 'weekday', 'week', 'month'];
const RUN_FIELDS = [
  'run',
  'process_id',
  'outcome',
  'failed',
  'completed',
  'start_type',
  'started_at',
  'stopped_at',
  'created_at',
  'duration',
  'start_delay',
  'waiting_since',
  'wait_till',
  'running_for',
  'waiting_for',
  'stuck',
  'recovered',
  'time_saved',
  'process',
  'live',
  'area',
  'tag',
  ...TIME,
];
const PROCESS_FIELDS = [
  'process_id',
  'process',
  'live',
  'archived',
  'area',
  'created_at',
  'time_saved_each',
  'successes_kept',
  'only_outside',
  'never_run',
  'always_fails',
  'last_run',
  'last_success',
  'last_failure',
  'tag',
];
const NUMBERS: Record<string, string[]> = {
  runs: ['duration', 'start_delay', 'running_for', 'waiting_for', 'hour', 'run'],
  processes: ['time_saved_each'],
};
const BOOLEANS: Record<string, string[]> = {
  runs: ['failed', 'recovered', 'live', 'stuck'],
  processes: ['live', 'archived', 'never_run', 'always_fails', 'only_outside', 'successes_kept'],
};

const SUFFIXES = {
  period: ['_compared', '_change', '_growth'],
  peer: ['_compared', '_change', '_growth'],
  whole: ['_whole', '_share'],
};

const HOUR = 3_600_000;
export const range: fc.Arbitrary<TimeRange> = fc
  .record({
    span: fc.constantFrom(...SPANS),
    start: fc.integer({ min: 0, max: 20 * 24 }),
    minutes: fc.constantFrom(0, 0, 0, 17, 30),
    length: fc.constantFrom(1, 3, 23, 24, 25, 24 * 7, 24 * 30),
  })
  .map(({ span, start, minutes, length }) => {
    const from = span[0] + start * HOUR + minutes * 60_000 - 24 * HOUR;
    return { from: new Date(from).toISOString(), to: new Date(from + length * HOUR).toISOString() };
  });

const leaf = (dataset: string, ids: string[]): fc.Arbitrary<Filter> => {
  const oneOf = (field: string, values: (string | number | boolean)[]) =>
    fc
      .subarray(values, { minLength: 1, maxLength: Math.min(3, values.length) })
      .map((some): Filter => ({ field, operator: 'in', values: some }));
  const shared = [
    oneOf('process', [...ids, 'nobody']),
    oneOf('tag', TAGS),
    oneOf('area', [...AREAS, 'nowhere']),
    fc.constantFrom(...(BOOLEANS[dataset] ?? [])).chain((field) => oneOf(field, [true, false])),
    fc
      .record({
        field: fc.constantFrom(...(NUMBERS[dataset] ?? [])),
        operator: fc.constantFrom('>', '>=', '<', '<=', '=', '<>' as const),
        value: fc.constantFrom(0, 1, 2.5, 30, 300, 3600),
      })
      .map((one): Filter => one as Filter),
    fc
      .record({
        field: fc.constantFrom('process', 'area', 'tag'),
        text: fc.constantFrom('ord', 'PERCHÉ', 'e', "'", '%', '_', 'critico'),
      })
      .map(({ field, text }): Filter => ({ field, operator: 'contains', text })),
    fc
      .constantFrom('last_run', 'last_failure', 'created_at', 'ran_at')
      .chain((field) => range.map((timeRange): Filter => ({ field, operator: 'within', timeRange }))),
    fc
      .constantFrom('tag', 'last_success', 'time_saved_each')
      .map((field): Filter => ({ field, operator: 'known' })),
  ];
  const ofRuns = [
    oneOf('outcome', STATUSES),
    oneOf('start_type', MODES),
    oneOf('weekday', [1, 2, 6, 7]),
    oneOf('hour', [0, 1, 2, 3, 9, 23]),
    oneOf('day', ['2026-03-29', '2026-10-25', '2026-10-26', '2026-11-05']),
    oneOf('month', ['2026-03', '2026-10']),
  ];
  return dataset === 'runs' ? fc.oneof(...shared, ...ofRuns) : fc.oneof(...shared);
};

export const filterOf = (dataset: string, ids: string[]): fc.Arbitrary<Filter> =>
  fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf(dataset, ids),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((and): Filter => ({ and })),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((or): Filter => ({ or })),
      tie('filter').map((not): Filter => ({ not })),
    ),
  })).filter;

/** One time in `often`. */
const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>, often = 2) =>
  fc.oneof({ weight: often - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const some = (names: string[], min: number, max: number) =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: min, maxLength: max });
const direction = fc.constantFrom('asc', 'desc' as const);

const drop = (query: Record<string, unknown>): SemanticQuery =>
  SemanticQuery.parse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)));

const figures = (dataset: string, ids: string[]): fc.Arbitrary<SemanticQuery> => {
  const metrics: string[] = [...(dataset === 'runs' ? RUN_METRICS : PROCESS_METRICS)];
  const numeric = fc.constantFrom(...metrics.filter((name) => !/^(first|last)_/.test(name)));
  const dimensions =
    dataset === 'runs'
      ? ['process', 'process', 'area', 'tag', 'outcome', 'start_type', 'live', ...TIME, ...TIME]
      : ['area', 'tag', 'live', 'archived'];
  const series = dataset === 'runs' ? some(TIME, 1, 1) : fc.constant(undefined);
  return fc
    .record({
      metrics: some(metrics, 1, 4),
      dimensions: fc.oneof(sometimes(some([...new Set(dimensions)], 1, 2)), series),
      filters: sometimes(filterOf(dataset, ids)),
      timeRange: dataset === 'runs' ? sometimes(range) : fc.constant(undefined),
      comparison: sometimes(
        fc.oneof(
          range.map((timeRange) => ({ kind: 'period' as const, timeRange })),
          filterOf(dataset, ids).map((filters) => ({ kind: 'peer' as const, filters })),
          fc.constant({ kind: 'whole' as const }),
          filterOf(dataset, ids).map((filters) => ({ kind: 'whole' as const, filters })),
        ),
      ),
      having: sometimes(
        fc
          .record({
            metric: numeric,
            operator: fc.constantFrom('>', '>=', '<', '=', '<>' as const),
            value: fc.constantFrom(0, 1, 3, 50),
          })
          .map((one) => [one]),
        5,
      ),
      order: sometimes(fc.record({ by: fc.constantFrom(...metrics), direction }).map((one) => [one])),
      orderByShown: fc.boolean(),
      beside: fc.nat(4),
      limit: sometimes(fc.integer({ min: 1, max: 12 })),
      ofEach: sometimes(fc.nat(1), 3),
      fill: fc.boolean(),
      everything: sometimes(fc.boolean()),
    })
    .map(({ fill, orderByShown, beside, ofEach, ...query }) => {
      const single = query.dimensions?.length === 1 && TIME.includes(query.dimensions[0] ?? '');
      const first = query.dimensions?.[0];
      // A bound goes by what is beside the metric as often as by the metric itself.
      const suffix = query.comparison ? (SUFFIXES[query.comparison.kind][beside] ?? '') : '';
      const having = query.having?.map((one) => ({ ...one, metric: one.metric + suffix }));
      const order =
        orderByShown && first !== undefined && query.order
          ? [{ by: first, direction: query.order[0]?.direction ?? 'asc' }, ...query.order]
          : query.order;
      return drop({
        ...query,
        having,
        order,
        limitBy: ofEach === undefined ? undefined : query.dimensions?.[ofEach],
        fill:
          fill && single && (query.timeRange || first === 'hour' || first === 'weekday') ? true : undefined,
      });
    });
};

const listing = (dataset: string, ids: string[]): fc.Arbitrary<SemanticQuery> => {
  const fields = dataset === 'runs' ? RUN_FIELDS : PROCESS_FIELDS;
  return fc
    .record({
      metrics: fc.constant([]),
      dataset: fc.constant(dataset),
      dimensions: some(fields, 1, 5),
      filters: sometimes(filterOf(dataset, ids)),
      timeRange: dataset === 'runs' ? sometimes(range) : fc.constant(undefined),
      order: sometimes(
        fc
          .record({ by: fc.constantFrom(...fields.filter((field) => field !== 'tag')), direction })
          .map((one) => [one]),
      ),
      limit: sometimes(fc.integer({ min: 1, max: 100 })),
      everything: sometimes(fc.boolean()),
    })
    .map(drop);
};

/** Any question that the catalog can express, about this world. */
export const questions = (world: World): fc.Arbitrary<Asked> => {
  const ids = world.processes.map(({ id }) => id);
  return fc.record({
    query: fc.oneof(
      { weight: 6, arbitrary: figures('runs', ids) },
      { weight: 1, arbitrary: figures('processes', ids) },
      { weight: 2, arbitrary: listing('runs', ids) },
      { weight: 1, arbitrary: listing('processes', ids) },
    ),
    timeZone: fc.constantFrom(...ZONES),
    scope: fc.oneof(
      { weight: 4, arbitrary: fc.constant({ kind: 'all' as const }) },
      {
        weight: 1,
        arbitrary: fc
          .subarray(ids, { minLength: Math.min(2, ids.length) })
          .map((some_) => ({ kind: 'processes' as const, ids: some_ })),
      },
    ),
  });
};

export const READ_AT = new Date(NOW).toISOString();
