import { type Compared, type Item, type ItemOf, type Rule, isWord, over, placeOf, word } from './item.ts';
import type { Lexicon } from './lexicon.ts';
import {
  allBut,
  byHowMuch,
  byPart,
  neither,
  noneBelow,
  noneLast,
  onceIn,
  oneIn,
  overSpan,
  partOfFigure,
  partOfThen,
  partOfThenFigure,
  thanWhich,
  topFew,
} from './merge-parts.ts';
import { about } from './merge-about.ts';
import {
  apposed,
  donePart,
  fronted,
  frontedBase,
  inOne,
  lacking,
  theChange,
  theMean,
  ofTime,
} from './merge-places.ts';

const BOUNDS: readonly (readonly [tag: string, is: Compared])[] = [
  ['over', '>'],
  ['under', '<'],
  ['atLeast', '>='],
  ['atMost', '<='],
];

/** "More than 8", "sotto i 30"; before anything but a figure it compares: "in più di Ordini". */
const bound: Rule = (items, at) => {
  const first = items[at];
  if (!first) return undefined;
  const found = BOUNDS.find(([tag]) => isWord(first, tag));
  if (!found) return undefined;
  const next = items[at + 1];
  if (next?.type === 'value')
    return {
      used: 2,
      items: [{ ...next, ...over(first, next), stated: { ...next.stated, is: found[1] } }],
    };
  // "Below a success rate of 90 %", "less than a fifth".
  const value = isWord(items[at + 2], 'of') ? items[at + 3] : items[at + 2];
  // "The mean is above the median of 48 seconds" compares the two.
  const other = items
    .slice(0, at)
    .some((item) => item.type === 'metric' && next?.type === 'metric' && item.metric !== next.metric);
  if (next?.type === 'metric' && !other && value?.type === 'value' && value.stated.unit !== 'count') {
    const stated = { ...value.stated, is: found[1] };
    return { used: value === items[at + 2] ? 3 : 4, items: [next, { ...value, stated }] };
  }
  if (next?.type === 'word' && [...next.tags].some((tag) => tag.startsWith('fraction.')))
    return { used: 2, items: [{ ...next, ...over(first, next), tags: new Set([...next.tags, found[1]]) }] };
  if (found[0] === 'over' && next?.type === 'period' && isWord(first, 'than'))
    return { used: 1, items: [word(first, 'than')] };
  if (found[0] === 'over') {
    if (isWord(first, 'beyond') && isMultiple(next)) return undefined;
    return { used: 1, items: [word(first, 'more'), word(first, 'than')] };
  }
  return found[0] === 'under' ? { used: 1, items: [word(first, 'less'), word(first, 'than')] } : undefined;
};

const isMultiple = (item: Item | undefined): boolean =>
  item?.type === 'word' && [...item.tags].some((tag) => tag.startsWith('multiple.'));

/** "Più che raddoppiate": the word of the multiple with a bound of its own. */
const beyond: Rule = (items, at) => {
  const [first, next] = [items[at], items[at + 1]];
  if (!first || !isWord(first, 'beyond', 'over') || next?.type !== 'word' || !isMultiple(next))
    return undefined;
  return { used: 2, items: [{ ...next, ...over(first, next), tags: new Set([...next.tags, 'beyond']) }] };
};

/** "Quattro volte i": a multiple in figures. */
const times: Rule = (items, at) => {
  const half = isWord(items[at + 1], 'half') ? 1 : 0;
  const [first, next] = [items[at], items[at + 1 + half]];
  if (first?.type !== 'value' || first.stated.unit !== 'count' || !next || !isWord(next, 'times'))
    return undefined;
  if (first.stated.side !== undefined || !['=', '>'].includes(first.stated.is)) return undefined;
  const tags = [
    `multiple.${first.stated.value + half / 2}`,
    ...(first.stated.about ? ['about'] : []),
    ...(first.stated.is === '>' ? ['beyond'] : []),
  ];
  return { used: 2 + half, items: [{ ...word(first, ...tags), ...over(first, next) }] };
};

