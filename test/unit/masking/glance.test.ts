import { expect, test } from 'vitest';
import { createGlance } from '#shared/domain/masking/glance.ts';
import { createTrie } from '#shared/domain/masking/trie.ts';
import { createUnits } from '#shared/domain/masking/units.ts';
import { dictionary } from './support.ts';

const trie = createTrie(dictionary);
const glance = createGlance(trie);
const unitsOf = createUnits();
const doubtful = (text: string): string[] => {
  const places = glance(unitsOf(text), 0, text.length, text.length);
  return places.flatMap((start, at) => (at % 2 === 0 ? [text.slice(start, places[at + 1])] : []));
};

test('ordinary sentences need no close reading', () => {
  expect(
    doubtful('Le consegne sono in linea con il piano; domani, alle 10:30, arrivano 1.234,50 €. Va bene?'),
  ).toEqual([]);
  expect(doubtful('One error, one more')).toEqual([]);
  expect(doubtful('7 casse, 12 colli.')).toEqual([]);
  expect(doubtful('The node of the matter: 12.03.2026 it is. Dell’Emilia, “Pronto”… sì!')).toEqual([]);
});

test('only the sentences in doubt are read closely', () => {
  expect(
    doubtful('Tutto bene. Il webhook tace. Anche il workflow! Poi basta; e poi? ordini_numero tace.'),
  ).toEqual(['Il webhook tace. Anche il workflow! ', 'ordini_numero tace.']);
  expect(doubtful('Il webhook tace. Tutto bene. Il workflow va. Anche il webhook. Poi basta.')).toEqual([
    'Il webhook tace. ',
    'Il workflow va. Anche il webhook. ',
  ]);
  expect(doubtful('Ecco aB.丏 tace. Poi basta.')).toEqual(['Ecco aB.丏 tace. ']);
  expect(doubtful('Ecco aB‼ Poi basta.')).toEqual(['Ecco aB‼ ']);
  expect(doubtful('Poi basta. Ecco va @')).toEqual(['Ecco va @']);
});

test.each([
  '4.3.2.1',
  'aB',
  'a:b',
  '.net',
  'a.b',
  '7a',
  'a-7',
  'an (x)',
  'my error: paytimeerror',
  'badexception',
])('%s is in doubt', (text) => {
  expect(doubtful(`Ieri ${text}`)).toEqual([`Ieri ${text}`]);
});

/** The words that the glance asks the terms about. */
const askedIn = (text: string): string[] => {
  const asked: string[] = [];
  const standsAt: typeof trie.standsAt = (units, from, length) => {
    asked.push(text.slice(from).split(/[ ,.]/, 1)[0] ?? '');
    return trie.standsAt(units, from, length);
  };
  createGlance({ ...trie, standsAt })(unitsOf(text), 0, text.length, text.length);
  return asked;
};

test('few words are looked up, and none of them twice', () => {
  const text =
    'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ' +
    'ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ';
  expect(askedIn(text)).toEqual(['linea', 'piano', 'e', 'materiale', 'customers', 'next']);
  expect(askedIn('Ordini, resi e bolle')).toEqual([]);
});

test.each([
  ['il work flow tace', 7, 'il work'],
  ['il work flow tace', 2, undefined],
  ['Il webhook tace', 10, 'Il webhook'],
  ['ieri webhook', 4, undefined],
  ['Ecco. Il web', 8, undefined],
  ['Ecco. Il web hook', 12, 'Il web'],
  ['un xerror', 5, undefined],
  ['un xerror', 8, undefined],
  ['un xerror', 9, 'un xerror'],
  ['un aB', 2, undefined],
  ['un aB', 5, 'un aB'],
])('of %j, up to %i, %j is in doubt', (text, to, doubt) => {
  const places = glance(unitsOf(text), 0, to, text.length);
  expect(places.length === 0 ? undefined : text.slice(places[0], places[1])).toBe(doubt);
});

test.each([
  'un xerror qui',
  'un xerror, qui',
  'un exceptio qui exception',
  'adoption or adoptionx terro',
  'mirror.',
])('“%s”: what ends as an error needs a letter before it', (text) => {
  const isError = /[a-z](?:error|ption)(?![a-z])/.test(text);
  expect(doubtful(text)).toEqual(isError ? [text] : []);
});

test('no term begins within a word, behind an apostrophe neither', () => {
  expect(doubtful("Dell'oapi e l'oworkflow, 12345.")).toEqual([]);
});
