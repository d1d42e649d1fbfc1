const FAILURES = 3;
const REST_MS = 30_000;

/**
 * Lets calls through until some in a row have failed; then none for a while, then one to see. In this process
 * only.
 */
export const circuit = (clock: () => number = () => performance.now()) => {
  let failures = 0;
  let restsUntil = 0;
  return {
    /** The call may be made. */
    closed: (): boolean => {
      if (failures < FAILURES) return true;
      if (clock() < restsUntil) return false;
      // One goes through; the others wait for what becomes of it.
      restsUntil = clock() + REST_MS;
      return true;
    },
    note: (well: boolean): void => {
      failures = well ? 0 : failures + 1;
      if (failures >= FAILURES) restsUntil = clock() + REST_MS;
    },
  };
};
