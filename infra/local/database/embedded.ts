import type { Writable } from 'node:stream';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import * as z from 'zod/mini';
import { grantsOf } from '#infra/database/grants.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { rowRulesOf } from '#infra/database/row-rules.ts';
import { BootFailure } from '../failure.ts';
import { type BusinessDatabase, urlOf } from './business.ts';
import { connected } from './connected.ts';
import { type DemoSize, demoDataOf } from './demo.ts';
import { startServer } from './server.ts';

export interface EmbeddedOptions {
  dataFolder: string;
  administratorPassword: string;
  name: string;
  schema: string;
  reader: { username: string; password: string };
  catalog: string | undefined;
  /** The instant at which the demo data ends; `fixed` when the person chose it. */
  now: { instant: Date; fixed: boolean };
  timeZone: string;
  size: DemoSize | undefined;
  log: Writable;
  onProgress: (part: string) => void;
}

/** What the demo data was made for, kept as the comment of its database. */
const Made = z.object({
  now: z.string(),
  timeZone: z.string(),
  demo: z.string(),
  about: z.string(),
  days: z.optional(z.number()),
});
type Made = z.infer<typeof Made>;

/** A real PostgreSQL with the demo data of the catalog in it, and the read-only role that answers are read with. */
export const embeddedDatabase = async (options: EmbeddedOptions): Promise<BusinessDatabase> => {
  const { name, reader, log, dataFolder, administratorPassword: password } = options;
  const server = await startServer({ dataFolder, password, log });
  try {
    const made = await connected({ connectionString: server.url('postgres') }, (client) =>
      ensureDemo(client, server.url, options),
    );
    await connected({ connectionString: server.url(name) }, (client) =>
      installReadOnlyRole(client, {
        role: reader.username,
        password: reader.password,
        schema: options.schema,
        grants: grantsOf({ catalog: options.catalog }),
        rowRules: rowRulesOf({ catalog: options.catalog }),
        rowPolicy: 'put',
      }),
    );
    const login = { host: '127.0.0.1', port: server.port, name, tls: 'off', ...reader } as const;
    const about = `embedded PostgreSQL, ${made.about}`;
    return {
      ...login,
      about,
      url: urlOf(login),
      ownerUrl: server.url(name),
      pid: server.pid,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    if (error instanceof Error && 'code' in error && error.code === '28P01')
      throw new BootFailure(
        'data',
        'The embedded database does not know its password any more. Start with --fresh.',
      );
    throw error;
  }
};

const ensureDemo = async (
  administrator: Client,
  url: (database: string) => string,
  options: EmbeddedOptions,
): Promise<Made> => {
  const { name } = options;
  const known = await madeBefore(administrator, name);
  if (known && isFresh(known, options)) return known;
  const draft = `${name}_new`;
  await administrator.query(`drop database if exists ${escapeIdentifier(draft)} with (force)`);
  await administrator.query(`create database ${escapeIdentifier(draft)}`);
  const made = await connected({ connectionString: url(draft) }, (client) => seed(client, options));
  const comment = escapeLiteral(JSON.stringify(made));
  await administrator.query(`comment on database ${escapeIdentifier(draft)} is ${comment}`);
  // Whole or not at all: a boot that is killed while it makes the data begins anew.
  await administrator.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
  await administrator.query(`alter database ${escapeIdentifier(draft)} rename to ${escapeIdentifier(name)}`);
  return made;
};

const madeBefore = async (administrator: Client, name: string): Promise<Made | undefined> => {
  const { rows } = await administrator.query<{ comment: string | null }>(
    "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1",
    [name],
  );
  try {
    return z.parse(Made, JSON.parse(rows[0]?.comment ?? ''));
  } catch {
    return undefined;
  }
};

/** The last day of the data must be today: otherwise every "yesterday" would be empty. */
const isFresh = (made: Made, { now, timeZone, size, catalog }: EmbeddedOptions): boolean => {
  if (made.demo !== demoDataOf(catalog).id || made.timeZone !== timeZone || made.days !== size?.days)
    return false;
  if (now.fixed) return made.now === now.instant.toISOString();
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return day.format(new Date(made.now)) === day.format(now.instant);
};

const seed = async (client: Client, options: EmbeddedOptions): Promise<Made> => {
  const { now, timeZone, size, catalog, onProgress } = options;
  const { id, seed: fill } = demoDataOf(catalog);
  const about = await fill(client, { now: now.instant, timeZone, size, onProgress });
  return { now: now.instant.toISOString(), timeZone, demo: id, about, ...(size && { days: size.days }) };
};
