import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Reading } from '#shared/contracts/grammar.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { askedPlace } from './asked-place.ts';
import { type Bound } from './bounds.ts';
import { lasts, rankingEnd } from './families.ts';
import { all, type Frame, has, names, speaksOf } from './frame.ts';
import { splitBy } from './split-by.ts';

export const TIME_UNITS = ['hour', 'weekday', 'day', 'week', 'month'] as const;

/** A query, or nothing when the words ask for none. `sure` is 1 when the words leave no doubt. */
export interface Composed {
  readonly query: SemanticQuery;
  readonly sure: number;
  readonly yesNo?: boolean;
  /** The mean over the buckets of a series is asked for. */
  readonly average?: boolean;
}

export interface Context {
  readonly catalog: Catalog;
  readonly reading: Reading;
}

/** The dataset that a metric is computed over, and the field that dates its rows. */
export const homeOf = ({ catalog }: Context, metric: string): { dataset: string; time?: string } => {
  const dataset = catalog.metrics.find((each) => each.name === metric)?.dataset ?? catalog.mainDataset;
  const time = catalog.datasets.find((each) => each.name === dataset)?.time;
  return { dataset, ...(time !== undefined && { time }) };
};

/** The metric that counts the rows that another is computed over. */
export const rowsFor = (context: Context, metric: string): string =>
  context.reading.counts?.[homeOf(context, metric).dataset] ?? context.reading.rows;

/** "Which Friday was the busiest": of those days, each by its date. */
export const asksWeekday = (frame: Frame): boolean =>
  !speaksOf(frame, 'entity') &&
  all(frame, 'dimension:').length === 0 &&
  frame.concepts.some(
    ({ tag, end }) =>
      (tag === 'ask.which' || tag === 'single') &&
      (frame.words.prefixed(end, 'weekday.') ?? frame.words.prefixed(end, 'habit.')) !== undefined,
  );

/** "A che ora è partita la fatturazione": one moment of one thing, not the hours by how much happens in them. */
export const asksMoment = (frame: Frame): boolean =>
  speaksOf(frame, 'moment') &&
  frame.mentions.length === 1 &&
  !has(frame, 'agg.mean', 'busiest', 'group', 'order.most', 'order.least', 'order.worst', 'entity');

export const timeDimension = (frame: Frame): string | undefined =>
  [...TIME_UNITS]
    .filter(
      (unit) =>
        (has(frame, `per.${unit}`) && !(unit === 'hour' && asksMoment(frame))) ||
        splitBy(frame).includes(unit),
    )
    .sort((a, b) => (a === 'weekday' ? -1 : b === 'weekday' ? 1 : 0))[0] ??
  (asksWeekday(frame) ? 'day' : undefined);

/** Numbers that no time, bound or percentile uses: "top 5", "i tre peggiori". */
export const askedCount = (frame: Frame, used: readonly Bound[]): number | undefined => {
  for (let at = 0; at < frame.words.tokens.length; at += 1) {
    const word = frame.words.prefixed(at, 'count.');
    if (word && !frame.times.used.has(at)) return Number(word.rest);
    const count = frame.words.number(at);
    if (!count || count.ordinal || frame.times.used.has(at)) continue;
    // "Two thirds of the failures."
    if (frame.words.prefixed(at, 'fraction.')) continue;
    if (used.some((bound) => at >= bound.start && at < bound.end)) continue;
    if (frame.mentions.some((mention) => at >= mention.start && at < mention.end)) continue;
    const percentile = frame.concepts.some(
      (match) => match.tag === 'agg.p95' && at >= match.start && at < match.end,
    );
    const article = frame.words.tokens[at]?.kind !== 'number' && count.value < 2;
    if (!percentile && !article && Number.isInteger(count.value) && count.value >= 1 && count.value <= 100)
      return count.value;
  }
  return undefined;
};

/** "Which process has more failures": than all others, where nothing else is said to compare with. */
export const moreThanOthers = (frame: Frame): boolean =>
  has(frame, 'change.more', 'change.less') &&
  (speaksOf(frame, 'ask.which') || has(frame, 'single')) &&
  !has(frame, 'compare', 'or', 'having.gt', 'having.ge', 'having.lt', 'having.le', 'trending') &&
  frame.times.ranges.length < 2 &&
  frame.mentions.length < 2;

