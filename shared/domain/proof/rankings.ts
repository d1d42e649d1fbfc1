import type { Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { type ColumnCells, cellValue, columnCells, isRefused } from './cells.ts';
import { type Outcome, refused } from './outcome.ts';
import type { Ground } from './witness.ts';

/** A greatest value is known only when nothing greater can have been cut off. */
export const ranks = ({ witness }: ColumnCells, by: string, which: 'max' | 'min'): boolean => {
  const order = witness.read.query.order?.[0];
  return witness.complete || (order?.by === by && order.direction === (which === 'max' ? 'desc' : 'asc'));
};

const extremeRow = (found: ColumnCells, which: 'max' | 'min'): { rows: number[] } => {
  const known = found.cells.flatMap(({ cell, at }) => (cell === null ? [] : [{ cell, row: at[0] }]));
  const [first] = known;
  if (!first) return { rows: [] };
  const beats = (left: Cell, right: Cell): boolean =>
    left !== null && right !== null && (which === 'max' ? left > right : left < right);
  const best = known.reduce((left, right) => (beats(right.cell, left.cell) ? right : left), first);
  return { rows: known.filter(({ cell }) => cell === best.cell).map(({ row }) => row) };
};

/** The cell of the one row that beats all others. */
export const atValue = (formula: Extract<Formula, { op: 'at' }>, ground: Ground): Outcome => {
  const by = columnCells(ground, formula.evidence, formula.by);
  if (isRefused(by)) return by;
  if (!ranks(by, formula.by, formula.which)) return refused('ranking over a part');
  const { rows } = extremeRow(by, formula.which);
  const row = rows.length === 1 ? (rows[0] ?? -1) : Number.MAX_SAFE_INTEGER;
  return cellValue({ op: 'cell', evidence: formula.evidence, column: formula.column, row }, ground);
};

/** Whether a row is beaten by none. */
export const extremeValue = (formula: Extract<Formula, { op: 'extreme' }>, ground: Ground): Outcome => {
  const found = columnCells(ground, formula.evidence, formula.column);
  if (isRefused(found)) return found;
  if (!ranks(found, formula.column, formula.which)) return refused('ranking over a part');
  const holds = extremeRow(found, formula.which).rows.includes(formula.row);
  return {
    kind: 'value',
    value: holds ? formula.which : null,
    unit: 'name',
    evidence: formula.evidence,
    cells: found.cells.map(({ at }) => at),
    column: found.column,
  };
};

/** The cells of the rows that share the first place; null when one stands alone, too many do, or more may. */
export const tiedValue = (formula: Extract<Formula, { op: 'tied' }>, ground: Ground): Outcome => {
  const by = columnCells(ground, formula.evidence, formula.by);
  if (isRefused(by)) return by;
  const named = columnCells(ground, formula.evidence, formula.column);
  if (isRefused(named)) return named;
  if (!ranks(by, formula.by, formula.which)) return refused('ranking over a part');
  const { rows } = extremeRow(by, formula.which);
  const cut = !by.witness.complete && rows.length === by.cells.length;
  const known = rows.length > 1 && rows.length <= formula.most && !cut;
  const values = named.cells
    .filter(({ at }) => known && rows.includes(at[0]))
    .map(({ cell, at }) => ({ value: cell, cells: [at] }));
  return {
    kind: 'value',
    value: values[0]?.value ?? null,
    values,
    unit: named.column.unit,
    evidence: formula.evidence,
    cells: values.flatMap(({ cells }) => cells),
    column: named.column,
  };
};
