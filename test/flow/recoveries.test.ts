import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { classifyWith } from '#functions/classify/classify.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryDirectory } from '#shared/adapters/memory-directory.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import type { Recovery } from '#shared/contracts/recoveries.ts';
import type { CredentialStore } from '#shared/ports.ts';
import { recoveriesIn } from '#test/support/counted.ts';
import { questionDocument } from '#test/support/documents.ts';
import { instance } from '#test/support/figures-cache.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '#test/support/tcp-proxy.ts';
import { directory, NOW } from '#test/support/understanding.ts';

// What is got over is counted by its kind and by what got over it: here with a real PostgreSQL.

let server: TestPostgres;
let proxy: TcpProxy;
const opened: { close(): Promise<void> }[] = [];
const admin = async (sql: string) => {
  const client = new Client(server.adminUrl);
  await client.connect();
  await client.query(sql);
  await client.end();
};
const ask = (sql: string) => ({
  sql,
  parameters: [],
  columns: [],
  fingerprint: '',
  scope: { kind: 'all' as const },
});
const LOGIN = { username: 'recovering', password: 'first' };

const database = (store: CredentialStore = fixedCredentials(LOGIN), statementMs = 5000) => {
  const told: string[] = [];
  const made = postgresDatabase(
    {
      host: '127.0.0.1',
      port: proxy.port,
      database: new URL(server.url).pathname.slice(1),
      tls: 'off',
      statementMs,
      recovered: ({ failure, how }: Recovery) => told.push(`${failure} ${how}`),
    },
    store,
  );
  opened.push(made);
  const reading = (statement: ReturnType<typeof ask>) => made.read(statement);
  return { reading, told };
};

beforeAll(async () => {
  server = await startPostgres();
  await admin(`create role recovering login password 'first'`);
  proxy = await startTcpProxy(server.port);
});
afterEach(async () => {
  proxy.mend();
  await Promise.allSettled(opened.splice(0).map((each) => each.close()));
  await admin(`alter role recovering password 'first' connection limit -1`);
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

describe('a statement that went well at another try', () => {
  test('after the connection was lost', async () => {
    const { reading, told } = database();
    await reading(ask('select 1'));
    expect(told).toEqual([]);
    proxy.cut();
    setTimeout(() => proxy.mend(), 150);
    expect(await reading(ask('select 1'))).toEqual([[1]]);
    expect(told).toEqual(['database_lost retried']);
  });

  test('after there was no place for us', async () => {
    const { reading, told } = database();
    await admin('alter role recovering connection limit 0');
    setTimeout(() => void admin('alter role recovering connection limit -1'), 150);
    expect(await reading(ask('select 1'))).toEqual([[1]]);
    expect(told).toEqual(['database_crowded retried']);
  });

  test('with the login of after a rotation', async () => {
    const renewed = { ...LOGIN, password: 'second' };
    const { reading, told } = database({ read: async () => LOGIN, renew: async () => renewed });
    await reading(ask('select 1'));
    await admin(`alter role recovering password 'second'`);
    await admin(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'recovering'`);
    expect(await reading(ask('select 1'))).toEqual([[1]]);
    expect(told).toContain('login_refused renewed');
  });

  test('is none where it never went well, or never failed', async () => {
    const { reading, told } = database();
    await reading(ask('select 1'));
    await expect(reading(ask('select 1/0'))).rejects.toMatchObject({ name: 'DatabaseRefused' });
    proxy.cut();
    await expect(reading(ask('select 1'))).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    expect(told).toEqual([]);
  });
});

describe('figures of before are told', () => {
  const faultOf = (reading: Promise<unknown>): Promise<unknown> =>
    reading.then(
      () => undefined,
      (error: unknown) => error,
    );
  /** What is counted when a question was answered before, and then everything fails so. */
  const stale = async (fault: unknown): Promise<string[]> => {
    const { ask: question, state, pass } = instance();
    await question();
    state.fails = fault;
    state.mark = undefined;
    pass(3_600_000);
    return recoveriesIn(question);
  };

  test('while the database can not be reached', async () => {
    const { reading } = database();
    proxy.cut();
    expect(await stale(await faultOf(reading(ask('select 1'))))).toEqual(['database_lost stale: 1']);
  });

  test('while it has no place for us', async () => {
    const { reading } = database();
    await admin('alter role recovering connection limit 0');
    expect(await stale(await faultOf(reading(ask('select 1'))))).toEqual(['database_crowded stale: 1']);
  });

  test('while it is too slow', async () => {
    const { reading } = database(undefined, 50);
    expect(await stale(await faultOf(reading(ask('select pg_sleep(2)'))))).toEqual([
      'database_slow stale: 1',
    ]);
  });

  test('not for what the database refuses: nothing was got over', async () => {
    const { ask: question, state, pass } = instance();
    await question();
    state.fails = await faultOf(database().reading(ask('select 1/0')));
    state.mark = 'm2';
    pass(3_600_000);
    expect(await recoveriesIn(() => faultOf(question()))).toEqual([]);
  });
});

test('names of before are used while those of now can not be read', async () => {
  const place = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(place);
  const directories = memoryDirectory();
  await directories.write(directory);
  const days = 2 * 86_400_000;
  const now = () => new Date(Date.parse(NOW) + days);
  const classify = await classifyWith({ catalog: catalogFolder(place), directories, now });
  const asked = { ...questionDocument({ text: 'How many runs yesterday?', askedAt: NOW }), namesRead: true };
  expect(await recoveriesIn(() => classify(asked))).toEqual([]);
  const fault = { Error: 'DatabaseUnavailable' };
  expect(await recoveriesIn(() => classify({ ...asked, namesFault: fault }))).toEqual([
    'names_lost stale: 1',
  ]);
});
