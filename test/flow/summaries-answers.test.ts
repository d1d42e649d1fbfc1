import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/contracts/answer.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { hasRealN8n, startRealN8n } from '#test/support/real-n8n.ts';

const POPULATION = `"deletedAt" is null and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')`;
const FAILED = `status in ('error', 'crashed')`;
/** Every summary with its beginning, its end and its process. */
const SUMMED = `(select "workflowId" as id, w.name, type, value, s.begins, s.ends from (
    select "metaId", type, value, "periodStart" as begins,
      "periodStart" + (case "periodUnit" when 0 then 1 when 1 then 24 else 168 end) * interval '1 hour' as ends
    from insights_by_period
    union all select "metaId", type, value, timestamp, timestamp from insights_raw
  ) s join insights_metadata using ("metaId") join workflow_entity w on w.id = "workflowId")`;
const rome = (column: string) => `(${column} at time zone 'Europe/Rome')`;

const figures = ({ claims }: Answer, unit = 'count'): unknown[] =>
  claims.filter((claim) => claim.unit === unit).map(({ value }) => value);

/** The single figure of a statement written for this test. */
const figuring =
  (client: Client) =>
  async (sql: string): Promise<number> => {
    const { rows } = await client.query<{ figure: string }>(`select (${sql})::float8 as figure`);
    return Number(rows[0]?.figure);
  };

describe.skipIf(!hasRealN8n)('a real database whose first day is known from summaries alone', () => {
  let postgres: TestPostgres;
  let client: Client;
  let line: Line;
  let figure: (sql: string) => Promise<number>;
  beforeAll(async () => {
    ({ postgres } = await startRealN8n());
    client = new Client(postgres.url);
    await client.connect();
    await client.query('set search_path = public');
    figure = figuring(client);
    line = await lineOn(postgres.url);
  });
  afterAll(async () => {
    await line?.close();
    await client?.end();
    await postgres?.stop();
  });
  const ask = (question: string) => line.ask(question, { now: '2026-11-21T02:36:42Z' });
  const firstDay = (type: string) =>
    figure(
      `select sum(value) from ${SUMMED} s where type in (${type}) and ${rome('begins')}::date = '2026-11-01'`,
    );

  test.each([
    ['Quanti fallimenti il 1 novembre?', 'riepiloghi della piattaforma'],
    ['How many failures on November 1st?', "platform's own summaries"],
  ])('%s', async (question, source) => {
    const answer = await ask(question);
    expect(figures(answer)).toEqual([await firstDay('3'), await firstDay('2, 3')]);
    expect(figures(answer)[0]).toBeGreaterThan(0);
    expect(answer.answer).toContain(source);
  });

  test('what summaries do not count is replaced by what they do, and said to be', async () => {
    const answer = await ask('How many runs on November 1st?');
    expect(figures(answer)).toEqual([await firstDay('2, 3')]);
    expect(answer.answer).toMatch(/completed runs\..* without cancelled and waiting ones/);
  });

  test('a period that the rows reach for the most part keeps their figure, and gets the whole beside it', async () => {
    const kept = await figure(
      `select count(*) from execution_entity where ${POPULATION} and ${FAILED} and ${rome('"startedAt"')} >= '2026-11-01'`,
    );
    const answer = await ask('Quanti fallimenti questo mese?');
    expect(figures(answer)).toContain(kept);
    expect(figures(answer)).toContain(kept + (await firstDay('3')));
    expect(answer.answer).toContain('I dati partono da lunedì 2 novembre 2026.');
    const ranking = await ask('Top 5 fallimenti questo mese.');
    expect(ranking.answer).toContain('I dati partono da lunedì 2 novembre 2026.');
    expect(ranking.answer).not.toContain('riepilog');
  });

  test('a day whose runs are gone is not a day without failures', async () => {
    const answer = await ask('Fallimenti al giorno dal 1 al 3 novembre');
    const onDay = (day: number) =>
      figure(
        `select count(*) from execution_entity where ${POPULATION} and ${FAILED} and ${rome('"startedAt"')}::date = '2026-11-0${day}'`,
      );
    const series = answer.evidence.find(({ id }) => id === 'e1');
    expect(series?.rows).toEqual([
      ['2026-11-01', await firstDay('3')],
      ['2026-11-02', await onDay(2)],
      ['2026-11-03', await onDay(3)],
    ]);
    expect(answer.answer).toContain('riepiloghi della piattaforma');
    const runs = await ask('Esecuzioni al giorno dal 1 al 3 novembre');
    expect(runs.evidence.find(({ id }) => id === 'e1')?.rows.map(([day]) => day)).toEqual([
      '2026-11-02',
      '2026-11-03',
    ]);
    expect(runs.answer).toContain('I dati partono da lunedì 2 novembre 2026.');
  });

  test('before everything that is known nothing is counted', async () => {
    for (const question of ['Quante esecuzioni a ottobre?', 'How many failures in October?']) {
      const answer = await ask(question);
      expect(figures(answer)).toEqual([]);
      expect(answer.claims.map(({ value }) => value)).toContain('2026-11-01T08:00:00.000Z');
    }
  });

  test('a disagreement is told without a second figure, and only where there is one', async () => {
    const summed = (name: string) =>
      figure(
        `select coalesce(sum(value), 0) from ${SUMMED} s where type = 3 and name = '${name}'
         and ${rome('begins')}::date between '2026-11-09' and '2026-11-15'`,
      );
    const kept = (name: string) =>
      figure(
        `select count(*) from execution_entity e join workflow_entity w on w.id = "workflowId"
         where ${POPULATION.replaceAll('"deletedAt"', 'e."deletedAt"')} and ${FAILED} and name = '${name}'
         and ${rome('"startedAt"')}::date between '2026-11-09' and '2026-11-15'`,
      );
    const told: Record<string, boolean> = {};
    const apart: Record<string, boolean> = {};
    for (const name of [
      'Elaborazione archivio documenti',
      'Preventivi clienti',
      'Fatturazione giornaliera',
    ]) {
      const answer = await ask(`Quanti fallimenti di ${name} la settimana scorsa?`);
      told[name] = answer.answer.includes('I riepiloghi della piattaforma danno un numero diverso.');
      apart[name] = (await summed(name)) !== (await kept(name));
      expect(figures(answer)[0]).toBe(await kept(name));
      const other = await summed(name);
      expect(figures(answer).filter((value) => apart[name] === true && value === other)).toEqual([]);
    }
    expect(told).toEqual(apart);
    expect(new Set(Object.values(told)).size).toBe(2);
  });

  test('a process that does not keep its successes is told from the summaries', async () => {
    const name = 'Controllo temperatura celle frigo';
    const summed = (types: string) =>
      figure(`select sum(value) from ${SUMMED} s where type in (${types}) and name = '${name}'`);
    const successes = await ask(`Quanti successi ha avuto ${name}?`);
    expect(figures(successes)[0]).toBe(await summed('2'));
    expect(successes.answer).toContain('conserva le esecuzioni fallite');
    const rate = await ask(`Failure rate of ${name}`);
    const expected = (100 * (await summed('3'))) / (await summed('2, 3'));
    expect(figures(rate, 'percent')[0]).toBeCloseTo(expected, 6);
    expect(rate.answer).toContain('keeps the failed runs');
  });

  test('time saved is what the platform recorded', async () => {
    const recorded = await figure(`select 60 * sum(value) from ${SUMMED} s where type = 0`);
    const answer = await ask('Quanto tempo abbiamo risparmiato in tutto?');
    expect(figures(answer, 'seconds')).toEqual([recorded]);
    expect(answer.answer).toContain('I riepiloghi della piattaforma partono da domenica 1º novembre 2026.');
    expect(answer.answer).not.toContain('impostazioni');
    const name = 'Weekly sales report';
    await client.query(
      `update workflow_entity set settings = jsonb_set(settings::jsonb, '{timeSavedPerExecution}', '1') where name = $1`,
      [name],
    );
    const changed = await ask(`Quanto tempo ha risparmiato ${name} la settimana scorsa?`);
    expect(changed.answer).toContain('Contando con le impostazioni di adesso viene un tempo diverso.');
  });
});

