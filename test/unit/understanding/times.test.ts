import { describe, expect, test } from 'vitest';
import { NOW, queryOf, read } from '#test/support/understanding.ts';

/** Local days in Rome, as the reader would name them: from, to and with. */
const shown = (text: string, now = NOW): string | undefined => {
  const range = queryOf(text, now).timeRange;
  if (!range) return undefined;
  const day = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Rome',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const from = day.format(new Date(range.from));
  const to = day.format(new Date(range.to));
  const whole = from.endsWith('00:00') && to.endsWith('00:00');
  const last = day.format(new Date(Date.parse(range.to) - 1)).slice(0, 10);
  return whole ? `${from.slice(0, 10)}..${last}` : `${from}..${to}`;
};

const cases: [string, string | undefined][] = [
  ['quante esecuzioni oggi?', '2026-11-21..2026-11-21'],
  ['quante esecuzioni ieri?', '2026-11-20..2026-11-20'],
  ["quante esecuzioni l'altro ieri?", '2026-11-19..2026-11-19'],
  ['quante esecuzioni questa settimana?', '2026-11-16..2026-11-21'],
  ['quante esecuzioni la settimana scorsa?', '2026-11-09..2026-11-15'],
  ['quante esecuzioni la scorsa settimana?', '2026-11-09..2026-11-15'],
  ['quante esecuzioni negli ultimi 7 giorni?', '2026-11-14..2026-11-20'],
  ['quante esecuzioni negli ultimi sette giorni?', '2026-11-14..2026-11-20'],
  ['quante esecuzioni negli ultimi 7 giorni compreso oggi?', '2026-11-15..2026-11-21'],
  ['quante esecuzioni nelle ultime 24 ore?', '2026-11-20 03:36..2026-11-21 03:36'],
  ['quante esecuzioni questo mese?', '2026-11-01..2026-11-21'],
  ['quante esecuzioni il mese scorso?', '2026-10-01..2026-10-31'],
  ['quante esecuzioni a marzo?', '2026-03-01..2026-03-31'],
  ['quante esecuzioni a dicembre?', '2025-12-01..2025-12-31'],
  ['quante esecuzioni nel mese di ottobre?', '2026-10-01..2026-10-31'],
  ['quante esecuzioni nel terzo trimestre?', '2026-07-01..2026-09-30'],
  ['quante esecuzioni dal 2 all’8 novembre?', '2026-11-02..2026-11-08'],
  ['quante esecuzioni tra il 3 e il 10 marzo?', '2026-03-03..2026-03-10'],
  ['quante esecuzioni da lunedì?', '2026-11-16..2026-11-21'],
  ['quante esecuzioni da lunedì a mercoledì?', '2026-11-16..2026-11-18'],
  ['quante esecuzioni lunedì 16?', '2026-11-16..2026-11-16'],
  ['quante esecuzioni giovedì diciannove?', '2026-11-19..2026-11-19'],
  ['quante esecuzioni il 16?', '2026-11-16..2026-11-16'],
  ['quante esecuzioni il 16/11?', '2026-11-16..2026-11-16'],
  ['quante esecuzioni il 5 ottobre 2026?', '2026-10-05..2026-10-05'],
  ['quante esecuzioni il ventidue ottobre?', '2026-10-22..2026-10-22'],
  ['quante esecuzioni tre giorni fa?', '2026-11-18..2026-11-18'],
  ['quante esecuzioni due settimane fa?', '2026-11-02..2026-11-08'],
  ['quante esecuzioni nel weekend scorso?', '2026-11-14..2026-11-15'],
  ["quante esecuzioni dall'inizio del mese?", '2026-11-01..2026-11-21'],
  ['quante esecuzioni dal 10 novembre in poi?', '2026-11-10..2026-11-21'],
  ['quante esecuzioni nella settimana del 9 novembre?', '2026-11-09..2026-11-15'],
  ['quante esecuzioni quest’anno?', '2026-01-01..2026-11-21'],
  ['quante esecuzioni nel 2025?', '2025-01-01..2025-12-31'],
  ['quante esecuzioni in tutto?', undefined],
  ['quante esecuzioni a ferragosto?', '2026-08-15..2026-08-15'],
  ['natale scorso quante esecuzioni?', '2025-12-25..2025-12-25'],
  ['quante esecuzioni in estate?', '2026-06-01..2026-08-31'],
  ["quante esecuzioni l'inverno scorso?", '2025-12-01..2026-02-28'],
  ['quante esecuzioni negli ultimi 10 giorni lavorativi?', '2026-11-09..2026-11-20'],
  ['quante esecuzioni la settimana prima della scorsa?', '2026-11-02..2026-11-08'],
  ['quante esecuzioni prima delle 8 di ieri?', '2026-11-20 00:00..2026-11-20 08:00'],
  ['how many runs on boxing day?', '2025-12-26..2025-12-26'],
  ['how many runs today?', '2026-11-21..2026-11-21'],
  ['how many runs the day before yesterday?', '2026-11-19..2026-11-19'],
  ['how many runs last week?', '2026-11-09..2026-11-15'],
  ['how many runs in the last 7 days?', '2026-11-14..2026-11-20'],
  ['how many runs in the past week?', '2026-11-14..2026-11-20'],
  ['how many runs so far this month?', '2026-11-01..2026-11-21'],
  ['how many runs month to date?', '2026-11-01..2026-11-21'],
  ['how many runs last Friday?', '2026-11-20..2026-11-20'],
  ['how many runs on Thursday the 19th?', '2026-11-19..2026-11-19'],
  ['how many runs on the sixteenth of november?', '2026-11-16..2026-11-16'],
  ['how many runs on November 16th?', '2026-11-16..2026-11-16'],
  ['how many runs on 13 November 2026?', '2026-11-13..2026-11-13'],
  ['how many runs from 2 to 8 november?', '2026-11-02..2026-11-08'],
  ['how many runs between november 2 and november 8?', '2026-11-02..2026-11-08'],
  ['how many runs in the week of 2-8 November?', '2026-11-02..2026-11-08'],
  ['how many runs in Q3?', '2026-07-01..2026-09-30'],
  ['how many runs in March?', '2026-03-01..2026-03-31'],
  ['how many runs since Monday?', '2026-11-16..2026-11-21'],
  ['how many runs two weeks ago?', '2026-11-02..2026-11-08'],
  ['how many runs on 2026-11-16?', '2026-11-16..2026-11-16'],
  ['how many runs last year?', '2025-01-01..2025-12-31'],
  ['how many runs overall?', undefined],
];

