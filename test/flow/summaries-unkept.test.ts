import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/contracts/answer.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

/** A process of the demo company that keeps none of its successful runs. */
const COLD = 'Controllo temperatura celle';
const now = '2026-11-18T09:30:00.000Z';
const POPULATION = `e."deletedAt" is null and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')`;
const COMPLETED = `status in ('success', 'error', 'crashed')`;
const FAILED = `status in ('error', 'crashed')`;
/** The rows of a period of local days, by their start. */
const rowsOf = (condition: string, from: string, to: string) =>
  `(select count(*)::float8 from execution_entity e join workflow_entity w on w.id = "workflowId"
    where ${POPULATION} and ${condition} and ("startedAt" at time zone 'Europe/Rome')::date between '${from}' and '${to}')`;
/** What the summaries of the cold rooms say of it: 2 successes, 3 failures. */
const coldOf = (types: string, from: string, to: string) =>
  `(select coalesce(sum(value), 0)::float8 from (
      select "metaId", type, value, "periodStart" as at from insights_by_period
      union all select "metaId", type, value, timestamp from insights_raw
    ) s join insights_metadata using ("metaId") join workflow_entity w on w.id = "workflowId"
    where w.name = '${COLD}' and type in (${types})
      and (at at time zone 'Europe/Rome')::date between '${from}' and '${to}')`;

const figures = ({ claims }: Answer, unit = 'count'): unknown[] =>
  claims.filter((claim) => claim.unit === unit).map(({ value }) => value);

const rowsIn = ({ evidence }: Answer) => evidence.find(({ id }) => id === 'e1')?.rows ?? [];

