import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileDictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';

const files = new URL('../../../layers/catalog/masking/', import.meta.url);

export const dictionary = compileDictionary(
  readdirSync(files)
    .sort()
    .map((file): unknown => parse(readFileSync(new URL(file, files), 'utf8'))),
);

export const italian = createMask(dictionary, 'it');
export const english = createMask(dictionary, 'en');
export const masks = { it: italian, en: english };

const linesOf = (url: URL): string[] => readFileSync(url, 'utf8').split('\n').filter(Boolean);

export const lines = (name: string): string[] => linesOf(new URL(name, import.meta.url));

const samples = new URL('../../../../shared/data/masking/', import.meta.url);
export const samplesPresent = existsSync(samples);
/** Lines of the samples that lie beside the repository, or none. */
export const sampleLines = (name: string): string[] =>
  samplesPresent ? linesOf(new URL(name, samples)) : [];

const inWords = (text: string, change: (word: string) => string): string =>
  text.replace(/[A-Za-zÀ-ÿ]{4,}/g, change);
const halved = (word: string, sign: string): string => {
  const half = word.length >> 1;
  return word.slice(0, half) + sign + word.slice(half);
};
const look: Record<string, string> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', y: 'у', i: 'і' };

/** The ways a word is dressed up so that it is read by people and missed by lists of words. */
export const disguises: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  'with zero-width spaces': (text) => inWords(text, (word) => halved(word, '\u200b')),
  'with soft hyphens': (text) => inWords(text, (word) => halved(word, '\u00ad')),
  'full-width': (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'with an accent': (text) => inWords(text, (word) => `${word.charAt(0)}\u0301${word.slice(1)}`),
  'struck through': (text) => text.replace(/[A-Za-z]/g, '$&\u0336'),
  'in mathematical bold': (text) =>
    text.replace(/[A-Za-z]/g, (char) =>
      String.fromCodePoint(
        char >= 'a' ? 0x1d41a + char.charCodeAt(0) - 97 : 0x1d400 + char.charCodeAt(0) - 65,
      ),
    ),
  'in look-alike letters': (text) => text.replace(/[aeopcxyi]/g, (char) => look[char] ?? char),
  'split by a hyphen': (text) => inWords(text, (word) => halved(word, '-')),
  'split by stars': (text) => inWords(text, (word) => halved(word, '**')),
  'split by full stops': (text) => inWords(text, (word) => Array.from(word).join('.')),
  'letter by letter': (text) => inWords(text, (word) => Array.from(word).join(' ')),
  'across lines': (text) => text.replaceAll(' ', '\n'),
  'broken at the end of lines': (text) => inWords(text, (word) => halved(word, '-\n')),
  'with double spaces': (text) => text.replaceAll(' ', '  '),
  'with hard spaces': (text) => text.replaceAll(' ', '\u00a0'),
};

const undressed = new Map(Object.entries(look).map(([letter, other]) => [other, letter]));

/** The dress taken off again, by other means than those of the mask. */
const plain = (text: string): string =>
  Array.from(text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, ''))
    .map((char) => undressed.get(char) ?? char)
    .join('')
    .toLowerCase()
    .replace(/\s+/g, ' ');

/** Tells which of the terms still stands in a text as words of their own; an independent reading. */
export const reader = (terms: readonly string[]): ((text: string) => string | undefined) => {
  const sought = terms.map(plain);
  return (text) => {
    const within = plain(text);
    return sought.find((term) => {
      for (let at = within.indexOf(term); at >= 0; at = within.indexOf(term, at + 1)) {
        const around = (within[at - 1] ?? ' ') + (within[at + term.length] ?? ' ');
        if (!/[\p{L}\p{N}]/u.test(around)) return true;
      }
      return false;
    });
  };
};
