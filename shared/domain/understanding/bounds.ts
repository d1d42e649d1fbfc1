import type { Reading } from '#shared/contracts/grammar.ts';
import type { Filter, Having, Operator } from '#shared/contracts/query.ts';
import type { Frame } from './frame.ts';
import type { Spoken } from './lexemes.ts';

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

const metricAfter = (frame: Frame, reading: Reading, at: number): string | undefined => {
  const next = frame.concepts.find(
    (match) =>
      match.start >= at && match.start <= at + 1 && (match.tag === 'row' || match.tag.startsWith('metric:')),
  );
  if (!next) return undefined;
  return next.tag === 'row' ? reading.rows : next.tag.slice('metric:'.length);
};

/** The number of a bound: right behind its words, or behind what it bounds ("exceed a failure rate of 25 %"). */
const numberNear = (frame: Frame, at: number): Spoken | undefined => {
  for (let here = at; here < at + 6; here += 1) {
    const count = frame.words.number(here);
    if (count && (frame.words.tokens[here]?.kind === 'number' || here < at + 2)) return count;
    const between = frame.concepts.some(
      (match) => here >= match.start && here < match.end && /^(?:stop|metric:|row)/.test(match.tag),
    );
    if (!between) return undefined;
  }
  return undefined;
};

const numberBefore = (frame: Frame, end: number): Spoken | undefined =>
  [end - 2, end - 1].map((at) => frame.words.number(at)).find((count) => count?.end === end);

export const bounds = (frame: Frame, reading: Reading): Bound[] =>
  frame.concepts.flatMap((match) => {
    const operator = OPERATORS[match.tag];
    // "Ten or more": the number stands before the words.
    const behind = match.tag === 'having.orMore' || match.tag === 'having.orLess';
    const count = behind ? numberBefore(frame, match.start) : numberNear(frame, match.end);
    if (!operator || !count) return [];
    const last = behind ? match.end : count.end;
    const measure = frame.words.prefixed(last, 'measure.');
    const after = measure?.end ?? last;
    const metric = measure ? undefined : metricAfter(frame, reading, after);
    return [
      {
        operator,
        value: count.value * (measure ? Number(measure.rest) : 1),
        ...(measure && { seconds: Number(measure.rest) }),
        ...(metric !== undefined && { metric }),
        start: behind ? match.start - 1 : match.start,
        end: after,
      },
    ];
  });

/** As conditions on groups. A bound without a noun is on the metric that is asked for. */
export const havings = (
  found: readonly Bound[],
  metric: string,
  durations: ReadonlySet<string>,
  timing: string,
): Having[] =>
  found.map((bound) => ({
    metric: bound.seconds === undefined ? (bound.metric ?? metric) : durations.has(metric) ? metric : timing,
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
