import { describe, expect, test } from 'vitest';
import { queryOf } from '#test/support/understanding.ts';

const day = (at: number) => ({ from: `2026-11-${at - 1}T23:00:00.000Z`, to: `2026-11-${at}T23:00:00.000Z` });
const without = (thing: string) => ({
  dimensions: [thing],
  having: [
    { metric: 'failures', operator: '=', value: 0 },
    { metric: 'runs', operator: '>', value: 0 },
  ],
});
const withAny = { dimensions: ['process'], having: [{ metric: 'failures', operator: '>', value: 0 }] };

describe('what never happened, and what ever did', () => {
  test.each([
    ['Which processes have never failed?', without('process')],
    ['processes that never failed', without('process')],
    ['which ones have never had a failure?', without('process')],
    ['How many processes have never failed?', without('process')],
    ['which processes never failed last week?', without('process')],
    ['Which tags never had failures?', without('tag')],
    ['Quali processi non hanno mai fallito?', without('process')],
    ['processi mai falliti', without('process')],
    ['elenco processi mai andati in errore', without('process')],
    ['quali processi hanno mai fallito?', withAny],
    ['which processes have ever failed?', withAny],
    ['how many days had no failures?', without('day')],
    ['On how many days were there no failures?', without('day')],
    ['which days had no failures', without('day')],
    ['quanti giorni non hanno avuto fallimenti', without('day')],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
  });
});

describe('what was named and its opposite', () => {
  test.each([
    'quante riuscite e quante no, settimana scorsa',
    'quante ok e quante no ieri',
    'how many succeeded and how many did not last week',
    'how many worked and how many didn’t this week',
  ])('%s', (text) => {
    expect(queryOf(text).metrics).toEqual(['successes', 'failures']);
  });

  test('what is named itself is no opposite', () => {
    expect(queryOf('how many succeeded and how many did not fail').metrics).toEqual(['successes']);
  });
});

describe('what was recovered of the failures', () => {
  const share = { metrics: ['failures'], comparison: { kind: 'whole' }, shape: 'share' };
  const recovered = { field: 'recovered', operator: 'in', values: [true] };
  test.each([
    'Qual è la percentuale di fallimenti recuperati?',
    'What percentage of failures was recovered?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ ...share, filters: recovered });
  });

  test('beside another figure it is one of two', () => {
    expect(queryOf('Failure rate and recovered failures this month').metrics).toEqual([
      'failure_rate',
      'recovered',
    ]);
  });

  test.each(['Which failures were not recovered?', 'Quali fallimenti non sono stati recuperati?'])(
    '%s: of all that is kept',
    (text) => {
      expect(queryOf(text).timeRange).toBeUndefined();
    },
  );
});

describe('two days that are told apart', () => {
  test.each([
    'Compare runs on 18 and 19 November',
    'Confronta le esecuzioni del 18 e del 19 novembre',
    '18 vs 19 November runs',
    'ci sono state più esecuzioni il 18 o il 19 novembre?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({
      metrics: ['runs'],
      timeRange: day(19),
      comparison: { kind: 'period', timeRange: day(18) },
    });
  });

  test.each(['runs on 18 and 19 November', 'esecuzioni del 18 e 19 novembre'])('%s: together', (text) => {
    expect(queryOf(text)).toMatchObject({ timeRange: { from: day(18).from, to: day(19).to } });
  });

  test('the period that ends later is held against the other, though it began before', () => {
    const query = queryOf('failure rate this month vs last week');
    expect(query.timeRange?.from).toBe('2026-10-31T23:00:00.000Z');
    expect(query.comparison).toMatchObject({ timeRange: { from: '2026-11-08T23:00:00.000Z' } });
  });
});
