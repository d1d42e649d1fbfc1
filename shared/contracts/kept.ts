import * as z from 'zod/mini';
import { Scope } from './access.ts';
import { Evidence } from './evidence.ts';

/** All that one question had read, together: so no answer is made of two instants. */
export const KeptReads = z.object({
  /** By the clock of the machine that read it, in milliseconds since 1970; no later than the rows. */
  storedAt: z.number(),
  /** What was known to be the last that was written, before the rows were read. */
  mark: z.optional(z.string()),
  evidence: z.array(Evidence),
});
export type KeptReads = z.infer<typeof KeptReads>;

/** What of the data was last seen to be the last that was written. */
export const KeptMark = z.object({
  mark: z.string(),
  /** When it was read, and when it was first seen to be so, in milliseconds since 1970. */
  readAt: z.number(),
  since: z.number(),
});
export type KeptMark = z.infer<typeof KeptMark>;

/** The processes that an allow-list stood for. */
export const KeptScope = z.object({ storedAt: z.number(), scope: Scope });
export type KeptScope = z.infer<typeof KeptScope>;
