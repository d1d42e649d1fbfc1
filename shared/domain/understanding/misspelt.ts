import { type Token, tokenise } from '#shared/domain/language/tokens.ts';
import { expand, respaced } from './expand.ts';
import type { NameIndex } from './names.ts';
import { COUNTED, type Match } from './phrases.ts';
import { correct, shortSpeller } from './spelling.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Names {
  readonly index: NameIndex;
  readonly nearest: (word: string) => string | undefined;
}

/** What a word of few letters may be a slip of: words that ask, of time, and of this data. */
const SHORT = /^(?:ask\.|unit\.|day\.|now$|metric:|view:|superlative:|row$|entity$)/;
/** Where one of these is said, the question is about the data. */
const OF_DATA = /^(?:anchor$|metric:|view:|superlative:|row$|entity$)/;

/** A word of so many letters has enough of them to tell which one was meant; a shorter one only among few words. */
const LONG = 5;
const SHORTEST = 3;

/** "How mnay": the word says something with those around it. */
const saysBeside = (tokens: readonly Token[], at: number, norm: string, { book }: Vocabulary): boolean => {
  const token = tokens[at];
  if (!token || !book.spells(norm)) return false;
  const near = [
    ...tokens.slice(Math.max(0, at - 1), at),
    { ...token, norm },
    ...tokens.slice(at + 1, at + 2),
  ];
  const place = Math.min(at, 1);
  return book.find(near).some(({ tag, start, end }) => SHORT.test(tag) && start <= place && end > place);
};

/** The words of a text: short forms written out, misspelt ones as they were meant. `corrected`: how many were. */
export const repaired = (
  source: string,
  language: string,
  vocabulary: Vocabulary,
  { index, nearest }: Names,
): { tokens: Token[]; corrected: number } => {
  const { book, cardinals, ordinals } = vocabulary;
  const spaced = respaced(tokenise(source), language, vocabulary, index);
  const said = expand(spaced, language, vocabulary, index);
  let found: Match[] | undefined;
  const named = (word: string): boolean =>
    index.words.has(word) || index.weight(index.keyOf(word)) > 0 || index.keyOf(word).startsWith('=');
  // "Girndo" begins as "gir* bene" does: it is known where that is said.
  const begins = (word: string, at: number): boolean =>
    book.knows(word) &&
    (found ??= book.find(said)).some(({ tag, start, end }) => at >= start && at < end && !COUNTED.test(tag));
  const known = (word: string, at: number): boolean =>
    book.spells(word) || cardinals.has(word) || ordinals.has(word) || named(word) || begins(word, at);
  const long = correct(said, (word, at) => word.length < LONG || known(word, at), nearest);
  const knownShort = (word: string): boolean =>
    word.length < SHORTEST || word.length >= LONG || book.knows(word) || known(word, -1);
  if (long.tokens.every(({ kind, norm }) => kind !== 'word' || knownShort(norm))) return long;
  if (!book.find(long.tokens).some(({ tag }) => OF_DATA.test(tag))) return long;
  const says = (word: string): boolean => book.tagsOf(word).some((tag) => SHORT.test(tag));
  const beside = (word: string, at: number): boolean => saysBeside(long.tokens, at, word, vocabulary);
  const short = correct(long.tokens, knownShort, shortSpeller(says, beside));
  return { tokens: short.tokens, corrected: long.corrected + short.corrected };
};
