import type { Amount, Many, Predicate } from './claim.ts';
import { type Item, type ItemOf, type Said, type Stated, isWord, ofType } from './item.ts';
import { fitted } from './units.ts';
import { type Hints, type Reading, claim, metricFor, metricsIn } from './reading.ts';

interface Quantifier {
  readonly many: Many;
  readonly dimension: string | undefined;
  readonly items: readonly Item[];
}

const isPlain = (item: Item | undefined): item is Extract<Item, { type: 'value' }> =>
  item?.type === 'value' && item.stated.unit === 'count' && item.stated.is === '=';

const KINDS: readonly (readonly [tag: string, is: 'all' | 'none' | 'most' | 'notAll'])[] = [
  ['notAll', 'notAll'],
  ['all', 'all'],
  ['every', 'all'],
  ['none', 'none'],
  ['most', 'most'],
];

const DAY = 86_400;

type Subject = ItemOf<'name'> | ItemOf<'period'>;

const saidOrName = (item: Subject): string | Said => (item.type === 'name' ? item.name : item.said);

/** Names of rows, or rows of time where none is named. */
const subjectsIn = (items: readonly Item[], hints: Hints): Subject[] => {
  const names = ofType(items, 'name');
  return names.length > 0 ? names : ofType(items, 'period').filter(({ said }) => hints.isBucket(said));
};

/** "Three processes", "all areas", "two out of four processes", "no day", "only Resi". */
const quantifierIn = (items: readonly Item[], hints: Hints): Quantifier | undefined => {
  const names = subjectsIn(items, hints);
  const list = names.map(saidOrName);
  for (const [at, item] of items.entries()) {
    const skip = isWord(items[at + 1], 'of') ? 2 : 1;
    const entity = items[at + skip];
    const next = items[at + 1];
    const extent =
      isWord(items[at - 1], 'of', 'outOf') &&
      isWord(items[at - 2], 'highest', 'lowest', 'grade', 'best', 'worst');
    const butted = entity?.type === 'entity' ? allButOf(item) : undefined;
    if (entity?.type === 'entity' && butted !== undefined)
      return {
        many: { is: 'allBut', count: butted },
        dimension: entity.dimension,
        items: [item, entity],
      };
    if (entity?.type === 'entity' && !extent) {
      const kind = KINDS.find(([tag]) => isWord(item, tag))?.[1];
      if (kind !== undefined) {
        const except = items.some((each) => isWord(each, 'except'));
        const words = items.filter((each) => isWord(each, 'except'));
        const many: Many = kind === 'all' && except ? { is: 'except', names: list } : { is: kind };
        if (except && kind !== 'all') return undefined;
        if (!except && list.length > 0) return undefined;
        return { many, dimension: entity.dimension, items: [item, entity, ...words, ...names] };
      }
      if (isWord(item, 'only')) {
        const counted = items.find(isPlain);
        const used = [item, entity, ...names, ...(counted && counted.stated.value === 1 ? [counted] : [])];
        if (list.length === 0)
          return { many: { is: 'count', count: 1 }, dimension: entity.dimension, items: used };
        return { many: { is: 'exactly', names: list }, dimension: entity.dimension, items: used };
      }
      const total = isPlain(item) && isWord(items[at - 1], 'outOf', 'of') ? items[at - 2] : undefined;
      if (isPlain(item) && isPlain(total)) {
        const many: Many = { is: 'count', count: total.stated.value, of: item.stated.value };
        return { many, dimension: entity.dimension, items: [total, item, entity] };
      }
      if (isPlain(item)) {
        const outOf = isWord(items[at + skip + 1], 'outOf') ? items[at + skip + 2] : undefined;
        const of = isPlain(outOf) ? outOf.stated.value : undefined;
        const many: Many = { is: 'count', count: item.stated.value, of };
        return {
          many,
          dimension: entity.dimension,
          items: [item, entity, ...(of !== undefined && outOf ? [outOf] : [])],
        };
      }
    }
    const days =
      item.type === 'value' && item.stated.scale === DAY && item.stated.is === '='
        ? item.stated.value / DAY
        : 0;
    const whole = isWord(next, 'outOf') ? items[at + 2] : undefined;
    const of = isPlain(whole) ? whole : undefined;
    const rest = items.some((each) => each.type === 'value' && each !== item && each !== of);
    if (days > 0 && Number.isInteger(days) && (rest || of))
      return {
        many: { is: 'count', count: days, of: of?.stated.value },
        dimension: 'day',
        items: of ? [item, of] : [item],
      };
    if (isWord(item, 'only') && next !== undefined && names.some((name) => name === next))
      return { many: { is: 'exactly', names: list }, dimension: undefined, items: [item, ...names] };
  }
  return undefined;
};

