import type { Unit } from '#shared/contracts/catalog.ts';
import { isFrom } from './changes.ts';
import type { Amount, Assertion, ProseClaim } from './claim.ts';
import { type Item, type ItemOf, type Said, isWord, ofType } from './item.ts';
import type { Lexicon } from './lexicon.ts';

/** What reading needs to know of the data: units of metrics, and which times are rows of it. */
export interface Hints {
  readonly lexicon: Lexicon;
  unit(metric: string): Unit | undefined;
  /** Which way is good news. */
  better(metric: string): 'up' | 'down' | 'neutral' | undefined;
  /** The first and the last row of a time that several rows make up. */
  ends(said: Said): { first: Said; last: Said } | undefined;
  /** Its values add up. */
  additive(metric: string): boolean;
  isBucket(said: Said): boolean;
  /** The row of time before one. */
  before(said: Said): Said | undefined;
  /** How many rows there are of a dimension. */
  rows(dimension: string): number | undefined;
  /** How long the time is that was asked for. */
  asked: readonly Said[];
  /** The time that was asked for is such a one, and not over yet. */
  begun(dimension: string): boolean;
  /** The time that the data compares with. */
  isCompared(said: Said): boolean;
  /** What a name is: process, area. */
  dimension(name: string): string | undefined;
  /** The one metric that the data holds, meant where none is said. */
  readonly onlyMetric: string | undefined;
}

/** What the sentences before have said, for those that leave it out. */
export interface Memory {
  metric?: string | undefined;
  scale?: number | undefined;
  names: string[];
  said?: Said | undefined;
  change?: { left: Amount; right: Amount } | undefined;
  last?: { amount: Amount; whole?: Amount | undefined } | undefined;
  /** The time of the figure in brackets, of lines that are all alike: "X: 40 (80 the week before)". */
  bracket?: Said | undefined;
  ranking?: { metric: string; way: '>' | '<'; name: string | undefined } | undefined;
}

/** A part of a sentence between stops; `anchor`: what a bracket stands behind. */
export interface Clause {
  readonly items: readonly Item[];
  readonly inner: boolean;
  readonly anchor: readonly Item[];
  /** The stop before it. */
  readonly after: string;
}

/** One sentence being read. */
export interface Reading {
  readonly hints: Hints;
  readonly memory: Memory;
  readonly items: readonly Item[];
  readonly claims: ProseClaim[];
  readonly used: Set<Item>;
  /** Names of clauses that held nothing else, still without a figure. */
  pending: ItemOf<'name'>[];
  /** The row of time that the sentence has ranked. */
  place?: Said;
  /** Names that share the place behind the first. */
  shared?: readonly string[];
  /** Rows of time of clauses that held nothing else. */
  times: ItemOf<'period'>[];
}

const metricsOf = (assertion: Assertion): Set<string> => {
  if (assertion.kind === 'figure') return new Set([assertion.amount.metric]);
  if (assertion.kind === 'difference' || assertion.kind === 'ratio' || assertion.kind === 'share')
    return new Set([assertion.left.metric, assertion.right.metric]);
  return new Set();
};

const saidsOf = (assertion: Assertion): Said[] => {
  if (assertion.kind === 'ranking') return assertion.names.filter((name) => typeof name !== 'string');
  const amounts =
    assertion.kind === 'figure'
      ? [assertion.amount]
      : 'left' in assertion
        ? [assertion.left, assertion.right]
        : [];
  return amounts.flatMap((amount) => [
    ...('said' in amount && amount.said ? [amount.said] : []),
    ...('saids' in amount && amount.saids ? amount.saids : []),
  ]);
};

const isSame = (one: Said, other: Said): boolean => JSON.stringify(one) === JSON.stringify(other);

export const claim = (reading: Reading, assertion: Assertion, items: readonly Item[]): void => {
  const from = Math.min(...items.map(({ start }) => start));
  const to = Math.max(...items.map(({ end }) => end));
  reading.claims.push({ start: from, end: to, assertion });
  for (const item of items) reading.used.add(item);
  for (const said of saidsOf(assertion))
    for (const item of ofType(reading.items, 'period')) if (isSame(item.said, said)) reading.used.add(item);
  // What a figure is of may stand before it: "Failures: Ordini 19".
  const metrics = metricsOf(assertion);
  for (const item of ofType(reading.items, 'metric'))
    if (item.start < from && metrics.has(item.metric)) reading.used.add(item);
  for (const [at, item] of reading.items.entries()) {
    const beside = [reading.items[at - 1], reading.items[at + 1]].some(
      (near) =>
        near?.type === 'metric' && reading.used.has(near) && (near.to === item.from || item.to === near.from),
    );
    if (item.type === 'metric' && beside && isGeneral(item.metric, reading.hints.lexicon))
      reading.used.add(item);
  }
};

