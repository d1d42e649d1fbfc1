import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, meaningOf, talk } from '#test/support/dialogue.ts';

describe('one of several names that fit', () => {
  test('is asked back', () => {
    expect(meaningOf(talk(['how many times did the approval one run last month?']))).toEqual({
      choices: expect.arrayContaining(['Wholesale quote approval', 'Expense report approval']),
    });
  });

  test.each<Dialogue>([
    [
      'how long did the report one take in October?',
      'the weekly one',
      'how long did Weekly sales report take in October?',
    ],
    [
      'quanto è durato in media quello del report a ottobre?',
      'quello settimanale',
      'quanto è durato in media Weekly sales report a ottobre?',
    ],
    [
      "quante volte è fallito l'import ieri?",
      'estratti conto',
      'e quello del listino?',
      'quante volte è fallito Import listino fornitori ieri?',
    ],
    [
      'how many times did the approval one run last month?',
      'the expense one',
      'how many times did Expense report approval run last month?',
    ],
    [
      'how many times did the approval one run last month?',
      'Wholesale',
      'how many times did Wholesale quote approval run last month?',
    ],
    [
      'how many times did the approval one run last month?',
      'Expense report approval',
      'how many times did Expense report approval run last month?',
    ],
    [
      "quante volte è fallito l'import ieri?",
      'estratti conto',
      'quante volte è fallito Import estratti conto ieri?',
    ],
    [
      "quante volte è fallito l'import ieri?",
      'Import estratti conto (processo)',
      'quante volte è fallito Import estratti conto ieri?',
    ],
    [
      "quante volte è fallito l'import ieri?",
      'no aspe, il listino',
      'quante volte è fallito Import listino fornitori ieri?',
    ],
    [
      "quante volte è fallito l'import ieri?",
      'estratti conto',
      'e oggi?',
      'quante volte è fallito Import estratti conto oggi?',
    ],
    [
      "quante volte è fallito l'import ieri?",
      'estratti conto',
      'no aspe, il listino',
      'quante volte è fallito Import listino fornitori ieri?',
    ],
    [
      "quanti errori ha fatto l'anagrafica la settimana scorsa?",
      'la pulizia',
      "e l'altra?",
      'quanti errori ha fatto Allineamento anagrafica clienti la settimana scorsa?',
    ],
    [
      'how many times did the approval one run last month?',
      'Wholesale',
      'no, the other one',
      'how many times did Expense report approval run last month?',
    ],
    [
      'how many times did the approval one run last month?',
      'Wholesale',
      'and the other one?',
      'and failures?',
      'how many failures of Expense report approval last month?',
    ],
    [
      'how many times did the approval one run last month?',
      'both',
      'how many times did Expense report approval and Wholesale quote approval run last month?',
    ],
    [
      "quanti errori ha fatto l'anagrafica la settimana scorsa?",
      'tutte e due',
      'quanti errori hanno fatto Allineamento anagrafica clienti e Pulizia dati anagrafici la settimana scorsa?',
    ],
    [
      'how many times did the approval one run last month?',
      'I meant Tracking corrieri',
      'how many times did Tracking corrieri run last month?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each([
    ['2', 1],
    ['the second', 1],
    ['il primo', 0],
    ['the last one', 1],
  ])('by its place: %s', (reply, place) => {
    const question = "quante volte è fallito l'import ieri?";
    const { choices } = Object(meaningOf(talk([question])));
    const chosen = meaningOf(talk([question, reply]));
    expect(chosen).toEqual(meaningOf(talk([`quante volte è fallito ${choices[place]} ieri?`])));
  });

  test.each(['none of them', "un'altra", 'other', 'nessuna delle due'])('none of them: %s', (reply) => {
    const understanding = talk(["quante volte è fallito l'import ieri?", reply]);
    expect(understanding).toMatchObject({ kind: 'static', topic: 'name' });
  });

  test('another question instead of a choice', () => {
    const dialogue: Dialogue = [
      "quante volte è fallito l'import ieri?",
      'quanti processi attivi ci sono?',
      'quanti processi attivi ci sono?',
    ];
    expect(lastOf(dialogue)).toEqual(inFull(dialogue));
  });
});

describe('a name that does not exist', () => {
  test('is given again, and the question stands', () => {
    const asked = 'how many times did the zanzibar process fail yesterday?';
    expect(talk([asked])).toMatchObject({ kind: 'refuse', reason: 'unknown_name' });
    const dialogue: Dialogue = [
      asked,
      'sorry, I meant Tracking corrieri',
      'how many times did the Tracking corrieri process fail yesterday?',
    ];
    expect(lastOf(dialogue)).toEqual(inFull(dialogue));
  });
});

describe('a thing that nobody knows, before the question', () => {
  test.each(['Loyalty points process: failures since Monday?', 'Processo Punti fedeltà: errori da lunedì?'])(
    '%s: no figure of everything',
    (text) => expect(talk([text])).toMatchObject({ kind: 'refuse', reason: 'unknown_name' }),
  );
});

describe('somebody that nobody has named', () => {
  test.each([
    'is it still failing?',
    'is it working again?',
    'how long did it take?',
    'did it run last night?',
    'why did it fail?',
    'how many errors did it have yesterday?',
    'how long does that process take?',
    'did that fail again?',
    'is this one still broken?',
    'what went wrong with it?',
    'how often does it break?',
    'how many of those failed?',
    'was it slow yesterday?',
    'è ancora rotto?',
    'ha dato errore stanotte?',
    'a che ora è partito?',
    'quanti di questi sono falliti?',
    'e quanto ci ha messo?',
    'ma è partito?',
    'è fallito di nuovo?',
    'ieri quanti errori ha avuto?',
    'quel processo è fallito?',
    'ha girato stanotte?',
  ])('%s: whose is asked back', (text) => {
    expect(meaningOf(talk([text]))).toEqual({ choices: [] });
  });

  test.each<Dialogue>([
    ['is it still failing?', 'Tracking corrieri', 'is Tracking corrieri still failing?'],
    ['what went wrong with it?', 'Tracking corrieri', 'what went wrong with Tracking corrieri?'],
    ['is it still failing?', 'Magazzino', 'is Magazzino still failing?'],
    ['how long did it take yesterday?', 'the backup', 'how long did the backup take yesterday?'],
    ['e quanto ci ha messo ieri?', 'il backup', 'quanto ci ha messo ieri il backup?'],
    [
      'quante volte è partito a ottobre?',
      'Tracking corrieri',
      'quante volte è partito a ottobre Tracking corrieri?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each([
    'quanta roba è girata nel fine settimana scorso?',
    'il sistema quante esecuzioni ha fatto ieri?',
    'tell me what the data say about failures last week',
    'is everything working again?',
    'did it all go well?',
    'how did it go yesterday?',
    'did it get better this week compared to last week?',
    'how many failures did we have yesterday?',
    'was that a bad week?',
    'how many of those runs failed yesterday?',
    'quanti di quelli di ieri sono falliti?',
    'com’è andata ieri?',
    'ha funzionato tutto stanotte?',
    "quanto dura in media un'esecuzione?",
    'che gira adesso?',
  ])('%s: of all there is', (text) => {
    expect(talk([text]).kind).toBe('query');
  });

  test.each(['durata media del notturno a ottobre', 'il notturno è fallito?', 'did the nightly job fail?'])(
    '%s: the one of that name',
    (text) => {
      expect(talk([text])).toMatchObject({ kind: 'query', about: [{ name: 'Backup notturno archivi' }] });
    },
  );
});
