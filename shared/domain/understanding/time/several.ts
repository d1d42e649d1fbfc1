import type { Lexemes } from '../lexemes.ts';
import type { Period } from './parts.ts';

/** Several periods that one expression names. */
export interface Several {
  readonly end: number;
  readonly periods: readonly Period[];
  /** They are held against each other, however far the whole would reach. */
  readonly apart?: boolean;
}

/** They are asked for one by one: held against each other, or one of them. */
export const isApart = ({ matches }: Lexemes): boolean =>
  matches.some(({ tag }) => /^(?:compare|or$|each$)/.test(tag));
