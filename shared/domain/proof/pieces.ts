import type { Claim } from '#shared/contracts/answer.ts';
import type { Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Wording } from '../wording/wording.ts';
import type { Refused, Value } from './outcome.ts';
import type { Ground } from './witness.ts';

export interface Setting extends Ground {
  wording: Wording;
  timeZone: string;
  now: Date;
}

/** Text that the wording brings, and facts with their proof. */
export type Piece = string | Claim;
export type Rendered = { kind: 'pieces'; pieces: Piece[]; comma?: boolean } | Refused;

export const text = (...pieces: Piece[]): Rendered => ({ kind: 'pieces', pieces });

export const claim = (
  slot: Slot,
  value: Value,
  said: string,
  cell: Cell = value.value,
  cells = value.cells,
): Claim => ({
  slot: slot.slot,
  text: said,
  value: cell,
  unit: slot.unit,
  evidence: value.evidence,
  cells,
  formula: slot.formula.op === 'cell' ? null : slot.formula,
});
