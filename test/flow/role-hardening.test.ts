import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { battery, HARMLESS } from '#test/support/battery.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

// FAILURES rows 2 and 4, and figure 9: what a role that reads could do besides, and may not.
const READER = { role: 'milhena_reader', password: "it's secret", schema: 'public' };
const STATEMENTS = battery(READER.role, 'customer');

let server: TestPostgres;
let admin: Client;

const connected = async (url: string) => {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
};
const asReader = () => {
  const url = new URL(server.url);
  url.username = READER.role;
  url.password = encodeURIComponent(READER.password);
  return connected(url.href);
};

beforeAll(async () => {
  server = await startPostgres();
  const owner = await connected(server.url);
  await createLayout(owner);
  await owner.query(`insert into workflow_entity (id, name, active, nodes, connections, "versionId")
    values ('w1', 'Fatturazione', true, '[]', '{}', 'v1')`);
  await owner.query(`insert into tag_entity (id, name) values ('t1', 'Critico')`);
  await owner.query(
    `insert into credentials_entity (id, name, type, data) values ('c1', 'bank', 'x', 'secret')`,
  );
  await owner.query('select lo_create(1)');
  await owner.end();
  admin = await connected(server.adminUrl);
  await installReadOnlyRole(admin, READER);
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
});

/** Rows of every table, large objects, and what the catalogues say of objects, privileges, roles, settings. */
const checksum = async () => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const parts = [
    ...tables.map(({ name }) => `select md5(string_agg(t::text, ',' order by t::text)) from ${name} t`),
    `select md5(string_agg(m::text, ',' order by oid)) from pg_largeobject_metadata m`,
    `select md5(string_agg(concat(relname, relkind, relowner, relfilenode, relacl), ',' order by oid)) from pg_class where relnamespace <> 'pg_toast'::regnamespace`,
    `select md5(string_agg(concat(attrelid, attname, attacl), ',' order by attrelid, attnum)) from pg_attribute`,
    `select md5(string_agg(concat(oid, proname, proacl), ',' order by oid)) from pg_proc`,
    `select md5(string_agg(n::text, ',' order by oid)) from pg_namespace n`,
    `select md5(string_agg(r::text, ',' order by oid)) from pg_authid r`,
    `select md5(string_agg(m::text, ',' order by oid)) from pg_auth_members m`,
    `select md5(string_agg(s::text, ',' order by setdatabase, setrole)) from pg_db_role_setting s`,
    `select md5(string_agg(concat(datname, datacl), ',' order by oid)) from pg_database`,
    `select md5(string_agg(d::text, ',' order by oid)) from pg_default_acl d`,
    `select count(*)::text from pg_locks where locktype = 'advisory'`,
    `select last_value::text from execution_entity_id_seq`,
  ];
  const sums: unknown[] = [];
  for (const sql of parts) sums.push(Object.values((await admin.query<object>(sql)).rows[0] ?? {})[0]);
  return sums;
};

const refusal = async (statement: string, before: string[]) => {
  const client = await asReader();
  try {
    for (const one of before) await client.query(one);
    await client.query({ text: statement });
    await client.query('commit');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'refused';
  } finally {
    await client.end();
  }
};

describe('a role that may only read', () => {
  test('the battery is long enough to mean something', () => {
    expect(new Set(STATEMENTS).size).toBeGreaterThanOrEqual(120);
  });

  const ways = {
    'as a statement of its own': [],
    'in the read-only transaction that answers are read in': ['begin read only'],
    'after switching read-only off': ['set default_transaction_read_only = off', 'begin read write'],
  };
  for (const [way, before] of Object.entries(ways))
    test(`can do nothing else, ${way}`, async () => {
      const untouched = await checksum();
      const done: string[] = [];
      for (const statement of STATEMENTS)
        if ((await refusal(statement, before)) === undefined) done.push(statement);
      expect(done).toEqual([]);
      for (const statement of HARMLESS) await refusal(statement, before);
      expect(await checksum()).toEqual(untouched);
    });

  test('the hardening does it: a role with nothing but SELECT and read-only transactions gets through', async () => {
    const other = await server.createDatabase('unhardened');
    const owner = await connected(other.adminUrl);
    await owner.query(`create role plain login password 'plain'`);
    await owner.query('alter role plain set default_transaction_read_only = on');
    await owner.end();
    const url = new URL(other.url);
    url.username = 'plain';
    url.password = 'plain';
    const client = await connected(url.href);
    await client.query('set default_transaction_read_only = off');
    const through = STATEMENTS.filter((one) =>
      /lo_creat|pg_notify|advisory|temporary table|^do.*perform 1; end \$/.test(one),
    );
    expect(through.length).toBeGreaterThanOrEqual(7);
    for (const statement of through) await client.query(statement);
    await client.end();
  });

  test('what every role of PostgreSQL may do to itself is refused in the read-only transaction', async () => {
    const own = [`alter role ${READER.role} password 'x'`, `alter role ${READER.role} set search_path = x`];
    for (const statement of own) expect(await refusal(statement, ['begin read only'])).toMatch(/read-only/);
  });

  test('two statements in one are refused, for values are bound', async () => {
    const client = await asReader();
    await expect(client.query({ text: 'select $1::int; select 2', values: [1] })).rejects.toThrow(/multiple/);
    await client.end();
  });

  test('reads the columns that the catalog mentions', async () => {
    const client = await asReader();
    const { rows } = await client.query(`select name, active, settings from public.workflow_entity`);
    expect(rows).toEqual([{ name: 'Fatturazione', active: true, settings: null }]);
    const { rows: settings } = await client.query(
      `select current_setting('statement_timeout') as timeout, current_setting('default_transaction_read_only') as read_only`,
    );
    expect(settings).toEqual([{ timeout: '5s', read_only: 'on' }]);
    await client.end();
  });

  test('a wrong password does not let it in', async () => {
    const url = new URL(server.url);
    url.username = READER.role;
    url.password = 'guess';
    await expect(connected(url.href)).rejects.toMatchObject({ code: '28P01' });
  });

  test("the customer's own program keeps what it had", async () => {
    const client = await connected(server.url);
    await client.query('create temporary table mine as select lo_create(0) as large_object');
    await client.query('select pg_advisory_lock(1), pg_notify($1, $2), pg_sleep(0)', ['channel', 'x']);
    await client.query(`do $$ begin perform nextval('execution_entity_id_seq'); end $$`);
    const made = await client.query('create table mine_too as select 1 as id');
    expect(made.rowCount).toBe(1);
    await client.query('drop table mine_too');
    await client.end();
  });

  test('installing it again changes nothing but the password', async () => {
    const again = await installReadOnlyRole(admin, READER);
    expect(again).toEqual({ missing: [], stillOpen: [], guarded: [], unguarded: [] });
    const client = await asReader();
    await client.end();
  });

  test('on the older layout it says what is not there', async () => {
    const other = await server.createDatabase('older');
    const owner = await connected(other.url);
    await createLayout(owner, '1.123');
    await owner.query('alter table project drop column type');
    await owner.end();
    const client = await connected(other.adminUrl);
    expect(await installReadOnlyRole(client, READER)).toMatchObject({
      missing: ['project.type'],
      stillOpen: [],
    });
    await client.end();
  });
});
