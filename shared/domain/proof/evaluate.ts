import type { Condition, Formula } from '#shared/contracts/draft.ts';
import { arithmetic } from './arithmetic.ts';
import { askedValue } from './asked.ts';
import { type ColumnCells, cellValue, columnCells, isRefused } from './cells.ts';
import { type Outcome, type Value, refused } from './outcome.ts';
import { atValue, extremeValue, ranks, tiedValue } from './rankings.ts';
import { reachValue } from './reach.ts';
import { spanValue } from './spans.ts';
import { aggregate, frequencies, percentile } from './statistics.ts';
import type { Ground } from './witness.ts';

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

const rowsValue = (
  formula: Extract<Formula, { op: 'rows' | 'beyond' | 'listed' }>,
  ground: Ground,
): Outcome => {
  const witness = ground.witnesses.get(formula.evidence);
  if (!witness) return refused('unknown evidence');
  const count = witness.evidence.rows.length;
  const base: Omit<Value, 'value'> = { kind: 'value', unit: 'count', evidence: formula.evidence, cells: [] };
  if (formula.op === 'listed') return { ...base, value: Math.min(count, formula.limit) };
  const shown = formula.op === 'beyond' ? formula.shown : 0;
  // As many rows as the limit: there may be more, so their number is unknown.
  return { ...base, value: witness.complete ? Math.max(0, count - shown) : null };
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
    case 'tied':
      return tiedValue(formula, ground);
    case 'rows':
    case 'beyond':
    case 'listed':
      return rowsValue(formula, ground);
    case 'difference':
    case 'exceeds':
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
    case 'span':
    case 'sumWithin':
      return spanValue(formula, ground);
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
  if (condition.is === 'reached') return !isUnreached(condition.formula, ground);
  if (condition.is === 'unreached') return isUnreached(condition.formula, ground);
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

/** The data could not be reached for this question: the evidence is what an earlier one had read. */
const isUnreached = (formula: Formula, { witnesses }: Ground): boolean =>
  'evidence' in formula && witnesses.get(formula.evidence)?.evidence.kept?.why === 'unreachable';
