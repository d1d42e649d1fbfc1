import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { queryOf, read } from '#test/support/understanding.ts';

const failed: SemanticQuery['filters'] = { field: 'failed', operator: 'in', values: [true] };
const OCTOBER = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };

const TODAY = { from: '2026-11-20T23:00:00.000Z', to: '2026-11-21T02:36:42.000Z' };

test.each([
  'quando riparte la sincronizzazione del magazzino?',
  'when does the payroll run next?',
  'when is the next run of the backup?',
])('%s: nothing is foretold', (text) => {
  expect(read(text)).toMatchObject({ kind: 'refuse', reason: 'no_forecast' });
});

describe('how it is, asked of no time and nothing by name, is about today', () => {
  test.each<[string, Partial<SemanticQuery>]>([
    ['is everything ok?', { metrics: ['runs', 'failures'], timeRange: TODAY }],
    ['sta andando tutto bene?', { metrics: ['runs', 'failures'], timeRange: TODAY }],
    ['is anything broken?', { metrics: ['failures'], shape: 'boolean', timeRange: TODAY }],
    ["c'è qualcosa che non va?", { metrics: ['failures'], shape: 'boolean', timeRange: TODAY }],
    [
      'which process is broken right now',
      { metrics: ['failures'], dimensions: ['process'], timeRange: TODAY },
    ],
    [
      'quali processi falliscono adesso?',
      { metrics: ['failures'], dimensions: ['process'], timeRange: TODAY },
    ],
  ])('%s', (text, expected) => expect(queryOf(text)).toMatchObject(expected));

  test.each([
    'has anything ever failed?',
    'did anything fail, ever?',
    'è mai fallito qualcosa?',
    'qualcosa ha mai fallito?',
  ])('but "%s" is about everything that is kept', (text) => {
    const { timeRange, ...query } = queryOf(text);
    expect(query).toMatchObject({ metrics: ['failures'], shape: 'boolean' });
    expect(timeRange).toBeUndefined();
  });

  test.each([
    'differenza tra ieri e lunedì',
    'che differenza c’è tra ieri e l’altro ieri?',
    'difference between October and September',
  ])('%s compares', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['runs', 'failures'], shape: 'comparison' });
  });

  test.each([
    'il processo che è peggiorato di più questo mese',
    'the process that got worse the most this month',
  ])('%s is one of all', (text) => {
    expect(queryOf(text)).toMatchObject({
      dimensions: ['process'],
      order: [{ by: 'failures_change', direction: 'desc' }],
      limit: 1,
    });
  });

  test('the busiest day of the week is one of seven', () => {
    expect(queryOf("what's the busiest day of the week?")).toMatchObject({
      metrics: ['runs'],
      dimensions: ['weekday'],
      limit: 1,
    });
  });
});

describe('what the words around a measure change in it', () => {
  test.each<[string, Partial<SemanticQuery>]>([
    ['how long did failed runs take on average last month', { metrics: ['mean_duration'], filters: failed }],
    ['longest failed run in october', { metrics: ['max_duration'], filters: failed }],
    [
      'longest wait before starting in october',
      { metrics: [], order: [{ by: 'start_delay', direction: 'desc' }], limit: 1 },
    ],
    [
      'which process waits longest before it starts?',
      { metrics: ['start_delay'], dimensions: ['process'], limit: 1 },
    ],
    [
      'which processes saved more than 10 hours last month',
      { having: [{ metric: 'time_saved', operator: '>', value: 36_000 }] },
    ],
    ['processes that ran only once in october', { having: [{ metric: 'runs', operator: '=', value: 1 }] }],
    [
      'the process with the highest median duration this month',
      { metrics: ['median_duration'], dimensions: ['process'], limit: 1 },
    ],
    ['which process is responsible for most failures', { metrics: ['failures'], limit: 1 }],
    [
      'which process has more failures',
      { dimensions: ['process'], order: [{ by: 'failures', direction: 'desc' }], limit: 1 },
    ],
    [
      'processes that ran more than 100 times but never failed last month',
      {
        having: [
          { metric: 'failures', operator: '=', value: 0 },
          { metric: 'runs', operator: '>', value: 0 },
          { metric: 'runs', operator: '>', value: 100 },
        ],
      },
    ],
    [
      'which processes got slower compared with last month',
      {
        having: [{ metric: 'mean_duration_change', operator: '>', value: 0 }],
        order: [{ by: 'mean_duration_change', direction: 'desc' }],
      },
    ],
    [
      'runs by schedule vs external call in october',
      { metrics: ['runs'], dimensions: ['start_type'], timeRange: OCTOBER },
    ],
    [
      'how many runs were manual and how many scheduled in october',
      { dimensions: ['start_type'], timeRange: OCTOBER },
    ],
    ['on sundays, what is the average number of runs', { dimensions: ['day'] }],
    ['trend of the success rate over the last 6 months', { dimensions: ['month'] }],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
  });

  test('a count of things that had none lists those things', () => {
    expect(queryOf('how many processes had no failures last week?')).toMatchObject({
      dimensions: ['process'],
      having: [
        { metric: 'failures', operator: '=', value: 0 },
        { metric: 'runs', operator: '>', value: 0 },
      ],
    });
  });

  test('all names of a list are left out', () => {
    expect(queryOf('failures in october excluding quotes and payroll export').filters).toMatchObject({
      not: { field: 'process', values: ['preventivi-clienti', 'payroll-export'] },
    });
  });

  test('one cause cannot be counted, but all that there were can be told', () => {
    expect(queryOf('how many failures were due to a refused access in october')).toMatchObject({
      dataset: 'failure_details',
      shape: 'reason',
    });
    expect(read('which process has the most timeouts')).toMatchObject({
      kind: 'refuse',
      reason: 'not_in_data',
    });
  });
});

describe('periods as they are said in English', () => {
  const at = (from: string, to: string) => ({ from: `2026-${from}:00:00.000Z`, to: `2026-${to}:00:00.000Z` });
  test.each<[string, { from: string; to: string }]>([
    ['failures between midnight and 6 am on 12 November', at('11-11T23', '11-12T05')],
    ['runs completed in the past calendar month', OCTOBER],
    ['tell me last months failures', OCTOBER],
    ['failures the week before this one', at('11-08T23', '11-15T23')],
    ['runs for quarter three', at('06-30T22', '09-30T22')],
  ])('%s', (text, range) => {
    expect(queryOf(text).timeRange).toEqual(range);
  });

  test.each<[string, { from: string; to: string }]>([
    ['difference in runs between september and october?', at('08-31T22', '09-30T22')],
    ['first half vs second half of october, failures', at('09-30T22', '10-15T22')],
    ['more failures this week than last?', at('11-08T23', '11-15T23')],
  ])('%s', (text, timeRange) => {
    expect(queryOf(text).comparison).toEqual({ kind: 'period', timeRange });
  });

  test('a weekday beside a longer period is any such day of it', () => {
    expect(queryOf('runs on Saturday and Sunday last month')).toMatchObject({
      filters: { field: 'weekday', operator: 'in', values: [6, 7] },
      timeRange: OCTOBER,
    });
  });
});
