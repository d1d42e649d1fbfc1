import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { wordsOf } from '#test/support/whatsapp.ts';

let dataDir = '';
let cloud: LocalCloud | undefined;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-proactive-'));
  await chmod(dataDir, 0o755);
});
afterAll(async () => {
  await cloud?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The same cloud again: its clock ticks at once when it boots. */
const boot = async (): Promise<LocalCloud> => {
  await cloud?.stop();
  const now = new Date('2026-11-20T15:00:00Z');
  cloud = await bootLocalCloud({ port: 0, dataDir, now, demo: { runs: 2000, days: 20 }, quiet: true });
  return cloud;
};
const came = (): string =>
  wordsOf((cloud?.whatsApp?.messages('giulia') ?? []).filter(({ from }) => from === 'business'));
const templates = (): string[] =>
  (cloud?.whatsApp?.messages('giulia') ?? []).flatMap(({ from, content }) =>
    from === 'business' ? (/"name":"(milhena_\w+)"/.exec(JSON.stringify(content))?.[1] ?? []) : [],
  );
const phone = () => cloud?.whatsApp?.phone('giulia') ?? expect.fail('There is no WhatsApp here');

test('what somebody wished for on WhatsApp is told at the next tick, once, and no more when it is ended', async () => {
  await boot();
  phone().say('avvisami se un processo non parte');
  await expect
    .poll(came, { timeout: 60_000 })
    .toContain('Va bene, ti scrivo quando un processo doveva partire');

  // The WhatsApp of this machine forgets with the cloud that they wrote, so that free words are refused.
  await boot();
  await expect.poll(() => templates(), { timeout: 60_000 }).toEqual(['milhena_news']);

  await boot();
  phone().say('basta avvisi');
  await expect
    .poll(came, { timeout: 60_000 })
    .toContain('non ti scrivo più quando un processo doveva partire');
  await sleep(3000);
  expect(templates()).toEqual([]);
});
