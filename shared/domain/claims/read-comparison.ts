import type { Amount } from './claim.ts';
import { PREVIOUS, periodsOf, words } from './changes.ts';
import { type Compared, type Item, type ItemOf, type Said, isWord, ofType } from './item.ts';
import { type Clause, type Reading, claim, meantBy, metricFor, metricsIn, saidIn } from './reading.ts';
import { priorTo } from './prior.ts';
import { asChange, fitted } from './units.ts';

interface Sides {
  readonly left: readonly Item[];
  readonly right: readonly Item[];
  readonly way: Compared;
  readonly word: Item;
}

/** Where what is compared with begins: behind "than", or behind an "of" right after the words of the comparison. */
export const thanAt = (items: readonly Item[], at: number): number =>
  items.findIndex((item, index) => {
    if (index <= at) return false;
    if (isWord(item, 'than')) return true;
    const before = items[index - 1];
    const close = index - at <= 2 && before?.to === item.from;
    return close && (isWord(item, 'of') || (item.type === 'period' && item.said.kind === 'previous'));
  });

/** Where a comparison stands, and what stands on its two sides. */
const sidesOf = (items: readonly Item[]): Sides | undefined => {
  const at = items.findIndex(
    (item) =>
      isWord(item, 'more', 'less', 'byMore', 'byLess', 'worse', 'better', 'asMany') ||
      (item.type === 'metric' && item.way !== undefined),
  );
  const word = items[at];
  if (!word) return undefined;
  const than = thanAt(items, at);
  const more = isWord(word, 'more', 'byMore') || (word.type === 'metric' && word.way === '>');
  // "The mean is higher than the median": the metric behind the word is what is compared with.
  const next = items[at + 1];
  const other =
    next?.type === 'metric' &&
    items.slice(0, at).some((item) => item.type === 'metric' && item.metric !== next.metric);
  const bare = than < 0 && other && isWord(word, 'more', 'less');
  const cut = bare ? at + 1 : than < 0 ? items.length : than;
  return { left: items.slice(0, cut), right: items.slice(cut), way: more ? '>' : '<', word };
};

const nameOf = (items: readonly Item[]): string | undefined => ofType(items, 'name').at(-1)?.name;

const saidOf = (items: readonly Item[]): Said | undefined => ofType(items, 'period').at(-1)?.said;

/** "Worse" is more of what is bad news, less of what is good. */
const wayOf = ({ word, way }: Sides, metric: string, { hints }: Reading): Compared | undefined => {
  if (isWord(word, 'asMany')) return '=';
  if (!isWord(word, 'worse', 'better')) return way;
  const good = hints.better(metric);
  if (good !== 'up' && good !== 'down') return undefined;
  return isWord(word, 'better') === (good === 'up') ? '>' : '<';
};

/** "More failures than Ordini", "9 fewer than the week before", "slower than". */
export const readComparison = (clause: Clause, reading: Reading): boolean => {
  const sides = sidesOf(clause.items);
  if (!sides) return false;
  const { left, right, word } = sides;
  const metrics = metricsIn(left, reading.hints);
  // "…, above the median": what is compared stands before.
  const carried = ofType(left, 'metric').length === 0 && metricsIn(right, reading.hints).length > 0;
  const metric =
    metrics.at(-1)?.metric ?? (carried ? reading.memory.metric : metricFor(clause.items, reading));
  if (metric === undefined) return false;
  const way = wayOf(sides, metric, reading);
  if (way === undefined) return false;
  const name =
    nameOf(left) ?? (reading.pending.length > 0 ? reading.pending.at(-1)?.name : reading.memory.names[0]);
  const { said: before } = reading.memory;
  const row = before && reading.hints.isBucket(before) ? before : undefined;
  const said =
    saidOf(left) ??
    (ofType(right, 'period').some((item) => item.said.kind !== 'previous') ? row : saidIn(left, reading));
  const value = ofType(left, 'value').find(({ stated }) => stated.is === '=');
  const by = isWord(word, 'byMore', 'byLess');
  if (by && !value) return false;
  const otherName = nameOf(right);
  const otherSaid = saidOf(right);
  const otherMetric = metricsIn(right, reading.hints).at(-1)?.metric;
  const empty = otherName === undefined && otherSaid === undefined && otherMetric === undefined;
  // "More failures last week": than in the time that the data compares with.
  const bare = word.type === 'word' && isWord(word, 'more', 'less') && metrics.length > 0;
  if (empty && !by && !bare) return false;
  if (otherName !== undefined && otherName === name && otherSaid === undefined) return false;
  const known = reading.memory.last?.amount;
  const lastOther =
    empty && known?.of === 'place' && known.metric === metric && known.name !== name ? known : undefined;
  const base: Amount = lastOther ?? {
    of: 'place',
    metric: otherMetric ?? metric,
    name: otherName ?? (otherMetric === undefined || otherMetric === metric ? name : undefined),
    said:
      priorTo(otherSaid, said, reading.hints) ?? (empty ? (periodsOf(reading.items).base ?? PREVIOUS) : said),
  };
  const stated =
    value && (by ? asChange(value.stated, metric, reading) : fitted(value.stated, metric, reading));
  if (by && !stated) return false;
  claim(
    reading,
    { kind: 'difference', left: { of: 'place', metric, name, said }, right: base, way, stated },
    [
      word,
      ...words(clause.items, meantBy([metric, base.metric], reading.hints)),
      ...(by && value ? [value] : []),
      ...reading.pending,
    ],
  );
  reading.pending = [];
  reading.memory.metric = metric;
  if (name !== undefined) reading.memory.names = [name];
  return true;
};

/** "10.9 points of difference between A and B", "a difference of 18 failures between A and B". */
export const readGap = (clause: Clause, reading: Reading): boolean => {
  const names = ofType(clause.items, 'name');
  const told = reading.items.some((item) => isWord(item, 'difference'));
  const values = ofType(reading.items, 'value');
  const points = values.find(({ stated }) => stated.unit === 'points');
  const value = points ?? (told && values.length === 1 ? values[0] : undefined);
  const gap = clause.items.some((item) => isWord(item, 'between')) || reading.pending.length > 1;
  const [first, second] = names.length === 2 ? names : reading.pending;
  if (!gap || !value || !first || !second) return false;
  const metric = metricsIn(reading.items, reading.hints).at(-1)?.metric ?? reading.hints.onlyMetric;
  const stated = metric === undefined ? undefined : asChange(value.stated, metric, reading);
  if (metric === undefined || !stated || stated.unit === 'percent') return false;
  const at = ({ name }: ItemOf<'name'>): Amount => ({
    of: 'place',
    metric,
    name,
    said: saidIn(clause.items, reading),
  });
  const others = reading.items.filter(
    (item) => item.type === 'metric' || isWord(item, 'difference', 'between'),
  );
  claim(reading, { kind: 'difference', left: at(first), right: at(second), way: '<>=', stated }, [
    value,
    first,
    second,
    ...others,
  ]);
  return true;
};
