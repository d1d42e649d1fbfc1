import { expect, test } from 'vitest';
import { sharedReads } from '#shared/adapters/shared-reads.ts';
import type { BusinessDatabase, Statement } from '#shared/ports.ts';

const statement = (tenant: string): Statement => ({
  sql: 'select $1',
  parameters: [tenant],
  columns: ['tenant'],
  fingerprint: 'sha256:0',
  scope: { kind: 'all' },
});

const counting = (): BusinessDatabase & { reads: number } => {
  const database = {
    reads: 0,
    read: async ({ parameters }: Statement) => {
      database.reads += 1;
      await new Promise((done) => setTimeout(done, 20));
      return [[String(parameters[0])]];
    },
    ping: () => Promise.resolve(),
  };
  return database;
};

test('a hundred questions at once that need the same statement read it once', async () => {
  const database = counting();
  const shared = sharedReads(database);
  const rows = await Promise.all(Array.from({ length: 100 }, () => shared.read(statement('a'))));
  expect(database.reads).toBe(1);
  expect(rows.every((each) => each[0]?.[0] === 'a')).toBe(true);
});

test('other parameters are another reading: nothing crosses readers', async () => {
  const database = counting();
  const shared = sharedReads(database);
  const [a, b] = await Promise.all([shared.read(statement('a')), shared.read(statement('b'))]);
  expect([a, b]).toEqual([[['a']], [['b']]]);
});

test('nothing is kept: the next question reads anew, and may change its rows', async () => {
  const database = counting();
  const shared = sharedReads(database);
  const [first, second] = await Promise.all([shared.read(statement('a')), shared.read(statement('a'))]);
  if (first[0]) first[0][0] = 'changed';
  expect(second).toEqual([['a']]);
  await shared.read(statement('a'));
  expect(database.reads).toBe(2);
});

test('a failure reaches everyone who shared the reading, and is not kept', async () => {
  let broken = true;
  const shared = sharedReads({
    read: () => (broken ? Promise.reject(new Error('away')) : Promise.resolve([[1]])),
    ping: () => Promise.resolve(),
  });
  const both = await Promise.allSettled([shared.read(statement('a')), shared.read(statement('a'))]);
  expect(both.map((each) => each.status)).toEqual(['rejected', 'rejected']);
  broken = false;
  await expect(shared.read(statement('a'))).resolves.toEqual([[1]]);
});
