import { DatabaseTimeout, DatabaseUnavailable } from '../contracts/faults.ts';
import type { SharedState } from '../ports.ts';
import { circuit, type Told } from './circuit.ts';
import { databaseFault } from './postgres-faults.ts';

const LOOK_EVERY_MS = 500;
/** Nobody asked for so long: nobody needs to know. */
const IDLE_MS = 60_000;

/**
 * The circuit around the database. What is away or too slow counts, what it refuses does not. While it can not be
 * reached it is looked after all the time, so that the first question after its return is answered and not only
 * the first after the rest.
 */
export const databaseCircuit = (settings: {
  key: string;
  shared?: SharedState;
  told?: Told;
  /** Asks it the least there is. */
  look: () => Promise<unknown>;
}) => {
  const fuse = circuit(settings);
  // One for all: where it was made says nothing, and finding that out is most of what a refusal costs.
  const resting = new DatabaseUnavailable('It failed too often just now');
  /** Undefined: it was only slow so far. */
  let unreachable: boolean | undefined = false;
  let askedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    try {
      await settings.look();
    } catch (error) {
      const fault = databaseFault(error);
      // Where even the least gets no answer, it is not the statements that are slow.
      unreachable ??= fault instanceof DatabaseTimeout || fault instanceof DatabaseUnavailable;
      throw fault;
    }
    if (unreachable === true && fuse.would() !== 'call') fuse.close();
    unreachable ??= false;
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(() => {
      void look()
        .catch(() => undefined)
        .finally(() => {
          stop();
          if (fuse.would() !== 'call' && unreachable !== false && performance.now() - askedAt < IDLE_MS)
            lookSoon();
        });
    }, LOOK_EVERY_MS).unref();
  };

  const refusal = (): DatabaseUnavailable => {
    askedAt = performance.now();
    if (unreachable !== false) lookSoon();
    return resting;
  };
  const noted = (as: ReturnType<typeof fuse.admits>, fault: Error, isCutShort: boolean): void => {
    const isAway = fault instanceof DatabaseUnavailable;
    const isSlow = fault instanceof DatabaseTimeout;
    // Nobody knows how long it would have taken.
    if (isSlow && isCutShort) return;
    // Whoever is turned away by it, or let in no more for a moment, has heard from it.
    if (isAway && fault.isAlive) return fuse.note(as, true);
    unreachable = isSlow ? undefined : isAway;
    fuse.note(as, !isAway && !isSlow);
  };

  return {
    look,
    stop,
    rests: () => fuse.would() === 'none',
    /** Waits for nothing while it rests. @throws DatabaseUnavailable */
    closedFor: <Value>(work: () => Promise<Value>): Promise<Value> =>
      fuse.would() === 'none' ? Promise.reject(refusal()) : work(),
    /** `isCutShort`: whoever asks has less time than it is given as a rule. @throws what the database says, as our fault */
    guard: async <Value>(work: () => Promise<Value>, isCutShort: boolean): Promise<Value> => {
      const as = fuse.admits();
      if (as === 'none') throw refusal();
      try {
        const value = await work();
        fuse.note(as, true);
        return value;
      } catch (error) {
        const fault = databaseFault(error);
        noted(as, fault, isCutShort);
        throw fault;
      }
    },
  };
};
