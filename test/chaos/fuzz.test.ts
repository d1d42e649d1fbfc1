import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { growthMb, storm, type Storm } from '#test/support/fuzz/storm.ts';
import { type Talking, talking } from '#test/support/whatsapp.ts';
import { DOORS } from '#test/support/fuzz/requests.ts';
import { isLong } from './bench.ts';

const COUNT = 100_000;
const GROWTH_MB = 50;

// The short form is in test/e2e/api.test.ts, which has such a cloud already.
describe.runIf(isLong)('a storm of requests that nobody would write', () => {
  let chat: Talking;
  beforeAll(async () => {
    const { appSecret, numberId } = DOORS;
    chat = await talking({ whatsApp: { appSecret, numberId, backlogLimit: 50 } });
  });
  afterAll(() => chat.stop());

  test(`of ${COUNT} none ends in an error of ours, and memory stays as it is`, async () => {
    const found = await storm(chat.cloud.url, DOORS, { count: COUNT, atOnce: 8 });
    await record(COUNT, found);
    expect(found.failed).toEqual([]);
    expect(growthMb(found.rssMb)).toBeLessThan(GROWTH_MB);
  }, 3_600_000);
});

const record = async (count: number, { statuses, rssMb, secondsTaken }: Storm): Promise<void> => {
  const rows = Object.entries(statuses).map((row) => `| ${row.join(' | ')} |`);
  const page = [
    '# Requests that nobody would write',
    '',
    `\`npm run test:fuzz\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}: ${count} requests over HTTP to the whole local cloud in ${secondsTaken} s, with damaged and strange bodies, headers, paths, methods and encodings, 15 of 100 of them signed posts to the webhook.`,
    '',
    '| status | answers |',
    '| --- | --- |',
    ...rows,
    '',
    `Memory of the process that holds the whole cloud and the generator: ${rssMb[0]} MB at first, ${rssMb.at(-1)} MB at last; it grew by ${growthMb(rssMb)} MB from the second fifth to the last.`,
    '',
  ];
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/fuzz.md', page.join('\n'));
};
