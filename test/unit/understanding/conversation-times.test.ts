import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('the same hours of another day', () => {
  test.each<Dialogue>([
    [
      'errori dalle 18 di ieri alle 6 di stamattina',
      'e la notte prima, stesso orario?',
      'errori dalle 18 del 19 novembre alle 6 del 20 novembre',
    ],
    [
      'errors between midnight and 6 this morning',
      'and the night before?',
      'errors between midnight and 6 on 20 November',
    ],
    ['errori nelle ultime 3 ore', 'e prima?', 'errori dalle 21:36 di ieri alle 0:36 di oggi'],
    ['errors in the last hour', 'and the hour before?', 'errors today from 1:36 to 2:36'],
    [
      'ci sono stati errori oggi?',
      'e tra le 20 e mezzanotte?',
      'ci sono stati errori ieri tra le 20 e mezzanotte?',
    ],
    [
      'ci sono stati errori stanotte?',
      'e tra mezzanotte e le 2?',
      'ci sono stati errori oggi tra mezzanotte e le 2?',
    ],
    ['errors today', 'and at night?', 'errors last night'],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('so many days beside those that were spoken of', () => {
  test.each<Dialogue>([
    ['errors over the last 14 days', 'the 14 days before that', 'errors from 24 October to 6 November'],
    ['errori il mese scorso', 'e i due mesi prima?', 'errori da agosto a settembre'],
    ['errori la settimana scorsa', 'e nelle due settimane prima?', "errori dal 26 ottobre all'8 novembre"],
    ['errori dal 1 al 10 ottobre', 'e nei 10 giorni dopo?', "errori dall'11 al 20 ottobre"],
    ['errors in Q3', 'the month before?', 'errors in June'],
    ['errori lunedì scorso', 'e quello prima?', 'errori il 9 novembre'],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('a part of the period that was spoken of', () => {
  test.each<Dialogue>([
    ['errori a ottobre', 'e fino al 15?', 'errori dal 1 al 15 ottobre'],
    ['errors in October', 'and after the 20th?', 'errors from 21 to 31 October'],
    ['errori questo mese', 'e fino a ieri?', 'errori dal 1 novembre a ieri'],
    ['errors this month', 'excluding today', 'errors from 1 November to yesterday'],
    ['errori a ottobre', 'e nella prima settimana?', 'errori nella prima settimana di ottobre'],
    ['errors in the first quarter', 'and the second?', 'errors in the second quarter'],
    ['errori nella prima metà di ottobre', 'e nella seconda?', 'errori nella seconda metà di ottobre'],
    ['errors this week', 'same days last week', 'errors from 9 to 14 November'],
    ['errori il 5 ottobre', 'e in tutto il mese?', 'errori a ottobre'],
    ['errors last weekend', 'make that the whole week', 'errors from 9 to 15 November'],
    ['errori questo mese', 'e nello stesso periodo di ottobre?', 'errori dal 1 al 21 ottobre'],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('another day or week', () => {
  test.each<Dialogue>([
    ['quanti errori lunedì?', 'e il martedì?', 'quanti errori martedì?'],
    ['quanti errori venerdì?', 'e nel weekend?', 'quanti errori nel weekend?'],
    [
      'top 5 processi per errori questa settimana',
      'settimana scorsa?',
      'top 5 processi per errori la settimana scorsa',
    ],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
