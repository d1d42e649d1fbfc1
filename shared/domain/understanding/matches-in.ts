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
/** Between the word that says among what, and who: a noun and a comma. */
const AMONG = 3;

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

/** "Tra i reparti chi ha sbagliato", "which of the areas …, who": asked of things, and not of people. */
const withoutPeople = (matches: readonly Match[]): Match[] => {
  const at = (start: number, tags: RegExp): Match | undefined =>
    matches.find((each) => each.start === start && tags.test(each.tag));
  return matches.filter(({ tag, start, end }) => {
    if (tag !== 'absent' || at(start, /^who$/) === undefined) return true;
    // "Who did not fail": who fails is no person.
    if (at(end, /^not$/) !== undefined) return false;
    return !matches.some(
      (among) =>
        among.tag === 'among' &&
        among.end <= start &&
        start - among.end <= AMONG &&
        at(among.end, /^(?:entity$|dimension:)/) !== undefined,
    );
  });
};

const CALLS = /^(?:ask\.|joint$|opener$|asking$|follow$)/;

/** "Ok, and how many of these": a first word that is no more than a nod measures nothing. */
const withoutNod = (matches: readonly Match[]): Match[] => {
  const isNod = ({ tag, start, end }: Match): boolean =>
    start === 0 &&
    end === 1 &&
    tag.startsWith('metric:') &&
    matches.some((each) => each.tag === 'stop' && each.start === 0 && each.end === 1) &&
    matches.some((each) => CALLS.test(each.tag) && each.start === 1);
  return matches.filter((match) => !isNod(match));
};

/**
 * "Each day of last week", "ogni giorno della settimana scorsa": of that week, no day that comes again every week. "By
 * weekday last month" names a time of its own.
 */
const withoutWeeks = (matches: readonly Match[]): Match[] => {
  const at = (start: number, tags: RegExp): Match | undefined =>
    matches.find((each) => each.start === start && tags.test(each.tag));
  return matches.filter(({ tag, end }) => {
    const time = tag === 'per.weekday' ? at(end, /^time\.(?:this|last|before)$/) : undefined;
    const isOpen = matches.some((each) => each.tag === 'stop' && each.start === end - 1 && each.end === end);
    return !time || (!isOpen && at(time.end, /^unit\./) !== undefined);
  });
};

/** How many words may stand between "does" and what is done. */
const SUBJECT = 7;

/** "Does the backup break", "when was the fax used"; "a break" is a noun, and "used bikes" are nothing of ours. */
const withoutNouns = (matches: readonly Match[], tokens: readonly Token[]): Match[] => {
  const ends = (at: number, tags: RegExp): boolean =>
    matches.some(({ tag, end }) => end === at && tags.test(tag));
  const acts = (at: number): boolean => {
    if (ends(at, /^(?:nounLead|offtopic)$/)) return false;
    const before = Array.from({ length: SUBJECT }, (_, back) => at - back);
    const clause = before.findIndex((each) => tokens[each - 1]?.kind === 'mark');
    const near = clause < 0 ? before : before.slice(0, clause + 1);
    return ends(at, /^entity$/) || near.some((each) => each < at && ends(each, /^(?:subjectNext|past)$/));
  };
  return matches.filter(
    ({ tag, start, end }) =>
      (tag !== 'row' && !tag.startsWith('metric:')) ||
      !matches.some((noun) => noun.tag === 'nounOrVerb' && noun.start === start && noun.end === end) ||
      acts(start),
  );
};

/** Every phrase that stands in the tokens, without those that their neighbours rule out. */
export const matchesIn = (tokens: readonly Token[], vocabulary: Vocabulary): Match[] =>
  withoutWeeks(
    withoutNod(
      withoutPeople(
        withoutBounds(
          withoutUnits(
            withLengths(
              withoutNouns(withoutVerbs(vocabulary.book.find(tokens), tokens), tokens),
              tokens,
              vocabulary,
            ),
            tokens,
          ),
          tokens,
          vocabulary,
        ),
      ),
    ),
  );
