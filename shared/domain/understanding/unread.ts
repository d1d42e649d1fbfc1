import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import type { Frame } from './frame.ts';

const LOOSE = /^(?:stop|aux|or|group|many)$/;
/** Words of courtesy and of asking, and those of any sentence, say nothing that could be missed. */
const COURTESY = new Set(['asking', 'opener', 'follow', 'joint', 'naming', 'spread', 'made']);
const SHORTEST = 4;

/** Words that make up a period, as opposed to those that only hold one together. */
const OF_TIME =
  /^(?:unit|units|day|month|weekday|part|habit)\.|^time\.(?:this|last|recent|next|before|beforeIt|beforeLast|priorTo|several)$/;

/** Places of words and numbers that are known but came to nothing. */
const loosePlaces = (frame: Frame): number[] => {
  const { words, mentions, times } = frame;
  const telling = [
    ...frame.concepts.filter(({ tag }) => !LOOSE.test(tag)),
    ...mentions,
    ...times.ranges,
    ...times.windows,
    ...words.matches.filter(({ tag }) => COURTESY.has(tag) || tag === 'time.all'),
  ];
  return [...words.tokens.entries()]
    .filter(
      ([at, { kind, norm }]) =>
        kind !== 'mark' &&
        !frame.unknown.includes(norm) &&
        !times.used.has(at) &&
        !telling.some(({ start, end }) => at >= start && at < end),
    )
    .map(([at]) => at);
};

const isWord = (frame: Frame, at: number): boolean => {
  const token = frame.words.tokens[at];
  return token?.kind === 'word' && token.norm.length >= SHORTEST;
};

const SECONDS = [1, 60, 3600, 86_400];

const numbersIn = (filter: Filter | undefined): number[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(numbersIn);
  if ('or' in filter) return filter.or.flatMap(numbersIn);
  if ('not' in filter) return numbersIn(filter.not);
  if ('value' in filter) return [filter.value];
  return 'values' in filter ? filter.values.filter((value) => typeof value === 'number') : [];
};

/** What came to nothing, by what it would have said. */
export interface Unread {
  /** Words of a period. */
  readonly times: number;
  /** Numbers that are nowhere in the query. */
  readonly numbers: number;
  /** Other longer words. */
  readonly words: number;
}

/** Behind these words nothing more can be meant than the period they belong to: "nella giornata di ieri". */
const leads = (frame: Frame, at: number): boolean =>
  frame.times.ranges.some(
    ({ start }) =>
      start > at &&
      start - at <= 2 &&
      frame.words.tokens
        .slice(at + 1, start)
        .every((_, each) => frame.words.tag(at + 1 + each, 'time.glue') > 0),
  );

/** What of a question was not read, though its words are known. */
export const unreadIn = (frame: Frame, query: SemanticQuery): Unread => {
  const { words } = frame;
  const said = new Set([
    query.limit ?? 0,
    ...(query.having ?? []).map(({ value }) => value),
    ...numbersIn(query.filters),
  ]);
  const places = loosePlaces(frame);
  const numbers = places.filter((at) => {
    const value =
      words.tokens[at]?.kind === 'word' && words.tag(at, 'time.one') > 0 ? 1 : words.number(at)?.value;
    return value !== undefined && value !== 1 && !SECONDS.some((unit) => said.has(value * unit));
  });
  const times = places.filter(
    (at) =>
      isWord(frame, at) &&
      !leads(frame, at) &&
      words.matches.some(({ tag, start, end }) => at >= start && at < end && OF_TIME.test(tag)),
  );
  const rest = places.filter(
    (at) =>
      isWord(frame, at) &&
      words.tag(at, 'plain') === 0 &&
      words.number(at) === undefined &&
      !times.includes(at) &&
      !numbers.includes(at),
  );
  return { times: times.length, numbers: numbers.length, words: rest.length };
};
