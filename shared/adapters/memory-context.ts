import type { ContextEntry } from '../contracts/context.ts';
import type { Reader } from '../contracts/documents.ts';
import type { ContextStore, Now } from '../ports.ts';

/** Context kept in this process: for tests, and one machine without a table. */
export const memoryContext = (now: Now): ContextStore => {
  const all = new Map<string, Map<string, ContextEntry>>();
  const of = ({ tenantId, userId }: Reader): Map<string, ContextEntry> => {
    const owner = `${tenantId}/${userId}`;
    const entries = all.get(owner) ?? new Map<string, ContextEntry>();
    all.set(owner, entries);
    return entries;
  };
  const isCurrent = ({ expiresAt }: ContextEntry) => Date.parse(expiresAt) > now().getTime();
  const read: ContextStore['read'] = async (reader, key) => {
    const entry = of(reader).get(key);
    return entry !== undefined && isCurrent(entry) ? structuredClone(entry) : undefined;
  };
  return {
    read,
    list: async (reader) => {
      const entries = [...of(reader).values()].filter(isCurrent);
      return {
        entries: structuredClone(entries).sort((one, other) => (one.key < other.key ? -1 : 1)),
        damaged: 0,
      };
    },
    write: async (reader, entry) => {
      of(reader).set(entry.key, structuredClone(entry));
    },
    remove: async (reader, key) => {
      const found = await read(reader, key);
      of(reader).delete(key);
      return found !== undefined;
    },
    removeAll: async (reader) => {
      const count = of(reader).size;
      of(reader).clear();
      return count;
    },
  };
};
