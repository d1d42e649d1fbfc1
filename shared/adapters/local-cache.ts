// Bounding by bytes with the least recently used first is easy to get wrong: lru-cache is the kept library for it.
import { LRUCache } from 'lru-cache';
import type { LocalCache } from '../ports.ts';

/** Remembers values in this process, at most `bytes` of them all together. */
export const localCache = <Value extends object>(bytes: number): LocalCache<Value> => {
  const kept = new LRUCache<string, Value>({ maxSize: bytes });
  return {
    get: (key) => kept.get(key),
    set: (key, value, size) => {
      kept.set(key, value, { size: Math.max(1, Math.ceil(size)) });
    },
  };
};
