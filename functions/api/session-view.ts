import * as z from 'zod/mini';
import { Instant } from '#shared/contracts/query.ts';
import { Exchange, type Session, SessionHead, SessionStatistics } from '#shared/contracts/session.ts';
import { endOf, type SessionRules } from '#shared/domain/conversation/session-rules.ts';

/** A session as it is told. */
export const SessionEntry = z.object({
  sessionId: z.string(),
  /** A message to a session that ended begins another one. */
  state: z.enum(['open', 'handed_over', 'ended']),
  startedAt: Instant,
  lastMessageAt: Instant,
  endedAt: z.optional(Instant),
  handedOverAt: z.optional(Instant),
  /** Where the conversation went on after the end. */
  successor: z.optional(z.string()),
  statistics: z.extend(SessionStatistics, {
    durationMs: z.object({ average: z.number(), longest: z.number() }),
  }),
  summary: SessionHead.shape.summary,
});
type SessionEntry = z.infer<typeof SessionEntry>;

export const SessionDetail = z.extend(SessionEntry, { turns: z.array(Exchange) });
type SessionDetail = z.infer<typeof SessionDetail>;

export const entryOf = (session: SessionHead, at: string, rules: SessionRules): SessionEntry => {
  const { sessionId, startedAt, lastAt, handedOverAt, ended, successor, statistics, summary } = session;
  const { messages, kinds, categories, durationMs } = statistics;
  const end = endOf(session, at, rules);
  // That a working day began is noticed by the message that comes then, not by who looks.
  const endedAt = ended?.at ?? (end?.why === 'idle' ? end.at : undefined);
  return {
    sessionId,
    state: end ? 'ended' : handedOverAt === undefined ? 'open' : 'handed_over',
    startedAt,
    lastMessageAt: lastAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(handedOverAt !== undefined && { handedOverAt }),
    ...(successor !== undefined && { successor }),
    statistics: {
      messages,
      kinds,
      categories,
      durationMs: {
        average: Math.round((durationMs.total / Math.max(1, messages)) * 10) / 10,
        longest: durationMs.longest,
      },
    },
    summary,
  };
};

export const detailOf = (session: Session, at: string, rules: SessionRules): SessionDetail => ({
  ...entryOf(session, at, rules),
  turns: session.turns,
});
