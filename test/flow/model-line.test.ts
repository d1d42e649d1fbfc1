import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/contracts/answer.ts';
import { countedBy, figuresOf } from '#test/support/counted.ts';
import { suggestion } from '#test/support/hard-questions.ts';
import { type Line, startLine } from '#test/support/line.ts';
import {
  fails,
  saysJson,
  type ScriptedProvider,
  startProvider,
  modelsAt,
} from '#test/support/scripted-provider.ts';

let provider: ScriptedProvider;
let line: Line;
beforeAll(async () => {
  provider = await startProvider();
  Object.assign(process.env, {
    MODELS: modelsAt(provider.baseUrl),
    POWERTOOLS_METRICS_DISABLED: 'false',
  });
  line = await startLine(2000, 30);
  await line.ask('How many runs yesterday?');
});
afterAll(async () => {
  await line.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.heard.length = 0;
});

const ask = 'How many jobs kicked the bucket yesterday?';
const plain = 'How many jobs failed yesterday?';
const right = suggestion({ metrics: [{ metric: 'failures', because: 'kicked the bucket' }] });
const NONE = { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** What an answer says, apart from how it came about. */
const saidBy = ({ kind, answer, claims, query, reason }: Answer) => ({ kind, answer, claims, query, reason });

describe('the whole line with a model', () => {
  test('a plain question reaches no provider and costs nothing', async () => {
    expect(await line.ask(plain)).toMatchObject({ kind: 'answer', usage: NONE, degraded: [] });
    expect(provider.heard).toEqual([]);
  });

  test('a loose question is answered with the figures of the plain one, and says what it cost', async () => {
    provider.plays(saysJson(right));
    const answer = await line.ask(ask);
    expect(saidBy(answer)).toEqual(saidBy(await line.ask(plain)));
    expect(answer.usage).toEqual({ modelCalls: 1, inputTokens: 900, outputTokens: 100, costUsd: 0.000195 });
    expect(answer.confidence).toBeLessThanOrEqual(0.85);
    expect(answer.degraded).toEqual([]);
  });

  test('the provider is told no name of the data and no row', async () => {
    provider.plays(saysJson(right));
    await line.ask(ask);
    const told = JSON.stringify(provider.heard);
    const { evidence } = await line.ask('List all processes');
    const names = evidence.flatMap(({ rows }) => rows.map(([name]) => String(name)));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => told.includes(name))).toEqual([]);
  });

  test('a provider that lies changes no fact', async () => {
    provider.plays(
      saysJson({
        ...right,
        metrics: [{ metric: 'successes', because: 'kicked the bucket' }],
        periods: [{ because: 'ever' }],
      }),
    );
    const answer = await line.ask(ask);
    expect(answer).toMatchObject({ claims: [], evidence: [] });
    expect(answer.kind).not.toBe('answer');
    expect(answer.degraded).toEqual([]);
  });

  test('a provider that is down is said to be down, and nothing waits for it', async () => {
    provider.plays(fails(401));
    const answers: Answer[] = [];
    const counted = await countedBy(async () => {
      for (let at = 0; at < 20; at += 1) answers.push(await line.ask(ask));
    });
    expect(figuresOf(counted, 'breakerTurns')).toEqual(['gpt-4o-mini open: 1']);
    const rested = answers.filter(({ usage }) => usage.modelCalls === 0).length;
    expect(figuresOf(counted, 'recoveries')).toEqual([
      `model_refused rules: ${20 - rested}`,
      `model_resting rules: ${rested}`,
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ degraded: ['model'], claims: [] });
    expect(rested).toBeGreaterThanOrEqual(5);
    expect(answers.at(-1)?.usage.modelCalls).toBe(0);
    expect(await line.ask(plain)).toMatchObject({ kind: 'answer', degraded: [] });
  });

  test('what was used, and how the model did, can be read', async () => {
    const month = new Date().toISOString().slice(0, 7);
    const usage = JSON.parse((await line.http('GET', '/v1/usage')).body);
    expect(usage).toMatchObject({ period: month, userId: null });
    // What a busy machine could not write in time is written later.
    expect(usage.total.calls).toBeGreaterThan(0);
    expect(usage.total.costUsd).toBeGreaterThan(0);
    expect(Object.keys(usage.works)).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d\/reading$/)]);
    const { models } = JSON.parse((await line.http('GET', '/v1/models')).body);
    expect(models).toEqual([
      expect.objectContaining({ work: 'reading', model: 'gpt-4o-mini', share: 1, circuit: 'open' }),
    ]);
    expect(models[0].success).toBeGreaterThan(0);
    expect(models[0].success).toBeLessThan(1);
  });
});
