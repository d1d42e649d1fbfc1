import { type Item, isWord, ofType } from './item.ts';
import { type Reading, claim, metricFor, saidIn } from './reading.ts';
import { signOf } from './read-rows.ts';

const isWay = (item: Item): boolean =>
  isWord(item, 'more', 'less', 'worse', 'better', 'highest', 'lowest') ||
  (item.type === 'metric' && item.way !== undefined);

/** "Between X and Y, the one with more failures is X": one of the names that stand in front against each other one. */
export const readChoice = (items: readonly Item[], reading: Reading): boolean => {
  const [between] = items;
  if (!between || !isWord(between, 'between', 'of')) return false;
  const known = new Set<string>();
  // The names in front, up to the one that is said again.
  const end = items.findIndex((item, at) => {
    const again = item.type === 'name' && known.has(item.name);
    if (item.type === 'name') known.add(item.name);
    return at > 0 && (item.type !== 'name' || again);
  });
  const among = ofType(items.slice(1, end), 'name');
  const rest = end < 0 ? [] : items.slice(end);
  const [chosen, ...more] = ofType(rest, 'name');
  const [way, ...ways] = rest.filter(isWay);
  const metric = way?.type === 'metric' ? way.metric : metricFor(rest, reading);
  const plain = rest.every(
    (item) => item === way || ['name', 'metric', 'value', 'entity', 'period'].includes(item.type),
  );
  const others = among.filter(({ name }) => name !== chosen?.name);
  if (!chosen || !way || metric === undefined || more.length + ways.length > 0 || !plain) return false;
  if (others.length === 0 || others.length + 1 !== among.length) return false;
  const sign = way.type === 'metric' ? way.way : signOf(way, reading.hints.better(metric));
  if (sign === undefined) return false;
  const said = saidIn(rest, reading);
  const metrics = ofType(rest, 'metric').filter((item) => item.metric === metric);
  for (const { name } of others)
    claim(
      reading,
      {
        kind: 'difference',
        left: { of: 'place', metric, name: chosen.name, said },
        right: { of: 'place', metric, name, said },
        way: sign,
      },
      [between, ...among, chosen, way, ...metrics],
    );
  reading.memory.metric = metric;
  reading.memory.names = [chosen.name];
  return true;
};
