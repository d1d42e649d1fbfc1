import type { Access } from '../../contracts/access.ts';
import type { Catalog, Directory } from '../../contracts/catalog.ts';
import type { Single, Understanding } from '../../contracts/understanding.ts';

/**
 * What a reader with an allow-list is told of it: that figures of no single thing are of what they may see, or
 * that they may see nothing at all; zero would be a figure of the business, and not a true one.
 */
export const inOwnView = (
  understanding: Understanding,
  access: Access,
  { catalog, directory, fresh }: { catalog: Catalog; directory: Directory; fresh: boolean },
): Understanding => {
  if (access.kind !== 'listed') return understanding;
  const blind = fresh && !directory.names.some(({ dimension }) => dimension === catalog.mainEntity);
  if (understanding.kind !== 'several') return blind ? unseen(understanding) : remarked(understanding);
  const [first, ...others] = understanding.parts;
  if (first === undefined) return understanding;
  return { ...understanding, parts: blind ? understanding.parts.map(unseen) : [remarked(first), ...others] };
};

const unseen = (asked: Single): Single => {
  if (asked.kind === 'static' || asked.kind === 'definition') return asked;
  const { language, category, confidence } = asked;
  return { language, category, confidence, kind: 'refuse', reason: 'nothing_visible' };
};

const remarked = (asked: Single): Single =>
  asked.kind !== 'query' || (asked.about ?? []).length > 0
    ? asked
    : { ...asked, notes: [...(asked.notes ?? []), 'own_view'] };
