import { Client, TypeOverrides, types } from 'pg';
import type { Cell } from '#shared/contracts/evidence.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import type { Statement } from '#shared/ports.ts';

const READER = { role: 'reader', password: 'reader' };
/** Values as evidence has them: numbers, and instants in UTC. */
export const asEvidence = new TypeOverrides();
asEvidence.setTypeParser(types.builtins.INT8, Number);
asEvidence.setTypeParser(types.builtins.TIMESTAMPTZ, (text: string) => new Date(text).toISOString());

/** Reads as the hardened role, with the values that evidence has: numbers, and instants in UTC. */
export const readOnlyClient = async (urls: { url: string; adminUrl: string }) => {
  const admin = new Client(urls.adminUrl);
  await admin.connect();
  await installReadOnlyRole(admin, { ...READER, schema: 'public' });
  await admin.end();
  const url = new URL(urls.url);
  url.username = READER.role;
  url.password = READER.password;
  const client = new Client({ connectionString: url.href, types: asEvidence });
  client.on('error', () => undefined);
  await client.connect();
  return {
    read: async ({ sql, parameters }: Pick<Statement, 'sql' | 'parameters'>): Promise<Cell[][]> => {
      const { rows } = await client.query<Cell[]>({ text: sql, values: parameters, rowMode: 'array' });
      return rows;
    },
    end: () => client.end(),
  };
};
export type ReadOnlyClient = Awaited<ReturnType<typeof readOnlyClient>>;
