import { describe, expect, test } from 'vitest';
import { queryOf } from '#test/support/understanding.ts';

const desc = (by: string) => [
  { by: 'area', direction: 'asc' },
  { by, direction: 'desc' },
];

describe('so many of each', () => {
  test.each([
    ['which process failed most in each area?', 1],
    ['qual è il processo che fallisce di più in ogni area?', 1],
    ['top three processes by failures in each area', 3],
    ['i tre processi con più errori per ogni area', 3],
    ['the two worst processes of each area', 2],
    ['i due processi peggiori di ogni area', 2],
  ])('%s', (question, limit) => {
    expect(queryOf(question)).toMatchObject({
      metrics: ['failures'],
      dimensions: ['area', 'process'],
      having: [{ metric: 'failures', operator: '>', value: 0 }],
      order: desc('failures'),
      limit,
      limitBy: 'area',
    });
  });

  test.each(['the slowest process of each area', 'il processo più lento di ogni area'])(
    '%s: a time needs no bound',
    (question) => {
      const query = queryOf(question);
      expect(query).toMatchObject({ metrics: ['mean_duration'], limit: 1, limitBy: 'area' });
      expect(query).not.toHaveProperty('having');
    },
  );

  test.each(['failures by area and process', 'fallimenti per area e processo'])(
    '%s: all of them',
    (question) => {
      expect(queryOf(question)).not.toHaveProperty('limitBy');
    },
  );
});
