/** Readers of JSON that may hold anything: what is not there, or is of another type, is undefined. */

/** Own keys only, so that a key such as `constructor` reaches nothing. */
export const at = (value: unknown, ...path: string[]): unknown => {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
};

export const listAt = (value: unknown, ...path: string[]): readonly unknown[] => {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
};

/** Longer texts are of no use to us and would not fit where they wait: the cut is told by the length. */
const LONGEST = 20_000;
/** No queue takes these. */
const NEVER = /[\uFFFE\uFFFF]/g;

/** Well-formed and not endless; undefined when there is no text, or an empty one. */
export const textAt = (value: unknown, ...path: string[]): string | undefined => {
  const text = at(value, ...path);
  if (typeof text !== 'string' || text === '') return undefined;
  return text.slice(0, LONGEST).toWellFormed().replace(NEVER, '\uFFFD');
};

/** A text of at most `most` units that is good for nothing when cut, such as an id. */
export const idAt = (most: number, value: unknown, ...path: string[]): string | undefined => {
  const found = at(value, ...path);
  const text = Number.isSafeInteger(found) ? String(found) : textAt(value, ...path);
  return text !== undefined && text.length <= most ? text : undefined;
};

/** A text that may be shown cut. */
export const cutAt = (most: number, value: unknown, ...path: string[]): string | undefined =>
  textAt(value, ...path)
    ?.slice(0, most)
    .toWellFormed();

const DIGITS = /^\d{1,12}$/;
const YEAR_9999 = 253_402_300_799;

/** Seconds, in a number or in a text; `otherwise` when they are no instant. */
export const instantAt = (otherwise: Date, value: unknown, ...path: string[]): string => {
  const found = at(value, ...path);
  const seconds = typeof found === 'string' && DIGITS.test(found) ? Number(found) : found;
  const isInstant = typeof seconds === 'number' && seconds > 0 && seconds <= YEAR_9999;
  return (isInstant ? new Date(Math.floor(seconds) * 1000) : otherwise).toISOString();
};
