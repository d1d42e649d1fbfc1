import type { Reading } from '#shared/contracts/grammar.ts';
import type { Filter, Having, Operator } from '#shared/contracts/query.ts';
import type { Frame } from './frame.ts';
import type { Spoken } from './lexemes.ts';
import type { Match } from './phrases.ts';

const OPERATORS: Readonly<Record<string, Operator>> = {
  'having.ge': '>=',
  'having.gt': '>',
  'having.lt': '<',
  'having.le': '<=',
  'having.eq': '=',
  'having.orMore': '>=',
  'having.orLess': '<=',
};

/** "More than 10 failures", "at least 20 runs", "longer than 5 minutes": a bound and what it bounds. */
export interface Bound {
  readonly operator: Operator;
  readonly value: number;
  /** Seconds in the unit that was said; undefined for plain counts. */
  readonly seconds?: number;
  /** The metric named right after the number, when one is. */
  readonly metric?: string;
  readonly start: number;
  readonly end: number;
}

/** "More than five processes": so many things. */
const thingsAt = ({ words }: Frame, reading: Reading, at: number): string | undefined => {
  const thing = words.tag(at, 'many') > 0 ? words.prefixed(at, 'dimension:') : undefined;
  return thing && reading.entities[thing.rest];
};

const metricAfter = (frame: Frame, reading: Reading, at: number): string | undefined => {
  const things = thingsAt(frame, reading, at);
  if (things !== undefined) return things;
  const near = frame.concepts.filter(
    (match) => match.start >= at && match.start <= at + 1 && /^(?:row$|counted:|metric:)/.test(match.tag),
  );
  // "Ten recovered failures": the narrower one is bounded.
  const narrow = near.find(({ tag }) => reading.narrower?.[tag.replace('metric:', '')] !== undefined);
  const next = narrow ?? near.find((match) => match.tag !== 'row') ?? near[0];
  if (!next) return undefined;
  return next.tag === 'row' ? reading.rows : next.tag.slice(next.tag.indexOf(':') + 1);
};

/** "Over the hour", "superato l'ora": one of it, unless a number says which ("oltre le ore 18"). */
const oneOf = ({ words }: Frame, at: number): Spoken | undefined => {
  const measure = words.prefixed(at, 'measure.');
  return measure && !words.plural(at) && words.number(measure.end) === undefined
    ? { value: 1, end: at, ordinal: false }
    : undefined;
};

/** The number of a bound: right behind its words, or behind what it bounds ("exceed a failure rate of 25 %"). */
const numberNear = (frame: Frame, at: number): Spoken | undefined => {
  const one = oneOf(frame, at);
  if (one) return one;
  // "Longer than an hour": one of it.
  const article = (frame.words.tokens[at]?.norm.length ?? 9) <= 3 && frame.words.number(at) === undefined;
  if (article && frame.words.prefixed(at + 1, 'measure.')) return { value: 1, end: at + 1, ordinal: false };
  for (let here = at; here < at + 6; here += 1) {
    const count = frame.words.number(here);
    if (count && (frame.words.tokens[here]?.kind === 'number' || here < at + 2)) return count;
    // "Almeno il 5 %".
    if (here === at && article && frame.words.tokens[here + 1]?.kind === 'number') continue;
    const between = frame.concepts.some(
      (match) => here >= match.start && here < match.end && /^(?:stop|metric:|row|agg\.)/.test(match.tag),
    );
    if (!between) return undefined;
  }
  return undefined;
};

const FARTHEST_BACK = 3;

/** "Ten or more", "three failures or more": what is counted may stand between. */
const numberBefore = (frame: Frame, end: number): Spoken | undefined => {
  const { words } = frame;
  for (let last = end; last > 0 && end - last <= FARTHEST_BACK; last -= 1) {
    const count = [last - 2, last - 1].map((at) => words.number(at)).find((each) => each?.end === last);
    if (count) return count;
    const counted =
      frame.concepts.some(({ tag, start }) => start === last - 1 && /^(?:row$|metric:|counted:)/.test(tag)) ||
      words.prefixed(last - 1, 'measure.') !== undefined;
    if (!counted) return undefined;
  }
  return undefined;
};

/** "Between 10 and 60 seconds", "between 5 and 10 failures", "between 2 and 5 %": both ends. */
const betweenAt = (frame: Frame, reading: Reading, at: number): Bound[] => {
  const { words } = frame;
  const lead = words.tag(at, 'time.between') || words.tag(at, 'time.from');
  const low = lead > 0 ? words.number(lead) : undefined;
  const joint = low ? words.tag(low.end, 'time.and') || words.tag(low.end, 'time.to') : 0;
  const high = joint > 0 ? words.number(joint) : undefined;
  if (!low || !high || frame.times.used.has(at)) return [];
  const measure = words.prefixed(high.end, 'measure.');
  const percent = words.tag(high.end, 'rate');
  const metric = measure ? undefined : metricAfter(frame, reading, percent || high.end);
  if (!measure && percent === 0 && metric === undefined) return [];
  const seconds = measure ? Number(measure.rest) : 1;
  const rated = percent > 0 && metric !== undefined ? reading.rates[metric] : undefined;
  const shared = {
    ...(measure && { seconds }),
    ...(metric !== undefined && { metric: rated ?? metric }),
    start: at,
    end: measure?.end ?? (percent || high.end),
  };
  return [
    { ...shared, operator: '>=', value: low.value * seconds },
    { ...shared, operator: '<=', value: high.value * seconds },
  ];
};

