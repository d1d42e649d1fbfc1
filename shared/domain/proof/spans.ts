import type { Formula, Part } from '#shared/contracts/draft.ts';
import { columnCells, isRefused } from './cells.ts';
import { type Outcome, refused } from './outcome.ts';
import { aggregate } from './statistics.ts';
import type { Ground } from './witness.ts';

export type SpanFormula = Extract<Formula, { op: 'span' | 'sumWithin' }>;

/** A part of the day or the week that the rows are told by, and what adds up to in it; all rows must be there. */
export const spanValue = (formula: SpanFormula, ground: Ground): Outcome => {
  const { evidence, by, first, last } = formula;
  const axis = columnCells(ground, evidence, by);
  if (isRefused(axis)) return axis;
  const { column: unit, witness } = axis;
  if (unit.calendar !== 'hour' && unit.calendar !== 'weekday') return refused('no part of a day or a week');
  if (first > last || !witness.complete) return refused('figure over a part');
  const lies = (cell: unknown): boolean => typeof cell === 'number' && cell >= first && cell <= last;
  const rows = new Set(axis.cells.filter(({ cell }) => lies(cell)).map(({ at }) => at[0]));
  if (formula.op === 'span') {
    const values = Array.from({ length: last - first + 1 }, (_, each) => ({
      value: first + each,
      cells: [],
    }));
    return { kind: 'value', value: first, values, unit: unit.unit, evidence, cells: [], column: unit };
  }
  const found = columnCells(ground, evidence, formula.column);
  if (isRefused(found)) return found;
  const { column } = found;
  const cells = found.cells.filter(({ at }) => rows.has(at[0]));
  const outcome = aggregate('sum', cells, column);
  if (typeof outcome === 'string') return refused(outcome);
  const value = cells.length === 0 && column.metric?.empty === 'zero' ? 0 : outcome.value;
  return { kind: 'value', value, unit: column.unit, evidence, cells: cells.map(({ at }) => at), column };
};

const spansIn = (formula: Formula): SpanFormula[] => {
  if ('left' in formula) return [...spansIn(formula.left), ...spansIn(formula.right)];
  if ('from' in formula) return [...spansIn(formula.from), ...spansIn(formula.to)];
  return formula.op === 'span' || formula.op === 'sumWithin' ? [formula] : [];
};

/** A sentence speaks of one part of the day (or none), and names it: the sum of another one beside it would be a lie. */
export const isOfOneSpan = (parts: readonly Part[]): boolean => {
  const spans = parts.flatMap((part) => (typeof part === 'string' ? [] : spansIn(part.formula)));
  const named = spans.find(({ op }) => op === 'span');
  const alike = (one: SpanFormula): boolean =>
    one.evidence === named?.evidence &&
    one.by === named.by &&
    one.first === named.first &&
    one.last === named.last;
  return spans.every(alike);
};
