import { type Item, type ItemOf, type Rule, isWord, ofType, placeOf, word } from './item.ts';
import type { Lexicon } from './lexicon.ts';

const isSubject = (item: Item | undefined): boolean =>
  item?.type === 'name' || item?.type === 'period' || (item?.type === 'metric' && item.way === undefined);

/** "With 12 failures, Ordini …": the figure is of what stands behind its comma, and is put there. */
export const fronted: Rule = (items, at) => {
  const first = items[at];
  if (!first || !isWord(first, 'front')) return undefined;
  const value = items[at + 1];
  const metric = items[at + 2]?.type === 'metric' ? 1 : 0;
  const [stop, subject, next] = items.slice(at + 2 + metric, at + 5 + metric);
  const several = next?.type === 'stop' && items[at + 5 + metric]?.type === subject?.type;
  const fits = value?.type === 'value' && stop?.type === 'stop' && stop.mark === ',' && isSubject(subject);
  if (!fits || !subject || several || (metric === 1 && subject.type === 'metric'))
    return { used: 1, items: [] };
  return {
    used: 4 + metric,
    items: [subject, ...items.slice(at + 1, at + 2 + metric), stop],
  };
};

/** "A minimum of zero, on Saturday, and a maximum of 22, on Thursday": when it was stands between commas. */
export const apposed: Rule = (items, at) => {
  const [first, stop, time, end] = items.slice(at, at + 4);
  const led = isWord(items[at - 1], 'of') ? items[at - 2] : items[at - 1];
  if (first?.type !== 'value' || !isWord(led, 'highest', 'lowest')) return undefined;
  if (stop?.type !== 'stop' || stop.mark !== ',' || time?.type !== 'period') return undefined;
  if (end !== undefined && end.type !== 'stop') return undefined;
  return { used: end?.type === 'stop' && end.mark === ',' ? 4 : 3, items: [first, time] };
};

const LACKS: readonly (readonly [tag: string, way: string])[] = [
  ['lacks', 'byLess'],
  ['gains', 'byMore'],
];

/** "361 runs are missing": so many fewer. */
export const lacking: Rule = (items, at) => {
  const [first, second, third] = items.slice(at, at + 3);
  for (const [tag, way] of LACKS) {
    if (first && isWord(first, tag) && second?.type === 'value') {
      const metric = third?.type === 'metric' ? [third] : [];
      return { used: 2 + metric.length, items: [second, ...metric, word(first, way)] };
    }
    if (first?.type === 'value' && second && isWord(second, tag))
      return { used: 2, items: [first, word(second, way)] };
    if (first?.type === 'value' && second?.type === 'metric' && third && isWord(third, tag))
      return { used: 3, items: [first, second, word(third, way)] };
  }
  return undefined;
};

/** "Compared with September, 300 fewer runs": what is compared with stands first, and is put last. */
export const frontedBase: Rule = (items, at) => {
  const [than, base, stop] = items;
  if (at > 0 || !than || !isWord(than, 'than') || isWord(than, 'to') || base?.type !== 'period')
    return undefined;
  const from = stop?.type === 'stop' ? 3 : 2;
  const by = items.findIndex((item) => isWord(item, 'byMore', 'byLess'));
  if (by < 0) return undefined;
  const end = items[by + 1]?.type === 'metric' ? by + 2 : by + 1;
  if (isWord(items[end], 'than') || items[end]?.type === 'period') return undefined;
  return { used: end, items: [...items.slice(from, end), than, base] };
};

/** "The rise over the week before is 9 failures": by how much, said last. */
export const theChange: Rule = (items, at) => {
  const first = items[at];
  if (!first || !isWord(first, 'theRise', 'theFall')) return undefined;
  const way = word(first, isWord(first, 'theRise') ? 'up' : 'down');
  const end = items.findIndex((item, index) => index > at && item.type === 'stop');
  const rest = items.slice(at + 1, end < 0 ? items.length : end);
  const [value, ...values] = ofType(rest, 'value');
  const last = rest.findLast(({ type }) => type !== 'metric');
  if (!value || values.length > 0 || last !== value || ofType(rest, 'moved').length > 0)
    return { used: 1, items: [way] };
  const others = rest.filter((item) => item !== value);
  return { used: 1 + rest.length, items: [way, value, ...others] };
};

