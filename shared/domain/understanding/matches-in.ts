import type { Token } from '#shared/domain/language/tokens.ts';
import { withoutVerbs } from './joints.ts';
import type { Match } from './phrases.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "Five min": minutes, not the least of anything. */
const withoutUnits = (matches: readonly Match[], tokens: readonly Token[]): Match[] =>
  matches.filter(
    ({ tag, start, end }) =>
      tag !== 'agg.min' ||
      !matches.some(
        (unit) =>
          unit.tag === 'measure.60' &&
          unit.start === start &&
          unit.end === end &&
          tokens[start - 1]?.kind === 'number',
      ),
  );

const BEFORE_NOUN = 2;

/** "The five longest runs of yesterday" ("più lunghe di ieri"): so many of them, and nothing is exceeded. */
const withoutBounds = (matches: readonly Match[], tokens: readonly Token[], forms: Vocabulary): Match[] => {
  const counts = (at: number): boolean =>
    tokens[at]?.kind === 'number' || (forms.cardinals.get(tokens[at]?.norm ?? '') ?? 0) > 1;
  return matches.filter(({ tag, start, end }) => {
    if (tag !== 'having.gt' && tag !== 'having.lt') return true;
    const noun = matches.find((each) => each.end === start && (each.tag === 'row' || each.tag === 'entity'));
    const several =
      noun && Array.from({ length: BEFORE_NOUN }, (_, back) => noun.start - 1 - back).some(counts);
    return several !== true || counts(end) || counts(end + 1);
  });
};

const BOUND = /^bound\.(gt|lt)$/;

/** "Slower than a minute": a bound where a length follows; "slower than all" ranks. */
const withLengths = (matches: readonly Match[], tokens: readonly Token[], forms: Vocabulary): Match[] =>
  matches.flatMap((match) => {
    const [, side] = BOUND.exec(match.tag) ?? [];
    if (side === undefined) return [match];
    const [first, second] = [tokens[match.end], tokens[match.end + 1]];
    const counts = first?.kind === 'number' || forms.cardinals.has(first?.norm ?? '');
    const measured = matches.some(
      ({ tag, start }) =>
        tag.startsWith('measure.') &&
        (start === match.end ||
          start === match.end + 1 ||
          (start === match.end + 2 && second?.kind === 'word')),
    );
    return counts || measured ? [{ ...match, tag: `having.${side}` }] : [];
  });

/** Every phrase that stands in the tokens, without those that their neighbours rule out. */
export const matchesIn = (tokens: readonly Token[], vocabulary: Vocabulary): Match[] =>
  withoutBounds(
    withoutUnits(withLengths(withoutVerbs(vocabulary.book.find(tokens), tokens), tokens, vocabulary), tokens),
    tokens,
    vocabulary,
  );
