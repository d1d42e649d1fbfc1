import * as z from 'zod/mini';

const Sum = z.number().check(z.gte(0));

/**
 * What one model was like at one kind of work lately: sums in which a call counts half after every half-life. Sums of
 * two instances add up, in any order.
 */
export const Arm = z.object({
  calls: Sum,
  /** Replies that passed our own checks. */
  good: Sum,
  ms: Sum,
  usd: Sum,
  /** The instant the sums stand at, in milliseconds since 1970. */
  at: Sum,
});
export type Arm = z.infer<typeof Arm>;

/** By `work/model`. */
export const Arms = z.record(z.string(), Arm);
export type Arms = z.infer<typeof Arms>;

/** Where instances share what they know: of all models together, and of the circuit of each. */
export const ARMS_KEY = 'models';
export const circuitKey = (model: string): string => `circuit/${model}`;

export const armKey = (work: string, model: string): string => `${work}/${model}`;

const HALF_LIFE_MS = 30 * 60_000;
/** More calls than these are no better known, and would only make a change be noticed later. */
const MOST_CALLS = 60;

export interface Outcome {
  good: boolean;
  ms: number;
  usd: number;
}

/** What one call that ends now adds. */
export const observed = ({ good, ms, usd }: Outcome, now: number): Arm => ({
  calls: 1,
  good: good ? 1 : 0,
  ms,
  usd,
  at: now,
});

/** The same, seen from a later instant. */
export const agedTo = (arm: Arm, now: number): Arm =>
  now <= arm.at ? arm : scaled(arm, 2 ** ((arm.at - now) / HALF_LIFE_MS), now);

const scaled = ({ calls, good, ms, usd }: Arm, by: number, at: number): Arm => ({
  calls: calls * by,
  good: good * by,
  ms: ms * by,
  usd: usd * by,
  at,
});

/** What two know together. */
export const mergedArms = (a: Arms, b: Arms): Arms => {
  const all: Arms = { ...a };
  for (const [key, theirs] of Object.entries(b)) {
    const ours = all[key];
    all[key] = ours === undefined ? theirs : mergedArm(ours, theirs);
  }
  return all;
};

const mergedArm = (a: Arm, b: Arm): Arm => {
  const at = Math.max(a.at, b.at);
  const [x, y] = [agedTo(a, at), agedTo(b, at)];
  const sum = {
    calls: x.calls + y.calls,
    good: x.good + y.good,
    ms: x.ms + y.ms,
    usd: x.usd + y.usd,
    at,
  };
  return sum.calls > MOST_CALLS ? scaled(sum, MOST_CALLS / sum.calls, at) : sum;
};
