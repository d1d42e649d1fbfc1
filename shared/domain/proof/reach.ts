import type { Formula } from '#shared/contracts/draft.ts';
import { rangeOf } from './asked.ts';
import { metricOf } from './columns.ts';
import { type Outcome, refused } from './outcome.ts';
import type { Ground } from './witness.ts';

const DAY_MS = 86_400_000;

/**
 * Whether an edge of the range lies before the data begins. A range that begins on the day of the first
 * instant is inside; so is everything when no first instant is known. Only an unfiltered read tells where
 * the data begins.
 */
export const reachValue = (formula: Extract<Formula, { op: 'reach' }>, ground: Ground): Outcome => {
  const { evidence, which, edge, kept } = formula;
  const witness = ground.witnesses.get(evidence);
  const range = witness && rangeOf(witness.read.query, which);
  if (!range) return refused('no period');
  const base = { kind: 'value', unit: 'name', evidence: kept.evidence } as const;
  const home = ground.witnesses.get(kept.evidence);
  if (!home) return { ...base, evidence, value: 'inside', cells: [] };
  const { filters, timeRange, having } = home.read.query;
  if (filters || timeRange || having || metricOf(ground.catalog, kept.column)?.unit !== 'date')
    return refused('not the beginning of the data');
  const index = home.evidence.columns.indexOf(kept.column);
  const first = home.evidence.rows[0]?.[index];
  if (typeof first !== 'string') return { ...base, value: 'inside', cells: [] };
  const gap = Date.parse(first) - Date.parse(range[edge]);
  const outside = edge === 'to' ? gap >= 0 : gap >= DAY_MS;
  return { ...base, value: outside ? 'outside' : 'inside', cells: [[0, index]] };
};
