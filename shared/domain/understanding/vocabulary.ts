import type { Grammar } from '#shared/contracts/grammar.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { numberWords } from './lexemes.ts';
import { phraseBook, type PhraseBook } from './phrases.ts';

/** A grammar made ready to read with: built once, then shared by all questions. */
export interface Vocabulary {
  readonly book: PhraseBook;
  readonly cardinals: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly abbreviations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Words that spelling may be corrected to. */
  readonly spellable: ReadonlySet<string>;
}

type Entry = [tag: string, language: string, phrases: readonly string[]];

/** Phrases may be written with accents in the data; here they become as the tokeniser leaves texts. */
const plain = (phrase: string): string =>
  /[^a-z0-9 *[\]/]/.test(phrase)
    ? tokenise(phrase)
        .map((token) => token.norm)
        .join(' ')
    : phrase;

const entries = (grammar: Grammar): Entry[] => {
  const found: Entry[] = [];
  const add = (tag: string, language: string, phrases: readonly string[]): void => {
    found.push([tag, language, phrases.map(plain)]);
  };
  const addAll = (
    prefix: string,
    language: string,
    record: Readonly<Record<string, readonly string[]>>,
  ): void => {
    for (const [name, phrases] of Object.entries(record)) add(`${prefix}${name}`, language, phrases);
  };
  for (const [language, each] of Object.entries(grammar.languages)) {
    addAll('', language, each.tags);
    addAll('unit.', language, each.units);
    each.months.forEach((phrases, at) => add(`month.${at + 1}`, language, phrases));
    each.weekdays.forEach((phrases, at) => add(`weekday.${at + 1}`, language, phrases));
  }
  for (const [language, each] of Object.entries(grammar.catalogs)) {
    addAll('metric:', language, each.metrics);
    addAll('family:', language, each.families);
    addAll('dimension:', language, each.dimensions);
    addAll('value:', language, each.values);
    addAll('view:', language, each.views);
    addAll('superlative:', language, each.superlatives);
    add('row', language, each.rows);
    add('entity', language, each.entity);
    add('absent', language, each.absent);
  }
  return found;
};

const ready = new WeakMap<Grammar, Vocabulary>();

export const vocabularyOf = (grammar: Grammar): Vocabulary => {
  const known = ready.get(grammar);
  if (known) return known;
  const languages = Object.values(grammar.languages);
  const book = phraseBook(entries(grammar));
  const cardinals = numberWords(languages);
  const ordinals = new Map(languages.flatMap((each) => Object.entries(each.ordinals)));
  const made: Vocabulary = {
    book,
    cardinals,
    ordinals,
    abbreviations: new Map(
      languages.map((each) => [each.language, new Map(Object.entries(each.abbreviations))]),
    ),
    spellable: new Set([...book.words, ...cardinals.keys(), ...ordinals.keys()]),
  };
  ready.set(grammar, made);
  return made;
};