const ANY: Stated = { value: 0, unit: 'count', step: 1, is: '>', about: false };

const allButOf = (item: Item): number | undefined => {
  if (item.type !== 'word') return undefined;
  for (const tag of item.tags) if (tag.startsWith('allBut.')) return Number(tag.slice(7));
  return undefined;
};

const TIMES = new Set(['day', 'week', 'month']);

/** "In the six months there were 7,600 runs", "the five processes had 16 on average": as many rows as there are. */
const isSpan = (items: readonly Item[], at: number, metric: string, { hints }: Reading): boolean => {
  const [item, entity] = [items[at], items[at + 1]];
  if (item?.type !== 'value' || item.stated.is !== '=' || !hints.additive(metric)) return false;
  const days = item.stated.scale === DAY;
  const dimension = days ? 'day' : entity?.type === 'entity' && isPlain(item) ? entity.dimension : undefined;
  const others = ofType(items, 'value').filter((each) => each !== item);
  const figures = others.every(({ stated }) => stated.unit === 'count' && stated.is === '=');
  if (dimension === undefined || others.length === 0 || !figures) return false;
  const mean = items.some((each) => isWord(each, 'mean'));
  const joined = isWord(items[at + 1], 'outOf') || isWord(items[at - 1], 'outOf', 'only');
  if ((!mean && !TIMES.has(dimension)) || joined || subjectsIn(items, hints).length > 0) return false;
  return hints.rows(dimension) === item.stated.value / (item.stated.scale ?? 1);
};

/** "In the three months … in total", "the highest of the three months": as many rows as there are. */
export const readExtent = (items: readonly Item[], reading: Reading): void => {
  const metric = metricFor(items, reading);
  const all = items.some((item) => isWord(item, 'total'));
  if (metric === undefined) return;
  for (const [at, item] of items.entries()) {
    const entity = items[at + 1];
    if (isSpan(items, at, metric, reading)) {
      const predicate: Predicate = { is: 'value', metric, stated: { ...ANY, is: '>=' } };
      const days = item.type === 'value' ? item.stated.value / (item.stated.scale ?? 1) : 0;
      const dimension = item.type === 'value' && item.stated.scale === DAY ? 'day' : undefined;
      const own = entity?.type === 'entity' ? entity : undefined;
      claim(
        reading,
        {
          kind: 'rows',
          predicate,
          many: { is: 'count', count: days },
          dimension: dimension ?? own?.dimension,
        },
        own ? [item, own] : [item],
      );
      continue;
    }
    const led =
      isWord(items[at - 1], 'of', 'outOf') &&
      isWord(items[at - 2], 'highest', 'lowest', 'grade', 'best', 'worst');
    if (!isPlain(item) || entity?.type !== 'entity' || !(all || led)) continue;
    const predicate: Predicate = { is: 'value', metric, stated: { ...ANY, is: '>=' } };
    const many: Many = { is: 'count', count: item.stated.value };
    claim(reading, { kind: 'rows', predicate, many, dimension: entity.dimension }, [item, entity]);
  }
};

/** "Worse" is more of what is bad news, less of what is good. */
export const signOf = (item: Item, good: 'up' | 'down' | 'neutral' | undefined): '>' | '<' | undefined => {
  if (!isWord(item, 'worse', 'better')) return isWord(item, 'more', 'up', 'highest') ? '>' : '<';
  if (good !== 'up' && good !== 'down') return undefined;
  return isWord(item, 'better') === (good === 'up') ? '>' : '<';
};

