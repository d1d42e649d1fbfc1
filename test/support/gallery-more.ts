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
const range = { first_run: '2026-11-02T08:00:00.000Z', last_run: '2026-11-21T01:00:00.000Z' };

/** Shapes that people ask for less often, or that read badly once. */
export const moreExhibits: Exhibit[] = [
  {
    name: 'no last success of a process this week',
    query: { metrics: ['last_success'], filters: billing, timeRange: ranges.thisWeek, shape: 'last' },
    rows: { ...named, e1: [{ last_success: null }] },
  },
  {
    name: 'no last failure of a tag',
    query: { metrics: ['last_failure'], filters: among('tag', 'Critico'), shape: 'last' },
    rows: { e1: [{ last_failure: null }] },
  },
  {
    name: 'on average per day',
    query: {
      metrics: ['runs'],
      dimensions: ['day'],
      fill: true,
      timeRange: ranges.lastWeek,
      shape: 'series',
    },
    rows: {
      e1: [70, 77, 76, 70, 74, 38, 36].map((runs, index) => ({
        day: `2026-11-${String(9 + index).padStart(2, '0')}`,
        runs,
      })),
    },
    more: { average: true },
  },
  {
    name: 'time saved by day',
    query: {
      metrics: ['time_saved'],
      dimensions: ['day'],
      fill: true,
      timeRange: ranges.yesterday,
      shape: 'series',
    },
    rows: {
      e1: [
        { day: '2026-11-19', time_saved: 3600 },
        { day: '2026-11-20', time_saved: 5400 },
      ],
    },
  },
  {
    name: 'a rate by day',
    query: { metrics: ['success_rate'], dimensions: ['day'], timeRange: ranges.lastWeek, shape: 'series' },
    rows: {
      e1: [
        { day: '2026-11-09', success_rate: 80 },
        { day: '2026-11-10', success_rate: null },
        { day: '2026-11-11', success_rate: 90 },
      ],
    },
  },
  {
    name: 'a long series',
    query: {
      metrics: ['runs'],
      dimensions: ['day'],
      fill: true,
      timeRange: ranges.thisMonth,
      shape: 'series',
    },
    rows: {
      e1: Array.from({ length: 20 }, (_, index) => ({
        day: `2026-11-${String(index + 1).padStart(2, '0')}`,
        runs: index % 7,
      })),
    },
  },
  {
    name: 'a series of nothing',
    query: {
      metrics: ['failures'],
      dimensions: ['day'],
      fill: true,
      timeRange: ranges.lastWeek,
      shape: 'series',
    },
    rows: { e1: ['2026-11-09', '2026-11-10'].map((day) => ({ day, failures: 0 })) },
  },
  {
    name: 'successes and failures',
    query: { metrics: ['successes', 'failures'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ successes: 59, failures: 9, completed: 68 }] },
  },
  {
    name: 'runs and no failures',
    query: { metrics: ['runs', 'failures'], filters: billing, timeRange: ranges.yesterday, shape: 'figure' },
    rows: { ...named, e1: [{ runs: 6, failures: 0 }] },
  },
  {
    name: 'no runs, no failures',
    query: { metrics: ['runs', 'failures'], timeRange: ranges.today, shape: 'figure' },
    rows: { e1: [{ runs: 0, failures: 0 }] },
  },
  {
    name: 'processes with failures, and failures',
    query: { metrics: ['failed_processes', 'failures'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ failed_processes: 7, failures: 9 }] },
  },
  {
    name: 'a count and a duration',
    query: { metrics: ['runs', 'mean_duration'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ runs: 6, mean_duration: 75 }] },
  },
  {
    name: 'shortest and longest',
    query: { metrics: ['min_duration', 'max_duration'], filters: billing, shape: 'figure' },
    rows: { ...named, e1: [{ min_duration: 0.008, max_duration: 0.39, ...range }] },
  },
  {
    name: 'shortest and longest of nothing',
    query: { metrics: ['min_duration', 'max_duration'], timeRange: ranges.today, shape: 'figure' },
    rows: { e1: [{ min_duration: null, max_duration: null }] },
  },
  {
    name: 'by area',
    query: {
      metrics: ['failures'],
      dimensions: ['area'],
      order: desc('failures'),
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: {
      e1: [
        { area: 'general', failures: 12 },
        { area: 'Marketing', failures: 3 },
        { area: null, failures: 1 },
      ],
    },
  },
  {
    name: 'of an area',
    query: {
      metrics: ['failures'],
      filters: among('area', 'general'),
      timeRange: ranges.lastWeek,
      shape: 'figure',
    },
    rows: { e1: [{ failures: 12, completed: 40 }] },
  },
  {
    name: 'of a named area',
    query: {
      metrics: ['runs'],
      filters: among('area', 'Marketing'),
      timeRange: ranges.lastWeek,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 12 }] },
  },
  {
    name: 'by outcome, one unheard of',
    query: { metrics: ['runs'], dimensions: ['outcome'], timeRange: ranges.lastWeek, shape: 'list' },
    rows: {
      e1: [
        { outcome: 'success', runs: 12 },
        { outcome: 'vanished', runs: 1 },
      ],
    },
  },
  {
    name: 'durations, one unknown',
    query: { metrics: ['mean_duration'], dimensions: ['process'], timeRange: ranges.lastWeek, shape: 'list' },
    rows: {
      e1: [
        { process: 'Ordini', mean_duration: 12 },
        { process: 'Resi', mean_duration: null },
      ],
    },
  },
  {
    name: 'at night',
    query: {
      metrics: ['runs'],
      filters: among('hour', 22, 23, 0, 1, 2, 3, 4, 5),
      timeRange: ranges.lastWeek,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 12 }] },
  },
  {
    name: 'on weekdays at nine and eleven',
    query: {
      metrics: ['runs'],
      filters: { and: [among('weekday', 1, 2, 3, 4, 5), among('hour', 9, 11)] },
      timeRange: ranges.lastWeek,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 12 }] },
  },
  {
    name: 'leaving out a process',
    query: { metrics: ['failures'], filters: { not: billing }, timeRange: ranges.lastWeek, shape: 'figure' },
    rows: { ...named, e1: [{ failures: 12, completed: 40 }] },
  },
  {
    name: 'said twice',
    query: {
      metrics: ['runs'],
      filters: { and: [among('start_type', 'manual'), among('start_type', 'manual')] },
      shape: 'figure',
    },
    rows: { e1: [{ runs: 5, ...range }] },
  },
  {
    name: 'same cause',
    query: {
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'started_at', 'cause'],
      filters: billing,
      order: desc('started_at'),
      limit: 100,
      shape: 'reason',
    },
    rows: {
      ...named,
      e1: [3, 2, 1].map((hour) => ({
        process: 'Fatturazione giornaliera',
        started_at: `2026-11-20T1${hour}:00:00.000Z`,
        cause: 'timeout',
      })),
    },
  },
  {
    name: 'causes of all',
    query: {
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'started_at', 'cause'],
      order: desc('started_at'),
      limit: 100,
      timeRange: ranges.yesterday,
      shape: 'reason',
    },
    rows: {
      e1: ['timeout', 'timeout', 'access_refused'].map((cause, index) => ({
        process: 'Ordini',
        started_at: `2026-11-20T1${3 - index}:00:00.000Z`,
        cause,
      })),
    },
  },
  {
    name: 'two figures, two periods',
    query: {
      metrics: ['runs', 'failures'],
      timeRange: ranges.yesterday,
      comparison: { kind: 'period', timeRange: ranges.thursday },
      shape: 'comparison',
    },
    rows: { e1: [{ runs: 70, runs_compared: 87, failures: 9, failures_compared: 9 }] },
  },
  {
    name: 'a rate unknown before',
    query: {
      metrics: ['success_rate'],
      timeRange: ranges.yesterday,
      comparison: { kind: 'period', timeRange: ranges.thursday },
      shape: 'comparison',
    },
    rows: { e1: [{ success_rate: 86, success_rate_compared: null }] },
  },
  {
    name: 'peers tie',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      filters: among('process', 'p1', 'p2'),
      order: desc('failures'),
      timeRange: ranges.yesterday,
      shape: 'comparison',
    },
    rows: {
      e1: [
        { process: 'Ordini', failures: 3 },
        { process: 'Resi', failures: 3 },
      ],
    },
  },
  {
    name: 'time saved by one',
    query: { metrics: ['time_saved'], filters: billing, timeRange: ranges.thisMonth, shape: 'figure' },
    rows: { ...named, e1: [{ time_saved: 48_240 }] },
  },
  {
    name: 'days with failures',
    query: {
      metrics: ['failures'],
      dimensions: ['day'],
      having: [{ metric: 'failures', operator: '>', value: 0 }],
      order: [{ by: 'day', direction: 'asc' }],
      limit: 100,
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: {
      e1: [
        { day: '2026-11-09', failures: 3 },
        { day: '2026-11-11', failures: 1 },
      ],
    },
  },
  {
    name: 'names that contain a word',
    query: {
      metrics: ['failures'],
      filters: { field: 'process', operator: 'contains', text: 'ordin' },
      timeRange: ranges.yesterday,
      shape: 'figure',
    },
    rows: { e1: [{ failures: 3, completed: 20 }] },
  },
  {
    name: 'without any tag',
    query: {
      metrics: ['runs'],
      filters: { not: { field: 'tag', operator: 'known' } },
      timeRange: ranges.yesterday,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 3 }] },
  },
  {
    name: 'one or the other',
    query: {
      metrics: ['runs'],
      filters: { or: [among('tag', 'Critico'), among('area', 'Marketing')] },
      timeRange: ranges.yesterday,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 3 }] },
  },
  {
    name: 'against another process',
    query: {
      metrics: ['failures'],
      filters: billing,
      comparison: { kind: 'peer', filters: among('process', 'p2') },
      timeRange: ranges.yesterday,
      shape: 'comparison',
    },
    rows: { ...named, m1: [{ process: 'Resi' }], e1: [{ failures: 9, failures_compared: 3 }] },
  },
  {
    name: 'against a tag',
    query: {
      metrics: ['mean_duration'],
      filters: billing,
      comparison: { kind: 'peer', filters: among('tag', 'Critico') },
      timeRange: ranges.yesterday,
      shape: 'comparison',
    },
    rows: { ...named, e1: [{ mean_duration: 75, mean_duration_compared: 20 }] },
  },
  {
    name: 'share of what has a tag',
    query: {
      metrics: ['failures'],
      filters: { and: [among('tag', 'Critico'), billing] },
      comparison: { kind: 'whole', filters: among('tag', 'Critico') },
      timeRange: ranges.yesterday,
      shape: 'share',
    },
    rows: { ...named, e1: [{ failures: 9, failures_whole: 12 }] },
  },
  {
    name: 'how one process went',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at', 'outcome'],
      filters: billing,
      order: [{ by: 'started_at', direction: 'desc' }],
      limit: 1,
      shape: 'list',
    },
    rows: {
      ...named,
      e1: [{ process: 'Fatturazione giornaliera', started_at: '2026-11-20T21:00:00.000Z', outcome: 'error' }],
    },
  },
  {
    name: 'waiting runs of a process',
    query: { metrics: ['waiting'], filters: billing, shape: 'figure' },
    rows: { ...named, e1: [{ waiting: 3 }] },
  },
  {
    name: 'silent processes',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process', 'last_run'],
      filters: { field: 'silent', operator: 'in', values: [true] },
      order: [{ by: 'last_run', direction: 'asc' }],
      shape: 'list',
    },
    rows: { e1: [{ process: 'Resi', last_run: '2026-11-20T21:00:00.000Z' }] },
  },
  {
    name: 'a process of a tag',
    query: {
      metrics: ['failures'],
      filters: { and: [billing, among('tag', 'Critico')] },
      timeRange: ranges.yesterday,
      shape: 'figure',
    },
    rows: { ...named, e1: [{ failures: 0, completed: 12 }] },
  },
  {
    name: 'each day against another tag',
    query: {
      metrics: ['runs'],
      dimensions: ['day'],
      filters: among('tag', 'Critico'),
      comparison: { kind: 'peer', filters: among('tag', 'Vendite') },
      timeRange: ranges.lastWeek,
      shape: 'comparison',
    },
    rows: {
      e1: [
        { day: '2026-11-09', runs: 3, runs_compared: 5 },
        { day: '2026-11-10', runs: 4, runs_compared: 0 },
      ],
    },
  },
  {
    name: 'failing more than before',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      having: [{ metric: 'failures_change', operator: '>', value: 0 }],
      order: desc('failures_change'),
      limit: 100,
      comparison: { kind: 'period', timeRange: ranges.weekBefore },
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: { e1: [{ process: 'Ordini', failures: 7, failures_compared: 2 }] },
  },
  {
    name: 'grown by a fifth',
    query: {
      metrics: ['runs'],
      dimensions: ['process'],
      having: [{ metric: 'runs_growth', operator: '>=', value: 20 }],
      order: desc('runs'),
      limit: 100,
      comparison: { kind: 'period', timeRange: ranges.weekBefore },
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: { e1: [{ process: 'Ordini', runs: 70, runs_compared: 50 }] },
  },
  {
    name: 'a large share',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      having: [{ metric: 'failures_share', operator: '>', value: 10 }],
      order: desc('failures'),
      limit: 100,
      comparison: { kind: 'whole' },
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: { e1: [{ process: 'Ordini', failures: 7, failures_whole: 57 }] },
  },
  {
    name: 'the day with most failures of a tag',
    query: {
      metrics: ['failures'],
      dimensions: ['day'],
      order: desc('failures'),
      filters: among('tag', 'Critico'),
      limit: 1,
      timeRange: ranges.lastWeek,
      shape: 'top',
    },
    rows: { e1: [{ day: '2026-11-10', failures: 7 }] },
  },
  {
    name: 'the slowest three',
    query: {
      metrics: ['mean_duration'],
      dimensions: ['process'],
      order: desc('mean_duration'),
      limit: 2,
      timeRange: ranges.lastWeek,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Resi', mean_duration: 70 },
        { process: 'Paghe', mean_duration: 20 },
        { process: 'Ordini', mean_duration: 2 },
      ],
    },
  },
  {
    name: 'the slowest area',
    query: {
      metrics: ['mean_duration'],
      dimensions: ['area'],
      order: desc('mean_duration'),
      limit: 1,
      timeRange: ranges.lastWeek,
      shape: 'top',
    },
    rows: {
      e1: [
        { area: 'Vendite', mean_duration: 70 },
        { area: 'general', mean_duration: 20 },
      ],
    },
  },
  {
    name: 'processes of an area',
    query: { metrics: ['processes', 'off_processes'], filters: among('area', 'Vendite'), shape: 'figure' },
    rows: { e1: [{ processes: 5, off_processes: 0 }] },
  },
  {
    name: 'failing processes of an area',
    query: {
      metrics: ['failed_processes'],
      filters: among('area', 'Vendite'),
      timeRange: ranges.lastWeek,
      shape: 'figure',
    },
    rows: { e1: [{ failed_processes: 5 }] },
  },
  {
    name: 'a series of little',
    query: {
      metrics: ['cancelled'],
      dimensions: ['day'],
      fill: true,
      timeRange: ranges.lastWeek,
      shape: 'series',
    },
    rows: {
      e1: [0, 0, 1, 0, 0].map((cancelled, index) => ({
        day: `2026-11-${String(9 + index).padStart(2, '0')}`,
        cancelled,
      })),
    },
  },
  {
    name: 'up to a day',
    query: {
      metrics: ['runs'],
      timeRange: { from: '1999-12-31T23:00:00.000Z', to: ranges.lastWeek.to },
      shape: 'figure',
    },
    rows: { e1: [{ runs: 62 }] },
  },
];
