import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { compileCatalog } from '#infra/catalog.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import { noSharedCache } from '#shared/adapters/valkey-cache.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import { cachedLine } from '#shared/domain/caching/cached-line.ts';
import type { AssistantLine } from '#shared/ports.ts';
import { companyOf } from './company.ts';
import { closedLoop, type Load, openLoop, rowsOf, type Work } from './load.ts';
import { type Length, type Part, percentile, round } from './measure.ts';
import { barePipeline, questionOf } from './pipeline.ts';
import { type Asked, isGood, popularMix, questionMix } from './questions.ts';

const PER_SECOND = 100;
const USERS = 100;
const FRESH_MS = 10_000;
/** Somebody's process runs so often while people ask. */
const WRITE_EVERY_MS = 3000;

/** The platform itself keeps 10,000 runs unless it is told to keep more. */
const SIZES = { short: [20_000], usual: [20_000, 200_000], long: [20_000, 200_000] };
const SECONDS = { short: 10, usual: 30, long: 60 };
/** Questions that are read anew before anything is measured, and as many from memory: by then the code is compiled. */
const WARM_UP = { short: 500, usual: 4000, long: 4000 };
const WARM_USERS = 20;

/** How many answers a cache gave. */
interface Told {
  hits: number;
  misses: number;
}

interface Measured {
  runs: number;
  popular: Load;
  hits: Load;
  figures: Load;
  told: Told;
  /** How late timers of ours were meanwhile, in ms: what runs without a pause holds all others up for so long. */
  held: { p99: number; most: number };
}

/** The path of an answer in one process: the line with its two caches, on a PostgreSQL that is written to meanwhile. */
export const measureAnswers = async (length: Length): Promise<Part> => {
  const catalogDir = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  try {
    await compileCatalog(catalogDir);
    const all: Measured[] = [];
    for (const runs of SIZES[length]) all.push(await measured(runs, length, catalogDir));
    return report(all, length);
  } finally {
    await rm(catalogDir, { recursive: true, force: true });
  }
};

const measured = async (runs: number, length: Length, catalogDir: string): Promise<Measured> => {
  const seconds = SECONDS[length];
  const place = await companyOf(runs);
  try {
    await warmUpAnew(place.url, catalogDir, WARM_UP[length]);
    const open = await rememberingLine(place.url, catalogDir);
    const told: Told = { hits: 0, misses: 0 };
    await warmUp(open.line, popularMix(2), WARM_UP[length]);
    // What was remembered meanwhile is too old by then.
    await new Promise((resolve) => setTimeout(resolve, FRESH_MS));
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    const writing = setInterval(() => void place.write(), WRITE_EVERY_MS);
    const popular = await openLoop(asking(open.line, popularMix(), told), PER_SECOND, seconds);
    clearInterval(writing);
    delays.disable();
    const held = { p99: delays.percentile(99) / 1e6, most: delays.max / 1e6 };
    const few = fewQuestions();
    await warmUp(open.line, few, 100);
    const hits = await closedLoop(asking(open.line, few), USERS, Math.min(seconds, 8));
    const figures = await closedLoop(asking(open.pipeline, few), USERS, Math.min(seconds, 8));
    await open.close();
    return { runs, popular, hits, figures, told, held };
  } finally {
    await place.stop();
  }
};

/** As the door has it: finished answers before the line, figures inside of it, each for ten seconds. */
const rememberingLine = async (url: string, catalogDir: string) => {
  const pipeline = await barePipeline(url, catalogDir, {
    cache: { reads: localCache(24e6), scopes: localCache(4e6), shared: noSharedCache, freshMs: FRESH_MS },
    reading: 'together',
  });
  const line = cachedLine(pipeline, {
    memory: localCache(16e6),
    elapsed: () => performance.now(),
    freshMs: FRESH_MS,
    tell: () => undefined,
  });
  return { line, pipeline, close: () => pipeline.close() };
};

const warmUp = async (
  line: Pick<AssistantLine, 'ask'>,
  next: () => Asked,
  questions: number,
): Promise<void> => {
  let left = questions;
  const user = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await line.ask(questionOf(next().text, new Date()));
    }
  };
  await Promise.all(Array.from({ length: WARM_USERS }, user));
};

