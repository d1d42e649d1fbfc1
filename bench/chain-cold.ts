import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { buildAssets } from '#infra/bundle.ts';
import { ENVIRONMENT } from './bundles.ts';
import { type Length, median } from './measure.ts';

const ROUNDS = { short: 5, usual: 15, long: 41 };

export const COLD = {
  plain: 'plain functions, cold',
  functions: 'the four functions as deployed, cold',
  graph: 'LangGraph.js, cold',
};

const CHAINS = {
  [COLD.plain]: `import { plain, QUESTION } from './chain-steps.ts';
export const first = () => plain(QUESTION);`,
  [COLD.graph]: `import { langGraph } from './chain-graph.ts';
import { QUESTION } from './chain-steps.ts';
export const first = () => langGraph()(QUESTION);`,
};

/** A document of no known shape loads all that a function needs, and asks no neighbour. */
const functionsIn = (folder: string): string => `
export const first = async () => {
  for (const name of ['classify', 'query', 'validate', 'mask']) {
    const { handler } = await import(\`${folder}/\${name}/handler.mjs\`);
    const fault = await handler({}).catch(({ name }) => name);
    if (fault !== 'InvalidDocument') throw new Error(fault);
  }
};`;

const MEASURED = `
const cpu = process.cpuUsage();
const startedAt = performance.now();
const { first } = await import(process.argv[2]);
await first();
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
console.error(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));
process.exit(0);`;

const Found = z.object({ wallMs: z.number(), cpuMs: z.number() });
export type Found = z.infer<typeof Found>;

/** Import and first call, each in a fresh process, in turn; medians, without the start of Node itself. */
export const coldChains = async (length: Length): Promise<Record<string, Found>> => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-cold-'));
  try {
    const files = new Map<string, string>();
    for (const [name, contents] of Object.entries(CHAINS)) {
      const outfile = join(folder, `${files.size}.mjs`);
      await build({
        stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
        outfile,
        bundle: true,
        format: 'esm',
        platform: 'node',
        target: 'node24',
        minify: true,
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
      });
      files.set(name, outfile);
    }
    const { functions } = await buildAssets(folder);
    files.set(COLD.functions, join(folder, 'functions.mjs'));
    await writeFile(join(folder, 'functions.mjs'), functionsIn(functions));
    return await timesOf(files, folder, ROUNDS[length]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const timesOf = async (
  files: ReadonlyMap<string, string>,
  folder: string,
  rounds: number,
): Promise<Record<string, Found>> => {
  const script = join(folder, 'measure.mjs');
  await writeFile(script, MEASURED);
  const env = { ...ENVIRONMENT, CATALOG_DIR: join(folder, 'layer/catalog'), PATH: process.env['PATH'] };
  const found = new Map<string, Found[]>();
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [name, file] of files) {
      // The functions complain of the document before it.
      const { stderr } = await promisify(execFile)(process.execPath, [script, file], { env });
      found.set(name, [
        ...(found.get(name) ?? []),
        z.parse(Found, JSON.parse(stderr.trim().split('\n').at(-1) ?? '')),
      ]);
    }
  return Object.fromEntries(
    [...found].map(([name, list]) => [
      name,
      { wallMs: median(list.map((one) => one.wallMs)), cpuMs: median(list.map((one) => one.cpuMs)) },
    ]),
  );
};
