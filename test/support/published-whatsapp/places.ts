import type * as z from 'zod/mini';

/**
 * Where a document is refused that must satisfy all of the schemas, without numbers of items: keys that are not
 * known, missing or wrong. Sorted. Each schema is asked by itself: an intersection of zod takes a key that one side
 * knows for known, and a JSON Schema does not.
 */
export const refusedAt = (document: unknown, ...schemas: readonly z.ZodMiniType[]): string[] => {
  const issues = schemas.flatMap((schema) => schema.safeParse(document).error?.issues ?? []);
  const places = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );
  const named = places.map((path) => path.filter((step) => typeof step === 'string').join('.'));
  return [...new Set(named)].toSorted();
};
