import type { Writable } from 'node:stream';
import * as z from 'zod/mini';
import type { Secrets } from '../emulators/secrets.ts';
import type { OnProgress } from '../progress.ts';
import type { LocalSettings } from '../settings.ts';
import type { TemplateReader } from '../template/template.ts';
import type { BusinessDatabase, BusinessLogin } from './business.ts';
import { embeddedDatabase } from './embedded.ts';

/** What the template says of the database that its functions read. */
export interface DatabaseFacts {
  name: string;
  schema: string;
  /** Id of the secret with the login of the read-only role. */
  secret: string;
  reader: { username: string; password: string };
}

const Variables = z.object({
  DATABASE_NAME: z.string(),
  DATABASE_SCHEMA: z.string(),
  DATABASE_SECRET: z.string(),
});
const Function = z.object({
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.unknown()) })),
});
const Reader = z.object({ username: z.string(), password: z.string() });

/** Nothing when no function reads a database. */
export const databaseFacts = (template: TemplateReader, secrets: Secrets): DatabaseFacts | undefined => {
  for (const { properties } of template.all('AWS::Lambda::Function', Function)) {
    const found = z.safeParse(Variables, properties.Environment?.Variables);
    if (!found.success) continue;
    const { DATABASE_NAME: name, DATABASE_SCHEMA: schema, DATABASE_SECRET: secret } = found.data;
    const login = z.safeParse(Reader, JSON.parse(secrets.get(secret) ?? '{}'));
    // The secret of an attached database may be the customer's own: then the login is made up here.
    const reader = login.success ? login.data : { username: 'milhena_reader', password: 'milhena_reader' };
    return { name, schema, secret, reader };
  }
  return undefined;
};

interface Options {
  facts: DatabaseFacts;
  external: BusinessLogin | undefined;
  settings: LocalSettings;
  /** Of the embedded server's administrator. */
  password: string;
  log: Writable;
  onProgress: OnProgress;
}

/** The database that DATABASE_URL names, otherwise the embedded one with its demo company. */
export const openBusinessDatabase = async (options: Options): Promise<BusinessDatabase> => {
  const { facts, external, settings, password, log, onProgress } = options;
  if (external) return { ...external, pid: () => undefined, stop: async () => undefined };
  return embeddedDatabase({
    dataFolder: settings.dataDir,
    administratorPassword: password,
    name: facts.name,
    schema: facts.schema,
    reader: facts.reader,
    catalog: settings.catalog,
    now: { instant: settings.now ?? new Date(), fixed: settings.now !== undefined },
    timeZone: settings.timeZone,
    size: settings.demo,
    log,
    onProgress: (note) => onProgress({ part: 'business database', note }),
  });
};