const DENIED: Partial<Record<Compared, Compared>> = { '>': '<=', '<': '>=' };

/** "Only one failure". */
const onlyOne: Rule = (items, at) => {
  const [first, next] = [items[at], items[at + 1]];
  if (!first || !isWord(first, 'onlyOne') || next?.type !== 'metric' || next.way !== undefined)
    return undefined;
  const stated = { value: 1, unit: 'count', step: 1, is: '=', about: false } as const;
  return { used: 1, items: [{ ...placeOf(first), type: 'value', stated }] };
};

const negation =
  ({ opposites, doubleNegation }: Lexicon): Rule =>
  (items, at) => {
    const [first, next] = [items[at], items[at + 1]];
    if (first && next && isWord(first, 'noneHad') && isWord(next, 'none') && doubleNegation)
      return { used: 2, items: [{ ...next, ...over(first, next) }] };
    if (first && next && isWord(first, 'none', 'noneHad') && isWord(next, 'up', 'down'))
      return {
        used: 2,
        items: [{ ...word(first, isWord(next, 'up') ? 'notUp' : 'notDown'), ...over(first, next) }],
      };
    if (!first || !next || !isWord(first, 'not')) return undefined;
    const spans = over(first, next);
    const turned = next.type === 'value' ? DENIED[next.stated.is] : undefined;
    if (next.type === 'value' && turned !== undefined)
      return { used: 2, items: [{ ...next, ...spans, stated: { ...next.stated, is: turned } }] };
    if (isWord(next, 'none') && doubleNegation) return { used: 2, items: [{ ...next, ...spans }] };
    if (isWord(next, 'all', 'every')) return { used: 2, items: [{ ...word(first, 'notAll'), ...spans }] };
    if (isWord(next, 'up')) return { used: 2, items: [{ ...word(first, 'notUp'), ...spans }] };
    if (isWord(next, 'down')) return { used: 2, items: [{ ...word(first, 'notDown'), ...spans }] };
    const opposite = next.type === 'metric' ? opposites.get(next.metric) : undefined;
    if (next.type === 'metric' && opposite !== undefined)
      return { used: 2, items: [{ ...next, ...spans, metric: opposite, denied: next.metric }] };
    return undefined;
  };

/** "Nessun fallimento", "no failures": the figure nought. */
const nought: Rule = (items, at) => {
  const [first, next] = [items[at], items[at + 1]];
  if (!first || !isWord(first, 'none', 'noneHad') || next?.type !== 'metric' || next.way !== undefined)
    return undefined;
  const stated = { value: 0, unit: 'count', step: 1, is: '=', about: false } as const;
  return { used: 1, items: [{ ...placeOf(first), type: 'value', stated }] };
};

type End = ItemOf<'value'> | ItemOf<'period'>;
const isEnd = (item: Item | undefined): item is End => item?.type === 'value' || item?.type === 'period';

/** "Da 48 a 57", "from Tuesday to Wednesday"; "up from 48" has one end. */
const moved: Rule = (items, at) => {
  const first = items[at];
  const begin = items[at + 1];
  const last = items[at + 3];
  const stop = items[at + 2];
  if (
    first &&
    isWord(first, 'between') &&
    begin?.type === 'period' &&
    last?.type === 'period' &&
    stop?.type === 'stop'
  )
    return { used: 4, items: [{ ...over(first, last), type: 'moved', begin, finish: last }] };
  // "Ranged between 82 % and 99 %".
  const spans = isWord(items[at - 1], 'spans') && isWord(first, 'between') && stop?.type === 'stop';
  if (first && spans && begin?.type === 'value' && last?.type === 'value')
    return { used: 4, items: [{ ...over(first, last), type: 'moved', begin, finish: last }] };
  if (!first || !isWord(first, 'from') || !isEnd(begin)) return undefined;
  const gap = items[at + 2]?.type === 'metric' ? 1 : 0;
  const joint = items[at + 2 + gap];
  const finish = items[at + 3 + gap];
  const between = gap === 1 ? items.slice(at + 2, at + 3) : [];
  if (joint && isWord(joint, 'to', 'than') && isEnd(finish) && finish.type === begin.type)
    return { used: 4 + gap, items: [...between, { ...over(first, finish), type: 'moved', begin, finish }] };
  if (begin.type === 'value' && at > 0 && isWord(items[at - 1], 'up', 'down'))
    return { used: 2, items: [{ ...over(first, begin), type: 'moved', begin }] };
  return undefined;
};

