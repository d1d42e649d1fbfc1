import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Client } from 'pg';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import type { CredentialStore } from '#shared/ports.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';

let server: TestPostgres;
const opened: { close(): Promise<void> }[] = [];
const ask = (sql: string, parameters: never[] | (string | number)[] = []) => ({
  sql,
  parameters,
  columns: [],
  fingerprint: '',
  scope: { kind: 'all' as const },
});

const admin = async (sql: string) => {
  const client = new Client(server.adminUrl);
  await client.connect();
  await client.query(sql);
  await client.end();
};

const database = (
  credentials?: CredentialStore,
  more: { statementMs?: number; deadlineMs?: number; port?: number } = {},
) => {
  const { hostname, port, pathname } = new URL(server.url);
  const made = postgresDatabase(
    { host: hostname, port: Number(port), database: pathname.slice(1), tls: 'off', ...more },
    credentials ?? fixedCredentials({ username: 'reader', password: 'first' }),
  );
  opened.push(made);
  return made;
};

beforeAll(async () => {
  server = await startPostgres();
  await admin(`create role reader login password 'first'`);
});
afterAll(async () => {
  await Promise.allSettled(opened.map((each) => each.close()));
  await server.stop();
});

describe('what a statement returns', () => {
  test('numbers, booleans and instants arrive as cells, nothing else', async () => {
    const rows = await database().read(
      ask(
        `select 12::bigint, 12.5::numeric, 0.1::float8, 'a', true, null, 'NaN'::numeric,
           timestamptz '2026-10-25 02:30:00.125+02', timestamptz '3000-01-01 00:00:00+00', date '2026-03-01'`,
      ),
    );
    expect(rows).toEqual([
      [
        12,
        12.5,
        0.1,
        'a',
        true,
        null,
        null,
        '2026-10-25T00:30:00.125Z',
        '3000-01-01T00:00:00.000Z',
        '2026-03-01',
      ],
    ]);
  });

  test('parameters stay values, whatever they look like', async () => {
    const hostile = `'; drop table x; --`;
    expect(await database().read(ask('select $1::text', [hostile]))).toEqual([[hostile]]);
  });

  test('a hundred readers share five connections', async () => {
    const shared = database();
    const rows = await Promise.all(
      Array.from({ length: 100 }, () => shared.read(ask('select pg_backend_pid()'))),
    );
    expect(new Set(rows.flat(2)).size).toBeLessThanOrEqual(5);
  });
});

describe('the way to the database', () => {
  const restricted = {
    ...ask(`select current_setting('milhena.scope')`),
    scope: { kind: 'processes' as const, ids: ['a', 'b"c'] },
  };

  test('is gone once for a statement, with its transaction, its limits and what the reader may see', async () => {
    const proxy = await startTcpProxy(server.port);
    const far = database(undefined, { port: proxy.port, statementMs: 4321 });
    await far.read(ask('select 1'));
    const before = proxy.turns();
    expect(await far.read(restricted)).toEqual([['{a,"b\\"c"}']]);
    expect(proxy.turns() - before).toBe(1);
    const set = `select current_setting('transaction_read_only'), current_setting('statement_timeout'), current_setting('milhena.scope')`;
    expect(await far.read(ask(set))).toEqual([['on', '4321ms', 'all']]);
    expect(proxy.turns() - before).toBe(2);
    await proxy.close();
  });

  test('a statement is handed to the system in one piece, with its transaction', async () => {
    const alone = database();
    await alone.read(ask('select 1'));
    const wire = [vi.spyOn(Socket.prototype, '_write'), vi.spyOn(Socket.prototype, '_writev')];
    const sent = () => wire.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    await alone.read(restricted);
    expect(sent()).toBe(1);
    for (const one of wire) one.mockRestore();
  });

  test('what a transaction sets does not outlive it', async () => {
    const alone = database();
    await alone.read(restricted);
    await expect(alone.read(ask(`select 'x'::int`))).rejects.toThrow(/22P02/);
    expect(await alone.read(ask(`select current_setting('milhena.scope')`))).toEqual([['all']]);
  });
});

