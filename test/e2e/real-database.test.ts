import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { type EvalQuestion, whatIsWrong } from '#test/support/judge.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { hasRealN8n, REAL_N8N, startRealN8n } from '#test/support/real-n8n.ts';

describe.skipIf(!hasRealN8n)(
  'a real n8n database behind DATABASE_URL (skipped where ../shared is absent)',
  () => {
    let postgres: TestPostgres;
    let cloud: LocalCloud;
    let dataDir: string;
    let names: string[];

    beforeAll(async () => {
      ({ postgres, names } = await startRealN8n());
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
      const lines = readFileSync(join(REAL_N8N, 'questions.dev.jsonl'), 'utf8').trim().split('\n');
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
