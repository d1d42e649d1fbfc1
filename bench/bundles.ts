import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { buildAssets } from '#infra/bundle.ts';
import { type Aim, type Length, median, type Part, type Ratio, round } from './measure.ts';

const root = join(import.meta.dirname, '..');
const EAGER_KB = 60;
const IMPORT_RATIO = 0.6;
const ROUNDS = { short: 7, usual: 15, long: 41 };

/** Settings that a function finds in its environment; nothing answers at these places, and nothing asks. */
export const ENVIRONMENT = {
  DIRECTORY_TABLE: 'names',
  SESSIONS_TABLE: 'sessions',
  CONTEXT_TABLE: 'context',
  PEOPLE_TABLE: 'people',
  FEEDBACK_TABLE: 'feedback',
  CHARTS_TABLE: 'charts',
  CHARTS_DIR: '/nowhere',
  ACCESS_TABLE: 'access',
  SUBSCRIPTIONS_TABLE: 'subscriptions',
  MESSAGES_TABLE: 'messages',
  USAGE_TABLE: 'usage',
  STATES_TABLE: 'states',
  UNLISTED_READERS: 'everything',
  SESSION_IDLE_HOURS: '7',
  WORKING_HOURS: '06:00-20:00',
  WORKING_DAYS: 'mon-fri',
  SESSION_KEEP_DAYS: '30',
  WHATSAPP_SECRET_ARN: 'none',
  WHATSAPP_NUMBER_IDS: '100',
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:1',
  URGENT_QUEUE_URL: 'http://127.0.0.1:1/urgent',
  NORMAL_QUEUE_URL: 'http://127.0.0.1:1/normal',
  BATCH_QUEUE_URL: 'http://127.0.0.1:1/batch',
  NOTICES_TOPIC_ARN: 'none',
  NOTICES_SECRET_ARN: 'none',
  READY_TEMPLATE: 'ready',
  ADMISSION: 'listed',
  LATE_AFTER_HOURS: '12',
  PARKED_SECONDS: '60',
  BACKLOG_LIMIT: '1000',
  ANSWER_FLOW_ARN: 'arn:aws:states:eu-west-1:000000000000:stateMachine:answer',
  TENANT_ID: 'bench',
  TIME_ZONE: 'Europe/Rome',
  DATABASE_HOST: '127.0.0.1',
  DATABASE_PORT: '1',
  DATABASE_NAME: 'none',
  DATABASE_TLS: 'off',
  DATABASE_SCHEMA: 'public',
  DATABASE_SECRET: 'none',
  FRESH_SECONDS: '10',
  CACHE_URL: 'none',
  CACHE_NAME: 'bench',
  AWS_REGION: 'eu-west-1',
};

interface Output {
  bytes: number;
  entryPoint?: string;
  imports: { path: string; kind: string; external?: boolean }[];
}

interface Bundle {
  file: string;
  eagerBytes: number;
  totalBytes: number;
}

/** Figures of every function's bundle, built anew, beside a bundle of `import { z } from 'zod'`. */
export const measureBundles = async (length: Length): Promise<Part> => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-bundles-'));
  try {
    const bundles = await functionBundles(folder);
    const zod = await zodBundle(folder);
    const times = await importTimes(
      { ...bundles, [ZOD]: zod },
      join(folder, 'layer/catalog'),
      ROUNDS[length],
    );
    return report({ ...bundles, [ZOD]: zod }, times);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const ZOD = "import { z } from 'zod', one schema";

const functionBundles = async (folder: string): Promise<Record<string, Bundle>> => {
  const { functions } = await buildAssets(folder);
  const names = (await readdir(functions)).sort();
  const read = names.map(async (name): Promise<[string, Bundle]> => {
    const meta = JSON.parse(await readFile(join(folder, `${name}.meta.json`), 'utf8'));
    return [name, { file: join(functions, name, 'handler.mjs'), ...sizes(meta.outputs) }];
  });
  return Object.fromEntries(await Promise.all(read));
};

/** Eager is the entry and all that it imports statically, to the last chunk; total is every file. */
const sizes = (outputs: Record<string, Output>): { eagerBytes: number; totalBytes: number } => {
  const eager = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || eager.has(path)) return;
    eager.add(path);
    for (const { path: next, kind } of output.imports) if (kind !== 'dynamic-import') visit(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs))
    if (entryPoint?.endsWith('/handler.ts') === true) visit(path);
  const bytes = (paths: Iterable<string>): number =>
    [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  return { eagerBytes: bytes(eager), totalBytes: bytes(Object.keys(outputs)) };
};

