import type { Budget, BudgetOf, CounterKey, Spent } from '#shared/contracts/spending.ts';
import {
  type Circumstances,
  countersOf,
  minus,
  modelCounter,
  NOTHING_SPENT,
} from '#shared/domain/spending/counters.ts';
import { type Verdict, verdictOf } from '#shared/domain/spending/verdict.ts';
import type { UsageStore } from '#shared/model-ports.ts';
import { type Tally, tally } from './tally.ts';

export interface LedgerPorts {
  usage: UsageStore;
  budgets: readonly Budget[];
  /** Milliseconds that only ever grow. */
  elapsed: () => number;
}

/** A call that was let in, or not; what it may cost at the most is set aside until it is known. */
export interface Entry {
  verdict: Verdict;
  /** The budget that says so. */
  of?: BudgetOf;
  /** Says what the call came to. Nothing of it throws. */
  close(spent: Spent, model: string): Promise<void>;
}

export type Ledger = (circumstances: Circumstances, mostMicros: number) => Promise<Entry>;

/**
 * Holds the budgets, also against many who ask at once: what a call may cost is added to the counters before it is
 * made, and what is too much is taken off after it. While the counters can not be reached, each instance goes on with
 * what it last saw of them; where it saw nothing, a tenth of the budget is all it has.
 */
export const ledgerOf = ({ usage, budgets, elapsed }: LedgerPorts): Ledger => {
  const counters: Tally = tally({ usage, elapsed });

  return async (circumstances, mostMicros) => {
    const keys = countersOf(circumstances);
    const held = [...new Set(budgets.map(({ of }) => of))];
    const reserve: Spent = { ...NOTHING_SPENT, calls: 1, micros: mostMicros };
    const totals = await counters.add(
      held.map((of) => ({ key: keys[of], used: reserve, assumed: assumedOf(budgets, of) })),
    );
    const before = (one: BudgetOf): Spent => minus(totals[held.indexOf(one)] ?? reserve, reserve);
    const { verdict, of } = verdictOf(budgets, before, reserve);
    const settle = async (spent: Spent, others: readonly CounterKey[]): Promise<void> => {
      const rest = minus(spent, reserve);
      await counters.add([
        ...held.map((one) => ({ key: keys[one], used: rest })),
        ...others.map((key) => ({ key, used: spent })),
      ]);
    };
    const isIn = verdict !== 'no_model' && verdict !== 'refuse';
    if (!isIn) await settle(NOTHING_SPENT, []);
    const unheld = Object.entries(keys).flatMap(([one, key]) =>
      held.some((each) => each === one) ? [] : [key],
    );
    return {
      verdict,
      ...(of !== undefined && { of }),
      close: (spent, model) => settle(spent, [...unheld, modelCounter(circumstances, model)]),
    };
  };
};

const SPENT_UNSEEN = 0.9;

/** What is taken to have been spent where nothing is known. */
const assumedOf = (budgets: readonly Budget[], of: BudgetOf): Spent => {
  const ours = budgets.filter((budget) => budget.of === of);
  const least = (figures: (number | undefined)[]): number => {
    const limit = Math.min(...figures.flatMap((figure) => figure ?? []));
    return Number.isFinite(limit) ? limit * SPENT_UNSEEN : 0;
  };
  const usd = least(ours.map(({ usd: most }) => most));
  return { ...NOTHING_SPENT, calls: least(ours.map(({ calls }) => calls)), micros: usd * 1e6 };
};
