import { type Item, type Rule, type Stated, isWord, over, word } from './item.ts';
import { sideOf } from './merge-about.ts';

/** A part, rounded or not; none that bounds. */
const partOf = (item: Item | undefined): number | undefined => {
  if (item?.type !== 'word' || isWord(item, '>', '<')) return undefined;
  for (const tag of item.tags) if (tag.startsWith('fraction.')) return Number(tag.slice(9));
  return undefined;
};

const fractionOf = (item: Item | undefined): number | undefined =>
  isWord(item, 'about') ? undefined : partOf(item);

const asPercent = (item: Item, parts: number): Item => {
  const stated = partSaid(item, parts);
  const { start, end, from, to } = item;
  return { start, end, from, to, type: 'value', stated };
};

/** A rounded part in hundredths, to a twentieth of it either way: "about a third" is 31.7 to 35 %. */
export const partSaid = (item: Item, parts: number): Stated => {
  const about = isWord(item, 'about');
  const side = sideOf(item);
  const value = 100 / parts;
  return { value, unit: 'percent', step: about ? value / 10 : 1e-6, is: '=', about, ...(side && { side }) };
};

/** "Fell by a third", "a fifth more": by how much, in hundredths. */
export const byPart: Rule = (items, at) => {
  const first = items[at];
  if (!first) return undefined;
  const own = partOf(first);
  const next = items[at + 1];
  if (own !== undefined && next && isWord(next, 'more', 'less'))
    return { used: 1, items: [asPercent(first, own)] };
  if (!isWord(first, 'up', 'down')) return undefined;
  const by = next && isWord(next, 'by', 'of') && !isWord(next, 'to') ? 1 : 0;
  const part = items[at + 1 + by];
  const parts = partOf(part);
  if (!part || parts === undefined) return undefined;
  return { used: 2 + by, items: [...items.slice(at, at + 1 + by), asPercent(part, parts)] };
};

/** "La metà del mese scorso", "half of last month": so many times what was then. */
export const partOfThen: Rule = (items, at) => {
  const [first, next] = [items[at], items[at + 1]];
  const parts = fractionOf(first);
  if (!first || parts === undefined || !next) return undefined;
  const of = isWord(next, 'of') ? 1 : 0;
  const then = items[at + 1 + of];
  const rest = items[at + 2 + of];
  if (then?.type !== 'period' || rest?.type === 'metric') return undefined;
  return { used: 1 + of, items: [word(first, `multiple.${1 / parts}`), word(next, 'than')] };
};

const WAY_OF: Readonly<Record<string, readonly string[]>> = { up: ['>', '>='], down: ['<', '<='] };

/** "No area fell below 80 %": none is below; that it fell is not said. */
export const noneBelow: Rule = (items, at) => {
  const [first, next] = [items[at], items[at + 1]];
  const before = items.slice(0, at);
  if (next?.type !== 'value' || !before.some((item) => isWord(item, 'none', 'noneHad'))) return undefined;
  if (!before.some(({ type }) => type === 'entity')) return undefined;
  const fits = Object.entries(WAY_OF).some(
    ([tag, ways]) => isWord(first, tag) && ways.includes(next.stated.is),
  );
  return fits ? { used: 2, items: [next] } : undefined;
};

/** "All but two processes", "tutti i processi tranne due". */
export const allBut: Rule = (items, at) => {
  const [first, second, third, fourth] = items.slice(at, at + 4);
  if (!first || !isWord(first, 'all', 'every')) return undefined;
  const [entity, count, last] = isWord(first, 'except')
    ? [third, second, third]
    : isWord(third, 'except')
      ? [second, fourth, fourth]
      : [];
  if (entity?.type !== 'entity' || count?.type !== 'value' || !last) return undefined;
  const { stated } = count;
  if (stated.unit !== 'count' || stated.is !== '=' || stated.about || stated.value < 1) return undefined;
  const made = { ...word(first, `allBut.${stated.value}`), ...over(first, last) };
  return { used: last === third ? 3 : 4, items: [made, entity] };
};

/** "Neither A nor B had a failure": none for each of them. */
export const neither: Rule = (items, at) => {
  const first = items[at];
  if (!first || !isWord(first, 'neither')) return undefined;
  const end = items.findIndex(
    (item, index) => index > at && item.type === 'metric' && item.way === undefined,
  );
  const metric = items[end];
  if (!metric) return undefined;
  const between = items.slice(at + 1, end);
  const names = between.filter(({ type }) => type === 'name');
  const plain = between.every(
    (item) =>
      item.type === 'name' ||
      isWord(item, 'neither', 'nor', 'none', 'noneHad', 'onlyOne') ||
      (item.type === 'value' && item.stated.value === 1 && item.stated.is === '='),
  );
  if (!plain || names.length < 2) return undefined;
  const stated = { value: 0, unit: 'count', step: 1, is: '=', about: false } as const;
  const { start, end: last, from, to } = first;
  return { used: end - at, items: [...names, { start, end: last, from, to, type: 'value', stated }] };
};

