import { parse } from 'flatted';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type Demo, type DemoOptions, seedDemo } from '#infra/local/demo/seed.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

const POPULATION = `"deletedAt" is null and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')`;
const small: DemoOptions = {
  now: new Date('2026-11-21T02:36:42Z'),
  timeZone: 'Europe/Rome',
  runs: 2000,
  days: 30,
};
const Nodes = z.object({ nodes: z.array(z.object({ name: z.string() })) });

let server: TestPostgres;
let client: Client;
let demo: Demo;

const seeded = async (name: string, options: DemoOptions) => {
  const { url } = await server.createDatabase(name);
  const own = new Client(url);
  await own.connect();
  return { own, result: await seedDemo(own, options) };
};
const rows = async (sql: string, by: Client = client): Promise<Record<string, unknown>[]> =>
  (await by.query(sql)).rows;
const names = async (condition: string, having = 'true') => {
  const found = await rows(
    `select w.name from workflow_entity w left join execution_entity e on e."workflowId" = w.id and ${POPULATION}
     where ${condition} group by w.id having ${having} order by 1`,
  );
  return found.map(({ name }) => name);
};
const fingerprint = async (by: Client) => {
  const tables = await rows(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    by,
  );
  const sums = [];
  for (const { name } of tables) {
    sums.push(
      name,
      await rows(
        `select count(*), md5(string_agg(t::text, ',' order by t::text)) from public."${String(name)}" t`,
        by,
      ),
    );
  }
  return sums;
};

beforeAll(async () => {
  server = await startPostgres();
  ({ own: client, result: demo } = await seeded('demo', small));
});
afterAll(async () => {
  await client?.end();
  await server?.stop();
});

test('the tables hold what the company lived through, day by day', async () => {
  const found = await rows(
    `select to_char("startedAt" at time zone 'Europe/Rome', 'YYYY-MM-DD') as day, count(*)::int as runs,
       count(*) filter (where status in ('success', 'error', 'crashed'))::int as completed,
       count(*) filter (where status in ('error', 'crashed'))::int as failures
     from execution_entity where ${POPULATION} and "startedAt" is not null group by 1 order by 1`,
  );
  // What still runs, hangs or is queued belongs to no other day than its own start.
  expect(Object.fromEntries(found.map(({ day, ...totals }) => [day, totals]))).toEqual(
    Object.fromEntries(Object.entries(demo.truth.days).filter(([, { runs }]) => runs > 0)),
  );
});

test('about as many runs are made as were asked for, and none lies in the future', async () => {
  const [found] = await rows('select count(*)::int as n, max("createdAt") as last from execution_entity');
  expect(found?.['n']).toBe(demo.runs);
  expect(demo.runs).toBeGreaterThan(1700);
  expect(demo.runs).toBeLessThan(2600);
  expect(found?.['last']).toSatisfy((last: Date) => last <= small.now && +last > +small.now - 60_000);
});

test('every state a run can be in occurs', async () => {
  const found = await rows(
    `select status, count(*)::int as n from execution_entity where ${POPULATION} group by 1`,
  );
  expect(Object.fromEntries(found.map(({ status, n }) => [status, n]))).toEqual(demo.truth.statuses);
  expect(Object.keys(demo.truth.statuses)).toEqual(
    expect.arrayContaining(['success', 'error', 'canceled', 'waiting', 'running', 'new']),
  );
});

test('rows obey the habits of n8n', async () => {
  const broken = await rows(
    `select id, status from execution_entity where
       finished <> (status = 'success')
       or (status in ('new') and "startedAt" is not null)
       or (status = 'running' and ("stoppedAt" is not null or "startedAt" is null))
       or (status = 'waiting') <> ("waitTill" is not null)
       or (status = 'waiting' and "stoppedAt" is null)
       or "stoppedAt" < "startedAt" or "startedAt" < "createdAt"
       or (status = 'crashed' and "stoppedAt" - "startedAt" > interval '1 second')
       or ("retryOf" is not null) <> (mode = 'retry')`,
  );
  expect(broken).toEqual([]);
});

test('a repeated run and the failure it repairs name each other', async () => {
  const [found] = await rows(
    `select count(*)::int as n, count(*) filter (where r."retryOf" = f.id::text and r.status = 'success')::int as good
     from execution_entity f join execution_entity r on r.id::text = f."retrySuccessId"`,
  );
  expect(found?.['n']).toBeGreaterThan(0);
  expect(found?.['good']).toBe(found?.['n']);
});

