import type { Reading } from '#shared/contracts/grammar.ts';
import { namesThing } from './absent-rows.ts';
import type { Bound } from './bounds.ts';
import { asksWeekday, ranked, TIME_UNITS } from './composing.ts';
import { all, concept, type Frame, has, leadsToTime, saysNoTime, speaksOf } from './frame.ts';

/** "How many days did it fail": the buckets that had any. */
export const countedUnit = (frame: Frame): string | undefined => {
  const ask = concept(frame, 'ask.count');
  const unit =
    ask && !frame.times.used.has(ask.end) ? frame.words.prefixed(ask.end, 'unit.')?.rest : undefined;
  return TIME_UNITS.find((each) => each === unit && each !== 'hour');
};

/** "Which days had more than ten errors": the buckets themselves, listed. */
const askedUnit = (frame: Frame): string | undefined => {
  const ask = frame.concepts.find(({ tag }) => tag === 'ask.which' || tag === 'single' || tag === 'ask.what');
  // "Which is worst, last week": a period, no bucket.
  const said = (at: number): string | undefined =>
    frame.times.used.has(at) ? undefined : frame.words.prefixed(at, 'unit.')?.rest;
  const unit = ask && (said(ask.end) ?? said(ask.end + 1));
  if (asksWeekday(frame)) return 'day';
  return TIME_UNITS.find((each) => each === unit && each !== 'hour');
};

/** "On which days does the backup run": of one thing, by the days of the week. */
export const habitualDays = (frame: Frame): 'weekday' | undefined =>
  speaksOf(frame, 'habitual.days') && namesThing(frame) && saysNoTime(frame) ? 'weekday' : undefined;

/** "When does it run"; "since when does it" asks for a moment. */
const asksHabit = ({ concepts, words }: Frame): boolean =>
  concepts.some(({ tag, start }) => tag === 'ask.when' && words.tag(start, 'habitual.when') > 0);

/** "When does it usually fail", "when does the backup run": by the hour. */
export const habitualUnit = (frame: Frame): string | undefined =>
  has(frame, 'ask.when') &&
  (has(frame, 'agg.mean') || (asksHabit(frame) && saysNoTime(frame))) &&
  !has(frame, 'last', 'first') &&
  frame.mentions.length + all(frame, 'metric:').length > 0
    ? 'hour'
    : undefined;

/** "When did we have the most failures": the day that had; "when do we fail most": the hour. */
export const rankedWhen = (frame: Frame, { superlatives, rows }: Reading): string | undefined => {
  const counted = all(frame, 'metric:').length > 0 || has(frame, 'row');
  const busy = all(frame, 'superlative:').some((each) => superlatives[each]?.metric === rows);
  const said = has(frame, 'ask.when') && (busy || (has(frame, 'order.most', 'order.least') && counted));
  if (
    !said ||
    speaksOf(frame, 'refer.since') ||
    has(frame, 'last', 'first', 'entity') ||
    all(frame, 'dimension:').length > 0
  )
    return undefined;
  const over =
    frame.times.ranges.length > 0 || frame.words.matches.some(({ tag }) => /^(?:past|occurred)$/.test(tag));
  return over ? 'day' : 'hour';
};

const INSIDE: Readonly<Record<string, string>> = { hour: 'hour', day: 'hour', week: 'weekday', month: 'day' };

const PARTS: Readonly<Record<string, string>> = {
  day: 'hour',
  weekend: 'hour',
  week: 'day',
  month: 'day',
  quarter: 'week',
  year: 'month',
};

/** "How are runs spread over the day", "come si distribuiscono durante la settimana": by the parts of that unit. */
export const spreadUnit = ({ words, times, concepts }: Frame): string | undefined => {
  const spread = words.matches.find(({ tag }) => tag === 'spread');
  if (!spread || concepts.some(({ tag }) => /^(?:dimension:|entity$|ask\.(?:count|why))/.test(tag)))
    return undefined;
  const over = words.tokens
    .map((_, at) =>
      at >= spread.start && !times.used.has(at) ? words.prefixed(at, 'unit.')?.rest : undefined,
    )
    .find((unit) => unit !== undefined && unit in INSIDE);
  if (over !== undefined) return INSIDE[over];
  // "How were last week's failures spread": by the days of it; those of a day by its hours.
  const [range, ...others] = times.ranges;
  return range && others.length === 0 ? PARTS[range.grain] : undefined;
};

