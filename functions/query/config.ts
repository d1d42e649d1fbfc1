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
});
export type QueryConfig = z.infer<typeof QueryConfig>;
