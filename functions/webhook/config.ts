import * as z from 'zod/mini';

export const WebhookConfig = z.object({
  /** Secret with `{"appSecrets": […], "verifyToken": "…", "accessToken": "…"}`. */
  WHATSAPP_SECRET_ARN: z.string().check(z.minLength(1)),
  /** Ids of the business numbers that are ours, with commas. */
  WHATSAPP_NUMBER_IDS: z.string().check(z.regex(/^\d+(,\d+)*$/)),
  /** Queue of receipts and changes of identity. */
  URGENT_QUEUE_URL: z.string().check(z.minLength(1)),
  /** Queue of messages. */
  NORMAL_QUEUE_URL: z.string().check(z.minLength(1)),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;
