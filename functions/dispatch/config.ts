import * as z from 'zod/mini';
import { WORK_DAYS } from '#shared/contracts/work-days.ts';

const Filled = z.string().check(z.minLength(1));
const Hours = z.coerce.number().check(z.gt(0), z.lte(168));

export const DispatchConfig = z.object({
  CATALOG_DIR: Filled,
  /** Secret with `{"appSecrets": […], "verifyToken": "…", "accessToken": "…"}`. */
  WHATSAPP_SECRET_ARN: Filled,
  /** Address of the platform with its version. */
  WHATSAPP_GRAPH_URL: z.url(),
  /** Claims, and what we send. */
  MESSAGES_TABLE: Filled,
  PEOPLE_TABLE: Filled,
  FEEDBACK_TABLE: Filled,
  /** What people want to be told without asking. */
  SUBSCRIPTIONS_TABLE: Filled,
  SESSIONS_TABLE: Filled,
  CONTEXT_TABLE: Filled,
  CHARTS_TABLE: Filled,
  /** Folder of the engine and the fonts that draw charts. */
  CHARTS_DIR: Filled,
  /** Table with what single people may see; read only. */
  ACCESS_TABLE: Filled,
  /** State machine that answers a question. */
  ANSWER_FLOW_ARN: Filled,
  UNLISTED_READERS: z.enum(['everything', 'nothing']),
  TENANT_ID: Filled,
  TIME_ZONE: Filled,
  SESSION_IDLE_HOURS: Hours,
  WORKING_HOURS: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)),
  /** Days on which colleagues answer. */
  WORKING_DAYS: z.string().check(z.regex(WORK_DAYS)),
  SESSION_KEEP_DAYS: z.coerce.number().check(z.int(), z.gte(1), z.lte(365)),
  /** Who may ask: people whom an operator let in, or everyone who writes. */
  ADMISSION: z.enum(['listed', 'everyone']),
  /** An older message gets no answer any more. */
  LATE_AFTER_HOURS: Hours,
  /** So long a send of which nobody knows waits for a receipt. */
  PARKED_SECONDS: z.coerce.number().check(z.int(), z.gte(1), z.lte(600)),
  /** Agreed with the platform: tells that there is an answer, when it comes a day after the question. */
  READY_TEMPLATE: z.string().check(z.regex(/^[a-z0-9_]{1,512}$/)),
  /** With more messages waiting, people are told that we are busy. */
  BACKLOG_LIMIT: z.coerce.number().check(z.int(), z.gte(1)),
  NORMAL_QUEUE_URL: Filled,
  /** Where people of ours are told that somebody asks for them. */
  NOTICES_TOPIC_ARN: Filled,
  /** Where the same is posted to, signed with that secret. */
  NOTICES_URL: z.optional(z.url()),
  NOTICES_SECRET_ARN: Filled,
  /** For so many seconds an answer without an allow-list is given again from memory; 0: never. */
  FRESH_SECONDS: z.coerce.number().check(z.int(), z.gte(0), z.lte(49)),
  /** Fixes "now" for questions (ISO instant): for demonstrations and tests. */
  MILHENA_NOW: z.optional(z.iso.datetime()),
});
export type DispatchConfig = z.infer<typeof DispatchConfig>;
