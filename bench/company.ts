import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { placeOf } from '#infra/catalog-source.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { readChecks } from '#infra/local/cli/doctor-coverage.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { startPostgres } from '#test/support/postgres.ts';

const READER = { role: 'reader', password: 'reader' };

export type Company = Awaited<ReturnType<typeof companyOf>>;

/**
 * The demo company up to this instant, on a PostgreSQL of its own, read as the read-only role. `write` lets one of its
 * processes run once more; `advise` makes the indexes that `npm run doctor` advises.
 */
export const companyOf = async (runs: number) => {
  const postgres = await startPostgres();
  const admin = new Client(postgres.adminUrl);
  await admin.connect();
  await seedDemo(admin, { now: new Date(), timeZone: 'Europe/Rome', seed: 1, runs, days: 120 });
  await installReadOnlyRole(admin, { ...READER, schema: 'public' });
  await admin.query('analyze');
  const url = new URL(postgres.url);
  return {
    url: `postgres://${READER.role}:${READER.password}@127.0.0.1:${postgres.port}${url.pathname}`,
    admin,
    write: () =>
      admin.query(`insert into execution_entity (finished, mode, status, "createdAt", "startedAt", "stoppedAt", "workflowId")
        select true, 'trigger', 'success', now(), now(), now(), id from workflow_entity order by random() limit 1`),
    advise: async () => {
      const { indexes = [] } = readChecks(placeOf({}).folder);
      for (const { create } of indexes) await admin.query(create.replaceAll('{schema}', 'public'));
      await admin.query('analyze');
    },
    stop: async () => {
      await admin.end();
      await postgres.stop();
    },
  };
};

/** CPU of the server's processes for our connections, in µs; only Linux tells it so finely. */
export const serverCpu = async (admin: Client): Promise<number> => {
  const { rows } = await admin.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'milhena'`,
  );
  // One that ended since it was listed counts for nothing.
  const nanoseconds = rows.map(async ({ pid }) =>
    Number((await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0')).split(' ')[0]),
  );
  return (await Promise.all(nanoseconds)).reduce((sum, one) => sum + one, 0) / 1000;
};
