import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/contracts/answer.ts';
import { type EvalQuestion, whatIsWrong } from '#test/support/judge.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { hasRealN8n, REAL_N8N, startRealN8n } from '#test/support/real-n8n.ts';

const own = (name: string): string => join(import.meta.dirname, 'questions', name);

const load = (file: string): EvalQuestion[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): EvalQuestion => JSON.parse(line));

interface Judged {
  question: EvalQuestion;
  answer: Answer;
  wrong: string | undefined;
}

describe.skipIf(!hasRealN8n)('on the database of a real n8n (skipped where ../shared is absent)', () => {
  let postgres: TestPostgres;
  let line: Line;
  let names: string[];

  beforeAll(async () => {
    ({ postgres, names } = await startRealN8n());
    line = await lineOn(postgres.url);
  });

  afterAll(async () => {
    await line?.close();
    await postgres?.stop();
  });

  const judge = async (questions: EvalQuestion[]): Promise<Judged[]> => {
    const judged: Judged[] = [];
    for (const question of questions) {
      const answer = await line.ask(question.q, { now: question.now ?? '2026-11-21T02:36:42Z' });
      judged.push({ question, answer, wrong: whatIsWrong(question.expect, answer, names) });
    }
    return judged;
  };

  /** Failures are shown for development halves only; the test halves give their count and nothing else. */
  const summary = (
    name: string,
    judged: Judged[],
    showFailures: boolean,
  ): { right: number; sureAndWrong: number } => {
    const failed = judged.filter((each) => each.wrong !== undefined);
    const sure = failed.filter((each) => each.answer.kind === 'answer' && each.answer.confidence > 0.9);
    const lines = failed.map(
      ({ question, answer, wrong }) =>
        `  ${question.id} ${question.q}\n      ${wrong} | ${answer.confidence} ${answer.kind} | ${answer.answer.replaceAll('\n', ' / ')}`,
    );
    console.log(
      [
        `${name}: ${judged.length - failed.length} of ${judged.length} right, ${sure.length} wrong with confidence above 0.9`,
        ...(showFailures ? lines : []),
      ].join('\n'),
    );
    return { right: judged.length - failed.length, sureAndWrong: sure.length };
  };

  test('the given questions are answered as their statements say', async () => {
    const questions = load(join(REAL_N8N, 'questions.dev.jsonl'));
    const { right, sureAndWrong } = summary('given', await judge(questions), true);
    expect(sureAndWrong).toBe(0);
    expect(right).toBeGreaterThanOrEqual(58);
  });

  // What was reached; a change that understands less fails.
  test.each([
    ['platform.dev', 0.96],
    ['platform-it.dev', 0.91],
    ['platform-en.dev', 0.86],
    ['platform.test', 0.88],
    ['reading.dev', 0.98],
    ['reading.test', 0.9],
  ])('our own questions: %s', async (name, least) => {
    const questions = load(own(`${name}.jsonl`));
    const { right } = summary(name, await judge(questions), name.endsWith('.dev'));
    expect(questions.length).toBeGreaterThan(70);
    expect(right / questions.length).toBeGreaterThanOrEqual(least);
  });
});
