import type { Lexemes } from './lexemes.ts';

/** Verbs and small words that go on behind a noun; a noun would be what the word before it describes. */
const GOES_ON = /^(?:stop|aux|now|last|not|never|always|or|time\.glue|place|alone\.next|ask\..*)$/;
const DOES = /^(?:row|metric:.*)$/;

/** "The nightly failures", "the nightly error rate": the noun stands behind. */
const isNoun = (words: Lexemes, at: number): boolean =>
  words.tag(at, 'anchor') > 0 ||
  (words.tag(at, 'stop') === 0 &&
    (words.plural(at) ||
      words.matches.some(
        ({ tag, start, end }) => start === at && end > at + 1 && tag.startsWith('metric:'),
      )));

/** "Il notturno", "did the nightly fail": an article before it and no noun, so it is one itself. */
export const standsAlone = (words: Lexemes, used: ReadonlySet<number>, at: number): boolean => {
  const next = at + 1;
  const goesOn =
    words.tokens[next] === undefined ||
    words.tokens[next].kind !== 'word' ||
    used.has(next) ||
    words.matches.some(({ tag, start }) => start === next && (GOES_ON.test(tag) || DOES.test(tag)));
  const described = at > 0 && words.tag(at - 1, 'alone.lead') === at && words.tag(at, 'alone.word') === next;
  return described && goesOn && (used.has(next) || !isNoun(words, next));
};
