import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoStates } from '#shared/adapters/dynamo-states.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { dynamoUsage } from '#shared/adapters/dynamo-usage.ts';
import { pooled } from '#shared/adapters/pooled.ts';
import type { UsageStore } from '#shared/model-ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

let stop: () => void;
let usage: UsageStore;
const states = (name = 'states') => dynamoStates({ tables: dynamoStore(), name, clock: Date.now });
beforeAll(async () => {
  const dynamo = await startDynamo();
  stop = () => dynamo.stop();
  await makeStoreTables();
  usage = dynamoUsage({ tables: dynamoStore(), name: 'usage', clock: Date.now });
});
afterAll(() => stop());

const call = { calls: 1, inputTokens: 900, outputTokens: 100, micros: 195 };
const someone = () => `acme/${crypto.randomUUID()}`;

describe('counters of what was used', () => {
  test('lose no addition, however many come at once, and say what they hold then', async () => {
    const key = { owner: someone(), counter: 'day#2026-11-21' };
    const totals = await Promise.all(Array.from({ length: 50 }, () => usage.add([key], call)));
    expect(totals.map(([total]) => total?.calls).toSorted((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, at) => at + 1),
    );
    expect(await usage.list(key.owner, 'day#2026-11')).toEqual([
      {
        counter: 'day#2026-11-21',
        spent: { calls: 50, inputTokens: 45_000, outputTokens: 5000, micros: 9750 },
      },
    ]);
  });

  test('what was set aside is given back', async () => {
    const key = { owner: someone(), counter: 'session#s1' };
    await usage.add([key], { ...call, micros: 5000 });
    const [left] = await usage.add([key], {
      calls: -1,
      inputTokens: -900,
      outputTokens: -100,
      micros: -5000,
    });
    expect(left).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0, micros: 0 });
  });

  test('go with the person, and those of others stay', async () => {
    const [userId, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const counters = ['day#2026-11-21', 'month#2026-11', 'session#s1'];
    for (const id of [userId, other])
      await usage.add(
        counters.map((counter) => ({ owner: `acme/${id}`, counter })),
        call,
      );
    expect(await usage.removeAll({ tenantId: 'acme', userId })).toBe(3);
    expect(await usage.list(`acme/${userId}`, 'day#')).toEqual([]);
    expect(await usage.list(`acme/${other}`, 'day#')).toHaveLength(1);
  });
});

describe('documents that instances share', () => {
  test('lose no change of those who write at once', async () => {
    const add = (before: unknown) => (typeof before === 'number' ? before : 0) + 1;
    const done = await Promise.all(Array.from({ length: 4 }, () => states().change('count', add)));
    const written = done.filter((value) => value !== undefined).length;
    expect(await states().read('count')).toBe(written);
    expect(written).toBeGreaterThanOrEqual(3);
  });

  test('two instances come to know the same', async () => {
    const sum = () =>
      pooled({
        key: 'sum',
        parse: (value) => (typeof value === 'number' ? value : undefined),
        empty: 0,
        merged: (a, b) => a + b,
        shared: states(),
        everyMs: 0,
      });
    const [one, other] = [sum(), sum()];
    one.add(3);
    other.add(4);
    await Promise.all([one.exchange(), other.exchange()]);
    await Promise.all([one.exchange(), other.exchange()]);
    await Promise.all([one.exchange(), other.exchange()]);
    expect([one.view(), other.view()]).toEqual([7, 7]);
  });

  test('that can not be reached are no document, and nothing throws', async () => {
    expect(await states('missing').read('count')).toBeUndefined();
    expect(await states('missing').change('count', () => 1)).toBeUndefined();
  });

  test('that nobody wrote yet are none', async () => {
    expect(await states().read('never')).toBeUndefined();
  });
});
