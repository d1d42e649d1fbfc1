import { createHash } from 'node:crypto';

/** The same for the same value, whatever the order of the keys of its objects; another one for any other. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('base64url');

const files = new WeakMap<object, string>();

/** Of something large that never changes, worked out once. */
export const digestOfFile = (file: object): string => {
  const digest = files.get(file) ?? digestOf(file);
  files.set(file, digest);
  return digest;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  // As pairs: a key such as `__proto__` stays a key.
  return { pairs: entries.map(([key, one]) => [key, sorted(one)]) };
};
