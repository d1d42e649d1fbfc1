import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { type EvalQuestion, whatIsWrong } from '#test/support/judge.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { restoreDump } from '#test/support/restore-dump.ts';

const folder = join(import.meta.dirname, '../../../shared/data/n8n-2.8');
const dump = join(folder, 'dump.sql.gz');

describe.skipIf(!existsSync(dump))(
  'a real n8n database behind DATABASE_URL (skipped where ../shared is absent)',
  () => {
    let postgres: TestPostgres;
    let cloud: LocalCloud;
    let dataDir: string;
    let names: string[];

    beforeAll(async () => {
      postgres = await startPostgres();
      const client = new Client(postgres.url);
      await client.connect();
      await restoreDump(client, dump);
      const { rows } = await client.query<{ name: string }>('select name from public.workflow_entity');
      names = rows.map((row) => row.name);
      await client.end();
      dataDir = await mkdtemp(join(tmpdir(), 'milhena-real-'));
      await chmod(dataDir, 0o755);
      const now = new Date('2026-11-21T02:36:42Z');
      cloud = await bootLocalCloud({
        port: 0,
        dataDir,
        now,
        timeZone: 'Europe/Rome',
        databaseUrl: postgres.url,
      });
    });

    afterAll(async () => {
      await cloud?.stop();
      await postgres?.stop();
      await rm(dataDir, { recursive: true, force: true });
    });

    const ask = async (question: string): Promise<Answer> => {
      const response = await fetch(`${cloud.url}/v1/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': cloud.apiKey },
        body: JSON.stringify({ question }),
      });
      return Answer.parse(JSON.parse(await response.text()));
    };

    test('at least 58 of its 60 questions are answered right through HTTP, and none wrong with confidence', async () => {
      const lines = readFileSync(join(folder, 'questions.dev.jsonl'), 'utf8').trim().split('\n');
      const questions = lines.map((line): EvalQuestion => JSON.parse(line));
      const wrong: string[] = [];
      let sure = 0;
      for (const { id, q, expect: expected } of questions) {
        const answer = await ask(q);
        const fault = whatIsWrong(expected, answer, names);
        if (fault !== undefined) wrong.push(`${id} ${q}: ${fault}`);
        if (fault !== undefined && answer.kind === 'answer' && answer.confidence > 0.9) sure += 1;
      }
      console.log(`${questions.length - wrong.length} of ${questions.length} right`, wrong);
      expect(sure).toBe(0);
      expect(questions.length - wrong.length).toBeGreaterThanOrEqual(58);
    });
  },
);
