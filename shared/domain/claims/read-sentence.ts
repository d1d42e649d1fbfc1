import type { ProseClaim } from './claim.ts';
import { type Item, type Said, isWord, ofType } from './item.ts';
import { readComparison, readGap } from './read-comparison.ts';
import { hasHead, readExtremes, readRanking } from './read-ranking.ts';
import { readChoice } from './read-choice.ts';
import { readInTurn } from './read-in-turn.ts';
import { bracketed } from './read-brackets.ts';
import { readExtent, readRows } from './read-rows.ts';
import { readTally } from './read-tally.ts';
import { readTrend } from './read-trend.ts';
import { readValues } from './read-values.ts';
import { readMoment } from './read-moment.ts';
import { readNews } from './read-news.ts';
import { readTold } from './read-told.ts';
import { isOfLength } from './prior.ts';
import {
  type Clause,
  type Hints,
  type Memory,
  type Reading,
  claim,
  clausesOf,
  metricsIn,
} from './reading.ts';

/** "All 44 runs succeeded", "not all runs succeeded": one count against another. */
const readWhole = (reading: Reading): void => {
  const { items, hints } = reading;
  const all = items.find((item) => isWord(item, 'all', 'notAll', 'every') && !reading.used.has(item));
  const metrics = metricsIn(items, hints);
  const part = metrics.at(-1);
  if (!all || !part || hints.unit(part.metric) !== 'count') return;
  const others = ofType(items, 'metric').filter((item) => item.metric !== part.metric);
  const whole = others.find(({ metric }) => hints.lexicon.wholes.get(part.metric) === metric) ?? others[0];
  if (!whole) return;
  const names = ofType(items, 'name');
  const kinds = new Set(ofType(items, 'metric').map((item) => item.metric));
  const general = others.filter((item) => item !== whole && !whole.metric.includes(item.metric));
  if (names.length > 1 || kinds.size > 3 || general.some(({ metric }) => hints.lexicon.wholes.has(metric)))
    return;
  const at = (metric: string) => ({ of: 'place', metric, name: names[0]?.name }) as const;
  const is = isWord(all, 'notAll') ? '<' : '=';
  claim(reading, { kind: 'ratio', left: at(part.metric), right: at(whole.metric), times: 1, is }, [
    all,
    ...ofType(items, 'metric'),
    ...names,
  ]);
};

/** "X is the slowest, Y the fastest": each clause ranks for itself. */
const readEach = (clauses: readonly Clause[], reading: Reading): boolean => {
  const metrics = new Set(metricsIn(reading.items, reading.hints).map(({ metric }) => metric));
  if (metrics.size === 1) [reading.memory.metric] = metrics;
  return clauses.map((clause) => readRanking(clause.items, reading)).includes(true);
};

/** "La classifica: X 98 %, Y 91 %": the names stand in the order of their figures. */
const readListing = (reading: Reading): void => {
  const word = reading.items.find((item) => isWord(item, 'listing') && !reading.used.has(item));
  const names = ofType(reading.items, 'name').map(({ name }) => name);
  const said = metricsIn(reading.items, reading.hints);
  const metric = said.length === 1 ? said[0]?.metric : reading.memory.metric;
  if (!word || names.length < 2 || metric === undefined || new Set(names).size !== names.length) return;
  // Without figures the order is all that is said of the names.
  const bare = ofType(reading.items, 'value').length === 0;
  const covered = bare ? [word, ...ofType(reading.items, 'name'), ...said] : [word];
  claim(reading, { kind: 'ranking', metric, way: '>', rank: 1, tied: false, names }, covered);
};

/** What can have a place in a ranking: a name, or a row of time. */
const isPlace = (item: Item, hints: Hints): boolean =>
  item.type === 'name' || (item.type === 'period' && hints.isBucket(item.said));

const onlyNames = ({ items }: Clause, { used }: Reading): boolean =>
  items.some(({ type }) => type === 'name') &&
  items.every(
    (item) =>
      item.type === 'name' ||
      item.type === 'period' ||
      (item.type === 'entity' && used.has(item)) ||
      isWeak(item),
  );

/** Words that join others and say nothing when they are left over. */
const WEAK = ['of', 'from', 'to', 'than', 'against', 'outOf', 'total', 'by', 'perRow', 'which'];
const isWeak = (item: Item): boolean =>
  item.type === 'stop' || (item.type === 'word' && isWord(item, ...WEAK, 'neutral'));

const readClause = (clause: Clause, reading: Reading): void => {
  if (readTold(clause, reading)) return;
  if (readGap(clause, reading)) return;
  const [time, ...rest] = clause.items.filter((item) => !isWeak(item));
  if (time?.type === 'period' && rest.length === 0 && isRow(time.said, reading.hints)) {
    reading.times.push(time);
    return;
  }
  if (onlyNames(clause, reading)) {
    reading.pending.push(...ofType(clause.items, 'name'));
    return;
  }
  if (isWord(clause.items[0], 'which')) {
    const name = ofType(reading.items, 'name').findLast((item) => item.to <= (clause.items[0]?.from ?? 0));
    if (name) reading.memory.names = [name.name];
  }
  readExtremes(clause, reading);
  if (!readTrend(clause, reading)) readComparison(clause, reading);
  readValues(clause, reading);
  for (const item of clause.items)
    if (item.type === 'metric' && item.way === undefined)
      reading.memory.metric = metricsIn(clause.items, reading.hints).at(-1)?.metric;
  const names = ofType(clause.items, 'name').map(({ name }) => name);
  if (names.length > 0 && !clause.inner) reading.memory.names = names;
};

