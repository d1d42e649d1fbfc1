import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { dynamoSubscriptions } from '#shared/adapters/dynamo-subscriptions.ts';
import { memorySubscriptions } from '#shared/adapters/memory-subscriptions.ts';
import type { Subscription } from '#shared/contracts/subscription.ts';
import type { SubscriptionStore } from '#shared/ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

const someone = () => ({ tenantId: 'demo', userId: crypto.randomUUID() });
const subscription = (owner: Subscription['owner'], more: Partial<Subscription> = {}): Subscription => ({
  version: 1,
  subscriptionId: crypto.randomUUID(),
  owner,
  language: 'it',
  want: { kind: 'summary', at: '08:00', days: 'every' },
  createdAt: '2026-11-20T09:00:00.000Z',
  standing: { wrong: [], held: [], told: 0 },
  ...more,
});

/** What every store of subscriptions promises. */
const subscriptionStoreContract = (name: string, make: () => SubscriptionStore) =>
  describe(`subscriptions kept in ${name}`, () => {
    test('are found by their owner, the oldest first, and by nobody else', async () => {
      const store = make();
      const [giulia, marco] = [someone(), someone()];
      const late = subscription(giulia, { createdAt: '2026-11-20T10:00:00.000Z' });
      const early = subscription(giulia, {
        quiet: { from: '22:00', to: '07:00' },
        want: { kind: 'alert', on: 'failure', about: { field: 'process', key: 'p1', name: 'Fatture' } },
      });
      for (const one of [late, early, subscription(marco)])
        expect(await store.write(one, undefined)).toBeDefined();
      expect((await store.list(giulia)).map((one) => one.subscription)).toEqual([early, late]);
      expect(await store.list(someone())).toEqual([]);
    });

    test('are all found by who looks after them, however many', async () => {
      const store = make();
      const owner = someone();
      const ids = Array.from({ length: 40 }, () => subscription(owner));
      for (const one of ids) await store.write(one, undefined);
      const all = (await store.all()).map(({ subscription: { subscriptionId } }) => subscriptionId);
      expect(all).toEqual(expect.arrayContaining(ids.map(({ subscriptionId }) => subscriptionId)));
    });

    test('are written once for each revision, so that nothing in between is lost', async () => {
      const store = make();
      const one = subscription(someone());
      const first = await store.write(one, undefined);
      expect(await store.write(one, undefined)).toBeUndefined();
      const told = { ...one, standing: { ...one.standing, told: 1 } };
      const second = await store.write(told, first);
      expect(second).not.toBe(first);
      expect(await store.write(one, first)).toBeUndefined();
      expect(await store.list(one.owner)).toEqual([{ subscription: told, revision: second }]);
    });

    test('that were removed do not come back by a write that began before', async () => {
      const store = make();
      const one = subscription(someone());
      const revision = await store.write(one, undefined);
      expect(await store.remove(one.owner, one.subscriptionId)).toBe(true);
      expect(await store.remove(one.owner, one.subscriptionId)).toBe(false);
      expect(await store.write(one, revision)).toBeUndefined();
      expect(await store.list(one.owner)).toEqual([]);
    });

    test('all go with their owner', async () => {
      const store = make();
      const [giulia, marco] = [someone(), someone()];
      for (const owner of [giulia, giulia, marco]) await store.write(subscription(owner), undefined);
      expect(await store.removeAll(giulia)).toBe(2);
      expect(await store.removeAll(giulia)).toBe(0);
      expect(await store.list(marco)).toHaveLength(1);
    });
  });

describe('stores', () => {
  let dynamo: Awaited<ReturnType<typeof startDynamo>>;
  beforeAll(async () => {
    dynamo = await startDynamo();
    await makeStoreTables();
  });
  afterAll(() => dynamo.stop());

  subscriptionStoreContract('memory', memorySubscriptions);
  subscriptionStoreContract('dynamo', () => dynamoSubscriptions(dynamoStore(), 'subscriptions'));

  test('what is damaged in the table is left out, and goes with its owner', async () => {
    const store = dynamoSubscriptions(dynamoStore(), 'subscriptions');
    const owner = someone();
    await store.write(subscription(owner), undefined);
    await new DynamoDBClient({}).send(
      new PutItemCommand({
        TableName: 'subscriptions',
        Item: {
          owner: { S: `demo/${owner.userId}` },
          subscriptionId: { S: 'damaged' },
          subscription: { S: '{"version":9}' },
          revision: { S: 'r' },
        },
      }),
    );
    expect(await store.list(owner)).toHaveLength(1);
    expect(await store.removeAll(owner)).toBe(2);
  });
});