/** "The most *hours* saved", "fine *settimana*": inside a longer phrase the word is no unit by itself. */
const isInside = ({ words, concepts }: Frame, at: number): boolean =>
  (words.prefixed(at - 1, 'unit.')?.end ?? 0) > at ||
  concepts.some(
    ({ tag, start, end }) => tag.startsWith('metric:') && at >= start && at < end && end - start > 1,
  );

/** "Which days": more than one. */
export const asksUnits = (frame: Frame): boolean =>
  frame.words.tokens.some(
    (_, at) => frame.words.tag(at, 'units.many') > 0 && !frame.times.used.has(at) && !isInside(frame, at),
  );

/** "The quietest day": a unit of the calendar that is ranked. */
export const rankedUnit = (frame: Frame): string | undefined => {
  if (!(ranked(frame) || has(frame, 'busiest')) || has(frame, 'entity')) return undefined;
  for (let at = 0; at < frame.words.tokens.length; at += 1) {
    const said = frame.words.prefixed(at, 'unit.');
    // The week in "fine settimana" is none.
    if (said?.rest === 'weekend') {
      at = said.end - 1;
      continue;
    }
    const timed =
      frame.times.used.has(at) || (said && leadsToTime(frame.words, frame.times, said.rest, said.end));
    const unit = timed ? undefined : said?.rest;
    // "I tre giorni peggiori": so many of them.
    const behind =
      frame.words.tag(said?.end ?? at, 'bearing') > 0 ||
      frame.concepts.some(
        ({ tag, start, end }) => (start === said?.end || end === at - 1) && tag.startsWith('order.'),
      );
    const measure =
      frame.words.number(at - 1) !== undefined && !behind && !has(frame, 'order.top', 'ask.which');
    const hours = unit === 'hour' && frame.words.tag(at, 'units.many') > 0;
    // "Which department saved most hours": of work, not of the day. "Il fine settimana": no week.
    const worked = unit === 'hour' && all(frame, 'dimension:').length > 0;
    if (worked || isInside(frame, at)) continue;
    if (!measure && (hours || unit === 'day' || unit === 'week' || unit === 'month')) return unit;
  }
  return undefined;
};

/** "Days with more than ten errors", "hours without failures": units that something is said of. */
const describedUnit = (frame: Frame, limits: readonly Bound[], denied: boolean): string | undefined => {
  if (!denied && limits.length === 0) return undefined;
  const at = frame.words.tokens.findIndex(
    (_, here) =>
      frame.words.tag(here, 'units.many') > 0 &&
      !frame.times.used.has(here) &&
      !isInside(frame, here) &&
      frame.words.number(here - 1) === undefined &&
      // "Da quanti giorni" asks for the last time.
      !frame.concepts.some(({ tag, start, end }) => tag === 'last' && here >= start && here < end) &&
      !limits.some(({ start, end }) => here >= start && here < end),
  );
  const unit = at < 0 || has(frame, 'entity') ? undefined : frame.words.prefixed(at, 'unit.')?.rest;
  return TIME_UNITS.find((each) => each === unit);
};

/** The unit whose buckets are to be listed, when the words ask for those. */
export const listedUnit = (frame: Frame, limits: readonly Bound[], denied: boolean): string | undefined =>
  askedUnit(frame) ?? describedUnit(frame, limits, denied);

const CLOSE = 2;

const RANKS = /^(?:order\.|superlative:|busiest$)/;

/** "The worst weekend", "il fine settimana con più errori": one of them, and not who was worst then. */
export const ranksWeekends = (frame: Frame): boolean => {
  if (!(ranked(frame) || has(frame, 'busiest')) || rankedUnit(frame) !== undefined) return false;
  if (has(frame, 'entity') || all(frame, 'dimension:').length > 0) return false;
  return frame.words.tokens.some((_, at) => {
    const said = frame.words.prefixed(at, 'unit.');
    if (said?.rest !== 'weekend' || frame.times.ranges.some(({ start, end }) => at >= start && at < end))
      return false;
    const beside = frame.concepts.some(
      ({ tag, start, end }) =>
        RANKS.test(tag) && (end === at || (start >= said.end && start - said.end <= CLOSE)),
    );
    return beside || frame.concepts.some(({ tag, end }) => tag === 'ask.which' && end === at);
  });
};
