import type { CatalogGrammar, Grammar } from '#shared/contracts/grammar.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { numberWords, type WordForms } from './lexemes.ts';
import { phraseBook, type PhraseBook, wordsOf } from './phrases.ts';
import type { Spellable } from './spelling.ts';

/** A grammar made ready to read with: built once, then shared by all questions. */
export interface Vocabulary extends WordForms {
  readonly book: PhraseBook;
  /** Short words that may be written in one with the vowel behind them. */
  readonly elided: ReadonlyMap<string, readonly string[]>;
  readonly abbreviations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Words, and beginnings of words, that spelling may be corrected to. */
  readonly spellable: Spellable;
}

type Entry = [tag: string, language: string, phrases: readonly string[]];

/** Phrases may be written with accents in the data; here they become as the tokeniser leaves texts. */
const plain = (phrase: string): string =>
  /[^a-z0-9 *[\]/]/.test(phrase)
    ? tokenise(phrase)
        .map((token) => token.norm)
        .join(' ')
    : phrase;

/** Every phrase of a catalog that says what is measured, of what, or in which state. */
const phrasesOf = (each: CatalogGrammar): string[] => [
  ...[each.metrics, each.families, each.dimensions, each.values, each.views, each.superlatives].flatMap(
    (phrases) => Object.values(phrases).flat(),
  ),
  ...Object.values(each.otherRows ?? {}).flat(),
  ...each.rows,
  ...each.entity,
];

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
    addAll('behind:', language, each.viewsBehindName ?? {});
    addAll('superlative:', language, each.superlatives);
    add('row', language, each.rows);
    for (const [metric, phrases] of Object.entries(each.otherRows ?? {})) {
      add('row', language, phrases);
      add(`counted:${metric}`, language, phrases);
    }
    add('entity', language, each.entity);
    add('anchor', language, each.anchors ?? []);
    add('proven', language, each.proven ?? phrasesOf(each));
    add('absent', language, each.absent);
  }
  return found;
};

/** Words of other subjects, and words that say nothing by themselves: they stand as they are, and no slip means them. */
const NEVER_MEANT = new Set([
  'offtopic',
  'common',
  'adjective',
  'stopped',
  'took',
  'habitual.when',
  'habitual.days',
  'moment',
  'proven',
  'time.countable',
  'absent.exact',
  'absent.always',
  'ours',
  'nounOrVerb',
  'thereWas',
  'nothing',
  'theSingle',
  'closing',
  'beyond',
  'beyond.lacks',
  'mutual',
  'made',
  'members',
  'members.end',
  'alone.lead',
  'alone.word',
  'alone.next',
  'points.at',
  'points.that',
  'points.of',
  'points.between',
  'points.those',
  'points.has',
  'points.had',
  'points.verb',
  'isThere',
  'altered',
  'multiple',
  'leap',
  'firstEver',
  'lastFew',
  'everyUnit',
  'bothOf',
  'neitherOf',
  'someOf',
  'alsoThen',
  'than',
  'allThe',
  'drop.it',
  'drop.out',
  'drop.them',
  'drop.verb',
  'include.back',
  'include.verb',
  'proVerb',
  'whole.of',
  'thenDid',
  'beforeOr',
  'purpose.whole',
  'purpose.asks',
  'purpose.ends',
  'recap',
  'recap.of',
  'periodic.day',
  'periodic.week',
  'periodic.month',
  'periodic.quarter',
  'periodic.year',
  'earliest',
  'mishap',
  'commonest',
  'kindOf',
  'topKinds',
  'theSame',
  'causes',
  'keeps',
]);
/** "Quanto fattura": what the data lacks, in words that a slip must not become. */
const standsFor = (tag: string): string => (tag === 'absent.exact' ? 'absent' : tag);

/** What this data is spoken of with. */
const TELLING = /^(?:metric:|family:|view:|superlative:|row$|entity$)/;

const ready = new WeakMap<Grammar, Vocabulary>();

export const vocabularyOf = (grammar: Grammar): Vocabulary => {
  const known = ready.get(grammar);
  if (known) return known;
  const languages = Object.values(grammar.languages);
  const all = entries(grammar);
  const { words, stems } = wordsOf(all.filter(([tag]) => !NEVER_MEANT.has(tag)));
  const own = wordsOf(all.filter(([tag]) => TELLING.test(tag)));
  const cardinals = numberWords(languages);
  const ordinals = new Map(languages.flatMap((each) => Object.entries(each.ordinals)));
  const made: Vocabulary = {
    book: phraseBook(all.map(([tag, language, phrases]) => [standsFor(tag), language, phrases])),
    cardinals,
    ordinals,
    joints: new Set(['-', ...languages.flatMap((each) => each.numberJoints ?? [])]),
    elided: new Map(languages.map((each) => [each.language, each.elided ?? []])),
    plurals: languages.flatMap((each) => each.plurals ?? []),
    futures: languages.flatMap((each) => each.futures ?? []),
    abbreviations: new Map(
      languages.map((each) => [each.language, new Map(Object.entries(each.abbreviations))]),
    ),
    spellable: {
      words: new Set([...words, ...cardinals.keys(), ...ordinals.keys()]),
      stems,
      telling: own.words.union(own.stems),
    },
  };
  ready.set(grammar, made);
  return made;
};
