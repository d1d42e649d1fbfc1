import type { Amount } from './claim.ts';
import { PREVIOUS, WAYS, isTrend, multipleOf, periodsOf, words } from './changes.ts';
import { type Item, type ItemOf, type Said, isWord, ofType } from './item.ts';
import { type Clause, type Reading, claim, metricFor } from './reading.ts';
import { fitted } from './units.ts';

const hasFigure = ({ claims }: Reading): boolean =>
  claims.some(({ assertion }) => assertion.kind === 'figure');

/** "Failures rose by 9", "from 48 to 57", "doubled": now against before. */
export const readTrend = (clause: Clause, reading: Reading): boolean => {
  const { items } = clause;
  const trends = items.filter(isTrend);
  const signed = ofType(items, 'value').some(({ stated }) => stated.signed === true);
  if (trends.length === 0 && !signed) return false;
  const metric = metricFor(items, reading);
  if (metric === undefined) return false;
  const own = ofType(items, 'name').map(({ name }) => name);
  const names = [...reading.pending.map(({ name }) => name), ...own];
  const subject = names[0] ?? reading.memory.names[0];
  if (
    trends.length > 0 &&
    every(items) &&
    trends.every((item) => item.type === 'moved' || isWord(item, 'moved') || trends.length === 1)
  )
    return readSteady(trends, metric, clause, reading);
  const moves = ofType(items, 'moved');
  const [move] = moves;
  const said = periodsOf(items);
  const spanned = said.base === undefined && said.target ? reading.hints.ends(said.target) : undefined;
  const { target, base } = spanned ? { target: spanned.last, base: spanned.first } : said;
  const rest = periodsOf(reading.items);
  // "Last month there were 1,802, so they fell": what has its figure is what is compared with.
  const told = rest.target && reading.hints.isCompared(rest.target) && hasFigure(reading);
  const restTarget = told ? undefined : rest.target;
  const ends = move && move.begin.type === 'period' && move.finish?.type === 'period' ? move : undefined;
  const multiple = trends.some((item) => multipleOf(item) !== undefined);
  const other = multiple ? names[1] : undefined;
  const single = ends === undefined && other !== undefined;
  // "A and B are up": each for itself.
  if (new Set(names).size !== names.length) return false;
  if (!multiple && names.length > 1) {
    const all = ofType(items, 'name');
    if (moves.length > 0 || ofType(items, 'value').length > 0) return false;
    const alike = names.map((name) => ({ of: 'place', metric, name, said: target }) as const);
    for (const item of trends) {
      const way = WAYS.find(([tag]) => isWord(item, tag))?.[1];
      if (way !== undefined)
        for (const left of alike)
          claim(
            reading,
            { kind: 'difference', left, right: { ...left, said: base ?? rest.base ?? PREVIOUS }, way },
            [item, ...all, ...reading.pending, ...ofType(items, 'metric')],
          );
    }
    reading.pending = [];
    return true;
  }
  const left: Amount = {
    of: 'place',
    metric,
    name: subject,
    said: periodSaid(ends?.finish) ?? target ?? restTarget,
  };
  const before = periodSaid(ends?.begin) ?? base ?? rest.base ?? PREVIOUS;
  const right: Amount = single ? { ...left, name: other } : { ...left, said: before };
  const covered = [...words(items), ...reading.pending];
  for (const item of trends) {
    const way = WAYS.find(([tag]) => isWord(item, tag))?.[1];
    const times = multipleOf(item);
    if (way !== undefined && !single)
      claim(reading, { kind: 'difference', left, right, way }, [item, ...covered]);
    if (times !== undefined)
      claim(reading, { kind: 'ratio', left, right, times, is: isWord(item, 'beyond') ? '>' : '=' }, [
        item,
        ...covered,
      ]);
  }
  for (const { begin, finish } of moves) {
    readEnd(begin, right, metric, reading, covered);
    if (finish) readEnd(finish, left, metric, reading, covered);
  }
  readBy(clause, { left, right, metric, covered: [...trends, ...covered], trends }, reading);
  for (const item of moves) reading.used.add(item);
  reading.pending = [];
  reading.memory.metric = metric;
  if (names.length === 1) reading.memory.names = names;
  return true;
};

const every = (items: readonly Item[]): boolean =>
  items.some(
    (item, at) =>
      isWord(item, 'every', 'perDay') && (items[at + 1]?.type === 'entity' || isWord(item, 'perDay')),
  );

const readSteady = (trends: readonly Item[], metric: string, clause: Clause, reading: Reading): boolean => {
  const trend = trends.find(({ type }) => type === 'moved') ?? trends[0];
  if (!trend) return false;
  if (trend.type === 'moved') return readRange(trend, metric, clause, reading);
  const way = isWord(trend, 'up') ? '>' : '<';
  if (!isWord(trend, 'up', 'down') || ofType(clause.items, 'name').length > 0) return false;
  const all = clause.items.filter((item) => isWord(item, 'every') || item.type === 'entity');
  claim(reading, { kind: 'steady', metric, way }, [...all, ...words(clause.items)]);
  reading.memory.metric = metric;
  return true;
};

/** "Daily failures ranged from 4 to 14": the least and the greatest of the rows. */
const readRange = (move: ItemOf<'moved'>, metric: string, clause: Clause, reading: Reading): boolean => {
  const { begin, finish } = move;
  if (begin.type !== 'value' || finish?.type !== 'value') return false;
  const covered = [move, ...words(clause.items)];
  claim(
    reading,
    { kind: 'figure', amount: { of: 'min', metric, dimension: 'day' }, stated: begin.stated },
    covered,
  );
  claim(
    reading,
    { kind: 'figure', amount: { of: 'max', metric, dimension: 'day' }, stated: finish.stated },
    covered,
  );
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

interface Change {
  left: Amount;
  right: Amount;
  metric: string;
  trends: readonly Item[];
  covered: readonly Item[];
}

/** "By 9", "of 20 %": what stands behind the word of the change, or a signed figure. */
const readBy = (clause: Clause, { left, right, metric, trends, covered }: Change, reading: Reading): void => {
  const first = trends.find((item) => item.type === 'word');
  const at = first ? clause.items.indexOf(first) : -1;
  for (const value of ofType(clause.items, 'value')) {
    if (reading.used.has(value)) continue;
    const before = clause.items[clause.items.indexOf(value) - 1];
    const kept = trends.some((item) => isWord(item, 'same'));
    if (isWord(before, 'than') && !isWord(before, 'to') && value.stated.unit !== 'percent') {
      const then = fitted(value.stated, metric, reading);
      if (then) claim(reading, { kind: 'figure', amount: right, stated: then }, [value]);
      continue;
    }
    if (kept || isWord(before, 'to')) {
      const now = fitted(value.stated, metric, reading);
      if (now) claim(reading, { kind: 'figure', amount: left, stated: now }, [value]);
      continue;
    }
    const index = clause.items.indexOf(value);
    const led = at >= 0 && index > at && isWord(before, 'of', 'by');
    const near = led || Math.abs(index - at) <= 2;
    const alone = at >= 0 && index > at && ofType(clause.items, 'value').length === 1;
    const isBy = alone || value.stated.unit === 'percent' || value.stated.signed === true || near;
    const stated = value.stated.unit === 'percent' ? value.stated : fitted(value.stated, metric, reading);
    if (!isBy || !stated) continue;
    claim(reading, { kind: 'difference', left, right, way: '<>=', stated }, [value, ...covered]);
    reading.memory.change = { left, right };
  }
};
