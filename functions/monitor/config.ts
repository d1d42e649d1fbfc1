import * as z from 'zod/mini';

const Filled = z.string().check(z.minLength(1));

export const MonitorConfig = z.object({
  CATALOG_DIR: Filled,
  /** What people want to be told without asking. */
  SUBSCRIPTIONS_TABLE: Filled,
  /** What pictures show; written only. */
  CHARTS_TABLE: Filled,
  /** Table with what single people may see; read only. */
  ACCESS_TABLE: Filled,
  UNLISTED_READERS: z.enum(['everything', 'nothing']),
  /** State machine that answers a question. */
  ANSWER_FLOW_ARN: Filled,
  /** Where what there is to tell waits. */
  BATCH_QUEUE_URL: Filled,
  /** Ids of our numbers with commas; the first one writes of its own accord. */
  WHATSAPP_NUMBER_IDS: Filled,
  TIME_ZONE: Filled,
  /** Fixes "now" for questions (ISO instant): for demonstrations and tests. */
  MILHENA_NOW: z.optional(z.iso.datetime()),
});
export type MonitorConfig = z.infer<typeof MonitorConfig>;
