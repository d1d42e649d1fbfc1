import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isNameRefused } from './postgres-faults.ts';

/** Each takes memory of the server, in every connection that runs it. */
const MOST = 64;
/** So many others are remembered to have come once. */
const SEEN = 256;

/**
 * The names under which the server keeps statements as it has parsed and planned them: those that come a second time.
 * Behind a pooler that hands connections on without knowing such names, or once the tables changed, it goes on without.
 */
export const preparedNames = () => {
  const seen = new LRUCache<string, true>({ max: SEEN });
  const names = new Map<string, string>();
  let isOff = false;
  return {
    /** Undefined: it is to be sent without one. */
    nameOf: (sql: string): string | undefined => {
      if (isOff) return undefined;
      const known = names.get(sql);
      if (known !== undefined || names.size >= MOST) return known;
      const isSeen = seen.delete(sql);
      if (!isSeen) seen.set(sql, true);
      else names.set(sql, createHash('sha256').update(sql).digest('base64url'));
      return names.get(sql);
    },
    /** Whether the statement may have been refused for its name alone: no other is given one from then on. */
    isRefused: (sql: string, error: unknown): boolean => {
      const isRefused = names.has(sql) && isNameRefused(error);
      isOff ||= isRefused;
      return isRefused;
    },
  };
};
