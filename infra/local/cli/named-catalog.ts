import type { CatalogSource } from '../../catalog-source.ts';
import { readSettings } from '../settings.ts';

/** The catalog that a command is told, else that of this machine's settings; always in their languages. */
export const namedCatalog = (told: string | undefined): CatalogSource => {
  const { catalog, languages } = readSettings(process.env);
  return { catalog: told ?? catalog, languages };
};
