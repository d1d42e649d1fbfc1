import type { Unit } from '#shared/contracts/catalog.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Column } from './columns.ts';

/** What a formula is worth on the evidence; null is unknown, which is not zero. */
export interface Value {
  kind: 'value';
  value: Cell;
  /** Several values, for formulas that list. */
  values?: { value: Cell; cells: [number, number][] }[];
  unit: Unit;
  evidence: string;
  cells: [number, number][];
  column?: Column & { name: string };
}
export interface Refused {
  kind: 'refused';
  reason: string;
}
export type Outcome = Value | Refused;

export const refused = (reason: string): Refused => ({ kind: 'refused', reason });
