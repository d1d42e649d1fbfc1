import type { Reading } from '#shared/contracts/grammar.ts';
import { namesThing } from './absent-rows.ts';
import { boundsPart } from './bounds.ts';
import { enumerated } from './enumerated.ts';
import { lasts, ofFamily } from './families.ts';
import { partsAmong } from './group-dimensions.ts';
import type { Match } from './phrases.ts';
import { isUnit, splitBy } from './split-by.ts';
import {
  all,
  apart,
  concept,
  deniesName,
  distinctRanges,
  type Frame,
  has,
  names,
  outcomesIn,
  speaksOf,
} from './frame.ts';

/** What is measured, and how sure the words are about it. */
export interface Choice {
  readonly metrics: readonly string[];
  /** Nothing named it: rows are counted by default. */
  readonly assumed: boolean;
}

/** "Non ci sono stati errori", "there were not any": of what there was. */
const existsBeside = ({ words }: Frame, not: Match): boolean =>
  words.matches.some(({ tag, start, end }) => tag === 'thereWas' && (start === not.end || end === not.start));

/** "That did not fail": a negation close before the word turns it into its opposite; "never" does not. */
const negated = (frame: Frame, metric: string): boolean => {
  const found = concept(frame, `metric:${metric}`);
  if (!found) return false;
  // "Since when did it not fail" is about the last failure.
  const since = has(frame, 'never', 'ask.when', 'last');
  // "Non è fallito niente": nothing did.
  if (frame.words.tag(found.end, 'nothing') > 0) return false;
  return (
    (!since &&
      frame.concepts.some(
        (match) =>
          match.tag === 'not' &&
          match.end <= found.start &&
          apart(frame, match.end, found.start) <= 3 &&
          // "Non ci sono stati errori": how many there were, and not what went well.
          !existsBeside(frame, match) &&
          !deniesName(frame, match),
      )) ||
    frame.words.tokens.some(
      (_, at) =>
        has(frame, 'row', 'metric:completed', 'last') &&
        frame.words.tag(at, 'without') > 0 &&
        found.start - frame.words.tag(at, 'without') <= 2 &&
        found.start >= frame.words.tag(at, 'without'),
    )
  );
};

/**
 * "What part of the sales runs failed" is a rate of those; "what part of the failed runs was in sales" is not:
 * behind what became of the runs a verb leads to the name.
 */
const isRated = (frame: Frame, metric: string | undefined): boolean => {
  const part = concept(frame, 'share');
  // "What share of the tickets failed": of what stands between.
  const of = part !== undefined && frame.words.tag(part.end, 'partOf') > 0;
  const row =
    concept(frame, 'row') ?? (of ? frame.mentions.find(({ start }) => start >= part.end) : undefined);
  const ended = frame.concepts.findLast(({ tag }) => tag === `metric:${metric}`);
  if (!row || !ended || ended.start < row.end) return false;
  return !frame.concepts.some(
    ({ tag, start, end }) =>
      /^(?:aux|ask\.yesno|share)$/.test(tag) &&
      start >= ended.end &&
      frame.mentions.some((mention) => mention.start >= end),
  );
};

/** "How many failures took over a minute": what is counted stands right behind. */
const countsOutcome = (frame: Frame, reading: Reading): boolean =>
  frame.concepts.some(
    (ask) =>
      (ask.tag === 'ask.count' || ask.tag === 'share') &&
      outcomesIn(frame, reading.outcomes).some(
        ({ start }) => start === ask.end || (ask.tag === 'share' && start === ask.end + 1),
      ),
  );

/** Names, states or hours say which part is meant. */
const isNarrowed = (frame: Frame): boolean =>
  frame.mentions.length > 0 || frame.times.windows.length > 0 || all(frame, 'value:').length > 0;

/** "A third of all of the failures". */
const PART_OF = 3;

const FAR = 7;

/** "Una conferma d'ordine su quante", "one import in how many": how often, of all of them. */
const oneOutOf = ({ words, times }: Frame): boolean =>
  words.tokens.some((_, at) => {
    const one = times.used.has(at) ? undefined : words.number(at);
    if (one?.value !== 1 || one.ordinal) return false;
    return Array.from({ length: FAR }, (__, more) => one.end + more).some(
      (next) => words.tag(next, 'outOf') > 0,
    );
  });

/** "Two thirds of the failures are in sales": the words of a part stand before what it is of. */
const saysPart = ({ words, concepts, times }: Frame): boolean =>
  words.tokens.some((_, at) => {
    if (times.used.has(at) || words.number(at - 1)?.ordinal === true) return false;
    const end = words.prefixed(at, 'fraction.')?.end ?? 0;
    const bounded = concepts.some((bound) => bound.tag.startsWith('having.') && bound.end >= at - 1);
    return (
      end > 0 &&
      !bounded &&
      concepts.some(
        ({ tag, start }) => /^(?:metric:|row$)/.test(tag) && start >= end && start - end <= PART_OF,
      )
    );
  });

