import { describe, expect, test } from 'vitest';
import { queryOf, read } from '#test/support/understanding.ts';

const TODAY = { from: '2026-11-20T23:00:00.000Z', to: '2026-11-21T02:36:42.000Z' };

describe('what is broken, and of no time, is about today', () => {
  test.each([
    'what failed?',
    'what is failing?',
    'which processes are failing?',
    'any problems?',
    'are there any errors?',
    'cosa è fallito?',
    'quali processi falliscono?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['failures'], timeRange: TODAY });
  });

  test.each([
    'which processes have ever failed?',
    'which process failed most?',
    'how many failures were there?',
  ])('but not “%s”', (text) => {
    expect(queryOf(text).timeRange).toBeUndefined();
  });
});

describe('whether a thing worked, and of no time, is about its last run', () => {
  const LAST = {
    dataset: 'runs',
    dimensions: ['process', 'started_at', 'outcome'],
    order: [{ by: 'started_at', direction: 'desc' }],
    limit: 1,
  };

  test.each([
    'did the payroll export work?',
    'did the payroll export run?',
    'has the payroll export failed?',
    'was the last payroll export ok?',
    'last run of the payroll export, did it work?',
    'how did the last run end?',
    'l’onboarding ha funzionato?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject(LAST);
  });

  test.each([
    ['did the payroll export work yesterday?', { metrics: ['runs', 'failures'] }],
    ['has the payroll export ever failed?', { metrics: ['failures'], shape: 'boolean' }],
    ['when did the payroll export last fail?', { metrics: ['last_failure'] }],
    ['how often did the payroll export fail?', { metrics: ['failures'] }],
    ['when was the last successful payroll export?', { metrics: ['last_success'] }],
  ])('but not “%s”', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
    expect(read(text)).not.toMatchObject({ query: LAST });
  });
});

describe('what went wrong, and of no time and no name, is about today', () => {
  test.each(['what went wrong?', 'what’s wrong?', 'what is going wrong?'])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ shape: 'reason', timeRange: TODAY });
  });

  test.each(['why do runs fail?', 'what went wrong with the payroll export?'])('but not “%s”', (text) => {
    expect(queryOf(text)).toMatchObject({ shape: 'reason' });
    expect(queryOf(text).timeRange).toBeUndefined();
  });
});

describe('a part of the week or the day that has just gone', () => {
  const NIGHT = { from: '2026-11-19T21:00:00.000Z', to: '2026-11-20T05:00:00.000Z' };
  test.each(['did anything fail overnight?', 'what broke overnight?', 'any failures overnight? how many?'])(
    '%s',
    (text) => {
      expect(queryOf(text, '2026-11-20T08:00:00.000Z').timeRange).toEqual(NIGHT);
    },
  );

  test('at the weekend it is the last one, where something happened', () => {
    const wednesday = '2026-11-18T09:30:00.000Z';
    expect(queryOf('how often did the payroll export fail at the weekend?', wednesday).timeRange).toEqual({
      from: '2026-11-13T23:00:00.000Z',
      to: '2026-11-15T23:00:00.000Z',
    });
    expect(queryOf('do we have failures at the weekend?', wednesday).timeRange).toBeUndefined();
  });

  test('on an average Monday means on Mondays', () => {
    expect(queryOf('how many runs on an average Monday?')).toMatchObject({
      filters: { field: 'weekday', values: [1] },
      dimensions: ['day'],
    });
  });
});

test.each([
  ['at what time of day do orders peak?', { metrics: ['runs'], dimensions: ['hour'], shape: 'top' }],
  ['what is the peak duration of the payroll export?', { metrics: ['max_duration'], shape: 'figure' }],
  ['on which day was the longest run?', { metrics: ['max_duration'], dimensions: ['day'], shape: 'top' }],
  ['what hr do most errors happen?', { metrics: ['failures'], dimensions: ['hour'], limit: 1 }],
  ['archived processes', { dataset: 'processes', filters: { field: 'archived', values: [true] } }],
  ['which process has the largest share of failures in Logistica?', { dimensions: ['process'], limit: 1 }],
])('%s', (text, query) => {
  expect(queryOf(text)).toMatchObject(query);
});

test.each([
  ['failures of the payrol exprot', 'payroll-export'],
  ['runs of the customer estimtae yesterday', 'preventivi-clienti'],
])('another word for a name is understood with a slip in it: %s', (text, key) => {
  expect(queryOf(text).filters).toMatchObject({ field: 'process', values: [key] });
});

test('a bound over two periods is over both, where one follows the other', () => {
  expect(queryOf('which processes failed more than twice yesterday and today?')).toMatchObject({
    dimensions: ['process'],
    timeRange: { from: '2026-11-19T23:00:00.000Z', to: '2026-11-21T23:00:00.000Z' },
    having: [{ metric: 'failures', operator: '>', value: 2 }],
  });
  expect(read('which processes failed more than three times in July and in September?')).toMatchObject({
    kind: 'refuse',
    reason: 'not_understood',
  });
});
