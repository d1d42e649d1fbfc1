import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Instance } from '#infra/local/data-folder.ts';
import { failedStart, type LocalProcess, startProcess } from '#test/support/local-process.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'milhena-state-'));
  await chmod(home, 0o755);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const headers = { 'x-api-key': 'local-key' };
const call = async (local: LocalProcess, action: string): Promise<unknown> =>
  (await fetch(`${local.url}/v1/${action}`, { headers })).json();

const instanceIn = async (folder: string) =>
  z.parse(Instance, JSON.parse(await readFile(join(folder, 'instance.json'), 'utf8')));

const query = async (url: string | undefined, sql: string) => {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const serverPid = async (folder: string) =>
  Number((await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('everything is kept', () => {
  test('rows, items, messages and keys survive a kill -9, and no server is left behind', async () => {
    const folder = join(home, 'kept');
    const first = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    await call(first, 'remember');
    const { ownerUrl } = await instanceIn(folder);
    await query(ownerUrl, "create table kept as select 'still here' as note");
    const keys = await readFile(join(folder, 'secrets.json'), 'utf8');
    const pid = await serverPid(folder);
    await first.end('SIGKILL');

    const second = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
    expect(await call(second, 'recall')).toEqual({ note: 'kept', message: 'waiting' });
    expect(await query((await instanceIn(folder)).ownerUrl, 'select note from kept')).toEqual([
      { note: 'still here' },
    ]);
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).toBe(keys);
    expect(second.output()).toMatch(/^all\s+\d{1,4} ms/m);
    await second.end('SIGTERM');
  });

  test('the database goes when its process is killed, even when nobody starts again', async () => {
    const folder = join(home, 'orphan');
    const local = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    const pid = await serverPid(folder);
    await local.end('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });

  test('a database that falls comes back by itself, at the same address', async () => {
    const folder = join(home, 'fallen');
    const local = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    const { databaseUrl } = await instanceIn(folder);
    process.kill(await serverPid(folder), 'SIGKILL');
    await sleep(50);
    const answers = async () => (await query(databaseUrl, 'select 1 as one')).length;
    await expect.poll(() => answers().catch(() => 0), { timeout: 10_000 }).toBe(1);
    await local.end('SIGTERM');
  });

  test('the functions get a role that can only read', async () => {
    const folder = join(home, 'role');
    const local = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    const { databaseUrl } = await instanceIn(folder);
    expect(databaseUrl).toContain('tiny_reader');
    await expect(query(databaseUrl, 'delete from public.execution_entity')).rejects.toThrow(
      /permission denied|read-only/,
    );
    await local.end('SIGTERM');
  });

  test('a table whose keys have changed is made anew while it holds nothing, and kept when it does', async () => {
    const folder = join(home, 'keys');
    const table = (name: string) => ({
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: ['id', name].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'list',
            KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      },
    });
    const startWith = (name: string) =>
      startProcess({ resources: { Data: table(name) } }, { MILHENA_DATA_DIR: folder });
    await (await startWith('first')).end('SIGTERM');
    const second = await startWith('second');
    await call(second, 'remember');
    await second.end('SIGTERM');
    const third = await startWith('second');
    expect(await call(third, 'recall')).toMatchObject({ note: 'kept' });
    await third.end('SIGTERM');
    const resources = { Data: table('third') };
    const failed = await failedStart({ resources }, { MILHENA_DATA_DIR: folder });
    expect(failed).toMatchObject({ code: 5, output: expect.stringContaining('--fresh') });
  });

  test('--fresh forgets all of it, and nothing that is not its own', async () => {
    const folder = join(home, 'fresh');
    const first = await startProcess({}, { MILHENA_DATA_DIR: folder });
    await call(first, 'remember');
    await first.end('SIGTERM');
    const second = await startProcess({}, { MILHENA_DATA_DIR: folder }, ['--fresh']);
    expect(await call(second, 'recall')).toEqual({});
    await second.end('SIGTERM');
  });

  test('a stale note of a server whose number another process has now does no harm', async () => {
    const folder = join(home, 'stale');
    const first = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    const note = join(folder, 'postgres', 'cluster', 'postmaster.pid');
    const text = await readFile(note, 'utf8');
    await first.end('SIGTERM');
    await writeFile(note, text.replace(/^\d+/, String(process.pid)));
    const second = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    expect(await call(second, 'echo')).toBeTruthy();
    await second.end('SIGTERM');
  });
});

describe.skipIf(process.getuid?.() !== 0)('root, whose home is closed to others', () => {
  test('the database runs as another user, and is removed with --fresh', async () => {
    const closed = await mkdtemp(join(home, 'closed-'));
    await chmod(closed, 0o700);
    const folder = join(closed, 'data');
    const local = await startProcess({ database: true }, { MILHENA_DATA_DIR: folder });
    const { databaseUrl } = await instanceIn(folder);
    expect(await query(databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await local.end('SIGTERM');
    const outside = await readlink(join(folder, 'postgres'));
    const again = await startProcess({}, { MILHENA_DATA_DIR: folder }, ['--fresh']);
    expect(await readdir(folder)).not.toContain('postgres');
    await expect(stat(outside)).rejects.toThrow('ENOENT');
    await again.end('SIGTERM');
  });

  test('what stood outside for a folder that was removed is removed by the next start', async () => {
    const closed = await mkdtemp(join(home, 'closed-'));
    const [gone, next] = [join(closed, 'gone'), join(closed, 'next')];
    const first = await startProcess({ database: true }, { MILHENA_DATA_DIR: gone });
    await first.end('SIGTERM');
    const outside = await readlink(join(gone, 'postgres'));
    await rm(gone, { recursive: true });
    const second = await startProcess({ database: true }, { MILHENA_DATA_DIR: next });
    await expect(stat(outside)).rejects.toThrow('ENOENT');
    await second.end('SIGTERM');
    await startProcess({}, { MILHENA_DATA_DIR: next }, ['--fresh']).then((last) => last.end('SIGTERM'));
  });
});