/** "Of all the runs, how many were in sales": a verb alone leads from the count to the name. */
const partOfAll = (frame: Frame): boolean => {
  const { concepts, mentions } = frame;
  const ask = concept(frame, 'ask.count');
  const verb = concepts.find(({ tag, start }) => /^(?:aux|ask\.yesno)$/.test(tag) && start === ask?.end);
  if (!verb || has(frame, 'entity')) return false;
  const measured = concepts.some(
    ({ tag, start }) => start >= verb.end && /^(?:metric:|family:|view:|row$)/.test(tag),
  );
  return !measured && mentions.some(({ start }) => start >= verb.end);
};

/** "Of all the processes, how many …" counts; it asks for no part of the whole. */
export const asksShare = (frame: Frame): boolean =>
  saysPart(frame) ||
  frame.concepts.some(
    ({ tag, start }) =>
      tag === 'share' &&
      // "Those that are not of sales".
      frame.words.tag(start - 1, 'not') === 0 &&
      (partOfAll(frame) ||
        !(has(frame, 'ask.count', 'ask.which', 'single') && frame.words.tag(start, 'among') > 0)),
  );

/** "% of the failures that is sales", "percentage of errors that were in sales": what they are leads to the name. */
export const isPartOf = (frame: Frame, reading: Reading): boolean => {
  const rate = concept(frame, 'rate');
  const ended = outcomesIn(frame, reading.outcomes).find(({ start }) => rate && start >= rate.end);
  if (!rate || !ended || frame.words.tag(rate.end, 'partOf') === 0 || has(frame, 'row')) return false;
  return frame.concepts.some(
    ({ tag, start, end }) =>
      /^(?:aux|ask\.yesno)$/.test(tag) &&
      start >= ended.end &&
      // "What percentage of failures did the invoices have" is their rate.
      frame.words.tag(start - 1, 'relative') === start &&
      frame.mentions.some((mention) => mention.start >= end),
  );
};

/** "Of yesterday's errors how many are of the warehouse": those are counted. */
const countsPart = (frame: Frame, metric: string | undefined): boolean => {
  const ask = concept(frame, 'ask.count');
  const before = frame.concepts.some(({ tag, end }) => ask && tag === `metric:${metric}` && end <= ask.start);
  return before && !has(frame, 'row', 'rate');
};

/** "Which is responsible for most failures": the greatest part of them, no rate. */
const ranksParts = (frame: Frame): boolean =>
  has(frame, 'order.most', 'order.least') && !has(frame, 'row', 'rate');

const isGrouped = (frame: Frame): boolean =>
  partsAmong(frame) ||
  splitBy(frame).some((each) => !isUnit(each)) ||
  (has(frame, 'group') && all(frame, 'dimension:').length > 0);

/** "Got stuck yesterday": what is a state now was an outcome then. */
const pastOf = (frame: Frame, reading: Reading): string[] =>
  frame.times.ranges.length === 0 || has(frame, 'now')
    ? []
    : all(frame, 'view:').flatMap((view) => reading.views[view]?.past ?? []);

/** "The longest", "the peak": of what it takes, but not of an hour or a weekday ("at what time do orders peak"). */
const isLength = (frame: Frame): boolean =>
  has(frame, 'agg.max', 'agg.min') && (lasts(frame) || !has(frame, 'per.hour', 'per.weekday', 'busiest'));

/** "The slowest run of the backup" is one run: its own time, and no mean. */
const ofOneRow = (frame: Frame, reading: Reading, family: string): string[] => {
  const members = reading.families[family] ?? {};
  const [superlative] = all(frame, 'superlative:');
  const said = superlative === undefined ? undefined : reading.superlatives[superlative];
  const one =
    namesThing(frame) && !has(frame, 'agg.mean', 'agg.median', 'agg.p95', 'agg.total', 'entity', 'last');
  const member = said?.direction === 'asc' ? members['min'] : members['max'];
  return said?.metric === reading.timing.metric && one && member !== undefined
    ? [member]
    : ofFamily(frame, reading, family);
};

const MOST_FIGURES = 4;

/** "How long do they sit in the queue?": of what usually happens, a state that is measured; "has been" is of now. */
export const lastingIn = (frame: Frame, reading: Reading): string[] => {
  const timed = [...all(frame, 'family:'), ...all(frame, 'agg.')].length > 0;
  const ongoing = has(frame, 'now', 'last') || speaksOf(frame, 'ongoing') || speaksOf(frame, 'refer.since');
  if (!timed || ongoing) return [];
  return all(frame, 'view:').flatMap((view) => reading.views[view]?.lasts ?? []);
};

