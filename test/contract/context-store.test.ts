import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoContext } from '#shared/adapters/dynamo-context.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { memoryContext } from '#shared/adapters/memory-context.ts';
import type { ContextEntry } from '#shared/contracts/context.ts';
import type { Reader } from '#shared/contracts/documents.ts';
import type { ContextStore, Now } from '#shared/ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

const AT = '2026-11-20T09:00:00.000Z';
const END = '2026-11-21T09:00:00.000Z';
const someone = (userId: string = crypto.randomUUID(), tenantId = 'acme'): Reader => ({ tenantId, userId });
const entry = (key: string, value: ContextEntry['value'] = 'it', expiresAt = END): ContextEntry => ({
  version: 1,
  key,
  type: 'preference',
  value,
  updatedAt: AT,
  expiresAt,
});

/** What every store of context promises. */
const contextStoreContract = (name: string, make: (now: Now) => ContextStore) =>
  describe(`context kept in ${name}`, () => {
    const store = (at = AT) => make(() => new Date(at));

    test('there is none at first', async () => {
      expect(await store().read(someone(), 'language')).toBeUndefined();
      expect(await store().list(someone())).toEqual({ entries: [], damaged: 0 });
    });

    test.each(['perché «così» 📦', 7.5, true, ['Ordini', 'Fatture'], ''])('%j comes back', async (value) => {
      const [all, reader] = [store(), someone()];
      await all.write(reader, entry('k', value));
      expect(await all.read(reader, 'k')).toEqual(entry('k', value));
    });

    test('the newest value of a key stands, and keys are listed in order', async () => {
      const [all, reader] = [store(), someone()];
      for (const [key, value] of [
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ] as const)
        await all.write(reader, entry(key, value));
      expect((await all.list(reader)).entries).toEqual([entry('a', '2'), entry('b', '3')]);
    });

    test('what has expired is never given, to the millisecond', async () => {
      const reader = someone();
      let at = AT;
      const all = make(() => new Date(at));
      await all.write(reader, entry('k'));
      at = '2026-11-21T08:59:59.999Z';
      expect(await all.read(reader, 'k')).toBeDefined();
      for (at of [END, '2027-11-21T09:00:00.000Z']) {
        expect(await all.read(reader, 'k')).toBeUndefined();
        expect((await all.list(reader)).entries).toEqual([]);
      }
      expect(await all.remove(reader, 'k')).toBe(false);
    });

    test('nobody else reads, lists, changes, forgets or erases it', async () => {
      const [all, reader] = [store(), someone()];
      await all.write(reader, entry('k', 'mine'));
      for (const other of [
        someone(),
        someone(reader.userId, 'other'),
        someone('', `acme/${reader.userId}`),
      ]) {
        expect(await all.read(other, 'k')).toBeUndefined();
        expect((await all.list(other)).entries).toEqual([]);
        expect(await all.remove(other, 'k')).toBe(false);
        expect(await all.removeAll(other)).toBe(0);
        await all.write(other, entry('k', 'theirs'));
      }
      expect((await all.read(reader, 'k'))?.value).toBe('mine');
    });

    test('one is forgotten once, all are forgotten together', async () => {
      const [all, reader] = [store(), someone()];
      for (let at = 0; at < 60; at += 1) await all.write(reader, entry(`k${at}`));
      expect([await all.remove(reader, 'k0'), await all.remove(reader, 'k0')]).toEqual([true, false]);
      expect([await all.removeAll(reader), await all.removeAll(reader)]).toEqual([59, 0]);
      expect((await all.list(reader)).entries).toEqual([]);
    });
  });

let stop: () => void;
beforeAll(async () => {
  ({ stop } = await startDynamo());
  await makeStoreTables();
});
afterAll(() => {
  stop();
});

const dynamo = (now: Now) => dynamoContext({ tables: dynamoStore(), name: 'context', now });

contextStoreContract('memory', memoryContext);
contextStoreContract('DynamoDB', dynamo);

describe('context in DynamoDB', () => {
  const now = () => new Date(AT);
  const keyOf = (reader: Reader, key: string) => ({
    owner: { S: `acme/${reader.userId}` },
    key: { S: key },
  });

  test.each([
    ['no JSON', '{'],
    ['a version to come', JSON.stringify({ ...entry('k'), version: 2 })],
    ['another key', JSON.stringify(entry('x'))],
    ['a value of no known form', JSON.stringify({ ...entry('k'), value: { deep: 1 } })],
  ])('an item that holds %s is left out and counted, and can be written over', async (_, text) => {
    const [store, reader] = [dynamo(now), someone()];
    const Item = { ...keyOf(reader, 'k'), entry: { S: text } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'context', Item }));
    expect(await store.read(reader, 'k')).toBeUndefined();
    expect(await store.list(reader)).toEqual({ entries: [], damaged: 1 });
    await store.write(reader, entry('k'));
    expect(await store.list(reader)).toEqual({ entries: [entry('k')], damaged: 0 });
  });

  test('the table may delete an item when it has expired, and not before', async () => {
    const reader = someone();
    await dynamo(now).write(reader, entry('k'));
    const { Item } = await new DynamoDBClient({}).send(
      new GetItemCommand({ TableName: 'context', Key: keyOf(reader, 'k') }),
    );
    const left = Number(Item?.['expiresAt']?.N) - Date.now() / 1000;
    expect(left).toBeGreaterThan(86_390);
    expect(left).toBeLessThan(86_410);
  });
});