/** "9 in più", "9 more failures": by how much, beside "57 failures". */
const difference: Rule = (items, at) => {
  const first = items[at];
  if (first?.type !== 'value' || first.stated.is !== '=') return undefined;
  const gap = items[at + 1]?.type === 'metric' ? 1 : 0;
  const way = items[at + 1 + gap];
  if (!way || way.type !== 'word' || !isWord(way, 'more', 'less')) return undefined;
  if (items[at + 2 + gap]?.type === 'metric' && gap === 1) return undefined;
  const before = gap === 1 ? items[at + 1] : first;
  // "Two out of four had more runs": the figure is of something else.
  if (first.to + gap < way.from && before?.to !== way.from) return undefined;
  const made = word(way, isWord(way, 'more') ? 'byMore' : 'byLess');
  return { used: 2 + gap, items: [first, ...items.slice(at + 1, at + 1 + gap), made] };
};

/** "Passati dai 48 della settimana prima ai 57 della scorsa": each end with its own time or name. */
const ends: Rule = (items, at) => {
  const [first, second] = [items[at], items[at + 1]];
  if (
    !first ||
    !isWord(first, 'moved') ||
    !second ||
    !isWord(second, 'from') ||
    items[at + 2]?.type !== 'value'
  )
    return undefined;
  const MOST = 7;
  const to = items.findIndex(
    (item, index) =>
      index > at + 3 && index < at + MOST && isWord(item, 'to', 'than') && items[index + 1]?.type === 'value',
  );
  const middle = to < 0 ? [] : items.slice(at + 2, to);
  const each = [middle, items.slice(to + 1, to + MOST)].every((side) =>
    side.some(({ type }) => type === 'name' || type === 'period'),
  );
  if (to < 0 || !each) return undefined;
  const stop = (item: Item): Item => ({ ...placeOf(item), type: 'stop', mark: ',' });
  return { used: to + 1 - at, items: [stop(first), ...middle, stop(items[to] ?? first)] };
};

const rewritten = (items: readonly Item[], rule: Rule): Item[] => {
  const result: Item[] = [];
  for (let at = 0; at < items.length; ) {
    const made = rule(items, at);
    const item = items[at];
    if (made) result.push(...made.items);
    else if (item) result.push(item);
    at += made?.used ?? 1;
  }
  return result;
};

/** Puts together what belongs together: bounds, negations, changes from one figure to another. */
export const mergedItems = (items: readonly Item[], lexicon: Lexicon): Item[] =>
  [
    overSpan,
    theMean(lexicon),
    donePart(lexicon),
    ofTime,
    topFew,
    noneLast,
    about,
    oneIn,
    onceIn,
    allBut,
    neither,
    beyond,
    bound,
    about,
    byPart,
    byHowMuch,
    partOfFigure,
    partOfThenFigure,
    partOfThen,
    noneBelow,
    times,
    onlyOne,
    negation(lexicon),
    nought,
    fronted,
    apposed,
    ends,
    moved,
    lacking,
    difference,
    thanWhich,
    theChange,
    frontedBase,
    inOne,
  ].reduce<Item[]>(rewritten, [...items]);
