import { cpus, totalmem } from 'node:os';

/** Our cost over theirs, smaller is better; the only figures that a baseline is compared by. */
export interface Ratio {
  value: number;
  /** How far above the baseline it may lie: 0.5 allows half as much again. */
  tolerance: number;
}

export interface Aim {
  what: string;
  value: number;
  atMost?: number;
  atLeast?: number;
}

/** What one part of the benchmark found. */
export interface Part {
  title: string;
  /** What the figures count and leave out. */
  includes: string;
  /** Row → column → figure; the column names its unit. */
  figures: Record<string, Record<string, number>>;
  ratios: Record<string, Ratio>;
  aims: Aim[];
}

export type Length = 'short' | 'usual' | 'long';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  platform: string;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

/** The nearest-rank percentile; NaN of nothing. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Three significant digits: more is noise. */
export const round = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(3)) : 0);

/** CPU of the whole process, user and system, in µs. */
export const cpuMicros = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

export type Contender = () => unknown;

/**
 * CPU µs a run of each contender: the median of rounds in which all take turns, so that a disturbance meets
 * them alike. Each is warmed up first and runs for at least `roundMs` a round.
 */
export const cpuPerRun = async (
  contenders: Record<string, Contender>,
  { rounds, roundMs }: { rounds: number; roundMs: number },
): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const [name, run] of Object.entries(contenders)) counts[name] = await runsWithin(run, roundMs);
  const found: Record<string, number[]> = {};
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const runs = counts[name] ?? 1;
      const before = cpuMicros();
      for (let done = 0; done < runs; done += 1) await run();
      (found[name] ??= []).push((cpuMicros() - before) / runs);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
};

const runsWithin = async (run: Contender, ms: number): Promise<number> => {
  // The first call loads and compiles; what it costs is not what a run costs.
  await run();
  const startedAt = performance.now();
  let runs = 0;
  while (performance.now() - startedAt < ms) {
    await run();
    runs += 1;
  }
  return Math.max(1, runs);
};

/**
 * Wall µs of each thing: the best of some rounds over all of them, so that what the machine does meanwhile does
 * not count and what is dear about a thing does.
 */
export const wallMicros = async <Thing>(
  things: readonly Thing[],
  run: (thing: Thing) => unknown,
  rounds: number,
): Promise<number[]> => {
  const best = things.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [at, thing] of things.entries()) {
      const startedAt = performance.now();
      await run(thing);
      best[at] = Math.min(best[at] ?? 0, (performance.now() - startedAt) * 1000);
    }
  return best;
};
