import type { Directory, Named } from '#shared/contracts/catalog.ts';
import type { DirectoryStore, Now } from '#shared/ports.ts';

const FRESH_MS = 60_000;
/** So long a table that did not answer is not asked again. */
const REST_MS = 10_000;

/** The same for all of whom nothing is known: what is worked out of it is worked out once. */
const NO_NAMES: Named[] = [];

export interface KnownNames {
  directory: Directory;
  /** Read from the data less than a minute ago. */
  fresh: boolean;
  /** Some are known, however old. */
  known: boolean;
}

/** The names that some readers may use: kept in memory for a minute, then looked up again; questions meanwhile share one look-up. */
export const freshNames = (store: DirectoryStore, now: Now) => {
  const kept = new Map<string, Directory>();
  const asking = new Map<string, Promise<void>>();
  let restUntil = 0;
  const age = ({ readAt }: Directory): number => now().getTime() - Date.parse(readAt);

  const lookUp = async (readers: string): Promise<void> => {
    // Without the table the names in memory still serve; the flow then reads them from the data.
    const found = await store.read(readers).catch(() => {
      restUntil = now().getTime() + REST_MS;
      return undefined;
    });
    if (found !== undefined) kept.set(readers, found);
  };

  return async (readers: string): Promise<KnownNames> => {
    const before = kept.get(readers);
    const resting = now().getTime() < restUntil;
    if (!resting && (before === undefined || age(before) > FRESH_MS)) {
      const running = asking.get(readers) ?? lookUp(readers).finally(() => asking.delete(readers));
      asking.set(readers, running);
      await running;
    }
    const directory = kept.get(readers) ?? { readers, readAt: new Date(0).toISOString(), names: NO_NAMES };
    return { directory, fresh: age(directory) <= FRESH_MS, known: kept.has(readers) };
  };
};