describe('a statement that comes again', () => {
  const kept = `select count(*) from pg_prepared_statements`;
  const again = ask('select $1::int + 1', [1]);
  const many = async (made: ReturnType<typeof database>, times: number) => {
    for (let turn = 0; turn < times; turn += 1) expect(await made.read(again)).toEqual([[2]]);
  };

  test('is kept by the server under a name from the second time on', async () => {
    const made = database();
    await many(made, 1);
    expect(await made.read(ask(`${kept} -- before`))).toEqual([[0]]);
    await many(made, 9);
    expect(await made.read(ask(`${kept} -- after`))).toEqual([[1]]);
  });

  test('takes no more than 64 names', async () => {
    const made = database();
    for (let turn = 0; turn < 2; turn += 1)
      for (let n = 0; n < 70; n += 1) expect(await made.read(ask(`select ${n}`))).toEqual([[n]]);
    expect(await made.read(ask(kept))).toEqual([[64]]);
  });

  test('tells each reader what that reader may see', async () => {
    const made = database();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      expect(
        await made.read({
          ...ask(`select current_setting('milhena.scope')`),
          scope: { kind: 'processes', ids: [id] },
        }),
      ).toEqual([[`{${id}}`]]);
  });

  test('is answered though the server does not know its name, and goes without one from then on', async () => {
    const made = database();
    await many(made, 3);
    await made.read(ask('deallocate all'));
    await many(made, 3);
    expect(await made.read(ask(kept))).toEqual([[0]]);
  });

  test('is answered though its table has changed meanwhile', async () => {
    await admin(`create table changing as select 1 as a; grant select on changing to reader`);
    const made = database();
    const all = ask('select * from changing');
    for (let turn = 0; turn < 3; turn += 1) expect(await made.read(all)).toEqual([[1]]);
    await admin(`alter table changing add column b int default 2`);
    expect(await made.read(all)).toEqual([[1, 2]]);
  });

  test('is answered to many at once whom the server refuses its name', async () => {
    const made = database();
    const slow = ask('select 7 from pg_sleep(0.05)');
    const five = () => Promise.all(Array.from({ length: 5 }, () => made.read(slow)));
    await five();
    await five();
    await Promise.all(Array.from({ length: 5 }, (_, at) => made.read(ask(`deallocate all -- ${at}`))));
    expect(await five()).toEqual(Array.from({ length: 5 }, () => [[7]]));
  });
});

