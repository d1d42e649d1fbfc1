import type { Named } from '#shared/contracts/catalog.ts';
import type { NameIndex } from '../names.ts';

/** So alike are two spellings of one word, as the share of letters in threes that they have in common. */
const ALIKE = 0.6;
/** Two words, or two names, as near as this are told apart by the asker alone. */
const APART = 0.07;
const MEANT = 0.62;
const MOST_LETTERS_MORE = 3;

const threes = (word: string): Set<string> => {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
};

const likeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  (2 * [...one].filter((each) => other.has(each)).length) / (one.size + other.size);

/** The one name with a word that is spelt nearly like this one; nothing when there are several, or none. */
export const misspelt = (word: string, index: NameIndex): Named | undefined => {
  if (word.length < 5) return undefined;
  const letters = threes(word);
  const [best, second] = [...index.words]
    .filter((own) => own[0] === word[0] && Math.abs(own.length - word.length) <= MOST_LETTERS_MORE)
    .map((own) => ({ own, score: likeness(letters, threes(own)) }))
    .toSorted((one, other) => other.score - one.score);
  if (!best || best.score < ALIKE || best.score - (second?.score ?? 0) < APART) return undefined;
  const [named, next] = index.candidates([index.keyOf(best.own)], [best.own]);
  const clear = named && named.score >= MEANT && named.score - (next?.score ?? 0) >= APART;
  return clear ? named.named : undefined;
};