const warmUpAnew = async (url: string, catalogDir: string, questions: number): Promise<void> => {
  const line = await barePipeline(url, catalogDir, { reading: 'together' });
  await warmUp(line, popularMix(3), questions);
  await line.close();
};

/** The same twenty questions, again and again: those of a Monday morning. */
const fewQuestions = (): (() => Asked) => {
  const mix = questionMix();
  const few = Array.from({ length: 20 }, mix);
  let asked = 0;
  return () => few[asked++ % few.length] ?? mix();
};

/** The kind of each work is how its answer came about, which is known afterwards. */
const asking =
  (line: AssistantLine, mix: () => Asked, told?: Told): (() => Work) =>
  () => {
    const asked = mix();
    const work: Work = {
      kind: asked.kind,
      run: async () => {
        const question = questionOf(asked.text, new Date());
        const answer = await line.ask(question);
        if (asked.kind === 'data') work.kind = cameAbout(answer, told);
        return isGood(answer, asked);
      },
    };
    return work;
  };

const cameAbout = ({ cached, evidence }: Masked, told?: Told): string => {
  if (evidence.length === 0) return 'without figures';
  if (told) told[cached ? 'hits' : 'misses'] += 1;
  return cached ? 'hit' : 'miss';
};

const report = (all: Measured[], length: Length): Part => ({
  title: `The path of an answer, ${SECONDS[length]} s`,
  includes: `One process, warm (${WARM_UP[length]} questions of the same kinds read anew and as many through the caches, on each company, before it is measured): the line (classify, query, validate, mask) on its own PostgreSQL, with finished answers remembered in front of it and figures inside of it, 10 s each; no HTTP, no sessions, no state machine, no shared cache. ${PER_SECOND}/s: open loop, times from the instant each was due, some hundreds of questions by their popularity, while a process of the company runs every ${WRITE_EVERY_MS / 1000} s. Hits, ${USERS} users: closed loop, twenty questions. Figures remembered, ${USERS} users: the same without finished answers, as people with an allow-list are answered, less the look-up of what their list stands for. Held up: how late a timer of a millisecond was. Load, line and PostgreSQL share the cores.`,
  figures: Object.fromEntries(all.flatMap((one) => Object.entries(figuresOf(one)))),
  ratios: {},
  aims: all.flatMap(aimsOf),
});

const hitRate = ({ told }: Measured): number => (100 * told.hits) / (told.hits + told.misses);

const figuresOf = (one: Measured): Part['figures'] => ({
  ...rowsOf(`${one.runs} runs, ${PER_SECOND}/s`, one.popular),
  ...rowsOf(`${one.runs} runs, hits, ${USERS} users`, one.hits),
  ...rowsOf(`${one.runs} runs, figures remembered, ${USERS} users`, one.figures),
  [`${one.runs} runs, data questions answered from memory`]: { '%': round(hitRate(one)) },
  [`${one.runs} runs, ${PER_SECOND}/s, held up by our own code`]: {
    'p99 ms': round(one.held.p99),
    'most ms': round(one.held.most),
  },
});

const aimsOf = (one: Measured): Part['aims'] => {
  const { runs, popular, hits, figures } = one;
  const times = Object.values(popular.times).flat();
  const of = `with ${runs} runs`;
  return [
    { what: `p50 ms at ${PER_SECOND}/s ${of}`, value: round(percentile(times, 0.5)), atMost: 3 },
    { what: `p95 ms at ${PER_SECOND}/s ${of}`, value: round(percentile(times, 0.95)), atMost: 8 },
    { what: `p99 ms at ${PER_SECOND}/s ${of}`, value: round(percentile(times, 0.99)), atMost: 15 },
    { what: `hit rate of data questions ${of}, %`, value: round(hitRate(one)), atLeast: 80 },
    { what: `hits/s ${of}, ${USERS} users`, value: round(hits.perSecond), atLeast: 2500 },
    { what: `errors ${of}`, value: popular.errors + hits.errors + figures.errors, atMost: 0 },
  ];
};
