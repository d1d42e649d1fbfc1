import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { ContextEntry, ContextType, ContextValue } from '#shared/contracts/context.ts';
import type { ProblemCode } from '#shared/contracts/problem.ts';
import { Instant } from '#shared/contracts/query.ts';
import { fitsItsKey, latestExpiry, usualExpiry } from '#shared/domain/conversation/preferences.ts';
import { cleanText } from '#shared/domain/language/clean-text.ts';
import type { ContextStore, Now } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { log } from '#shared/runtime/log.ts';
import { missing, nameIn, PersonQuery, readersOf, reject } from './person.ts';

const MOST_ENTRIES = 100;
const MOST_BYTES = 4000;

const Given = z.strictObject({
  type: ContextType,
  value: ContextValue,
  /** Default: a year for a preference, 90 days for a fact, 30 for an entity, one for a state; at most two years. */
  expiresAt: z.optional(Instant),
});
type Given = z.infer<typeof Given>;

const Entry = z.omit(ContextEntry, { version: true });
type Entry = z.infer<typeof Entry>;
const Entries = z.object({ entries: z.array(Entry) });
const Removed = z.object({ removed: z.literal(1) });

const PROBLEMS: ProblemCode[] = ['invalid_request', 'unauthorized', 'too_many_requests', 'unavailable'];
const PATH = '/v1/context/{key}';

export interface ContextPorts {
  context: ContextStore;
  catalog: CatalogFolder;
  tenantId: string;
  now: Now;
}

export const contextRoutes = ({ context, catalog, tenantId, now }: ContextPorts): Route[] => {
  const readerOf = readersOf(tenantId);
  const personOf = (query: z.infer<typeof PersonQuery> | undefined) =>
    readerOf((query ?? reject('userId', 'is missing')).userId);
  return [
    route(
      {
        method: 'GET',
        path: '/v1/context',
        summary: 'What is known of a person and has not expired',
        query: PersonQuery,
        response: Entries,
        problems: PROBLEMS,
      },
      async ({ query, requestId }) => {
        const { entries, damaged } = await context.list(personOf(query));
        if (damaged > 0) log.error('context damaged', { requestId, items: damaged });
        return { body: { entries: entries.map(told) } };
      },
    ),
    route(
      {
        method: 'GET',
        path: PATH,
        summary: 'One thing that is known of a person',
        query: PersonQuery,
        response: Entry,
        problems: [...PROBLEMS, 'not_found'],
      },
      async ({ query, parts }) => {
        const entry = await context.read(personOf(query), nameIn(parts, 'key'));
        return { body: told(entry ?? missing()) };
      },
    ),
    route(
      {
        method: 'PUT',
        path: PATH,
        summary:
          'Remember something of a person. The preferences `language`, `period` and `favourites` shape answers',
        query: PersonQuery,
        body: Given,
        response: Entry,
        problems: [...PROBLEMS, 'malformed_json', 'body_too_large', 'unsupported_media_type', 'not_found'],
      },
      async ({ query, body, parts }) => {
        const reader = personOf(query);
        const key = nameIn(parts, 'key');
        const entry = entryFrom(key, body ?? reject('body', 'is missing'), now());
        await checkLanguage(catalog, entry);
        const { entries } = await context.list(reader);
        if (entries.length >= MOST_ENTRIES && !entries.some((known) => known.key === key))
          reject('key', `at most ${MOST_ENTRIES} things are remembered of a person`);
        await context.write(reader, entry);
        return { body: told(entry) };
      },
    ),
    route(
      {
        method: 'DELETE',
        path: PATH,
        summary: 'Forget one thing that is known of a person',
        query: PersonQuery,
        response: Removed,
        problems: [...PROBLEMS, 'not_found'],
      },
      async ({ query, parts }) => {
        const removed = await context.remove(personOf(query), nameIn(parts, 'key'));
        return removed ? { body: { removed: 1 } } : missing();
      },
    ),
  ];
};

/** @throws Rejected when its value or its end is none that can be kept. */
const entryFrom = (key: string, given: Given, now: Date): ContextEntry => {
  const at = now.toISOString();
  const { type, expiresAt = usualExpiry(type, at) } = given;
  const value = cleaned(given.value);
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES)
    reject('value', `must have at most ${MOST_BYTES} bytes`);
  if (!fitsItsKey({ key, type, value })) reject('value', `does not have the form of the preference ${key}`);
  const end = Date.parse(expiresAt);
  if (end <= now.getTime() || end > Date.parse(latestExpiry(at)))
    reject('expiresAt', 'must lie ahead, within two years');
  return { version: 1, key, type, value, updatedAt: at, expiresAt };
};

const cleaned = (value: ContextValue): ContextValue => {
  if (typeof value === 'string') return cleanText(value);
  return Array.isArray(value) ? value.map(cleanText) : value;
};

const checkLanguage = async (catalog: CatalogFolder, { key, type, value }: ContextEntry): Promise<void> => {
  if (type !== 'preference' || key !== 'language') return;
  const known = await catalog.languages();
  if (!known.some((language) => language === value)) reject('value', `must be one of: ${known.join(', ')}`);
};

const told = ({ key, type, value, updatedAt, expiresAt }: ContextEntry): Entry => ({
  key,
  type,
  value,
  updatedAt,
  expiresAt,
});
