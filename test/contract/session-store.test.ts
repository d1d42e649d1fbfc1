import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoSessions } from '#shared/adapters/dynamo-sessions.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { memorySessions } from '#shared/adapters/memory-sessions.ts';
import type { Reader } from '#shared/contracts/documents.ts';
import { beginSession, withExchange } from '#shared/domain/conversation/session.ts';
import type { SessionStore } from '#shared/ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { said } from '#test/support/sessions.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

const KEEP = 3600;
const AT = '2026-11-20T09:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const someone = (userId: string = crypto.randomUUID(), tenantId = 'acme'): Reader => ({ tenantId, userId });
const session = (id: string, at = AT, question = 'perché «così»? 📦') =>
  withExchange(beginSession(id, at), said({ at, question }));

/** What every store of sessions promises. */
const sessionStoreContract = (name: string, make: (clock: () => number) => SessionStore) =>
  describe(`sessions kept in ${name}`, () => {
    const store = () => make(Date.now);

    test('there is none at first', async () => {
      expect(await store().read(someone(), 's')).toEqual({ damaged: false });
    });

    test('what was written is read, letter for letter', async () => {
      const [all, reader] = [store(), someone()];
      expect(await all.write(reader, session('s'), undefined)).toBe(true);
      const kept = await all.read(reader, 's');
      expect(kept).toMatchObject({ damaged: false, revision: expect.any(String) });
      expect(kept.session?.turns[0]?.question).toBe('perché «così»? 📦');
      expect(kept.session?.memory?.conversation.last?.text).toBe('perché «così»? 📦');
    });

    test('a write that knows an older revision, or none, changes nothing', async () => {
      const [all, reader] = [store(), someone()];
      await all.write(reader, session('s', AT, 'one'), undefined);
      const { revision } = await all.read(reader, 's');
      expect(await all.write(reader, session('s', AT, 'two'), revision)).toBe(true);
      for (const old of [revision, undefined, 'guess'])
        expect(await all.write(reader, session('s', AT, 'three'), old)).toBe(false);
      expect((await all.read(reader, 's')).session?.summary.opening).toBe('two');
    });

    test('a session that was deleted and begun anew is another one', async () => {
      const [all, reader] = [store(), someone()];
      await all.write(reader, session('s'), undefined);
      const { revision } = await all.read(reader, 's');
      await all.remove(reader, 's');
      expect(await all.write(reader, session('s'), revision)).toBe(false);
      await all.write(reader, session('s', AT, 'anew'), undefined);
      expect(await all.write(reader, session('s'), revision)).toBe(false);
    });

    test('nobody else finds it, nor lists, overwrites, deletes or erases it', async () => {
      const [all, reader] = [store(), someone()];
      await all.write(reader, session('s', AT, 'mine'), undefined);
      for (const other of [
        someone(),
        someone(reader.userId, 'other'),
        someone('', `acme/${reader.userId}`),
      ]) {
        expect((await all.read(other, 's')).session).toBeUndefined();
        expect((await all.list(other, { limit: 10 }))?.sessions).toEqual([]);
        expect(await all.remove(other, 's')).toBe(false);
        expect(await all.removeAll(other)).toBe(0);
        expect(await all.write(other, session('s', AT, 'theirs'), undefined)).toBe(true);
      }
      expect((await all.read(reader, 's')).session?.summary.opening).toBe('mine');
    });

    test('the latest is listed first, page by page, without its turns', async () => {
      const [all, reader] = [store(), someone()];
      for (const at of [3, 1, 5, 2, 4]) await all.write(reader, session(`s${at}`, later(at)), undefined);
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 4; page += 1) {
        const found = await all.list(reader, { limit: 2, ...(after !== undefined && { after }) });
        seen.push(...(found?.sessions ?? []).map(({ sessionId }) => sessionId));
        expect(found?.sessions[0] ?? {}).not.toHaveProperty('turns');
        after = found?.next;
        if (after === undefined) break;
      }
      expect(seen).toEqual(['s5', 's4', 's3', 's2', 's1']);
      expect(after).toBeUndefined();
    });

    test('a place in the list of nobody is no place', async () => {
      const places = ['%', 'e30', Buffer.from('{"sessionId":"","lastAt":"x"}').toString('base64url')];
      for (const after of places) expect(await store().list(someone(), { limit: 2, after })).toBeUndefined();
    });

    test('what has expired is not there, and makes room', async () => {
      let now = Date.now();
      const [all, reader] = [make(() => now), someone()];
      await all.write(reader, session('s', AT, 'old'), undefined);
      now += KEEP * 1000 - 1000;
      expect((await all.read(reader, 's')).session).toBeDefined();
      now += 2000;
      const { session: found, revision } = await all.read(reader, 's');
      expect(found).toBeUndefined();
      expect((await all.list(reader, { limit: 10 }))?.sessions).toEqual([]);
      expect(await all.remove(reader, 'other')).toBe(false);
      expect(await all.write(reader, session('s', AT, 'new'), revision)).toBe(true);
      expect((await all.read(reader, 's')).session?.summary.opening).toBe('new');
    });

    test('one is removed once', async () => {
      const [all, reader] = [store(), someone()];
      await all.write(reader, session('s'), undefined);
      expect([await all.remove(reader, 's'), await all.remove(reader, 's')]).toEqual([true, false]);
    });

    test('all of a person are removed, however many', async () => {
      const [all, reader] = [store(), someone()];
      await Promise.all(
        Array.from({ length: 60 }, (_, at) => all.write(reader, session(`s${at}`), undefined)),
      );
      expect([await all.removeAll(reader), await all.removeAll(reader)]).toEqual([60, 0]);
      expect((await all.list(reader, { limit: 10 }))?.sessions).toEqual([]);
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

const dynamo = (clock: () => number = Date.now, name = 'sessions') =>
  dynamoSessions({ tables: dynamoStore(), name, keepSeconds: KEEP, clock });

sessionStoreContract('memory', (clock) => memorySessions({ keepSeconds: KEEP, clock }));
sessionStoreContract('DynamoDB', dynamo);

describe('sessions in DynamoDB', () => {
  const put = async (reader: Reader, id: string, more: object) => {
    const Item = { owner: { S: `acme/${reader.userId}` }, sessionId: { S: id }, lastAt: { S: AT }, ...more };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'sessions', Item }));
  };
  const { turns, memory, ...head } = session('s');
  const good = {
    revision: { S: 'r' },
    head: { S: JSON.stringify(head) },
    turns: { S: JSON.stringify(turns) },
    memory: { S: JSON.stringify(memory) },
    expiresAt: { N: '9999999999' },
  };

  test.each([
    ['no JSON', { ...good, head: { S: 'not json' } }],
    ['nothing at all', {}],
    ['a version to come', { ...good, head: { S: JSON.stringify({ ...head, version: 2 }) } }],
    ['another session', { ...good, head: { S: JSON.stringify({ ...head, sessionId: 'x' }) } }],
    ['turns of another shape', { ...good, turns: { S: '[{"text":"x"}]' } }],
    ['a revision that is a number', { ...good, revision: { N: '3' }, turns: { S: '0' } }],
    ['no expiry', { ...good, expiresAt: { S: 'never' } }],
  ])('an item that holds %s is damaged, no crash, and is replaced once', async (_, item) => {
    const [store, reader] = [dynamo(), someone()];
    await put(reader, 's', item);
    const { session: found, damaged, revision } = await store.read(reader, 's');
    expect([found, damaged]).toEqual([undefined, true]);
    expect(await store.remove(reader, 'other')).toBe(false);
    expect(await store.write(reader, session('s', AT, 'anew'), undefined)).toBe(false);
    expect(await store.write(reader, session('s', AT, 'anew'), revision)).toBe(true);
    expect(await store.write(reader, session('s', AT, 'again'), revision)).toBe(false);
    expect((await store.read(reader, 's')).session?.summary.opening).toBe('anew');
  });

  test('a memory of another shape is forgotten, the rest stands', async () => {
    const reader = someone();
    await put(reader, 's', { ...good, memory: { S: '{"version":9}' } });
    const { session: found, damaged } = await dynamo().read(reader, 's');
    expect([found?.memory, found?.turns.length, damaged]).toEqual([undefined, 1, false]);
  });

  test('a damaged one is left out of the list and counted, and erased with the rest', async () => {
    const reader = someone();
    await put(reader, 's', good);
    await put(reader, 'bad', { ...good, head: { S: '{' } });
    const page = await dynamo().list(reader, { limit: 10 });
    expect([page?.sessions.length, page?.damaged]).toEqual([1, 1]);
    expect(await dynamo().removeAll(reader)).toBe(2);
  });

  test('a table that is not there is one fault, named and without the words of others', async () => {
    const away = dynamo(Date.now, 'elsewhere');
    const calls = [
      () => away.read(someone(), 's'),
      () => away.write(someone(), session('s'), undefined),
      () => away.list(someone(), { limit: 1 }),
      () => away.removeAll(someone()),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({
        name: 'StoreUnavailable',
        message: 'ResourceNotFoundException',
      });
  });
});
