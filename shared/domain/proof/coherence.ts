import type { Part, Slot } from '#shared/contracts/draft.ts';
import { evaluate } from './evaluate.ts';
import { isOfOneSpan } from './spans.ts';
import type { Ground } from './witness.ts';

interface Placed {
  evidence: string;
  row: number;
  /** It names the row; what stands nearest to it is said of it. */
  names: boolean;
}

const placeOf = ({ formula }: Slot, ground: Ground): Placed | undefined => {
  if (formula.op !== 'cell' && formula.op !== 'at' && formula.op !== 'extreme') return undefined;
  const { evidence } = formula;
  const query = ground.witnesses.get(evidence)?.read.query;
  const outcome = evaluate(formula, ground);
  const row =
    formula.op === 'extreme' ? formula.row : outcome.kind === 'value' ? outcome.cells[0]?.[0] : undefined;
  if (row === undefined || !query) return undefined;
  const heads = query.metrics.length > 0 ? (query.dimensions ?? []) : (query.dimensions ?? []).slice(0, 1);
  return { evidence, row, names: formula.op !== 'extreme' && heads.includes(formula.column) };
};

/**
 * Whether every value of a sentence belongs to the row whose name stands nearest to it (the one before, when
 * two are as near): true figures beside the wrong name are a lie.
 */
export const isCoherent = (parts: Part[], ground: Ground): boolean => {
  if (!isOfOneSpan(parts)) return false;
  const placed = parts.flatMap((part) => (typeof part === 'string' ? [] : [placeOf(part, ground)]));
  return placed.every((value, at) => {
    if (!value || value.names) return true;
    // The sort is stable: of two as near the one before stays first.
    const [near] = placed
      .flatMap((name, index) =>
        name?.names === true && name.evidence === value.evidence
          ? [{ row: name.row, distance: Math.abs(index - at) }]
          : [],
      )
      .sort((left, right) => left.distance - right.distance);
    return near === undefined || near.row === value.row;
  });
};
