import * as z from 'zod/mini';

export const ClassifyConfig = z.object({
  /** Folder of the compiled catalog (a layer). */
  CATALOG_DIR: z.string().check(z.minLength(1)),
  /** Table with the names of each tenant; read only. */
  DIRECTORY_TABLE: z.string().check(z.minLength(1)),
});
export type ClassifyConfig = z.infer<typeof ClassifyConfig>;
