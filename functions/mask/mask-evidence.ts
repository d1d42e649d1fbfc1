import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';

/** Columns whose cells are names that people gave: processes, areas, tags. */
export const nameColumns = (catalog: Catalog): Set<string> =>
  new Set(
    catalog.datasets.flatMap(({ fields }) =>
      fields.filter(({ directory, unit }) => directory === true || unit === 'name').map(({ name }) => name),
    ),
  );

/** Names inside the rows are masked as they are in the text; keys and figures stay, so proofs can be replayed. */
export const maskEvidence = (
  evidence: Evidence,
  columns: Set<string>,
  maskName: (name: string) => string,
): Evidence => {
  const named = evidence.columns.map((column) => columns.has(column));
  if (!named.includes(true)) return evidence;
  return {
    ...evidence,
    rows: evidence.rows.map((row) =>
      row.map((cell, at) => (named[at] === true && typeof cell === 'string' ? maskName(cell) : cell)),
    ),
  };
};