describe('periods are read as people mean them', () => {
  test.each(cases)('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('the day on which summer time begins has 23 hours, the day on which it ends 25', () => {
    const hours = (now: string): number => {
      const range = queryOf('quante esecuzioni ieri?', now).timeRange;
      return (Date.parse(range?.to ?? '') - Date.parse(range?.from ?? '')) / 3_600_000;
    };
    expect(hours('2026-03-30T08:00:00.000Z')).toBe(23);
    expect(hours('2026-10-26T08:00:00.000Z')).toBe(25);
  });

  test('what has not happened yet is not answered', () => {
    expect(read('quante esecuzioni domani?')).toMatchObject({ kind: 'refuse', reason: 'future_period' });
    expect(read('how many runs next week?')).toMatchObject({ kind: 'refuse', reason: 'future_period' });
  });

  test('days and hours that recur become filters, not periods', () => {
    expect(queryOf('quante esecuzioni di sabato?').filters).toEqual({
      field: 'weekday',
      operator: 'in',
      values: [6],
    });
    expect(queryOf('how many runs on mondays?').filters).toEqual({
      field: 'weekday',
      operator: 'in',
      values: [1],
    });
    expect(queryOf('quanti fallimenti tra le 8 e le 10?').filters).toEqual({
      field: 'hour',
      operator: 'in',
      values: [8, 9],
    });
    expect(queryOf('failures after 6 pm').filters).toMatchObject({
      field: 'hour',
      values: [18, 19, 20, 21, 22, 23],
    });
  });

  test('two periods side by side are a comparison', () => {
    const query = queryOf('Compare failures in the week of 2-8 November with 9-15 November');
    expect(query.comparison).toMatchObject({ kind: 'period' });
    expect(queryOf('confronta questa settimana con la scorsa').comparison).toMatchObject({
      timeRange: { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z' },
    });
  });
});
