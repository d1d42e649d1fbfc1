import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { compileCatalog } from '#infra/catalog.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { closedLoop, type Load, localClient, openLoop, rowsOf, type Work } from './load.ts';
import { cpuMicros, type Length, type Part, percentile, round } from './measure.ts';
import { barePipeline, type Pipeline, type StepName } from './pipeline.ts';
import { questionMix } from './questions.ts';

const PER_SECOND = 100;
/** What a company's people may really ask at once; shows the time of an answer without a queue before it. */
const CALM_PER_SECOND = 10;
const USERS = 100;
const STATIC_MS = 15;
const DATA_MS = 60;
const ANSWERS_A_SECOND = 50;

const EFFORT = {
  short: { runs: 20_000, seconds: 5 },
  usual: { runs: 200_000, seconds: 20 },
  long: { runs: 200_000, seconds: 120 },
};

const KINDS = { static: ['static'], data: ['answer', 'clarify', 'refuse'] };

const Answered = z.object({ kind: z.string(), degraded: z.array(z.string()) });
type Answered = z.infer<typeof Answered>;

/** An apology for data that could not be read is no answer here. */
const isGood = (kind: keyof typeof KINDS, answer: Answered): boolean =>
  KINDS[kind].includes(answer.kind) && answer.degraded.length === 0;

interface Loaded {
  calm: Load;
  open: Load;
  closed: Load;
  /** CPU µs an answer, all the process; the load generator is inside only for the bare pipeline. */
  cpuPerAnswer: number;
  steps?: Record<StepName, number[]>;
}

/** Latency and throughput of the local cloud and of its bare pipeline, on the same database and questions. */
export const measureLatency = async (length: Length): Promise<Part> => {
  const { runs, seconds } = EFFORT[length];
  const cloud = await startCloud(runs);
  const catalogDir = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  try {
    await compileCatalog(catalogDir);
    const whole = await loadCloud(cloud, seconds);
    const pipeline = await barePipeline(cloud.databaseUrl, catalogDir);
    const bare = await loadPipeline(pipeline, seconds);
    await pipeline.close();
    return report(whole, bare, cloud.bootMs, { runs, seconds });
  } finally {
    await cloud.stop();
    await rm(catalogDir, { recursive: true, force: true });
  }
};

const loadCloud = async (cloud: Cloud, seconds: number): Promise<Loaded> => {
  const client = localClient(cloud.url, { 'x-api-key': cloud.apiKey });
  const mix = questionMix();
  const next = (): Work => {
    const { kind, text } = mix();
    const run = async () => {
      const { status, body } = await client.post('/v1/ask', { question: text });
      return status === 200 && isGood(kind, z.parse(Answered, JSON.parse(body)));
    };
    return { kind, run };
  };
  await warmUp(next);
  const calm = await openLoop(next, CALM_PER_SECOND, seconds);
  const open = await openLoop(next, PER_SECOND, seconds);
  const before = await cloud.cpuMicros();
  const closed = await closedLoop(next, USERS, seconds);
  const cpuPerAnswer = ((await cloud.cpuMicros()) - before) / closed.requests;
  client.close();
  return { calm, open, closed, cpuPerAnswer };
};

const loadPipeline = async (pipeline: Pipeline, seconds: number): Promise<Loaded> => {
  const steps: Record<StepName, number[]> = { classify: [], query: [], validate: [], mask: [] };
  const mix = questionMix();
  let watching = false;
  const next = (): Work => {
    const { kind, text } = mix();
    const watch = watching ? (step: StepName, ms: number) => steps[step].push(ms) : undefined;
    const run = async () => isGood(kind, await pipeline.answer(text, watch));
    return { kind, run };
  };
  await warmUp(next);
  watching = true;
  const calm = await openLoop(next, CALM_PER_SECOND, seconds);
  watching = false;
  const open = await openLoop(next, PER_SECOND, seconds);
  const before = cpuMicros();
  const closed = await closedLoop(next, USERS, seconds);
  return { calm, open, closed, cpuPerAnswer: (cpuMicros() - before) / closed.requests, steps };
};

/** Every question of the mix a few times: code is compiled, connections and names are there. */
const warmUp = async (next: () => Work): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) await next().run();
};

const report = (
  whole: Loaded,
  bare: Loaded,
  bootMs: number,
  { runs, seconds }: { runs: number; seconds: number },
): Part => {
  const p95 = (load: Load, kind: string): number => round(percentile(load.times[kind] ?? [], 0.95));
  const steps = Object.entries(bare.steps ?? {}).map(([step, times]): [string, Record<string, number>] => [
    `bare pipeline, ${CALM_PER_SECOND}/s, step ${step}`,
    { 'p50 ms': round(percentile(times, 0.5)), 'p95 ms': round(percentile(times, 0.95)) },
  ]);
  return {
    title: `Latency and throughput, about ${runs} runs of demo data, ${seconds} s each`,
    includes: `${CALM_PER_SECOND}/s and ${PER_SECOND}/s: open loop, questions at a fixed rate, times from the instant each was due. ${USERS} users: closed loop. Errors: no answer, the wrong kind, or an apology for data that could not be read. Local cloud: HTTP on loopback, keys and limits, worker threads, state machine, schema checks, logs, PostgreSQL, and the caches of answers and figures as they are by default. Bare pipeline: no cache; the four use cases in one process on the same PostgreSQL. One question in five is static. Load, cloud and PostgreSQL share the cores. CPU an answer is of the closed loop, without PostgreSQL; of the cloud without the load.`,
    figures: {
      ...rowsOf(`local cloud, ${CALM_PER_SECOND}/s`, whole.calm),
      ...rowsOf(`local cloud, ${PER_SECOND}/s`, whole.open),
      ...rowsOf(`local cloud, ${USERS} users`, whole.closed),
      ...rowsOf(`bare pipeline, ${CALM_PER_SECOND}/s`, bare.calm),
      ...rowsOf(`bare pipeline, ${PER_SECOND}/s`, bare.open),
      ...rowsOf(`bare pipeline, ${USERS} users`, bare.closed),
      ...Object.fromEntries(steps),
      'local cloud, an answer': { 'CPU µs': round(whole.cpuPerAnswer) },
      'bare pipeline, an answer': { 'CPU µs': round(bare.cpuPerAnswer) },
      'local cloud, first boot with seeding': { ms: round(bootMs) },
    },
    ratios: {
      'local cloud CPU / bare pipeline CPU, an answer': {
        value: whole.cpuPerAnswer / bare.cpuPerAnswer,
        tolerance: 0.5,
      },
    },
    aims: [
      { what: `static p95 ms at ${CALM_PER_SECOND}/s`, value: p95(whole.calm, 'static'), atMost: STATIC_MS },
      { what: `data p95 ms at ${CALM_PER_SECOND}/s`, value: p95(whole.calm, 'data'), atMost: DATA_MS },
      { what: `static p95 ms at ${PER_SECOND}/s`, value: p95(whole.open, 'static'), atMost: STATIC_MS },
      { what: `data p95 ms at ${PER_SECOND}/s`, value: p95(whole.open, 'data'), atMost: DATA_MS },
      { what: 'answers/s with 100 users', value: round(whole.closed.perSecond), atLeast: ANSWERS_A_SECOND },
      {
        what: 'errors of the local cloud',
        value: whole.calm.errors + whole.open.errors + whole.closed.errors,
        atMost: 0,
      },
    ],
  };
};
