import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { ORDERS, ORDERS_NOW } from '#test/support/orders.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await bootLocalCloud({
    port: 0,
    dataDir: await mkdtemp(join(tmpdir(), 'milhena-orders-')),
    now: new Date(ORDERS_NOW),
    ...ORDERS,
    languages: ['en', 'it'],
    quiet: true,
  });
});
afterAll(() => cloud?.stop());

const ask = async (question: string): Promise<Answer> => {
  const response = await fetch(`${cloud.url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': cloud.apiKey },
    body: JSON.stringify({ question }),
  });
  return z.parse(Answer, await response.json());
};

test('the local cloud stands on another catalog: its demo data, its role, its words', async () => {
  const answer = await ask('Which customers never ordered?');
  expect(answer.answer).toContain('Conti Forniture\n• Old Mill Traders');
  expect((await ask('Quanti corrieri abbiamo?')).answer).toContain('4 corrieri');
});

test('the first language answers a text that gives none away', async () => {
  expect((await ask('???')).language).toBe('en');
});

test('a catalog that is not there is one sentence', async () => {
  const boot = async (catalog: string) =>
    bootLocalCloud({
      port: 0,
      dataDir: await mkdtemp(join(tmpdir(), 'milhena-none-')),
      catalog,
      quiet: true,
    });
  await expect(boot('nowhere')).rejects.toThrow('layers/catalog/nowhere/model.yaml is missing.');
});
