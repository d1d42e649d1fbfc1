import { type Outcome, type Sabotage, simulate, type Weather } from './simulation.ts';

const CALM: Weather = {
  crash: { webhook: 0, messages: 0, receipts: 0 },
  queueFails: 0,
  refused: 0,
  takenUnknown: 0,
  lostUnknown: 0,
  failsLater: 0,
  statusLost: 0,
  statusDelay: 20_000,
  looseQueues: false,
};

const BAD: Weather = {
  ...CALM,
  queueFails: 0.05,
  refused: 0.08,
  takenUnknown: 0.05,
  lostUnknown: 0.05,
  failsLater: 0.03,
};

/** Statuses come, and are worked off, within the wait; all else may break, seldom or all the time. */
const FAIR: readonly Weather[] = [
  CALM,
  { ...CALM, crash: { webhook: 0.05, messages: 0.05, receipts: 0 } },
  { ...BAD, crash: { webhook: 0.03, messages: 0.01, receipts: 0 } },
  { ...BAD, crash: { webhook: 0.03, messages: 0.03, receipts: 0 } },
  { ...BAD, refused: 0.3, crash: { webhook: 0.1, messages: 0.06, receipts: 0 } },
];

/** Statuses are lost or late, or whoever works them off dies. */
const FOUL: readonly Weather[] = [
  { ...BAD, statusDelay: 600_000, crash: { webhook: 0.03, messages: 0.03, receipts: 0.03 } },
  { ...BAD, failsLater: 0, statusLost: 0.7, crash: { webhook: 0.03, messages: 0.03, receipts: 0.03 } },
  { ...BAD, crash: { webhook: 0.03, messages: 0.03, receipts: 0.1 } },
];

/**
 * As fair, over queues that are no better than the plainest ones. Who comes a moment later waits no longer than it
 * must: so the statuses have to be there by then, and the webhook lives.
 */
const LOOSE: readonly Weather[] = FAIR.map(({ crash, ...weather }) => ({
  ...weather,
  queueFails: 0,
  crash: { ...crash, webhook: 0 },
  looseQueues: true,
}));

const WEATHERS = { fair: FAIR, foul: FOUL, loose: LOOSE } as const;
export type Climate = keyof typeof WEATHERS;

/** The history of a seed. */
export const historyOf = (climate: Climate, seed: number, sabotage: Sabotage = {}): Promise<Outcome> => {
  const weathers = WEATHERS[climate];
  return simulate(seed, weathers[seed % weathers.length] ?? CALM, sabotage);
};

/** What must never be, whatever happens; empty when all is well. */
export const violations = (climate: Climate, outcome: Outcome): string[] => [
  ...outcome.lost.map((what) => `lost ${what}`),
  ...outcome.doubled.map((what) => `doubled ${what}`),
  // Order is what the queues are for.
  ...(climate === 'loose' ? [] : outcome.disordered.map((what) => `out of order ${what}`)),
  ...outcome.mixed.map((what) => `two answers ${what}`),
  ...(outcome.deadLetters > 0 ? ['dead letters'] : []),
  ...(outcome.unsettled > 0 ? ['unsettled'] : []),
  ...(climate !== 'foul' && outcome.excused > 0 ? ['doubled without a status'] : []),
];

export interface Season {
  histories: number;
  messages: number;
  sends: number;
  crashes: number;
  excused: number;
  /** Seeds and what went wrong in them. */
  failures: string[];
}

/** Many histories, one after the other. */
export const season = async (climate: Climate, seeds: Iterable<number>): Promise<Season> => {
  const sum: Season = { histories: 0, messages: 0, sends: 0, crashes: 0, excused: 0, failures: [] };
  for (const seed of seeds) {
    const outcome = await historyOf(climate, seed);
    sum.histories += 1;
    for (const key of ['messages', 'sends', 'crashes', 'excused'] as const) sum[key] += outcome[key];
    const wrong = violations(climate, outcome);
    if (wrong.length > 0) sum.failures.push(`${climate} ${seed}: ${wrong.join(', ')}`);
  }
  return sum;
};

/** Half of 10,000 histories; `MODE=long` for a night of them. */
export const seedsFrom = (first: number): number[] => {
  const count = process.env['MODE'] === 'long' ? 500_000 : 5000;
  return Array.from({ length: count }, (_, at) => first + at);
};

/** Histories in which something went wrong once, and what was wrong with the code then. */
export const REGRESSIONS: readonly (readonly [Climate, number, string])[] = [
  ['fair', 89, 'a second attempt that broke off was left to nobody'],
  ['fair', 1629, 'attempts that were refused counted as messages that could not be brought'],
  ['fair', 2439, 'the same'],
];
