import { setTimeout as sleep } from 'node:timers/promises';
import { type BackoffRules, pauseBefore } from '#shared/domain/resilience/backoff.ts';

export interface Persistence {
  /** Whether what was thrown may be over at the next try; only for what may be done twice. */
  passes: (error: unknown) => boolean;
  rules: BackoffRules;
  /** No try is begun later than this after the first. */
  budgetMs: number;
  /** Milliseconds until it is of no use any more. */
  leftMs?: () => number;
}

/** Repeats `attempt` after faults that pass, as long as another try can end in time. The last fault is thrown. */
export const tryAgain = async <Value>(
  attempt: () => Promise<Value>,
  { passes, rules, budgetMs, leftMs = () => budgetMs }: Persistence,
): Promise<Value> => {
  const beganAt = performance.now();
  const left = () => Math.min(leftMs(), budgetMs - (performance.now() - beganAt));
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pause = passes(error) ? pauseBefore({ tried, leftMs: left() }, rules, Math.random()) : undefined;
      if (pause === undefined) throw error;
      await sleep(pause);
    }
  }
};
