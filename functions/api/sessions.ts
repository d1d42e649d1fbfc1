import * as z from 'zod/mini';
import type { ProblemCode } from '#shared/contracts/problem.ts';
import { type KeeperPorts, sessionKeeper } from '#shared/domain/conversation/session-keeper.ts';
import type { SessionRules } from '#shared/domain/conversation/session-rules.ts';
import type { Now, SessionStore } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { Rejected } from '#shared/runtime/request.ts';
import { MaybePersonQuery, missing, nameIn, PersonQuery, readersOf, reject } from './person.ts';
import { detailOf, entryOf, SessionDetail, SessionEntry } from './session-view.ts';

const MOST_A_PAGE = 100;
const USUAL_PAGE = 20;

const ListQuery = z.extend(PersonQuery, {
  limit: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/))),
  /** `next` of the page before. */
  after: z.optional(z.string().check(z.maxLength(400))),
});
const SessionList = z.object({ sessions: z.array(SessionEntry), next: z.optional(z.string()) });
const Removed = z.object({ removed: z.literal(1) });

const PROBLEMS: ProblemCode[] = ['invalid_request', 'unauthorized', 'too_many_requests', 'unavailable'];

export interface SessionPorts extends Pick<KeeperPorts, 'newId' | 'pause'> {
  sessions: SessionStore;
  rules: SessionRules;
  tenantId: string;
  now: Now;
}

export const sessionRoutes = ({ sessions, rules, tenantId, now, ...chance }: SessionPorts): Route[] => {
  const readerOf = readersOf(tenantId);
  const keeper = sessionKeeper({ ...chance, store: sessions, rules });
  const at = () => now().toISOString();
  return [
    route(
      {
        method: 'GET',
        path: '/v1/sessions',
        summary: 'The sessions of a person, the latest first; a page may be short, the last has no `next`',
        query: ListQuery,
        response: SessionList,
        problems: PROBLEMS,
      },
      async ({ query, requestId }) => {
        const { userId, limit = String(USUAL_PAGE), after } = query ?? reject('userId', 'is missing');
        const size = Math.min(Number(limit), MOST_A_PAGE);
        const page = await sessions.list(readerOf(userId), {
          limit: size,
          ...(after !== undefined && { after }),
        });
        if (page === undefined) return reject('after', 'does not have the expected form');
        if (page.damaged > 0) log.error('session damaged', { requestId, items: page.damaged });
        const { next } = page;
        return {
          body: {
            sessions: page.sessions.map((head) => entryOf(head, at(), rules)),
            ...(next !== undefined && { next }),
          },
        };
      },
    ),
    route(
      {
        method: 'GET',
        path: '/v1/sessions/{id}',
        summary: 'One session: its turns, its statistics, what it was about',
        query: MaybePersonQuery,
        response: SessionDetail,
        problems: [...PROBLEMS, 'not_found'],
      },
      async ({ query, parts, requestId }) => {
        const { session, damaged } = await sessions.read(readerOf(query?.userId), nameIn(parts, 'id'));
        if (damaged) log.error('session damaged', { requestId });
        return { body: detailOf(session ?? missing(), at(), rules) };
      },
    ),
    route(
      {
        method: 'DELETE',
        path: '/v1/sessions/{id}',
        summary: 'Forget one session',
        query: MaybePersonQuery,
        response: Removed,
        problems: [...PROBLEMS, 'not_found'],
      },
      async ({ query, parts }) => {
        const removed = await sessions.remove(readerOf(query?.userId), nameIn(parts, 'id'));
        return removed ? { body: { removed: 1 } } : missing();
      },
    ),
    route(
      {
        method: 'POST',
        path: '/v1/sessions/{id}/cancel',
        summary: 'End one session: the next message to it begins another',
        query: MaybePersonQuery,
        response: SessionDetail,
        problems: [...PROBLEMS, 'not_found'],
      },
      async ({ query, parts }) => {
        const cancelled = await keeper.cancel(readerOf(query?.userId), nameIn(parts, 'id'), at());
        if (cancelled === 'busy') throw new Rejected('unavailable');
        return { body: detailOf(cancelled ?? missing(), at(), rules) };
      },
    ),
  ];
};
