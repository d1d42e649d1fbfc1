import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { queryOf, read } from '#test/support/understanding.ts';

type Reading = readonly [text: string, query: Partial<SemanticQuery>];

describe('a place of a ranking is shown with those before it', () => {
  test.each<Reading>([
    ['which process is the third slowest?', { metrics: ['mean_duration'], limit: 3 }],
    ['il secondo processo per errori a ottobre', { metrics: ['failures'], limit: 2 }],
    ['the runner-up for runs in October', { metrics: ['runs'], dimensions: ['process'], limit: 2 }],
    ['second from bottom for success rate', { metrics: ['success_rate'], limit: 2 }],
    ['chi è arrivato secondo per errori?', { metrics: ['failures'], limit: 2 }],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
  });

  test('a length of a second, or a second half, is no place', () => {
    expect(queryOf('failures in the second half of October').limit).toBeUndefined();
  });
});

describe('a part that is said as a fraction is asked for', () => {
  test.each<Reading>([
    ["half of yesterday's failures are in Logistica?", { shape: 'share', metrics: ['failures'] }],
    ['i due terzi degli errori vengono da un solo processo?', { dimensions: ['process'] }],
    ['una fattura su quante fallisce?', { metrics: ['failure_rate'] }],
    ['how many out of every hundred runs fail?', { metrics: ['failure_rate'] }],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
  });
});

describe('a weekday that is asked for is told by its dates', () => {
  const fridays = { filters: { field: 'weekday', operator: 'in', values: [5] }, dimensions: ['day'] };
  test.each(['which Friday in October was the busiest?', 'quale venerdì di ottobre è andato peggio?'])(
    '%s',
    (text) => {
      expect(queryOf(text)).toMatchObject(fridays);
    },
  );

  test('but a process is asked for by its name', () => {
    expect(queryOf('quale processo lunedì ha fallito di più?').dimensions).toEqual(['process']);
  });
});

describe('the last thing of a kind is told by its row', () => {
  test.each([
    'what was the last thing to fail?',
    "qual è l'ultimo processo fallito ieri?",
    'when was anything last cancelled?',
    'what ran last?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ dataset: 'runs', limit: 1, metrics: [] });
  });
});

test('hours that are put right keep their day', () => {
  const said = queryOf('errori tra le 10 e le 11 di ieri, anzi no, tra le 9 e le 10');
  expect(said.timeRange).toEqual({ from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' });
  expect(said.filters).toBeUndefined();
});

test.each([
  'quanto fattura il negozio?',
  'why did the supplier raise prices?',
  'what do customers think of us?',
])('%s is not in the data', (text) => {
  expect(read(text)).toMatchObject({ kind: 'refuse', reason: 'not_in_data' });
});
