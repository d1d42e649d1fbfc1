import { saidOf } from './about-things.ts';
import { namesThing } from './absent-rows.ts';
import { bounds, boundsPart } from './bounds.ts';
import { type Context, ranked } from './composing.ts';
import { all, distinctRanges, type Frame, has, names, speaksOf, isOutcome, outcomesIn } from './frame.ts';
import type { Match } from './phrases.ts';

const DAY_S = 86_400;
/** An article, or "on", between a word and the time that it is said of. */
const NEAR = 1;
/** "More failures than successes": a word or two to each side. */
const CLOSE = 2;

interface Span {
  readonly start: number;
  readonly end: number;
}

const things = ({ words }: Frame): Match[] =>
  words.matches.filter(({ tag }) => tag === 'entity' || tag.startsWith('dimension:'));

/** Things are asked for, and not what one of them did. */
const asksThings = (frame: Frame): boolean =>
  !namesThing(frame) && (speaksOf(frame, 'entity') || has(frame, 'ask.which', 'ask.what'));

/** "Which processes failed": the things, and behind them what they did. */
const didThings = (frame: Frame, { reading }: Context): Match[] =>
  namesThing(frame)
    ? []
    : frame.words.matches.filter(
        (match) =>
          (match.tag === 'row' || isOutcome(match, reading.outcomes)) &&
          things(frame).some(({ end }) => end <= match.start),
      );

const isBefore = ({ end }: Span, { start }: Span): boolean => start >= end && start - end <= NEAR;

/** "Both yesterday and today", "ieri e anche oggi", "sia lunedì che martedì": in each of two periods. */
const inBoth = (frame: Frame): boolean => {
  const { ranges, windows } = frame.times;
  const said = [...ranges, ...windows];
  const [first] = said.toSorted((a, b) => a.start - b.start);
  const both = saidOf(frame, 'bothOf').some((word) => said.some((time) => isBefore(word, time)));
  const also = saidOf(frame, 'alsoThen').some((word) =>
    said.some(
      (time) =>
        // Two days in a row are one range: "ieri e anche oggi".
        (word.start > time.start && word.end < time.end) ||
        (first !== undefined && time.start > first.start && isBefore(word, time)),
    ),
  );
  return both || also;
};

/** "Yesterday but not today", "on weekends and not on weekdays". */
const inOneOnly = (frame: Frame): boolean => {
  const said = [...frame.times.ranges, ...frame.times.windows].toSorted((a, b) => a.start - b.start);
  const [first] = said;
  return saidOf(frame, 'not').some(
    (denial) =>
      first !== undefined && first.start < denial.start && said.some((time) => isBefore(denial, time)),
  );
};

/** "Fail only at night", "partono solo a mano": at no other time, in no other way. */
const onlySo = (frame: Frame, context: Context): boolean => {
  const did = didThings(frame, context);
  const ways = frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  return saidOf(frame, 'only').some((only) => {
    const behind = did.some(({ end }) => end <= only.start && only.start - end <= NEAR);
    // "Only ever run by hand".
    const ahead = did.filter(({ start }) => start >= only.end && start - only.end <= NEAR);
    const held = [...frame.times.windows, ...ways];
    return (
      // The words of a weekday take the "only" before them.
      (behind && held.some((each) => each.start === only.start || isBefore(only, each))) ||
      ahead.some((verb) => ways.some((each) => isBefore(verb, each)))
    );
  });
};

/** "Failed every day", "ogni notte", where no figure is told of each of them. */
const onEach = (frame: Frame, context: Context): boolean => {
  const apart = ranked(frame) || has(frame, 'group', 'each', 'agg.mean', 'ask.list', 'order.rank');
  const did = didThings(frame, context);
  return !apart && saidOf(frame, 'everyUnit').some(({ start }) => did.some(({ end }) => end <= start));
};

/** "Failed on more than two days": so many days, and no length. */
const onSoManyDays = (frame: Frame, context: Context): boolean => {
  const failed = didThings(frame, context).some(({ tag }) => tag !== 'row');
  const lengths =
    all(frame, 'family:').length + all(frame, 'view:').length + all(frame, 'superlative:').length;
  const days = bounds(frame, context.reading).some(({ seconds }) => seconds === DAY_S);
  return failed && days && lengths === 0;
};

