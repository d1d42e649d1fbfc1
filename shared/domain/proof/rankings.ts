import type { Formula } from '#shared/contracts/draft.ts';
import { type ColumnCells, cellValue, columnCells, isRefused } from './cells.ts';
import { type Outcome, refused } from './outcome.ts';
import { extremeOf } from './statistics.ts';
import type { Ground } from './witness.ts';

/** No evidence has so many rows: what stands there is unknown. */
const NO_ROW = Number.MAX_SAFE_INTEGER;

/** A greatest value is known only when nothing greater can have been cut off. */
export const ranks = ({ witness }: ColumnCells, by: string, which: 'max' | 'min'): boolean => {
  const order = witness.read.query.order?.[0];
  return witness.complete || (order?.by === by && order.direction === (which === 'max' ? 'desc' : 'asc'));
};

/** The rows that no other beats: several when they tie, none when nothing is known. */
const firstRows = ({ cells }: ColumnCells, which: 'max' | 'min'): number[] => {
  const best = extremeOf(which, cells);
  return best === null ? [] : cells.filter(({ cell }) => cell === best).map(({ at }) => at[0]);
};

/** Every row that was read shares the first place, and there may be more rows. */
const mayGoOn = ({ cells, witness }: ColumnCells, rows: readonly number[]): boolean =>
  !witness.complete && rows.length === cells.length;

/** The cell of the one row that beats all others. */
export const atValue = (formula: Extract<Formula, { op: 'at' }>, ground: Ground): Outcome => {
  const by = columnCells(ground, formula.evidence, formula.by);
  if (isRefused(by)) return by;
  if (!ranks(by, formula.by, formula.which)) return refused('ranking over a part');
  const rows = firstRows(by, formula.which);
  const [first = NO_ROW, ...tied] = rows;
  const row = tied.length > 0 || mayGoOn(by, rows) ? NO_ROW : first;
  return cellValue({ op: 'cell', evidence: formula.evidence, column: formula.column, row }, ground);
};

/** Whether a row is beaten by none. */
export const extremeValue = (formula: Extract<Formula, { op: 'extreme' }>, ground: Ground): Outcome => {
  const found = columnCells(ground, formula.evidence, formula.column);
  if (isRefused(found)) return found;
  if (!ranks(found, formula.column, formula.which)) return refused('ranking over a part');
  const holds = firstRows(found, formula.which).includes(formula.row);
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
  const rows = firstRows(by, formula.which);
  const known = rows.length > 1 && rows.length <= formula.most && !mayGoOn(by, rows);
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