/** "Fell below 1,000". */
const fallsBelow = (way: Item, { is }: Stated): boolean =>
  isWord(way, 'down') ? is === '<' || is === '<=' : isWord(way, 'up') && (is === '>' || is === '>=');

const predicateOf = (
  items: readonly Item[],
  reading: Reading,
): { predicate: Predicate; used: Item[] } | undefined => {
  const metric = metricFor(items, reading);
  if (metric === undefined) return undefined;
  const own = metricsIn(items, reading.hints);
  const covered = [...ofType(items, 'metric')];
  const values = ofType(items, 'value');
  if (values.length > 1) return undefined;
  const [value] = values;
  const compared = items.some(
    (item) => isWord(item, 'than') || (item.type === 'period' && item.said.kind === 'previous'),
  );
  const denied = items.find((item) => isWord(item, 'notUp', 'notDown'));
  if (denied && !value) {
    const predicate: Predicate = { is: 'compared', metric, way: isWord(denied, 'notUp') ? '<=' : '>=' };
    return { predicate, used: [denied, ...covered] };
  }
  const way = items.find((item) => isWord(item, 'more', 'less', 'up', 'down', 'worse', 'better'));
  const sign = way && signOf(way, reading.hints.better(metric));
  if (way && sign !== undefined && !value && (compared || isWord(way, 'up', 'down'))) {
    const predicate: Predicate = { is: 'compared', metric, way: sign };
    return { predicate, used: [way, ...covered] };
  }
  if (way && !(value && fallsBelow(way, value.stated))) return undefined;
  if (way && value) {
    const stated = fitted(value.stated, metric, reading);
    const rows = ofType(reading.items, 'period').filter(({ said }) => reading.hints.before(said));
    if (!stated || sign === undefined || rows.length === 0 || ofType(reading.items, 'name').length > 0)
      return undefined;
    for (const { said } of rows) {
      const left: Amount = { of: 'place', metric, said };
      const right: Amount = { ...left, said: reading.hints.before(said) };
      claim(reading, { kind: 'difference', left, right, way: sign }, [way]);
    }
    return { predicate: { is: 'value', metric, stated }, used: [way, value, ...covered] };
  }
  if (value) {
    const stated = fitted(value.stated, metric, reading);
    if (!stated) return undefined;
    return { predicate: { is: 'value', metric, stated }, used: [value, ...covered] };
  }
  if (own.length !== 1 || reading.hints.unit(metric) !== 'count') return undefined;
  return { predicate: { is: 'value', metric, stated: ANY }, used: covered };
};

/** "Three processes had failures", "no area is below 85 %": how many rows are so. */
export const readRows = (items: readonly Item[], reading: Reading): boolean => {
  const found = quantifierIn(items, reading.hints);
  if (!found) return false;
  const mean = items.find((item) => isWord(item, 'mean'));
  const counted = items.some((item) => item.type === 'value' && item.stated.unit === 'count');
  // "On average no process had 16": of the mean, not of each.
  if (mean && counted && reading.hints.unit(metricFor(items, reading) ?? '') === 'count') return false;
  const rest = items.filter((item) => !found.items.includes(item));
  const made = predicateOf(rest, reading);
  if (!made) return false;
  // Names behind a colon are the rows that were counted.
  const names = subjectsIn(rest, reading.hints);
  const quantity = found.many.is === 'count' ? found.many.count : 1;
  if (names.length > 0 && names.length !== quantity) return false;
  const covered = [...found.items, ...made.used, ...(mean ? [mean] : [])];
  claim(
    reading,
    { kind: 'rows', predicate: made.predicate, many: found.many, dimension: found.dimension },
    covered,
  );
  if (names.length > 0) {
    const many: Many = { is: 'exactly', names: names.map(saidOrName) };
    claim(reading, { kind: 'rows', predicate: made.predicate, many, dimension: found.dimension }, names);
  }
  reading.memory.metric = made.predicate.metric;
  return true;
};
