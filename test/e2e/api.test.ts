import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { Snapshot } from '#infra/local/figures/snapshot.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { Problem } from '#shared/contracts/problem.ts';
import { DOORS } from '#test/support/fuzz/requests.ts';
import { storm } from '#test/support/fuzz/storm.ts';

const root = join(import.meta.dirname, '..', '..');
let cloud: LocalCloud;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-api-'));
  const now = new Date('2026-11-21T02:36:00.000Z');
  cloud = await bootLocalCloud({ port: 0, dataDir, now, demo: { runs: 3000, days: 40 }, whatsApp: DOORS });
}, 240_000);
afterAll(async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const send = async (
  path: string,
  init: { method?: string; body?: string; headers?: Record<string, string> } = {},
) => {
  const response = await fetch(cloud.url + path, {
    ...init,
    headers: { 'x-api-key': 'local-key', 'content-type': 'application/json', ...init.headers },
  });
  return { status: response.status, headers: response.headers, json: JSON.parse(await response.text()) };
};
const post = (body: string, headers: Record<string, string> = {}) =>
  send('/v1/ask', { method: 'POST', body, headers });
const ask = async (question: string): Promise<Answer> => {
  const { status, json } = await post(JSON.stringify({ question }));
  expect(status).toBe(200);
  return z.parse(Answer, json);
};

describe('asking over HTTP', () => {
  test('the answer has the promised shape, in both languages, with its ids in the headers', async () => {
    const { json, headers } = await post('{"question":"Quante esecuzioni ieri?","sessionId":"s-9"}', {
      'x-request-id': 'mine-1',
    });
    expect(z.parse(Answer, json)).toMatchObject({ kind: 'answer', language: 'it', sessionId: 's-9' });
    expect([headers.get('x-request-id'), headers.get('x-session-id')]).toEqual(['mine-1', 's-9']);
    expect(await ask('How many runs yesterday?')).toMatchObject({ kind: 'answer', language: 'en' });
  });

  test('what somebody asked a moment ago is told to the next without a run of the line', async () => {
    const told = async (): Promise<number> => {
      const { figures } = z.parse(Snapshot, await (await fetch(cloud.figuresUrl)).json());
      const found = figures.filter(
        ({ dimensions: { cache, outcome } }) => `${cache} ${outcome}` === 'answers memory',
      );
      return found.reduce((sum, one) => sum + one.sum, 0);
    };
    const before = await told();
    const ofUser = (userId: string) =>
      post(JSON.stringify({ question: 'Quante esecuzioni il 3 novembre?', userId }));
    const [first, next] = [await ofUser('anna'), await ofUser('bruno')];
    expect(next.json.answer).toBe(first.json.answer);
    expect([first.json.cached, next.json.cached]).toEqual([false, true]);
    await expect.poll(told).toBe(before + 1);
  });

  test('Italian and English give the same figure', async () => {
    const figure = ({ claims }: Answer) => claims.find(({ unit }) => unit === 'count')?.value;
    expect(figure(await ask('Quante esecuzioni questa settimana?'))).toBe(
      figure(await ask('How many runs this week?')),
    );
  });

  test('a hundred people at once all get their own answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        ask(at % 2 === 0 ? 'Quante esecuzioni ieri?' : 'What failed most?'),
      ),
    );
    expect(answers.every(({ kind, degraded }) => kind === 'answer' && degraded.length === 0)).toBe(true);
    expect(new Set(answers.map(({ questionId }) => questionId)).size).toBe(100);
  });
});

describe('what is refused at the door', () => {
  test.each([
    ['no key', { 'x-api-key': '' }],
    ['a wrong key', { 'x-api-key': 'guess' }],
    ['a key twice as long', { 'x-api-key': 'local-keylocal-key' }],
  ])('%s', async (_, headers) => {
    const { status, json } = await post('{"question":"ciao"}', headers);
    expect([401, 403]).toContain(status);
    expect(Problem.safeParse(json).success).toBe(true);
  });

  test('a body of ten megabytes', async () => {
    const { status, json } = await post(JSON.stringify({ question: 'a'.repeat(10 * 1024 * 1024) }));
    expect([status, json.code]).toEqual([413, 'body_too_large']);
  });

  test('a body nested ten thousand deep', async () => {
    const { status } = await post(`{"question":${'['.repeat(5000)}${']'.repeat(5000)}}`);
    expect(status).toBe(400);
  });

  test('whatever the body is, it is never our fault', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({ question: fc.anything(), sessionId: fc.anything(), userId: fc.anything() })
        .map((v) => JSON.stringify(v) ?? ''),
      fc.string({ unit: 'binary', minLength: 1 }).map((question) => JSON.stringify({ question })),
    );
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const { status, json } = await post(text);
        expect(status).toBeLessThan(500);
        expect(status === 200 || Problem.safeParse(json).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});

describe('hostile names in the data', () => {
  test('are inert text, in the statement and in the answer', async () => {
    const owner = new Client(cloud.ownerUrl);
    await owner.connect();
    const hostile = `Robert'); DROP TABLE execution_entity; --`;
    await owner.query(
      `update workflow_entity set name = $1 where id = (select "workflowId" from execution_entity
         where status = 'error' and "deletedAt" is null group by 1 order by count(*) desc limit 1)`,
      [hostile],
    );
    const answer = await ask('Quali processi falliscono di più?');
    expect(answer.kind).toBe('answer');
    await ask(`Quante esecuzioni di "${hostile}" ieri?`);
    await ask(`Quante esecuzioni ieri'; select pg_sleep(10); --`);
    const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from execution_entity');
    expect(rows[0]?.n).toBeGreaterThan(1000);
    await owner.end();
  });
});

describe('the commands find the assistant that runs', () => {
  const run = (command: string, ...args: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, MILHENA_DATA_DIR: dataDir };
      const file = join(root, 'infra', 'local', 'cli', `${command}.ts`);
      execFile(process.execPath, [file, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
      );
    });

  test('ask prints the answer, where each figure is from, or everything', async () => {
    const plain = await run('ask', 'Quante esecuzioni ieri?');
    expect(plain.out).toMatch(/^Ieri, venerdì 20 novembre.*Dati alle 03:36/);
    const proof = await run('ask', 'Quante esecuzioni ieri?', '--proof');
    expect(proof.out).toMatch(/e1\.runs\[0\][\s\S]*sha256:[0-9a-f]{64}[\s\S]*parameters: \[/);
    const failed = await run('ask', 'ciao', '--language', 'xx');
    expect(failed).toMatchObject({ code: 1, out: expect.stringMatching(/language must be one of/) });
  });

  test('verify replays what ask printed', async () => {
    const { out } = await run('ask', 'Which processes failed most this month?', '--json');
    const file = join(dataDir, 'answer.json');
    await writeFile(file, out);
    const verified = await run('verify', file);
    expect(verified.out).toContain('Everything still holds.');
    expect(verified.code).toBe(0);
  });
});

test('of 2,000 requests that nobody would write none ends in an error of ours', async () => {
  const found = await storm(cloud.url, DOORS, { count: 2000, atOnce: 8 });
  // Where other tests run beside it, something may be too slow for a moment: that is told as such.
  expect(found.failed.filter(({ status }) => status === 500)).toEqual([]);
  expect(found.failed.length).toBeLessThan(20);
  expect(found.statuses['200'] ?? 0).toBeGreaterThan(100);
});
