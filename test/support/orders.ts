import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { grantsOf } from '#infra/database/grants.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { runDemoScript } from '#infra/local/database/demo.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

const FOLDER = join(import.meta.dirname, 'orders-catalog');
/** A catalog of another business: nothing of it is known to the code. */
export const ORDERS = { catalog: 'test/support/orders-catalog' };
/** Wednesday 18 November 2026, 10:30 in Rome. */
export const ORDERS_NOW = '2026-11-18T09:30:00.000Z';

export interface Orders {
  line: Line;
  postgres: TestPostgres;
  /** As the role that answers are read with. */
  readerUrl: string;
  /** Rows of a statement on the tables, as their owner reads them. */
  expected(sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** A real database with orders and shipments, answered by the whole line through its catalog alone. */
export const startOrders = async (): Promise<Orders> => {
  const postgres = await startPostgres();
  const client = new Client(postgres.adminUrl);
  await client.connect();
  const script = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  await runDemoScript(client, script('demo.sql'), { now: new Date(ORDERS_NOW), timeZone: 'Europe/Rome' });
  const role = { role: 'orders_reader', password: 'reader-secret' };
  await installReadOnlyRole(client, { ...role, schema: 'public', grants: grantsOf(ORDERS), rowRules: {} });
  await client.query(script('expected.sql'));
  await client.query('set search_path = expected, public');
  const url = new URL(postgres.url);
  const readerUrl = `postgres://${role.role}:${role.password}@${url.host}${url.pathname}`;
  const line = await lineOn(readerUrl, 'Europe/Rome', ORDERS);
  return {
    line,
    postgres,
    readerUrl,
    expected: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    stop: async () => {
      await line.close();
      await client.end();
      await postgres.stop();
    },
  };
};
