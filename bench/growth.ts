import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { processes } from '#infra/local/demo/company.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { DatabaseTimeout } from '#shared/contracts/faults.ts';
import { startPostgres } from '#test/support/postgres.ts';
import { serverCpu } from './company.ts';
import { type Growth, growthPlot } from './growth-plot.ts';
import { spreadOver } from './growth-processes.ts';
import { cpuMicros, machine, median, round } from './measure.ts';
import { barePipeline, type Pipeline } from './pipeline.ts';

const HELP = `npm run bench:growth -- [--runs 10000,100000,1000000,10000000] [--processes 10,100,1000,10000]

How cost grows with the size of the company: time and CPU of an answer (the four steps in one process and
PostgreSQL, no cache) against the number of runs, and of processes. By hand: it makes a database for each size;
ten million runs take some 3 GB of memory, as much on disk, and some minutes.
Writes bench/results/growth.md and growth.svg.`;

const RUNS_BESIDE_PROCESSES = 100_000;
const ROUNDS = 5;
const WARM = 5;
const PROCESS = processes.find(({ key }) => key === 'orders-site')?.name ?? '';
const READER = { role: 'reader', password: 'reader' };

const QUESTIONS: Record<string, string[]> = {
  'one process': [
    `Quanto dura in media ${PROCESS}?`,
    `When did ${PROCESS} last run?`,
    `Why did the last run of ${PROCESS} fail?`,
  ],
  'a week': [
    'How many runs in the last 7 days?',
    'Quanti processi sono falliti ieri?',
    'Questa settimana rispetto alla settimana scorsa',
  ],
  'a month': ['Daily runs for the last 30 days', 'How many hours did we save this month?'],
  'all that is kept': [
    'Which is the slowest process?',
    'Quali processi falliscono di più? I primi 5',
    'In che ora del giorno ci sono più esecuzioni?',
  ],
  now: ['Cosa sta girando adesso?', 'Which processes have never run?'],
};

interface Cost {
  ms: number;
  serverMs: number;
  ourMs: number;
}

/** The mean of the questions that were answered, and how many were not: a statement was stopped by its time limit. */
interface Mean {
  cost: Cost;
  late: number;
  asked: number;
}

/** Undefined when its statement was stopped by its time limit. */
const costOf = async (pipeline: Pipeline, admin: Client, text: string): Promise<Cost | undefined> => {
  const found: Cost[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const before = { server: await serverCpu(admin), ours: cpuMicros(), at: performance.now() };
    const kind = await kindOf(pipeline, text);
    const ms = performance.now() - before.at;
    const ours = cpuMicros() - before.ours;
    if (kind === 'late') return undefined;
    if (kind !== 'answer') throw new Error(`No answer to: ${text}`);
    found.push({ ms, ourMs: ours / 1000, serverMs: ((await serverCpu(admin)) - before.server) / 1000 });
  }
  const middle = (of: (cost: Cost) => number) => median(found.map(of));
  return {
    ms: middle(({ ms }) => ms),
    serverMs: middle((one) => one.serverMs),
    ourMs: middle((one) => one.ourMs),
  };
};

const kindOf = async (pipeline: Pipeline, text: string): Promise<string> => {
  try {
    return (await pipeline.answer(text)).kind;
  } catch (error) {
    if (error instanceof DatabaseTimeout) return 'late';
    throw error;
  }
};

const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

const meanOf = (costs: (Cost | undefined)[]): Mean => {
  const inTime = costs.filter((one) => one !== undefined);
  return {
    cost: {
      ms: mean(inTime.map(({ ms }) => ms)),
      serverMs: mean(inTime.map(({ serverMs }) => serverMs)),
      ourMs: mean(inTime.map(({ ourMs }) => ourMs)),
    },
    late: costs.length - inTime.length,
    asked: costs.length,
  };
};

