import { GraphError } from './graph-error.ts';

const LENT = 45;
const MS_A_MESSAGE = 6000;

/** One message in 6 s to one person; up to 45 are lent from the future. */
export const pairRates = () => {
  const full = new Map<string, number>();
  return {
    /** @throws GraphError 131056 */
    take: (personId: string, now: number): void => {
      // The instant at which everything lent is paid back.
      const paidAt = Math.max(full.get(personId) ?? now, now);
      if (paidAt - now > (LENT - 1) * MS_A_MESSAGE)
        throw new GraphError(131056, 'Too many messages sent to this phone number in a short time');
      full.set(personId, paidAt + MS_A_MESSAGE);
    },
  };
};

/** Messages in any second, in and out together. */
export const throughput = () => {
  let recent: number[] = [];
  const count = (now: number) => {
    recent = recent.filter((at) => now - at < 1000);
    return recent.length;
  };
  return {
    /** One came in: it counts, and is never refused. */
    add: (now: number): void => {
      count(now);
      recent.push(now);
    },
    /** @throws GraphError 130429 */
    take: (now: number, most: number): void => {
      if (count(now) >= most) throw new GraphError(130429, 'Cloud API message throughput has been reached');
      recent.push(now);
    },
  };
};