/** Names that narrow all the data need no figure of their own. */
export interface SentenceRead {
  readonly claims: readonly ProseClaim[];
  /** What says or may say something and was put to no proof. */
  readonly unread: readonly Item[];
}

/** Reads one sentence: what it asserts, and what of it was not read. */
export const readSentence = (
  items: readonly Item[],
  memory: Memory,
  hints: Hints,
  scope: ReadonlySet<string>,
): SentenceRead => {
  const reading: Reading = { hints, memory, items, claims: [], used: new Set(), pending: [], times: [] };
  memory.names = [];
  for (const name of ofType(items, 'name')) if (scope.has(name.name)) reading.used.add(name);
  const plain = items.filter(({ type }) => type !== 'stop');
  readAppositions(plain, scope, reading);
  readExtent(plain, reading);
  const flat = plain.filter(
    (item) => !reading.used.has(item) || item.type === 'period' || item.type === 'name',
  );
  const moment = readMoment(reading);
  for (const period of ofType(items, 'period'))
    if (!reading.used.has(period)) {
      claim(reading, { kind: 'time', said: period.said }, [period]);
      // A row of the data must have a figure of its own.
      if (isRow(period.said, hints)) reading.used.delete(period);
    }
  for (const move of ofType(items, 'moved'))
    for (const end of [move.begin, move.finish])
      if (end?.type === 'period') claim(reading, { kind: 'time', said: end.said }, [end]);
  if (!moment) {
    const clauses = clausesOf(items);
    const heads = clauses.filter(
      (each) => hasHead(each.items) && each.items.some((item) => isPlace(item, hints)),
    );
    const whole =
      readTally(clauses, reading) ||
      readChoice(flat, reading) ||
      readInTurn(flat, reading) ||
      readRows(flat, reading) ||
      (heads.length > 1 ? readEach(heads, reading) : readRanking(flat, reading));
    const list = bracketed(clauses, reading);
    for (const clause of list) if (!whole || hasOpen(clause, reading)) readClause(clause, reading);
    readWhole(reading);
    readListing(reading);
    readNews(reading);
  }
  readHeader(reading);
  memory.said = ofType(items, 'period').findLast(({ said }) => said.kind !== 'previous')?.said ?? memory.said;
  return {
    claims: reading.claims,
    unread: items.filter(
      (item, at) =>
        !reading.used.has(item) &&
        !isWeak(item) &&
        !isMere(items, at, reading) &&
        !isTheTime(items, at, reading),
    ),
  };
};

/** "Il processo Ordini", "i processi con etichetta X": the kind of thing that the name behind it is. */
const readAppositions = (items: readonly Item[], scope: ReadonlySet<string>, reading: Reading): void => {
  for (const [at, item] of items.entries()) {
    const next = isWord(items[at + 1], 'of') ? items[at + 2] : items[at + 1];
    if (item.type === 'entity' && next?.type === 'period' && isOfLength(next.said, item.dimension))
      reading.used.add(item);
    if (item.type !== 'entity' || next?.type !== 'name') continue;
    const own = reading.hints.dimension(next.name) === item.dimension;
    if (own || scope.has(next.name)) reading.used.add(item);
  }
};

/** "The week ended with 55 failures": the one week that was asked for, no count of weeks before the word. */
const isTheTime = (items: readonly Item[], at: number, { hints }: Reading): boolean => {
  const [item, before] = [items[at], items[at - 1]];
  const counted =
    before?.type === 'value' ||
    (before?.type === 'word' && !isWord(before, 'of', 'outOf', 'to', 'total', 'mean', 'goodNews', 'badNews'));
  if (item?.type !== 'entity' || counted || items.some((each) => isWord(each, 'which', 'grade')))
    return false;
  if (items.some((each) => each.type === 'metric' && each.way !== undefined)) return false;
  if (hints.asked.length === 0) return false;
  return hints.begun(item.dimension) || hints.asked.every((said) => isOfLength(said, item.dimension));
};

const isRow = (said: Said, hints: Hints): boolean =>
  said.kind !== 'now' && said.kind !== 'previous' && hints.isBucket(said);

/** "Fallimenti per processo:" says what the lines behind it are about. */
const readHeader = (reading: Reading): void => {
  const { items, memory, hints } = reading;
  const last = items.at(-1);
  const plain = items.every(
    (item) => isWeak(item) || item.type === 'metric' || item.type === 'entity' || item.type === 'period',
  );
  if (last?.type !== 'stop' || last.mark !== ':' || !plain) return;
  memory.metric = metricsIn(items, hints).at(-1)?.metric ?? memory.metric;
  for (const item of items) reading.used.add(item);
};

/** "Only 9": the figure is what is said. */
const isMere = (items: readonly Item[], at: number, { used }: Reading): boolean => {
  const next = items[at + 1];
  return (
    isWord(items[at], 'only') && next?.type === 'value' && used.has(next) && items[at + 2]?.type !== 'entity'
  );
};

const hasOpen = ({ items }: Clause, { used }: Reading): boolean =>
  items.some((item) => item.type === 'value' && !used.has(item)) ||
  items.some((item) => item.type === 'moved');
