import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('the ends of a ranking, and all that it named', () => {
  test.each<Dialogue>([
    ['errori di ottobre per area', "e l'ultima?", 'quale area ha meno errori a ottobre?'],
    ['failures by area in October', 'and the last one?', 'which area had the fewest failures in October?'],
    ['errori di ottobre per area', "chi è l'ultimo?", 'e il primo?', 'quale area ha più errori a ottobre?'],
    [
      'i tre processi più lenti di ottobre',
      '[Tracking corrieri | Weekly sales report | Backup notturno archivi]',
      "perché è fallito l'ultimo?",
      'perché è fallito Backup notturno archivi a ottobre?',
    ],
    [
      'i tre processi con più errori di ottobre',
      '[Tracking corrieri | Weekly sales report | Backup notturno archivi]',
      'quante esecuzioni hanno avuto tutti e tre?',
      'quante esecuzioni di Tracking corrieri, Weekly sales report e Backup notturno archivi a ottobre?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('who is mostly to blame for what was counted', () => {
  test.each<Dialogue>([
    ['quanti errori ieri?', 'di chi è la colpa soprattutto?', 'quale processo ha più errori ieri?'],
    [
      'how many failures last week?',
      'whose fault was it mostly?',
      'which process had the most failures last week?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('what a short message says of the one before', () => {
  test.each<Dialogue>([
    ['errori degli ultimi 7 giorni', 'e i 7 prima?', 'errori dal 7 al 13 novembre'],
    ['quanti errori ieri per area?', 'e Vendite da sola?', 'quanti errori in Vendite ieri?'],
    ['quale processo ha fallito di più ieri?', 'e domenica quanti in tutto?', 'quanti fallimenti domenica?'],
    [
      'how many processes failed yesterday?',
      'which ones are we talking about?',
      'which processes failed yesterday?',
    ],
    ['quanti processi sono falliti ieri?', 'di quali parliamo?', 'quali processi sono falliti ieri?'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('what the answer before said already', () => {
  test.each<Dialogue>([
    [
      'quale processo ha fallito di più ieri?',
      'quante volte, esattamente?',
      'quale processo ha fallito di più ieri?',
    ],
    [
      'which process failed the most yesterday?',
      'how many times?',
      'which process failed the most yesterday?',
    ],
    [
      'che quota degli errori di ottobre viene da Vendite?',
      'mi può dare il numero, e non la percentuale?',
      'quanti errori di Vendite a ottobre?',
    ],
    [
      "what share of October's failures is from Vendite?",
      'give me the number, not the percentage',
      'how many failures in Vendite in October?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('places of a ranking, and those it named', () => {
  test.each<Dialogue>([
    [
      'quale processo ha più errori a ottobre?',
      'e al secondo posto chi c’è?',
      'i primi 2 processi per errori a ottobre',
    ],
    [
      'i tre processi più lenti di ottobre',
      '[Tracking corrieri | Weekly sales report | Backup notturno archivi]',
      "quanto dura in media l'ultimo?",
      '[Backup notturno archivi]',
      'durata media di Backup notturno archivi a ottobre',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('what was before, and what it comes to', () => {
  test.each<Dialogue>([
    ['quanti errori a ottobre?', 'e prima?', 'quanti errori a settembre?'],
    ['errors yesterday', 'and before?', 'errors on Thursday'],
    ['quanti errori a ottobre?', 'e rispetto a prima?', 'quanti errori a ottobre rispetto a settembre?'],
    [
      'how many failures in October?',
      'and compared with before?',
      'how many failures in October compared with September?',
    ],
    ['elenca gli errori di ieri', 'in percentuale?', 'tasso di errore di ieri'],
    ["list yesterday's failures", 'as a percentage?', "what was yesterday's failure rate?"],
    [
      'quanti errori in Vendite ieri?',
      'quanto pesa sul totale?',
      'che quota degli errori di ieri è di Vendite?',
    ],
    [
      'how many runs of Tracking corrieri yesterday?',
      'and Backup notturno archivi?',
      'how many together?',
      'how many runs of Tracking corrieri and Backup notturno archivi together yesterday?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the one that does something most, and why', () => {
  test.each<Dialogue>([
    ['quanto dura Tracking corrieri?', 'e quello che dura di più?', 'quale processo dura di più?'],
    [
      'how long does Tracking corrieri take?',
      'and the one that takes longest?',
      'which process takes longest?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
