import * as z from 'zod/mini';

export const ApiConfig = z.object({
  CATALOG_DIR: z.string().check(z.minLength(1)),
  /** State machine that answers a question. */
  ANSWER_FLOW_ARN: z.string().check(z.minLength(1)),
  SESSIONS_TABLE: z.string().check(z.minLength(1)),
  CONTEXT_TABLE: z.string().check(z.minLength(1)),
  CHARTS_TABLE: z.string().check(z.minLength(1)),
  /** Folder of the engine and the fonts that draw charts. */
  CHARTS_DIR: z.string().check(z.minLength(1)),
  /** Table with what single people may see; read only. */
  ACCESS_TABLE: z.string().check(z.minLength(1)),
  /** Who writes on a channel; and what people think of answers. */
  PEOPLE_TABLE: z.string().check(z.minLength(1)),
  FEEDBACK_TABLE: z.string().check(z.minLength(1)),
  /** What people want to be told without asking. */
  SUBSCRIPTIONS_TABLE: z.string().check(z.minLength(1)),
  /** What calls of models used, and how the models did. */
  USAGE_TABLE: z.string().check(z.minLength(1)),
  STATES_TABLE: z.string().check(z.minLength(1)),
  /** What may be seen by who is not in that table, and by who asks without a name. */
  UNLISTED_READERS: z.enum(['everything', 'nothing']),
  /** The tenant this deployment serves, and where its days begin. */
  TENANT_ID: z.string().check(z.minLength(1)),
  TIME_ZONE: z.string().check(z.minLength(1)),
  /** Without a message for so long a session is over. */
  SESSION_IDLE_HOURS: z.coerce.number().check(z.gt(0), z.lte(168)),
  /** Local, `06:00-20:00`: the first message of a working day begins a new session. */
  WORKING_HOURS: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)),
  /** A session is deleted so long after it was last written. */
  SESSION_KEEP_DAYS: z.coerce.number().check(z.int(), z.gte(1), z.lte(365)),
  /** For so many seconds an answer without an allow-list is given again from memory; 0: never. */
  FRESH_SECONDS: z.coerce.number().check(z.int(), z.gte(0), z.lte(49)),
  /** Fixes "now" (ISO instant): for demonstrations and tests. */
  MILHENA_NOW: z.optional(z.iso.datetime()),
});
export type ApiConfig = z.infer<typeof ApiConfig>;
