import * as z from 'zod/mini';
import { ANONYMOUS } from '#shared/domain/conversation/conversations.ts';
import type { ContextStore, SessionStore } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { missing, nameIn, readersOf } from './person.ts';

const Erased = z.object({ removed: z.object({ sessions: z.int(), context: z.int() }) });

export interface ErasurePorts {
  sessions: SessionStore;
  context: ContextStore;
  tenantId: string;
}

/** All that is kept of a person, gone with one call; called again, it finds nothing and says so. */
export const erasureRoute = ({ sessions, context, tenantId }: ErasurePorts): Route => {
  const readerOf = readersOf(tenantId);
  return route(
    {
      method: 'DELETE',
      path: '/v1/users/{userId}',
      summary: 'Erase a person: all their sessions and all that is known of them',
      response: Erased,
      problems: ['unauthorized', 'not_found', 'too_many_requests', 'unavailable'],
    },
    async ({ parts, requestId }) => {
      const userId = nameIn(parts, 'userId');
      // Nobody in particular is nobody who could be erased.
      if (userId === ANONYMOUS) missing();
      const reader = readerOf(userId);
      const removed = {
        sessions: await sessions.removeAll(reader),
        context: await context.removeAll(reader),
      };
      log.info('erased', { requestId, ...removed });
      return { body: { removed } };
    },
  );
};
