import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { listExhibits } from './gallery-lists.ts';
import { moreExhibits } from './gallery-more.ts';
import { type Language, languages, ranges, tell, understood } from './wordings.ts';

/** Every shape of answer on made-up rows: `node test/support/gallery.ts` prints them to be read aloud. */
type Rows = Record<string, Record<string, Cell>[]>;
export interface Exhibit {
  name: string;
  query: SemanticQuery;
  rows: Rows;
  more?: Partial<Extract<Understanding, { kind: 'query' }>>;
}

const billing = { field: 'process', operator: 'in' as const, values: ['p1'] };
const named: Rows = { n1: [{ process: 'Fatturazione giornaliera' }] };
const days = [4, 10, 12, 8, 12, 5, 6].map((failures, index) => ({
  day: `2026-11-${String(9 + index).padStart(2, '0')}`,
  failures,
}));
const desc = (by: string) => [{ by, direction: 'desc' as const }];

export const exhibits: Exhibit[] = [
  {
    name: 'runs yesterday',
    query: { metrics: ['runs'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ runs: 70 }] },
  },
  {
    name: 'one run today',
    query: { metrics: ['runs'], timeRange: ranges.today, shape: 'figure' },
    rows: { e1: [{ runs: 1 }] },
  },
  {
    name: 'failures yesterday',
    query: { metrics: ['failures'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ failures: 9, completed: 68 }] },
  },
  {
    name: 'no failure, some completed',
    query: { metrics: ['failures'], timeRange: ranges.thisWeek, shape: 'figure' },
    rows: { e1: [{ failures: 0, completed: 68 }] },
  },
  {
    name: 'nothing at all',
    query: { metrics: ['failures'], timeRange: ranges.today, shape: 'figure' },
    rows: { e1: [{ failures: 0, completed: 0 }] },
  },
  {
    name: 'rate of a process',
    query: { metrics: ['success_rate'], filters: billing, shape: 'figure' },
    rows: {
      ...named,
      e1: [
        {
          success_rate: 87.3134,
          first_run: '2026-11-02T08:00:00.000Z',
          last_run: '2026-11-21T01:00:00.000Z',
        },
      ],
    },
  },
  {
    name: 'rate unknown',
    query: { metrics: ['failure_rate'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ failure_rate: null }] },
  },
  {
    name: 'rate with elision',
    query: { metrics: ['failure_rate'], timeRange: ranges.weekBefore, shape: 'figure' },
    rows: { e1: [{ failure_rate: 8.2 }] },
  },
  {
    name: 'duration',
    query: { metrics: ['mean_duration'], filters: billing, timeRange: ranges.thisMonth, shape: 'figure' },
    rows: { ...named, e1: [{ mean_duration: 16.7857 }] },
  },
  {
    name: 'tiny duration',
    query: { metrics: ['median_duration'], timeRange: ranges.lastWeek, shape: 'figure' },
    rows: { e1: [{ median_duration: 0.035 }] },
  },
  {
    name: 'time saved',
    query: { metrics: ['time_saved'], timeRange: ranges.thisMonth, shape: 'figure' },
    rows: { e1: [{ time_saved: 50400 }] },
  },
  {
    name: 'two metrics',
    query: { metrics: ['runs', 'failures'], timeRange: ranges.lastWeek, shape: 'figure' },
    rows: { e1: [{ runs: 1441, failures: 57, completed: 430 }] },
  },
  {
    name: 'Saturdays',
    query: { metrics: ['runs'], filters: { field: 'weekday', operator: 'in', values: [6] }, shape: 'figure' },
    rows: {
      e1: [{ runs: 117, first_run: '2026-11-07T08:00:00.000Z', last_run: '2026-11-21T01:00:00.000Z' }],
    },
  },
  {
    name: 'tag',
    query: {
      metrics: ['runs'],
      filters: { field: 'tag', operator: 'in', values: ['Assistenza'] },
      timeRange: ranges.yesterday,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 8 }] },
  },
  {
    name: 'top three',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      order: desc('failures'),
      limit: 3,
      timeRange: ranges.thisMonth,
      shape: 'top',
    },
    rows: {
      e1: [
        ['Notifica spedizioni', 30],
        ['Fatturazione giornaliera', 26],
        ['Registrazione ordini', 19],
        ['Preventivi clienti', 17],
      ].map(([process = null, failures = null]) => ({ process, failures })),
    },
  },
  {
    name: 'top one',
    query: {
      metrics: ['mean_duration'],
      dimensions: ['process'],
      order: desc('mean_duration'),
      limit: 1,
      timeRange: ranges.lastWeek,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Elaborazione archivio', mean_duration: 16.7857 },
        { process: 'Backup catalogo', mean_duration: 2.5786 },
      ],
    },
  },
  {
    name: 'top one tied',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      order: desc('failures'),
      limit: 1,
      timeRange: ranges.lastWeek,
      shape: 'top',
    },
    rows: {
      e1: [
        { process: 'Ordini', failures: 7 },
        { process: 'Resi', failures: 7 },
        { process: 'Paghe', failures: 2 },
      ],
    },
  },
  {
    name: 'having',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      having: [{ metric: 'failures', operator: '>', value: 3 }],
      order: desc('failures'),
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: {
      e1: [
        { process: 'Ordini', failures: 7 },
        { process: 'Resi', failures: 5 },
      ],
    },
  },
  {
    name: 'having, none',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      having: [{ metric: 'failures', operator: '>', value: 3 }],
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: { e1: [] },
  },
  {
    name: 'series',
    query: {
      metrics: ['failures'],
      dimensions: ['day'],
      fill: true,
      timeRange: ranges.lastWeek,
      shape: 'series',
    },
    rows: { e1: days },
  },
  {
    name: 'weekday',
    query: { metrics: ['runs'], dimensions: ['weekday'], shape: 'distribution' },
    rows: { e1: [88, 92, 101, 85, 97, 12, 9].map((runs, index) => ({ weekday: index + 1, runs })) },
  },
  {
    name: 'hour',
    query: { metrics: ['runs'], dimensions: ['hour'], shape: 'distribution' },
    rows: { e1: Array.from({ length: 24 }, (_, hour) => ({ hour, runs: hour === 9 ? 1234 : hour })) },
  },
  {
    name: 'ever failed',
    query: { metrics: ['failures'], filters: billing, shape: 'boolean' },
    rows: {
      ...named,
      e1: [
        {
          failures: 0,
          completed: 44,
          first_run: '2026-11-02T08:00:00.000Z',
          last_run: '2026-11-21T01:00:00.000Z',
        },
      ],
    },
  },
  {
    name: 'any failure',
    query: { metrics: ['failures'], timeRange: ranges.today, shape: 'boolean' },
    rows: { e1: [{ failures: 5, completed: 12 }] },
  },
  {
    name: 'last failure',
    query: { metrics: ['last_failure'], filters: billing, shape: 'last' },
    rows: { ...named, e1: [{ last_failure: '2026-11-21T02:35:21.238Z' }] },
  },
  {
    name: 'last success',
    query: { metrics: ['last_success'], filters: billing, shape: 'last' },
    rows: { ...named, e1: [{ last_success: '2026-11-11T15:10:25.252Z' }] },
  },
  {
    name: 'never happened',
    query: { metrics: ['last_failure'], filters: billing, shape: 'last' },
    rows: { ...named, e1: [{ last_failure: null }] },
  },
  {
    name: 'reasons',
    query: {
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'started_at', 'cause'],
      filters: billing,
      order: desc('started_at'),
      limit: 50,
      timeRange: ranges.thisWeek,
      shape: 'reason',
    },
    rows: {
      ...named,
      e1: ['service_unreachable', 'access_refused', 'service_unreachable'].map((cause, index) => ({
        process: 'Fatturazione giornaliera',
        started_at: `2026-11-20T1${3 - index}:00:00.000Z`,
        cause,
      })),
    },
  },
  {
    name: 'one reason',
    query: {
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'started_at', 'cause'],
      filters: billing,
      order: desc('started_at'),
      limit: 1,
      shape: 'reason',
    },
    rows: {
      ...named,
      e1: [{ process: 'Fatturazione giornaliera', started_at: '2026-11-20T13:00:00.000Z', cause: 'timeout' }],
    },
  },
  {
    name: 'share',
    query: {
      metrics: ['failures'],
      filters: billing,
      comparison: { kind: 'whole' },
      timeRange: ranges.lastWeek,
      shape: 'share',
    },
    rows: { ...named, e1: [{ failures: 10, failures_whole: 57 }] },
  },
  {
    name: 'two periods',
    query: {
      metrics: ['failures'],
      timeRange: ranges.lastWeek,
      comparison: { kind: 'period', timeRange: ranges.weekBefore },
      shape: 'comparison',
    },
    rows: { e1: [{ failures: 57, failures_compared: 48 }] },
  },
  {
    name: 'two periods, a rate',
    query: {
      metrics: ['success_rate'],
      timeRange: ranges.yesterday,
      comparison: { kind: 'period', timeRange: ranges.thursday },
      shape: 'comparison',
    },
    rows: { e1: [{ success_rate: 86.7647, success_rate_compared: 82.5581 }] },
  },
  {
    name: 'two processes',
    query: {
      metrics: ['mean_duration'],
      dimensions: ['process'],
      filters: { field: 'process', operator: 'in', values: ['p1', 'p2'] },
      order: desc('mean_duration'),
      shape: 'comparison',
    },
    rows: {
      e1: [
        { process: 'Elaborazione archivio', mean_duration: 16.7857 },
        { process: 'Backup catalogo', mean_duration: 2.5786 },
      ],
    },
  },
  {
    name: 'running now',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: { field: 'outcome', operator: 'in', values: ['running'] },
      shape: 'list',
    },
    rows: {
      e1: [
        { process: 'Elaborazione archivio', started_at: '2026-11-21T01:20:00.000Z' },
        { process: 'Ordini', started_at: '2026-11-20T21:00:00.000Z' },
      ],
    },
  },
  {
    name: 'nothing running',
    query: {
      metrics: [],
      dataset: 'runs',
      dimensions: ['process', 'started_at'],
      filters: { field: 'outcome', operator: 'in', values: ['running'] },
      shape: 'list',
    },
    rows: { e1: [] },
    more: { yesNo: true },
  },
  {
    name: 'waiting, counted',
    query: { metrics: ['waiting'], shape: 'figure' },
    rows: { e1: [{ waiting: 4 }] },
  },
  {
    name: 'off',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { field: 'live', operator: 'in', values: [false] },
      shape: 'list',
    },
    rows: { e1: [{ process: 'Promemoria' }, { process: 'Raccolta recensioni' }] },
  },
  {
    name: 'never run',
    query: {
      metrics: [],
      dataset: 'processes',
      dimensions: ['process'],
      filters: { field: 'never_run', operator: 'in', values: [true] },
      shape: 'list',
    },
    rows: { e1: [{ process: 'Foglio presenze mensile' }] },
    more: { yesNo: true },
  },
  {
    name: 'oldest run',
    query: { metrics: ['first_run'], shape: 'last' },
    rows: { e1: [{ first_run: '2026-11-02T08:00:00.000Z' }] },
  },
  {
    name: 'runs by outcome',
    query: { metrics: ['runs'], dimensions: ['outcome'], timeRange: ranges.yesterday, shape: 'list' },
    rows: {
      e1: [
        { outcome: 'success', runs: 59 },
        { outcome: 'error', runs: 9 },
      ],
    },
  },
  {
    name: 'notes',
    query: { metrics: ['runs'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: { e1: [{ runs: 70 }] },
    more: { notes: ['includes_error_notices', 'outside_population', 'cancelled_not_failure'] },
  },
  {
    name: 'longer than a minute',
    query: {
      metrics: ['runs'],
      filters: { field: 'duration', operator: '>', value: 60 },
      timeRange: ranges.thisMonth,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 12 }] },
  },
  {
    name: 'without a tag',
    query: {
      metrics: ['runs'],
      filters: { not: { field: 'tag', operator: 'in', values: ['Assistenza', 'Vendite'] } },
      timeRange: ranges.thisMonth,
      shape: 'figure',
    },
    rows: { e1: [{ runs: 12 }] },
  },
  {
    name: 'share of each process',
    query: {
      metrics: ['failures'],
      dimensions: ['process'],
      filters: { field: 'process', operator: 'in', values: ['p1', 'p2'] },
      comparison: { kind: 'whole' },
      timeRange: ranges.lastWeek,
      shape: 'share',
    },
    rows: {
      e1: [
        { process: 'Ordini', failures: 7, failures_whole: 57 },
        { process: 'Resi', failures: 5, failures_whole: 57 },
      ],
    },
  },
  {
    name: 'each process in two periods',
    query: {
      metrics: ['runs'],
      dimensions: ['process'],
      comparison: { kind: 'period', timeRange: ranges.weekBefore },
      timeRange: ranges.lastWeek,
      shape: 'comparison',
    },
    rows: {
      e1: [
        { process: 'Ordini', runs: 70, runs_compared: 60 },
        { process: 'Resi', runs: 5, runs_compared: 1 },
      ],
    },
  },
  {
    name: 'a rate above a bound',
    query: {
      metrics: ['failure_rate'],
      dimensions: ['process'],
      having: [{ metric: 'failure_rate', operator: '>=', value: 8 }],
      timeRange: ranges.lastWeek,
      shape: 'list',
    },
    rows: { e1: [{ process: 'Ordini', failure_rate: 9.5 }] },
  },
  {
    name: 'empty evidence',
    query: { metrics: ['runs'], timeRange: ranges.yesterday, shape: 'figure' },
    rows: {},
  },
  ...listExhibits,
  ...moreExhibits,
];

export const show = ({ query, rows, more }: Exhibit, language: Language) =>
  tell(understood(query, language, more), rows, language);

if (import.meta.main)
  for (const exhibit of exhibits) {
    console.log(`\n## ${exhibit.name}`);
    for (const language of languages) {
      const told = show(exhibit, language);
      console.log(`[${language}] ${told.text}`);
      if (told.refused.length > 0) console.log('     refused', JSON.stringify(told.refused));
    }
  }
