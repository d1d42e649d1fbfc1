import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CatalogError, type CatalogSource, loadYaml, placeOf, shown } from '../catalog-source.ts';

const Rule = z.union([
  z.strictObject({ column: z.string() }),
  z.strictObject({ column: z.string(), of: z.string(), its: z.string() }),
]);

/** By table: the column with the key of the process a row belongs to, or the way to a table that has one. */
export const RowRules = z.record(z.string(), Rule);
export type RowRules = z.infer<typeof RowRules>;

/**
 * Whose row it is: the `row-policy.yaml` of a catalog. None: its rows are told apart by our statements alone.
 * @throws CatalogError when the file is malformed
 */
export const rowRulesOf = (source: CatalogSource = {}): RowRules => {
  const file = join(placeOf(source).folder, 'row-policy.yaml');
  if (!existsSync(file)) return {};
  const parsed = z.safeParse(RowRules, loadYaml(file));
  if (!parsed.success) throw new CatalogError(`${shown(file)} must name the way to the process by table`);
  return parsed.data;
};
