import * as z from 'zod/mini';
import { Admission, type Person } from '#shared/contracts/person.ts';
import type { ProblemCode } from '#shared/contracts/problem.ts';
import { Instant } from '#shared/contracts/query.ts';
import { type OperatorPorts, operators } from '#shared/domain/people/operators.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { missing, nameIn, reject } from './person.ts';

/** A person as operators see them. */
const PersonEntry = z.object({
  /** Their `userId` everywhere else. */
  personId: z.string(),
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  scopedId: z.optional(z.string()),
  admission: Admission,
  language: z.optional(z.string()),
  lastMessageAt: z.optional(Instant),
  stoppedAt: z.optional(Instant),
  handedOverAt: z.optional(Instant),
  sessionId: z.optional(z.string()),
});
type PersonEntry = z.infer<typeof PersonEntry>;

const People = z.object({ people: z.array(PersonEntry) });

const Wished = z.strictObject({
  admission: z.optional(z.enum(['granted', 'refused'])),
  /** The conversation is the assistant's again. */
  handover: z.optional(z.null()),
});

const PROBLEMS: ProblemCode[] = ['unauthorized', 'too_many_requests', 'unavailable'];

/** People who write to the assistant, for those who run it. */
export const peopleRoutes = (ports: OperatorPorts): Route[] => {
  const { change } = operators(ports);
  return [
    route(
      {
        method: 'GET',
        path: '/v1/people',
        summary: 'Who writes on a channel, the latest first: who waits for permission, whom a colleague has',
        response: People,
        problems: PROBLEMS,
      },
      async () => {
        const people = (await ports.people.list()).map(entryOf);
        people.sort((one, other) => (other.lastMessageAt ?? '').localeCompare(one.lastMessageAt ?? ''));
        return { body: { people } };
      },
    ),
    route(
      {
        method: 'PUT',
        path: '/v1/people/{personId}',
        summary: 'Let somebody in or not, or give their conversation back to the assistant',
        body: Wished,
        response: PersonEntry,
        problems: [
          ...PROBLEMS,
          'invalid_request',
          'malformed_json',
          'body_too_large',
          'unsupported_media_type',
          'not_found',
        ],
      },
      async ({ body, parts, requestId }) => {
        const { admission, handover } = body ?? reject('body', 'is missing');
        if (admission === undefined && handover === undefined)
          reject('body', 'must have admission or handover');
        const name = nameIn(parts, 'personId');
        const person = await change(name, {
          ...(admission !== undefined && { admission }),
          handBack: handover === null,
        });
        if (person === undefined) return missing();
        log.info('person changed', { requestId, personId: person.personId, admission: person.admission });
        return { body: entryOf(person) };
      },
    ),
  ];
};

const entryOf = ({
  personId,
  sender,
  admission,
  language,
  wroteAt,
  stoppedAt,
  ...more
}: Person): PersonEntry => {
  const { handover, sessionId } = more;
  return {
    personId,
    ...sender,
    admission,
    ...(language !== undefined && { language }),
    ...(wroteAt !== undefined && { lastMessageAt: wroteAt }),
    ...(stoppedAt !== undefined && { stoppedAt }),
    ...(handover !== undefined && { handedOverAt: handover.at }),
    ...(sessionId !== undefined && { sessionId }),
  };
};
