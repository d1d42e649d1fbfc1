import * as z from 'zod/mini';
import { Category, Kind } from './answer.ts';
import { Conversation } from './conversation.ts';
import { Instant } from './query.ts';

/** A question and its answer in words; the rows that prove it are never kept. */
export const Exchange = z.object({
  questionId: z.string(),
  at: Instant,
  question: z.string(),
  answer: z.string(),
  language: z.string(),
  category: Category,
  kind: Kind,
  confidence: z.number(),
  durationMs: z.number(),
});
export type Exchange = z.infer<typeof Exchange>;

export const SessionStatistics = z.object({
  /** Of the whole session, those too that are no longer kept. */
  messages: z.int(),
  kinds: z.partialRecord(Kind, z.int()),
  categories: z.partialRecord(Category, z.int()),
  durationMs: z.object({ total: z.number(), longest: z.number() }),
});
export type SessionStatistics = z.infer<typeof SessionStatistics>;

export const SessionSummary = z.object({
  /** The first and the last question, cut to a line. */
  opening: z.string(),
  latest: z.string(),
  /** Metrics that were asked for, by their catalog names, the latest last. */
  topics: z.array(z.string()),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** Why a session is over: nobody wrote for long, a working day began, or somebody ended it. */
export const SessionEnd = z.object({ at: Instant, why: z.enum(['idle', 'new_day', 'cancelled']) });
export type SessionEnd = z.infer<typeof SessionEnd>;

/** What is told of a session without its turns. */
export const SessionHead = z.object({
  version: z.literal(1),
  sessionId: z.string(),
  startedAt: Instant,
  lastAt: Instant,
  statistics: SessionStatistics,
  summary: SessionSummary,
  /** A person was asked for. */
  handedOverAt: z.optional(Instant),
  ended: z.optional(SessionEnd),
  /** The session that messages to this one belong to, now that it is over. */
  successor: z.optional(z.string()),
});
export type SessionHead = z.infer<typeof SessionHead>;

/** What the next question must know, and when the question was asked that left it. */
export const SessionMemory = z.object({
  at: Instant,
  conversation: Conversation,
  /** Fingerprint of what the asker could see then. */
  access: z.optional(z.string()),
});
export type SessionMemory = z.infer<typeof SessionMemory>;

/** Bounded by `MOST_BYTES` of shared/domain/conversation: the oldest turns go first. */
export const Session = z.extend(SessionHead, {
  turns: z.array(Exchange),
  memory: z.optional(SessionMemory),
});
export type Session = z.infer<typeof Session>;
