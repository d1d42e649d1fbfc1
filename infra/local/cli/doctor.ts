import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { readCatalog } from '../../catalog.ts';
import { type CatalogSource, placeOf } from '../../catalog-source.ts';
import { readSettings } from '../settings.ts';
import { isTooOld, OLDEST_SERVER } from '../database/server-version.ts';
import { anyAssistant } from './assistant.ts';
import { namedDatabase } from './database-url.ts';
import { generationLines, readChecks, remarkLines } from './doctor-coverage.ts';
import { extentLines, nameSection, readDirectory } from './doctor-data.ts';
import { indexSection } from './doctor-indexes.ts';
import { policySection } from './doctor-policy.ts';
import { privilegeSection } from './doctor-privileges.ts';
import { type Line, reportText, type Section } from './doctor-report.ts';
import { type Place, structureSections } from './doctor-structure.ts';
import { wordSections } from './doctor-words.ts';
import { namedCatalog } from './named-catalog.ts';
import { CommandFailure, runCommand } from './terminal.ts';

const HELP = `Checks a catalog, and a database against it; changes nothing.

  npm run doctor -- postgres://reader:…@host:5432/database
  npm run doctor -- --catalog test/support/orders-catalog --words

Without a URL it is DATABASE_URL, else the database of the assistant on this machine.

  --catalog <name>    catalog by its name or its path (MILHENA_CATALOG, n8n)
  --schema <name>     schema of the business tables (public)
  --words             only the words of the catalog, without a database
  --json              the findings as JSON
  --help              this text

Give the login that answers will use: part of the check is what that role may do.
Exit code 0: no problems. 1: problems. 2: it could not be checked.`;

const options = {
  schema: { type: 'string', default: 'public' },
  catalog: { type: 'string' },
  words: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const source = namedCatalog(values.catalog);
  const sections =
    values.words === true ? onlyWords(source) : await withDatabase(positionals[0], values.schema, source);
  console.log(values.json === true ? JSON.stringify(sections, null, 2) : reportText(sections));
  return sections.some(({ lines }) => lines.some(({ mark }) => mark === 'problem')) ? 1 : 0;
};

const NOBODY = { readers: 'doctor', readAt: new Date().toISOString(), names: [] };

const onlyWords = (source: CatalogSource): Section[] => {
  const { timeZone } = readSettings(process.env);
  return wordSections({ ...readCatalog(source), directory: NOBODY, timeZone, now: NOBODY.readAt });
};

const withDatabase = async (
  named: string | undefined,
  schema: string,
  source: CatalogSource,
): Promise<Section[]> => {
  const url = named ?? process.env['DATABASE_URL'];
  if (url !== undefined) return examined(url, schema, source);
  const assistant = await anyAssistant(source);
  try {
    if (assistant.databaseUrl === undefined) throw new CommandFailure('Which database? Give its URL.', 2);
    return await examined(assistant.databaseUrl, schema, source);
  } finally {
    await assistant.stop();
  }
};

const examined = async (url: string, schema: string, source: CatalogSource): Promise<Section[]> => {
  const client = await connect(url);
  try {
    return await examine(client, schema, source);
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
  await client.query(
    "set default_transaction_read_only = on; set statement_timeout = 15000; set milhena.scope = 'all'",
  );
  return client;
};

const serverLine = (version: string, who: string): Line => {
  const text = `PostgreSQL ${version}, as ${who}`;
  return isTooOld(version)
    ? { mark: 'problem', text, advice: `Answers need PostgreSQL ${OLDEST_SERVER} or later.` }
    : { mark: 'ok', text };
};

const examine = async (client: Client, schema: string, source: CatalogSource): Promise<Section[]> => {
  const compiled = readCatalog(source);
  const checks = readChecks(placeOf(source).folder);
  const { rows } = await client.query<{ version: string; who: string }>(
    `select current_setting('server_version') as version, current_user as who`,
  );
  const { version = '?', who = '?' } = rows[0] ?? {};
  const { timeZone } = readSettings(process.env);
  const now = new Date().toISOString();
  const place: Place = { client, catalog: compiled.model, schema, timeZone, now };
  const tables = { client, schema, checks };
  const directory = await readDirectory(place).catch(() => NOBODY);
  const sections: Section[] = [
    { title: 'The database', lines: [serverLine(version, who), ...(await generationLines(tables))] },
    ...(await structureSections(place)),
    nameSection(directory, place),
    ...wordSections({ ...compiled, directory, timeZone, now }),
    await privilegeSection(client, schema, checks.secrets ?? []),
    await policySection(client, schema, source),
    {
      title: 'How far the data reaches',
      lines: [...(await extentLines(place)), ...(await remarkLines(tables))],
    },
    await indexSection(place, checks.indexes ?? []),
  ];
  return sections.filter(({ lines }) => lines.length > 0);
};

await runCommand(main);
