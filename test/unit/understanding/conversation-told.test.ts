import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, talk } from '#test/support/dialogue.ts';

const refusedOf = (dialogue: readonly string[]): unknown => {
  const read = talk(dialogue);
  return read.kind === 'refuse' ? read.reason : read;
};

describe('a day, a week or an hour that an answer told', () => {
  test.each<Dialogue>([
    [
      'which day had the most failures this week?',
      '{day 2026-11-17}',
      'what failed that day?',
      'what failed on 17 November?',
    ],
    [
      'quanti fallimenti questa settimana, giorno per giorno?',
      '{day 2026-11-17}',
      'cosa è fallito quel giorno?',
      'cosa è fallito il 17 novembre?',
    ],
    [
      'qual è il giorno con più errori?',
      '{day 2026-11-17}',
      'in quel giorno quante esecuzioni ci sono state?',
      'quante esecuzioni ci sono state il 17 novembre?',
    ],
    [
      'qual è stato il giorno peggiore di novembre?',
      '{day 2026-11-17}',
      'quanti errori in quella settimana?',
      'quanti errori dal 16 al 22 novembre?',
    ],
    [
      'which day was the worst this week?',
      '{day 2026-11-17}',
      'how many runs that Tuesday?',
      'how many runs on 17 November?',
    ],
    [
      'quale giorno è andato peggio?',
      '{day 2026-11-17}',
      'e quel martedì quante esecuzioni?',
      'quante esecuzioni il 17 novembre?',
    ],
    [
      'in quale settimana ci sono stati più errori?',
      '{week 2026-11-09}',
      'cosa è fallito in quella settimana?',
      'cosa è fallito dal 9 al 15 novembre?',
    ],
    [
      'which month had the most failures?',
      '{month 2026-10}',
      'how many runs in that month?',
      'how many runs in October 2026?',
    ],
    [
      'which hour had the most failures yesterday?',
      '{hour 9}',
      'what failed in that hour?',
      'what failed yesterday between 9 and 10?',
    ],
    [
      'qual è il giorno con più errori?',
      '{day 2026-11-17}',
      'cosa è fallito allora?',
      'cosa è fallito il 17 novembre?',
    ],
    [
      'come è andata la settimana scorsa?',
      'quale giorno è andato peggio?',
      'quale giorno è andato peggio la settimana scorsa?',
    ],
    ['errori tra le 3 e le 4?', 'quante esecuzioni in quell ora?', 'quante esecuzioni tra le 3 e le 4?'],
    [
      'when did Tracking corrieri last fail?',
      '[Tracking corrieri]',
      '{instant 2026-11-17T23:30:00.000Z}',
      'what else failed that day?',
      'what else failed on 18 November?',
    ],
    [
      'which day had the most failures this week?',
      '{day 2026-11-17}',
      'what failed that day?',
      'and the day before?',
      'what failed on 16 November?',
    ],
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each<Dialogue>([
    [
      'which day had the most failures this week?',
      '{day 2026-11-17}',
      'why?',
      'why were there failures on 17 November?',
    ],
    [
      'qual è il giorno con più errori?',
      '{day 2026-11-17}',
      'come mai?',
      'perché ci sono stati errori il 17 novembre?',
    ],
  ])('is meant by why: %s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each<Dialogue>([
    ['how many failures yesterday?', 'what failed that day?', 'what failed yesterday?'],
    ['how many failures last week?', 'what failed in that week?', 'what failed last week?'],
    [
      'which day had the most failures last week?',
      '{day 2026-11-11}',
      'and this week?',
      'which day had the most failures this week?',
    ],
  ])('leaves a period that was said: %s | %s', (...dialogue) =>
    expect(lastOf(dialogue)).toEqual(inFull(dialogue)),
  );

  test.each([
    ['failures this week by day', 'what failed that day?'],
    ['fallimenti di questa settimana per giorno', 'cosa è fallito quel giorno?'],
    ['how many failures?', 'what failed in that hour?'],
    ['how many failures this month?', 'and how many runs that week?'],
  ])('is not made up where none was told: %s | %s', (...dialogue) =>
    expect(refusedOf(dialogue)).toBe('not_understood'),
  );
});

describe('why something takes long', () => {
  test.each([
    ['why is Tracking corrieri so slow?'],
    ['why does Tracking corrieri take so long?'],
    ['what makes Tracking corrieri slow?'],
    ['perché Tracking corrieri è così lento?'],
    ['come mai Tracking corrieri ci mette tanto?'],
    ['the slowest processes', 'why?'],
    ['which process is the slowest?', '[Tracking corrieri]', 'why?'],
    ['the slowest processes', '[Tracking corrieri | Weekly sales report]', 'why is the first one so slow?'],
    ['quanto dura Tracking corrieri?', 'e perché?'],
  ])('is not in the data: %s %s', (...dialogue) => expect(refusedOf(dialogue)).toBe('not_in_data'));

  test.each<Dialogue>([
    ['why did the slowest process fail?', 'why did the slowest process fail?'],
    [
      'quale processo ha più errori?',
      '[Tracking corrieri]',
      'perché?',
      'perché è fallito Tracking corrieri?',
    ],
  ])('is not why something failed: %s', (...dialogue) => {
    expect(lastOf(dialogue)).toMatchObject({ shape: 'reason' });
  });
});

test('why what is none of the data is slow is not asked of it', () => {
  expect(talk(['why is my laptop so slow today?'])).toMatchObject({ category: 'OFF_TOPIC' });
});

describe('those that were told', () => {
  test.each<Dialogue>([
    [
      'which processes failed yesterday?',
      '[Tracking corrieri | Weekly sales report]',
      'which of them failed today?',
      'failures today by process of Tracking corrieri and Weekly sales report',
    ],
    [
      'quali processi sono falliti ieri?',
      '[Tracking corrieri | Weekly sales report]',
      'di questi quali sono falliti anche oggi?',
      'fallimenti di oggi per processo di Tracking corrieri e Weekly sales report',
    ],
    [
      'which process failed the most last week?',
      '[Tracking corrieri]',
      'since when does it fail?',
      'when did Tracking corrieri last succeed?',
    ],
    [
      'how often does Tracking corrieri fail?',
      'and the others?',
      'failures by process, except Tracking corrieri',
    ],
    [
      'quante esecuzioni ha fatto Tracking corrieri ieri?',
      'e tutti gli altri?',
      'quante esecuzioni ieri per processo, tranne Tracking corrieri?',
    ],
    [
      'quanto dura in media Tracking corrieri?',
      'e gli altri processi?',
      'quanto dura in media per processo, tranne Tracking corrieri?',
    ],
    [
      'which processes did not run today?',
      '[Tracking corrieri | Weekly sales report]',
      'of those, which are in Vendite?',
      'which processes of Vendite did not run today?',
    ],
    [
      'quali processi sono spenti?',
      'quali di questi sono in Vendite?',
      'quali processi di Vendite sono spenti?',
    ],
    [
      'which processes did not run today?',
      '[Tracking corrieri | Weekly sales report]',
      'which of them are switched off?',
      'which processes are switched off, of Tracking corrieri and Weekly sales report?',
    ],
    [
      'cosa è fallito per ultimo?',
      '[Tracking corrieri]',
      'quante volte è fallito in tutto?',
      'quante volte è fallito in tutto Tracking corrieri?',
    ],
    [
      'quali processi ci sono?',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'dimmi di più sul terzo',
      'come va Preparazione cedolini?',
    ],
    [
      'which processes are there?',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'tell me more about the second one',
      'how is Weekly sales report doing?',
    ],
    ['how often does Tracking corrieri fail?', 'since when?', 'when did Tracking corrieri last succeed?'],
    ['perché fallisce Tracking corrieri?', 'da quando?', 'da quando fallisce Tracking corrieri?'],
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each([
    ['which processes did not run today?', 'and yesterday?', 'which processes did not run yesterday?'],
    ['quali processi non sono partiti oggi?', 'e ieri?', 'quali processi non sono partiti ieri?'],
  ])('at another time: %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the last of a kind', () => {
  test.each([
    'cosa è fallito per ultimo?',
    'quale processo è fallito per ultimo?',
    'che cosa è fallito per ultimo?',
    'what failed last?',
  ])('is one that failed: %s', (text) => {
    expect(lastOf([text, ''])).toMatchObject({
      dataset: 'runs',
      filters: { field: 'failed', operator: 'in', values: [true] },
      limit: 1,
    });
  });
  test.each([
    ['da quando non fallisce Tracking corrieri?', 'last_failure'],
    ['how long since Tracking corrieri failed?', 'last_failure'],
    ['da quanto tempo non fallisce Tracking corrieri?', 'last_failure'],
  ])('stays the last one: %s', (text, metric) => {
    expect(lastOf([text, ''])).toMatchObject({ metrics: [metric] });
  });
});

describe('what only closes or greets', () => {
  test.each([
    'never mind',
    'ok never mind',
    'forget it',
    "it doesn't matter",
    "that's all",
    'lascia stare',
    'non importa',
    'fa niente',
    'come non detto',
    'nient altro',
  ])('is taken note of: %s', (text) => {
    expect(talk(['how many failures yesterday?', text])).toMatchObject({ kind: 'static', topic: 'noted' });
  });
  test.each(['come stai?', 'ciao, come stai?', 'how are you?', 'hi, how are you doing?'])(
    'is greeted: %s',
    (text) => {
      expect(talk([text])).toMatchObject({ kind: 'static', category: 'GREETING' });
      expect(talk(['how many failures yesterday?', text])).toMatchObject({ category: 'GREETING' });
    },
  );
  test.each(['come sta Tracking corrieri?', 'come va?', 'how are things going?'])(
    'is not said of what runs: %s',
    (text) => expect(talk([text])).toMatchObject({ kind: 'query' }),
  );
});
