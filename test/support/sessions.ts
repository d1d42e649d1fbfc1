import type { Conversation } from '#shared/contracts/conversation.ts';
import type { Exchange } from '#shared/contracts/session.ts';
import type { Said } from '#shared/domain/conversation/session.ts';

export const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  questionId: crypto.randomUUID(),
  at: '2026-11-20T09:00:00.000Z',
  question: 'Quante esecuzioni ieri?',
  answer: 'Ieri 240 esecuzioni.',
  language: 'it',
  category: 'BUSINESS_DATA',
  kind: 'answer',
  confidence: 0.9,
  durationMs: 20,
  ...more,
});

export const conversation = (text: string, askedAt = '2026-11-20T09:00:00.000Z'): Conversation => ({
  version: 1,
  language: 'it',
  last: { text, askedAt, named: [] },
});

/** A question and what it leaves behind. */
export const said = (more: Partial<Exchange> = {}, topics: string[] = []): Said => {
  const one = exchange(more);
  return { exchange: one, topics, conversation: conversation(one.question, one.at), access: 'all' };
};