/** "More failures than successes": two figures of each thing. */
const betweenFigures = (frame: Frame, { reading }: Context): boolean => {
  const figures = outcomesIn(frame, reading.outcomes);
  return saidOf(frame, 'than').some(
    ({ start, end }) =>
      figures.some((figure) => figure.end <= start && start - figure.end <= CLOSE) &&
      figures.some((figure) => figure.start >= end && figure.start - end <= CLOSE) &&
      has(frame, 'change.more', 'change.less', 'order.most', 'order.least', 'having.gt', 'having.lt'),
  );
};

/** "Failed and then succeeded": of each thing, in this order. */
const oneThenOther = (frame: Frame, { reading }: Context): boolean => {
  const figures = outcomesIn(frame, reading.outcomes);
  return saidOf(frame, 'thenDid').some((word) =>
    figures.some(
      (first) =>
        isBefore(first, word) &&
        figures.some(({ tag, start, end }) => tag !== first.tag && isBefore(word, { start, end })),
    ),
  );
};

/** "Which processes had a failed last run": of each the last one, and not the last of all. */
const lastOfEach = (frame: Frame, { reading }: Context): boolean => {
  const figures = outcomesIn(frame, reading.outcomes);
  const plural = frame.concepts.some(
    ({ tag, start }) => tag === 'many' && frame.words.tag(start, 'entity') > 0,
  );
  return frame.concepts.some(
    (last) =>
      last.tag === 'last' &&
      plural &&
      has(frame, 'ask.which') &&
      things(frame).some(({ end }) => end <= last.start) &&
      frame.concepts.some(
        (row) =>
          row.tag === 'row' &&
          frame.words.tag(row.start, 'anchor') > 0 &&
          row.start >= last.end &&
          row.start - last.end <= CLOSE &&
          figures.some((each) => Math.abs(each.start - row.end) <= CLOSE || isBefore(each, last)),
      ),
  );
};

/** "Which processes make half of the failures": how many of them it takes. */
const makePart = (frame: Frame): boolean =>
  has(frame, 'ask.which') &&
  speaksOf(frame, 'entity') &&
  !boundsPart(frame) &&
  frame.words.matches.some(({ tag, start }) => tag.startsWith('fraction.') && !frame.times.used.has(start));

/** "Which day had the biggest jump": each beside the one before it. */
const leapsBetween = (frame: Frame): boolean =>
  saidOf(frame, 'leap').length > 0 &&
  things(frame).length === 0 &&
  frame.words.tokens.some((_, at) => frame.words.prefixed(at, 'unit.') && !frame.times.used.has(at));

/** "How many runs since the last failure": from a moment that has to be found first. */
const sinceLast = (frame: Frame): boolean =>
  has(frame, 'ask.count') &&
  frame.concepts.some(
    (last) =>
      last.tag === 'last' &&
      saidOf(frame, 'time.since').some((since) => isBefore(since, last)) &&
      frame.concepts.some((each) => /^(?:metric:|row$)/.test(each.tag) && isBefore(last, each)),
  );

/**
 * The question holds several periods or figures of each thing beside each other, which no query does: a list of what
 * happened in any of them would answer another one.
 */
export const relatesTimes = (frame: Frame, context: Context): boolean => {
  if (leapsBetween(frame) || sinceLast(frame)) return true;
  if (saidOf(frame, 'beforeOr').length > 0 && names(frame).length > 1) return true;
  if (!asksThings(frame)) return false;
  const firsts =
    saidOf(frame, 'firstEver').length > 0 &&
    !has(frame, 'ask.when', 'never') &&
    all(frame, 'view:').length === 0;
  const together =
    saidOf(frame, 'mutual').length > 0 && frame.mentions.length === 0 && distinctRanges(frame).length === 0;
  const said = ['multiple', 'lastFew'].some((tag) => saidOf(frame, tag).length > 0);
  return (
    firsts ||
    together ||
    said ||
    inBoth(frame) ||
    inOneOnly(frame) ||
    onlySo(frame, context) ||
    onEach(frame, context) ||
    onSoManyDays(frame, context) ||
    betweenFigures(frame, context) ||
    oneThenOther(frame, context) ||
    lastOfEach(frame, context) ||
    makePart(frame)
  );
};
