import * as z from 'zod/mini';

const Value = z.string().check(z.minLength(1), z.maxLength(300));

/**
 * Which processes a person may see: values by field of the catalog (`process`: keys; `area`, `tag`: names).
 * One match is enough; an empty list lets nothing be seen.
 */
export const AllowList = z.record(
  z.string().check(z.regex(/^[a-z][a-z0-9_]{0,62}$/)),
  z.array(Value).check(z.maxLength(1000)),
);
export type AllowList = z.infer<typeof AllowList>;

/** What a reader may see of the data. `unknown`: it could not be looked up, so no data is read for them. */
export const Access = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('listed'), allow: AllowList }),
  z.object({ kind: z.literal('unknown') }),
]);
export type Access = z.infer<typeof Access>;

/** Whose rows a statement may see: all, or those of these processes (keys of the catalog's main entity). */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('processes'), ids: z.array(z.string()) }),
]);
export type Scope = z.infer<typeof Scope>;
