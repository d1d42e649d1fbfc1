import type { Directory, Named } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { foldText, type Token } from '#shared/domain/language/tokens.ts';
import { akinTo } from './akin.ts';
import { withExcluded } from './excluded.ts';
import { type Frame, leadsToTime, type Mention, standing } from './frame.ts';
import { labelsBeside } from './labels.ts';
import { lexemes, type Lexemes } from './lexemes.ts';
import { keysOf, partialNames, wholeNames } from './link.ts';
import { softRoles, strongTokens } from './name-roles.ts';
import { withoutApart, withoutEchoes, withoutRepeated, writtenParts } from './repeated-names.ts';
import { nearestWord } from './nearest-word.ts';
import { withoutNamed } from './named-windows.ts';
import { nameIndex, type NameIndex } from './names.ts';
import { withPeriod } from './overview-period.ts';
import type { Match } from './phrases.ts';
import { oneOfLabel } from './one-of-label.ts';
import { preambles } from './preambles.ts';
import { matchesIn } from './matches-in.ts';
import { conceptsPutRight, namesPutRight } from './repair.ts';
import { repaired } from './misspelt.ts';
import { withoutRecap, withRecap } from './recaps.ts';
import { speller } from './spelling.ts';
import type { Local } from './time/calendar.ts';
import { properWords } from './proper.ts';
import { readTimes } from './time/read-times.ts';
import { unknownWords, withoutAskers } from './unexplained.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

interface Names {
  readonly index: NameIndex;
  readonly nearest: (word: string) => string | undefined;
}

const indexes = new WeakMap<Grammar, WeakMap<Named[], Names>>();

/** The index of names is built once; new names bring a new one. */
export const namesOf = (directory: Directory, grammar: Grammar): Names => {
  const ofGrammar = indexes.get(grammar) ?? new WeakMap<Named[], Names>();
  indexes.set(grammar, ofGrammar);
  const known = ofGrammar.get(directory.names);
  if (known) return known;
  const index = nameIndex(directory, grammar);
  const { spellable } = vocabularyOf(grammar);
  const isWhole = (word: string): boolean => spellable.words.has(word) || index.words.has(word);
  const nearest = nearestWord(speller(spellable, index.words), isWhole, grammar, index);
  const made = { index, nearest };
  ofGrammar.set(directory.names, made);
  return made;
};

/** Chat spellings with digits or marks in them ("2day", "w/o") are words. */
const spelledOut = (text: string, { abbreviations }: Vocabulary): string =>
  /\p{L}\d|\d\p{L}|\p{L}\//u.test(text)
    ? text.replace(/\p{L}+\/\p{L}*|[\p{L}\d]+/gu, (word) => {
        if (!/[\d/]/.test(word)) return word;
        const full = [...abbreviations.values()].map((each) => each.get(word.toLowerCase()));
        return full.find((each) => each !== undefined) ?? word;
      })
    : text;

const tokensOf = (spans: readonly { start: number; end: number }[]): Set<number> =>
  new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));

const spread = (mentions: readonly Mention[]): Set<number> => {
  const taken = new Set<number>();
  for (const mention of mentions) for (let at = mention.start; at < mention.end; at += 1) taken.add(at);
  return taken;
};

/** Words that mean something of the data by themselves, and may be part of a name all the same. */
const SPEAKING = /^(?:metric:|superlative:|view:|absent$|family:)/;

const speaking = (words: Lexemes): ((at: number) => boolean) => {
  const spoken = tokensOf(standing(words.matches, new Set()).filter(({ tag }) => SPEAKING.test(tag)));
  return (at) => spoken.has(at);
};

const overlapsAny = (mentions: readonly Mention[], start: number, end: number): boolean =>
  mentions.some((mention) => mention.start < end && start < mention.end);

/** A name of one common word ("Errori") is meant only where that word says nothing else. */
const acceptableWhole =
  (words: Lexemes, strong: ReadonlySet<number>) =>
  (start: number, end: number): boolean => {
    for (let at = start; at < end; at += 1)
      if (!strong.has(at) && words.number(at) === undefined) return true;
    return end - start > 2;
  };

/** "Ah ok. And yesterday?": the first words only open the sentence. */
const withoutOpener = (matches: readonly Match[], tokens: readonly Token[]): Match[] => {
  const opens = (at: number): boolean =>
    tokens[at]?.kind === 'mark' ||
    matches.some(({ tag, start, end }) => tag === 'opener' && start === at && end === at + 1);
  let opening = 0;
  while (opening < tokens.length && opens(opening)) opening += 1;
  if (tokens.length - opening < 2) return [...matches];
  return matches.filter(({ tag, end }) => end > opening || !/^(?:metric:|value:|view:)/.test(tag));
};

const MEASURED = /^(?:row$|metric:|family:)/;

/** "How often did the pizza process fail": what a process is of is its name, and no other subject. */
const withoutNamedTopics = (matches: readonly Match[]): Match[] => {
  const things = matches.filter(({ tag }) => tag === 'entity');
  const isName = ({ start, end }: Match): boolean =>
    things.some(
      (thing) =>
        (thing.end < start &&
          start - thing.end <= 2 &&
          matches.some(({ tag, start: from }) => tag === 'naming' && from === thing.end)) ||
        thing.start === end ||
        thing.start === end + 1,
    );
  return matches.some(({ tag }) => MEASURED.test(tag))
    ? matches.filter((match) => match.tag !== 'offtopic' || !isName(match))
    : [...matches];
};

/** "Longer than an hour" is a bound, no series by the hour. */
const isBounded = (words: Lexemes, start: number): boolean =>
  words.matches.some(({ tag, end }) => end === start && tag.startsWith('having.'));

