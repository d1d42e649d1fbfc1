import { type Item, type ItemOf, isWord, ofType } from './item.ts';
import { type Reading, claim } from './reading.ts';

interface Followers {
  readonly at: number;
  readonly names: readonly ItemOf<'name'>[];
  readonly items: readonly Item[];
}

/** "X leads, ahead of Y and Z, tied on 5": those behind share the next place. */
export const followersIn = (items: readonly Item[]): Followers | undefined => {
  const at = items.findIndex((item) => isWord(item, 'follow'));
  const rest = at < 0 ? [] : items.slice(at);
  const names = ofType(rest, 'name');
  const tied = rest.some((item) => isWord(item, 'tied'));
  return tied && names.length > 1 ? { at, names, items: rest } : undefined;
};

/** A rank that is told by who follows: "followed by", "seguono", "Y e Z seguono a pari merito". */
export const readFollowers = (items: readonly Item[], reading: Reading): boolean => {
  const { memory } = reading;
  const first = items.find((item) => isWord(item, 'follow'));
  const tied = items.filter((item) => isWord(item, 'tied'));
  const ranked = memory.ranking;
  const shared = followersIn(items)?.names ?? ofType(items, 'name');
  const leads = tied.length > 0 && ranked?.name !== undefined;
  const names = leads ? shared.filter(({ name }) => name !== ranked.name) : shared;
  if (!first || (first !== items[0] && !leads) || ranked?.name === undefined || names.length === 0)
    return false;
  const { metric, way, name } = ranked;
  const place = { kind: 'ranking', metric, way } as const;
  const behind = names.map((each) => each.name);
  if (!leads) {
    claim(reading, { ...place, rank: 1, tied: false, names: [name, ...behind] }, [first, ...names]);
    return true;
  }
  if (behind.length < 2 || new Set(behind).size !== behind.length) return false;
  claim(reading, { ...place, rank: 1, tied: false, names: [name] }, [first]);
  claim(reading, { ...place, rank: 2, tied: true, names: behind }, [...tied, ...names]);
  memory.names = behind;
  reading.shared = behind;
  return true;
};
