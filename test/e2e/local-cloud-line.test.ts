import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';

let cloud: LocalCloud;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-line-'));
  // Open, so that the database of root lies in here and goes with it.
  await chmod(dataDir, 0o755);
  const now = new Date('2026-11-20T15:00:00Z');
  cloud = await bootLocalCloud({
    port: 0,
    dataDir,
    now,
    timeZone: 'Europe/Rome',
    demo: { runs: 2000, days: 20 },
  });
});
afterAll(async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const ask = async (question: string) => {
  const response = await fetch(`${cloud.url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': cloud.apiKey },
    body: JSON.stringify({ question }),
  });
  return JSON.parse(await response.text());
};

const failuresYesterday = async () => {
  const client = new Client(cloud.ownerUrl);
  await client.connect();
  const { rows } = await client.query(
    `select count(*)::int as failed from execution_entity
     where status in ('error', 'crashed') and "deletedAt" is null and mode not in ('manual', 'integrated', 'error')
       and "startedAt" >= '2026-11-18T23:00Z' and "startedAt" < '2026-11-19T23:00Z'`,
  );
  await client.end();
  return rows[0].failed;
};

test('the real template and the real bundles answer from the real database, at the fixed instant', async () => {
  const answer = await ask('How many runs failed yesterday?');
  expect(answer).toMatchObject({ kind: 'answer', language: 'en', degraded: [] });
  expect(answer.answer).toContain('19 November');
  const claimed = answer.claims.map(({ value }: { value: unknown }) => value);
  expect(claimed).toContain(await failuresYesterday());
});

test('a database that is killed in mid-use answers again within two seconds of accepting connections', async () => {
  const pid = cloud.databasePid();
  if (pid === undefined) throw new Error('There is no embedded database');
  process.kill(pid, 'SIGKILL');
  const accepts = async () => {
    const client = new Client(cloud.ownerUrl);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  await expect.poll(accepts, { timeout: 10_000, interval: 20 }).toBe(true);
  const acceptedAt = performance.now();
  const question = 'How many runs failed yesterday?';
  await expect.poll(async () => (await ask(question)).kind, { timeout: 5000, interval: 50 }).toBe('answer');
  expect(performance.now() - acceptedAt).toBeLessThan(2000);
});
