import type { Reading } from '#shared/contracts/grammar.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import type { Frame } from '../frame.ts';
import { carried } from './carry.ts';
import { base, type Change } from './change.ts';
import type { Cues } from './cues.ts';
import { joined, some, tagSpan } from './parts.ts';
import { conceptSpans, edited, stretch, textOf } from './pieces.ts';

const FIGURE = /^(?:metric:|family:|row$|rate$|agg\.)/;
const MEASURED = /^(?:metric:|family:|rate$|agg\.)/;
const BESIDE =
  /^(?:metric:|family:|row$|rate$|agg\.|ask\.(?:count|yesno)$|rows\.many$|stop$|aux$|follow$|single$)/;

/** It asks for more than was asked before, or for less: what is usual, all of it, or all but some. */
const ELSEWHERE = [
  'drop',
  'except',
  'frequent',
  'usual',
  'widen.all',
  'widen.period',
  'widen.time',
  'widen.who',
  'agg.total',
];

/** "And the failures?", "quante esecuzioni?": another figure, and nothing else. */
export const asksFigure = (next: Frame, { refers }: Cues): boolean =>
  some(next, FIGURE) &&
  !refers &&
  !next.times.all &&
  !ELSEWHERE.some((tag) => tagSpan(next, tag) !== undefined) &&
  next.concepts.every(({ tag }) => BESIDE.test(tag)) &&
  next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length === 0;

const leaves = (filter: Filter | undefined): Filter[] => {
  if (filter === undefined) return [];
  return 'and' in filter ? filter.and.flatMap(leaves) : [filter];
};

/** Whose runs, and when: not which of them. */
const SCOPE = /"field":"(?:process|area|tag|hour|weekday)"/;

const scopeOf = ({ filters, timeRange, dimensions = [] }: SemanticQuery): string =>
  JSON.stringify([
    leaves(filters)
      .map((leaf) => JSON.stringify(leaf))
      .filter((leaf) => SCOPE.test(leaf))
      .toSorted(),
    timeRange,
    dimensions,
  ]);

const queryOf = (read: Understanding): SemanticQuery | undefined =>
  read.kind === 'query' ? read.query : undefined;

/** The figure that is asked for; rows without more are counted. */
export const figureOf = (alone: Understanding, next: Frame, { rows }: Reading): string | undefined =>
  queryOf(alone)?.metrics[0] ?? (some(next, MEASURED) ? undefined : rows);

/** This figure of the same things, in the same time, split alike; undefined where that can not be told. */
export const isOfSame = (read: Understanding, before: Understanding, figure: string): boolean | undefined => {
  const [query, asked] = [read, before].map(queryOf);
  const plain = asked && asked.metrics.length > 0 && !asked.comparison && !asked.having && !asked.limitBy;
  if (!plain || asked.shape === 'last' || asked.source !== undefined) return undefined;
  return (
    query !== undefined &&
    !query.comparison &&
    scopeOf(query) === scopeOf(asked) &&
    query.metrics.includes(figure)
  );
};

/** The question before with that figure, in other words: where the old one stood, or before all the rest. */
export const withFigure = ({ next, before, cues, opened, setting }: Change): string[] => {
  const own = stretch(conceptSpans(next, FIGURE));
  const old = stretch(conceptSpans(before, FIGURE));
  const rest = carried(next, before, { cues, subject: undefined, scoped: true, setting });
  // "The runs" of something are listed, unless how many is asked.
  const count = setting.phrase('ask.count');
  if (!some(next, MEASURED)) return count === undefined ? [] : [`${count} ${rest}`];
  if (!own || !old) return [rest];
  const inPlace = [{ ...old, text: textOf(next, own) }, ...base(before, opened)];
  return [joined([edited(before, inPlace)]), rest];
};
