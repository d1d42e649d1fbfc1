import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, meaningOf, talk } from '#test/support/dialogue.ts';

describe('a question of its own', () => {
  test.each<Dialogue>([
    ['quanti errori in Vendite ieri?', 'quanti processi attivi abbiamo?', 'quanti processi attivi abbiamo?'],
    [
      'quanti errori di Tracking corrieri ieri?',
      'qual è il processo più lento di ottobre?',
      'qual è il processo più lento di ottobre?',
    ],
    [
      'how many runs of Tracking corrieri yesterday?',
      'which area had the most failures last week?',
      'which area had the most failures last week?',
    ],
    [
      'how many runs of Tracking corrieri yesterday?',
      'what is running at the moment?',
      'what is running at the moment?',
    ],
    [
      'how many runs of Tracking corrieri yesterday?',
      'how many failures were there last week?',
      'how many failures were there last week?',
    ],
    ['errori di Vendite ieri', 'Cambio argomento: quanti errori a ottobre?', 'quanti errori a ottobre?'],
    [
      'errori di Vendite ieri',
      'altra domanda: esecuzioni per area a ottobre',
      'esecuzioni per area a ottobre',
    ],
    [
      'failures of Vendite yesterday',
      'different question: average duration of Tracking corrieri in October',
      'average duration of Tracking corrieri in October',
    ],
    ['quanti errori ieri?', 'cosa si intende per fallimento?', 'cosa si intende per fallimento?'],
    ['failures of Vendite yesterday', 'thanks', 'which processes never ran?', 'which processes never ran?'],
    [
      'quanti errori ieri?',
      'quante esecuzioni di Tracking corrieri la settimana scorsa?',
      'quante esecuzioni di Tracking corrieri la settimana scorsa?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('what is no follow-up', () => {
  test.each<[string, string, object]>([
    ['quanti errori ieri?', 'grazie mille', { kind: 'static', category: 'GREETING' }],
    ['how many failures yesterday?', 'ok thanks', { kind: 'static', category: 'GREETING' }],
    [
      'how many failures yesterday?',
      'What is the weather like tomorrow?',
      { kind: 'static', category: 'OFF_TOPIC' },
    ],
    ['quanti errori ieri?', 'voglio parlare con un operatore', { kind: 'static', category: 'HUMAN' }],
    [
      'how many runs of Tracking corrieri yesterday?',
      'can you start it again for me?',
      { kind: 'refuse', category: 'ACTION' },
    ],
    [
      'quanti errori di Tracking corrieri ieri?',
      'riavvia Tracking corrieri',
      { kind: 'refuse', category: 'ACTION' },
    ],
    ['quanti errori ieri?', 'su che server gira?', { kind: 'static', category: 'TECHNOLOGY' }],
  ])('%s | %s', (first, second, expected) => {
    expect(meaningOf(talk([first, second]))).toMatchObject(expected);
  });

  test.each<Dialogue>([
    ['quanti errori ieri?', 'grazie', 'e oggi?', 'quanti errori oggi?'],
    [
      'failures in Vendite last week',
      'What is the weather like tomorrow?',
      'and the week before?',
      'failures in Vendite from 2 to 8 November',
    ],
  ])('does not end the topic: %s | %s | %s', (...dialogue) => {
    expect(lastOf(dialogue)).toEqual(inFull(dialogue));
  });
});

describe('several questions in one message', () => {
  test.each<Dialogue>([
    [
      'quante esecuzioni e quanti errori di Tracking corrieri ieri?',
      'e la settimana scorsa?',
      'quante esecuzioni e quanti errori di Tracking corrieri la settimana scorsa?',
    ],
    [
      'how many times has Tracking corrieri failed this month, and how long does it take on average?',
      'when was the last failure?',
      'when was the last failure of Tracking corrieri?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each([
    'what is the slowest and the fastest process this month?',
    'il processo più lento di questo mese e quello più veloce',
  ])('both ends of a ranking: %s', (text) => {
    const month = expect.objectContaining({ from: '2026-10-31T23:00:00.000Z' });
    const one = (direction: string) =>
      expect.objectContaining({ timeRange: month, order: [{ by: 'mean_duration', direction }], limit: 1 });
    expect(meaningOf(talk([text]))).toEqual([one('desc'), one('asc')]);
  });

  test.each([
    'when were the first and the last run of Tracking corrieri?',
    "data e ora della prima e dell'ultima esecuzione di Tracking corrieri",
  ])('the first and the last: %s', (text) => {
    const one = (metric: string) => expect.objectContaining({ metrics: [metric], shape: 'last' });
    expect(meaningOf(talk([text]))).toEqual([one('first_run'), one('last_run')]);
  });

  test.each([
    [
      'which area saved most hours in October, and which process had the most failures?',
      ['area'],
      ['process'],
    ],
    [
      'quale area ha fatto risparmiare più ore a ottobre, e quale processo ha avuto più errori?',
      ['area'],
      ['process'],
    ],
    [
      'what was the success rate of Vendite in October, and which area had the most runs yesterday?',
      undefined,
      ['area'],
    ],
  ])('each of its own things: %s', (text, ...dimensions) => {
    const parts = meaningOf(talk([text]));
    expect(Array.isArray(parts) && parts.map((part) => part.dimensions)).toEqual(dimensions);
  });

  test('each is answered', () => {
    const parts = meaningOf(talk(['quante volte è fallito Tracking corrieri ieri, e perché?']));
    expect(parts).toEqual([
      expect.objectContaining({ metrics: ['failures'] }),
      expect.objectContaining({ shape: 'reason' }),
    ]);
  });
});

describe('another language in between', () => {
  test.each<Dialogue>([
    [
      'quanti errori in Vendite la settimana scorsa?',
      'and last month?',
      'quanti errori in Vendite il mese scorso?',
    ],
    ['how many runs in October?', 'e a settembre?', 'how many runs in September?'],
    ['top 5 processi per run a ottobre', 'same for August', 'top 5 processi per run ad agosto'],
    [
      'which processi failed more than 5 times la settimana scorsa?',
      'only the Magazzino ones',
      'which processes of Magazzino failed more than 5 times last week?',
    ],
    ['failures last week', 'solo Vendite', 'failures of Vendite last week'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each([
    [['how many runs in October?', 'In September?'], 'en'],
    [['quante esecuzioni a ottobre?', 'settembre?'], 'it'],
    [['how many runs in October?', 'e a settembre?'], 'it'],
    [['how many runs in October?', 'Vendite?', '2025?'], 'en'],
  ])('%s is answered in %s', (messages, language) => {
    expect(talk(messages).language).toBe(language);
  });
});
