import type { Grammar } from '#shared/contracts/grammar.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { standing } from '../frame.ts';
import type { NameIndex } from '../names.ts';
import { type PhraseBook, phraseBook } from '../phrases.ts';
import { vocabularyOf } from '../vocabulary.ts';

const books = new WeakMap<Grammar, PhraseBook>();

/** Loose words of all languages: what they may mean is believed only when a model says the same. */
export const hintsOf = (grammar: Grammar): PhraseBook => {
  const known = books.get(grammar);
  if (known) return known;
  const book = phraseBook(
    Object.values(grammar.catalogs).flatMap(({ language, hints = {} }) =>
      Object.entries(hints).map(([tag, phrases]): [string, string, readonly string[]] => [
        tag,
        language,
        phrases,
      ]),
    ),
  );
  books.set(grammar, book);
  return book;
};

const phrasesOf = (tag: string, language: string, grammar: Grammar): readonly string[] => {
  const catalog = grammar.catalogs[language];
  if (!catalog) return [];
  const colon = tag.indexOf(':');
  if (colon < 0) return (tag === 'row' ? catalog.rows : grammar.languages[language]?.tags[tag]) ?? [];
  const { metrics, families, dimensions, values, views, superlatives } = catalog;
  const records = new Map([
    ['metric', metrics],
    ['family', families],
    ['dimension', dimensions],
    ['value', values],
    ['view', views],
    ['superlative', superlatives],
  ]);
  return records.get(tag.slice(0, colon))?.[tag.slice(colon + 1)] ?? [];
};

/** A phrase as one could write it: a stem for any word that begins so, the first of alternatives. */
const written = (phrase: string): string =>
  phrase
    .split(' ')
    .filter((piece) => !piece.startsWith('['))
    .map((piece) => piece.split('/')[0]?.replace('*', '') ?? '')
    .join(' ');

const isMany = (phrase: string, grammar: Grammar): boolean =>
  vocabularyOf(grammar)
    .book.find(tokenise(phrase))
    .some(({ tag }) => tag === 'many');

/** The grammar reads the phrase as this tag and as nothing else, but for how many there are. */
const isOnly = (tag: string, phrase: string, grammar: Grammar): boolean => {
  const tokens = tokenise(phrase);
  const read = standing(vocabularyOf(grammar).book.find(tokens), new Set());
  const alone = read.every(
    (match) => (match.tag === tag || match.tag === 'many') && match.end - match.start === tokens.length,
  );
  return read.length > 0 && alone;
};

/** Words of a language for a tag; undefined when it has none that mean nothing else. */
export const wordsFor = (
  tag: string,
  language: string,
  grammar: Grammar,
  many = false,
): string | undefined => {
  const phrases = phrasesOf(tag, language, grammar);
  const whole = phrases.filter((phrase) => written(phrase) === phrase);
  const only = [...whole, ...phrases.map(written)].filter((phrase) => isOnly(tag, phrase, grammar));
  return only.find((phrase) => isMany(phrase, grammar) === many) ?? only[0];
};

/** No phrase but an empty one begins with the word or is it. */
const isEmpty = (word: string, grammar: Grammar): boolean =>
  isOnly('stop', word, grammar) &&
  vocabularyOf(grammar)
    .book.find(tokenise(word))
    .every((match) => match.tag === 'stop');

/** One word that says nothing and is in no name: it keeps apart what it stands between. */
export const emptyWord = (language: string, grammar: Grammar, index: NameIndex): string =>
  ['milhena', ...phrasesOf('stop', language, grammar)].find(
    (word) => /^[a-z]{3,}$/.test(word) && isEmpty(word, grammar) && index.weight(index.keyOf(word)) === 0,
  ) ?? '';
