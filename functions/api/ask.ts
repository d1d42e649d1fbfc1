import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Answer } from '#shared/contracts/answer.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import type { Exchange } from '#shared/contracts/session.ts';
import type { AssistantLine, Now } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { cleanText } from './clean-text.ts';
import { type ConversationPorts, conversations } from './conversations.ts';
import { askExamples } from './examples.ts';
import { Identifier, readersOf, reject } from './person.ts';

const MAX_CHARACTERS = 1000;

const Ask = z.strictObject({
  /** 1 to 1000 characters once spaces around it are gone. */
  question: z.string(),
  sessionId: z.optional(Identifier),
  userId: z.optional(Identifier),
  language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}$/))),
});

export interface AskPorts extends ConversationPorts {
  line: AssistantLine;
  catalog: CatalogFolder;
  tenantId: string;
  timeZone: string;
  now: Now;
}

export const askRoute = ({ line, catalog, tenantId, timeZone, now, ...ports }: AskPorts): Route => {
  const readerOf = readersOf(tenantId);
  const converse = conversations(ports);
  return route(
    {
      method: 'POST',
      path: '/v1/ask',
      summary: 'Ask a question about the automated processes',
      body: Ask,
      response: Answer,
      problems: [
        'malformed_json',
        'invalid_request',
        'unauthorized',
        'body_too_large',
        'unsupported_media_type',
        'too_many_requests',
        'unavailable',
        'timeout',
      ],
      examples: askExamples,
    },
    async ({ body, headers, requestId }) => {
      const startedAt = performance.now();
      const asked = body ?? reject('question', 'is missing');
      const text = questionText(asked.question);
      if (asked.language !== undefined) await checkLanguage(catalog, asked.language);
      const questionId = crypto.randomUUID();
      log.info('asked', { requestId, questionId, characters: text.length });
      const reader = readerOf(asked.userId);
      const at = now().toISOString();
      const given = asked.sessionId ?? sessionOf(headers);
      const { sessionId, known, degraded, keep } = await converse(reader, { questionId, given, at });
      const { conversation, ...masked } = await line.ask({
        version: 1,
        questionId,
        sessionId,
        reader,
        channel: 'http',
        text,
        askedAt: at,
        timeZone,
        ...(asked.language !== undefined && { askedLanguage: asked.language }),
        ...known,
      });
      const exchange = exchangeOf(text, at, masked, msSince(startedAt));
      const unkept = await keep({ exchange, topics: masked.query?.metrics ?? [], conversation });
      const answer: Answer = {
        ...masked,
        degraded: [...masked.degraded, ...degraded, ...unkept],
        durationMs: msSince(startedAt),
      };
      return { body: answer, headers: { 'x-session-id': sessionId } };
    },
  );
};

const msSince = (startedAt: number): number => Math.round((performance.now() - startedAt) * 10) / 10;

const exchangeOf = (question: string, at: string, masked: Masked, durationMs: number): Exchange => {
  const { questionId, answer, language, category, kind, confidence } = masked;
  return { questionId, at, question, answer, language, category, kind, confidence, durationMs };
};

const questionText = (question: string): string => {
  const text = cleanText(question);
  const length = Array.from(text).length;
  if (length === 0) reject('question', 'must not be empty');
  if (length > MAX_CHARACTERS) reject('question', `must have at most ${MAX_CHARACTERS} characters`);
  return text;
};

const sessionOf = (headers: Record<string, string>): string | undefined => {
  const given = headers['x-session-id'];
  if (given === undefined) return undefined;
  return z.safeParse(Identifier, given).success
    ? given
    : reject('X-Session-ID', 'does not have the expected form');
};

const checkLanguage = async (catalog: CatalogFolder, language: string): Promise<void> => {
  const known = await catalog.languages();
  if (!known.includes(language)) reject('language', `must be one of: ${known.join(', ')}`);
};
