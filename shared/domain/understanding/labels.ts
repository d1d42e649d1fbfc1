import type { Mention } from './frame.ts';
import type { Lexemes } from './lexemes.ts';
import type { NameIndex } from './names.ts';

/** "Area di Sistemi", "tagged with “monthly”": so much may stand between the kind and the name. */
const BETWEEN = 2;
const QUOTES = '"\'“”«»:';

/**
 * "The Sistemi area", "tagged monthly": a name of one word beside the word for its kind is that name, whatever
 * else the word may mean.
 */
export const labelsBeside = (words: Lexemes, index: NameIndex): Mention[] => {
  const light = (at: number): boolean =>
    words.mark(at, QUOTES) || index.small(words.tokens[at]?.norm ?? '') || words.tag(at, 'naming') > 0;
  const kindBeside = (at: number, dimension: string): boolean =>
    words.matches.some(({ tag, start, end }) => {
      if (tag !== `dimension:${dimension}`) return false;
      // "Clients-tagged".
      if (start === at + 1 || (start === at + 2 && words.mark(at + 1, '-'))) return true;
      const between = Array.from({ length: Math.max(0, at - end) }, (_, each) => end + each);
      return end <= at && between.length <= BETWEEN && between.every(light);
    });
  return words.tokens.flatMap(({ kind, norm }, at) => {
    // "Etichette ordinate per numero": the word orders them.
    const orders = words.matches.some(
      ({ tag, start, end }) => /^(?:order\.|sorted$)/.test(tag) && end - start > 1 && at >= start && at < end,
    );
    const meant =
      kind === 'word' && !orders
        ? index.label(norm).filter(({ dimension }) => kindBeside(at, dimension))
        : [];
    return meant.length > 0
      ? [{ start: at, end: at + 1, choices: index.prefer(meant), score: 1, hits: 1 }]
      : [];
  });
};

const AROUND = ['only', 'follow', 'stop', 'naming', 'time.glue'];

/** "Solo sistemi", "sistemi only": nothing else is said. */
const isAlone = (words: Lexemes, at: number): boolean =>
  words.tokens.every(
    ({ kind }, other) => other === at || kind === 'mark' || AROUND.some((tag) => words.tag(other, tag) > 0),
  );

/** "Errori di Sistemi", "in sistemi": written or placed as a name, or said alone, it is no mere word. */
export const isPlacedLabel = (
  words: Lexemes,
  index: NameIndex,
  proper: ReadonlySet<string>,
  at: number,
): boolean => {
  const token = words.tokens[at];
  if (!token || !index.label(token.norm).some(({ name }) => name.toLowerCase() === token.norm)) return false;
  return proper.has(token.text) || words.tag(at - 1, 'place') > 0 || isAlone(words, at);
};