/** The mean cost of each kind of question in a company of that size. */
const measured = async (
  runs: number,
  count: number | undefined,
  catalogDir: string,
): Promise<Record<string, Mean>> => {
  const postgres = await startPostgres();
  const admin = new Client(postgres.adminUrl);
  await admin.connect();
  try {
    await seedDemo(admin, { now: new Date(), timeZone: 'Europe/Rome', runs });
    if (count !== undefined) await spreadOver(admin, count, PROCESS);
    await installReadOnlyRole(admin, { ...READER, schema: 'public', rowPolicy: 'put' });
    await admin.query('vacuum analyze');
    const url = new URL(postgres.url);
    url.username = READER.role;
    url.password = READER.password;
    const pipeline = await barePipeline(url.href, catalogDir);
    // Code is compiled, connections and names are there.
    for (let turn = 0; turn < WARM; turn += 1)
      for (const text of Object.values(QUESTIONS).flat()) await kindOf(pipeline, text);
    const costs: Record<string, Mean> = {};
    for (const [kind, texts] of Object.entries(QUESTIONS)) {
      const each: (Cost | undefined)[] = [];
      for (const text of texts) each.push(await costOf(pipeline, admin, text));
      costs[kind] = meanOf(each);
    }
    await pipeline.close();
    return costs;
  } finally {
    await admin.end();
    await postgres.stop();
  }
};

const tableOf = (of: string, sizes: number[], costs: Record<string, Mean>[]): string => {
  const cell = (found: Mean | undefined) => {
    if (!found) return '';
    const { cost, late, asked } = found;
    const told = late < asked ? [`${round(cost.ms)} (${round(cost.serverMs)} + ${round(cost.ourMs)})`] : [];
    return [...told, ...(late > 0 ? [`${late} of ${asked} stopped after 5 s`] : [])].join('; ');
  };
  const kinds = Object.keys(QUESTIONS);
  return [
    `| ${of} | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(sizes.length)}`,
    ...kinds.map((kind) => `| ${kind} | ${costs.map((one) => cell(one[kind])).join(' | ')} |`),
  ].join('\n');
};

const sizesOf = (text: string): number[] => text.split(',').filter(Boolean).map(Number);

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10000,100000,1000000,10000000' },
      processes: { type: 'string', default: '10,100,1000,10000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const catalogDir = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(catalogDir);
  const runs = sizesOf(values.runs);
  const counts = sizesOf(values.processes);
  const byRuns: Record<string, Mean>[] = [];
  for (const size of runs) byRuns.push(await measured(size, undefined, catalogDir));
  const byProcesses: Record<string, Mean>[] = [];
  for (const count of counts) byProcesses.push(await measured(RUNS_BESIDE_PROCESSES, count, catalogDir));
  await rm(catalogDir, { recursive: true, force: true });

  const { cpu, cores, node } = machine();
  const text = `# How cost grows

\`npm run bench:growth\`, ${new Date().toISOString().slice(0, 10)}, ${cpu}, ${cores} cores, Node ${node}. The four steps in one process and PostgreSQL on the same machine, one question after the other, no cache. Milliseconds of an answer, and in brackets the CPU of PostgreSQL and ours; medians of ${ROUNDS}, means over the questions of a kind that were answered; a statement is stopped after 5 s. Load of the machine when it ended: ${round(loadavg()[0] ?? 0)}; above the number of cores the times are those of a busy machine, and the CPU is what to go by.

${tableOf('runs, 44 processes', runs, byRuns)}

${tableOf(`processes, ${RUNS_BESIDE_PROCESSES.toLocaleString('en')} runs`, counts, byProcesses)}

![Time of an answer against the number of runs and of processes](growth.svg)
`;
  const series = (sizes: number[], costs: Record<string, Mean>[]): Growth['left'] => ({
    sizes,
    lines: Object.keys(QUESTIONS).map((kind) => ({
      name: kind,
      // A mean without the dearest would be too good.
      values: costs.map((one) => (one[kind]?.late === 0 ? one[kind].cost.ms : Number.NaN)),
    })),
  });
  const results = join(import.meta.dirname, 'results');
  await writeFile(join(results, 'growth.md'), text);
  const picture = await growthPlot({ left: series(runs, byRuns), right: series(counts, byProcesses) });
  await writeFile(join(results, 'growth.svg'), picture);
  console.log(text);
};

await main();
process.exit(0);
