import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chartIdOf } from '#shared/adapters/chart-ids.ts';
import { dynamoCharts } from '#shared/adapters/dynamo-charts.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import type { Chart } from '#shared/contracts/chart.ts';
import type { ChartStore, Now } from '#shared/ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

const AT = '2026-11-20T09:00:00.000Z';
const KEEP_SECONDS = 3600;

const chart = (title = 'Fallimenti'): Chart => ({
  version: 1,
  form: 'columns',
  title,
  note: '14–20 nov 2026',
  unit: 'count',
  language: 'it',
  labels: ['14 nov', '15 nov'],
  rows: [{ name: 'Fallimenti', values: [1.5, null] }],
  proof: { evidence: 'e1', fingerprint: 'sha256:0', label: 'day', cells: [[[0, 1], null]] },
});

/** What every store of charts promises. */
const chartStoreContract = (name: string, make: (now: Now) => ChartStore) =>
  describe(`charts kept in ${name}`, () => {
    const store = (at = AT) => make(() => new Date(at));
    const someone = () => `acme/${crypto.randomUUID()}`;

    test('a chart comes back by its id, with its owner', async () => {
      const [all, owner] = [store(), someone()];
      const id = await all.write(owner, 'q1/0', chart());
      expect(id).toMatch(/^[a-z0-9-]{1,80}$/);
      expect(await all.read(id)).toEqual({ chart: chart(), owner });
    });

    test('the same key of the same owner has the same id, and any other another', async () => {
      const [all, owner] = [store(), someone()];
      const id = await all.write(owner, 'q1/0', chart());
      expect(await all.write(owner, 'q1/0', chart('neu'))).toBe(id);
      expect((await all.read(id))?.chart.title).toBe('neu');
      expect(await all.write(owner, 'q1/1', chart())).not.toBe(id);
      expect(await all.write(someone(), 'q1/0', chart())).not.toBe(id);
    });

    test.each([
      '',
      'nothing',
      '../x',
      'a'.repeat(400),
      '0'.repeat(57),
      `${'0'.repeat(24)}-${'0'.repeat(32)}`,
    ])('%s is no chart', async (id) => {
      expect(await store().read(id)).toBeUndefined();
    });

    test('what has expired is never given', async () => {
      let at = AT;
      const all = make(() => new Date(at));
      const id = await all.write(someone(), 'q1/0', chart());
      at = '2026-11-20T09:59:59.000Z';
      expect(await all.read(id)).toBeDefined();
      at = '2026-11-20T10:00:01.000Z';
      expect(await all.read(id)).toBeUndefined();
    });

    test('all of an owner are removed together, and nobody else’s', async () => {
      const [all, owner, other] = [store(), someone(), someone()];
      for (let at = 0; at < 40; at += 1) await all.write(owner, `q${at}/0`, chart());
      const theirs = await all.write(other, 'q1/0', chart());
      expect([await all.removeAll(owner), await all.removeAll(owner)]).toEqual([40, 0]);
      expect(await all.read(chartIdOf(owner, 'q1/0'))).toBeUndefined();
      expect(await all.read(theirs)).toBeDefined();
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

const dynamo = (now: Now) =>
  dynamoCharts({ tables: dynamoStore(), name: 'charts', keepSeconds: KEEP_SECONDS, now });

chartStoreContract('memory', (now) => memoryCharts(now, KEEP_SECONDS));
chartStoreContract('DynamoDB', dynamo);

test('the table is told when to forget', async () => {
  const now = () => new Date('2030-01-01T00:00:00.000Z');
  await dynamo(now).write('acme/expiry', 'q1/0', chart());
  const { Items = [] } = await new DynamoDBClient({}).send(new ScanCommand({ TableName: 'charts' }));
  const own = Items.find(({ of: owner }) => owner?.S === 'acme/expiry');
  expect(own?.['expiresAt']?.N).toBe(String(now().getTime() / 1000 + KEEP_SECONDS));
});
