import * as z from 'zod/mini';

const Figure = z.object({
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
  count: z.number(),
  sum: z.number(),
  p50: z.optional(z.number()),
  p95: z.optional(z.number()),
  p99: z.optional(z.number()),
  lastAt: z.number(),
});

const Queue = z.object({
  name: z.string(),
  waiting: z.int(),
  inWork: z.int(),
  /** What could not be handled ends here. */
  isDeadEnd: z.boolean(),
});

/** How a local cloud is doing just now. */
export const Snapshot = z.object({
  at: z.number(),
  startedAt: z.number(),
  url: z.string(),
  /** Of the figures. */
  seconds: z.number(),
  figures: z.array(Figure),
  /** The last state of each circuit breaker. */
  breakers: z.array(Figure),
  /** Answers in each of the last minutes' steps, the oldest first. */
  course: z.array(z.number()),
  queues: z.array(Queue),
});
export type Snapshot = z.infer<typeof Snapshot>;
export type QueueDepth = z.infer<typeof Queue>;