/** "Which takes longest in total": what is ranked, by another measure of its kind. */
const measuredAs = (frame: Frame, reading: Reading, metric: string): string => {
  const kind = Object.entries(reading.families).find(([, members]) =>
    Object.values(members).includes(metric),
  );
  // "The slowest overall" is not the one that takes longest in total.
  const inTotal = has(frame, 'agg.total') && kind !== undefined && speaksOf(frame, `family:${kind[0]}`);
  return kind && (inTotal || has(frame, 'agg.median', 'agg.p95'))
    ? (ofFamily(frame, reading, kind[0])[0] ?? metric)
    : metric;
};

export const chooseMetrics = (frame: Frame, reading: Reading): Choice => {
  const said = all(frame, 'metric:');
  const wider = new Set(said.flatMap((metric) => reading.narrower?.[metric] ?? []));
  const named = said.filter((metric) => !wider.has(metric));
  // Outcome words weigh less than measures: "how long do failed runs take" is about time.
  const measure = named.find((metric) => !reading.outcomes.includes(metric));
  const several = enumerated(frame, reading).filter((metric) => !wider.has(metric));
  if (several.length > 1) return { metrics: several.slice(0, MOST_FIGURES), assumed: false };
  if (measure !== undefined) return { metrics: [measure], assumed: false };
  const lasting = lastingIn(frame, reading);
  if (lasting.length > 0) return { metrics: lasting, assumed: false };
  const [family] = countsOutcome(frame, reading) ? [] : all(frame, 'family:');
  const fromFamily = family === undefined ? [] : ofFamily(frame, reading, family);
  if (fromFamily.length > 0) return { metrics: fromFamily, assumed: false };
  // "The longest failed run", "the slowest successful runs": the outcome only says which rows are meant.
  const [timing] = Object.keys(reading.families);
  const slow = all(frame, 'superlative:').some(
    (each) => reading.superlatives[each]?.metric === reading.timing.metric,
  );
  if (timing !== undefined && has(frame, 'row') && (lasts(frame) || slow))
    return { metrics: ofOneRow(frame, reading, timing), assumed: false };
  const ended = named.map((metric) =>
    negated(frame, metric) ? (reading.opposites[metric] ?? metric) : metric,
  );
  const particular = ended.filter((metric) => reading.wholes?.includes(metric) !== true);
  const outcomes = particular.length > 0 ? particular : ended.length > 0 ? ended : pastOf(frame, reading);
  const [first] = outcomes;
  const shared =
    countsPart(frame, first) ||
    isPartOf(frame, reading) ||
    (asksShare(frame) &&
      (isNarrowed(frame) || isGrouped(frame) || ranksParts(frame)) &&
      !has(frame, 'ask.count') &&
      !isRated(frame, first));
  if (
    first !== undefined &&
    (has(frame, 'rate') || oneOutOf(frame) || boundsPart(frame) || asksShare(frame)) &&
    reading.rates[first] &&
    !shared
  ) {
    return { metrics: [reading.rates[first]], assumed: false };
  }
  if (first !== undefined) return { metrics: [...new Set(outcomes)].slice(0, 2), assumed: false };
  // "Longest yesterday": an aggregate with nothing to measure is about how long it takes.
  const [anyFamily] = Object.keys(reading.families);
  const bare = has(frame, 'agg.median', 'agg.p95') || isLength(frame) ? anyFamily : undefined;
  const fromBare = bare === undefined ? [] : ofFamily(frame, reading, bare);
  // "The fastest that the reminder ever was": of one thing a superlative is no ranking; "faster in May or in June" is.
  const once = namesThing(frame) && names(frame).length === 1 && distinctRanges(frame).length < 2;
  if (fromBare.length > 0 && once) return { metrics: fromBare, assumed: false };
  const [superlative] = all(frame, 'superlative:');
  const fromSuperlative = superlative === undefined ? undefined : reading.superlatives[superlative]?.metric;
  if (fromSuperlative !== undefined)
    return { metrics: [measuredAs(frame, reading, fromSuperlative)], assumed: false };
  // "The highest 95th percentile": it says what is ranked.
  const exact = has(frame, 'agg.median', 'agg.p95');
  if (fromBare.length > 0 && (exact || !has(frame, 'order.most', 'order.least')))
    return { metrics: fromBare, assumed: false };
  const best = reading.rates[reading.opposites[reading.trouble] ?? ''];
  if (has(frame, 'order.best') && best !== undefined) return { metrics: [best], assumed: true };
  if (has(frame, 'order.worst')) return { metrics: [reading.trouble], assumed: true };
  const [counted = reading.rows] = all(frame, 'counted:');
  return { metrics: [counted], assumed: !has(frame, 'row') };
};
