import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, talk } from '#test/support/dialogue.ts';
import { queryOf } from '#test/support/understanding.ts';

const RECOVERED = 'Cosa vuol dire che un errore è stato recuperato?';

describe('so many of what was explained', () => {
  test.each<Dialogue>([
    [RECOVERED, 'e a settembre quanti ce ne sono stati?', 'quanti errori recuperati a settembre?'],
    [
      RECOVERED,
      'e a settembre quanti ce ne sono stati?',
      'in quale area di più?',
      'quale area ha più errori recuperati a settembre?',
    ],
    [
      'What does it mean that a failure was recovered?',
      'how many of those in September?',
      'how many recovered failures in September?',
    ],
    [
      'What is a recovered failure?',
      'and how many were there in September?',
      'how many recovered failures in September?',
    ],
    [
      'Cosa intendi per esecuzione annullata?',
      'quante ne abbiamo avute a ottobre?',
      'quante esecuzioni annullate a ottobre?',
    ],
    ['What do you mean by a crash?', 'how many in October?', 'how many crashes in October?'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('why those of an area failed', () => {
  test.each<Dialogue>([
    [
      'quali processi del magazzino sono falliti ieri?',
      '[Tracking corrieri | Import listino fornitori]',
      'e perché sono falliti?',
      'perché sono falliti quelli del magazzino ieri?',
    ],
    [
      'the two processes with the most failures yesterday',
      '[Tracking corrieri | Preparazione cedolini]',
      'just Magazzino',
      '[Tracking corrieri | Import listino fornitori | Backup notturno archivi]',
      'and why did they fail?',
      'why did those of Magazzino fail yesterday?',
    ],
    [
      'i due processi di Vendite con più errori ieri',
      '[Tracking corrieri | Weekly sales report]',
      'perché sono falliti?',
      'perché sono falliti Tracking corrieri e Weekly sales report ieri?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('thing by thing, within what was narrowed', () => {
  test.each<Dialogue>([
    [
      "Compare last week's failures with the week before.",
      'And just for Vendite?',
      'Process by process?',
      "compare last week's failures of Vendite with the week before by process",
    ],
    [
      'errori di ottobre',
      'solo Vendite',
      'processo per processo?',
      'errori di ottobre in Vendite per processo',
    ],
    ['failures in October', 'area by area', 'failures in October by area'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('one of those that were listed', () => {
  test.each([
    [
      ['any errors today?', 'in which processes', 'this week so far?', 'just the worst one'],
      'desc',
      'failures',
    ],
    [['quali processi sono falliti questa settimana?', 'solo il peggiore'], 'desc', 'failures'],
    [['quali processi sono falliti questa settimana?', 'mi basta il peggiore'], 'desc', 'failures'],
    [['quali processi sono falliti questa settimana?', 'dammi il peggiore'], 'desc', 'failures'],
    [['which processes failed this week?', 'only the top one'], 'desc', 'failures'],
    [['which processes failed this week?', 'the best one only'], 'asc', 'failures'],
    [['which areas had failures yesterday?', 'only the worst'], 'desc', 'failures'],
    [['the five slowest processes in October', 'just the slowest one'], 'desc', 'mean_duration'],
    [['i cinque processi più lenti di ottobre', 'solo il più lento'], 'desc', 'mean_duration'],
  ])('%s', (messages, direction, by) => {
    expect(talk(messages)).toMatchObject({ query: { limit: 1, order: [{ by, direction }], shape: 'top' } });
  });

  test.each([
    [['which processes failed this week?', 'just the worst ones'], 5],
    [['i tre processi più lenti di ottobre', 'invece i più veloci'], 3],
  ])('%s: several', (messages, limit) => expect(talk(messages)).toMatchObject({ query: { limit } }));
});

describe('which one, of what was told part by part', () => {
  test.each<Dialogue>([
    [
      'How much time did automation save us last month?',
      'Break it down by area.',
      'Which one saved the most?',
      'which area saved the most time last month?',
    ],
    [
      'tempo risparmiato il mese scorso per area',
      'quale ne ha risparmiato di più?',
      'quale area ha risparmiato più tempo il mese scorso?',
    ],
    [
      'errori per area questa settimana',
      'quale ha più esecuzioni?',
      'quale area ha più esecuzioni questa settimana?',
    ],
    [
      'failures in October by week',
      'which had the most failures?',
      'which week of October had the most failures?',
    ],
    [
      'quante esecuzioni per giorno a ottobre?',
      'quale ha avuto più errori?',
      'quale giorno di ottobre ha avuto più errori?',
    ],
    [
      'time saved last month by area',
      'which one saved the most?',
      'and the top five processes?',
      'top five processes by time saved last month',
    ],
    ['errori per processo ieri', 'quale ha più esecuzioni?', 'quale processo ha più esecuzioni ieri?'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('another number in the bound', () => {
  test.each<Dialogue>([
    ...['lower it to 10', 'make it 10', 'bring that down to 10', 'drop it to 10', 'try 10'].map(
      (way): Dialogue => [
        'Which processes had more than 30 failures in October?',
        '[Acquisizione ordini dal sito]',
        way,
        'which processes had more than 10 failures in October?',
      ],
    ),
    ...['abbassa a 10', 'portalo a 10', 'scendi a 10', 'facciamo 10', 'prova con 10'].map(
      (way): Dialogue => [
        'Quali processi hanno avuto più di 30 errori a ottobre?',
        '[Acquisizione ordini dal sito]',
        way,
        'quali processi hanno avuto più di 10 errori a ottobre?',
      ],
    ),
    [
      'Which processes had more than 30 failures in October?',
      'lower it to 10',
      'leave out Magazzino',
      'which processes had more than 10 failures in October, without Magazzino?',
    ],
    [
      'Quali processi hanno avuto più di 30 errori a ottobre?',
      'abbassa a 10 in Vendite',
      'quali processi di Vendite hanno avuto più di 10 errori a ottobre?',
    ],
    [
      'Quali processi hanno avuto più di 30 errori a ottobre?',
      'abbassalo a 10 a settembre',
      'quali processi hanno avuto più di 10 errori a settembre?',
    ],
    [
      'which runs took more than 30 minutes yesterday?',
      'raise it to 50',
      'which runs took more than 50 minutes yesterday?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('whose runs are in a state', () => {
  test.each(['how many runs are waiting by process?', 'quante esecuzioni sono in attesa per processo?'])(
    '%s',
    (text) => expect(queryOf(text)).toMatchObject({ metrics: ['waiting'], dimensions: ['process'] }),
  );

  test.each([
    ['quante esecuzioni in attesa ci sono?', 'di quali processi?'],
    ['quante esecuzioni sono in attesa?', 'e di quali processi?'],
  ])('%s | %s', (...messages) =>
    expect(talk(messages)).toMatchObject({ query: { metrics: ['waiting'], dimensions: ['process'] } }),
  );

  test.each([
    ['how many runs are waiting?', 'which processes are they of?'],
    ['how many runs are waiting?', 'of which ones?'],
  ])('%s | %s', (...messages) =>
    expect(talk(messages)).toMatchObject({
      query: { dataset: 'runs', filters: { field: 'outcome', values: ['waiting'] } },
    }),
  );
});

describe('how many there are in all', () => {
  test.each<Dialogue>([
    [
      'quali processi sono spenti?',
      'e quelli mai partiti?',
      'ma in tutto quanti processi abbiamo?',
      'quanti processi abbiamo?',
    ],
    [
      'which processes are off?',
      'how many processes do we have altogether?',
      'how many processes do we have?',
    ],
    [
      'which processes of Vendite failed yesterday?',
      'how many processes do we have in total?',
      'how many processes do we have?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
