import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('all of them again', () => {
  test.each<Dialogue>([
    ['quanti errori ieri?', 'senza Vendite', 'ora di nuovo tutte le aree', 'quanti errori ieri?'],
    ['quanti errori ieri?', 'solo Vendite', 'di nuovo su tutti', 'quanti errori ieri?'],
    ['quanti errori ieri?', 'solo Vendite', 'torna a tutte', 'quanti errori ieri?'],
    ['quanti errori ieri?', 'senza Vendite', 'di nuovo tutto', 'quanti errori ieri?'],
    [
      'how many failures yesterday?',
      'without Vendite',
      'now all areas again',
      'how many failures yesterday?',
    ],
    ['how many failures yesterday?', 'only Vendite', 'back to all', 'how many failures yesterday?'],
    [
      'i cinque processi più lenti di ottobre',
      'solo Vendite',
      'ora di nuovo tutti, ma bastano i primi tre',
      'i tre processi più lenti di ottobre',
    ],
    [
      'the five slowest processes in October',
      'only Vendite',
      'back to all, the first three are enough',
      'the three slowest processes in October',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('put back, and split', () => {
  test.each<Dialogue>([
    ['quanti errori ieri?', 'togli Vendite', 'ok rimettile e dimmi per area', 'errori di ieri per area'],
    [
      'quanti errori ieri?',
      'escludi Vendite e fammeli vedere per processo',
      'errori di ieri per processo senza Vendite',
    ],
    [
      'failures yesterday',
      'leave out Vendite and split by process',
      'failures yesterday by process without Vendite',
    ],
    [
      'failures yesterday',
      'leave out Vendite',
      'OK put them back and show me by area',
      'failures yesterday by area',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('more of a ranking', () => {
  test.each<Dialogue>([
    ['i 3 peggiori di ieri per errori', 'fammene 5', 'i 5 peggiori di ieri per errori'],
    ['i 3 peggiori di ieri per errori', 'mettine cinque', 'i 5 peggiori di ieri per errori'],
    ['the 3 worst yesterday by failures', 'make it 5', 'the 5 worst yesterday by failures'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('how it is worked out', () => {
  test.each<Dialogue>([
    [
      'tasso di errore di ottobre in Vendite',
      'Come lo calcolate, di preciso?',
      'come si calcola il tasso di errore?',
    ],
    [
      'tasso di errore di ottobre in Vendite',
      'come ci arrivate a questo numero?',
      'come si calcola il tasso di errore?',
    ],
    ['quanti errori ieri?', 'come si contano?', 'come si contano gli errori?'],
    ['failure rate in October', 'how do you arrive at that figure?', 'how is the failure rate calculated?'],
    [
      'tasso di errore di ottobre in Vendite',
      'come viene calcolato?',
      'e a settembre?',
      'tasso di errore di settembre in Vendite',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

test.each<Dialogue>([
  [
    'tasso di errore di ottobre in Vendite',
    'come viene calcolato?',
    "va bene, e a settembre quant'era?",
    'tasso di errore di settembre in Vendite',
  ],
  [
    'failure rate in October in Vendite',
    'how is it calculated?',
    'and what was it in September?',
    'failure rate in September in Vendite',
  ],
])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

describe('which ones, and who is worst', () => {
  test.each<Dialogue>([
    [
      'quanti errori di Tracking corrieri a ottobre?',
      'fammi vedere quali',
      'elenca gli errori di Tracking corrieri a ottobre',
    ],
    [
      'quanti errori di Tracking corrieri a ottobre?',
      'quali?',
      'elenca gli errori di Tracking corrieri a ottobre',
    ],
    [
      'how many Tracking corrieri runs failed in October?',
      'show me which ones',
      'list the failed runs of Tracking corrieri in October',
    ],
    [
      'errori di ieri in Magazzino per processo',
      'chi è messo peggio?',
      'quale processo in Magazzino è messo peggio ieri?',
    ],
    [
      'failures yesterday in Magazzino by process',
      'who is doing worst?',
      'which process in Magazzino did worst yesterday?',
    ],
    ["cosa c'è in attesa?", 'diviso per processo', 'quante esecuzioni in attesa per processo?'],
    ['what is waiting?', 'by process', 'how many runs are waiting by process?'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

test.each<[string, string]>([
  ['quanti errori ieri?', 'Perfetto, gentilissimo'],
  ['how many failures yesterday?', 'perfect, very kind of you'],
])('%s | %s: said out of courtesy', (before, thanks) =>
  expect(lastOf([before, thanks, ''])).toMatchObject({ kind: 'static', category: 'GREETING' }),
);

describe('a part of a whole', () => {
  test.each<Dialogue>([
    [
      'quanti errori di Tracking corrieri a ottobre?',
      'quanto pesano sul totale del Magazzino?',
      'errori di Tracking corrieri a ottobre, quanto pesano sul totale del Magazzino?',
    ],
    [
      'quanti errori di Tracking corrieri a ottobre?',
      'quanto pesano sul totale del Magazzino?',
      'e sul totale aziendale?',
      'errori di Tracking corrieri a ottobre, quanto pesano sul totale?',
    ],
    [
      'how many failures of Tracking corrieri in October?',
      'what share of the Magazzino total is that?',
      'failures of Tracking corrieri in October, what share of the Magazzino total is that?',
    ],
    [
      'how many failures of Tracking corrieri in October?',
      'what share of the Magazzino total is that?',
      'and of the company total?',
      'what share of the failures of October is Tracking corrieri?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('two periods, both said', () => {
  test.each<Dialogue>([
    [
      'errori di questa settimana rispetto alla scorsa',
      'no, confronta la scorsa con quella prima',
      'confronta gli errori della settimana scorsa con quella prima',
    ],
    [
      'errori di questo mese rispetto al mese scorso',
      'confronta lo scorso con quello prima',
      'confronta gli errori di ottobre con settembre',
    ],
    [
      'failures this week against last week',
      'no, compare last week with the one before',
      'compare the failures of last week with the one before',
    ],
    [
      'failures this month versus last month',
      'compare the last one with the one before',
      'compare the failures of October with September',
    ],
    ['errori di ottobre', 'confronta settembre con agosto', 'confronta gli errori di settembre con agosto'],
    [
      'failures this week against last week',
      'compare October with September',
      'compare the failures of October with September',
    ],
    [
      'errori di questa settimana rispetto alla scorsa',
      'no, confronta la scorsa con quella prima',
      'anche per le Vendite da sole',
      'confronta gli errori delle Vendite della settimana scorsa con quella prima',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

test('which of the two, of one that was chosen and one that was named then', () =>
  expect(
    lastOf([
      "quante volte è partito l'import ieri?",
      'Import estratti conto',
      'e Import listino fornitori?',
      'quale dei due ha avuto più errori?',
      '',
    ]),
  ).toEqual(
    lastOf(['quale ha avuto più errori ieri, Import estratti conto o Import listino fornitori?', '']),
  ));

describe('the first of those that were named', () => {
  const it = [
    'confronta Vendite e Amministrazione sul tasso di successo di ottobre',
    'aggiungi il Magazzino',
  ];
  const en = ['compare Vendite and Amministrazione on success rate in October', 'add Magazzino'];
  test.each<Dialogue>([
    [...it, 'Solo le prime due aree che avevo chiesto.', it[0] ?? ''],
    [...it, 'torna alle prime due che avevo nominato', it[0] ?? ''],
    [...en, 'only the first two areas I mentioned', en[0] ?? ''],
    [...en, 'back to the original two', en[0] ?? ''],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the things of an area, whatever was asked before', () => {
  test.each<Dialogue>([
    [
      'quali processi non sono mai partiti?',
      'e in Risorse umane che processi ci sono?',
      'che processi ci sono in Risorse umane?',
    ],
    [
      'quanti errori in Magazzino ieri?',
      'quali processi fanno parte di Vendite?',
      'che processi ci sono in Vendite?',
    ],
    [
      'which processes are off?',
      'and what processes are there in Vendite?',
      'what processes are there in Vendite?',
    ],
    [
      'how many failures in Magazzino last week?',
      "what's in Vendite?",
      'and in Magazzino?',
      "what's in Magazzino?",
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
