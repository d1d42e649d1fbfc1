import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import { CATALOG_ROOT, compileCatalog } from '../../catalog.ts';
import { namedDatabase } from './database-url.ts';
import { coverageSection, generationLine, indexSection, readChecks } from './doctor-coverage.ts';
import { privilegeSection } from './doctor-privileges.ts';
import { reportText, type Section } from './doctor-report.ts';
import { structureSections } from './doctor-structure.ts';
import { CommandFailure, runCommand } from './terminal.ts';

const HELP = `Checks a database against the catalog; changes nothing.

  npm run doctor -- postgres://reader:…@host:5432/n8n

  --schema <name>     schema of the business tables (public)
  --catalog <name>    folder of the catalog (n8n)
  --json              the findings as JSON
  --help              this text

Give the login that answers will use: part of the check is what that role may do.
Exit code 0: no problems. 1: problems. 2: it could not be checked.`;

const options = {
  schema: { type: 'string', default: 'public' },
  catalog: { type: 'string', default: 'n8n' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const url = positionals[0] ?? process.env['DATABASE_URL'];
  if (url === undefined) throw new CommandFailure('Which database? Give its URL. Try --help.', 2);
  const client = await connect(url);
  try {
    const sections = await examine(client, values.schema, values.catalog);
    console.log(values.json === true ? JSON.stringify(sections, null, 2) : reportText(sections));
    return sections.some(({ lines }) => lines.some(({ mark }) => mark === 'problem')) ? 1 : 0;
  } finally {
    await client.end();
  }
};

const connect = async (url: string): Promise<Client> => {
  const { settings, credentials } = await namedDatabase(url);
  const { host, port, database, tls } = settings;
  const client = new Client({
    host,
    port,
    database,
    user: credentials.username,
    password: credentials.password,
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' },
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('set default_transaction_read_only = on; set statement_timeout = 15000');
  return client;
};

const examine = async (client: Client, schema: string, catalogName: string): Promise<Section[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  try {
    await compileCatalog(folder, { root: CATALOG_ROOT, catalog: catalogName });
    const catalog = await catalogFolder(folder).read('model', Catalog);
    const checks = await readChecks(join(CATALOG_ROOT, catalogName));
    const { rows } = await client.query<{ version: string; who: string }>(
      `select current_setting('server_version') as version, current_user as who`,
    );
    const place = { client, schema, checks };
    const about = `PostgreSQL ${rows[0]?.version ?? '?'}, as ${rows[0]?.who ?? '?'}`;
    const structure = { client, catalog, schema, timeZone: 'UTC', now: new Date().toISOString() };
    return [
      { title: 'The database', lines: [{ mark: 'ok', text: about }, await generationLine(place)] },
      ...(await structureSections(structure)),
      await privilegeSection(client, schema, checks.secrets),
      await coverageSection(place),
      await indexSection(place),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await runCommand(main);
