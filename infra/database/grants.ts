import { join } from 'node:path';
import * as z from 'zod/mini';
import { CatalogError, type CatalogSource, loadYaml, placeOf, shown } from '../catalog-source.ts';

/** Columns by table. */
export type Grants = Readonly<Record<string, readonly string[]>>;

/**
 * What the read-only role may read for a catalog: its `grants.yaml`.
 * @throws CatalogError when the file is missing or malformed
 */
export const grantsOf = (source: CatalogSource = {}): Grants => {
  const file = join(placeOf(source).folder, 'grants.yaml');
  const parsed = z.safeParse(z.record(z.string(), z.array(z.string())), loadYaml(file));
  if (!parsed.success) throw new CatalogError(`${shown(file)} must name columns by table`);
  return parsed.data;
};
