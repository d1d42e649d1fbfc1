import { describe, expect, test } from 'vitest';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { NOW, TIME_ZONE } from '#test/support/demo-company.ts';
import { demoDirectory } from '#test/support/demo-directory.ts';
import { catalog, grammar } from '#test/support/understanding.ts';

const knowledge = { catalog, grammar, directory: demoDirectory };
const read = (text: string) => converse({ text, askedAt: NOW, timeZone: TIME_ZONE }, knowledge);

describe('a question whose every word is in the query', () => {
  test.each([
    'quanti errori ieri?',
    'How many failures did we have in the warehouse yesterday?',
    'Which process failed most last week?',
    'quali processi non hanno mai girato?',
  ])('%s is read surely', (text) => {
    const { understanding } = read(text);
    expect(understanding.kind).toBe('query');
    expect(understanding.confidence).toBeGreaterThan(0.9);
  });
});

describe('what left no trace keeps an answer from being called sure, not from being given', () => {
  test.each([
    ['a word of what is to come', 'failures due yesterday'],
    ['a state beside a figure', 'quante richieste di ferie sono ferme in attesa di risposta'],
    ['what is asked for is no thing', 'qual è la spedizione con più errori?'],
    ['names of two kinds', 'il sito quanti ordini ha preso sabato'],
    ['hours of the day', 'errori di notte a ottobre'],
    ['a period against one that it is part of', 'quanti errori ieri e differenza fra lunedì e martedì'],
    ['so many in a hundred of what has no parts', 'quali processi hanno più del 10% di esecuzioni'],
    ['a word that came to nothing', 'On which dates in October did we see the fewest runs?'],
  ])('%s: %s', (_, text) => {
    const { understanding } = read(text);
    expect(understanding.kind).toBe('query');
    expect(understanding.confidence).toBeLessThanOrEqual(0.9);
    expect(understanding.confidence).toBeGreaterThan(0.6);
  });
});

test('what is held against the usual is told beside it, and never called sure', () => {
  const { understanding } = read('ieri ci sono stati più errori del solito?');
  if (understanding.kind !== 'several') throw new Error(understanding.kind);
  expect(understanding.parts).toHaveLength(2);
  expect(understanding.confidence).toBeLessThanOrEqual(0.9);
});

test('in a conversation a message that names nothing is not called sure, though it makes sense by itself', () => {
  const asked = { text: 'quali processi non hanno mai girato?', askedAt: NOW, timeZone: TIME_ZONE };
  expect(converse(asked, knowledge).understanding.confidence).toBeGreaterThan(0.9);
  const { conversation } = read('quanti errori ha avuto il tracking ieri?');
  expect(converse({ ...asked, conversation }, knowledge).understanding.confidence).toBeLessThanOrEqual(0.9);
});
