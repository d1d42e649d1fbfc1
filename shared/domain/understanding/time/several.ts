import type { Period } from './parts.ts';

/** Several periods that one expression names. */
export interface Several {
  readonly end: number;
  readonly periods: readonly Period[];
  /** They are held against each other, however far the whole would reach. */
  readonly apart?: boolean;
}
