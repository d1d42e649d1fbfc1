import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { type Length, machine, type Part } from './measure.ts';
import { Baseline, compare, partText, type Run } from './report.ts';

const HELP = `npm run bench -- [--short | --long] [--only part,part] [--name name] [--baseline]

Measures, prints tables and writes bench/results/<name>.json. Ratios (ours over theirs, never times) are
compared with bench/baseline.json: exit code 1 when one is worse than its tolerance allows.
  --short     about a minute, small demo data: for CI
  --long      long loads: by hand, on a quiet machine
  --only      some of: chain, bundles, understanding, reading, masking, proving, sessions, charts, answers, misses, statements, latency, ring
  --name      name of the results file (default: the length of the run)
  --baseline  writes the results as the new baseline and compares with nothing`;

// Loaded when its turn comes: what one part brings along does not weigh on another.
const PARTS: Record<string, (length: Length) => Promise<Part>> = {
  bundles: async (length) => (await import('./bundles.ts')).measureBundles(length),
  understanding: async (length) => (await import('./understanding.ts')).measureUnderstanding(length),
  reading: async (length) => (await import('./reading.ts')).measureReading(length),
  masking: async () => (await import('./words.ts')).measureWords(),
  proving: async () => (await import('./proving.ts')).measureProving(),
  sessions: async (length) => (await import('./sessions.ts')).measureSessions(length),
  charts: async (length) => (await import('./charts.ts')).measureCharts(length),
  channel: async (length) => (await import('./channel.ts')).measureChannel(length),
  answers: async (length) => (await import('./answers.ts')).measureAnswers(length),
  misses: async (length) => (await import('./misses.ts')).measureMisses(length),
  statements: async (length) => (await import('./statements.ts')).measureStatements(length),
  latency: async (length) => (await import('./latency.ts')).measureLatency(length),
  ring: async (length) => (await import('./ring.ts')).measureRing(length),
  chain: async (length) => (await import('./chain.ts')).measureChain(length),
};

const options = () => {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      only: { type: 'string' },
      name: { type: 'string' },
      baseline: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const length: Length = values.short ? 'short' : values.long ? 'long' : 'usual';
  const names = values.only?.split(',') ?? Object.keys(PARTS);
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.`);
  return { ...values, length, names, name: (values.name ?? length).replaceAll(/[^\w.-]/g, '-') };
};

const measure = async (names: string[], length: Length): Promise<Run> => {
  const run: Run = { date: new Date().toISOString(), length, machine: machine(), parts: {} };
  const { cpu, cores, memoryGb, node, platform } = run.machine;
  console.log(`${run.date}  ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}\n`);
  for (const name of names) {
    const part = await PARTS[name]?.(length);
    if (part === undefined) continue;
    run.parts[name] = part;
    console.log(partText(part));
  }
  return run;
};

const BASELINE = join(import.meta.dirname, 'baseline.json');

const write = (file: string, run: Run): Promise<void> => writeFile(file, `${JSON.stringify(run, null, 2)}\n`);

const baselineOf = async (): Promise<Baseline | undefined> => {
  const text = await readFile(BASELINE, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : z.parse(Baseline, JSON.parse(text));
};

const { help, names, length, name, baseline } = options();
if (help) {
  console.log(HELP);
  process.exit(0);
}
const run = await measure(names, length);
const results = join(import.meta.dirname, 'results');
await mkdir(results, { recursive: true });
await write(join(results, `${name}.json`), run);
if (baseline) {
  await write(BASELINE, run);
  process.exit(0);
}
const before = await baselineOf();
if (before !== undefined) {
  const { worse, lines } = compare(run, before);
  console.log(`Against the baseline of ${before.date}:\n${lines.join('\n')}`);
  if (worse.length > 0) console.log(`\nWorse than the baseline allows: ${worse.join('; ')}`);
  process.exit(worse.length > 0 ? 1 : 0);
}
process.exit(0);