describe('a demo company with summaries that reach back further than its runs', () => {
  const now = '2026-11-18T09:30:00.000Z';
  let postgres: TestPostgres;
  let client: Client;
  let line: Line;
  let figure: (sql: string) => Promise<number>;
  beforeAll(async () => {
    postgres = await startPostgres();
    client = new Client(postgres.url);
    await client.connect();
    await seedDemo(client, { now: new Date(now), timeZone: 'Europe/Rome' });
    await client.query('set search_path = public');
    figure = figuring(client);
    line = await lineOn(postgres.url);
  });
  afterAll(async () => {
    await line?.close();
    await client?.end();
    await postgres?.stop();
  });
  const ask = (question: string) => line.ask(question, { now });
  const summed = (types: string, from: string, to: string, more = '') =>
    figure(
      `select coalesce(sum(value), 0) from ${SUMMED} s where type in (${types}) and begins >= '${from}' and ends <= '${to}' ${more}`,
    );
  /** The range that the main evidence was asked for. */
  const rangeOf = ({ evidence }: Answer) => evidence.find(({ id }) => id === 'e1')?.query?.timeRange;

  test.each([
    ['Quanti fallimenti a giugno?', '2026-06-01', '2026-07-01', 'giorni interi'],
    ['How many failures on 10 June?', '2026-06-10', '2026-06-11', 'whole days'],
    ['Quanti fallimenti a maggio?', '2026-05-04', '2026-06-01', 'settimane intere'],
  ])('%s is answered for the whole stretches nearest to it', async (question, from, to, why) => {
    const answer = await ask(question);
    expect(rangeOf(answer)).toEqual({ from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` });
    expect(figures(answer)[0]).toBe(await summed('3', `${from}Z`, `${to}Z`));
    expect(answer.claims.map(({ value }) => value)).toContain(`${from}T00:00:00.000Z`);
    expect(answer.answer).toContain(why);
  });

  test('rankings and rates come from the summaries too', async () => {
    const { rows } = await client.query<{ name: string; n: number }>(
      `select name, sum(value)::int as n from ${SUMMED} s where type = 3 and begins >= '2026-06-01Z' and ends <= '2026-07-01Z'
       group by 1 order by 2 desc, 1 limit 3`,
    );
    const ranking = await ask('Top 3 processi per fallimenti a giugno');
    const lines = ranking.evidence.find(({ id }) => id === 'e1')?.rows.slice(0, 3);
    expect(lines?.map(([, count]) => count)).toEqual(rows.map(({ n }) => n));
    const rate = await ask('What was the success rate in June?');
    const good = await summed('2', '2026-06-01Z', '2026-07-01Z');
    const all = await summed('2, 3', '2026-06-01Z', '2026-07-01Z');
    expect(figures(rate, 'percent')[0]).toBeCloseTo((100 * good) / all, 6);
    expect(all).toBeGreaterThan(good);
  });

  test('a total stands for a breakdown that would cut them; a filter that would is refused with its reason', async () => {
    const daily = await ask('Quanti fallimenti al giorno a giugno?');
    expect(figures(daily)[0]).toBe(await summed('3', '2026-06-01Z', '2026-07-01Z'));
    expect(daily.answer).toContain('ecco il totale');
    for (const [question, reason] of [
      ['Fallimenti il lunedì a giugno', 'chiedimi il totale del periodo'],
      ['How many runs were cancelled in June?', 'ask me for successes, failures'],
      ['Why did runs fail in June?', 'ask me for successes, failures'],
    ] as const) {
      const answer = await ask(question);
      expect(figures(answer)).toEqual([]);
      expect(answer.answer).toContain(reason);
    }
  });

  test.each(['Esecuzioni e fallimenti a giugno', 'Runs and failures in June'])(
    '%s: several figures may be given, one of them by the nearest',
    async (question) => {
      const answer = await ask(question);
      const [all, bad] = await Promise.all(
        ['2, 3', '3'].map((types) => summed(types, '2026-06-01Z', '2026-07-01Z')),
      );
      expect(figures(answer)).toEqual([all, bad]);
      expect(answer.answer).toMatch(/esecuzioni concluse|completed runs/);
    },
  );

  test('a median that is gone becomes a mean, and says so', async () => {
    const answer = await ask('What was the median duration in June?');
    const seconds = await summed('1', '2026-06-01Z', '2026-07-01Z');
    const all = await summed('2, 3', '2026-06-01Z', '2026-07-01Z');
    expect(figures(answer, 'seconds')[0]).toBeCloseTo(seconds / 1000 / all, 6);
    expect(answer.answer).toMatch(/which give the mean duration.*includes runs that were broken off/);
  });

  test('a period that begins before the runs, and mostly so, is added up from both', async () => {
    const kept = `(select min("stoppedAt") from execution_entity where ${POPULATION} and status in ('success', 'error', 'crashed'))`;
    // The day in which the first run that is kept ended was pruned in part: its summary stands for it.
    const edge = `(select max(ends) from ${SUMMED} s where begins <= ${kept})`;
    const older = await figure(`select sum(value) from ${SUMMED} s where type = 3 and begins < ${edge}`);
    const newer = await figure(
      `select count(*) from execution_entity where ${POPULATION} and ${FAILED} and "stoppedAt" >= ${edge}`,
    );
    const rows = await figure(`select count(*) from execution_entity where ${POPULATION} and ${FAILED}`);
    const answer = await ask("Quanti fallimenti quest'anno?");
    expect(figures(answer)[0]).toBe(older + newer);
    expect(figures(answer)).toContain(rows);
    expect(answer.answer).toContain('I dati partono da lunedì 13 aprile 2026.');
  });

  test('recent periods come from the runs, and cost at most one read more', async () => {
    for (const question of ['Quanti fallimenti ieri?', 'How many runs failed last week?']) {
      const { evidence, answer } = await ask(question);
      expect(evidence.filter(({ id }) => id !== 'k1').map(({ id }) => id)).toEqual(['e1', 'g1']);
      expect(answer).not.toMatch(/riepilog|summar/);
    }
    const runs = await ask('Quante esecuzioni ieri?');
    expect(runs.evidence.filter(({ id }) => id === 'g1')).toEqual([]);
  });
});
