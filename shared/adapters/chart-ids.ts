import { createHash } from 'node:crypto';

const hashed = (text: string, characters: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, characters);

const OWNER_LENGTH = 24;

/** Under which all charts of an owner lie; it does not tell who that is. */
export const placeOf = (owner: string): string => hashed(`owner ${owner}`, OWNER_LENGTH);

/** The place, a dash, and what nobody guesses who does not know the key: a key holds something random. */
export const chartIdOf = (owner: string, key: string): string =>
  `${placeOf(owner)}-${hashed(`chart ${owner} ${key}`, 32)}`;

/** Place and rest of an id; undefined for what is none. */
export const partsOf = (id: string): { place: string; rest: string } | undefined => {
  const [, place, rest] = /^([0-9a-f]{24})-([0-9a-f]{32})$/.exec(id) ?? [];
  return place === undefined || rest === undefined ? undefined : { place, rest };
};
