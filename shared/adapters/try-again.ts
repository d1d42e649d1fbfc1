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
  /** Told when a later try went well, of what the first one failed with. */
  recovered?: (first: unknown) => void;
}

/** Repeats `attempt` after faults that pass, as long as another try can end in time. The last fault is thrown. */
export const tryAgain = async <Value>(
  attempt: () => Promise<Value>,
  { passes, rules, budgetMs, leftMs = () => budgetMs, recovered }: Persistence,
): Promise<Value> => {
  const beganAt = performance.now();
  const left = () => Math.min(leftMs(), budgetMs - (performance.now() - beganAt));
  let first: unknown;
  for (let tried = 1; ; tried += 1) {
    try {
      const value = await attempt();
      if (tried > 1) recovered?.(first);
      return value;
    } catch (error) {
      if (tried === 1) first = error;
      const pause = passes(error) ? pauseBefore({ tried, leftMs: left() }, rules, Math.random()) : undefined;
      if (pause === undefined) throw error;
      await sleep(pause);
    }
  }
};