/** "The busiest area", "which area was the busiest": one of those, and no hour of the day. */
export const busiestGroup = (frame: Frame): boolean => {
  const busiest = frame.concepts.filter(({ tag }) => tag === 'busiest');
  const asked = (at: number): boolean =>
    frame.concepts.some(({ tag, end }) => (tag === 'ask.which' || tag === 'single') && end === at);
  return (
    !has(frame, 'ask.when', 'group') &&
    frame.concepts.some(
      ({ tag, start, end }) =>
        tag.startsWith('dimension:') &&
        busiest.some((each) => each.end === start || end === each.start || asked(start)) &&
        !names(frame).some(({ dimension }) => tag === `dimension:${dimension}`),
    )
  );
};

export const ranked = (frame: Frame): boolean =>
  moreThanOthers(frame) ||
  busiestGroup(frame) ||
  askedPlace(frame) !== undefined ||
  has(frame, 'order.most', 'order.least', 'order.top', 'order.rank', 'order.worst', 'order.best') ||
  all(frame, 'superlative:').length > 0 ||
  rankingEnd(frame) !== undefined;

const END = /^(?:order\.(?:most|least|worst|best)$|superlative:)/;

/** "Which failed most and which least", "il più e il meno affidabile": both ends of one ranking. */
export const asksBothEnds = (frame: Frame, { reading }: Context): boolean => {
  const ends = frame.concepts.filter(({ tag }) => END.test(tag));
  const sides = ends.map(({ tag }) => {
    const name = tag.slice(tag.indexOf(':') + 1);
    if (tag.startsWith('order.')) return tag === 'order.most' || tag === 'order.best';
    const { metric, direction: towards } = reading.superlatives[name] ?? {};
    return (towards === 'desc') === (metric !== reading.rates[reading.trouble]);
  });
  const [first, ...others] = ends;
  const apart = others.some(({ start }, at) => {
    const between = Array.from(
      { length: start - (first?.end ?? start) },
      (_, each) => (first?.end ?? 0) + each,
    );
    const joined = between.some((each) => ['joint', 'time.to'].some((tag) => frame.words.tag(each, tag) > 0));
    return sides[at + 1] !== sides[0] && joined;
  });
  const measured = new Set(
    frame.concepts.filter(({ tag }) => /^(?:metric|family):/.test(tag)).map(({ tag }) => tag),
  );
  return apart && measured.size < 2;
};

/** "What needs attention": things are meant, several, of late, though no word says so. */
export const concerned = (frame: Frame, reading: Reading): boolean =>
  all(frame, 'superlative:').some((each) => reading.superlatives[each]?.concern === true);

export const direction = (frame: Frame, { reading, catalog }: Context, metric: string): 'asc' | 'desc' => {
  const [superlative] = all(frame, 'superlative:');
  const own = superlative === undefined ? undefined : reading.superlatives[superlative]?.direction;
  if (own) return own;
  const good = catalog.metrics.find((each) => each.name === metric)?.better === 'up' ? 'desc' : 'asc';
  if (has(frame, 'order.best')) return good;
  if (has(frame, 'order.worst')) return good === 'desc' ? 'asc' : 'desc';
  if (moreThanOthers(frame)) return has(frame, 'change.less') ? 'asc' : 'desc';
  // "Most and least": from the one that is said first.
  const end = frame.concepts.find(({ tag }) => /^order\.(?:most|least)$/.test(tag));
  if (end && asksBothEnds(frame, { reading, catalog })) return end.tag === 'order.least' ? 'asc' : 'desc';
  if (lasts(frame)) return has(frame, 'agg.min') ? 'asc' : 'desc';
  return has(frame, 'order.least') || rankingEnd(frame) === 'min' ? 'asc' : 'desc';
};

/** "Who is last": one of them. */
const asksWho = ({ concepts, words }: Frame): boolean =>
  concepts.some(({ tag, start }) => tag.startsWith('order.') && words.tag(start, 'who') > 0);

/** "The slowest processes" are several; "the slowest of all processes" is one. */
export const isPlural = (frame: Frame): boolean =>
  !has(frame, 'single') &&
  !asksWho(frame) &&
  frame.concepts.some(({ tag, start }) => tag === 'many' && !isAmong(frame, start));

const SMALL = 4;

/** "Of all the processes", "of all of yesterday's runs". */
export const isAmong = ({ words, times }: Frame, start: number): boolean =>
  Array.from({ length: Math.min(start, 7) }, (_, back) => words.tag(start - back - 1, 'among')).some(
    (end) =>
      end > 0 &&
      end <= start &&
      words.tokens
        .slice(end, start)
        .every(({ norm }, at) => norm.length <= SMALL || times.used.has(end + at)),
  );
