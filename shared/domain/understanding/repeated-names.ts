import { tokenise } from '#shared/domain/language/tokens.ts';
import type { Mention } from './frame.ts';
import type { Lexemes } from './lexemes.ts';
import type { NameIndex } from './names.ts';

/** Below this a name is not meant. */
export const ENOUGH = 0.62;
/** Part of a name, as it is written there, is as good as this and better the more of it there is. */
const PART_SCORE = 0.8;

/**
 * "La chiusura mensile", "più richieste di ferie": words that mean something else by themselves, and together are
 * part of one name.
 */
export const writtenParts = (
  keys: readonly (string | undefined)[],
  words: Lexemes,
  index: NameIndex,
  speaks: (at: number) => boolean,
): Mention[] => {
  const found: Mention[] = [];
  const norms = words.tokens.map(({ norm }) => norm);
  for (let at = 0; at < keys.length; at += 1) {
    const part = index.partAt(keys, norms, at);
    if (!part || part.named.length > 1) continue;
    if (!Array.from({ length: part.end - at }, (_, each) => at + each).some(speaks)) continue;
    const score = PART_SCORE + (1 - PART_SCORE) * part.share;
    found.push({ start: at, end: part.end, choices: part.named, score, hits: part.end - at });
    at = part.end - 1;
  }
  return found;
};

/** Another thing is named: "the courier tracking and the courier one". */
const isAdded = (words: Lexemes, { start }: Mention): boolean =>
  [1, 2, 3].some((back) => words.tag(start - back, 'time.and') > 0 || words.mark(start - back, ',;'));

const isThing = ({ choices: [only, ...others] }: Mention): boolean =>
  only !== undefined && others.length === 0 && only.key !== only.name;

/** "How long does the site take to get an order in": a label that only says a word of the name once more. */
export const withoutRepeated = (
  mentions: readonly Mention[],
  words: Lexemes,
  index: NameIndex,
): Mention[] => {
  const said = new Set(
    mentions
      .filter(isThing)
      .flatMap(({ choices: [only] }) => tokenise(only?.name ?? '').map(({ norm }) => index.keyOf(norm))),
  );
  return mentions.filter((mention) => {
    const { start, end, choices } = mention;
    const label = choices.every(({ key, name }) => key === name);
    const kindSaid = words.matches.some(({ tag }) =>
      choices.some(({ dimension }) => tag === `dimension:${dimension}`),
    );
    const repeated = end - start === 1 && said.has(index.keyOf(words.tokens[start]?.norm ?? ''));
    return !(label && repeated && !kindSaid && !isAdded(words, mention));
  });
};

/**
 * "Estratti conto che non siamo riusciti a importare": what may mean several names, one of which is meant already,
 * repeats it.
 */
export const withoutEchoes = (mentions: readonly Mention[], words: Lexemes): Mention[] =>
  mentions.filter(
    (mention) =>
      mention.choices.length < 2 ||
      isAdded(words, mention) ||
      !mentions.some(
        ({ choices: [only, ...others] }) =>
          // A label has no words of its own that something else could repeat.
          others.length === 0 && only && only.key !== only.name && mention.choices.includes(only),
      ),
  );

/** One word that may be a part of another name than the one it fits best. */
const LOOSE = 0.9;

/** "Orders per day from the site": two words that may each mean several names, and mean one of them together. */
export const withoutApart = (
  mentions: readonly Mention[],
  keys: readonly (string | undefined)[],
  words: Lexemes,
  index: NameIndex,
): Mention[] => {
  const open = mentions.filter(
    ({ choices, hits, one, score, excluded }) =>
      hits === 1 &&
      one !== true &&
      excluded !== true &&
      (choices.length > 1 || (score < LOOSE && choices.every(({ key, name }) => key !== name))),
  );
  const [first, second, ...others] = open;
  const unclear = open.some(({ choices }) => choices.length > 1);
  if (!first || !second || !unclear || others.length > 0 || isAdded(words, second)) return [...mentions];
  const both = [first.start, second.start];
  const [best, next] = index.candidates(
    both.map((at) => keys[at] ?? ''),
    both.map((at) => words.tokens[at]?.norm ?? ''),
  );
  const clear =
    best?.full === true && best.score >= ENOUGH && (next?.full !== true || next.score < best.score);
  if (!best || !clear) return [...mentions];
  return mentions.map((mention) =>
    open.includes(mention) ? { ...mention, choices: [best.named], score: best.score } : mention,
  );
};
