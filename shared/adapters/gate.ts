/**
 * A bulkhead: lets at most `size` works run at once; the others wait in order, each at most `patienceMs` or what it
 * has itself.
 */
export const gate = (size: number, patienceMs: number, tooLate: () => Error) => {
  let free = size;
  const waiting = new Set<() => void>();

  const enter = (mostMs: number): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(admit);
        reject(tooLate());
      }, mostMs);
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      waiting.add(admit);
    });
  };

  const leave = () => {
    const [next] = waiting;
    if (next === undefined) {
      free += 1;
      return;
    }
    waiting.delete(next);
    next();
  };

  return async <Value>(work: () => Promise<Value>, mostMs = patienceMs): Promise<Value> => {
    await enter(Math.min(patienceMs, mostMs));
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
