import { type Item, type ItemOf, isWord, ofType } from './item.ts';
import { type Reading, claim } from './reading.ts';
import { usable } from './shares.ts';
import { fitted } from './units.ts';

const PER = [
  ['perDay', 'day'],
  ['perWeek', 'week'],
  ['perMonth', 'month'],
] as const;

/** "16 on average", "7.7 a day": the mean of the rows of what the words say. */
export const readMean = (
  value: ItemOf<'value'>,
  items: readonly Item[],
  metric: string,
  reading: Reading,
): boolean => {
  const entity = ofType(items, 'entity')[0];
  const per = PER.find(([tag]) => reading.items.some((item) => isWord(item, tag)));
  const dimension = per?.[1] ?? entity?.dimension;
  const stated = fitted(value.stated, metric, reading);
  if (items.some((item) => isWord(item, 'none', 'noneHad', 'notAll'))) return false;
  const rows = items.some((item) => isWord(item, 'perRow'));
  if ((dimension === undefined && !rows) || !stated || ofType(items, 'name').length > 0) return false;
  const words = reading.items.filter(
    (item) => isWord(item, 'mean', 'perDay', 'perWeek', 'perMonth', 'every', 'each') || item === entity,
  );
  claim(reading, { kind: 'figure', amount: { of: 'mean', metric, dimension }, stated }, [
    value,
    ...words,
    ...items.filter(usable),
  ]);
  return true;
};
