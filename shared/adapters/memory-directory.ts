import type { Directory } from '../contracts/catalog.ts';
import type { DirectoryStore } from '../ports.ts';

/** Names kept in this process: for tests, the command line, one machine without a table. */
export const memoryDirectory = (): DirectoryStore => {
  const kept = new Map<string, Directory>();
  return {
    read: async (readers) => structuredClone(kept.get(readers)),
    write: async (directory) => {
      kept.set(directory.readers, structuredClone(directory));
    },
  };
};
