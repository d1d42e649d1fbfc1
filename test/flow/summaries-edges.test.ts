import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/contracts/answer.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { localOf } from '#test/support/brute-force/local-time.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { NOW, pastOf, writePast } from '#test/support/summaries/past.ts';

const past = pastOf(7);
const now = new Date(NOW).toISOString();
const ZONES = ['Europe/Rome', 'America/New_York', 'Asia/Kolkata', 'UTC'] as const;

let postgres: TestPostgres;
let client: Client;
let lines: Record<string, Line>;
beforeAll(async () => {
  postgres = await startPostgres();
  client = new Client(postgres.adminUrl);
  await client.connect();
  await createLayout(client);
  await writePast(client, past);
  lines = Object.fromEntries(
    await Promise.all(ZONES.map(async (zone) => [zone, await lineOn(postgres.adminUrl, zone)] as const)),
  );
});
afterAll(async () => {
  await Promise.all(Object.values(lines ?? {}).map((line) => line.close()));
  await client?.end();
  await postgres?.stop();
});
const ask = async (zone: (typeof ZONES)[number], question: string): Promise<Answer> => {
  const line = lines[zone];
  if (!line) throw new Error(`no line in ${zone}`);
  return line.ask(question, { now });
};

const counts = ({ claims }: Answer): unknown[] =>
  claims.filter(({ unit }) => unit === 'count').map(({ value }) => value);
const main = ({ evidence }: Answer) => evidence.find(({ id }) => id === 'e1');
const failedOn = (zone: string, from: string, to: string): number =>
  past.filter(({ end, ok }) => !ok && localOf(end, zone).day >= from && localOf(end, zone).day <= to).length;
const failedIn = (range: { from: string; to: string }): number =>
  past.filter(({ end, ok }) => !ok && end >= Date.parse(range.from) && end < Date.parse(range.to)).length;

describe('the edges of what summaries can tell', () => {
  test.each([
    ['Europe/Rome', 'Quanti fallimenti il 25 ottobre?', '2026-10-25', 25],
    ['Europe/Rome', 'How many failures on 25 October?', '2026-10-25', 25],
    ['Europe/Rome', 'Quanti fallimenti il 24 ottobre?', '2026-10-24', 24],
    ['America/New_York', 'How many failures on November 1st?', '2026-11-01', 25],
  ] as const)(
    'in %s, "%s" is about the whole of a day of its own length',
    async (zone, question, day, hours) => {
      const answer = await ask(zone, question);
      const range = main(answer)?.query?.timeRange;
      expect(Date.parse(range?.to ?? '') - Date.parse(range?.from ?? '')).toBe(hours * 3_600_000);
      expect(counts(answer)[0]).toBe(failedOn(zone, day, day));
      expect(answer.answer).toMatch(/riepiloghi|summaries/);
    },
  );

  test.each(['Fallimenti al giorno dal 23 al 26 ottobre', 'Failures per day from 23 to 26 October'])(
    '%s: the day that has 25 hours is one of four',
    async (question) => {
      const days = ['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26'];
      const answer = await ask('Europe/Rome', question);
      expect(main(answer)?.rows).toEqual(days.map((day) => [day, failedOn('Europe/Rome', day, day)]));
    },
  );

  test.each([
    ['Quanti fallimenti il 10 ottobre?', 'ore intere'],
    ['How many failures on 10 October?', 'whole hours'],
  ])('where days begin at half past the hour, "%s" is answered for whole hours', async (question, why) => {
    const answer = await ask('Asia/Kolkata', question);
    const range = main(answer)?.query?.timeRange ?? { from: '', to: '' };
    expect(Math.abs(Date.parse(range.from) - Date.parse('2026-10-09T18:30:00Z'))).toBe(1_800_000);
    expect(counts(answer)[0]).toBe(failedIn(range));
    expect(answer.claims.map(({ value }) => value)).toContain(range.from);
    expect(answer.answer).toContain(why);
  });

  test('a breakdown by such days gives way to the total', async () => {
    const answer = await ask('Asia/Kolkata', 'Failures per day from 5 to 11 October');
    const range = main(answer)?.query?.timeRange ?? { from: '', to: '' };
    expect(main(answer)?.query?.dimensions).toBeUndefined();
    expect(counts(answer)[0]).toBe(failedIn(range));
    expect(answer.answer).toContain('here is the total');
  });

  test('days of the summaries are days of the reader where clocks agree', async () => {
    const answer = await ask('UTC', 'How many failures in June?');
    expect(counts(answer)[0]).toBe(failedOn('UTC', '2026-06-01', '2026-06-30'));
    expect(answer.answer).not.toContain('whole days');
  });

  test.each([
    ['Quanti fallimenti ad aprile?', 'settimane intere'],
    ['How many failures in April?', 'whole weeks'],
  ])('weeks split a month: "%s" is answered for the weeks nearest to it', async (question, why) => {
    const answer = await ask('Europe/Rome', question);
    const range = main(answer)?.query?.timeRange ?? { from: '', to: '' };
    expect(range).toEqual({ from: '2026-03-30T00:00:00.000Z', to: '2026-05-04T00:00:00.000Z' });
    expect(counts(answer)[0]).toBe(failedIn(range));
    expect(answer.answer).toContain(why);
  });

  test.each([
    ['Quante prove a mano ci sono state a ottobre?', 'chiedimi esecuzioni riuscite'],
    ['How many trials by hand were there in October?', 'ask me for successes'],
    ['How many runs were cancelled in October?', 'ask me for successes'],
  ])('%s: summaries leave such runs out, so nothing is counted', async (question, why) => {
    const answer = await ask('Europe/Rome', question);
    expect(counts(answer)).toEqual([]);
    expect(answer.answer).toContain(why);
  });

  test.each([
    ['Quanti fallimenti la settimana scorsa?', 'danno un numero diverso'],
    ['How many failures last week?', 'show a different number'],
  ])(
    '%s: where both sources cover it and disagree, the rows are told and so is that',
    async (question, why) => {
      const before = await ask('Europe/Rome', question);
      expect(before.answer).not.toContain(why);
      const recount = (more: number) =>
        client.query(
          `update insights_by_period set value = value + $1 where id =
          (select min(id) from insights_by_period where type = 3 and "periodStart" between '2026-11-10' and '2026-11-14')`,
          [more],
        );
      await recount(3);
      const after = await ask('Europe/Rome', question);
      await recount(-3);
      expect(counts(after)).toEqual(counts(before));
      expect(after.answer).toContain(why);
    },
  );
});
