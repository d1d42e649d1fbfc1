import * as z from 'zod/mini';
import type { Reader } from '#shared/contracts/documents.ts';
import { ANONYMOUS } from '#shared/domain/conversation/conversations.ts';
import { Rejected } from '#shared/runtime/request.ts';

/** How clients name people, sessions and what they let us remember. */
export const Identifier = z.string().check(z.regex(/^[\w.:@+-]{1,128}$/));

const Person = Identifier.check(z.refine((name) => name !== ANONYMOUS, 'names nobody'));

/** The person whose data is asked for: all that a request may touch. */
export const PersonQuery = z.strictObject({ userId: Person });
export const MaybePersonQuery = z.strictObject({ userId: z.optional(Identifier) });

/** Readers of the one tenant that is served here. */
export const readersOf =
  (tenantId: string) =>
  (userId: string | undefined): Reader => ({
    tenantId,
    userId: userId ?? ANONYMOUS,
  });

/** A part of the path that names something; what can be no name is not there. @throws Rejected */
export const nameIn = (parts: Record<string, string>, part: string): string => {
  const name = parts[part];
  return name !== undefined && z.safeParse(Identifier, name).success ? name : missing();
};

/** The same whether a thing is not there or somebody else's. @throws Rejected */
export const missing = (): never => {
  throw new Rejected('not_found');
};

/** @throws Rejected naming one field. */
export const reject = (field: string, detail: string): never => {
  throw new Rejected('invalid_request', { errors: [{ field, detail }] });
};
