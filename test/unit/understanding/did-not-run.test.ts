import { describe, expect, test } from 'vitest';
import { queryOf } from '#test/support/understanding.ts';

const among = (field: string) => ({ field, operator: 'in', values: [true] });
/** What is switched on, keeps its successful runs, and has no value of the field in the period. */
const without = (field: string, from: string, to: string) => ({
  and: [
    { and: [among('live'), among('successes_kept')] },
    { not: { field, operator: 'within', timeRange: { from, to } } },
  ],
});

describe('what did not run', () => {
  const yesterday = without('ran_at', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z');
  const lastWeek = without('ran_at', '2026-11-08T23:00:00.000Z', '2026-11-15T23:00:00.000Z');
  const nineteenFifty = without('ran_at', '1949-12-31T23:00:00.000Z', '1950-12-31T23:00:00.000Z');
  const today = without('last_run', '2026-11-20T23:00:00.000Z', '2026-11-21T23:00:00.000Z');

  test.each([
    ['which processes did not run yesterday?', yesterday],
    ['what did not run yesterday', yesterday],
    ['how many processes did not run yesterday?', yesterday],
    ['quali processi non sono partiti ieri?', yesterday],
    ['chi non ha girato ieri?', yesterday],
    ['processes with no runs last week', lastWeek],
    ['quali processi non sono stati eseguiti la settimana scorsa?', lastWeek],
    ['processi senza esecuzioni la settimana scorsa', lastWeek],
    ['quali processi non sono partiti nel 1950?', nineteenFifty],
    ['did anything not run yesterday?', yesterday],
    ['c’è qualcosa che non è partito ieri?', yesterday],
    ['which processes have not run today?', today],
    ['quali processi non hanno girato oggi?', today],
  ])('%s', (question, filters) => {
    expect(queryOf(question)).toMatchObject({ dataset: 'processes', filters, shape: 'list' });
  });

  test('of one area alone', () => {
    expect(queryOf('quali processi della logistica non hanno girato ieri?').filters).toEqual({
      and: [yesterday, { field: 'area', operator: 'in', values: ['Logistica'] }],
    });
  });

  test.each(['errori nel 1950', 'failures in 1950'])('%s is about that year', (question) => {
    expect(queryOf(question).timeRange).toEqual({
      from: '1949-12-31T23:00:00.000Z',
      to: '1950-12-31T23:00:00.000Z',
    });
  });
});
