import type { Conversation } from '#shared/contracts/conversation.ts';
import type { Exchange, Session, SessionEnd, SessionStatistics } from '#shared/contracts/session.ts';
import { bounded, cut } from './bounded.ts';

const SUMMARY_CHARACTERS = 200;
const MOST_TOPICS = 20;

/** What one message leaves in its session. */
export interface Said {
  exchange: Exchange;
  /** Metrics that were asked for. */
  topics: readonly string[];
  /** Missing when the line broke off: then the session remembers what it did before. */
  conversation?: Conversation | undefined;
  /** Fingerprint of what the asker may see. */
  access: string;
}

export const beginSession = (sessionId: string, at: string): Session => ({
  version: 1,
  sessionId,
  startedAt: at,
  lastAt: at,
  statistics: { messages: 0, kinds: {}, categories: {}, durationMs: { total: 0, longest: 0 } },
  summary: { opening: '', latest: '', topics: [] },
  turns: [],
});

/**
 * The session after one more message. The same message twice counts once; messages that were answered at the
 * same time stand in the order they were asked in, and the last one asked is what the next is read after.
 */
export const withExchange = (session: Session, { exchange, topics, conversation, access }: Said): Session => {
  if (session.turns.some(({ questionId }) => questionId === exchange.questionId)) return session;
  const turns = [...session.turns, exchange].sort((one, other) => order(one.at, other.at));
  const { summary, memory } = session;
  const isLatest = order(exchange.at, session.lastAt) >= 0;
  const remembers = conversation !== undefined && (!memory || order(exchange.at, memory.at) >= 0);
  return bounded({
    ...session,
    lastAt: isLatest ? exchange.at : session.lastAt,
    statistics: counted(session.statistics, exchange),
    summary: {
      opening: summary.opening || cut(exchange.question, SUMMARY_CHARACTERS),
      latest: isLatest ? cut(exchange.question, SUMMARY_CHARACTERS) : summary.latest,
      topics: [...new Set([...without(summary.topics, topics), ...topics])].slice(-MOST_TOPICS),
    },
    turns,
    ...(remembers && { memory: { at: exchange.at, conversation, access } }),
    ...(exchange.category === 'HUMAN' && { handedOverAt: session.handedOverAt ?? exchange.at }),
  });
};

/** The session as it stays: messages to it go to its successor, when it has one. */
export const endedSession = (session: Session, ended: SessionEnd, successor?: string): Session => ({
  ...session,
  ended,
  ...(successor !== undefined && { successor }),
});

/** Instants of one form sort as text, but fractions of a second may be left out. */
const order = (one: string, other: string): number => Date.parse(one) - Date.parse(other);

const without = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((one) => !some.includes(one));

const counted = (statistics: SessionStatistics, exchange: Exchange): SessionStatistics => {
  const { messages, kinds, categories, durationMs } = statistics;
  const { kind, category } = exchange;
  return {
    messages: messages + 1,
    kinds: { ...kinds, [kind]: (kinds[kind] ?? 0) + 1 },
    categories: { ...categories, [category]: (categories[category] ?? 0) + 1 },
    durationMs: {
      total: durationMs.total + exchange.durationMs,
      longest: Math.max(durationMs.longest, exchange.durationMs),
    },
  };
};
