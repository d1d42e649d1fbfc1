import type { Predicate } from './claim.ts';
import { type Compared, type Item, isWord, ofType } from './item.ts';
import { type Clause, type Reading, claim, metricFor } from './reading.ts';
import { signOf } from './read-rows.ts';

const changeOf = (
  item: Item | undefined,
  good: 'up' | 'down' | 'neutral' | undefined,
): Compared | undefined => {
  if (!item) return undefined;
  return isWord(item, 'same') ? '=' : signOf(item, good);
};

const isChange = (item: Item): boolean => isWord(item, 'up', 'down', 'same', 'worse', 'better');

/** "Two processes grew, one shrank and one did not move": how many rows went which way. */
export const readTally = (clauses: readonly Clause[], reading: Reading): boolean => {
  const metric = metricFor(reading.items, reading);
  const [head] = clauses;
  const entity = head && ofType(head.items, 'entity')[0];
  if (metric === undefined || !entity || clauses.length < 2) return false;
  const good = reading.hints.better(metric);
  const read = clauses.map(({ items, inner }) => {
    const values = ofType(items, 'value');
    const [value] = values;
    const change = items.find(isChange);
    const way = changeOf(change, good);
    const { stated } = value ?? {};
    const plain = stated?.unit === 'count' && stated.is === '=' && !stated.about && stated.signed !== true;
    const alone = items.every(
      (item) =>
        item === value ||
        item === change ||
        item === entity ||
        item.type === 'metric' ||
        item.type === 'period',
    );
    if (inner || values.length !== 1 || !plain || !change || way === undefined || !alone) return undefined;
    return { count: stated.value, way, items };
  });
  if (read.includes(undefined)) return false;
  for (const each of read) {
    if (!each) continue;
    const predicate: Predicate = { is: 'compared', metric, way: each.way };
    const many = { is: 'count', count: each.count } as const;
    claim(reading, { kind: 'rows', predicate, many, dimension: entity.dimension }, each.items);
  }
  reading.memory.metric = metric;
  return true;
};
