import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { suggestion } from '#test/support/hard-questions.ts';
import { saysJson, type ScriptedProvider, startProvider } from '#test/support/scripted-provider.ts';

let provider: ScriptedProvider;
let cloud: LocalCloud;
let dataDir: string;
beforeAll(async () => {
  provider = await startProvider(
    saysJson(suggestion({ metrics: [{ metric: 'failures', because: 'kicked the bucket' }] })),
  );
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-model-'));
  // Open, so that the database of root lies in here and goes with it.
  await chmod(dataDir, 0o755);
  cloud = await bootLocalCloud({
    port: 0,
    dataDir,
    now: new Date('2026-11-20T15:00:00Z'),
    timeZone: 'Europe/Rome',
    demo: { runs: 1000, days: 10 },
    models: {
      models: [{ name: 'gpt-4o-mini', baseUrl: provider.baseUrl, key: 'key-of-this-machine' }],
      tone: false,
    },
  });
});
afterAll(async () => {
  await cloud.stop();
  await provider.stop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  provider.heard.length = 0;
});

const ask = async (question: string) => {
  const response = await fetch(`${cloud.url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': cloud.apiKey },
    body: JSON.stringify({ question }),
  });
  return JSON.parse(await response.text());
};

test('a model of one’s own helps with a loose question, with the key of this machine', async () => {
  const [loose, plain] = [
    await ask('How many jobs kicked the bucket yesterday?'),
    await ask('How many jobs failed yesterday?'),
  ];
  expect(loose).toMatchObject({ kind: 'answer', answer: plain.answer, degraded: [] });
  expect(loose.usage).toMatchObject({ modelCalls: 1, inputTokens: 900, outputTokens: 100 });
  expect(provider.heard.map(({ authorization }) => authorization)).toEqual(['Bearer key-of-this-machine']);
});

test('a plain question goes to nobody', async () => {
  expect(await ask('How many runs yesterday?')).toMatchObject({ kind: 'answer', usage: { modelCalls: 0 } });
  expect(provider.heard).toEqual([]);
});
