import { describe, expect, test } from 'vitest';
import { wordsOf } from '#test/support/whatsapp.ts';
import type { Fate } from '#test/support/faulty-aws.ts';
import { aboutDay, type Bench, crowd, told } from './bench.ts';

const PATIENCE = { timeout: 30_000, interval: 100 };

export const channelRows = (bench: Bench): void => {
  const { measured } = bench;

  describe('the way of a message', () => {
    test('row 7: what can not be queued is not acknowledged, and is answered once when it can', async () => {
      const { whatsApp, queues } = bench.cloud;
      const people = crowd.slice(0, 4).map(({ id }) => id);
      queues.fate = (operation) => (operation === 'SendMessageBatch' ? 'reset' : 'pass');
      const before = whatsApp.deliveries().length;
      for (const id of people) whatsApp.phone(id).say(aboutDay(2));
      const posts = () => whatsApp.deliveries().slice(before);
      await expect.poll(() => posts().filter(({ status }) => status === 500).length, PATIENCE).toBe(4);
      expect(told(bench, 2, people)).toEqual([0, 0, 0, 0]);
      // Refused, or queued without an answer: each 200 stands for a message that is safe.
      let count = 0;
      const fates: Fate[] = ['lost', 'ServiceUnavailable', 'pass'];
      queues.fate = (operation) =>
        operation === 'SendMessageBatch' ? (fates[(count += 1) % fates.length] ?? 'pass') : 'pass';
      await expect.poll(() => told(bench, 2, people), PATIENCE).toEqual([1, 1, 1, 1]);
      bench.cloud.mend();
      await whatsApp.settled();
      expect(posts().every(({ status }) => status === 200)).toBe(true);
      expect(told(bench, 2, people)).toEqual([1, 1, 1, 1]);
    });

    test('a slow queue is waited for: acknowledged late, answered once', async () => {
      const { whatsApp, queues } = bench.cloud;
      queues.fate = () => 800;
      whatsApp.phone('p4').say(aboutDay(3));
      await expect.poll(() => told(bench, 3, ['p4']), PATIENCE).toEqual([1]);
      bench.cloud.mend();
    });

    test('row 8: a line that is lost on the way is asked again by way of the queue', async () => {
      const { whatsApp, services } = bench.cloud;
      const people = crowd.slice(5, 8).map(({ id }) => id);
      let lost = 0;
      services.fate = (operation) => {
        if (operation !== 'StartSyncExecution' || lost >= 8) return 'pass';
        lost += 1;
        return (['reset', 'ServiceUnavailable', 'lost'] as const)[lost % 3] ?? 'reset';
      };
      const startedAt = performance.now();
      for (const id of people) whatsApp.phone(id).say(aboutDay(4));
      await expect.poll(() => told(bench, 4, people), PATIENCE).toEqual([1, 1, 1]);
      expect(lost).toBe(8);
      measured(8, 'all of 3 answered after 8 lost runs, ms', Math.round(performance.now() - startedAt));
      for (const id of people) expect(wordsOf(bench.cloud.came(id))).not.toContain('non riesco a leggere');
    });

    test('row 9: who could not be answered is promised an answer, and gets it once when the data is back', async () => {
      const { whatsApp, cloud, came } = bench.cloud;
      const words = (id: string) => wordsOf(came(id));
      bench.cloud.database.cut();
      for (const id of ['p8', 'p11']) whatsApp.phone(id).say(aboutDay(6));
      await expect
        .poll(() => words('p8') + words('p11'), PATIENCE)
        .toMatch(/Ti scrivo appena[^]*Ti scrivo appena/);
      whatsApp.phone('p11').say('STOP');
      await expect.poll(() => words('p11'), PATIENCE).toContain('non ti scrivo più');
      await cloud.tick();
      expect(told(bench, 6, ['p8', 'p11'])).toEqual([0, 0]);
      bench.cloud.mend();
      const tickAndSee = async () => {
        await cloud.tick();
        return words('p8');
      };
      await expect
        .poll(tickAndSee, { timeout: 30_000, interval: 500 })
        .toContain('Riesco di nuovo a leggere i dati');
      for (let more = 0; more < 2; more += 1) await cloud.tick();
      expect(words('p8').match(/Riesco di nuovo/g)).toHaveLength(1);
      expect(told(bench, 6, ['p8', 'p11'])).toEqual([1, 0]);
    });
  });
};
