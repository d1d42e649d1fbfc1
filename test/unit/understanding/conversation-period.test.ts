import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('another period', () => {
  test.each<Dialogue>([
    ['quanti errori ieri?', 'e oggi?', 'quanti errori oggi?'],
    ['quanti errori ieri?', 'la settimana scorsa?', 'quanti errori la settimana scorsa?'],
    ['errori ieri', 'no scusa, volevo dire oggi', 'errori oggi'],
    ['errori ieri', 'oggi invece', 'errori oggi'],
    ['how many runs yesterday?', 'and last week?', 'how many runs last week?'],
    ['how many runs in October?', 'sorry, I meant September', 'how many runs in September?'],
    ['how many runs in October?', 'In September?', 'how many runs in September?'],
    ['how many runs in October?', 'same for August', 'how many runs in August?'],
    ['quante esecuzioni a ottobre?', 'lo stesso per agosto', 'quante esecuzioni ad agosto?'],
    [
      'failures by day last week',
      'the same for the first half of October',
      'failures by day first half of October',
    ],
    ['quanti errori in Vendite ieri?', 'e in tutto ottobre?', 'quanti errori in Vendite a ottobre?'],
    [
      'top 3 processi per errori la settimana scorsa',
      'e in tutto ottobre?',
      'top 3 processi per errori a ottobre',
    ],
    [
      'quante esecuzioni di Tracking corrieri ieri?',
      'e negli ultimi 30 giorni?',
      'quante esecuzioni di Tracking corrieri negli ultimi 30 giorni?',
    ],
    [
      'average duration of Tracking corrieri in October',
      'and since 9 November?',
      'average duration of Tracking corrieri since 9 November',
    ],
    ['quanti errori la settimana scorsa?', 'e quella prima?', "quanti errori dal 2 all'8 novembre?"],
    ['quanti errori la settimana scorsa?', 'quella prima ancora?', "quanti errori dal 2 all'8 novembre?"],
    ['failures last month', 'and the month before?', 'failures in September'],
    ['failures last week', 'and the one before that?', 'failures from 2 to 8 November'],
    [
      'errori di Vendite questa settimana',
      'e la settimana prima quanti ne aveva fatti?',
      'errori di Vendite la settimana scorsa',
    ],
    [
      'did the Weekly sales report run on Monday?',
      'and the Monday before?',
      'did the Weekly sales report run on 9 November?',
    ],
    [
      'quali sono i due processi più lenti di ottobre?',
      'e a settembre?',
      'quali sono i due processi più lenti di settembre?',
    ],
    [
      'processes with more than 10 failures last week',
      'and in October?',
      'processes with more than 10 failures in October',
    ],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the same period again', () => {
  test.each<Dialogue>([
    [
      'durata media di Tracking corrieri a ottobre',
      'e la durata massima, sempre in quel mese?',
      'durata massima di Tracking corrieri a ottobre',
    ],
    [
      'quanti errori in Vendite la settimana scorsa?',
      'e in Magazzino, nello stesso periodo?',
      'quanti errori in Magazzino la settimana scorsa?',
    ],
    ['how many runs in October?', 'and how many failures in that month?', 'how many failures in October?'],
    [
      'average duration in the last 30 days',
      'and how many runs took more than ten minutes in that period?',
      'how many runs took more than ten minutes in the last 30 days?',
    ],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('hours and days that recur', () => {
  test.each<Dialogue>([
    [
      'quanti errori in Magazzino la settimana scorsa?',
      'e di notte?',
      'quanti errori in Magazzino la settimana scorsa di notte?',
    ],
    [
      'quanti errori di notte la settimana scorsa?',
      'no, tutta la giornata',
      'quanti errori la settimana scorsa?',
    ],
    ['failures in October', 'weekdays only', 'failures in October on weekdays'],
    [
      'failures in October on weekdays',
      'between 6 pm and midnight only',
      'failures in October on weekdays between 6 pm and midnight',
    ],
    [
      'failures by day in October',
      'Monday to Friday only, if you please',
      'failures by day in October on weekdays',
    ],
    [
      'errori per ora a ottobre',
      'limitatamente ai giorni dal lunedì al venerdì',
      'errori per ora a ottobre nei giorni feriali',
    ],
    [
      'a che ora abbiamo più errori questo mese?',
      'e contando solo sabato e domenica?',
      'a che ora abbiamo più errori questo mese nei weekend?',
    ],
    [
      'failures in October on weekdays between 6 pm and midnight',
      'take the full day',
      'failures in October on weekdays',
    ],
    ['failures in October between 6 pm and midnight', 'remove the timing', 'failures in October'],
    ['run per day ultimi 7 giorni', 'escludi il weekend', 'run per day ultimi 7 giorni nei giorni feriali'],
    [
      'fallimenti di Vendite per giorno della settimana, ultimi 30 giorni',
      'togli sabato e domenica',
      'fallimenti di Vendite per giorno della settimana, ultimi 30 giorni, nei giorni feriali',
    ],
    [
      'run per day ultimi 7 giorni nei giorni feriali',
      'rimetti anche il weekend',
      'run per day ultimi 7 giorni',
    ],
    ['failures last month', 'leave out the weekends', 'failures last month on weekdays'],
    ['quante esecuzioni a ottobre?', 'solo il lunedì', 'quante esecuzioni a ottobre, di lunedì?'],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('a night in between', () => {
  const LATE = '@2026-11-20T22:50:00.000Z';
  const PAST_MIDNIGHT = '@2026-11-20T23:10:00.000Z';
  test.each<Dialogue>([
    [
      LATE,
      'quanti errori ieri?',
      PAST_MIDNIGHT,
      'solo in Vendite',
      'quanti errori in Vendite il 19 novembre?',
    ],
    [LATE, 'how many runs yesterday?', PAST_MIDNIGHT, 'and failures?', 'how many failures on 19 November?'],
    [LATE, 'how many runs yesterday?', PAST_MIDNIGHT, 'and today?', 'how many runs on 21 November?'],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
