import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOORS } from '#test/support/fuzz/requests.ts';
import { growthMb, storm, type Storm } from '#test/support/fuzz/storm.ts';
import { liveHeaps } from '#test/support/live-heaps.ts';
import { type Talking, talking } from '#test/support/whatsapp.ts';
import { isLong } from './bench.ts';

const COUNT = 100_000;
/** By then all code is compiled, and what is remembered up to a bound has nearly reached it. */
const WARM = 40_000;
const GROWTH_MB = 50;

/** What is in use once garbage is collected, in all; and what the process holds of memory, which may grow without a leak. */
interface Memory {
  liveMb: number;
  processMb: number;
}
const mb = (bytes: number): number => Math.round(bytes / 1_048_576);
const memory = async (): Promise<Memory> => {
  const heaps = Object.values(await liveHeaps());
  return { liveMb: mb(heaps.reduce((sum, one) => sum + one, 0)), processMb: mb(process.memoryUsage().rss) };
};

// The short form is in test/e2e/api.test.ts, which has such a cloud already.
describe.runIf(isLong)('a storm of requests that nobody would write', () => {
  let chat: Talking;
  beforeAll(async () => {
    const { appSecret, numberId } = DOORS;
    chat = await talking({ whatsApp: { appSecret, numberId, backlogLimit: 50 } });
  });
  afterAll(() => chat.stop());

  test(`of ${COUNT} none ends in an error of ours, and memory stays as it is`, async () => {
    const send = (count: number, firstSeed: number) =>
      storm(chat.cloud.url, DOORS, { count, atOnce: 8, firstSeed });
    const parts = [await send(WARM, 1)];
    const warm = await memory();
    parts.push(await send(COUNT - WARM, WARM + 1));
    const last = await memory();
    await record(parts, warm, last);
    expect(parts.flatMap(({ failed }) => failed)).toEqual([]);
    expect(last.liveMb - warm.liveMb).toBeLessThan(GROWTH_MB);
    expect(growthMb(parts.flatMap(({ rssMb }) => rssMb))).toBeLessThan(GROWTH_MB);
  }, 3_600_000);
});

const record = async (parts: Storm[], warm: Memory, last: Memory): Promise<void> => {
  const counts = new Map<string, number>();
  for (const { statuses } of parts)
    for (const [status, count] of Object.entries(statuses))
      counts.set(status, (counts.get(status) ?? 0) + count);
  const seconds = parts.reduce((sum, { secondsTaken }) => sum + secondsTaken, 0);
  const page = [
    '# Requests that nobody would write',
    '',
    `\`npm run test:fuzz\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}: ${COUNT} requests over HTTP to the whole local cloud in ${seconds} s, with damaged and strange bodies, headers, paths, methods and encodings, 15 of 100 of them signed posts to the webhook.`,
    '',
    '| status | answers |',
    '| --- | --- |',
    ...[...counts].map((row) => `| ${row.join(' | ')} |`),
    '',
    `Memory in use of all functions, the emulated tables and the generator, once garbage is collected: ${warm.liveMb} MB after ${WARM} requests, ${last.liveMb} MB after all. The process itself held ${warm.processMb} and ${last.processMb} MB.`,
    '',
  ];
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/fuzz.md', page.join('\n'));
};
