import * as z from 'zod/mini';
import { ANONYMOUS } from '#shared/domain/conversation/conversations.ts';
import { eraser, type EraserPorts } from '#shared/domain/people/erase.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { missing, nameIn } from './person.ts';

const Erased = z.object({
  removed: z.object({
    sessions: z.int(),
    context: z.int(),
    people: z.int(),
    feedback: z.int(),
    charts: z.int(),
    subscriptions: z.int(),
    /** Counters of what their questions used of models. */
    usage: z.int(),
  }),
});

/** All that is kept of a person, gone with one call; called again, it finds nothing and says so. */
export const erasureRoute = (ports: EraserPorts): Route => {
  const erase = eraser(ports);
  return route(
    {
      method: 'DELETE',
      path: '/v1/users/{userId}',
      summary:
        'Erase a person: their sessions, what is known of them, what they thought, who they are on a channel, their pictures',
      response: Erased,
      problems: ['unauthorized', 'not_found', 'too_many_requests', 'unavailable'],
    },
    async ({ parts, requestId }) => {
      const userId = nameIn(parts, 'userId');
      // Nobody in particular is nobody who could be erased.
      if (userId === ANONYMOUS) missing();
      const removed = await erase(userId);
      log.info('erased', { requestId, ...removed });
      return { body: { removed } };
    },
  );
};
