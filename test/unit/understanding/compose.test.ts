import { describe, expect, test } from 'vitest';
import { queryOf } from '#test/support/understanding.ts';

const weekdays = (values: number[]) => ({ field: 'weekday', operator: 'in', values });

describe('what is held against each other', () => {
  test('weekends and working days are the same figure of other days', () => {
    const query = queryOf('errori nel weekend contro i giorni feriali a ottobre');
    expect(query).toMatchObject({
      metrics: ['failures'],
      filters: weekdays([6, 7]),
      comparison: { kind: 'peer', filters: weekdays([1, 2, 3, 4, 5]) },
    });
  });

  test('a period of which growth is said is compared with the one before it', () => {
    const { comparison } = queryOf('gli errori sono calati questa settimana?');
    expect(comparison).toMatchObject({ kind: 'period' });
  });

  test('two names together are one figure, apart they are two', () => {
    expect(
      queryOf('errori di payroll export e weekly sales report in totale ieri').dimensions,
    ).toBeUndefined();
    expect(queryOf('errori di payroll export e weekly sales report ieri').dimensions).toEqual(['process']);
  });
});

describe('what is listed', () => {
  test.each<[string, string[]]>([
    ['errori per giorno della settimana e per area', ['weekday', 'area']],
    ["dimmi l'ultimo errore di ogni processo", ['process']],
    ['processi che hanno fallito ieri', ['process']],
    ['quanti processi non hanno avuto errori a ottobre?', ['process']],
    ['quante esecuzioni e quanti errori per area', ['area']],
    ['i tre giorni peggiori di ottobre', ['day']],
    ['processes that failed yesterday', ['process']],
  ])('%s', (text, dimensions) => {
    expect(queryOf(text).dimensions).toEqual(dimensions);
  });

  test('spoken lists of figures have no marks between them', () => {
    expect(queryOf('dammi esecuzioni errori e tempo risparmiato di ottobre').metrics).toEqual([
      'runs',
      'failures',
      'time_saved',
    ]);
  });

  test('a label that is denied denies no failure', () => {
    expect(queryOf('errori di ottobre che non sono della logistica').metrics).toEqual(['failures']);
  });
});
