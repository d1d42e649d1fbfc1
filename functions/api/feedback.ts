import * as z from 'zod/mini';
import { Feedback } from '#shared/contracts/person.ts';
import type { ProblemCode } from '#shared/contracts/problem.ts';
import { Flaw } from '#shared/contracts/reply.ts';
import { cleanText } from '#shared/domain/language/clean-text.ts';
import { type OpinionPorts, opinions } from '#shared/domain/people/opinions.ts';
import type { Now } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { count } from '#shared/runtime/log.ts';
import { Identifier, PersonQuery, readersOf, reject } from './person.ts';

const Given = z.extend(PersonQuery, {
  questionId: Identifier,
  /** Where the question was asked: then its words are kept too. */
  sessionId: z.optional(Identifier),
  up: z.boolean(),
  flaw: z.optional(Flaw),
  /** What would have been right, in the person's own words. */
  correction: z.optional(z.string().check(z.maxLength(1000))),
});

const Opinion = z.omit(Feedback, { version: true, personId: true });
type Opinion = z.infer<typeof Opinion>;
const Opinions = z.object({ feedback: z.array(Opinion) });

const PROBLEMS: ProblemCode[] = ['invalid_request', 'unauthorized', 'too_many_requests', 'unavailable'];

export interface FeedbackPorts extends OpinionPorts {
  tenantId: string;
  now: Now;
}

/** What people think of answers, whatever the channel they were given on. */
export const feedbackRoutes = ({ tenantId, now, ...ports }: FeedbackPorts): Route[] => {
  const readerOf = readersOf(tenantId);
  const keep = opinions(ports);
  return [
    route(
      {
        method: 'POST',
        path: '/v1/feedback',
        summary: 'Say what an answer was worth; a second opinion of the same person replaces the first',
        body: Given,
        response: Opinion,
        problems: [...PROBLEMS, 'malformed_json', 'body_too_large', 'unsupported_media_type'],
      },
      async ({ body }) => {
        const { userId, sessionId, questionId, up, flaw, correction } =
          body ?? reject('questionId', 'is missing');
        if (up && (flaw !== undefined || correction !== undefined))
          reject('flaw', 'goes with a thumbs down only');
        const opinion = await keep(readerOf(userId), sessionId, {
          questionId,
          up,
          at: now().toISOString(),
          ...(flaw !== undefined && { flaw }),
          ...(correction !== undefined && { correction: cleanText(correction) }),
        });
        count('feedback', { thumb: up ? 'up' : 'down' });
        return { body: told(opinion) };
      },
    ),
    route(
      {
        method: 'GET',
        path: '/v1/feedback',
        summary: 'What a person thought of answers, the latest first',
        query: PersonQuery,
        response: Opinions,
        problems: PROBLEMS,
      },
      async ({ query }) => {
        const { userId } = query ?? reject('userId', 'is missing');
        const feedback = (await ports.feedback.list(userId)).map(told);
        feedback.sort((one, other) => other.at.localeCompare(one.at));
        return { body: { feedback } };
      },
    ),
  ];
};

const told = (feedback: Feedback): Opinion => {
  const { version: _, personId: __, ...opinion } = feedback;
  return opinion;
};
