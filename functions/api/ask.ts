import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { type AnsweringPorts, answering } from '#shared/domain/conversation/answering.ts';
import { cleanText, MOST_CHARACTERS } from '#shared/domain/language/clean-text.ts';
import type { Now } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { countAnswer } from '#shared/runtime/count-answer.ts';
import { count, log } from '#shared/runtime/log.ts';
import { mark } from '#shared/runtime/trail.ts';
import { askExamples } from './examples.ts';
import { Identifier, readersOf, reject } from './person.ts';

const Ask = z.strictObject({
  /** 1 to 1000 characters once spaces around it are gone. */
  question: z.string(),
  sessionId: z.optional(Identifier),
  userId: z.optional(Identifier),
  language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}$/))),
});

export interface AskPorts extends AnsweringPorts {
  catalog: CatalogFolder;
  tenantId: string;
  now: Now;
  /** Until when whoever asks now waits. */
  answerBy: () => string;
}

export const askRoute = ({ catalog, tenantId, now, answerBy, ...ports }: AskPorts): Route => {
  const readerOf = readersOf(tenantId);
  const answer = answering(ports);
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
      const asked = body ?? reject('question', 'is missing');
      const text = questionText(asked.question);
      if (asked.language !== undefined) await checkLanguage(catalog, asked.language);
      const questionId = crypto.randomUUID();
      mark({ questionId });
      count('asked', { channel: 'http' });
      log.info('asked', { characters: text.length });
      const answered = await answer({
        questionId,
        requestId,
        reader: readerOf(asked.userId),
        channel: 'http',
        text,
        ...(asked.language !== undefined && { askedLanguage: asked.language }),
        given: asked.sessionId ?? sessionOf(headers),
        at: now().toISOString(),
        answerBy: answerBy(),
      });
      countAnswer('http', answered);
      const { sessionId, durationMs } = answered;
      return { body: { ...answered.answer, durationMs }, headers: { 'x-session-id': sessionId } };
    },
  );
};

const questionText = (question: string): string => {
  const text = cleanText(question);
  const length = Array.from(text).length;
  if (length === 0) reject('question', 'must not be empty');
  if (length > MOST_CHARACTERS) reject('question', `must have at most ${MOST_CHARACTERS} characters`);
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
