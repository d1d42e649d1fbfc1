import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, talk } from '#test/support/dialogue.ts';

describe('rates, shares and the numbers behind them', () => {
  test.each<Dialogue>([
    ['failure rate of sales in October', 'and in numbers?', 'failures of sales in October'],
    ['tasso di errore del magazzino a ottobre', 'in valore assoluto?', 'errori del magazzino a ottobre'],
    [
      'how many failures in sales last week?',
      'and as a percentage of its runs?',
      'failure rate of sales last week',
    ],
    [
      'what share of the failures of October belongs to sales?',
      'of the runs, instead?',
      'what share of the runs of October belongs to sales?',
    ],
    [
      'che quota degli errori di ottobre è delle vendite?',
      'e delle esecuzioni?',
      'che quota delle esecuzioni di ottobre è delle vendite?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('words of haste', () => {
  test.each<Dialogue>([
    ['which process failed most last week?', "who's runner up", 'top 2 processes by failures last week'],
    ['which process failed most last week?', 'and the runner-up?', 'top 2 processes by failures last week'],
    ['failures of tracking in October', 'still open?', 'unrecovered failures of tracking in October'],
    [
      'errori del tracking a ottobre',
      'quanti sono ancora aperti?',
      'errori non recuperati del tracking a ottobre',
    ],
    ['did the backup run today?', 'when then?', 'when did the backup last run?'],
    ['did the backup run today?', 'does it fail often?', 'does the backup fail often?'],
    ['last failure in the warehouse?', 'what happened?', 'why was the last failure in the warehouse?'],
    [
      'the import, how many errors this month? the one of the price list',
      'and last month?',
      'how many errors did the import listino fornitori have last month?',
    ],
    ['morning how many errors in sales last week', 'the worst process?', 'worst process in sales last week?'],
    ['failures of the backup in October', 'tracking not backup', 'failures of tracking in October'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('questions in one message that share what they are of', () => {
  test.each<[text: string, query: object]>([
    [
      'quanto ci ha messo il backup ieri e quante volte è fallito?',
      { metrics: ['mean_duration', 'failures'] },
    ],
    [
      'how long did the backup take yesterday and how many times did it fail?',
      { metrics: ['mean_duration', 'failures'] },
    ],
    [
      'how many times did the backup go and how many of those went bad last week?',
      {
        metrics: ['runs', 'failures'],
        timeRange: { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z' },
      },
    ],
    ['il backup quante volte è andato ieri e quante volte è andato male?', { metrics: ['runs', 'failures'] }],
    [
      'how many failures did Magazzino have yesterday, and what was its success rate?',
      { metrics: ['failures', 'success_rate'], filters: {} },
    ],
    [
      'how many runs did Magazzino have in October and what was its average duration?',
      { metrics: ['runs', 'mean_duration'], filters: {} },
    ],
    [
      'quante esecuzioni ha avuto Magazzino ieri, e qual è stato il suo tasso di successo?',
      { metrics: ['runs', 'success_rate'], filters: {} },
    ],
  ])('%s', (text, query) => {
    expect(talk([text])).toMatchObject({ kind: 'query', query });
  });

  test.each([
    ['how many runs last week and how many of those in Magazzino?', 'runs'],
    ['quanti errori ieri e quanti di questi in Magazzino?', 'failures'],
    ['quante esecuzioni ieri e quante manuali?', 'runs'],
  ])('%s: all of them, and those', (text, metric) => {
    expect(talk([text])).toMatchObject({
      kind: 'several',
      parts: [{ query: { metrics: [metric] } }, { query: { metrics: [metric], filters: {} } }],
    });
  });
});

describe('whether it did, and a question behind it', () => {
  test.each([
    'il backup è partito stanotte e quanto ci ha messo?',
    'il backup stanotte è partito? e quanto ci ha messo?',
    'Tracking corrieri è fallito ieri, e perché?',
  ])('%s', (text) => {
    expect(talk([text])).toMatchObject({ kind: 'several', parts: [{ query: { shape: 'boolean' } }, {}] });
  });
});

describe('of those that were counted', () => {
  test.each<Dialogue>([
    [
      'how many runs of Tracking corrieri took longer than 30 seconds in October?',
      '[Tracking corrieri]',
      'how many of these failed?',
      'how many runs of Tracking corrieri longer than 30 seconds failed in October?',
    ],
    [
      'quante esecuzioni di Tracking corrieri a mano a ottobre?',
      '[Tracking corrieri]',
      'quante di queste sono fallite?',
      'quante esecuzioni di Tracking corrieri a mano sono fallite a ottobre?',
    ],
    ['errori del backup a ottobre', 'errori di ieri, tutti i processi', 'errori di ieri'],
    ['errori del backup ieri', 'e in totale, tutta l’azienda?', 'errori ieri in totale'],
    [
      'what was the last failure in Magazzino?',
      '[Tracking corrieri]',
      'when was it?',
      'when was the last failure in Magazzino?',
    ],
    [
      "quando è stata l'ultima esecuzione in Magazzino?",
      'quale processo era?',
      "quale processo ha avuto l'ultima esecuzione in Magazzino?",
    ],
    ['how long did the backup take last week', 'failures yesterday, all processes', 'failures yesterday'],
    [
      'when did anything last fail in Magazzino?',
      'which one was it?',
      'which one was the last failure in Magazzino?',
    ],
    [
      "quando c'è stato l'ultimo errore in Magazzino?",
      'quale era?',
      "qual è stato l'ultimo errore in Magazzino?",
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
