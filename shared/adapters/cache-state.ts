import type { SharedCache, SharedState } from '../ports.ts';

const KEEP_SECONDS = 600;

/**
 * Small documents in the cache that instances share. Of two who write at once one may be lost: for what only says how
 * a neighbour does just now that is good enough. What can not be read back was not written.
 */
export const cacheState = (cache: SharedCache): SharedState => {
  const read = async (key: string): Promise<unknown> => parsed(await cache.get(key));
  return {
    read,
    change: async (key, how) => {
      await cache.set(key, JSON.stringify(how(await read(key))), KEEP_SECONDS);
      return read(key);
    },
  };
};

const parsed = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