test('silent, stuck, archived, unused and hopeless processes can be found by their definitions', async () => {
  const { names: truth } = demo.truth;
  const live = 'w.active and not w."isArchived" and w."activeVersionId" is not null';
  const unknown = 'not exists (select from workflow_statistics s where s."workflowId" = w.id)';
  expect(await names(`${live} and ${unknown}`, 'count(e.id) = 0')).toEqual(truth.neverRun.toSorted());
  expect(await names('w."isArchived"')).toEqual(truth.archived);
  expect(await names('not w.active and not w."isArchived"')).toEqual(truth.off.toSorted());
  const noSuccess = `not exists (select from workflow_statistics s where s."workflowId" = w.id and s.name = 'production_success')`;
  expect(await names(`${live} and ${noSuccess}`, `count(*) filter (where e.status = 'error') > 0`)).toEqual(
    truth.alwaysFails,
  );
  expect(
    await names(
      'true',
      `bool_or(e.status = 'running' and now() - e."startedAt" > interval '0') and
    min(e."startedAt") filter (where e.status = 'running') < '2026-11-21T01:00:00Z'`,
    ),
  ).toEqual(truth.stuck);
  const [silent] = await rows(
    `select max("startedAt") as last from execution_entity e join workflow_entity w on w.id = "workflowId"
     where w.name = '${truth.silent[0]}'`,
  );
  expect(silent?.['last']).toSatisfy((last: Date) => +small.now - +last > 4 * 86_400_000);
});

test('the inside of every failure is kept and can be read', async () => {
  const found = await rows(
    `select e.status, d.data, d."workflowData" from execution_entity e left join execution_data d on d."executionId" = e.id
     where e.status in ('error', 'crashed')`,
  );
  for (const { data, workflowData } of found) {
    const { resultData } = parse(String(data));
    expect(resultData.error.message).toEqual(expect.any(String));
    const { nodes } = Nodes.parse(workflowData);
    const steps = nodes.map(({ name }) => name);
    expect(steps).toContain(resultData.lastNodeExecuted);
    expect(steps).toContain(resultData.error.node?.name ?? resultData.lastNodeExecuted);
  }
  expect(found.length).toBeGreaterThan(50);
});

test('summaries agree with the runs they count', async () => {
  const [found] = await rows(
    `with summed as (select type, value from insights_by_period union all select type, value from insights_raw)
     select (select sum(value) from summed where type = 3)::int as failures,
       (select count(*) from execution_entity where status in ('error', 'crashed') and mode in ('webhook', 'trigger', 'retry', 'error'))::int as failed,
       (select sum(value) from summed where type = 2)::int as successes,
       (select count(*) from execution_entity where status = 'success' and mode in ('webhook', 'trigger', 'retry', 'error'))::int as succeeded`,
  );
  expect(found?.['failures']).toBe(found?.['failed']);
  // One process does not keep its successes; summaries still know them.
  expect(Number(found?.['successes'])).toBeGreaterThan(Number(found?.['succeeded']));
});

test('the same seed and instant give the same rows, another seed gives others', async () => {
  const again = await seeded('again', small);
  const other = await seeded('other', { ...small, seed: 2 });
  const [first, second, third] = await Promise.all([client, again.own, other.own].map(fingerprint));
  await Promise.all([again.own.end(), other.own.end()]);
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});

test('a seed that is cut off leaves nothing behind', async () => {
  const { url } = await server.createDatabase('cut');
  const own = new Client(url);
  await own.connect();
  const cut = () => {
    throw new Error('cut');
  };
  await expect(seedDemo(own, { ...small, onProgress: cut })).rejects.toThrow('cut');
  expect(await rows(`select from information_schema.tables where table_schema = 'public'`, own)).toEqual([]);
  await own.end();
});

describe('the older generation of n8n', () => {
  test('has the same runs in the older layout', async () => {
    const { own, result } = await seeded('older', { ...small, layout: '1.123' });
    const columns = await rows(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
      own,
    );
    const known = columns.map(({ name }) => name);
    const [found] = await rows('select count(*)::int as n from execution_entity', own);
    await own.end();
    expect(found?.['n']).toBe(demo.runs);
    expect(result.truth).toEqual(demo.truth);
    expect(known).toEqual(expect.arrayContaining(['workflow_entity.activeVersionId', 'execution_data.data']));
    expect(known).not.toContain('execution_entity.storedAt');
    expect(known).not.toContain('workflow_statistics.workflowName');
  });
});