export const bounds = (frame: Frame, reading: Reading): Bound[] => {
  const said = boundsSaid(frame, reading);
  return [
    ...frame.words.tokens.flatMap((_, at) => betweenAt(frame, reading, at)),
    ...said,
    ...occasionsSaid(frame, said),
  ];
};

/** A sign is the same in every language: it counts once. */
const once = (concepts: readonly Match[]): Match[] =>
  concepts.filter(
    (match, at) =>
      concepts.findIndex(
        ({ tag, start, end }) => tag === match.tag && start === match.start && end === match.end,
      ) === at,
  );

/** "More than a third of them": so many in a hundred. */
const partAt = ({ words }: Frame, at: number): Spoken | undefined => {
  const part = words.prefixed(at, 'fraction.');
  const timed = part && [0, 1, 2].some((more) => words.prefixed(part.end + more, 'measure.'));
  return part && !timed ? { value: Number(part.rest), end: part.end, ordinal: false } : undefined;
};

/** A bound on a part of the whole: "over 20 % failures", "more than half failed". */
export const boundsPart = (frame: Frame): boolean =>
  frame.concepts.some(({ tag, end }) => tag in OPERATORS && partAt(frame, end) !== undefined);

/** "Failed twice", "ran only three times": so often, and no number of things. */
const occasionsSaid = (frame: Frame, said: readonly Bound[]): Bound[] =>
  frame.words.tokens.flatMap((_, at) => {
    const { words, concepts } = frame;
    const count = words.number(at);
    // "Una sola volta".
    const alone = count && words.tag(count.end, 'only');
    const times = count && (words.tag(alone || count.end, 'occasions') || words.tag(at, 'occasions'));
    const free = !said.some(({ start, end }) => at >= start && at < end) && !frame.times.used.has(at);
    const begin = words.tag(at - 1, 'only') > 0 ? at - 1 : at;
    const behind = concepts.some(({ tag, end }) => end === begin && /^(?:row$|metric:)/.test(tag));
    // "Did not fail once": not at all.
    const denied = concepts.some(
      ({ tag, end }) => /^(?:not|none|never)$/.test(tag) && end <= at && at - end <= FARTHEST_BACK,
    );
    if (!count || !times || !free || !behind || denied || count.ordinal) return [];
    return [{ operator: '=' as const, value: count.value, start: begin, end: times }];
  });

const boundsSaid = (frame: Frame, reading: Reading): Bound[] =>
  once(frame.concepts).flatMap((match) => {
    const operator = OPERATORS[match.tag];
    // "Ten or more": the number stands before the words.
    const behind = match.tag === 'having.orMore' || match.tag === 'having.orLess';
    const part = behind ? undefined : partAt(frame, match.end);
    const count = part ?? (behind ? numberBefore(frame, match.start) : numberNear(frame, match.end));
    if (!operator || !count) return [];
    const counted = behind && count.end < match.start;
    const last = behind && !counted ? match.end : count.end;
    const percent = frame.words.tag(last, 'rate');
    const measure = frame.words.prefixed(last, 'measure.');
    const after = measure?.end ?? (percent || last);
    const said = measure ? undefined : metricAfter(frame, reading, after);
    // "Under 98 % of successful runs": a part of them, no number of runs.
    const rated = said === undefined ? undefined : (reading.rates[said] ?? said);
    const metric = percent === 0 ? said : rated === reading.rows ? undefined : rated;
    return [
      {
        operator,
        value: count.value * (measure ? Number(measure.rest) : 1),
        ...(measure && { seconds: Number(measure.rest) }),
        ...(metric !== undefined && !part && { metric }),
        start: counted ? count.end - 1 : behind ? match.start - 1 : match.start,
        end: Math.max(after, match.end),
      },
    ];
  });

/** As conditions on groups. A bound without a noun is on the metric that is asked for; `times` are lengths of time. */
export const havings = (
  found: readonly Bound[],
  metric: string,
  times: ReadonlySet<string>,
  timing: string,
): Having[] =>
  found.map((bound) => ({
    metric: bound.seconds === undefined ? (bound.metric ?? metric) : times.has(metric) ? metric : timing,
    operator: bound.operator,
    value: bound.value,
  }));

/** As conditions on single rows: only measures of time bound a row. */
export const rowBounds = (found: readonly Bound[], field: string | undefined): Filter[] =>
  field === undefined
    ? []
    : found
        .filter((bound) => bound.seconds !== undefined)
        .map((bound) => ({ field, operator: bound.operator, value: bound.value }));
