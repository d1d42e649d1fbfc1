import * as z from 'zod/mini';
import { Instant } from './query.ts';

/** A wish of the person, a fact about them, something they work with, or what holds just now. */
export const ContextType = z.enum(['preference', 'fact', 'entity', 'state']);
export type ContextType = z.infer<typeof ContextType>;

export const ContextValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type ContextValue = z.infer<typeof ContextValue>;

/** One thing that is known of a person, until it expires. */
export const ContextEntry = z.object({
  version: z.literal(1),
  key: z.string(),
  type: ContextType,
  value: ContextValue,
  updatedAt: Instant,
  expiresAt: Instant,
});
export type ContextEntry = z.infer<typeof ContextEntry>;
