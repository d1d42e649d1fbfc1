import * as z from 'zod/mini';

export const ClassifyConfig = z.object({
  /** Folder of the compiled catalog (a layer). */
  CATALOG_DIR: z.string().check(z.minLength(1)),
  /** Table with the names of each tenant; read only. */
  DIRECTORY_TABLE: z.string().check(z.minLength(1)),
  /** The model that is asked where the rules are unsure, its provider, and the secret with the provider's key. */
  MODEL_NAME: z.optional(z.string().check(z.minLength(1))),
  MODEL_BASE_URL: z.optional(z.url()),
  MODEL_SECRET: z.optional(z.string().check(z.minLength(1))),
  /** Whether the model may also put courtesy around answers; it may not unless this is `on`. */
  MODEL_TONE: z.optional(z.enum(['on', 'off'])),
});
export type ClassifyConfig = z.infer<typeof ClassifyConfig>;
