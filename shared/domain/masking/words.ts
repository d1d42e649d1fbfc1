import type { Stretch } from './code-lines.ts';
import { core, endOfBroken, quoted } from './edges.ts';
import { createFold } from './fold.ts';
import {
  EVERY_TRAIT,
  humps,
  isMarkup,
  isQuotedName,
  isTechnical,
  SHORTEST_ERROR_NAME,
  technicalParts,
  technicalPieces,
} from './gate.ts';
import { TRAIT } from './glyphs.ts';
import { latinOf } from './letters.ts';
import type { Trie } from './trie.ts';
import { createUnits } from './units.ts';

const isTechnicalSigns = (word: string, traits: number): boolean =>
  !/[\p{L}\p{N}]/u.test(word) ? isTechnical(word, traits) : isMarkup(word);

/** A name made of names: `HttpProtocol`, `JsonFile`; or one with digits for letters: `p0stgres`. */
export type HoldsTerm = (word: string) => boolean;

export const createHoldsTerm = (trie: Trie): HoldsTerm => {
  const fold = createFold();
  const unitsOf = createUnits();
  const isTerm = (part: string): boolean => {
    const view = fold(part, unitsOf(part), 0, part.length);
    const match = trie.longest(view, 0, view.length);
    return (
      match?.to === view.length && match.entry.strength === 'strong' && match.entry.concept !== undefined
    );
  };
  return (word) =>
    (/[a-z][A-Z]|[A-Z][A-Z][a-z]/.test(word) &&
      word.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z]/).some((part) => isTerm(part))) ||
    (HAS_FIGURES.test(word) && isTerm(word.replace(/\d/g, (digit) => FIGURES[digit] ?? digit)));
};

/** Digits that stand for letters, in a word of at least five. */
const FIGURES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };
const HAS_FIGURES = /^(?=.{5})[A-Za-z]*[0134578]+[A-Za-z]+(?:[0134578]+[A-Za-z]+)*$/;

/** No word of people is longer; what is, is not looked into. */
const LONGEST_WORD = 300;

/** "API", "l'IVA": of letters alone only names are technical, by their humps or their end. */
const isShortInCapitals = (text: string, start: number, end: number, traits: number): boolean =>
  traits === (TRAIT.innerUpper | TRAIT.letter) &&
  end - start < SHORTEST_ERROR_NAME &&
  humps(text.slice(start, end)) === 0;

/** Adds the words (start, end and traits each) that are technical by their form. */
export const findWords = (
  text: string,
  words: readonly number[],
  holdsTerm: HoldsTerm,
  found: Stretch[],
): void => {
  for (let i = 0; i < words.length; i += 3) {
    const start = words[i] ?? 0;
    const end = words[i + 1] ?? 0;
    const traits = words[i + 2] ?? 0;
    if (traits === (TRAIT.dot | TRAIT.letter) && text.indexOf('.', start) >= end - 1) continue;
    if (isShortInCapitals(text, start, end, traits)) continue;
    if (end - start > LONGEST_WORD) {
      found.push([start, end]);
      continue;
    }
    if ((traits & TRAIT.foreign) !== 0) {
      // Its dress hides where its punctuation is: it goes as a whole.
      const plain = plainly(text.slice(start, end));
      if (plain.split(/\s/).some((part) => isWordTechnical(part) || holdsTerm(part)))
        found.push([start, end]);
      continue;
    }
    const [from, to] = core(text, start, end);
    // Nothing but signs: `()`, or markup that reads as quotes.
    if ((traits & TRAIT.symbol) !== 0 && isTechnicalSigns(text.slice(start, end), traits)) {
      found.push([start, end]);
      continue;
    }
    const word = text.slice(from, to);
    const wholeEnd = endOfBroken(text, from, to);
    if (wholeEnd > to) {
      found.push([from, wholeEnd]);
      continue;
    }
    const behind = ELIDED.exec(word)?.[0].length ?? 0;
    if (behind > 0 && isWhollyTechnical(word.slice(behind), traits, holdsTerm)) {
      found.push([from + behind, to]);
      continue;
    }
    const isName = isBetweenQuotes(text, from, to) && isQuotedName(word);
    if (isName || isWhollyTechnical(word, traits, holdsTerm)) found.push(quoted(text, start, end, from, to));
    else {
      const parts = [
        ...((traits & (TRAIT.innerUpper | TRAIT.digit)) === 0 ? [] : technicalParts(word)),
        ...((traits & TRAIT.symbol) === 0 ? [] : technicalPieces(word, traits)),
      ];
      for (const [first, last] of parts) found.push([from + first, from + last]);
    }
  }
};

const isWhollyTechnical = (word: string, traits: number, holdsTerm: HoldsTerm): boolean =>
  isTechnical(word, traits) || holdsTerm(word);
/** The article of `l'XMLFile` stays a word of its own. */
const ELIDED = /^\p{L}{1,6}['’](?=\p{L})/u;

const QUOTES = '"\'`“”«»‘’';
const isBetweenQuotes = (text: string, from: number, to: number): boolean =>
  QUOTES.includes(text[from - 1] ?? ' ') && QUOTES.includes(text[to] ?? ' ');

/** An undressed word, whatever stands around it. */
const isWordTechnical = (word: string): boolean => {
  const [from, to] = core(word, 0, word.length);
  // Of signs alone nothing would be left.
  const bare = from < to ? word.slice(from, to) : word;
  return (
    isTechnical(bare, EVERY_TRAIT) ||
    technicalParts(bare).length + technicalPieces(bare, EVERY_TRAIT).length > 0
  );
};

/** Without its dress. */
export const plainly = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Cc}]/gu, '')
    .replace(/[^\0-\x7f]/gu, latinOf)
    .normalize('NFC');