const zodBundle = async (folder: string): Promise<Bundle> => {
  const file = join(folder, 'zod.mjs');
  const contents = `import { z } from 'zod';
export const Asked = z.object({ question: z.string().min(1).max(1000), language: z.enum(['it', 'en']).optional() });`;
  const { metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    metafile: true,
  });
  const bytes = Object.values(metafile.outputs)[0]?.bytes ?? 0;
  return { file, eagerBytes: bytes, totalBytes: bytes };
};

const Imported = z.object({ wallMs: z.number(), cpuMs: z.number() });
type Imported = z.infer<typeof Imported>;

const MEASURED = `
const file = process.argv[2];
const cpu = process.cpuUsage();
const startedAt = performance.now();
await import(file);
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));
process.exit(0);`;

/** Every import in a fresh process; the bundles take turns, so that a disturbance meets them alike. */
const importTimes = async (
  bundles: Record<string, Bundle>,
  catalog: string,
  rounds: number,
): Promise<Record<string, Imported>> => {
  const found: Record<string, Imported[]> = {};
  const script = join(catalog, '..', 'import.mjs');
  await writeFile(script, MEASURED);
  const env = { ...ENVIRONMENT, CATALOG_DIR: catalog, PATH: process.env['PATH'] };
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [name, { file }] of Object.entries(bundles)) {
      const args = [script, pathToFileURL(file).href];
      const { stdout } = await promisify(execFile)(process.execPath, args, { env });
      (found[name] ??= []).push(z.parse(Imported, JSON.parse(stdout)));
    }
  return Object.fromEntries(
    Object.entries(found).map(([name, list]) => [
      name,
      { wallMs: median(list.map((one) => one.wallMs)), cpuMs: median(list.map((one) => one.cpuMs)) },
    ]),
  );
};

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;

const report = (bundles: Record<string, Bundle>, times: Record<string, Imported>): Part => {
  const figures: Part['figures'] = {};
  const ratios: Record<string, Ratio> = {};
  const aims: Aim[] = [];
  const zod = times[ZOD] ?? { wallMs: Number.NaN, cpuMs: Number.NaN };
  for (const [name, { eagerBytes, totalBytes }] of Object.entries(bundles)) {
    const { wallMs, cpuMs } = times[name] ?? zod;
    figures[name] = {
      'eager kB': kilobytes(eagerBytes),
      'total kB': kilobytes(totalBytes),
      'import ms': round(wallMs),
      'import CPU ms': round(cpuMs),
      '× zod, ms': round(wallMs / zod.wallMs),
      '× zod, CPU': round(cpuMs / zod.cpuMs),
    };
    if (name === ZOD) continue;
    ratios[`${name}: import CPU / zod`] = { value: cpuMs / zod.cpuMs, tolerance: 0.5 };
    ratios[`${name}: eager bytes / zod`] = {
      value: eagerBytes / (bundles[ZOD]?.eagerBytes ?? Number.NaN),
      tolerance: 0.1,
    };
    aims.push(
      { what: `${name}: eager kB`, value: kilobytes(eagerBytes), atMost: EAGER_KB },
      { what: `${name}: import ms / zod`, value: round(wallMs / zod.wallMs), atMost: IMPORT_RATIO },
    );
  }
  return {
    title: 'Bundles',
    includes:
      'kB of 1,000 bytes, minified, as deployed: the entry with all it imports statically, and every file. Import: a fresh Node process a time, without the start of Node itself; medians.',
    figures,
    ratios,
    aims,
  };
};
