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

/** Periods said behind "compared with" are what is compared to. */
export const periodsOf = (items: readonly Item[]): { target: Said | undefined; base: Said | undefined } => {
  let target: Said | undefined;
  let base: Said | undefined;
  for (const [at, item] of items.entries())
    if (item.type === 'period') {
      const before = items[at - 1];
      const times = isWord(before, 'of') && items.slice(0, at).some((each) => multipleOf(each) !== undefined);
      const behind = times || (isWord(before, 'than', 'against', 'from') && !isWord(before, 'to'));
      const compared = behind || item.said.kind === 'previous' || isWord(before, 'than');
      if (compared) base ??= item.said;
      else target ??= item.said;
    }
  return { target, base };
};

export const isTrend = (item: Item): boolean =>
  WAYS.some(([tag]) => isWord(item, tag)) ||
  multipleOf(item) !== undefined ||
  isWord(item, 'moved', 'difference') ||
  item.type === 'moved';

/** What a comparison or a trend accounts for of the words around it: never a denial, nor how many are meant. */
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
export const words = (items: readonly Item[]): Item[] =>
  items.filter(
    (item) =>
      item.type === 'name' ||
      item.type === 'metric' ||
      item.type === 'period' ||
      isWord(item, ...SAID) ||
      (isWord(item, 'between') && !items.some(({ type }) => type === 'name')) ||
      isTrend(item),
  );
