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

  test.each([
    ['which process failed most each month?', ['month', 'process']],
    ['il processo peggiore di ogni mese', ['month', 'process']],
    ['which area failed most each week?', ['week', 'area']],
    ['the worst day of each week', ['week', 'day']],
    ['il giorno peggiore di ogni settimana', ['week', 'day']],
    ['which hour is the worst for each area?', ['area', 'hour']],
    ['what is the worst area for each start type?', ['start_type', 'area']],
    ["qual è l'area peggiore per ogni tipo di avvio?", ['start_type', 'area']],
  ])('%s', (question, dimensions) => {
    const [limitBy = ''] = dimensions;
    const order = [
      { by: limitBy, direction: 'asc' },
      { by: 'failures', direction: 'desc' },
    ];
    expect(queryOf(question)).toMatchObject({ metrics: ['failures'], dimensions, order, limit: 1, limitBy });
  });

  test.each(['failures by area and process', 'fallimenti per area e processo'])(
    '%s: all of them',
    (question) => {
      expect(queryOf(question)).not.toHaveProperty('limitBy');
    },
  );
});

describe('so many things of each', () => {
  test.each([
    ['how many processes failed in each area?', 'failed_processes', 'area'],
    ['quanti processi hanno fallito in ogni area?', 'failed_processes', 'area'],
    ['number of failed processes by area', 'failed_processes', 'area'],
    ['how many processes ran per hour yesterday?', 'active_processes', 'hour'],
    ['quanti processi sono falliti giorno per giorno questo mese?', 'failed_processes', 'day'],
  ])('%s', (question, metric, dimension) => {
    expect(queryOf(question)).toMatchObject({ metrics: [metric], dimensions: [dimension] });
  });

  test.each(['how many failures were there in each area?', 'quanti fallimenti per area?'])(
    '%s: what happened is counted, and no things',
    (question) => {
      expect(queryOf(question)).toMatchObject({ metrics: ['failures'], dimensions: ['area'] });
    },
  );
});
