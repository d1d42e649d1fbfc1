import type { Claim } from '#shared/contracts/answer.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import { conjuncts } from '../proof/filters.ts';

/** What is left of an id before its own name: `q2-` of `q2-e1`. */
const partOf = (id: string): string => /^q\d+-/.exec(id)?.[0] ?? '';

/**
 * The names that everything is narrowed to, as the answer says them. Undefined where the narrowing is more
 * than names: a picture could not say it in a word.
 */
export const subjectOf = (
  { id, query }: Evidence,
  label: string,
  claims: readonly Claim[],
): string[] | undefined => {
  const filters = conjuncts(query?.filters);
  if (!filters.every((filter) => 'values' in filter)) return undefined;
  const fields = new Set(
    filters.flatMap((filter) => ('values' in filter && filter.field !== label ? filter.field : [])),
  );
  const said = claims.filter(
    ({ slot, unit, formula, evidence }) =>
      unit === 'name' &&
      fields.has(slot) &&
      (formula?.op === 'values' || formula?.op === 'filtered') &&
      partOf(evidence) === partOf(id),
  );
  return [...new Set(said.map(({ text }) => text))];
};
