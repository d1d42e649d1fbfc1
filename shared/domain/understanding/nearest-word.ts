import type { Grammar } from '#shared/contracts/grammar.ts';
import type { NameIndex } from './names.ts';
import { speller } from './spelling.ts';

/** Words for what the names say, in other words than theirs: "shipping", where one has "spedizioni". */
const aliasesOf = ({ vocabulary }: Grammar, index: NameIndex): string[] =>
  Object.values(vocabulary)
    .flat()
    .map((phrase) => phrase.replace('*', ''))
    .filter((word) => !word.includes(' ') && index.weight(index.keyOf(word)) > 0);

const letters = (word: string): string => word.split('').toSorted().join('');

/** A letter left out, doubled or out of its place; with another letter it may be another word. */
const isSlip = (word: string, meant: string): boolean =>
  meant.length !== word.length || letters(meant) === letters(word);

/** What a misspelt word means: a word that is known, else another word for what a name says. */
export const nearestWord = (
  known: (word: string) => string | undefined,
  isWhole: (word: string) => boolean,
  grammar: Grammar,
  index: NameIndex,
): ((word: string) => string | undefined) => {
  const none = { words: new Set<string>(), stems: new Set<string>(), telling: new Set<string>() };
  const alias = speller(none, new Set(aliasesOf(grammar, index)));
  return (word) => {
    const own = known(word);
    if (own !== undefined && isWhole(own)) return own;
    const other = alias(word);
    // "Statment": another word for what a name says, before a beginning with an ending that is no word.
    return other !== undefined && isSlip(word, other) ? other : own;
  };
};