/** Cuts a sentence at its stops; brackets are clauses of their own. */
export const clausesOf = (items: readonly Item[]): Clause[] => {
  const clauses: Clause[] = [];
  let open: Item[] = [];
  let inner: Item[] | undefined;
  let brackets: { items: Item[]; anchor: Item[] }[] = [];
  let after = '';
  const close = (mark: string): void => {
    if (open.length > 0) clauses.push({ items: open, inner: false, anchor: [], after });
    for (const bracket of brackets)
      if (bracket.items.length > 0) clauses.push({ ...bracket, inner: true, after: '(' });
    open = [];
    brackets = [];
    after = mark;
  };
  for (const [at, item] of items.entries()) {
    const between = isWord(items[at - 2], 'between') || isWord(items[at - 3], 'between');
    if (item.type !== 'stop') (inner ?? open).push(item);
    else if (item.mark === '(') {
      inner = [];
      brackets.push({ items: inner, anchor: [...open] });
    } else if (item.mark === ')') inner = undefined;
    else if (inner === undefined && !(between && item.mark === 'and')) close(item.mark);
  }
  close('');
  return clauses;
};

/** The metrics of some items without the general one that another one narrows: failed runs are failures. */
export const metricsIn = (items: readonly Item[], { lexicon }: Hints): ItemOf<'metric'>[] => {
  const said = ofType(items, 'metric');
  const strong = said.filter(({ weak }) => weak !== true);
  const all = strong.length > 0 ? strong : said;
  const narrow = all.filter(({ metric }) => !isGeneral(metric, lexicon));
  return narrow.length > 0 ? narrow : all;
};

const isGeneral = (metric: string, { wholes }: Lexicon): boolean =>
  !wholes.has(metric) && [...wholes.values()].includes(metric);

/** The metrics that claims about some of them account for: those, and the general word for what is counted. */
export const meantBy =
  (metrics: readonly string[], { lexicon }: Hints) =>
  (metric: string): boolean =>
    metrics.includes(metric) || isGeneral(metric, lexicon);

/** The time that a clause is about: its own, of several a row of the data; else that of the sentence. */
export const saidIn = (items: readonly Item[], reading: Reading): Said | undefined => {
  const own = ofType(items, 'period').map(({ said }) => said);
  const bucket = own.filter((said) => reading.hints.isBucket(said));
  const [single, ...others] = own;
  const isAsked = single && reading.hints.asked.some((each) => isSame(each, single));
  if (reading.place && isAsked && others.length === 0 && bucket.length === 0) return reading.place;
  const weekday = bucket.find(({ kind }) => kind === 'weekday');
  const found = weekday ?? bucket.at(-1) ?? own.at(-1);
  if (found) return found;
  // "In total there were 54" is of all, not of the day that was told of before.
  const { said: carried } = reading.memory;
  const sum = items.some((item) => isWord(item, 'total', 'mean'));
  const before = carried && sum && reading.hints.isBucket(carried) ? undefined : carried;
  const all = ofType(
    reading.items.filter((item, at) => isSubject(item, at, reading.items)),
    'period',
  );
  const [only] = all.length === 1 ? all : [];
  if (!only) return before;
  // A row that a later clause names is not that of what stands before.
  const later = only.start > (items.at(-1)?.end ?? 0) && reading.hints.isBucket(only.said);
  return later ? before : only.said;
};

/** A time that a sentence is about, and does not compare with: the period before only as a heading. */
const isSubject = (item: Item, at: number, items: readonly Item[]): boolean => {
  if (item.type !== 'period' || isWord(items[at - 1], 'than') || isFrom(items, at)) return false;
  const next = items[at + 1];
  return item.said.kind !== 'previous' || (at === 0 && next?.type === 'stop' && next.mark === ':');
};

export const metricFor = (items: readonly Item[], { hints, memory }: Reading): string | undefined =>
  metricsIn(items, hints).at(-1)?.metric ?? memory.metric ?? hints.onlyMetric;
