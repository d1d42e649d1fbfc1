import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import { CauseRules } from '#shared/domain/causes/cause-of.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import { compileCatalog } from '../../catalog.ts';
import type { CatalogSource } from '../../catalog-source.ts';
import { anyAssistant } from './assistant.ts';
import { namedDatabase } from './database-url.ts';
import { namedCatalog } from './named-catalog.ts';
import { CommandFailure, runCommand } from './terminal.ts';
import { type Finding, verifyAnswer } from './verification.ts';

const HELP = `Replays the proofs of an answer against the database.

  npm run ask -- "Quanti processi sono falliti ieri?" --json > answer.json
  npm run verify -- answer.json
  npm run verify -- answer.json --database postgres://reader:…@host:5432/n8n

  --database <url>    the database; otherwise DATABASE_URL, otherwise that of the assistant on this machine
  --schema <name>     schema of the business tables (public)
  --catalog <name>    catalog that answered, by its name or its path (MILHENA_CATALOG, n8n)
  --time-zone <zone>  where the asker's days begin (MILHENA_TIME_ZONE, Europe/Rome)
  --json              the findings as JSON
  --help              this text

Exit code 0: everything still holds. 1: something does not. 2: it could not be checked.`;

const options = {
  database: { type: 'string' },
  schema: { type: 'string', default: 'public' },
  catalog: { type: 'string' },
  'time-zone': { type: 'string', default: process.env['MILHENA_TIME_ZONE'] ?? 'Europe/Rome' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file] = positionals;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (file === undefined) throw new CommandFailure('Which answer? Give its file. Try --help.', 2);
  const answer = await readAnswer(file);
  const findings = await withDatabase(values.database, (database) =>
    check(answer, {
      url: database,
      schema: values.schema,
      timeZone: values['time-zone'],
      source: namedCatalog(values.catalog),
    }),
  );
  console.log(values.json === true ? JSON.stringify(findings, null, 2) : report(findings));
  return findings.every(({ holds }) => holds) ? 0 : 1;
};

const readAnswer = async (file: string): Promise<Answer> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandFailure(`${file} cannot be read.`, 2);
  });
  try {
    return z.parse(Answer, JSON.parse(text));
  } catch {
    throw new CommandFailure(`${file} is not an answer as "npm run ask -- … --json" prints it.`, 2);
  }
};

/** The database that was named, else the one behind the assistant of this machine. */
const withDatabase = async <Result>(
  named: string | undefined,
  work: (url: string) => Promise<Result>,
): Promise<Result> => {
  const url = named ?? process.env['DATABASE_URL'];
  if (url !== undefined) return work(url);
  const assistant = await anyAssistant();
  try {
    if (assistant.databaseUrl === undefined)
      throw new CommandFailure('Which database? Give it with --database.', 2);
    return await work(assistant.databaseUrl);
  } finally {
    await assistant.stop();
  }
};

interface Place {
  url: string;
  schema: string;
  timeZone: string;
  source: CatalogSource;
}

const check = async (answer: Answer, { url, schema, timeZone, source }: Place): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  const { settings, credentials } = await namedDatabase(url);
  const database = postgresDatabase(settings, fixedCredentials(credentials));
  try {
    await compileCatalog(folder, source);
    const parts = catalogFolder(folder);
    const mask = createMask(await parts.read('masking', Dictionary), answer.language);
    return await verifyAnswer(answer, {
      catalog: await parts.read('model', Catalog),
      causes: await parts.read('causes', CauseRules),
      wording: await parts.read(`wording.${answer.language}`, Wording),
      maskName: (name) => mask.name(name),
      database,
      schema,
      timeZone,
    });
  } finally {
    await Promise.all([database.close(), rm(folder, { recursive: true, force: true })]);
  }
};

const report = (findings: Finding[]): string => {
  const lines = findings.map(({ what, holds, why }) => (holds ? `  ✓ ${what}` : `  ✗ ${what}: ${why}`));
  const broken = findings.filter(({ holds }) => !holds).length;
  const verdict =
    findings.length === 0
      ? 'The answer claims nothing, so there is nothing to check.'
      : broken === 0
        ? 'Everything still holds.'
        : `${broken} of ${findings.length} no longer hold.`;
  return [...lines, verdict].join('\n');
};

await runCommand(main);