/** "One completed run in seven", "un'esecuzione su venti": a part said in words, not two counts. */
export const oneIn: Rule = (items, at) => {
  const first = items[at];
  if (first?.type !== 'value' || first.stated.value !== 1 || first.stated.inWords !== true) return undefined;
  const end = items.findIndex((item, index) => index > at && item.type !== 'metric');
  const [joint, value] = [items[end], items[isWord(items[end + 1], 'every') ? end + 2 : end + 1]];
  if (!isWord(joint, 'outOf', 'every') || value?.type !== 'value' || value.stated.inWords !== true)
    return undefined;
  const { stated } = value;
  if (stated.unit !== 'count' || stated.is !== '=' || first.stated.is !== '=' || stated.value < 2)
    return undefined;
  const rounded = stated.about || first.stated.about ? ['about'] : [];
  const noun = end > at + 1 ? ['noun'] : [];
  const made = { ...word(first, `oneIn.${stated.value}`, ...rounded, ...noun), ...over(first, value) };
  return { used: items.indexOf(value) + 1 - at, items: [...items.slice(at + 1, end), made] };
};

/** "It fails one time in two": a part of the runs. */
export const onceIn: Rule = (items, at) => {
  const [first, value] = [items[at], items[at + 1]];
  if (!first || !isWord(first, 'onceIn') || value?.type !== 'value') return undefined;
  const { stated } = value;
  if (stated.unit !== 'count' || stated.is !== '=' || stated.value < 2) return undefined;
  return { used: 2, items: [{ ...word(first, `oneIn.${stated.value}`), ...over(first, value) }] };
};

/** "Half of the 80 failures", "half of last week's 80": a share, and the figure of the whole. */
export const partOfFigure: Rule = (items, at) => {
  const first = items[at];
  const parts = fractionOf(first);
  if (!first || parts === undefined) return undefined;
  const of = isWord(items[at + 1], 'of') ? 1 : 0;
  const time = items[at + 1 + of]?.type === 'period' ? 1 : 0;
  const value = items[at + 1 + of + time];
  const behind = items[at + 2 + of + time];
  if (value?.type !== 'value' || value.stated.unit !== 'count' || value.stated.is !== '=') return undefined;
  if (behind?.type !== 'metric' || behind.way !== undefined) return undefined;
  const between = items.slice(at + 1 + of, at + 1 + of + time);
  const joint = word(first, 'outOf');
  return { used: 2 + of + time, items: [...between, asPercent(first, parts), joint, value] };
};

/** "Half of the 30 of the day before": so many times the figure that stands there. */
export const partOfThenFigure: Rule = (items, at) => {
  const first = items[at];
  const parts = fractionOf(first);
  const of = isWord(items[at + 1], 'of') ? 1 : 0;
  const [value, time] = [items[at + 1 + of], items[at + 2 + of]];
  if (!first || parts === undefined || value?.type !== 'value' || time?.type !== 'period') return undefined;
  if (value.stated.unit !== 'count' || value.stated.is !== '=') return undefined;
  return { used: 1 + of, items: [word(first, `multiple.${1 / parts}`), word(first, 'than')] };
};

/** "A is above B by 9", "A beats B by 9": by how much stands behind what is compared with. */
export const byHowMuch: Rule = (items, at) => {
  const [first, than, place, by, value] = items.slice(at, at + 5);
  if (!first || !than || !isWord(first, 'more', 'less') || !isWord(than, 'than')) return undefined;
  if ((place?.type !== 'name' && place?.type !== 'period') || !isWord(by, 'by', 'of')) return undefined;
  if (value?.type !== 'value' || value.stated.is !== '=') return undefined;
  const way = word(first, isWord(first, 'more') ? 'byMore' : 'byLess');
  return { used: 5, items: [value, way, than, place] };
};

const MOST_SHOWN = 20;

/** "The top three", "i primi tre processi": so many places, best first. */
export const topFew: Rule = (items, at) => {
  const [first, value, entity] = [items[at], items[at + 1], items[at + 2]];
  if (!first || !isWord(first, 'tops') || value?.type !== 'value') return undefined;
  const { stated } = value;
  const few = stated.unit === 'count' && stated.is === '=' && !stated.about && stated.value <= MOST_SHOWN;
  if (!few || stated.value < 2 || !Number.isInteger(stated.value)) return undefined;
  const used = entity?.type === 'entity' ? 3 : 2;
  const made = {
    ...word(first, 'highest', `shown.${stated.value}`),
    ...over(first, items[at + used - 1] ?? value),
  };
  return { used, items: [made] };
};

/** "Over the four weeks": as long as the data, no bound. */
export const overSpan: Rule = (items, at) => {
  const [first, value, entity] = [items[at], items[at + 1], items[at + 2]];
  if (!first || at > 0 || !isWord(first, 'over') || value?.type !== 'value') return undefined;
  const time = entity?.type === 'entity' && ['day', 'week', 'month'].includes(entity.dimension);
  return time && first.to < value.from ? { used: 2, items: [value] } : undefined;
};

/** "Resi none", "on Sunday with none": nought of what is told of. */
export const noneLast: Rule = (items, at) => {
  const [before, first, next] = [items[at - 1], items[at], items[at + 1]];
  if (!first || !isWord(first, 'none') || (next !== undefined && next.type !== 'stop')) return undefined;
  if (before?.type !== 'name' && before?.type !== 'period') return undefined;
  const stated = { value: 0, unit: 'count', step: 1, is: '=', about: false } as const;
  const { start, end, from, to } = first;
  return { used: 1, items: [{ start, end, from, to, type: 'value', stated }] };
};

/** "11 in più che martedì": no clause of its own. */
export const thanWhich: Rule = (items, at) => {
  const [first, next] = [items[at], items[at + 1]];
  if (!first || !next || !isWord(first, 'more', 'less', 'byMore', 'byLess') || !isWord(next, 'which'))
    return undefined;
  const behind = items[at + 2];
  if (behind?.type !== 'period' && behind?.type !== 'name') return undefined;
  return { used: 2, items: [first, word(next, 'than')] };
};
