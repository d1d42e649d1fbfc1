import { CreateTableCommand, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoClaims, dynamoOutbox } from '#shared/adapters/dynamo-messages.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import type { Send } from '#shared/contracts/delivery.ts';
import type { Receipt } from '#shared/contracts/incoming.ts';
import type { ClaimStore, Now, Outbox } from '#shared/ports.ts';
import { memoryStores } from '#test/support/delivery/memory-stores.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { type FaultyDynamo, startFaultyDynamo } from '#test/support/faulty-dynamo.ts';

const DAY = 24 * 3_600_000;
const START = Date.now();

let dynamo: FaultyDynamo;
let stop = (): void => undefined;
beforeAll(async () => {
  const real = await startDynamo();
  await new DynamoDBClient({}).send(
    new CreateTableCommand({
      TableName: 'messages',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  dynamo = await startFaultyDynamo(real.endpoint);
  stop = () => {
    dynamo.stop();
    real.stop();
  };
});
afterAll(() => stop());

const dynamoStores = (now: Now) => {
  const table = { tables: dynamoStore(), name: 'messages', clock: () => now().getTime() };
  return { claims: dynamoClaims(table), outbox: dynamoOutbox(table) };
};

const newId = () => `wamid.${crypto.randomUUID()}=`;
const row = (cause: string, place: number, more: Partial<Send> = {}): Send => ({
  version: 1,
  sendId: `${cause}.${place}`,
  cause,
  place,
  numberId: '1055',
  to: { phone: '393331112222', scopedId: 'IT.8831204471' },
  outgoing: { payload: { type: 'text', text: { body: 'perché «così»? 📦' } }, charts: [] },
  state: 'ready',
  attempts: 0,
  madeAt: new Date(START).toISOString(),
  ...more,
});
const receipt = (sendId: string, status: string): Receipt => ({
  version: 1,
  kind: 'receipt',
  numberId: '1055',
  messageId: 'wamid.OUT',
  status,
  at: new Date(START).toISOString(),
  sendId,
  errors: [],
});

interface Stores {
  claims: ClaimStore;
  outbox: Outbox;
}

const contract = (name: string, make: (now: Now) => Stores) => {
  let time = START;
  const stores = make(() => new Date(time));
  const { claims, outbox } = stores;
  const inSeconds = (seconds: number) => new Date(time + seconds * 1000);

  describe(`claims kept in ${name}`, () => {
    test('of many who take a message at once one has it, the others know until when', async () => {
      const id = newId();
      const all = await Promise.all(Array.from({ length: 8 }, () => claims.claim(id, inSeconds(30))));
      expect(all.filter(({ kind }) => kind === 'ours').length).toBe(1);
      expect(all.filter(({ kind }) => kind === 'busy')).toEqual(
        Array.from({ length: 7 }, () => ({ kind: 'busy', until: inSeconds(30) })),
      );
    });
    test('whose time is over can be taken by the next', async () => {
      const id = newId();
      await claims.claim(id, inSeconds(30));
      time += 29_999;
      expect((await claims.claim(id, inSeconds(60))).kind).toBe('busy');
      time += 1;
      expect((await claims.claim(id, inSeconds(60))).kind).toBe('ours');
    });
    test('that are given back are free at once, unless somebody else has them by now', async () => {
      const [id, until] = [newId(), inSeconds(30)];
      await claims.claim(id, until);
      await claims.release(id, inSeconds(31));
      expect((await claims.claim(id, until)).kind).toBe('busy');
      await claims.release(id, until);
      expect((await claims.claim(id, inSeconds(40))).kind).toBe('ours');
    });
    test('of what is done stay so for longer than the platform repeats itself', async () => {
      const [id, until] = [newId(), inSeconds(30)];
      await claims.claim(id, until);
      await claims.finish(id);
      await claims.release(id, until);
      const before = time;
      for (const days of [0, 1, 7.9, 9.9]) {
        time = before + days * DAY;
        expect(await claims.claim(id, inSeconds(30))).toEqual({ kind: 'done' });
      }
      time = before + 10.1 * DAY;
      expect((await claims.claim(id, inSeconds(30))).kind).toBe('ours');
    });
  });

  describe(`an outbox kept in ${name}`, () => {
    test('holds nothing of a message at first', async () => {
      expect(await outbox.ofCause(newId())).toEqual([]);
      expect(await outbox.read(`${newId()}.0`)).toBeUndefined();
    });
    test('takes all rows of a message together, once', async () => {
      const cause = newId();
      const rows = [row(cause, 0), row(cause, 1), row(cause, 2)];
      const other = [row(cause, 0, { numberId: '7' })];
      const added = await Promise.all([outbox.add(rows), outbox.add(rows), outbox.add(other)]);
      expect(added.filter(Boolean).length).toBe(1);
      const found = await outbox.ofCause(cause);
      expect([JSON.stringify(rows), JSON.stringify(other)]).toContain(JSON.stringify(found));
      expect(await outbox.read(`${cause}.0`)).toEqual(found[0]);
    });
    test('changes a row only for who knows it as it is', async () => {
      const cause = newId();
      const [before, begun] = [row(cause, 1), row(cause, 1, { state: 'sending', attempts: 1 })];
      await outbox.add([row(cause, 0), before]);
      const changed = await Promise.all([1, 2, 3].map(() => outbox.change(before, begun)));
      expect(changed.filter(Boolean).length).toBe(1);
      const sent = row(cause, 1, { state: 'sent', attempts: 1, messageId: newId() });
      expect(await outbox.change({ ...begun, attempts: 2 }, sent)).toBe(false);
      expect(await outbox.change(begun, sent)).toBe(true);
      const read = { ...sent, status: 'read' };
      expect(await outbox.change(sent, read)).toBe(true);
      expect(await outbox.change(sent, { ...sent, status: 'delivered' })).toBe(false);
      expect(await outbox.ofCause(cause)).toEqual([row(cause, 0), read]);
    });
    test('keeps receipts that came before their row, each once', async () => {
      const sendId = `${newId()}.0`;
      expect(await outbox.receipts(sendId)).toEqual([]);
      for (const status of ['sent', 'delivered', 'sent'])
        await outbox.addReceipt(sendId, receipt(`${sendId}~1`, status));
      const found = await outbox.receipts(sendId);
      expect(found.toSorted((one, other) => one.status.localeCompare(other.status))).toEqual([
        receipt(`${sendId}~1`, 'delivered'),
        receipt(`${sendId}~1`, 'sent'),
      ]);
    });
    test('forgets a message in time', async () => {
      const cause = newId();
      await outbox.add([row(cause, 0)]);
      time += 9 * DAY;
      expect((await outbox.ofCause(cause)).length).toBe(1);
      time += 1.1 * DAY;
      expect(await outbox.ofCause(cause)).toEqual([]);
      expect(await outbox.change(row(cause, 0), row(cause, 0, { state: 'sending' }))).toBe(false);
      expect(await outbox.add([row(cause, 0)])).toBe(true);
    });
  });
};

contract('memory', memoryStores);
contract('dynamo', dynamoStores);

describe('messages in dynamo alone', () => {
  const { claims, outbox } = dynamoStores(() => new Date(START));
  const table = { tables: dynamoStore(), name: 'messages', clock: () => START };
  const until = new Date(START + 30_000);
  const losing = (times: number) => {
    let left = times;
    dynamo.fate = (operation) => (operation === 'UpdateItem' && (left -= 1) >= 0 ? 'lost' : 'pass');
  };

  test('a write whose answer was lost is known as ours (FAILURES 20)', async () => {
    const cause = newId();
    losing(1);
    expect(await claims.claim(cause, until)).toEqual({ kind: 'ours' });
    losing(1);
    expect(await outbox.add([row(cause, 0)])).toBe(true);
    losing(1);
    const begun = row(cause, 0, { state: 'sending', attempts: 1 });
    expect(await outbox.change(row(cause, 0), begun)).toBe(true);
    expect(await outbox.change(row(cause, 0), begun)).toBe(false);
    dynamo.fate = () => 'pass';
  });

  test('leads from a message of ours to what it replied to', async () => {
    const [cause, messageId] = [newId(), newId()];
    const sent = dynamoOutbox(table);
    await sent.add([row(cause, 0)]);
    expect(await sent.causeOf(messageId)).toBeUndefined();
    await sent.change(row(cause, 0), row(cause, 0, { state: 'sent', messageId }));
    expect(await sent.causeOf(messageId)).toBe(cause);
  });

  test('the longest reply the platform takes is kept, without its plain forms', async () => {
    const cause = newId();
    const body = '📦'.repeat(2000);
    const outgoing = { payload: { text: { body } }, plain: { text: { body } }, charts: [] };
    const rows = Array.from({ length: 30 }, (_, place) => row(cause, place, { outgoing }));
    expect(await outbox.add(rows)).toBe(true);
    const found = await outbox.ofCause(cause);
    expect([found.length, found[29]?.outgoing.plain, found[29]?.outgoing.payload]).toEqual([
      30,
      undefined,
      { text: { body } },
    ]);
  });

  test('a row that can not be read is one fault, and is not taken for none', async () => {
    const cause = newId();
    await outbox.add([row(cause, 0)]);
    await new DynamoDBClient({}).send(
      new UpdateItemCommand({
        TableName: 'messages',
        Key: { id: { S: `sends#${cause}` } },
        UpdateExpression: 'SET row0 = :row',
        ExpressionAttributeValues: { ':row': { S: '{"version":2}' } },
      }),
    );
    await expect(outbox.ofCause(cause)).rejects.toMatchObject({ name: 'InvalidDocument' });
  });

  test('a table that is not there is one fault', async () => {
    const away = { ...table, name: 'elsewhere' };
    for (const call of [
      () => dynamoClaims(away).claim(newId(), until),
      () => dynamoClaims(away).finish(newId()),
      () => dynamoOutbox(away).ofCause(newId()),
      () => dynamoOutbox(away).add([row(newId(), 0)]),
    ])
      await expect(call()).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});