const isChanging = (item: Item): boolean =>
  item.type === 'moved' ||
  isWord(item, 'up', 'down', 'notUp', 'notDown', 'byMore', 'byLess') ||
  (item.type === 'word' && [...item.tags].some((tag) => tag.startsWith('multiple.')));

type Length = NonNullable<Extract<ItemOf<'period'>['said'], { kind: 'previous' }>['unit']>;
const LENGTHS: readonly Length[] = ['day', 'week', 'month'];

/** "12 fewer in one week" is against the week before; "12 in one week" says no more than how long it was. */
export const inOne: Rule = (items, at) => {
  const first = items[at];
  const unit = first && LENGTHS.find((each) => isWord(first, `inOne.${each}`));
  if (!first || !unit) return undefined;
  const place = placeOf(first);
  return items.some(isChanging)
    ? { used: 1, items: [{ ...place, type: 'period', said: { kind: 'previous', unit } }] }
    : { used: 1, items: [{ ...place, type: 'entity', dimension: unit }] };
};

/** "The median is 48 seconds, the mean two minutes": of a length of time the mean is the one that the catalog names. */
export const theMean =
  ({ mean }: Lexicon): Rule =>
  (items, at) => {
    const [first, second, third] = items.slice(at, at + 3);
    const value = isWord(second, 'of', 'to') ? third : second;
    if (!first || !isWord(first, 'theMean') || value?.type !== 'value') return undefined;
    if (
      value.stated.unit !== 'seconds' ||
      items.some((item) => isWord(item, 'perDay', 'perWeek', 'perMonth'))
    )
      return undefined;
    return { used: 1, items: [{ ...placeOf(first), type: 'metric', metric: mean }] };
  };

/** "95 % of runs finish within 10 minutes": the time that so many of them are done in. */
export const donePart =
  ({ percentiles, wholes }: Lexicon): Rule =>
  (items, at) => {
    const first = items[at];
    if (first?.type !== 'value' || first.stated.unit !== 'percent' || first.stated.is !== '=')
      return undefined;
    const metric = first.stated.about ? undefined : percentiles.get(String(first.stated.value));
    const end = items.findIndex((item, index) => index > at && item.type === 'value');
    const value = items[end];
    if (metric === undefined || value?.type !== 'value' || value.stated.unit !== 'seconds') return undefined;
    const between = items.slice(at + 1, end);
    const within = between.filter((item) => isWord(item, 'within', 'atMost'));
    const names = ofType(between, 'name');
    const counted = [...wholes.keys(), ...wholes.values()];
    const plain = between.every(
      (item) =>
        item.type === 'name' ||
        (item.type === 'metric' && (item.weak === true || counted.includes(item.metric))) ||
        isWord(item, 'of', 'outOf', 'within', 'atMost'),
    );
    const runs = ofType(between, 'metric').some((item) => [...wholes.values()].includes(item.metric));
    const failed = ofType(between, 'metric').some(
      (item) => ![...wholes.values()].includes(item.metric) && item.weak !== true,
    );
    if (!plain || within.length !== 1 || !runs || failed || value.stated.is !== '=') return undefined;
    const made = { ...placeOf(first), type: 'metric', metric } as const;
    return { used: end + 1 - at, items: [...names, made, value] };
  };

/** "Good week", "the black day": what is said of a time, and the time. */
export const ofTime: Rule = (items, at) => {
  const [first, second] = [items[at], items[at + 1]];
  if (first?.type === 'entity' && second && isWord(second, 'blackTime'))
    return { used: 2, items: [word(second, 'worst'), first] };
  if (!first || second?.type !== 'entity') return undefined;
  const news = isWord(first, 'goodTime') ? 'goodNews' : isWord(first, 'badTime') ? 'badNews' : undefined;
  return news === undefined ? undefined : { used: 1, items: [word(first, news)] };
};
