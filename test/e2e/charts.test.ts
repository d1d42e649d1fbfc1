import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { Answer } from '#shared/contracts/answer.ts';

let cloud: LocalCloud;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-charts-'));
  const now = new Date('2026-11-21T02:36:00.000Z');
  cloud = await bootLocalCloud({ port: 0, dataDir, now, demo: { runs: 3000, days: 40 } });
}, 240_000);
afterAll(async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const headers = { 'x-api-key': 'local-key' };

const chartsOf = async (question: string, userId?: string): Promise<string[]> => {
  const response = await fetch(`${cloud.url}/v1/ask`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ question, ...(userId !== undefined && { userId }) }),
  });
  const { blocks } = z.parse(Answer, await response.json());
  return blocks.flatMap((block) =>
    block.type === 'series' && block.chart !== undefined ? [block.chart] : [],
  );
};

const get = (path: string, more: Record<string, string> = {}) =>
  fetch(cloud.url + path, { headers: { ...headers, ...more } });

describe('pictures over HTTP', () => {
  test.each([
    'Esecuzioni per giorno negli ultimi 7 giorni',
    'Runs by hour this month',
    'Esecuzioni di questa settimana rispetto alla settimana scorsa',
    'Which five processes ran the most in the last 30 days?',
  ])('%s: a PNG that a phone can show', async (question) => {
    const ids = await chartsOf(question);
    expect(ids).toHaveLength(1);
    const response = await get(`/v1/charts/${ids[0]}.png`, { accept: 'image/png' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u{89}PNG\r\n\u{1A}\n');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1080, 810]);
    expect(bytes.byteLength).toBeGreaterThan(15_000);
    expect(bytes.byteLength).toBeLessThanOrEqual(300_000);
  });

  test('are drawn again in no time', async () => {
    const [id] = await chartsOf('Runs by day in the last 30 days');
    await get(`/v1/charts/${id}.png`);
    const startedAt = performance.now();
    expect((await get(`/v1/charts/${id}.png`)).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('of a person are shown to that person', async () => {
    const [id] = await chartsOf('Esecuzioni per giorno negli ultimi 7 giorni', 'maria');
    expect((await get(`/v1/charts/${id}.png?userId=maria`)).status).toBe(200);
    expect((await get(`/v1/charts/${id}.png?userId=luca`)).status).toBe(404);
    expect((await get(`/v1/charts/${id}.png`)).status).toBe(404);
    const keyless = await fetch(`${cloud.url}/v1/charts/${id}.png?userId=maria`);
    expect(keyless.status).toBe(401);
    expect(await keyless.json()).toMatchObject({ code: 'unauthorized' });
  });

  test('are in no answer that has nothing to draw', async () => {
    expect(await chartsOf('Quante esecuzioni ieri?')).toEqual([]);
    expect(await chartsOf('ciao')).toEqual([]);
  });
});
