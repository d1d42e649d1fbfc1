import { type Compared, type Item, type Said, isWord } from './item.ts';

export const PREVIOUS: Said = { kind: 'previous' };
export const WAYS: readonly (readonly [tag: string, way: Compared])[] = [
  ['up', '>'],
  ['down', '<'],
  ['same', '='],
  ['notUp', '<='],
  ['notDown', '>='],
];

export const multipleOf = (item: Item): number | undefined => {
  if (item.type !== 'word') return undefined;
  for (const tag of item.tags) if (tag.startsWith('multiple.')) return Number(tag.slice(9));
  return undefined;
};

const isComparing = (item: Item): boolean =>
  WAYS.some(([tag]) => isWord(item, tag)) ||
  multipleOf(item) !== undefined ||
  isWord(item, 'more', 'less', 'byMore', 'byLess', 'worse', 'better', 'asMany');

/** "From 14 on Wednesday", "dai 14 di mercoledì": the figure of what is compared with stands before its time. */
export const isFrom = (items: readonly Item[], at: number): boolean => {
  const near = isWord(items[at - 1], 'of', 'outOf') ? at - 2 : at - 1;
  const [value, from] = [items[near], items[near - 1]];
  if (value?.type === 'moved') return value.finish === undefined;
  return value?.type === 'value' && isWord(from, 'from') && !isWord(from, 'to');
};

/** Whether a period is what is compared with; "maybe" behind an Italian "a", which is "than" and "in". */
const isBase = (items: readonly Item[], at: number): boolean | 'maybe' => {
  const item = items[at];
  if (item?.type !== 'period') return false;
  const before = items[at - 1];
  const times = isWord(before, 'of') && items.slice(0, at).some((each) => multipleOf(each) !== undefined);
  const plain = isWord(before, 'than', 'against', 'from') && !isWord(before, 'to');
  const right = before !== undefined && multipleOf(before) !== undefined && before.to === item.from;
  if (item.said.kind === 'previous' || times || right || plain || isFrom(items, at)) return true;
  return isWord(before, 'than') && items.slice(0, at).some(isComparing) ? 'maybe' : false;
};

/** Periods said behind "compared with" are what is compared to. */
export const periodsOf = (items: readonly Item[]): { target: Said | undefined; base: Said | undefined } => {
  const said = items.flatMap((item, at) =>
    item.type === 'period' ? [{ said: item.said, base: isBase(items, at) }] : [],
  );
  const base = said.find((each) => each.base === true) ?? said.find((each) => each.base === 'maybe');
  return { target: said.find((each) => each !== base && each.base !== true)?.said, base: base?.said };
};

export const isTrend = (item: Item): boolean =>
  WAYS.some(([tag]) => isWord(item, tag)) ||
  multipleOf(item) !== undefined ||
  isWord(item, 'moved', 'difference') ||
  item.type === 'moved';

/** What a comparison or a trend accounts for: never a denial, how many are meant, or a metric it is not about. */
const SAID = [
  'than',
  'of',
  'to',
  'from',
  'by',
  'against',
  'outOf',
  'beyond',
  'more',
  'less',
  'byMore',
  'byLess',
  'worse',
  'better',
  'asMany',
  'moved',
  'perDay',
];
export const words = (items: readonly Item[], isMeant: (metric: string) => boolean): Item[] =>
  items.filter(
    (item) =>
      item.type === 'name' ||
      (item.type === 'metric' && isMeant(item.metric)) ||
      item.type === 'period' ||
      isWord(item, ...SAID) ||
      (isWord(item, 'between') && !items.some(({ type }) => type === 'name')) ||
      isWord(item, 'moved', 'difference') ||
      item.type === 'moved',
  );
