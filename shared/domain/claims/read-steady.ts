import { words } from './changes.ts';
import { type Item, type ItemOf, isWord, ofType } from './item.ts';
import { type Clause, type Reading, claim, meantBy } from './reading.ts';
import { fitted } from './units.ts';

/** Something is said of each row: "every day", "daily". */
export const every = (items: readonly Item[]): boolean =>
  items.some(
    (item, at) =>
      isWord(item, 'every', 'perDay') && (items[at + 1]?.type === 'entity' || isWord(item, 'perDay')),
  );

/** "Failures rose every day", "daily failures ranged from 4 to 14". */
export const readSteady = (
  trends: readonly Item[],
  metric: string,
  clause: Clause,
  reading: Reading,
): boolean => {
  const trend = trends.find(({ type }) => type === 'moved') ?? trends[0];
  if (!trend) return false;
  if (trend.type === 'moved') return readRange(trend, { metric, dimension: 'day' }, clause, reading);
  const way = isWord(trend, 'up') ? '>' : '<';
  if (!isWord(trend, 'up', 'down') || ofType(clause.items, 'name').length > 0) return false;
  const all = clause.items.filter((item) => isWord(item, 'every') || item.type === 'entity');
  claim(reading, { kind: 'steady', metric, way }, [
    trend,
    ...all,
    ...words(clause.items, meantBy([metric], reading.hints)),
  ]);
  reading.memory.metric = metric;
  return true;
};

/** "From 6 to 90 seconds": the unit behind the second is that of the first. */
const lent = (begin: ItemOf<'value'>, { stated }: ItemOf<'value'>, reading: Reading): Reading =>
  begin.stated.unit === 'count' && stated.scale !== undefined
    ? { ...reading, memory: { ...reading.memory, scale: stated.scale } }
    : reading;

/** "Daily failures ranged from 4 to 14": the least and the greatest of the rows. */
export const readRange = (
  move: ItemOf<'moved'>,
  { metric, dimension }: { metric: string; dimension: string | undefined },
  clause: Clause,
  reading: Reading,
): boolean => {
  const { begin, finish } = move;
  if (begin.type !== 'value' || finish?.type !== 'value') return false;
  const least = fitted(begin.stated, metric, lent(begin, finish, reading));
  const most = fitted(finish.stated, metric, reading);
  if (!least || !most) return false;
  const covered = [move, ...words(clause.items, meantBy([metric], reading.hints))];
  claim(reading, { kind: 'figure', amount: { of: 'min', metric, dimension }, stated: least }, covered);
  claim(reading, { kind: 'figure', amount: { of: 'max', metric, dimension }, stated: most }, covered);
  return true;
};