describe('a company of which one process keeps its failed runs alone', () => {
  let postgres: TestPostgres;
  let client: Client;
  let line: Line;
  beforeAll(async () => {
    postgres = await startPostgres();
    client = new Client(postgres.url);
    await client.connect();
    await seedDemo(client, { now: new Date(now), timeZone: 'Europe/Rome' });
    await client.query('set search_path = public');
    line = await lineOn(postgres.url);
  });
  afterAll(async () => {
    await line?.close();
    await client?.end();
    await postgres?.stop();
  });
  const ask = (question: string) => line.ask(question, { now });
  const figure = async (sql: string): Promise<number> => {
    const { rows } = await client.query<{ figure: number }>(`select ${sql} as figure`);
    return Number(rows[0]?.figure);
  };
  const lastWeek = ['2026-11-09', '2026-11-15'] as const;
  const yesterday = ['2026-11-17', '2026-11-17'] as const;

  test.each([
    [`Quante volte è partito ${COLD} la settimana scorsa?`, 'un riepilogo di quelle riuscite'],
    [`How many runs of ${COLD} last week?`, 'a summary of the successful ones'],
  ])(
    '%s is answered from its summaries, for the rows would tell of failures alone',
    async (question, why) => {
      const answer = await ask(question);
      expect(figures(answer)[0]).toBe(await figure(coldOf('2, 3', ...lastWeek)));
      expect(figures(answer)[0]).toBeGreaterThan(1000);
      expect(answer.answer).toContain(why);
    },
  );

  test.each([`Esecuzioni al giorno di ${COLD} la settimana scorsa`, `Runs per day of ${COLD} last week`])(
    '%s: every day has all of its runs',
    async (question) => {
      const answer = await ask(question);
      const days = rowsIn(answer).map(([, count]) => Number(count));
      expect(days).toHaveLength(7);
      expect(days.reduce((sum, count) => sum + count, 0)).toBe(await figure(coldOf('2, 3', ...lastWeek)));
    },
  );

  test.each([
    `Quante esecuzioni, successi e fallimenti ha avuto ${COLD} ieri?`,
    `How many runs, successes and failures did ${COLD} have yesterday?`,
  ])('%s: all of them from the source that knows all of them', async (question) => {
    const answer = await ask(question);
    const [runs, good, bad] = await Promise.all(
      ['2, 3', '2', '3'].map((of) => figure(coldOf(of, ...yesterday))),
    );
    expect(figures(answer).slice(0, 3)).toEqual([runs, good, bad]);
  });

  test.each([
    [`Esecuzioni di ${COLD} nell'ultima ora`, 'ore intere'],
    [`Runs of ${COLD} in the last hour`, 'whole hours'],
  ])('%s: rather whole hours than nothing', async (question, why) => {
    const answer = await ask(question);
    expect(figures(answer)[0]).toBeGreaterThan(10);
    expect(answer.answer).toContain(why);
  });

  test.each([`Esecuzioni per ora di ${COLD} ieri`, `Runs per hour of ${COLD} yesterday`])(
    '%s: hours that are all alike have a figure too, and so has each part of the day',
    async (question) => {
      const answer = await ask(question);
      expect(figures(answer)).toEqual([30, 180, 180, 180, 180]);
    },
  );

  test.each([
    [`Quando è riuscito l'ultima volta ${COLD}?`, 'mai riuscito', 'Fra le esecuzioni conservate'],
    [`When did ${COLD} last succeed?`, 'has never succeeded', 'Among the runs that are kept'],
  ])('%s is not answered with never', async (question, wrong, right) => {
    const { answer } = await ask(question);
    expect(answer).not.toContain(wrong);
    expect(answer).toContain(right);
    expect(answer).toMatch(/18 (novembre|November) 2026/);
  });

  test.each([
    [`Ultima esecuzione di ${COLD}`, 'riepilogo'],
    [`When was the last run of ${COLD}?`, 'summary'],
  ])('%s: it may have run since', async (question, why) => {
    const { answer } = await ask(question);
    expect(answer).toContain(why);
  });

  test.each([
    ['Quali processi hanno il tasso di fallimento più alto?', 'Fuori dal confronto'],
    ['Which processes have the highest failure rate?', 'Left out of the comparison'],
  ])('%s: it is left out, and said to be', async (question, why) => {
    const answer = await ask(question);
    expect(rowsIn(answer).map(([name]) => name)).not.toContain(COLD);
    expect(answer.answer).toContain(`${why}: `);
    expect(answer.answer).toContain(COLD);
  });

  test.each(['Tasso di fallimento per processo la settimana scorsa', 'Failure rate by process last week'])(
    '%s: of a period the summaries tell the rate of each',
    async (question) => {
      const answer = await ask(question);
      const rate = rowsIn(answer).find(([name]) => name === COLD)?.[1];
      const failed = await figure(rowsOf(`w.name = '${COLD}' and ${FAILED}`, ...lastWeek));
      const succeeded = await figure(coldOf('2', ...lastWeek));
      expect(rate).toBeCloseTo((100 * failed) / (failed + succeeded), 6);
    },
  );

  test.each([
    ['Qual è il tasso di successo della settimana scorsa?', 'Contando anche i riepiloghi'],
    ['What was the success rate last week?', "With the platform's own summaries"],
  ])('%s: the rate of the rows, what it leaves out, and the rate of all', async (question, more) => {
    const answer = await ask(question);
    const good = await figure(rowsOf(`status = 'success'`, ...lastWeek));
    const all = await figure(rowsOf(COMPLETED, ...lastWeek));
    const left = await figure(coldOf('2', ...lastWeek));
    const [rate, whole] = figures(answer, 'percent').map(Number);
    expect(rate).toBeCloseTo((100 * good) / all, 6);
    expect(whole).toBeCloseTo((100 * (good + left)) / (all + left), 1);
    expect(figures(answer)).toEqual([left]);
    expect(answer.answer).toContain(more);
    expect(answer.answer).toContain(COLD);
  });

  test.each([
    ['Quante esecuzioni ieri?', 'Fuori dal conto'],
    ['How many runs succeeded yesterday?', 'Left out'],
  ])('%s: what a total leaves out is told with its number', async (question, why) => {
    const answer = await ask(question);
    const left = await figure(coldOf('2', ...yesterday));
    const counted = question.includes('succeeded') ? `status = 'success'` : `status <> 'new'`;
    expect(figures(answer)).toEqual([await figure(rowsOf(counted, ...yesterday)), left]);
    expect(answer.answer).toContain(`${why}: `);
  });

  test.each([
    'Quanti fallimenti ieri?',
    'How many failures yesterday?',
    `Quanti fallimenti di ${COLD} ieri?`,
  ])('%s: failures are kept, and no share is made of what is not', async (question) => {
    const answer = await ask(question);
    const one = question.includes(COLD) ? `w.name = '${COLD}' and ${FAILED}` : FAILED;
    expect(figures(answer)).toEqual([await figure(rowsOf(one, ...yesterday))]);
    expect(figures(answer, 'percent')).toEqual([]);
  });

  test.each([
    'Quali processi non hanno avuto successi ieri?',
    'Which processes had no successful runs yesterday?',
    'Quali processi hanno avuto meno di 3 esecuzioni ieri?',
    'Which 5 processes ran least yesterday?',
  ])('%s: few rows do not bring it into the list', async (question) => {
    const answer = await ask(question);
    expect(rowsIn(answer).length).toBeGreaterThan(0);
    expect(rowsIn(answer).map(([name]) => name)).not.toContain(COLD);
    expect(answer.answer).toContain(COLD);
  });

  test.each([
    'Tasso di fallimento e tempo risparmiato della settimana scorsa',
    'Failure rate and time saved last week',
  ])('%s: each figure comes from the source that knows it', async (question) => {
    const answer = await ask(question);
    const all = await figure(rowsOf(COMPLETED, ...lastWeek));
    const recorded = await figure(
      `(select 60 * sum(value) from insights_by_period
        where type = 0 and ("periodStart" at time zone 'Europe/Rome')::date between '2026-11-09' and '2026-11-15')`,
    );
    const rate = (100 * (await figure(rowsOf(FAILED, ...lastWeek)))) / all;
    expect(figures(answer, 'percent')[0]).toBeCloseTo(rate, 6);
    expect(figures(answer, 'seconds')).toEqual([recorded]);
  });

  test.each([
    ['Esecuzioni e tempo risparmiato per area la settimana scorsa', 'impostazioni di adesso'],
    ['Runs and time saved by area last week', 'settings of now'],
  ])('%s: time saved that is counted and not recorded is said to be', async (question, why) => {
    const { answer } = await ask(question);
    expect(answer).toContain(why);
  });

  test('several figures by process stand on every line', async () => {
    const { answer } = await ask('Tasso di successo e durata media per processo la settimana scorsa');
    expect(answer.match(/• .*: tasso di successo .*, durata media /g)).toHaveLength(10);
  });
});
