import type { Condition, Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { arithmetic } from './arithmetic.ts';
import { askedValue } from './asked.ts';
import type { Column } from './columns.ts';
import { reachValue } from './reach.ts';
import { type Outcome, type Refused, type Value, refused } from './outcome.ts';
import { aggregate, frequencies, percentile } from './statistics.ts';
import type { Ground, Witness } from './witness.ts';

interface ColumnCells {
  column: Column & { name: string };
  cells: { cell: Cell; at: [number, number] }[];
  witness: Witness;
}

const columnCells = (ground: Ground, evidence: string, name: string): ColumnCells | Refused => {
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

const isRefused = (value: ColumnCells | Refused): value is Refused => 'kind' in value;

const cellValue = (formula: Extract<Formula, { op: 'cell' }>, ground: Ground): Outcome => {
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

/** A greatest value is known only when nothing greater can have been cut off. */
const ranks = ({ witness }: ColumnCells, by: string, which: 'max' | 'min'): boolean => {
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

const atValue = (formula: Extract<Formula, { op: 'at' }>, ground: Ground): Outcome => {
  const by = columnCells(ground, formula.evidence, formula.by);
  if (isRefused(by)) return by;
  if (!ranks(by, formula.by, formula.which)) return refused('ranking over a part');
  const { rows } = extremeRow(by, formula.which);
  const row = rows.length === 1 ? (rows[0] ?? -1) : Number.MAX_SAFE_INTEGER;
  return cellValue({ op: 'cell', evidence: formula.evidence, column: formula.column, row }, ground);
};

const extremeValue = (formula: Extract<Formula, { op: 'extreme' }>, ground: Ground): Outcome => {
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

type ColumnFormula = Extract<
  Formula,
  {
    op:
      | 'sum'
      | 'mean'
      | 'median'
      | 'min'
      | 'max'
      | 'countWhere'
      | 'percentile'
      | 'frequent'
      | 'frequency'
      | 'values';
  }
>;

const columnValue = (formula: ColumnFormula, ground: Ground): Outcome => {
  const found = columnCells(ground, formula.evidence, formula.column);
  if (isRefused(found)) return found;
  const { cells, column, witness } = found;
  const base = { kind: 'value', evidence: formula.evidence, column } as const;
  const all = cells.map(({ at }) => at);
  switch (formula.op) {
    case 'values':
      return { ...base, ...distinct(cells), unit: column.unit };
    case 'countWhere': {
      const hits = cells.filter(({ cell }) => cell === formula.equals);
      return {
        ...base,
        value: witness.complete ? hits.length : null,
        unit: 'count',
        cells: hits.map(({ at }) => at),
      };
    }
    case 'frequent':
    case 'frequency': {
      const hit = frequencies(cells)[formula.rank];
      const value = formula.op === 'frequent' ? (hit?.value ?? null) : (hit?.cells.length ?? null);
      return {
        ...base,
        value,
        unit: formula.op === 'frequent' ? column.unit : 'count',
        cells: hit?.cells ?? [],
      };
    }
    case 'percentile':
      return column.metric
        ? refused('percentile of totals')
        : { ...base, value: percentile(cells, formula.p), unit: column.unit, cells: all };
    case 'sum':
    case 'mean':
    case 'median':
    case 'min':
    case 'max': {
      const outcome = aggregate(formula.op, cells, column);
      if (typeof outcome === 'string') return refused(outcome);
      const whole =
        formula.op === 'max' || formula.op === 'min'
          ? ranks(found, formula.column, formula.op)
          : witness.complete;
      return whole
        ? { ...base, value: outcome.value, unit: column.unit, cells: all }
        : refused('figure over a part');
    }
  }
};

const distinct = (cells: ColumnCells['cells']): Pick<Value, 'value' | 'values' | 'cells'> => {
  const values = frequencies(cells, 'first').map(({ value, cells: at }) => ({ value, cells: at }));
  return { value: values[0]?.value ?? null, values, cells: cells.map(({ at }) => at) };
};

const rowsValue = (formula: Extract<Formula, { op: 'rows' | 'beyond' }>, ground: Ground): Outcome => {
  const witness = ground.witnesses.get(formula.evidence);
  if (!witness) return refused('unknown evidence');
  const count = witness.evidence.rows.length;
  const shown = formula.op === 'beyond' ? formula.shown : 0;
  // As many rows as the limit: there may be more, so their number is unknown.
  const value = witness.complete ? Math.max(0, count - shown) : null;
  return { kind: 'value', value, unit: 'count', evidence: formula.evidence, cells: [] };
};

/**
 * The worth of a formula on the evidence, on its own arithmetic: nothing of the statement's compiler is
 * used. Refuses what the evidence cannot show.
 */
export const evaluate = (formula: Formula, ground: Ground): Outcome => {
  switch (formula.op) {
    case 'cell':
      return cellValue(formula, ground);
    case 'at':
      return atValue(formula, ground);
    case 'extreme':
      return extremeValue(formula, ground);
    case 'rows':
    case 'beyond':
      return rowsValue(formula, ground);
    case 'difference':
    case 'ratio':
    case 'percentOf':
      return arithmetic(formula.op, evaluate(formula.left, ground), evaluate(formula.right, ground));
    case 'percentChange':
    case 'direction':
      return arithmetic(formula.op, evaluate(formula.from, ground), evaluate(formula.to, ground));
    case 'period':
    case 'asked':
    case 'bound':
    case 'filtered':
    case 'readAt':
      return askedValue(formula, ground);
    case 'reach':
      return reachValue(formula, ground);
    case 'sum':
    case 'mean':
    case 'median':
    case 'min':
    case 'max':
    case 'countWhere':
    case 'percentile':
    case 'frequent':
    case 'frequency':
    case 'values':
      return columnValue(formula, ground);
  }
};

/** Whether a condition holds; what cannot be evaluated does not. */
export const holds = (condition: Condition, ground: Ground): boolean => {
  const outcome = evaluate(condition.formula, ground);
  if (outcome.kind === 'refused') return false;
  const { value } = outcome;
  switch (condition.is) {
    case 'null':
      return value === null;
    case 'known':
      return value !== null;
    case 'zero':
      return value === 0;
    case 'one':
      return value === 1;
    case 'many':
      return typeof value === 'number' && value !== 0 && value !== 1;
    case 'positive':
      return typeof value === 'number' && value > 0;
    case 'up':
    case 'down':
    case 'same':
    case 'inside':
    case 'outside':
      return value === condition.is;
  }
};
