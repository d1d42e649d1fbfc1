import type { Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Column } from './columns.ts';
import { type Outcome, type Refused, refused } from './outcome.ts';
import type { Ground, Witness } from './witness.ts';

export interface ColumnCells {
  column: Column & { name: string };
  cells: { cell: Cell; at: [number, number] }[];
  witness: Witness;
}

/** The cells of one column, each with its place. */
export const columnCells = (ground: Ground, evidence: string, name: string): ColumnCells | Refused => {
  const witness = ground.witnesses.get(evidence);
  if (!witness) return refused('unknown evidence');
  const index = witness.evidence.columns.indexOf(name);
  const column = witness.columns.get(name);
  if (index < 0 || !column) return refused('unknown column');
  const cells = witness.evidence.rows.map((row, at): ColumnCells['cells'][number] => ({
    cell: row[index] ?? null,
    at: [at, index],
  }));
  return { column: { ...column, name }, cells, witness };
};

export const isRefused = (value: ColumnCells | Refused): value is Refused => 'kind' in value;

/** One cell; a row that is not there is unknown. */
export const cellValue = (formula: Extract<Formula, { op: 'cell' }>, ground: Ground): Outcome => {
  const found = columnCells(ground, formula.evidence, formula.column);
  if (isRefused(found)) return found;
  const row = formula.row === 'each' ? ground.row : formula.row;
  if (row === undefined) return refused('no row to repeat');
  const hit = found.cells.at(row);
  return {
    kind: 'value',
    value: hit?.cell ?? null,
    unit: found.column.unit,
    evidence: formula.evidence,
    cells: hit ? [hit.at] : [],
    column: found.column,
  };
};
