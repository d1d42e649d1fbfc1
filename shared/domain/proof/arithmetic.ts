import type { Unit } from '#shared/contracts/catalog.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { exactDifference } from './decimal.ts';
import type { Outcome, Value } from './outcome.ts';

type Operation = 'difference' | 'exceeds' | 'ratio' | 'percentOf' | 'percentChange' | 'direction';

const unitOf = (operation: Operation, left: Unit): Unit => {
  if (operation === 'difference') return left;
  if (operation === 'ratio') return 'fraction';
  return operation === 'direction' || operation === 'exceeds' ? 'name' : 'percent';
};

/** The same measure of the same thing: a share of failures in minutes, or a rate against a rate of another metric, means nothing. */
const comparable = (operation: Operation, left: Value, right: Value): boolean => {
  if (left.unit !== right.unit || left.unit === 'name' || left.unit === 'date') return false;
  if (operation === 'ratio' || operation === 'percentOf' || operation === 'exceeds') return true;
  return left.column?.metric === right.column?.metric;
};

/** Below this share of the larger, two durations are told alike: a change of 0.05% would read as none. */
const ALIKE = 0.0005;

/**
 * Up, down or the same as a reader sees it. Shares are compared as they are told, to one decimal ("96.6%; it was 96.6%"
 * goes nowhere), and so are durations; counts are exact.
 */
const directionOf = (from: number, to: number, unit: Unit): Cell => {
  const [before, after] = unit === 'percent' ? [Math.round(from * 10), Math.round(to * 10)] : [from, to];
  const isAlike = unit === 'seconds' && Math.abs(to - from) < ALIKE * Math.max(from, to);
  if (before === after || isAlike) return 'same';
  return after > before ? 'up' : 'down';
};

const results: Record<Operation, (left: number, right: number, unit: Unit) => Cell> = {
  difference: exactDifference,
  exceeds: (left, right) => Number(left > right),
  ratio: (left, right) => (right === 0 ? null : left / right),
  percentOf: (left, right) => (right === 0 ? null : (100 * left) / right),
  percentChange: (from, to) => (from === 0 ? null : (100 * exactDifference(to, from)) / from),
  direction: directionOf,
};

/** Two outcomes joined; refused when either is, or when their units or metrics do not go together. */
export const arithmetic = (operation: Operation, left: Outcome, right: Outcome): Outcome => {
  if (left.kind === 'refused') return left;
  if (right.kind === 'refused') return right;
  if (!comparable(operation, left, right)) return { kind: 'refused', reason: 'units do not go together' };
  const both = typeof left.value === 'number' && typeof right.value === 'number';
  return {
    kind: 'value',
    value: both ? results[operation](Number(left.value), Number(right.value), left.unit) : null,
    unit: unitOf(operation, left.unit),
    evidence: left.evidence,
    cells: [...left.cells, ...right.cells],
    ...(left.column ? { column: left.column } : {}),
  };
};
