import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

const ROLE = 'milhena_reader';
let server: TestPostgres;

const asReader = async <Result>(
  database: string,
  password: string,
  work: (client: Client) => Promise<Result>,
) => {
  const client = new Client({ host: '127.0.0.1', port: server.port, user: ROLE, database, password });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
const become = (password: string) => (client: Client) =>
  client.query(`alter user ${ROLE} with password '${password}'`);

beforeAll(async () => {
  server = await startPostgres();
  const admin = new Client({ connectionString: server.adminUrl });
  await admin.connect();
  await installReadOnlyRole(admin, { role: ROLE, password: 'first', schema: 'public', grants: {} });
  await admin.end();
});
afterAll(() => server.stop());

// The secret names `postgres` as its database: what follows is why.
test('the read-only role can not change its password in the business database, whose sessions only read', async () => {
  await expect(asReader('business', 'first', become('second'))).rejects.toMatchObject({ code: '25006' });
});

test('rotation changes the password of the read-only role in the maintenance database', async () => {
  await asReader('postgres', 'first', become('second'));
  await expect(asReader('business', 'first', async () => {})).rejects.toMatchObject({ code: '28P01' });
  const { rows } = await asReader('business', 'second', (client) => client.query('select 1 as one'));
  expect(rows).toEqual([{ one: 1 }]);
});
