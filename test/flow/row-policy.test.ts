import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantsOf } from '#infra/database/grants.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { putRowPolicy } from '#infra/database/row-policy.ts';
import { rowRulesOf } from '#infra/database/row-rules.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import type { Scope } from '#shared/contracts/access.ts';
import { InvalidQuery } from '#shared/contracts/faults.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import type { Statement } from '#shared/ports.ts';
import { questions, READ_AT } from '#test/support/brute-force/questions.ts';
import { makeWorld } from '#test/support/brute-force/world.ts';
import { writeWorld } from '#test/support/brute-force/write-world.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { leaveOnly } from '#test/support/only-theirs.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { NOW as PAST_NOW, pastOf, writePast } from '#test/support/summaries/past.ts';

const SEED = 20_261_121;
const READER = { role: 'milhena_reader', password: 'reader', schema: 'public' };
const ALL: Scope = { kind: 'all' };
type Business = ReturnType<typeof postgresDatabase>;

/** A company, and the same company as if the processes that the reader may not see had never been. */
interface Pair {
  scope: Scope;
  guarded: Business;
  /** The same rows where no policy stands. */
  open: Business;
  theirs: Business;
}

let server: TestPostgres;
let admin: Client;
const opened: Business[] = [];

const connected = async (url: string) => {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

const reading = (url: string): Business => {
  const { hostname: host, port, pathname } = new URL(url);
  const database = postgresDatabase(
    { host, port: Number(port), database: pathname.slice(1), tls: 'off' },
    fixedCredentials({ username: READER.role, password: READER.password }),
  );
  opened.push(database);
  return database;
};

const written = async (
  name: string,
  write: (client: Client) => Promise<void>,
  rowPolicy: 'put' | 'keep',
): Promise<Business> => {
  const { adminUrl } = await server.createDatabase(name);
  const client = await connected(adminUrl);
  await createLayout(client);
  await write(client);
  await installReadOnlyRole(client, { ...READER, rowPolicy });
  await client.end();
  return reading(adminUrl);
};

const pairOf = async (
  name: string,
  ids: string[],
  write: (client: Client) => Promise<void>,
): Promise<Pair> => ({
  scope: { kind: 'processes', ids },
  guarded: await written(`${name}_guarded`, write, 'put'),
  open: await written(`${name}_open`, write, 'keep'),
  theirs: await written(
    `${name}_theirs`,
    async (client) => {
      await write(client);
      await leaveOnly(client, ids);
    },
    'keep',
  ),
});

const world = makeWorld(SEED, { processes: 16, runs: 500 });
const mine = world.processes.filter((_, at) => at % 3 !== 0).map(({ id }) => id);
let company: Pair;
let past: Pair;

beforeAll(async () => {
  server = await startPostgres();
  company = await pairOf('company', mine, (client) => writeWorld(client, world));
  past = await pairOf('past', ['report', 'sensor'], (client) => writePast(client, pastOf(SEED)));
  const owner = await connected(server.url);
  await createLayout(owner);
  await owner.end();
  admin = await connected(server.adminUrl);
  await writeWorld(admin, world);
  await admin.query(
    "create role bookkeeper login password 'x'; grant select on all tables in schema public to bookkeeper",
  );
});
afterAll(async () => {
  await Promise.allSettled(opened.map((one) => one.close()));
  await admin?.end();
  await server?.stop();
});

/** The three ways a reader is kept to what they may see, and what there is to see. */
const ways = async (pair: Pair, made: (scope: Scope) => Statement) => {
  const { scope } = pair;
  const [statementAlone, policyAlone, both, expected] = await Promise.all([
    pair.open.read(made(scope)),
    pair.guarded.read({ ...made(ALL), scope }),
    pair.guarded.read(made(scope)),
    pair.theirs.read(made(ALL)),
  ]);
  return { expected, found: { statementAlone, policyAlone, both } };
};
const same = (rows: unknown) => ({ statementAlone: rows, policyAlone: rows, both: rows });

const seat = { catalog: n8nCatalog, schema: 'public', now: READ_AT, timeZone: 'Europe/Rome' };

describe('a reader sees what they would see if there were nothing else: by the statement alone, by the policy alone, by both', () => {
  test('whatever is asked: totals, shares, rankings, filters with not, bounds, lists', async () => {
    const asked = questions(world).map(({ query, timeZone }) => ({ query, timeZone }));
    let told = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ query, timeZone }) => {
        const { expected, found } = await ways(company, (scope) =>
          compile(query, { ...seat, timeZone, scope }),
        );
        expect(found).toEqual(same(expected));
        told += expected.length;
      }),
      { numRuns: 250, seed: SEED },
    );
    expect(told).toBeGreaterThan(500);
  });

  test('every figure and every field of the catalog', async () => {
    const { metrics, watermark } = n8nCatalog;
    // What was written last is of all processes: no statement of a reader may ask for it.
    const datasets = n8nCatalog.datasets.filter(({ name }) => name !== watermark);
    expect(datasets).toHaveLength(n8nCatalog.datasets.length - 1);
    const scope = { kind: 'processes' as const, ids: mine };
    const last = { metrics: [], dataset: watermark ?? '', dimensions: ['last_run'] };
    expect(() => compile(last, { ...seat, scope })).toThrow(InvalidQuery);
    const every: SemanticQuery[] = [
      ...metrics.map(({ name }) => ({ metrics: [name], comparison: { kind: 'whole' as const } })),
      ...datasets.flatMap(({ name: dataset, fields }) =>
        fields
          .filter(({ dimension }) => dimension)
          .map(({ name }) => ({ metrics: [], dataset, dimensions: [name], everything: true })),
      ),
    ];
    for (const query of every) {
      const { expected, found } = await ways(company, (whose) => compile(query, { ...seat, scope: whose }));
      expect([query, found]).toEqual([query, same(expected)]);
    }
  });

  test('the names that questions can use', async () => {
    const { expected, found } = await ways(company, (scope) => compileNames({ ...seat, scope }));
    expect(found).toEqual(same(expected));
    expect(expected.length).toBeGreaterThan(mine.length);
  });

  test('summaries, and how far back they and the rows go', async () => {
    const now = new Date(PAST_NOW).toISOString();
    const months = { from: '2026-03-01T00:00:00.000Z', to: now };
    const metrics = (n8nCatalog.summaries?.metrics ?? []).filter(({ dataset }) => dataset === 'history');
    const every: SemanticQuery[] = [
      { metrics: [], dataset: 'coverage', dimensions: ['hours', 'since', 'until'] },
      ...metrics.map(({ name, standsFor }) => ({
        metrics: [standsFor ?? name],
        source: 'history',
        timeRange: months,
      })),
      { metrics: ['completed'], source: 'history', dimensions: ['process'], timeRange: months },
      {
        metrics: ['failures'],
        source: 'history',
        dimensions: ['month'],
        timeRange: months,
        comparison: { kind: 'whole' },
      },
    ];
    for (const query of every) {
      const { expected, found } = await ways(past, (scope) => compile(query, { ...seat, now, scope }));
      expect([query, found]).toEqual([query, same(expected)]);
    }
  });
});

