import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { ClientConfig } from 'pg';
import { grantsOf } from '../../database/grants.ts';
import { installReadOnlyRole, type ReadOnlyRole } from '../../database/install.ts';
import { rowRulesOf } from '../../database/row-rules.ts';
import { settingsOf } from '../../settings.ts';
import { connected } from '../database/connected.ts';
import { namedDatabase } from './database-url.ts';
import { namedCatalog } from './named-catalog.ts';
import { CommandFailure, runCommand } from './terminal.ts';

const HELP = `Makes the role that answers are read with, or brings it up to date: it reads the columns of the
catalog's grants.yaml and nothing else.

  npm run reader-role -- postgres://administrator:…@host:5432/database

  --row-policy        puts the row policy on the business tables: the role then sees only the rows of the
                      processes that a question's asker may see, and none where a statement of ours names
                      nobody. Who owns the tables, and every other role, reads and writes as ever, and
                      upgrades alter and drop them as ever; but a table dump must be made by the owner or a
                      superuser. Where it stands it is brought up to date each time.
  --no-row-policy     takes it off again, without a trace
  --catalog <name>    catalog by its name or its path (MILHENA_CATALOG, n8n)
  --schema <name>     schema of the business tables (public)
  --role <name>       its name (${settingsOf('local').readerRole})
  --help              this text

Its password is READER_PASSWORD; without it one is made, and told this once.`;

const options = {
  schema: { type: 'string', default: 'public' },
  catalog: { type: 'string' },
  role: { type: 'string', default: settingsOf('local').readerRole },
  'row-policy': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true, allowNegative: true });
  const [url] = positionals;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (url === undefined) throw new CommandFailure('Which database? Give its URL. Try --help.', 2);
  const source = namedCatalog(values.catalog);
  const [grants, rowRules] = [grantsOf(source), rowRulesOf(source)];
  const rowPolicy = WISHES[String(values['row-policy'])] ?? 'keep';
  const known = process.env['READER_PASSWORD'];
  const password = known ?? randomBytes(24).toString('base64url');
  const { role, schema } = values;
  const { missing, stillOpen, guarded, unguarded } = await connected(await configOf(url), (client) =>
    installReadOnlyRole(client, { role, password, schema, grants, rowRules, rowPolicy }),
  );
  console.log(`${role} reads ${Object.keys(grants).length} tables`);
  for (const column of missing) console.log(`  ! not in this database: ${column}`);
  console.log(policyWords(guarded, Object.keys(grants).length));
  for (const table of unguarded) console.log(`  ! the row policy does not stand on ${table}`);
  for (const what of stillOpen) console.log(`  ✗ it can still do more than read: ${what}`);
  if (known === undefined) console.log(`password: ${password}`);
  return stillOpen.length === 0 ? 0 : 1;
};

const WISHES: Readonly<Record<string, ReadOnlyRole['rowPolicy']>> = { true: 'put', false: 'remove' };

const policyWords = (guarded: readonly string[], all: number): string =>
  guarded.length === 0
    ? '  no row policy: what each person may see is kept by our statements alone (--row-policy adds a second lock)'
    : `  row policy on ${guarded.length} of ${all} tables: it sees only the processes that the person who asks may see`;

const configOf = async (url: string): Promise<ClientConfig> => {
  const { settings, credentials } = await namedDatabase(url);
  const { host, port, database, tls } = settings;
  const { username: user, password } = credentials;
  const ssl = tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' };
  return { host, port, database, user, password, ssl, connectionTimeoutMillis: 5000 };
};

await runCommand(main);
