import type { Grammar, LanguageGrammar } from '#shared/contracts/grammar.ts';
import type { ProseCatalog, ProseLanguage } from '#shared/contracts/prose.ts';
import { numberWords } from '../understanding/lexemes.ts';
import { type PhraseBook, phraseBook } from '../understanding/phrases.ts';
import { type Vocabulary, vocabularyOf } from '../understanding/vocabulary.ts';

/** One language and one catalog made ready to read prose with. */
export interface Lexicon {
  readonly decimal: ',' | '.';
  readonly doubleNegation: boolean;
  readonly book: PhraseBook;
  readonly cardinals: ReadonlyMap<string, number>;
  readonly multipliers: ReadonlyMap<string, number>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly counted: ReadonlySet<string>;
  readonly mean: string;
  readonly percentiles: ReadonlyMap<string, string>;
  readonly lasts: ReadonlyMap<string, string>;
  readonly opposites: ReadonlyMap<string, string>;
  readonly wholes: ReadonlyMap<string, string>;
  readonly rates: ReadonlyMap<string, string>;
  /** Words of the calendar, as questions are read with them. */
  readonly calendar: Vocabulary;
}

/** Builds a lexicon; `grammar` lends the words for times and numbers. */
export const lexiconOf = (language: ProseLanguage, catalog: ProseCatalog, grammar: Grammar): Lexicon => {
  const entries: [string, string, readonly string[]][] = [];
  const add = (prefix: string, groups: Readonly<Record<string, readonly string[]>>): void => {
    for (const [name, phrases] of Object.entries(groups))
      entries.push([prefix + name, language.language, phrases]);
  };
  add('', language.tags);
  add('metric:', catalog.metrics);
  add('verb:', catalog.verbs);
  add('adjective:', catalog.adjectives);
  add('entity:', catalog.entities);
  const own: LanguageGrammar | undefined = grammar.languages[language.language];
  return {
    decimal: language.decimal,
    doubleNegation: language.doubleNegation,
    book: phraseBook(entries),
    cardinals: numberWords(own ? [own] : []),
    multipliers: new Map(Object.entries(language.multipliers)),
    aliases: new Map(Object.entries(language.aliases)),
    counted: new Set(catalog.counted),
    mean: catalog.mean,
    percentiles: new Map(Object.entries(catalog.percentiles)),
    lasts: new Map(Object.entries(catalog.lasts)),
    opposites: new Map(Object.entries(catalog.opposites)),
    wholes: new Map(Object.entries(catalog.wholes)),
    rates: new Map(Object.entries(catalog.rates)),
    calendar: vocabularyOf(grammar),
  };
};
