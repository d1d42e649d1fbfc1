import * as z from 'zod/mini';

export const ApiConfig = z.object({
  CATALOG_DIR: z.string().check(z.minLength(1)),
  /** State machine that answers a question. */
  ANSWER_FLOW_ARN: z.string().check(z.minLength(1)),
  /** Sessions and user context; looked at by the deep health check. */
  SESSIONS_TABLE: z.string().check(z.minLength(1)),
  CONTEXT_TABLE: z.string().check(z.minLength(1)),
  /** The tenant this deployment serves, and where its days begin. */
  TENANT_ID: z.string().check(z.minLength(1)),
  TIME_ZONE: z.string().check(z.minLength(1)),
  /** Fixes "now" (ISO instant): for demonstrations and tests. */
  MILHENA_NOW: z.optional(z.iso.datetime()),
});
export type ApiConfig = z.infer<typeof ApiConfig>;
