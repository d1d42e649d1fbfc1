import { expect, test } from 'vitest';
import { keptScopes } from '#functions/query/kept-scopes.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import type { Access, Scope } from '#shared/contracts/access.ts';
import { AccessUnknown, DatabaseUnavailable } from '#shared/contracts/faults.ts';
import type { KeptScope } from '#shared/contracts/kept.ts';
import { mapCache } from '#test/support/figures-cache.ts';

const HOUR = 3_600_000;
const place = (shared = mapCache()) => {
  const state = { now: Date.parse('2026-11-21T09:00:00Z'), finds: 0, fails: undefined as unknown };
  const scopes = keptScopes({
    memory: localCache<KeptScope>(1e6),
    shared,
    now: () => new Date(state.now),
    version: 'v1',
  });
  const ask = (access: Access, ids: string[] = ['p1'], tenantId = 'main') =>
    scopes({ access, reader: { tenantId, userId: 'u' } }, async (): Promise<Scope> => {
      state.finds += 1;
      if (state.fails !== undefined) throw state.fails;
      return access.kind === 'all' ? { kind: 'all' } : { kind: 'processes', ids };
    });
  return { state, ask };
};
const listed = (...area: string[]): Access => ({ kind: 'listed', allow: { area } });
const away = new DatabaseUnavailable('away');

test('what a list stands for is found anew for every question', async () => {
  const { ask, state } = place();
  await ask(listed('Acquisti'), ['p1', 'p2']);
  expect(await ask(listed('Acquisti'), ['p1'])).toEqual({
    scope: { kind: 'processes', ids: ['p1'] },
    unreached: false,
  });
  expect(state.finds).toBe(2);
});

test('when the data can not be reached it is what it was last, and nothing may be read with it', async () => {
  const shared = mapCache();
  const [one, two] = [place(shared), place(shared)];
  await one.ask(listed('Acquisti'), ['p1']);
  for (const { ask, state } of [one, two]) {
    state.fails = away;
    state.now += 23 * HOUR;
    expect(await ask(listed('Acquisti'))).toEqual({
      scope: { kind: 'processes', ids: ['p1'] },
      unreached: true,
    });
  }
  one.state.now += 2 * HOUR;
  await expect(one.ask(listed('Acquisti'))).rejects.toBe(away);
});

test('a list that was changed, of another tenant, or never seen leads to nothing', async () => {
  const { ask, state } = place();
  await ask(listed('Acquisti', 'Vendite'), ['p1', 'p2']);
  state.fails = away;
  await expect(ask(listed('Acquisti'))).rejects.toBe(away);
  await expect(ask(listed('Acquisti', 'Vendite'), [], 'other')).rejects.toBe(away);
  await expect(ask({ kind: 'listed', allow: {} })).rejects.toBe(away);
});

test('of whom nothing is known gets nothing, and what is no matter of reach stays a fault', async () => {
  const { ask, state } = place();
  await ask(listed('Acquisti'));
  state.fails = new AccessUnknown('unknown');
  await expect(ask({ kind: 'unknown' })).rejects.toBe(state.fails);
  await expect(ask(listed('Acquisti'))).rejects.toBe(state.fails);
});
