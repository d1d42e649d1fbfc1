import type { Reading } from '#shared/contracts/grammar.ts';
import { type Frame, has, speaksOf } from '../frame.ts';
import type { Lexemes } from '../lexemes.ts';
import type { Match } from '../phrases.ts';
import { overlap, some, tagSpan } from './parts.ts';
import type { Span } from './pieces.ts';

/** What is asked of all there is, or explained, or held against something else. */
const OTHERWISE =
  /^(?:define|compare|change|turned|trending|overview|order\.|group$|per\.|share$|rate$|having\.|value:|dimension:|entity$|knowledge|oldest$|busiest$|agg\.(?:max|min)$)/;
/** Words between the one that points and what it did. */
const BETWEEN = /^(?:stop|aux|not|never|always|last|now|none|ask\.yesno)$/;

const NOUN = /^(?:row|metric:.*)$/;
/** What stands for something of its own beside a verb without a subject. */
const OF_ALL = /^(?:row|metric:.*|superlative:.*)$/;

const isDoing = (reading: Reading, { tag }: Match): boolean =>
  tag === 'row' ||
  tag.startsWith('view:') ||
  tag === `family:${reading.timing.family}` ||
  reading.outcomes.includes(tag.replace('metric:', '')) ||
  tag.replace('metric:', '') in (reading.narrower ?? {});

/** "That thing", "quella cosa". */
const vague = ({ words }: Pick<Frame, 'words'>): Span | undefined =>
  words.matches.flatMap(({ tag, start, end }) => {
    const thing = tag === 'theOne' && words.tag(start, 'refer') === end ? words.tag(end, 'thing') : 0;
    return thing > 0 ? [{ start, end: thing }] : [];
  })[0];

/** "That process", "quel processo". */
const pointed = ({ words }: Frame): Span | undefined =>
  words.matches.find(
    (match) =>
      match.tag === 'refer' &&
      words.tag(match.end, 'relative') === 0 &&
      words.matches.some(
        ({ tag, start, end }) => tag === 'entity' && start > match.start && end === match.end,
      ),
  ) ?? vague({ words });

/** A noun of the data that the pronoun may stand for: "if a run is cancelled, does it count". */
const standsFor = ({ concepts }: Frame, before: number, reading: Reading): boolean =>
  concepts.some(
    (noun) =>
      noun.end <= before &&
      noun.tag !== `family:${reading.timing.family}` &&
      isDoing(reading, noun) &&
      !concepts.some(({ tag, end }) => tag === 'ask.count' && end === noun.start),
  );

const doings = ({ concepts }: Frame, from: number, reading: Reading): number =>
  new Set(
    concepts.filter((match) => match.start >= from && isDoing(reading, match)).map(({ start }) => start),
  ).size;

/** "It", "that one"; "did *that* run", behind the verb that asks. */
const pronounsIn = ({ words }: Frame): Span[] =>
  words.tokens.flatMap((_, start) => {
    const end = words.tag(start, 'points.at') || (asks(words, start) ? words.tag(start, 'points.that') : 0);
    return end > 0 ? [{ start, end }] : [];
  });

const asks = (words: Lexemes, at: number): boolean =>
  words.tag(at - 1, 'subjectNext') === at || words.tag(at - 1, 'ask.yesno') === at;

const ofTime = (words: Lexemes, { start, end }: Span): boolean =>
  words.tokens.slice(start, end).some((_, at) => words.prefixed(start + at, 'unit.') !== undefined);

/** "Is *it* still failing", "how long did *it* take": who is said to do it. */
const acts = (frame: Frame, it: Span, reading: Reading): boolean => {
  const { words, concepts } = frame;
  // "How often *does it break*": within the words for it.
  if (concepts.some((match) => isDoing(reading, match) && match.start < it.start && match.end > it.end))
    return true;
  for (let next = it.end; next < words.tokens.length; next += 1) {
    if (words.tag(next, 'points.has') === next + 1 && some(frame, /^ask\.count$/)) return true;
    const here = concepts.filter(({ start, end }) => next >= start && next < end);
    if (here.some(({ tag }) => tag.startsWith('superlative:'))) return true;
    // "Was that a bad week": the week was.
    if (here.some((match) => ofTime(words, match))) return false;
    // "How long does it take before a run starts": of whatever stands behind.
    if (here.some((match) => isDoing(reading, match))) return doings(frame, next, reading) === 1;
    const between =
      words.tag(next, 'points.between') > 0 ||
      (here.length > 0 && here.every(({ tag }) => BETWEEN.test(tag)));
    // "Did it all go well": all there is.
    if (!between || words.tag(next, 'relative') > 0 || words.tag(next, 'every') > 0) return false;
  }
  return false;
};

