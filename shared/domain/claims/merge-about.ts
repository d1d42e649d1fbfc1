import { type Item, type Rule, isWord, over } from './item.ts';

const PARTS = /^(?:multiple|fraction)\./;

const isPart = (item: Item | undefined): boolean =>
  item?.type === 'word' && [...item.tags].some((tag) => PARTS.test(tag));

interface Rounded {
  readonly side?: '<' | '>';
}

/** What a word in front says of how exact a figure is. */
const before = (item: Item | undefined): Rounded | undefined => {
  if (isWord(item, 'nearly')) return { side: '<' };
  if (isWord(item, 'justOver')) return { side: '>' };
  return isWord(item, 'about') ? {} : undefined;
};

const behind = (item: Item | undefined): Rounded | undefined => {
  if (isWord(item, 'nearlySo')) return { side: '<' };
  return isWord(item, 'about') ? {} : undefined;
};

const rounded = (item: Item, { side }: Rounded, spans: ReturnType<typeof over>): Item => {
  if (item.type === 'value')
    return { ...item, ...spans, stated: { ...item.stated, about: true, ...(side && { side }) } };
  if (item.type !== 'word') return item;
  return { ...item, ...spans, tags: new Set([...item.tags, 'about', ...(side ? [`side.${side}`] : [])]) };
};

/** "About 13 %", "13 % circa", "almost a third", "twice as many or nearly so": not to the last digit. */
export const about: Rule = (items, at) => {
  const [first, second, third] = items.slice(at, at + 3);
  if (!first || !second) return undefined;
  const isFigure = (item: Item): boolean => item.type === 'value' || isPart(item);
  const last = behind(second);
  if (isFigure(first) && last && (third === undefined || !isFigure(third)))
    return { used: 2, items: [rounded(first, last, over(first, second))] };
  const led = before(first);
  if (!led || !isFigure(second)) return undefined;
  return { used: 2, items: [rounded(second, led, over(first, second))] };
};

/** The side that a rounded multiple or part lies on. */
export const sideOf = (item: Item): '<' | '>' | undefined =>
  isWord(item, 'side.<') ? '<' : isWord(item, 'side.>') ? '>' : undefined;
