import type { Masked, Question } from '#shared/contracts/documents.ts';

/** A question that enters the line. */
export const questionDocument = (more: Partial<Question> = {}): Question => ({
  version: 1,
  questionId: 'q1',
  sessionId: 's1',
  reader: { tenantId: 'test', userId: 'anna' },
  access: { kind: 'all' },
  channel: 'http',
  text: 'ciao',
  askedAt: '2026-11-21T02:36:00.000Z',
  timeZone: 'Europe/Rome',
  ...more,
});

/** What the line gives back for it. */
export const answerDocument = (more: Partial<Masked> = {}): Masked => ({
  questionId: 'q1',
  sessionId: 's1',
  language: 'it',
  kind: 'answer',
  category: 'BUSINESS_DATA',
  confidence: 0.98,
  answer: 'Ieri ci sono stati 4 fallimenti.',
  query: null,
  claims: [],
  evidence: [],
  blocks: [],
  suggestions: [],
  cached: false,
  degraded: [],
  usage: { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 },
  ...more,
});
