import { kept } from '#shared/adapters/kept.ts';
import type { Scope } from '#shared/contracts/access.ts';
import type { Classified } from '#shared/contracts/documents.ts';
import { databaseFailure } from '#shared/contracts/faults.ts';
import { KeptScope } from '#shared/contracts/kept.ts';
import { fingerprintOf } from '#shared/domain/access.ts';
import { digestOf } from '#shared/domain/caching/digest.ts';
import type { LocalCache, Now, SharedCache } from '#shared/ports.ts';

/** As long as figures are kept for when the data can not be reached. */
const KEEP_MS = 24 * 3_600_000;
/** One that did not change is written again after this. */
const AGAIN_MS = 10 * 60_000;

export interface KeptScopesPorts {
  memory: LocalCache<KeptScope>;
  shared: SharedCache;
  now: Now;
  version: string;
}

/**
 * The processes an asker may see are found anew for every question. Only when the data can not be reached, those
 * that their allow-list stood for last are taken: and then nothing is read with them (`unreached`), so that they
 * lead to nothing but figures that this very list was shown before. Who is taken off a list has another list.
 */
export const keptScopes = ({ memory, shared, now, version }: KeptScopesPorts) => {
  const age = ({ storedAt }: KeptScope): number => now().getTime() - storedAt;

  const keep = async (key: string, scope: Scope): Promise<void> => {
    const before = memory.get(key);
    const same = before !== undefined && JSON.stringify(before.scope) === JSON.stringify(scope);
    if (same && age(before) < AGAIN_MS) return;
    const made = { storedAt: now().getTime(), scope };
    const text = JSON.stringify(made);
    memory.set(key, made, text.length);
    await shared.set(key, text, KEEP_MS / 1000);
  };

  const last = async (key: string): Promise<Scope | undefined> => {
    const text = await shared.get(key);
    const theirs = text === undefined ? undefined : kept(KeptScope, () => JSON.parse(text));
    const ours = memory.get(key);
    const newest = ours && theirs ? (age(ours) <= age(theirs) ? ours : theirs) : (ours ?? theirs);
    return newest && age(newest) < KEEP_MS ? newest.scope : undefined;
  };

  return async (
    { access, reader }: Pick<Classified, 'access' | 'reader'>,
    find: () => Promise<Scope>,
  ): Promise<{ scope: Scope; unreached: boolean }> => {
    if (access.kind !== 'listed') return { scope: await find(), unreached: false };
    const key = `scope:${digestOf([version, reader.tenantId, fingerprintOf(access)])}`;
    try {
      const scope = await find();
      await keep(key, scope);
      return { scope, unreached: false };
    } catch (error) {
      if (databaseFailure(error) === undefined) throw error;
      const scope = await last(key);
      if (scope === undefined) throw error;
      return { scope, unreached: true };
    }
  };
};
