import { setTimeout as sleep } from 'node:timers/promises';

const WAITS_MS = [100, 300, 900];

/**
 * Repeats `attempt` after a passing fault, up to three times with growing waits and jitter, as long as the
 * budget lasts. The last fault is thrown.
 */
export const withRetries = async <Value>(
  attempt: () => Promise<Value>,
  passes: (error: unknown) => boolean,
  budgetMs: number,
): Promise<Value> => {
  const startedAt = performance.now();
  for (const wait of WAITS_MS) {
    try {
      return await attempt();
    } catch (error) {
      const pause = wait * (0.75 + Math.random() / 2);
      if (!passes(error) || performance.now() - startedAt + pause > budgetMs) throw error;
      await sleep(pause);
    }
  }
  return attempt();
};

/** A wait of chance length that may be longer the later the attempt: who collided does not collide again. */
export const scatteredPause =
  (mostMs: number) =>
  (attempt: number): Promise<void> =>
    sleep(Math.random() * mostMs * attempt);