/** "What went wrong with it?" */
const trails = ({ words, concepts, times }: Frame, it: Span, reading: Reading): boolean =>
  words.tag(it.start - 1, 'points.of') === it.start &&
  words.tokens.every(({ kind }, at) => at < it.end || kind === 'mark' || times.used.has(at)) &&
  concepts.some((match) => match.tag === 'ask.why' || isDoing(reading, match));

const pronoun = (frame: Frame, reading: Reading): Span | undefined =>
  pronounsIn(frame).find(
    (it) => trails(frame, it, reading) || (!standsFor(frame, it.start, reading) && acts(frame, it, reading)),
  );

/** "How many of those failed?" */
const those = (frame: Frame, reading: Reading): Span | undefined => {
  const span = tagSpan(frame, 'points.those');
  const asked =
    span &&
    frame.concepts.some(
      ({ tag, start, end }) =>
        /^ask\.(?:count|which)$/.test(tag) && (end === span.start || start === span.end),
    );
  // "Of those runs", "of those of yesterday".
  const said = span && ['anchor', 'partOf'].some((tag) => frame.words.tag(span.end, tag) > 0);
  return asked && !said && !standsFor(frame, span.start, reading) && doings(frame, span.end, reading) === 1
    ? span
    : undefined;
};

/** "È partito?", "quanti errori ha avuto?": the verb of one that is not said. */
const bareVerb = (frame: Frame): Span | undefined => {
  const { words, concepts } = frame;
  const counted = concepts.some(
    ({ tag, end }) =>
      tag === 'ask.count' && concepts.some((each) => each.start === end && NOUN.test(each.tag)),
  );
  const had = counted ? tagSpan(frame, 'points.had') : undefined;
  const verb = had ?? tagSpan(frame, 'points.verb');
  // "Quanta roba è girata": whatever it was.
  const thing = tagSpan(frame, 'thing');
  if (!verb || (thing && thing.end <= verb.start)) return undefined;
  if (words.tag(verb.start - 1, 'relative') > 0) return undefined;
  // "Che c'è fermo".
  const inside = concepts.some(
    ({ tag, start, end }) => tag === 'ask.yesno' && start < verb.start && end > verb.start,
  );
  const noun = concepts.some((match) => OF_ALL.test(match.tag) && !overlap(match, verb) && had === undefined);
  const end = words.tokens.findLastIndex(({ kind }) => kind !== 'mark') + 1;
  return inside || noun ? undefined : { start: end, end };
};

/** "At what time did it start?": one moment. */
const isMoment = (frame: Frame, { tag }: Match): boolean => tag === 'per.hour' && speaksOf(frame, 'moment');

/**
 * "Is it still failing?", "e quanto ci ha messo?", said before anything was named: where the name would stand.
 * Undefined where the words may mean all there is.
 */
export const pointsAtNobody = (frame: Frame, reading: Reading): Span | undefined => {
  const that = pointed(frame);
  const own = frame.mentions.length + frame.unknown.length + frame.naming.length > 0;
  const any =
    frame.words.matches.some(({ tag, ...span }) => tag === 'refer.any' && !(that && overlap(span, that))) ||
    has(frame, 'single');
  const others = frame.concepts.some(
    (match) =>
      (OTHERWISE.test(match.tag) &&
        !isMoment(frame, match) &&
        !(that && match.start >= that.start && match.end <= that.end)) ||
      (match.tag.startsWith('metric:') && !isDoing(reading, match)),
  );
  if (own || any || others || frame.times.ranges.length > 1) return undefined;
  return that ?? pronoun(frame, reading) ?? those(frame, reading) ?? bareVerb(frame);
};
