import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PhoneOwner } from '#infra/local/whatsapp/demo-people.ts';
import { type Talking, talking, wordsOf } from '#test/support/whatsapp.ts';

const isLong = process.env['MODE'] === 'long';
const PEOPLE = isLong ? 200 : 12;
const EACH = isLong ? 10 : 3;
/** So long a copy of a worker lives, once it is ready. */
const LIFE_MS = 2000;
const PARKED_SECONDS = 3;
const PATIENCE_MS = isLong ? 40 * 60_000 : 240_000;

const people: PhoneOwner[] = Array.from({ length: PEOPLE }, (_, index) => ({
  id: `p${index}`,
  name: `Person ${index}`,
  phone: `3933300${String(index).padStart(5, '0')}`,
  scopedId: `IT.70000${String(index).padStart(5, '0')}`,
  readReceipts: true,
  admitted: true,
}));

let chat: Talking;
beforeAll(async () => {
  chat = await talking({
    homes: 'processes',
    // Long enough that a claim has ended before its message comes back; few messages may come back sooner.
    longestVisibilityS: isLong ? 31 : 4,
    // One process stands for all the copies that AWS would start: it is to die with a few messages, not with all.
    mostAtOnce: 1,
    // All at once is what is wanted here.
    whatsApp: { people, parkedSeconds: PARKED_SECONDS, backlogLimit: 10_000 },
  });
  // Each person's own limit of the platform would make a storm of this size last for hours.
  chat.whatsApp.setFaults({ pairRate: false });
});
afterAll(() => chat.stop());

/** Each message asks for a day of its own, so that replies can be told apart. */
const question = (turn: number): string => `Quanti fallimenti il ${turn + 1} novembre?`;
const dayIn = (words: string): string | undefined => /(\d+)º? novembre/.exec(words)?.[1];

test(
  `of ${PEOPLE * EACH} messages none is lost and none is answered twice while the workers are killed`,
  async () => {
    const startedAt = Date.now();
    const { kills, stop } = killing(['Dispatch', 'Webhook']);
    for (let turn = 0; turn < EACH; turn += 1) {
      for (const { id } of people) chat.whatsApp.phone(id).say(question(turn));
      await sleep(isLong ? 10_000 : 1000);
    }
    const answered = () => people.map(({ id }) => daysAnswered(id));
    const progress = setInterval(() => {
      const done = answered().reduce((sum, days) => sum + new Set(days).size, 0);
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      if (isLong) console.log(`${seconds} s: ${done} of ${PEOPLE * EACH} answered, ${kills()} kills`);
    }, 15_000);
    await expect
      .poll(() => answered().filter((days) => new Set(days).size === EACH).length, {
        timeout: PATIENCE_MS,
        interval: 1000,
      })
      .toBe(PEOPLE)
      .finally(() => clearInterval(progress));
    stop();
    const lastedS = Math.round((Date.now() - startedAt) / 1000);
    // What nobody knew of would be sent again by now.
    await sleep((PARKED_SECONDS + 5) * 1000);
    const all = answered();
    const expected = Array.from({ length: EACH }, (_, turn) => String(turn + 1));
    const doubled =
      all.flat().length - all.map((days) => new Set(days).size).reduce((sum, one) => sum + one, 0);
    const disordered = all.filter((days) => days.join() !== expected.join()).length;
    expect(kills()).toBeGreaterThan(3);
    expect({ doubled, disordered }).toEqual({ doubled: 0, disordered: 0 });
    if (isLong)
      await record({
        messages: PEOPLE * EACH,
        people: PEOPLE,
        kills: kills(),
        lastedS,
        lost: 0,
        doubled,
        disordered,
      });
  },
  PATIENCE_MS + 60_000,
);

/** Kills each copy of these functions when its time has come; how often it did. */
const killing = (names: string[]) => {
  let kills = 0;
  const born = new Map<number, number>();
  const timer = setInterval(() => {
    for (const pid of names.flatMap((name) => chat.cloud.functionPids(name))) {
      const since = born.get(pid) ?? Date.now();
      born.set(pid, since);
      if (Date.now() - since < LIFE_MS) continue;
      kills += killed(pid) ? 1 : 0;
    }
  }, 100);
  return { kills: () => kills, stop: () => clearInterval(timer) };
};

/** False when it ended by itself just before. */
const killed = (pid: number): boolean => {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
};

/** The days that a person was told of, in the order in which the answers came. */
const daysAnswered = (id: string): string[] =>
  chat
    .came(id)
    .map((message) => dayIn(wordsOf([message]).replaceAll('*', '').split('Dati alle')[0] ?? ''))
    .filter((day) => day !== undefined);

const record = async (found: Record<string, number>): Promise<void> => {
  const rows = Object.entries(found).map(([name, value]) => `| ${name} | ${value} |`);
  const page = [
    '# Messages while workers are killed',
    '',
    `\`npm run test:kills\`, ${new Date().toISOString().slice(0, 10)}: the whole local cloud, its webhook and dispatch functions each copy killed by SIGKILL two seconds after it was ready.`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows,
    '',
  ];
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/whatsapp-kills.md', page.join('\n'));
};
