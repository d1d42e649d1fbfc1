import type { Amount } from './claim.ts';
import { type Item, type Said, type Stated, isWord, ofType } from './item.ts';
import { partSaid } from './merge-parts.ts';
import { type Reading, claim, metricFor, metricsIn, saidIn } from './reading.ts';

export interface Bound {
  metric: string;
  names: string[];
  said: Said | undefined;
}

/** "13 % of completed runs failed", "12 % of the total", "8 % of the failures": a share of what the words say. */
const shareOf = (
  items: readonly Item[],
  bound: Bound,
  reading: Reading,
): { left: Amount; right: Amount } | undefined => {
  const { memory, hints } = reading;
  const said = metricsIn(items, hints);
  const own = ofType(items, 'metric').map(({ metric }) => metric);
  const [name] = bound.names;
  const at = (metric: string): Amount => ({ of: 'place', metric, name, said: bound.said });
  const last = memory.last;
  if (said.length === 0) {
    const part = last?.amount;
    if (part?.of === 'place' && last?.whole && part.name !== undefined && name !== undefined)
      return { left: { ...part, name }, right: last.whole };
    if (last?.whole) return { left: last.amount, right: last.whole };
    const ofTotal =
      part?.of === 'place' && part.name !== undefined && items.some((item) => isWord(item, 'total'));
    if (ofTotal) return { left: part, right: { of: 'place', metric: part.metric, said: bound.said } };
    if (last && name !== undefined)
      return { left: last.amount, right: { of: 'place', metric: bound.metric, said: bound.said } };
    return undefined;
  }
  const [first, second] = said;
  if (first && second) {
    const { wholes } = hints.lexicon;
    if (wholes.get(first.metric) === second.metric)
      return { left: at(first.metric), right: at(second.metric) };
    return { left: at(second.metric), right: at(first.metric) };
  }
  // "A quarter of the runs failed": the general word is what the share is of.
  const general = own.find((metric) => metric !== first?.metric);
  if (first && general !== undefined) return { left: at(first.metric), right: at(general) };
  if (!first) return undefined;
  const carried =
    last?.amount.of === 'place' && last.amount.metric !== first.metric && last.amount.name === name;
  if (carried && last) return { left: last.amount, right: at(first.metric) };
  const whole: Amount = { of: 'place', metric: first.metric, said: bound.said };
  if (bound.names.length > 1)
    return {
      left: { of: 'together', metric: first.metric, names: bound.names, said: bound.said },
      right: whole,
    };
  return name === undefined ? undefined : { left: at(first.metric), right: whole };
};

const FRACTIONS = /^fraction\.(.+)$/;

/** A share said as a fraction: "half of the failures". */
export const fractionIn = (items: readonly Item[]): { item: Item; stated: Stated } | undefined => {
  for (const item of items) {
    if (item.type !== 'word') continue;
    for (const tag of item.tags) {
      const parts = Number(FRACTIONS.exec(tag)?.[1]);
      if (parts > 0) {
        const is = item.tags.has('>') ? '>' : item.tags.has('<') ? '<' : '=';
        return { item, stated: { ...partSaid(item, parts), is } };
      }
    }
  }
  return undefined;
};

export const readShare = (
  value: Item,
  stated: Stated,
  items: readonly Item[],
  bound: Bound,
  reading: Reading,
): boolean => {
  const share = shareOf(items, bound, reading);
  // "A and B each account for 40 %" says it of each, not of both.
  if (!share || (bound.names.length > 1 && items.some((item) => isWord(item, 'each')))) return false;
  const joined = share.left.of === 'together' ? reading.items.filter((item) => isWord(item, 'together')) : [];
  for (const item of [...joined, ...reading.pending]) reading.used.add(item);
  const all = items.filter((item, at) => isWord(item, 'all') && items[at + 1]?.type === 'metric');
  claim(reading, { kind: 'share', ...share, stated }, [value, ...all, ...items.filter(usable)]);
  reading.memory.last = { amount: share.left, whole: share.right };
  return true;
};

/** Words that a figure's own claim accounts for. */
export const usable = (item: Item): boolean =>
  item.type === 'name' || item.type === 'metric' || isWord(item, 'total', 'each', 'together', 'tied', 'mean');

/** "Half of the failures", "a quarter of those of X": a share in the words of a fraction. */
export const readFraction = (items: readonly Item[], reading: Reading): void => {
  const fraction = fractionIn(items);
  if (!fraction) return;
  const metric = metricFor(items, reading);
  const names = [...reading.pending, ...ofType(items, 'name')].map(({ name }) => name);
  const said = saidIn(items, reading);
  const [subject] = reading.memory.names;
  if (
    metric !== undefined &&
    names.length === 1 &&
    subject !== undefined &&
    metricsIn(items, reading.hints).length === 0
  ) {
    const left: Amount = { of: 'place', metric, name: subject, said };
    const right: Amount = { of: 'place', metric, name: names[0], said };
    claim(reading, { kind: 'share', left, right, stated: fraction.stated }, [
      fraction.item,
      ...items.filter(usable),
    ]);
  } else if (metric !== undefined)
    readShare(fraction.item, fraction.stated, items, { metric, names, said }, reading);
};

/** "One completed run in seven failed": the whole is so many times the part. */
export const readOneIn = (items: readonly Item[], reading: Reading): void => {
  const { wholes } = reading.hints.lexicon;
  for (const item of items) {
    if (item.type !== 'word') continue;
    const times = Number([...item.tags].find((tag) => tag.startsWith('oneIn.'))?.slice(6));
    const said = ofType(items, 'metric').map(({ metric }) => metric);
    const part = said.find((metric) => wholes.has(metric) && metric !== 'completed' && said.length < 4);
    if (!(times > 1) || part === undefined) continue;
    const others = new Set(said.filter((metric) => metric !== part));
    const whole = [...others].find((metric) => wholes.has(metric)) ?? [...others][0] ?? wholes.get(part);
    const names = ofType(items, 'name').map(({ name }) => name);
    // "One failure in two came from X": of all failures.
    if (isWord(item, 'noun') && others.size === 0) {
      const [name] = names;
      if (names.length !== 1 || name === undefined || ofType(items, 'value').length > 0) continue;
      const of = (whose: string | undefined): Amount => ({
        of: 'place',
        metric: part,
        name: whose,
        said: saidIn(items, reading),
      });
      claim(
        reading,
        { kind: 'ratio', left: of(undefined), right: of(name), times, is: '=', about: isWord(item, 'about') },
        [item, ...items.filter((each) => each.type === 'name' || each.type === 'metric')],
      );
      continue;
    }
    if (whole === undefined || names.length > 1) continue;
    const at = (metric: string): Amount => ({
      of: 'place',
      metric,
      name: names[0] ?? reading.memory.names[0],
      said: saidIn(items, reading),
    });
    const about = isWord(item, 'about');
    claim(reading, { kind: 'ratio', left: at(whole), right: at(part), times, is: '=', about }, [
      item,
      ...items.filter((each) => each.type === 'name' || each.type === 'metric'),
    ]);
  }
};
