import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { startPostgres } from '#test/support/postgres.ts';

const DUMP = new URL('../../../shared/data/n8n-2.8/dump.sql.gz', import.meta.url);

const COLUMNS = `select table_name, column_name, data_type, character_maximum_length, datetime_precision, is_nullable,
    column_default, is_identity
  from information_schema.columns where table_schema = 'public'`;
const INDEXES = `select tablename as table_name, indexdef from pg_indexes where schemaname = 'public'`;
const CONSTRAINTS = `select r.relname as table_name, conname, pg_get_constraintdef(c.oid) as definition
  from pg_constraint c join pg_class r on r.oid = conrelid where connamespace = 'public'::regnamespace`;

/** The statements of a dump without its rows. */
const layoutOf = (dump: string): string =>
  dump.replaceAll(/^\\(un)?restrict .*$/gm, '').replaceAll(/^COPY .* FROM stdin;\n(?:.*\n)*?\\\.\n/gm, '');

const connect = async (url: string) => {
  const client = new Client(url);
  await client.connect();
  return client;
};

test.skipIf(!existsSync(DUMP))(
  'the demo has the tables of a real n8n 2.8: columns, indexes, keys',
  async () => {
    const server = await startPostgres();
    const real = await connect((await server.createDatabase('real')).adminUrl);
    const demo = await connect(server.url);
    await real.query(layoutOf(gunzipSync(await readFile(DUMP)).toString('utf8')));
    await real.query('reset all');
    await seedDemo(demo, {
      now: new Date('2026-11-21T02:36:42Z'),
      timeZone: 'Europe/Rome',
      runs: 2000,
      days: 30,
    });

    const layout = async (client: Client, sql: string) => {
      const lines = (await client.query<{ table_name: string }>(sql)).rows;
      return Map.groupBy(
        lines
          .map((line) => [line.table_name, JSON.stringify(line)] as const)
          .sort(([, one], [, other]) => one.localeCompare(other)),
        ([table]) => table,
      );
    };
    for (const sql of [COLUMNS, INDEXES, CONSTRAINTS]) {
      const [expected, found] = [await layout(real, sql), await layout(demo, sql)];
      for (const [table, lines] of found) {
        // The table this key points to holds no process data and is left out.
        const wanted = expected
          .get(table)
          ?.filter(([, line]) => !line.includes('dynamic_credential_resolver'));
        expect(lines).toEqual(wanted);
      }
      expect(found.size).toBeGreaterThan(20);
    }
    await Promise.all([real.end(), demo.end()]);
    await server.stop();
  },
);
