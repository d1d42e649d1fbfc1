import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('another name', () => {
  test.each<Dialogue>([
    [
      'quante volte è partito Tracking corrieri ieri?',
      'e la preparazione cedolini?',
      'quante volte è partita la preparazione cedolini ieri?',
    ],
    [
      'how many runs of Tracking corrieri yesterday?',
      'what about the Weekly sales report?',
      'how many runs of the Weekly sales report yesterday?',
    ],
    ['quanti errori in Vendite ieri?', 'e in Magazzino?', 'quanti errori in Magazzino ieri?'],
    [
      'quanti errori di Tracking corrieri ieri?',
      "e tutta l'area Vendite?",
      "quanti errori dell'area Vendite ieri?",
    ],
    [
      'quale processo ha fatto più errori a ottobre?',
      'e Tracking corrieri?',
      'quanti errori ha fatto Tracking corrieri a ottobre?',
    ],
    [
      'how many failures in Vendite last week?',
      'for Magazzino instead',
      'how many failures in Magazzino last week?',
    ],
    ['quanti errori in Vendite ieri?', "e in tutta l'azienda?", 'quanti errori ieri?'],
    [
      'che quota dei fallimenti di ottobre viene da Vendite?',
      'e da Magazzino?',
      'che quota dei fallimenti di ottobre viene da Magazzino?',
    ],
    [
      'how many runs were started by hand in October?',
      'and by schedule?',
      'how many runs were started by schedule in October?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('only some, or more of them', () => {
  test.each<Dialogue>([
    ['quanti errori ieri?', 'solo Vendite', 'quanti errori in Vendite ieri?'],
    ['quanti errori ieri?', 'anzi, solo Vendite', 'quanti errori in Vendite ieri?'],
    ['quanti errori ieri?', 'Limitatamente a Magazzino.', 'quanti errori in Magazzino ieri?'],
    [
      'quali sono i due processi più lenti di settembre?',
      "limitati all'Amministrazione",
      'quali sono i due processi più lenti di settembre in Amministrazione?',
    ],
    [
      'confronta gli errori di ottobre con quelli di settembre',
      'La sola area Vendite.',
      'confronta gli errori di ottobre con quelli di settembre in Vendite',
    ],
    [
      'how many failures last week?',
      'For Amministrazione only.',
      'how many failures in Amministrazione last week?',
    ],
    [
      'how many failures last week?',
      'n just Amministrazione',
      'how many failures in Amministrazione last week?',
    ],
    [
      'fallimenti per area a ottobre',
      'solo Vendite e Amministrazione',
      'fallimenti per area a ottobre di Vendite e Amministrazione',
    ],
    [
      'processi con più errori la settimana scorsa',
      'e tra quelli di Magazzino?',
      'processi con più errori la settimana scorsa in Magazzino',
    ],
    [
      'quanti errori in Vendite ieri?',
      'aggiungi anche Magazzino',
      'quanti errori in Vendite e Magazzino ieri?',
    ],
    [
      'how many failures in Vendite yesterday?',
      'include Magazzino too',
      'how many failures in Vendite and Magazzino yesterday?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('all but some', () => {
  test.each<Dialogue>([
    [
      'how many cancelled runs since 1 September?',
      'And excluding Backup notturno archivi?',
      'how many cancelled runs since 1 September, excluding Backup notturno archivi?',
    ],
    ['quanti errori ieri?', 'escluso Magazzino', 'quanti errori ieri escluso Magazzino?'],
    ['quanti errori ieri?', 'togli Magazzino', 'quanti errori ieri escluso Magazzino?'],
    ['quanti errori ieri?', 'senza Tracking corrieri?', 'quanti errori ieri escluso Tracking corrieri?'],
    ['how many failures yesterday?', 'leave out Vendite', 'how many failures yesterday excluding Vendite?'],
    ['quanti errori in Vendite e Magazzino ieri?', 'togli Magazzino', 'quanti errori in Vendite ieri?'],
    ['quanti errori ieri escluso Magazzino?', 'rimetti Magazzino', 'quanti errori ieri?'],
    [
      'how many failures yesterday excluding Vendite?',
      'and last week?',
      'how many failures last week excluding Vendite?',
    ],
    [
      'quanti errori ieri escluso Magazzino?',
      'e quante esecuzioni?',
      'quante esecuzioni ieri escluso Magazzino?',
    ],
    ['run per day last week', 'everything but Vendite', 'run per day last week excluding Vendite'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('another bound', () => {
  test.each<Dialogue>([
    [
      'which processes failed more than 5 times last week?',
      'more than ten',
      'which processes failed more than 10 times last week?',
    ],
    [
      'elenca i processi con tasso di errore superiore al 3% a ottobre',
      'Si porti la soglia al 5%.',
      'elenca i processi con tasso di errore superiore al 5% a ottobre',
    ],
    [
      'processes in Vendite with a failure rate above 10% last week',
      'above 2% instead',
      'processes in Vendite with a failure rate above 2% last week',
    ],
    [
      'processes with more than 10 failures last week',
      'make it more than 5',
      'processes with more than 5 failures last week',
    ],
    [
      'processi con più di 10 errori a ottobre',
      'alza il limite a 20',
      'processi con più di 20 errori a ottobre',
    ],
    ['processi con più di 10 errori a ottobre', 'e meno di 5?', 'processi con meno di 5 errori a ottobre'],
    [
      'quante esecuzioni sono durate più di 10 minuti ieri?',
      "e più di un'ora?",
      "quante esecuzioni sono durate più di un'ora ieri?",
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
