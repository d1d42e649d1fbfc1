import type { Amount } from './claim.ts';
import { PREVIOUS, WAYS, isTrend, multipleOf, periodsOf, words } from './changes.ts';
import { type Compared, type Item, type Said, isWord, ofType } from './item.ts';
import { every, readRange, readSteady } from './read-steady.ts';
import { type Clause, type Reading, claim, meantBy, metricFor, metricsIn } from './reading.ts';
import { sideOf } from './merge-about.ts';
import { priorTo } from './prior.ts';
import { asChange, fitted } from './units.ts';

const hasFigure = ({ claims }: Reading): boolean =>
  claims.some(({ assertion }) => assertion.kind === 'figure');

/** What a change goes from and to. */
interface Change {
  readonly left: Amount;
  readonly right: Amount;
}

/** "Three times as many live processes as processes switched off": two metrics of the same. */
const metricPair = (items: readonly Item[], { hints, memory }: Reading): Change | undefined => {
  const own = metricsIn(items, hints);
  const [start] = items;
  const leads = start !== undefined && multipleOf(start) !== undefined && own.length === 1;
  if (
    leads &&
    memory.metric !== undefined &&
    own[0] &&
    own[0].metric !== memory.metric &&
    memory.last?.amount.of === 'place'
  )
    return { left: memory.last.amount, right: { of: 'place', metric: own[0].metric } };
  const [first, second, ...more] = own;
  if (!first || !second || more.length > 0 || first.metric === second.metric) return undefined;
  if (ofType(items, 'period').length > 0) return undefined;
  const at = items.findIndex((item) => multipleOf(item) !== undefined);
  const between = items.slice(items.indexOf(first) + 1, items.indexOf(second));
  const cut = between.some((item) => isWord(item, 'than', 'of') || multipleOf(item) !== undefined);
  if (at < 0 || items.indexOf(second) < at || !cut) return undefined;
  return { left: { of: 'place', metric: first.metric }, right: { of: 'place', metric: second.metric } };
};

/** "Tripled between Wednesday and Thursday, from 7 to 22": the change that the sentence has told of. */
const toldChange = (items: readonly Item[], { claims }: Reading): Change | undefined => {
  const plain = items.every(({ type }) => type === 'moved' || type === 'metric');
  const last = claims.findLast(
    ({ assertion }) => assertion.kind === 'ratio' || assertion.kind === 'difference',
  );
  const told = last?.assertion;
  const known = told?.kind === 'ratio' || told?.kind === 'difference';
  return plain && known ? { left: told.left, right: told.right } : undefined;
};

/** What the words of a clause compare: now against before, or one name against another. */
const changeIn = (
  items: readonly Item[],
  { metric, names: own, reading }: { metric: string; names: readonly string[]; reading: Reading },
): (Change & { single: boolean }) | undefined => {
  const trends = items.filter(isTrend);
  let names = own;
  const change = toldChange(items, reading);
  if (change) return { ...change, single: false };
  const [move] = ofType(items, 'moved');
  const said = periodsOf(items);
  const spanned = said.base === undefined && said.target ? reading.hints.ends(said.target) : undefined;
  const { target, base } = spanned ? { target: spanned.last, base: spanned.first } : said;
  const rest = periodsOf(reading.items);
  // "Last month there were 1,802, so they fell": what has its figure is what is compared with.
  const figured = rest.target && reading.hints.isCompared(rest.target) && hasFigure(reading);
  const ends = move && move.begin.type === 'period' && move.finish?.type === 'period' ? move : undefined;
  const multiple = trends.some((item) => multipleOf(item) !== undefined);
  const [lead] = items;
  const told = reading.memory.names;
  // "…, twice as many as Esterno": of the one that was told of.
  const carried =
    lead !== undefined && multipleOf(lead) !== undefined && names.length === 1 && told.length === 1;
  if (carried && told[0] !== names[0]) names = [...told, ...names];
  const other = multiple ? names[1] : undefined;
  const single = ends === undefined && other !== undefined;
  // "A's rose to double those of B" says two things, and only one of them here.
  if (single && trends.some((item) => wayOf(item) !== undefined)) return undefined;
  const pair = multiple && names.length === 0 ? metricPair(items, reading) : undefined;
  if (pair) return { ...pair, single: false };
  const now = periodSaid(ends?.finish) ?? target ?? (figured ? undefined : rest.target);
  const name = names[0] ?? reading.memory.names[0];
  const left: Amount = { of: 'place', metric, name, said: now };
  const row = now && reading.hints.before(now);
  const before = periodSaid(ends?.begin) ?? priorTo(base ?? rest.base, now, reading.hints) ?? row ?? PREVIOUS;
  return { left, right: single ? { ...left, name: other } : { ...left, said: before }, single };
};

const wayOf = (item: Item): Compared | undefined => WAYS.find(([tag]) => isWord(item, tag))?.[1];

/** "A and B are up": each for itself. */
const readAlike = (clause: Clause, metric: string, names: readonly string[], reading: Reading): boolean => {
  const { items } = clause;
  const trends = items.filter(isTrend);
  if (ofType(items, 'moved').length > 0 || ofType(items, 'value').length > 0) return false;
  const { target, base } = periodsOf(items);
  const before = base ?? periodsOf(reading.items).base ?? PREVIOUS;
  for (const item of trends) {
    const way = wayOf(item);
    if (way === undefined) continue;
    for (const name of names) {
      const left: Amount = { of: 'place', metric, name, said: target };
      const covered = [item, ...ofType(items, 'name'), ...reading.pending, ...ofType(items, 'metric')];
      claim(reading, { kind: 'difference', left, right: { ...left, said: before }, way }, covered);
    }
  }
  reading.pending = [];
  return true;
};

