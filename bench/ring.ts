// Peers for rejecting while a circuit is open, and for letting a call through: nothing of the product uses them.
import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
import CircuitBreaker from 'opossum';
import { circuit } from '#shared/adapters/circuit.ts';
import { cpuPerRun, type Length, type Part, round } from './measure.ts';

const EFFORT = {
  short: { rounds: 5, roundMs: 60 },
  usual: { rounds: 9, roundMs: 200 },
  long: { rounds: 25, roundMs: 500 },
};
const REST_MS = 3_600_000;

/** Around any work, as the adapters put it around theirs. */
const ours = () => {
  // The database's circuit throws one fault for all, too.
  const resting = new Error('It failed too often just now');
  const fuse = circuit({
    key: 'bench',
    rules: { windowMs: 60_000, leastCalls: 10, share: 0.5, restMs: REST_MS },
  });
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const as = fuse.admits();
    if (as === 'none') throw resting;
    try {
      const value = await work();
      fuse.note(as, true);
      return value;
    } catch (error) {
      fuse.note(as, false);
      throw error;
    }
  };
};

const fails = () => Promise.reject(new Error('away'));
const well = () => Promise.resolve(12);
const swallow = () => 0;

const contenders = async (state: 'open' | 'closed') => {
  const work = state === 'open' ? fails : well;
  const guard = ours();
  const opossum = new CircuitBreaker(work, {
    timeout: false,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
    resetTimeout: REST_MS,
  });
  const cockatiel = circuitBreaker(handleAll, {
    halfOpenAfter: REST_MS,
    breaker: new ConsecutiveBreaker(10),
  });
  const all = {
    ours: () => guard(work).catch(swallow),
    opossum: () => opossum.fire().catch(swallow),
    cockatiel: () => cockatiel.execute(work).catch(swallow),
  };
  for (let calls = 0; calls < 20; calls += 1) for (const call of Object.values(all)) await call();
  if (state === 'open' && !opossum.opened) throw new Error('opossum did not open');
  return { all, stop: () => opossum.shutdown() };
};

/** @throws Error when a peer is not in the state that is measured. */
export const measureRing = async (length: Length): Promise<Part> => {
  const figures: Part['figures'] = { ours: {}, opossum: {}, cockatiel: {} };
  const found: Record<string, Record<string, number>> = {};
  for (const state of ['open', 'closed'] as const) {
    const { all, stop } = await contenders(state);
    const cpu = await cpuPerRun(all, EFFORT[length]);
    stop();
    found[state] = cpu;
    for (const [name, micros] of Object.entries(cpu)) {
      const row = (figures[name] ??= {});
      row[state === 'open' ? 'rejected µs' : 'let through µs'] = Number(micros.toPrecision(3));
    }
  }
  const over = (state: string, peer: string): number =>
    (found[state]?.['ours'] ?? Number.NaN) / (found[state]?.[peer] ?? Number.NaN);
  return {
    title: 'Circuit breakers',
    includes:
      'CPU (user and system) of one call by an open and by a closed breaker, with the promise and the error that the caller gets; the work does nothing, states are in memory. Median of rounds in turn, after warm-up.',
    figures,
    ratios: {
      'rejected, ours / opossum': { value: over('open', 'opossum'), tolerance: 0.5 },
      'rejected, ours / cockatiel': { value: over('open', 'cockatiel'), tolerance: 0.5 },
      'let through, ours / opossum': { value: over('closed', 'opossum'), tolerance: 0.5 },
    },
    aims: [
      {
        what: 'times that opossum takes longer to reject',
        value: round(1 / over('open', 'opossum')),
        atLeast: 3,
      },
    ],
  };
};
