import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCatalog } from '#infra/catalog.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import { noSharedCache } from '#shared/adapters/valkey-cache.ts';
import { type Company, companyOf, serverCpu } from './company.ts';
import { closedLoop, type Load, rowsOf, type Work } from './load.ts';
import { cpuMicros, type Length, type Part, round } from './measure.ts';
import { barePipeline, type More } from './pipeline.ts';
import { dataOnly, isGood, questionMix } from './questions.ts';

const USERS = 100;
const SIZES = { short: [20_000], usual: [20_000, 200_000], long: [20_000, 200_000] };
const SECONDS = { short: 5, usual: 15, long: 60 };
const WARM_UP = 100;

/**
 * Alone: each question reads for itself. Together: the very same statement, wanted by several at the same time, is read
 * once. As deployed: all that a question wants is, too, with the periods that count from now; and nothing is told
 * again afterwards.
 */
const READINGS: Record<string, () => More> = {
  alone: () => ({ reading: 'alone' }),
  together: () => ({ reading: 'together' }),
  'as deployed': () => ({
    reading: 'together',
    cache: { reads: localCache(24e6), scopes: localCache(4e6), shared: noSharedCache, freshMs: 0 },
  }),
};

interface Misses {
  load: Load;
  /** CPU of each answer in µs, this process with the load it makes. */
  ours: number;
  server: number;
}

/** Data questions of which nothing is remembered, on companies of two sizes. */
export const measureMisses = async (length: Length): Promise<Part> => {
  const catalogDir = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  const found = new Map<string, Misses>();
  try {
    await compileCatalog(catalogDir);
    for (const runs of SIZES[length]) {
      const company = await companyOf(runs);
      try {
        for (const indexes of ['', ', with the advised indexes']) {
          if (indexes !== '') await company.advise();
          for (const [reading, more] of Object.entries(READINGS)) {
            const misses = await missesOf(company, catalogDir, more(), SECONDS[length]);
            found.set(`${runs} runs${indexes}, ${reading}`, misses);
          }
        }
      } finally {
        await company.stop();
      }
    }
  } finally {
    await rm(catalogDir, { recursive: true, force: true });
  }
  return report(found, SECONDS[length]);
};

const missesOf = async (
  { url, admin }: Company,
  catalogDir: string,
  more: More,
  seconds: number,
): Promise<Misses> => {
  const line = await barePipeline(url, catalogDir, more);
  const mix = dataOnly(questionMix());
  const next = (): Work => {
    const asked = mix();
    return { kind: asked.kind, run: async () => isGood(await line.answer(asked.text), asked) };
  };
  await closedLoop(next, 5, 1);
  for (let turn = 0; turn < WARM_UP; turn += 1) await next().run();
  const before = { ours: cpuMicros(), server: await serverCpu(admin) };
  const load = await closedLoop(next, USERS, seconds);
  const ours = (cpuMicros() - before.ours) / load.requests;
  const server = ((await serverCpu(admin)) - before.server) / load.requests;
  await line.close();
  return { load, ours, server };
};

const report = (found: Map<string, Misses>, seconds: number): Part => {
  const all = [...found];
  return {
    title: `Misses: data questions of which nothing is remembered, ${USERS} users, ${seconds} s each`,
    includes: `The line (classify, query, validate, mask) in one process on its own PostgreSQL, closed loop, no figures remembered (what a text reads as is, for the day), a sixth of the questions about the whole history. Alone: each question reads for itself. Together: questions that need the very same statement at the same time share one reading of it. As deployed: questions that come together and ask the same share all of their readings too, up to now or not (FRESH_SECONDS 0: nothing that was read is told to who asks later). With the indexes that \`npm run doctor\` advises, and without. CPU of an answer: ours with the load, and the server's for our connections. Load, line and PostgreSQL share the cores.`,
    figures: Object.fromEntries(
      all.map(([name, { load, ours, server }]) => [
        name,
        {
          ...rowsOf(name, load)[`${name}, all`],
          'our CPU ms': round(ours / 1000),
          'server CPU ms': round(server / 1000),
        },
      ]),
    ),
    ratios: {},
    aims: [
      ...all.map(([name, { load }]) => ({
        what: `misses/s, ${name}`,
        value: round(load.perSecond),
        atLeast: 300,
      })),
      { what: 'errors', value: all.reduce((sum, [, { load }]) => sum + load.errors, 0), atMost: 0 },
    ],
  };
};
