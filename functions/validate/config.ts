import * as z from 'zod/mini';

export const ValidateConfig = z.object({
  /** Folder of the compiled catalog (a layer). */
  CATALOG_DIR: z.string().check(z.minLength(1)),
});
export type ValidateConfig = z.infer<typeof ValidateConfig>;
