import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScan } from '#shared/domain/masking/scan.ts';
import { createTrie } from '#shared/domain/masking/trie.ts';
import { dictionary, disguises, lines } from './support.ts';

const trie = createTrie(dictionary);

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
