import { expect, test } from 'vitest';
import { articlesOf, NO_ARTICLES } from '#shared/domain/masking/articles.ts';
import { dictionary } from './support.ts';

const grammarOf = (language: string) => dictionary.grammar?.[language] ?? NO_ARTICLES;

test.each([
  ['il', 'connessione', 'f', 'la connessione'],
  ['la', 'archivio', 'm', "l'archivio"],
  ['i', 'scambio', 'm', 'gli scambi'],
  ['le', 'processo', 'm', 'i processi'],
  ['gli', 'connessione', 'f', 'le connessioni'],
  ['Nello', 'archivio', 'm', "nell'archivio"],
  ['dell’', 'processo', 'm', 'del processo'],
  ["quest'", 'processo', 'm', 'questo processo'],
  ["un'", 'scambio', 'm', 'uno scambio'],
] as const)('%s before %s is %s', (written, noun, gender, expected) => {
  const articles = articlesOf(grammarOf('it'));
  const read = articles.read(written);
  expect(read).toBeDefined();
  if (!read) return;
  const many = { processo: 'processi', scambio: 'scambi', connessione: 'connessioni', archivio: 'archivi' };
  const form = read.many ? many[noun] : noun;
  expect(articles.agreeing(read, form, gender, read.many) + form).toBe(expected);
});

test('a reference takes an article of its own', () => {
  const [italian, english, bare] = [
    articlesOf(grammarOf('it')),
    articlesOf(grammarOf('en')),
    articlesOf(NO_ARTICLES),
  ];
  expect(italian.indefinite('riferimento', 'm', false)).toBe('un ');
  expect(italian.indefinite('scambio', 'm', false)).toBe('uno ');
  expect(italian.indefinite('connessione', 'f', false)).toBe('una ');
  expect(english.indefinite('reference', 'm', false)).toBe('a ');
  expect(english.indefinite('Archive', 'm', false)).toBe('an ');
  expect(english.indefinite('references', 'm', true)).toBe('');
  expect(bare.indefinite('reference', 'm', false)).toBe('');
  expect(bare.read('the')).toBeUndefined();
  expect(bare.head).toBe('last');
  expect(italian.head).toBe('first');
});

test('a word that several families have is read as the first of them, or as an article of its own', () => {
  const italian = articlesOf(grammarOf('it'));
  const english = articlesOf(grammarOf('en'));
  const dei = italian.read('dei');
  expect(dei?.many).toBe(true);
  expect(dei && italian.agreeing(dei, 'processo', 'm', false)).toBe('un ');
  expect(english.read('')).toBeUndefined();
  const row = (word: string): [string, string, string] => [word, word, word];
  const shared = articlesOf({
    ...NO_ARTICLES,
    articles: [
      { indefinite: true, m: row('un'), f: row('una'), ms: row(''), fs: row('') },
      { m: row('un'), f: row('una'), ms: row('dei'), fs: row('delle') },
    ],
  });
  for (const word of ['un', 'una'])
    expect(shared.read(word)).toMatchObject({ many: false, family: { indefinite: true } });
  expect(shared.indefinite('archivio', 'f', false)).toBe('una ');
});