describe('the policy', () => {
  const count = { ...compile({ metrics: ['runs'], everything: true }, { ...seat, scope: ALL }) };
  const tables = Object.keys(grantsOf());
  const asReader = (url: string) => {
    const place = new URL(url);
    place.username = READER.role;
    place.password = READER.password;
    return connected(place.href);
  };

  test('knows whose every row is that the role may read', () => {
    expect(Object.keys(rowRulesOf()).sort()).toEqual(tables.toSorted());
  });

  test('lets nothing through where no scope is named, or a malformed one; and a scope ends with its transaction', async () => {
    const nobody: Scope = { kind: 'processes', ids: [] };
    expect(await company.guarded.read({ ...count, scope: nobody })).toEqual([[0]]);
    const { adminUrl } = await server.createDatabase('quiet');
    const owner = await connected(adminUrl);
    await createLayout(owner);
    await writeWorld(owner, world);
    await installReadOnlyRole(owner, { ...READER, rowPolicy: 'put' });
    const client = await asReader(adminUrl);
    const left = async () => {
      const seen: string[] = [];
      for (const [table, [column = 'id']] of Object.entries(grantsOf()))
        if ((await client.query(`select "${column}" from public.${table} limit 1`)).rows.length > 0)
          seen.push(table);
      return seen;
    };
    expect(await left()).toEqual([]);
    for (const scope of ['', 'ALL', '*', 'all ', 'x', '{']) {
      await client.query('begin read only');
      await client.query("select set_config('milhena.scope', $1, true)", [scope]);
      expect(await left().catch(() => [])).toEqual([]);
      await client.query('rollback');
    }
    await client.query("begin read only; set local milhena.scope = 'all'");
    expect(await left()).toContain('workflow_entity');
    await client.query('commit');
    expect(await left()).toEqual([]);
    await Promise.all([client.end(), owner.end()]);
  });

  test('is for the reader alone: its owner and every other role read and write as ever', async () => {
    const rows = async (client: Client) => (await client.query('select id from execution_entity')).rowCount;
    const before = await rows(admin);
    const { guarded } = await installReadOnlyRole(admin, { ...READER, rowPolicy: 'put' });
    expect(guarded).toEqual(tables.toSorted());
    const url = new URL(server.url);
    const owner = await connected(server.url);
    url.username = 'bookkeeper';
    url.password = 'x';
    const bookkeeper = await connected(url.href);
    expect([await rows(owner), await rows(bookkeeper), await rows(admin)]).toEqual([before, before, before]);
    await owner.query(`insert into tag_entity (id, name) values ('new', 'New')`);
    await Promise.all([owner.end(), bookkeeper.end()]);
  });

  test('never stands in the way of an upgrade: columns and tables change and go', async () => {
    await admin.query('begin');
    for (const step of [
      'alter table execution_entity alter column "workflowId" type varchar(99)',
      'alter table insights_metadata alter column "workflowId" type text',
      'alter table insights_raw drop column "metaId"',
      'alter table tag_entity rename column id to number',
      'drop table workflow_statistics',
    ])
      expect([step, await admin.query(step).then(() => 'done')]).toEqual([step, 'done']);
    await admin.query('rollback');
  });

  test('is brought up to date with the role, and taken off without a trace', async () => {
    expect((await installReadOnlyRole(admin, READER)).guarded).toHaveLength(tables.length);
    await admin.query('create policy theirs on folder for select to bookkeeper using (true)');
    expect((await installReadOnlyRole(admin, { ...READER, rowPolicy: 'remove' })).guarded).toEqual([]);
    const { rows } = await admin.query<{ name: string }>(
      `select relname as name from pg_class where relrowsecurity union select polname from pg_policy
       union select nspname from pg_namespace where nspname = 'milhena' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['folder', 'theirs']);
    expect((await installReadOnlyRole(admin, READER)).guarded).toEqual([]);
  });

  test('opens nothing that a policy of the customer closes', async () => {
    await installReadOnlyRole(admin, { ...READER, rowPolicy: 'put' });
    const { rows } = await admin.query<{ name: string }>(
      `select polname as name from pg_policy where polrelid = 'folder'::regclass order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['milhena: milhena_reader reads', 'theirs']);
  });

  test('says on which tables it cannot stand, and why', async () => {
    const { url, adminUrl } = await server.createDatabase('shared');
    const owner = await connected(url);
    await createLayout(owner);
    await owner.query('drop table insights_metadata cascade');
    const superuser = await connected(adminUrl);
    await superuser.query('alter table folder owner to postgres');
    await superuser.end();
    expect(await putRowPolicy(owner, { ...READER, rules: rowRulesOf() })).toEqual([
      'insights_raw: there is no insights_metadata',
      'insights_by_period: there is no insights_metadata',
      'folder: it belongs to postgres, who alone (or a superuser) may put it there',
    ]);
    await owner.end();
  });
});
