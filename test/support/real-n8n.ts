import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres, type TestPostgres } from './postgres.ts';
import { restoreDump } from './restore-dump.ts';

/** A dump of a real n8n with questions and their ground truth; it lies beside the repository, where it is given. */
export const REAL_N8N = join(import.meta.dirname, '../../../shared/data/n8n-2.8');
const dump = join(REAL_N8N, 'dump.sql.gz');
export const hasRealN8n = existsSync(dump);

/** Restores the dump into a PostgreSQL of its own; `names` are all its process names. */
export const startRealN8n = async (): Promise<{ postgres: TestPostgres; names: string[] }> => {
  const postgres = await startPostgres();
  const client = new Client(postgres.url);
  await client.connect();
  await restoreDump(client, dump);
  const { rows } = await client.query<{ name: string }>('select name from public.workflow_entity');
  await client.end();
  return { postgres, names: rows.map((row) => row.name) };
};