/** "Failures rose by 9", "from 48 to 57", "doubled": now against before. */
export const readTrend = (clause: Clause, reading: Reading): boolean => {
  const { items } = clause;
  const trends = items.filter(isTrend);
  const signed = ofType(items, 'value').some(({ stated }) => stated.signed === true);
  const metric = metricFor(items, reading);
  if ((trends.length === 0 && !signed) || metric === undefined) return false;
  const names = [...reading.pending, ...ofType(items, 'name')].map(({ name }) => name);
  const plain = trends.every((item) => item.type === 'moved' || isWord(item, 'moved') || trends.length === 1);
  if (trends.length > 0 && every(items) && plain) return readSteady(trends, metric, clause, reading);
  if (names.length === 0 && items.some((item) => isWord(item, 'spans'))) {
    const range = trends.find((item) => item.type === 'moved');
    return range !== undefined && readRange(range, { metric, dimension: undefined }, clause, reading);
  }
  if (new Set(names).size !== names.length) return false;
  const multiple = trends.some((item) => multipleOf(item) !== undefined);
  if (!multiple && names.length > 1) return readAlike(clause, metric, names, reading);
  const change = changeIn(items, { metric, names, reading });
  if (!change) return false;
  const { left, right, single } = change;
  const covered = [...words(items, meantBy([left.metric, right.metric], reading.hints)), ...reading.pending];
  for (const item of trends) {
    const way = wayOf(item);
    const times = multipleOf(item);
    if (way !== undefined && !single)
      claim(reading, { kind: 'difference', left, right, way }, [item, ...covered]);
    const is = isWord(item, 'beyond') ? '>' : '=';
    const about = isWord(item, 'about');
    if (times !== undefined)
      claim(reading, { kind: 'ratio', left, right, times, is, about, side: sideOf(item) }, [
        item,
        ...covered,
      ]);
  }
  for (const move of ofType(items, 'moved')) {
    readEnd(move.begin, right, metric, reading, covered);
    if (move.finish) readEnd(move.finish, left, metric, reading, covered);
    reading.used.add(move);
  }
  readBy(clause, { left, right, metric, covered, trends }, reading);
  reading.pending = [];
  reading.memory.metric = metric;
  if (names.length === 1) reading.memory.names = names;
  return true;
};

const periodSaid = (item: Item | undefined): Said | undefined =>
  item?.type === 'period' ? item.said : undefined;

const readEnd = (
  end: Item,
  amount: Amount,
  metric: string,
  reading: Reading,
  covered: readonly Item[],
): void => {
  if (end.type !== 'value') return;
  const stated = fitted(end.stated, metric, scaled(end, reading));
  if (stated) claim(reading, { kind: 'figure', amount, stated }, [end, ...covered]);
  else
    reading.claims.push({
      start: end.start,
      end: end.end,
      assertion: { kind: 'figure', amount: { of: 'place', metric: '' }, stated: end.stated },
    });
};

/** "From 7 to 14 hours": the unit of one end is that of the other. */
const scaled = (end: Item, reading: Reading): Reading => {
  const lent = reading.items
    .flatMap((item) => (item.type === 'moved' ? [item.begin, item.finish] : []))
    .flatMap((item) => (item?.type === 'value' ? (item.stated.scale ?? []) : []))[0];
  if (lent === undefined || end.type !== 'value') return reading;
  return { ...reading, memory: { ...reading.memory, scale: lent } };
};

interface ByChange extends Change {
  metric: string;
  trends: readonly Item[];
  covered: readonly Item[];
}

/** "By 9", "of 20 %": what stands behind the word of the change, or a signed figure. */
const readBy = (
  clause: Clause,
  { left, right, metric, trends, covered }: ByChange,
  reading: Reading,
): void => {
  const first = trends.find((item) => item.type === 'word');
  const at = first ? clause.items.indexOf(first) : -1;
  for (const value of ofType(clause.items, 'value')) {
    if (reading.used.has(value)) continue;
    const before = clause.items[clause.items.indexOf(value) - 1];
    const kept = trends.some((item) => isWord(item, 'same'));
    const behind =
      before?.type === 'period' && isWord(clause.items[clause.items.indexOf(before) - 1], 'than');
    if (behind || (isWord(before, 'than') && !isWord(before, 'to') && value.stated.unit !== 'percent')) {
      const stated = fitted(value.stated, metric, reading);
      if (stated) claim(reading, { kind: 'figure', amount: right, stated }, [value]);
      continue;
    }
    if (isWord(before, 'from') && !isWord(before, 'to')) {
      const then = fitted(value.stated, metric, reading);
      if (then) claim(reading, { kind: 'figure', amount: right, stated: then }, [value]);
      continue;
    }
    if (kept || isWord(before, 'to')) {
      const now = fitted(value.stated, metric, reading);
      if (now) claim(reading, { kind: 'figure', amount: left, stated: now }, [value]);
      continue;
    }
    const onlyTimes = trends.every((item) => multipleOf(item) !== undefined);
    if (onlyTimes && value.stated.unit !== 'percent' && value.stated.signed !== true && !isWord(before, 'by'))
      continue;
    const index = clause.items.indexOf(value);
    const led = at >= 0 && index > at && isWord(before, 'of', 'by');
    const near = led || Math.abs(index - at) <= 2;
    const alone = at >= 0 && index > at && ofType(clause.items, 'value').length === 1;
    const isBy = alone || value.stated.unit === 'percent' || value.stated.signed === true || near;
    const stated = value.stated.unit === 'percent' ? value.stated : asChange(value.stated, metric, reading);
    if (!isBy || !stated) continue;
    claim(reading, { kind: 'difference', left, right, way: '<>=', stated }, [value, ...covered]);
    reading.memory.change = { left, right };
  }
};
