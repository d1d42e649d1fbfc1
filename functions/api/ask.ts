import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Answer } from '#shared/contracts/answer.ts';
import type { AssistantLine, Now } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { Rejected } from '#shared/runtime/request.ts';
import { cleanText } from './clean-text.ts';
import { askExamples } from './examples.ts';

const Identifier = z.string().check(z.regex(/^[\w.:@+-]{1,128}$/));
const MAX_CHARACTERS = 1000;

const Ask = z.strictObject({
  /** 1 to 1000 characters once spaces around it are gone. */
  question: z.string(),
  sessionId: z.optional(Identifier),
  userId: z.optional(Identifier),
  language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}$/))),
});

export interface AskPorts {
  line: AssistantLine;
  catalog: CatalogFolder;
  tenantId: string;
  timeZone: string;
  now: Now;
}

export const askRoute = ({ line, catalog, tenantId, timeZone, now }: AskPorts): Route =>
  route(
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
      const sessionId = asked.sessionId ?? sessionOf(headers) ?? crypto.randomUUID();
      const questionId = crypto.randomUUID();
      log.info('asked', { requestId, questionId, characters: text.length });
      const masked = await line.ask({
        version: 1,
        questionId,
        sessionId,
        reader: { tenantId, userId: asked.userId ?? 'anonymous' },
        channel: 'http',
        text,
        askedAt: now().toISOString(),
        timeZone,
        ...(asked.language !== undefined && { askedLanguage: asked.language }),
      });
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      const answer: Answer = { ...masked, durationMs };
      return { body: answer, headers: { 'x-session-id': sessionId } };
    },
  );

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
  const known = await catalog.languages('wording');
  if (!known.includes(language)) reject('language', `must be one of: ${known.join(', ')}`);
};

const reject = (field: string, detail: string): never => {
  throw new Rejected('invalid_request', { errors: [{ field, detail }] });
};
