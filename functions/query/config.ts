import * as z from 'zod/mini';

export const QueryConfig = z.object({
  CATALOG_DIR: z.string().check(z.minLength(1)),
  /** Table with the names of each tenant; written here. */
  DIRECTORY_TABLE: z.string().check(z.minLength(1)),
  /** The proxy in front of the business database. */
  DATABASE_HOST: z.string().check(z.minLength(1)),
  DATABASE_PORT: z.string().check(z.regex(/^\d{1,5}$/)),
  DATABASE_NAME: z.string().check(z.minLength(1)),
  /** `verify`: encrypted, with a verified certificate. `off`: loopback only. */
  DATABASE_TLS: z.enum(['verify', 'require', 'off']),
  /** Schema of the business tables. */
  DATABASE_SCHEMA: z.string().check(z.minLength(1)),
  /** Secret holding `{ "username", "password" }` of the read-only role. */
  DATABASE_SECRET: z.string().check(z.minLength(1)),
  /** For so many seconds figures are told again without asking the database; 0 reads them anew each time. */
  FRESH_SECONDS: z.coerce.number().check(z.int(), z.gte(0), z.lte(49)),
  /** The cache that all instances share, as `rediss://host:port`; `none`: each remembers by itself. */
  CACHE_URL: z.string().check(z.regex(/^(none|rediss?:\/\/\S+)$/)),
  /** Its name, which is also that of its user and begins all keys of ours. */
  CACHE_NAME: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
});
export type QueryConfig = z.infer<typeof QueryConfig>;

/** What the platform tells a function of its role; asked for only where the cache wants it. */
export const RoleConfig = z.object({
  AWS_REGION: z.string().check(z.minLength(1)),
  AWS_ACCESS_KEY_ID: z.string().check(z.minLength(1)),
  AWS_SECRET_ACCESS_KEY: z.string().check(z.minLength(1)),
  AWS_SESSION_TOKEN: z.optional(z.string()),
});
