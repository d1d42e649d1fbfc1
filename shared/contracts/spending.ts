import * as z from 'zod/mini';

/** A model says no more tokens than these for one call: it is told so. */
export const MOST_OUTPUT_TOKENS = 1000;

/** What a budget is of: all that a conversation, a person in a day or a month, a kind of work, or everybody spends. */
export const BudgetOf = z.enum([
  'session',
  'user-day',
  'user-month',
  'work-day',
  'service-day',
  'service-month',
]);
export type BudgetOf = z.infer<typeof BudgetOf>;

const Share = z.number().check(z.gt(0), z.lte(1));

/** How much of models may be used, and what happens on the way there. */
export const Budget = z.strictObject({
  of: BudgetOf,
  /** US dollars; only models with a known price count. */
  usd: z.optional(z.number().check(z.gt(0))),
  /** Calls, whatever they cost. */
  calls: z.optional(z.int().check(z.gte(1))),
  /** From this share of it on it is said in the log and counted. */
  warn: z.optional(Share),
  /** From this share on only the cheapest model is asked. */
  cheaper: z.optional(Share),
  /** At its end: answered without a model, or not at all where a model would be needed. */
  end: z.enum(['no_model', 'refuse']),
});
export type Budget = z.infer<typeof Budget>;

const Count = z.number().check(z.gte(0));

/** What calls of models used together; money in millionths of a dollar. */
export const Spent = z.object({ calls: Count, inputTokens: Count, outputTokens: Count, micros: Count });
export type Spent = z.infer<typeof Spent>;

/** A figure of what was spent: whose, and of what. */
export interface CounterKey {
  owner: string;
  /** `day#2026-11-21`, `month#2026-11`, `session#…`; of the service also `day#2026-11-21#work#reading`. */
  counter: string;
}
