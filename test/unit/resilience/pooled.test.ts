import { expect, test } from 'vitest';
import { cacheState } from '#shared/adapters/cache-state.ts';
import { circuit } from '#shared/adapters/circuit.ts';
import { pooled } from '#shared/adapters/pooled.ts';
import type { SharedCache, SharedState } from '#shared/ports.ts';

/** A place that all instances reach, until it is away. */
const place = () => {
  const values = new Map<string, unknown>();
  const state = { away: false, changes: 0 };
  const shared: SharedState = {
    read: async (key) => (state.away ? undefined : values.get(key)),
    change: async (key, change) => {
      if (state.away) return undefined;
      state.changes += 1;
      const after = change(values.get(key));
      values.set(key, after);
      return after;
    },
  };
  return { state, shared, values };
};

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const sumOf = (shared: SharedState | undefined) => {
  const parse = (value: unknown) => (typeof value === 'number' ? value : undefined);
  return pooled({ key: 'sum', parse, empty: 0, merged: (a, b) => a + b, shared, everyMs: 0 });
};

test('what two instances add is known to both, and nothing is counted twice', async () => {
  const { shared, values } = place();
  const [one, other] = [sumOf(shared), sumOf(shared)];
  one.add(3);
  one.add(4);
  other.add(5);
  await Promise.all([one.exchange(), other.exchange()]);
  await one.exchange();
  await other.exchange();
  expect([one.view(), other.view(), values.get('sum')]).toEqual([12, 12, 12]);
});

test('while the place is away each goes on with what it knows, and tells it later', async () => {
  const { shared, state, values } = place();
  const one = sumOf(shared);
  state.away = true;
  one.add(1);
  await settle();
  one.add(2);
  expect(one.view()).toBe(3);
  state.away = false;
  await settle();
  await one.exchange();
  expect([one.view(), values.get('sum')]).toEqual([3, 3]);
});

test('without a place it is kept in memory', () => {
  const alone = sumOf(undefined);
  alone.add(2);
  alone.add(2);
  expect(alone.view()).toBe(4);
});

test('what is damaged there counts as nothing', async () => {
  const { shared, values } = place();
  values.set('sum', 'garbage');
  const one = sumOf(shared);
  one.add(2);
  await one.exchange();
  expect(values.get('sum')).toBe(2);
});

test('an instance that saw no failure itself lets nothing through once others did', async () => {
  const { shared } = place();
  const one = circuit({ key: 'db', shared });
  for (let calls = 0; calls < 10; calls += 1) one.note('call', false);
  await settle();
  const fresh = circuit({ key: 'db', shared });
  fresh.admits();
  await settle();
  expect([one.admits(), fresh.admits()]).toEqual(['none', 'none']);
});

test('a circuit tells when it opens, lets one through to see, and closes', () => {
  let now = 1_000_000;
  const told: string[] = [];
  const fuse = circuit({ key: 'neighbour', clock: () => now, told: (state) => told.push(state) });
  for (let call = 0; call < 12; call += 1) fuse.note(fuse.admits(), false);
  expect(told).toEqual(['open']);
  now += 31_000;
  fuse.note(fuse.admits(), false);
  now += 31_000;
  fuse.note(fuse.admits(), true);
  expect(told).toEqual(['open', 'probing', 'open', 'probing', 'closed']);
});

test('circuits are shared by a cache too, and one that is away closes none', async () => {
  const texts = new Map<string, string>();
  const state = { away: false };
  const cache: SharedCache = {
    get: async (key) => (state.away ? undefined : texts.get(key)),
    set: async (key, text) => {
      if (!state.away) texts.set(key, text);
    },
  };
  const one = circuit({ key: 'db', shared: cacheState(cache) });
  for (let calls = 0; calls < 10; calls += 1) one.note('call', false);
  await settle();
  const other = circuit({ key: 'db', shared: cacheState(cache) });
  other.admits();
  await settle();
  expect(other.admits()).toBe('none');
  state.away = true;
  other.note('probe', false);
  await settle();
  expect([one.admits(), other.admits()]).toEqual(['none', 'none']);
});
