import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
/** The instant that README starts the assistant at. */
const [, NOW = ''] = /MILHENA_NOW=(\S+) npm start/.exec(README) ?? [];
/** Another wording of a statement has another one. */
const FINGERPRINT = /sha256:[0-9a-f]{64}/g;
/** A question, what stands behind it on the line, and what README says that it prints. */
const SAMPLES = [...README.matchAll(/^\$ npm run ask -- "([^"]+)"(.*)\n([^$`]+)/gm)].map(
  ([, question = '', options = '', printed = '']) =>
    [question, options.split(' ').filter(Boolean), printed.trim()] as const,
);

let cloud: LocalCloud;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-readme-'));
  await chmod(dataDir, 0o755);
  cloud = await bootLocalCloud({ port: 0, dataDir, now: new Date(NOW), timeZone: 'Europe/Rome' });
});

afterAll(async () => {
  await cloud?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('has samples', () => {
  expect(SAMPLES.length).toBeGreaterThanOrEqual(5);
});

test.each(SAMPLES)('"%s" is answered as README prints it', async (question, options, printed) => {
  const { stdout } = await promisify(execFile)('node', ['infra/local/cli/ask.ts', question, ...options], {
    env: { ...process.env, MILHENA_DATA_DIR: dataDir },
  });
  const suggestions = /\n\n( {2}→ .*\n?)+/;
  const told = stdout.replace(suggestions, '\n').trim();
  expect(told.replaceAll(FINGERPRINT, 'fingerprint')).toBe(printed.replaceAll(FINGERPRINT, 'fingerprint'));
});
