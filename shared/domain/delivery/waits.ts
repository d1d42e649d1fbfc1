import type { FailureClass } from './platform-errors.ts';

const SECOND = 1000;
const LONGEST = 60 * SECOND;
const MOST_PAIR_STEPS = 4;

/** Classes after which the same message is tried again. */
export type Passing = Extract<FailureClass, 'transient' | 'throttled' | 'pair' | 'token' | 'account'>;

export const isPassing = (kind: FailureClass): kind is Passing =>
  ['transient', 'throttled', 'pair', 'token', 'account'].includes(kind);

/**
 * How long to wait in ms before another attempt, after so many.
 * @param chance from 0 to 1: who failed together does not come back together
 */
export const waitAfter = (kind: Passing, attempts: number, chance: number, retryAfterMs = 0): number => {
  const doubled = (base: number) => Math.min(LONGEST, base * 2 ** (attempts - 1)) * (0.5 + chance / 2);
  switch (kind) {
    case 'transient':
      return Math.max(retryAfterMs, doubled(SECOND));
    case 'throttled':
      return Math.max(retryAfterMs, doubled(2 * SECOND));
    case 'pair':
      // "Wait 4^n seconds, n = 0, 1, 2" is the platform's own advice.
      return SECOND * 4 ** Math.min(attempts - 1, MOST_PAIR_STEPS);
    case 'token':
    case 'account':
      return LONGEST;
  }
};
