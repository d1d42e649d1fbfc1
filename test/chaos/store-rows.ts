import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Fate } from '#test/support/faulty-aws.ts';
import { wordsOf } from '#test/support/whatsapp.ts';
import { aboutDay, type Bench, flood, isLong, outcomes, slowest, told } from './bench.ts';

const Kept = z.object({ turns: z.array(z.object({ question: z.string() })) });

export const storeRows = (bench: Bench): void => {
  const { fresh, measured } = bench;
  const ask = (more: object = {}, question = fresh()) => bench.cloud.askHttp(question, more);

  describe('what the assistant itself remembers', () => {
    test('row 20: throttled, broken and unanswered tables are asked again, and nothing is done twice', async () => {
      const fates: Fate[] = [
        'ProvisionedThroughputExceededException',
        'InternalServerError',
        'lost',
        'reset',
      ];
      let count = 0;
      const sessionId = (await ask({ userId: 'thirty' })).json.sessionId;
      bench.cloud.tables.fate = () => ((count += 1) % 8 === 0 ? (fates[(count / 8) % 4] ?? 'pass') : 'pass');
      const questions = Array.from({ length: 12 }, () => fresh());
      const all = await Promise.all(questions.map((one) => ask({ userId: 'thirty', sessionId }, one)));
      bench.cloud.whatsApp.phone('p9').say(aboutDay(5));
      await expect.poll(() => told(bench, 5, ['p9']), { timeout: 30_000 }).toEqual([1]);
      bench.cloud.mend();
      expect(outcomes(all)).toEqual({ '200 answer': 12 });
      const kept = z.parse(Kept, await bench.cloud.api('GET', `/v1/sessions/${sessionId}?userId=thirty`));
      const said = kept.turns.map(({ question }) => question);
      // Kept once, or said not to be.
      const times = (one: string) => said.filter((other) => other === one).length;
      const isSaid = (place: number) => all[place]?.json.degraded.includes('sessions');
      expect(
        questions.filter((one, place) => times(one) !== 1 && !(times(one) === 0 && isSaid(place))),
      ).toEqual([]);
      expect(told(bench, 5, ['p9'])).toEqual([1]);
    });

    test('tables that are away: questions are answered without a memory, and that is said', async () => {
      bench.cloud.tables.fate = () => (isLong ? 'silent' : 'InternalServerError');
      const all = await flood(bench, 4, 4);
      expect(outcomes(all)).toEqual({ '200 answer': 4 });
      for (const { json } of all) expect(json.degraded).toContain('sessions');
      measured(20, 'slowest answer without tables, ms', slowest(all));
      const known = await ask({ userId: 'known' });
      expect([known.json.kind, known.json.reason]).toEqual(['refuse', 'data_unreachable']);
      expect(known.json.degraded).toContain('access');
    });

    test('row 18: without any model the same question gets the same answer, and that none was there is said', async () => {
      const loose = 'How many jobs kicked the bucket yesterday?';
      const [one, other] = [await ask({}, loose), await ask({}, loose)];
      expect(one.json.degraded).toEqual(['model']);
      expect([other.status, other.json.answer, other.json.kind]).toEqual([
        200,
        one.json.answer,
        one.json.kind,
      ]);
      expect((await ask({}, 'How many runs failed yesterday?')).json).toMatchObject({
        kind: 'answer',
        degraded: [],
      });
    });

    test('a renderer that fails: the words come without their picture', async () => {
      const came = await bench.cloud.ask('p10', 'Fallimenti per giorno la settimana scorsa');
      expect(wordsOf(came)).toContain('La settimana scorsa');
      expect(came.some(({ type }) => type === 'image')).toBe(false);
      const { json } = await ask({}, 'Failures per day last week');
      const chart = json.blocks.find(({ type }) => type === 'series')?.chart;
      const headers = { 'x-api-key': bench.cloud.cloud.apiKey };
      const picture = await fetch(`${bench.cloud.cloud.url}/v1/charts/${chart}.png`, { headers });
      expect(picture.status).toBe(503);
    });
  });
};
