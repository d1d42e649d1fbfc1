import type { CounterKey, Spent } from '#shared/contracts/spending.ts';
import { minus, NOTHING_SPENT, sumOf } from '#shared/domain/spending/counters.ts';
import type { UsageStore } from '#shared/model-ports.ts';
import { describeError, log } from '#shared/runtime/log.ts';

interface Addition {
  key: CounterKey;
  /** Parts may be below 0. */
  used: Spent;
  /** What is taken to be there while nobody knows; nothing unless given. */
  assumed?: Spent;
}

/** What the store does not have yet. */
interface Debt {
  key: CounterKey;
  used: Spent;
}

export interface Tally {
  /** What each counter holds then: as the store says, or as far as this instance knows. Never throws. */
  add(additions: readonly Addition[]): Promise<Spent[]>;
}

/** An answer is not held up longer than this by counting. */
const PATIENCE_MS = 400;
/** After a failure the store is left alone for so long. */
const REST_MS = 5000;
const MOST_KEYS = 5000;

/** Counters that go on in memory while their store is away, and are put right when it is back. */
export const tally = ({ usage, elapsed }: { usage: UsageStore; elapsed: () => number }): Tally => {
  /** As last known. */
  const seen = new Map<string, Spent>();
  const owed = new Map<string, Debt>();
  let isPaying = false;
  let awayUntil = Number.NEGATIVE_INFINITY;

  const write = async ({ key, used }: Addition): Promise<Spent> => {
    const [total = NOTHING_SPENT] = await usage.add([key], used);
    return total;
  };
  /** A debt stands until the store surely has it: meanwhile it may count twice, never too little. */
  const repay = async (): Promise<void> => {
    if (isPaying) return;
    isPaying = true;
    const pay = async ([id, debt]: [string, Debt]): Promise<void> => {
      await write(debt);
      const left = minus(owed.get(id)?.used ?? debt.used, debt.used);
      if (Object.values(left).every((figure) => figure === 0)) owed.delete(id);
      else keep(owed, id, { ...debt, used: left });
    };
    await Promise.allSettled([...owed].map(pay));
    isPaying = false;
  };
  const inMemory = ({ key, used, assumed = NOTHING_SPENT }: Addition): Spent => {
    const id = idOf(key);
    const total = sumOf(seen.get(id) ?? assumed, used);
    keep(seen, id, total);
    keep(owed, id, { key, used: sumOf(owed.get(id)?.used ?? NOTHING_SPENT, used) });
    return total;
  };

  return {
    add: async (additions) => {
      if (additions.length === 0) return [];
      if (elapsed() < awayUntil) return additions.map(inMemory);
      try {
        const totals = await patiently(Promise.all(additions.map(write)));
        const whole = additions.map(({ key }, at) =>
          sumOf(totals[at] ?? NOTHING_SPENT, owed.get(idOf(key))?.used ?? NOTHING_SPENT),
        );
        for (const [at, { key }] of additions.entries()) keep(seen, idOf(key), whole[at] ?? NOTHING_SPENT);
        if (owed.size > 0) void repay();
        return whole;
      } catch (error) {
        awayUntil = elapsed() + REST_MS;
        log.warn('usage away', { ...describeError(error) });
        // Some may have been written all the same: then they count twice, never too little.
        return additions.map(inMemory);
      }
    },
  };
};

const idOf = ({ owner, counter }: CounterKey): string => `${owner} ${counter}`;

/** The oldest goes when there are too many. */
const keep = <Value>(map: Map<string, Value>, id: string, value: Value): void => {
  map.delete(id);
  map.set(id, value);
  const [oldest] = map.size > MOST_KEYS ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
};

const patiently = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The counters did not answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
