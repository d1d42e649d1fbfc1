import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import { type Column, DEFAULT_LIMIT, columnsOf } from './columns.ts';
import { isExact } from './exactness.ts';

/** Evidence together with the read it answers. */
export interface Witness {
  evidence: Evidence;
  read: Read;
  columns: Map<string, Column>;
  complete: boolean;
}

export interface Ground {
  witnesses: Map<string, Witness>;
  catalog: Catalog;
  /** The row of a sentence that repeats. */
  row?: number;
}

/** Pairs evidence with its read; evidence whose columns are not those asked for, or that is not exact, proves nothing. */
export const witnessesOf = (evidence: Evidence[], reads: Read[], catalog: Catalog): Map<string, Witness> => {
  const witnesses = new Map<string, Witness>();
  for (const item of evidence) {
    const read = reads.find((candidate) => candidate.id === item.id);
    if (!read) continue;
    const columns = columnsOf(catalog, read.query);
    const same = item.columns.length === columns.size && item.columns.every((name) => columns.has(name));
    const { limit = DEFAULT_LIMIT, limitBy } = read.query;
    // So many of each may be any number of rows.
    const complete = item.rows.length < (limitBy === undefined ? limit : DEFAULT_LIMIT);
    if (same && item.rows.every((row) => row.length === columns.size))
      witnesses.set(item.id, { evidence: item, read, columns, complete });
  }
  const all = [...witnesses.values()];
  for (const [id, witness] of witnesses) if (!isExact(witness, all, catalog)) witnesses.delete(id);
  return witnesses;
};
