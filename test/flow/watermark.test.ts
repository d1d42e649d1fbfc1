import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watermarkOf } from '#functions/query/watermark.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import { noSharedCache } from '#shared/adapters/valkey-cache.ts';
import { DatabaseUnavailable } from '#shared/contracts/faults.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { mapCache } from '#test/support/figures-cache.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

const READER = { role: 'milhena_reader', password: 'reader-secret', schema: 'public' };

let postgres: TestPostgres;
let owner: Client;
let database: ReturnType<typeof postgresDatabase>;
const clock = { now: Date.parse('2026-11-21T09:00:00Z') };

beforeAll(async () => {
  postgres = await startPostgres();
  owner = new Client(postgres.adminUrl);
  owner.on('error', () => undefined);
  await owner.connect();
  await seedDemo(owner, { now: new Date(clock.now), timeZone: 'Europe/Rome', runs: 300, days: 20 });
  await installReadOnlyRole(owner, { ...READER, rowPolicy: 'put' });
  const { hostname, port, pathname } = new URL(postgres.url);
  database = postgresDatabase(
    { host: hostname, port: Number(port), database: pathname.slice(1), tls: 'off' },
    fixedCredentials({ username: READER.role, password: READER.password }),
  );
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await postgres.stop();
});

const watermark = (shared = noSharedCache, catalog = n8nCatalog) =>
  watermarkOf({ catalog, schema: 'public', database, shared, now: () => new Date(clock.now) });

const SECONDS = 1000;
const newest = 'id = (select max(id) from execution_entity where "deletedAt" is null)';

describe('the watermark, read as the read-only role', () => {
  test.each([
    [
      'a run begins',
      `insert into execution_entity (finished, mode, status, "createdAt", "startedAt", "workflowId")
         select false, 'trigger', 'running', now(), now(), id from workflow_entity limit 1`,
    ],
    [
      'a run waits in the queue, and then really starts',
      `update execution_entity set status = 'new' where ${newest}`,
    ],
    ['a run ends', `update execution_entity set status = 'success', "stoppedAt" = now() where ${newest}`],
    [
      'a run turns out to be lost: it is marked as ended in the past',
      `update execution_entity set status = 'crashed', "stoppedAt" = "startedAt" where ${newest}`,
    ],
    [
      'a repetition put a failure right',
      `update execution_entity set "retrySuccessId" = '1' where id = (select min(id) from execution_entity)`,
    ],
    ['a run is cleared', `update execution_entity set "deletedAt" = now() where ${newest}`],
    ['a run goes without a trace', `delete from execution_entity where ${newest}`],
    [
      'a process is renamed',
      `update workflow_entity set name = name || '!' where id = (select min(id) from workflow_entity)`,
    ],
    [
      'a label is taken off',
      'delete from workflows_tags where ctid = (select min(ctid) from workflows_tags)',
    ],
    ['a label is renamed', `update tag_entity set name = 'neu' where id = (select min(id) from tag_entity)`],
    [
      'summaries grow',
      `update insights_by_period set value = value + 1 where id = (select min(id) from insights_by_period)`,
    ],
  ])('is another one after %s', async (_, write) => {
    const { read } = watermark();
    const before = await read();
    expect(before).toBeDefined();
    clock.now += 4 * SECONDS;
    expect(await read()).toBe(before);
    const { rowCount } = await owner.query(write);
    expect(rowCount).toBe(1);
    // The server counts what a connection wrote with its next statement, or a little later by itself.
    await owner.query('select pg_stat_force_next_flush()');
    await owner.query('select 1');
    await expect
      .poll(
        () => {
          clock.now += 4 * SECONDS;
          return read();
        },
        { timeout: 15_000, interval: 100 },
      )
      .not.toBe(before);
  });

  test('is the same while nobody writes, and asked for every three seconds at most', async () => {
    let reads = 0;
    const counting = {
      ...database,
      read: (...of: Parameters<typeof database.read>) => ((reads += 1), database.read(...of)),
    };
    const { read } = watermarkOf({
      catalog: n8nCatalog,
      schema: 'public',
      database: counting,
      shared: noSharedCache,
      now: () => new Date(clock.now),
    });
    const marks = [];
    for (let second = 0; second < 30; second += 1) {
      marks.push(...(await Promise.all([read(), read(), read()])));
      clock.now += SECONDS;
    }
    expect(new Set(marks).size).toBe(1);
    expect(reads).toBe(10);
  });

  test('is read once for all who share a cache', async () => {
    const shared = mapCache();
    const one = await watermark(shared).read();
    const [text = ''] = shared.texts.values();
    shared.texts.set([...shared.texts.keys()][0] ?? '', text.replace(String(one), 'theirs'));
    expect(await watermark(shared).read()).toBe('theirs');
    clock.now += 4 * SECONDS;
    expect(await watermark(shared).read()).toBe(one);
  });

  test('vouches for rows only once it has stood still for two seconds', async () => {
    const { read, known } = watermark();
    expect(known()).toBeUndefined();
    const mark = await read();
    expect(known()).toBeUndefined();
    clock.now += 2 * SECONDS;
    expect(known()).toBe(mark);
  });

  test('is missing where the catalog has none or it may not be read, and says so when the data is away', async () => {
    const { watermark: _, ...without } = n8nCatalog;
    expect(await watermark(noSharedCache, without).read()).toBeUndefined();
    await owner.query(`revoke select on workflow_entity from ${READER.role}`);
    await owner.query(`revoke select ("updatedAt") on workflow_entity from ${READER.role}`);
    expect(await watermark().read()).toBeUndefined();
    await postgres.kill();
    await expect(watermark().read()).rejects.toThrow(DatabaseUnavailable);
    await postgres.restart();
  });
});
