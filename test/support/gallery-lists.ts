import type { Exhibit } from './gallery.ts';
import { ranges } from './wordings.ts';

const billing = { field: 'process', operator: 'in' as const, values: ['p1'] };
const named = { n1: [{ process: 'Fatturazione giornaliera' }] };
const desc = (by: string) => [{ by, direction: 'desc' as const }];
const among = (field: string, ...values: (string | number | boolean)[]) => ({
  field,
  operator: 'in' as const,
  values,
});
const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `Processo ${'abcdefghijklmnopqrstuvwxyz'[index]}`);
const started = (...moments: string[]) => moments.map((started_at) => ({ process: 'Ordini', started_at }));

const ofEachArea = {
  metrics: ['failures'],
  dimensions: ['area', 'process'],
  having: [{ metric: 'failures', operator: '>' as const, value: 0 }],
  timeRange: ranges.lastWeek,
  order: [{ by: 'area', direction: 'asc' as const }, ...desc('failures')],
  limit: 2,
  limitBy: 'area',
  shape: 'list' as const,
};

/** Lists of rows and groups, and how one thing is. */
export const listExhibits: Exhibit[] = [
  {
    name: 'two of each area',
    query: ofEachArea,
    rows: {
      e1: [
        { area: 'Logistica', process: 'Ordini', failures: 12 },
        { area: 'Logistica', process: 'Resi', failures: 9 },
        { area: 'Vendite', process: 'Preventivi', failures: 1 },
      ],
    },
  },
  {
    name: 'top three, of which two had no failure',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      timeRange: ranges.lastWeek,
      order: desc('failures'),
      limit: 3,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Ordini', failures: 2 },
        { process: 'Resi', failures: 0 },
        { process: 'Preventivi', failures: 0 },
        { process: 'Solleciti', failures: 0 },
      ],
    },
  },
  { name: 'none of any area', query: ofEachArea, rows: { e1: [] } },
  {
    name: 'the last failed runs',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: among('failed', true),
      order: desc('started_at'),
      limit: 3,
      shape: 'list',
    },
    rows: {
      e1: started('2026-11-21T01:20:00.000Z', '2026-11-20T21:00:00.000Z', '2026-11-20T20:00:00.000Z'),
    },
  },
  {
    name: 'the last failed runs of a process',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: { and: [among('failed', true), billing] },
      order: desc('started_at'),
      limit: 3,
      timeRange: ranges.yesterday,
      shape: 'list',
    },
    rows: { ...named, e1: started('2026-11-20T21:00:00.000Z', '2026-11-20T20:00:00.000Z') },
  },
  {
    name: 'the last failed run of all',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: among('failed', true),
      order: desc('started_at'),
      limit: 1,
      shape: 'list',
    },
    rows: { e1: started('2026-11-21T01:20:00.000Z') },
  },
  {
    name: 'the first failed run of a process',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: { and: [among('failed', true), billing] },
      order: [{ by: 'started_at', direction: 'asc' }],
      limit: 1,
      shape: 'list',
    },
    rows: { ...named, e1: started('2026-11-12T09:35:00.000Z') },
  },
  {
    name: 'how long the last ones took',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at', 'duration'],
      filters: { and: [among('outcome', 'success', 'error'), billing] },
      order: desc('started_at'),
      limit: 2,
      shape: 'list',
    },
    rows: {
      ...named,
      e1: [
        { process: 'Ordini', started_at: '2026-11-21T01:20:00.000Z', duration: 75 },
        { process: 'Ordini', started_at: '2026-11-20T21:00:00.000Z', duration: null },
      ],
    },
  },
  {
    name: 'failed runs of a day',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: among('failed', true),
      order: desc('started_at'),
      timeRange: ranges.yesterday,
      limit: 100,
      shape: 'list',
    },
    rows: {
      e1: started('2026-11-20T21:00:00.000Z', '2026-11-20T20:00:00.000Z', '2026-11-20T19:00:00.000Z'),
    },
  },
  {
    name: 'one failed run of a day',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: among('failed', true),
      timeRange: ranges.yesterday,
      limit: 100,
      shape: 'list',
    },
    rows: { e1: started('2026-11-20T21:00:00.000Z') },
  },
  {
    name: 'no failed run of a day',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: among('failed', true),
      timeRange: ranges.yesterday,
      limit: 100,
      shape: 'list',
    },
    rows: { e1: [] },
    more: { yesNo: true },
  },
  {
    name: 'ran without failures',
    query: {
      metrics: ['runs', 'failures'],
      dimensions: ['process'],
      having: [
        { metric: 'failures', operator: '=', value: 0 },
        { metric: 'runs', operator: '>', value: 0 },
      ],
      order: desc('runs'),
      limit: 100,
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: {
      e1: [
        { process: 'Ordini', runs: 70, failures: 0 },
        { process: 'Resi', runs: 5, failures: 0 },
      ],
    },
  },
  {
    name: 'failures and many runs',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      having: [
        { metric: 'failures', operator: '>', value: 0 },
        { metric: 'runs', operator: '>=', value: 10 },
      ],
      order: desc('failures'),
      limit: 100,
      filters: among('tag', 'Critico'),
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: { e1: [{ process: 'Ordini', failures: 7 }] },
  },
  {
    name: 'is it on, yes',
    query: { metrics: ['live_processes'], filters: billing, shape: 'boolean' },
    rows: { ...named, e1: [{ live_processes: 1, off_processes: 0 }] },
    more: { yesNo: true },
  },
  {
    name: 'is it on, no',
    query: { metrics: ['live_processes'], filters: billing, shape: 'boolean' },
    rows: { ...named, e1: [{ live_processes: 0, off_processes: 1 }] },
    more: { yesNo: true },
  },
  {
    name: 'is it on, put away',
    query: { metrics: ['live_processes'], filters: billing, shape: 'boolean' },
    rows: { ...named, e1: [{ live_processes: 0, off_processes: 0 }] },
    more: { yesNo: true },
  },
  {
    name: 'is it off, yes',
    query: { metrics: ['off_processes'], filters: billing, shape: 'boolean' },
    rows: { ...named, e1: [{ live_processes: 0, off_processes: 1 }] },
    more: { yesNo: true },
  },
  {
    name: 'has it ever run, no',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { and: [among('never_run', true), billing] },
      shape: 'list',
    },
    rows: { ...named, e1: [{ process: 'Fatturazione giornaliera' }] },
    more: { yesNo: true },
  },
  {
    name: 'has it ever run, yes',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { and: [among('never_run', true), billing] },
      shape: 'list',
    },
    rows: { ...named, e1: [], s1: [{ process: 'Fatturazione giornaliera' }] },
    more: { yesNo: true },
  },
  {
    name: 'does it always fail',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { and: [among('always_fails', true), billing] },
      shape: 'list',
    },
    rows: { ...named, e1: [{ process: 'Fatturazione giornaliera' }] },
    more: { yesNo: true },
  },
  {
    name: 'always failing and on',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { and: [among('always_fails', true), among('live', true)] },
      shape: 'list',
    },
    rows: { e1: [{ process: 'Ordini' }, { process: 'Resi' }] },
  },
  {
    name: 'is it stuck',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: { and: [among('stuck', true), billing] },
      shape: 'list',
    },
    rows: { ...named, e1: [] },
    more: { yesNo: true },
  },
  {
    name: 'the busiest days tie',
    query: {
      metrics: ['runs'],
      dimensions: ['day'],
      order: desc('runs'),
      limit: 1,
      timeRange: ranges.thisMonth,
      shape: 'top',
    },
    rows: {
      e1: [
        { day: '2026-11-16', runs: 87 },
        { day: '2026-11-19', runs: 87 },
        { day: '2026-11-10', runs: 77 },
        { day: '2026-11-11', runs: 76 },
      ],
    },
  },
  {
    name: 'the quietest days are many',
    query: {
      metrics: ['failures'],
      dimensions: ['day'],
      order: [{ by: 'failures', direction: 'asc' }],
      limit: 1,
      timeRange: ranges.thisMonth,
      shape: 'top',
    },
    rows: { e1: ['02', '03', '04', '05'].map((day) => ({ day: `2026-11-${day}`, failures: 0 })) },
  },
  {
    name: 'weekdays tie',
    query: {
      metrics: ['failures'],
      dimensions: ['weekday'],
      order: desc('failures'),
      limit: 24,
      shape: 'distribution',
    },
    rows: { e1: [34, 34, 20, 3].map((failures, index) => ({ weekday: index + 2, failures })) },
  },
  {
    name: 'nobody failed most',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      order: desc('failures'),
      limit: 1,
      timeRange: ranges.today,
      shape: 'top',
    },
    rows: { e1: names(4).map((process) => ({ process, failures: 0 })) },
  },
  {
    name: 'fastest among the busy',
    query: {
      metrics: ['mean_duration'],
      dimensions: ['process'],
      order: [{ by: 'mean_duration', direction: 'asc' }],
      having: [{ metric: 'runs', operator: '>=', value: 100 }],
      limit: 1,
      timeRange: ranges.thisMonth,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Avvisi', mean_duration: 0.013 },
        { process: 'Resi', mean_duration: 2 },
      ],
    },
  },
  {
    name: 'worst rates among the busy',
    query: {
      metrics: ['failure_rate'],
      dimensions: ['process'],
      order: desc('failure_rate'),
      having: [{ metric: 'runs', operator: '>', value: 20 }],
      limit: 2,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Avvisi', failure_rate: 47.1 },
        { process: 'Resi', failure_rate: 8 },
        { process: 'Paghe', failure_rate: 2 },
      ],
    },
  },
  {
    name: 'worst of a tag',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      order: desc('failures'),
      filters: among('tag', 'Amministrazione'),
      limit: 1,
      timeRange: ranges.lastWeek,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Paghe', failures: 9 },
        { process: 'Resi', failures: 8 },
      ],
    },
  },
  {
    name: 'eleven lines',
    query: { metrics: [], dataset: 'processes', dimensions: ['process'], limit: 100, shape: 'list' },
    rows: { e1: names(11).map((process) => ({ process })) },
  },
  {
    name: 'fourteen lines',
    query: { metrics: [], dataset: 'processes', dimensions: ['process'], limit: 100, shape: 'list' },
    rows: { e1: names(14).map((process) => ({ process })) },
  },
  {
    name: 'lines without end',
    query: {
      metrics: ['runs'],
      dimensions: ['process'],
      limit: 100,
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: {
      e1: Array.from({ length: 100 }, (_, at) => ({ process: `P ${'abcdefghij'[at % 10]}`, runs: 5 })),
    },
  },
];
