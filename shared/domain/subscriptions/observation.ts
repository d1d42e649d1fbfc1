import type { Masked } from '#shared/contracts/documents.ts';
import type { About } from '#shared/contracts/subscription.ts';
import type { Filter } from '#shared/contracts/query.ts';

type Answered = Pick<Masked, 'kind' | 'query' | 'evidence' | 'claims'>;

/** A figure of the first row that an answer was made from; undefined when it is no such answer. */
export const figureIn = ({ kind, evidence }: Answered, metric: string): number | undefined => {
  const [first] = evidence;
  if (kind !== 'answer' || first === undefined) return undefined;
  const column = first.columns.indexOf(metric);
  const value = first.rows[0]?.[column];
  return typeof value === 'number' ? value : undefined;
};

/** The things that an answer lists, under the names it gives them, with a figure of their row where it has one. */
export const listedIn = (
  { kind, evidence, claims }: Answered,
  metric: string,
): { name: string; value: number | undefined }[] | undefined => {
  const [first] = evidence;
  if (kind !== 'answer' || first === undefined) return undefined;
  const column = first.columns.indexOf(metric);
  return claims
    .filter(({ slot, unit, evidence: id }) => slot === 'process' && unit === 'name' && id === first.id)
    .map(({ text, cells }) => {
      const value = first.rows[cells[0]?.[0] ?? -1]?.[column];
      return { name: text, value: typeof value === 'number' ? value : undefined };
    });
};

/** Filters that name things, alone or beside others. */
const namesIn = (filter: Filter): { field: string; values: readonly (string | number | boolean)[] }[] => {
  if ('and' in filter) return filter.and.flatMap(namesIn);
  return 'values' in filter ? [filter] : [];
};

/** The one thing that an answer is about, as the line understood it. */
export const aboutOf = ({ kind, query, claims }: Answered): About | undefined => {
  if (kind !== 'answer' || query?.filters === undefined) return undefined;
  for (const { field, values } of namesIn(query.filters)) {
    const [key] = values;
    const name = claims.find(({ slot, unit }) => slot === field && unit === 'name')?.text;
    if (values.length === 1 && typeof key === 'string' && name !== undefined)
      return { field, key, name: name.slice(0, 200) };
  }
  return undefined;
};

/** Whether the line still understands the name as the thing that was meant. */
export const isAbout = (answer: Answered, about: About): boolean => {
  const found = aboutOf(answer);
  return found?.field === about.field && found.key === about.key;
};
