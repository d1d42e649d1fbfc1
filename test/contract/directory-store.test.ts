import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDirectory } from '#shared/adapters/dynamo-directory.ts';
import { memoryDirectory } from '#shared/adapters/memory-directory.ts';
import type { Directory } from '#shared/contracts/catalog.ts';
import type { DirectoryStore } from '#shared/ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';

const directory = (readers: string, names = 3): Directory => ({
  readers,
  readAt: '2026-11-21T02:36:00.000Z',
  names: Array.from({ length: names }, (_, at) => ({
    dimension: 'process',
    key: `key-${at}`,
    name: `Fatturazione città ${at} – «àèì» 📦`,
    ...(at === 0 && { masked: 'Fatturazione', outside: true, listed: false }),
  })),
});

/** What every directory store promises. */
const directoryStoreContract = (name: string, make: () => DirectoryStore) =>
  describe(`names kept in ${name}`, () => {
    test('a tenant without names has none', async () => {
      expect(await make().read('nobody')).toBeUndefined();
    });

    test('what was written is read, letter for letter', async () => {
      const store = make();
      await store.write(directory('acme'));
      expect(await store.read('acme')).toEqual(directory('acme'));
    });

    test('how far the data reaches is kept beside the names', async () => {
      const store = make();
      const coverage = {
        rows: '2026-11-02T08:00:44.163Z',
        stretches: [{ hours: 1, since: '2026-11-01T08:00:00.000Z', until: '2026-11-21T03:00:00.000Z' }],
      };
      await store.write({ ...directory('far'), coverage });
      expect(await store.read('far')).toEqual({ ...directory('far'), coverage });
    });

    test('the newest names replace the older ones', async () => {
      const store = make();
      await store.write(directory('acme', 5));
      await store.write(directory('acme', 1));
      expect((await store.read('acme'))?.names).toHaveLength(1);
    });

    test('one tenant never sees the names of another', async () => {
      const store = make();
      await store.write(directory('one', 2));
      await store.write(directory('two', 4));
      expect((await store.read('one'))?.names).toHaveLength(2);
      expect((await store.read('two'))?.readers).toBe('two');
    });

    test('five thousand names fit', async () => {
      const store = make();
      await store.write(directory('large', 5000));
      expect((await store.read('large'))?.names).toHaveLength(5000);
    });

    test('the names of a tenant without processes are an empty list', async () => {
      const store = make();
      await store.write(directory('empty', 0));
      expect(await store.read('empty')).toEqual(directory('empty', 0));
    });
  });

let stop: () => void;
beforeAll(async () => {
  ({ stop } = await startDynamo());
  await new DynamoDBClient({}).send(
    new CreateTableCommand({
      TableName: 'directory',
      AttributeDefinitions: [{ AttributeName: 'tenantId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'tenantId', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
});
afterAll(() => {
  stop();
});

directoryStoreContract('memory', memoryDirectory);
directoryStoreContract('DynamoDB', () => dynamoDirectory('directory'));

describe('names in DynamoDB', () => {
  const item = (tenantId: string, more: object) =>
    new DynamoDBClient({}).send(
      new PutItemCommand({ TableName: 'directory', Item: { tenantId: { S: tenantId }, ...more } }),
    );

  test('expired names count as missing even before they are deleted', async () => {
    await item('late', {
      readAt: { S: '2020-01-01T00:00:00.000Z' },
      names: { B: Buffer.from('x') },
      expiresAt: { N: '1' },
    });
    expect(await dynamoDirectory('directory').read('late')).toBeUndefined();
  });

  test('names of an unknown shape count as missing, not as a crash', async () => {
    await item('odd', {
      readAt: { S: 'yesterday' },
      names: { B: Buffer.from('not gzip') },
      expiresAt: { N: '9999999999' },
    });
    expect(await dynamoDirectory('directory').read('odd')).toBeUndefined();
  });

  test('a table that is not there is a fault, not silence', async () => {
    await expect(dynamoDirectory('elsewhere').read('acme')).rejects.toThrow(/resource/i);
  });
});
