import * as z from 'zod/mini';
import { Scope } from './access.ts';
import { Instant, SemanticQuery } from './query.ts';

export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

/**
 * Rows that were read for an earlier question and answer a later one; `at` is the instant of the later one.
 * `fresh`: a few seconds old. `unchanged`: older, and nothing was written since. `unreachable`: the data could
 * not be reached for the later question.
 */
export const Kept = z.object({ at: Instant, why: z.enum(['fresh', 'unchanged', 'unreachable']) });
export type Kept = z.infer<typeof Kept>;

/**
 * What a semantic query returned. Columns are catalog names; instants are ISO strings in UTC, durations
 * seconds, rates percent (12.5 = 12.5 %), days and weeks `YYYY-MM-DD` (a week by its Monday), months
 * `YYYY-MM`, weekdays 1 (Monday) to 7, hours 0 to 23.
 */
export const Evidence = z.object({
  id: z.string(),
  fingerprint: z.string(),
  parameters: z.array(z.union([Cell, z.array(Cell)])),
  columns: z.array(z.string()),
  rows: z.array(z.array(Cell)),
  readAt: Instant,
  /** What was asked for, so that an independent checker can ask again. */
  query: z.optional(SemanticQuery),
  /** Of whose rows, where the asker may not see all. */
  scope: z.optional(Scope),
  kept: z.optional(Kept),
});
export type Evidence = z.infer<typeof Evidence>;