describe('what is refused', () => {
  test('writing', async () => {
    await expect(database().read(ask('create table t (a int)'))).rejects.toMatchObject({
      name: 'DatabaseRefused',
    });
  });

  test('the text of the database never leaves with the fault', async () => {
    const failing = database().read(ask(`select 'secret-canary'::int`));
    await expect(failing).rejects.toThrow(/22P02/);
    await expect(failing).rejects.not.toThrow(/canary/);
  });

  test('a wrong password, at once', async () => {
    const startedAt = performance.now();
    const wrong = database(fixedCredentials({ username: 'reader', password: 'wrong' }));
    await expect(wrong.read(ask('select 1'))).rejects.toMatchObject({ name: 'DatabaseRefused' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('time limits', () => {
  test('a slow statement ends by the limit of the server and is not run again', async () => {
    const startedAt = performance.now();
    await expect(
      database(undefined, { statementMs: 200 }).read(ask('select pg_sleep(5)')),
    ).rejects.toMatchObject({
      name: 'DatabaseTimeout',
    });
    expect(performance.now() - startedAt).toBeLessThan(900);
  });

  test('our own limit holds when the server does not keep its own, and the server is told to stop', async () => {
    const slow = database(undefined, { statementMs: 60_000, deadlineMs: 300 });
    await expect(slow.read(ask('select pg_sleep(30)'))).rejects.toMatchObject({ name: 'DatabaseTimeout' });
    await vi.waitFor(async () => {
      const running = ask(
        `select count(*) from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active'`,
      );
      expect(await slow.read(running)).toEqual([[0]]);
    });
  });

  test('a network that swallows everything ends in an honest fault within its time, and heals', async () => {
    const proxy = await startTcpProxy(server.port);
    const far = database(undefined, { port: proxy.port, statementMs: 300 });
    expect(await far.read(ask('select 1'))).toEqual([[1]]);
    proxy.freeze();
    const startedAt = performance.now();
    await expect(far.read(ask('select 1'))).rejects.toMatchObject({ name: 'DatabaseTimeout' });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    await expect(far.read(ask('select 1'))).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    proxy.thaw();
    expect(await far.read(ask('select 1'))).toEqual([[1]]);
    proxy.reset();
    expect(await far.read(ask('select 1'))).toEqual([[1]]);
    await proxy.close();
  });
});

describe('who waits for the rows', () => {
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

  test('is told as soon as the time is over, and the server is told to stop', async () => {
    const steady = database();
    const startedAt = performance.now();
    await expect(steady.read(ask('select pg_sleep(4)'), soon(400))).rejects.toMatchObject({
      name: 'DatabaseTimeout',
    });
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  test('has nothing begun when no time is left', async () => {
    await expect(database().read(ask('select 1'), soon(-1))).rejects.toMatchObject({
      name: 'DatabaseTimeout',
    });
  });

  test('for too short a time says nothing about the database', async () => {
    const steady = database();
    await Promise.allSettled(
      Array.from({ length: 12 }, () => steady.read(ask('select pg_sleep(2)'), soon(150))),
    );
    expect(await steady.read(ask('select 1'))).toEqual([[1]]);
  });
});

describe('a database that keeps failing', () => {
  const msOf = async (reading: Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await expect(reading).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    return performance.now() - startedAt;
  };

  test('is not asked while it rests: questions fail at once, and the first after its return is answered', async () => {
    const proxy = await startTcpProxy(server.port);
    const far = database(undefined, { port: proxy.port, statementMs: 300 });
    expect(await far.read(ask('select 1'))).toEqual([[1]]);
    proxy.freeze();
    await Promise.allSettled(Array.from({ length: 12 }, () => far.read(ask('select 1'))));
    const times = [];
    for (let asking = 0; asking < 20; asking += 1) times.push(await msOf(far.read(ask('select 1'))));
    expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(10);
    proxy.thaw();
    await vi.waitFor(async () => expect(await far.read(ask('select 1'))).toEqual([[1]]), {
      timeout: 4000,
      interval: 100,
    });
    await proxy.close();
  });

  test('that only refuses is asked on', async () => {
    const steady = database();
    for (let asking = 0; asking < 12; asking += 1)
      await expect(steady.read(ask('select 1/0'))).rejects.toMatchObject({ name: 'DatabaseRefused' });
    expect(await steady.read(ask('select 1'))).toEqual([[1]]);
  });

  test('by taking too long rests for its whole time, though it can be reached', async () => {
    const slow = database(undefined, { statementMs: 50 });
    await Promise.allSettled(Array.from({ length: 10 }, () => slow.read(ask('select pg_sleep(1)'))));
    expect(await msOf(slow.read(ask('select 1')))).toBeLessThan(500);
    await slow.ping();
    expect(await msOf(slow.read(ask('select 1')))).toBeLessThan(500);
  });
});

describe('rotation and restarts', () => {
  test('a rotated password is fetched again once, for all waiting readers together', async () => {
    let renewals = 0;
    const login = { username: 'reader', password: 'first' };
    const rotating = database({
      read: async () => ({ ...login }),
      renew: async () => {
        renewals += 1;
        return { username: 'reader', password: 'second' };
      },
    });
    expect(await rotating.read(ask('select 1'))).toEqual([[1]]);
    await admin(`alter role reader password 'second'`);
    await admin(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reader'`);
    const answers = await Promise.all(Array.from({ length: 20 }, () => rotating.read(ask('select 1'))));
    expect(answers.flat(2)).toEqual(Array.from({ length: 20 }, () => 1));
    expect(renewals).toBe(1);
    await admin(`alter role reader password 'first'`);
    await admin('checkpoint');
  });

  test('killed and restarted in mid-use: the first good answer comes within two seconds', async () => {
    const steady = database();
    expect(await steady.read(ask('select 1'))).toEqual([[1]]);
    await server.kill();
    const downAt = performance.now();
    await expect(steady.read(ask('select 1'))).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      retryable: true,
    });
    expect(performance.now() - downAt).toBeLessThan(5000);
    await server.restart();
    const upAt = performance.now();
    expect(await steady.read(ask('select 1'))).toEqual([[1]]);
    expect(performance.now() - upAt).toBeLessThan(2000);
  });
});
