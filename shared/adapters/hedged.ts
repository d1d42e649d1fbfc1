import { setTimeout as sleep } from 'node:timers/promises';
import { earned, newAllowance, spent } from '#shared/domain/resilience/retry-allowance.ts';

export interface Hedge {
  /** A call that has not answered by then is made a second time beside the first. */
  afterMs: number;
  /** Told when the second call answered before the first. */
  helped?: () => void;
}

/**
 * Makes a second call beside one that takes unusually long, and gives whichever answers first: one slow connection
 * then costs `afterMs` and not its whole time limit. At most a fifth of the calls are made twice, so that a neighbour
 * that is slow as a whole is not asked for twice as much. Only for calls that change nothing.
 * @throws what the first call threw, when neither answers.
 */
export const hedged = ({
  afterMs,
  helped,
}: Hedge): (<Value>(call: () => Promise<Value>) => Promise<Value>) => {
  let allowance = newAllowance();
  return async (call) => {
    allowance = earned(allowance);
    const first = call();
    if (await endsWithin(first, afterMs)) return first;
    const left = spent(allowance);
    if (left === undefined) return first;
    allowance = left;
    const second = call();
    let isFirst = false;
    first.then(
      () => (isFirst = true),
      () => undefined,
    );
    const value = await Promise.any([first, second]).catch(() => first);
    if (!isFirst) helped?.();
    return value;
  };
};

const endsWithin = async (call: Promise<unknown>, ms: number): Promise<boolean> => {
  const timer = new AbortController();
  const ended = call.then(
    () => true,
    () => true,
  );
  const waited = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const isEnded = await Promise.race([ended, waited]);
  timer.abort();
  return isEnded;
};
