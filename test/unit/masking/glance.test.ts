import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGlance } from '#shared/domain/masking/glance.ts';
import { createScan } from '#shared/domain/masking/scan.ts';
import { createTrie } from '#shared/domain/masking/trie.ts';
import { createUnits } from '#shared/domain/masking/units.ts';
import { dictionary, disguises, lines } from './support.ts';

const trie = createTrie(dictionary);
const glance = createGlance(trie);
const unitsOf = createUnits();
const doubtful = (text: string): string[] => {
  const places = glance(unitsOf(text), 0, text.length, text.length);
  return places.flatMap((start, at) => (at % 2 === 0 ? [text.slice(start, places[at + 1])] : []));
};

const scan = createScan(trie);
const readAll = createScan(trie, (_, from, to) => [from, to]);
const found = (text: string): string[] => scan(text, 'prose').map(({ start, end }) => text.slice(start, end));
const all = (text: string): string[] =>
  readAll(text, 'prose').map(({ start, end }) => text.slice(start, end));

/** Every third text, so that these stay quick. */
const texts = [...lines('technical.txt'), ...lines('ordinary.it.txt'), ...lines('ordinary.en.txt')].filter(
  (_, at) => at % 3 === 0,
);

test.each(Object.entries(disguises))('nothing is overlooked in texts %s', (_, disguise) => {
  const dressed = texts.map((text) => disguise(text));
  const overlooked = dressed.filter((text) => found(text).join('|') !== all(text).join('|'));
  expect(overlooked).toEqual([]);
  const together = dressed.slice(0, 100).join('. ');
  expect(found(together)).toEqual(all(together));
});

test('nothing is overlooked in any text', () => {
  const words = fc.constantFrom(
    'workflow',
    'API',
    "l'",
    'S3',
    'work',
    'flow',
    'TypeError',
    'timeouterror',
    'AccessException',
    'xexception',
    '10.0.0.1',
    '1.234.567',
    '10:30:15',
    'a.b',
    'a:b',
    'node:5',
    'Z9',
    '9Z',
    'dell’Emilia',
    'eMail',
    'È',
    'nodò',
    '. ',
    '! ',
    '; ',
    '\n',
    '. \n',
    '." ',
    '...',
    ' ',
    ' ',
    '-',
    ',',
    '’',
    '🚀',
    '\u200b',
    '\u0300',
    '€',
    '%',
    '(',
  );
  const messy = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 24 });
  fc.assert(
    fc.property(messy, fc.constantFrom(' ', ''), (parts, between) => {
      const text = parts.join(between);
      expect(found(text)).toEqual(all(text));
    }),
    { numRuns: 1000 },
  );
});

test('ordinary sentences need no close reading', () => {
  expect(
    doubtful('Le consegne sono in linea con il piano; domani, alle 10:30, arrivano 1.234,50 €. Va bene?'),
  ).toEqual([]);
  expect(doubtful('One error, one more')).toEqual([]);
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
