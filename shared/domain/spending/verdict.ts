import type { Budget, BudgetOf, Spent } from '#shared/contracts/spending.ts';

/** From the mildest to the strictest. */
export const VERDICTS = ['free', 'warn', 'cheaper', 'no_model', 'refuse'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What the budgets say to another call that costs at most `next`, after what was spent before it. The strictest
 * holds. A call that might lead over the end of a budget is not made: the end is never passed.
 */
export const verdictOf = (
  budgets: readonly Budget[],
  before: (of: BudgetOf) => Pick<Spent, 'calls' | 'micros'>,
  next: Pick<Spent, 'calls' | 'micros'>,
): { verdict: Verdict; of?: BudgetOf } => {
  let found: { verdict: Verdict; of?: BudgetOf } = { verdict: 'free' };
  for (const budget of budgets) {
    const verdict = saidBy(budget, before(budget.of), next);
    if (VERDICTS.indexOf(verdict) > VERDICTS.indexOf(found.verdict)) found = { verdict, of: budget.of };
  }
  return found;
};

const saidBy = (
  { usd, calls, warn = Infinity, cheaper = Infinity, end }: Budget,
  before: Pick<Spent, 'calls' | 'micros'>,
  next: Pick<Spent, 'calls' | 'micros'>,
): Verdict => {
  const limits = [
    { limit: usd === undefined ? undefined : usd * 1e6, spent: before.micros, next: next.micros },
    { limit: calls, spent: before.calls, next: next.calls },
  ];
  let share = 0;
  for (const { limit, spent, next: more } of limits) {
    if (limit === undefined) continue;
    if (spent + more > limit || spent >= limit) return end;
    share = Math.max(share, (spent + more) / limit);
  }
  if (share >= cheaper) return 'cheaper';
  return share >= warn ? 'warn' : 'free';
};
