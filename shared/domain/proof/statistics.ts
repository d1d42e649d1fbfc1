import type { Cell } from '#shared/contracts/evidence.ts';
import type { Column } from './columns.ts';
import { exactDifference, exactSum } from './decimal.ts';

interface At {
  cell: Cell;
  at: [number, number];
}

const numbers = (cells: At[]): number[] =>
  cells.flatMap(({ cell }) => (typeof cell === 'number' ? [cell] : [])).sort((left, right) => left - right);

/** Interpolates between the two neighbours, as percentile_cont does; null over nothing. */
export const percentile = (cells: At[], p: number): number | null => {
  const sorted = numbers(cells);
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)];
  if (low === undefined) return null;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + exactDifference(high, low) * (place - Math.floor(place));
};

/** The greatest or least value; null when none is known. */
export const extremeOf = (op: 'min' | 'max', cells: At[]): Cell => {
  const [first, ...others] = cells.flatMap(({ cell }) => (cell === null ? [] : [cell]));
  if (first === undefined) return null;
  return others.reduce((best, cell) => ((op === 'max' ? cell > best : cell < best) ? cell : best), first);
};

/** One figure from a column, or why it would mean nothing: means of rates, sums of what does not add up. */
export const aggregate = (
  op: 'sum' | 'mean' | 'median' | 'min' | 'max',
  cells: At[],
  column: Column,
): { value: Cell } | string => {
  if (op === 'min' || op === 'max') return { value: extremeOf(op, cells) };
  if (column.unit === 'name' || column.unit === 'date') return 'arithmetic on words';
  if (column.metric && op === 'sum' && !column.metric.additive) return 'sum of what does not add up';
  if (op === 'mean' && (column.unit === 'percent' || (column.metric && !column.metric.additive)))
    return 'mean of means';
  if (op === 'median') return { value: percentile(cells, 0.5) };
  const known = numbers(cells);
  if (known.length === 0 || known.length < cells.length) return { value: null };
  return { value: op === 'sum' ? exactSum(known) : exactSum(known) / known.length };
};

export interface Frequency {
  value: Cell;
  cells: [number, number][];
}

/** Different values with the cells that hold them: the most frequent first, or in order of appearance. */
export const frequencies = (cells: At[], order?: 'first'): Frequency[] => {
  const groups = new Map<Cell, [number, number][]>();
  for (const { cell, at } of cells) {
    if (cell === null) continue;
    const group = groups.get(cell);
    if (group) group.push(at);
    else groups.set(cell, [at]);
  }
  const found = [...groups].map(([value, at]) => ({ value, cells: at }));
  return order === 'first' ? found : found.sort((left, right) => right.cells.length - left.cells.length);
};
