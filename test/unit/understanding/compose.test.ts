import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { queryOf, read } from '#test/support/understanding.ts';

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

describe('how it went', () => {
  test.each(['How did yesterday go?', 'how was yesterday?', "com'è andata ieri?"])(
    'a period may stand inside of the question: %s',
    (text) => {
      expect(queryOf(text)).toMatchObject({
        metrics: ['runs', 'failures'],
        timeRange: { from: '2026-11-19T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
      });
    },
  );

  test('other people’s weekends are no subject', () => {
    expect(read('how was your weekend?')).toMatchObject({ kind: 'static', category: 'OFF_TOPIC' });
  });

  test.each<[string, Partial<SemanticQuery>]>([
    ['Quante esecuzioni hanno richiesto attenzione ieri?', { metrics: ['failures'], shape: 'figure' }],
    ['How many runs needed attention yesterday?', { metrics: ['failures'], shape: 'figure' }],
    ['which processes needed attention last week?', { metrics: ['failures'], dimensions: ['process'] }],
    ['quali processi hanno richiesto attenzione ieri?', { metrics: ['failures'], dimensions: ['process'] }],
  ])('the words of our own answers can be asked with: %s', (text, expected) => {
    expect(queryOf(text)).toMatchObject(expected);
  });
});