const PHRASED = /^(?:metric:|family:|having\.(?:g|l)|per\.weekday|per\.hour)/;

/** "The wait before *starting* yesterday", "went *past* 10": a word inside a phrase begins no period. */
const insidePhrases = (words: Lexemes): Set<number> => {
  const phrases = words.matches.filter(({ tag }) => PHRASED.test(tag));
  // "The second for runs" is a place, and no day of a month.
  const places = words.matches.filter(
    // "Next to last month's": held against it.
    ({ tag, end }) => tag.startsWith('count.') && words.prefixed(end, 'unit.') === undefined,
  );
  return tokensOf([
    ...phrases.map(({ start, end }) => ({ start: start + 1, end: Math.max(start + 1, end) })),
    ...places,
  ]);
};

/** "What on earth went wrong": behind the word that asks it says nothing. */
const fillers = (words: Lexemes): Match[] =>
  words.matches.filter(
    ({ tag, start }) =>
      tag === 'filler' &&
      (words.prefixed(start - 1, 'ask.') !== undefined || words.tag(start - 1, 'thingAsked') === start),
  );

const LONGEST_NAME = 3;

/** "The gift card activation process": part of a name that is given, and no other subject. */
const namesThing = (words: Lexemes, { start, end }: Match): boolean => {
  const thing = words.tokens.findIndex((_, at) => at >= end && words.tag(at, 'entity') > 0);
  const between = words.tokens.slice(end, thing);
  return (
    [start, start - 1].some((at) => words.tag(at - 1, 'theSingle') === at) &&
    thing >= end &&
    between.length < LONGEST_NAME &&
    between.every(({ kind }, at) => kind === 'word' && words.tag(end + at, 'stop') === 0)
  );
};

/** What is recognised in the words, without what the question is only asked for. */
const recognised = (tokens: readonly Token[], vocabulary: Vocabulary, index: NameIndex): Lexemes => {
  const matches = matchesIn(tokens, vocabulary);
  const words = lexemes(tokens, matches, vocabulary);
  const idle = tokensOf([...preambles(words, index), ...fillers(words)]);
  if (idle.size === 0) {
    const kept = withoutNamedTopics(withoutOpener(matches, tokens));
    return kept.length === matches.length ? words : lexemes(tokens, kept, vocabulary);
  }
  const kept = tokens.filter((_, at) => !idle.has(at));
  const known = withoutOpener(matchesIn(kept, vocabulary), kept);
  return lexemes(kept, withoutNamedTopics(known), vocabulary);
};

/** Recognises everything in a question: times, names, concepts, and what stays unexplained. */
export const readFrame = (
  text: string,
  language: string,
  local: Local,
  grammar: Grammar,
  directory: Directory,
): Frame => {
  const vocabulary = vocabularyOf(grammar);
  const names = namesOf(directory, grammar);
  const source = foldText(spelledOut(text, vocabulary));
  const { tokens: said, corrected } = repaired(source, language, vocabulary, names);
  const words = recognised(said, vocabulary, names.index);
  const keys = keysOf(words, names.index);
  const proper = properWords(text);
  const full = wholeNames(keys, names.index, acceptableWhole(words, strongTokens(words.matches, new Set())));
  const inFull = spread(full);
  const labelled = labelsBeside(words, names.index).filter(({ start }) => !inFull.has(start));
  const parts = writtenParts(keys, words, names.index, speaking(words)).filter(
    ({ start, end }) => !overlapsAny([...full, ...labelled], start, end),
  );
  const whole = [...full, ...labelled, ...parts];
  const named = spread(whole);
  const dated = withPeriod(
    words,
    readTimes(words, local, new Set([...named, ...insidePhrases(words)])),
    local,
  );
  const { times: readings, recap } = withRecap(words, named, dated, local);
  const used = new Set([...named, ...readings.used, ...tokensOf(recap ? [recap] : [])]);
  // "Backup notturno": words of the night may be part of a name.
  const soft = tokensOf(readings.windows.filter((window) => !window.clock));
  const roles = softRoles(words, soft, used, names.index, keys, proper);
  const { mentions: partial } = partialNames(keys, words, names.index, roles);
  const told = withoutApart([...whole, ...partial], keys, words, names.index);
  const linked = withoutRecap(withoutRepeated(withoutEchoes(told, words), words, names.index), recap);
  const stands = standing(words.matches, new Set([...readings.used, ...spread(linked)]));
  const meant = withExcluded(words, withoutAskers(linked, words, stands));
  const mentions = namesPutRight(words, meant).map(oneOfLabel(words, names.index));
  const times = withoutNamed(readings, mentions, words);
  const taken = new Set([...times.used, ...spread(meant)]);
  const matches = recap ? [...words.matches, recap] : words.matches;
  const asked = conceptsPutRight(words, standing(matches, taken)).filter((match) => {
    const { tag, start, end } = match;
    return (
      // "Runs that last less than a minute": what they take.
      (tag !== 'last' || words.prefixed(end, 'having.') === undefined) &&
      (tag !== 'offtopic' || !namesThing(words, match)) &&
      (!tag.startsWith('per.') ||
        !(leadsToTime(words, times, tag.slice('per.'.length), end) || isBounded(words, start)))
    );
  });
  // "The difference between yesterday and Monday" defines nothing.
  const concepts = asked.map((match) =>
    match.tag === 'define.contrast' && times.ranges.length > 1 ? { ...match, tag: 'compare.ask' } : match,
  );
  const ignorable = Object.values(grammar.languages).flatMap((each) => each.ignorable);
  const akin = akinTo(meant);
  const unexplained = unknownWords(words, concepts, taken, ignorable, names.index, proper, akin);
  return { source, language, words, times, mentions, concepts, ...unexplained, corrected };
};
