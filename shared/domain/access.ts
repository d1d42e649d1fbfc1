import { createHash } from 'node:crypto';
import type { Access } from '../contracts/access.ts';
import type { Reader } from '../contracts/documents.ts';

/** The same for readers who may see the same, whoever they are; another one as soon as that changes. */
export const fingerprintOf = (access: Access): string => {
  if (access.kind !== 'listed') return access.kind;
  const lists = Object.entries(access.allow).map(
    ([field, values]) => [field, [...new Set(values)].sort()] as const,
  );
  lists.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(lists)).digest('hex').slice(0, 32);
};

/** Whose names a reader shares: those of the whole tenant, or of those who may see the same. */
export const sharersOf = ({ tenantId }: Reader, access: Access): string =>
  access.kind === 'all' ? tenantId : `${tenantId}/${fingerprintOf(access)}`;
