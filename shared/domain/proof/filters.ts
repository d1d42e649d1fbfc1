import type { Filtered } from '#shared/contracts/draft.ts';
import type { Comparison, Filter, TimeRange } from '#shared/contracts/query.ts';

/** The filters that must all hold: a tree of `and` laid flat. */
export const conjuncts = (filter: Filter | undefined): Filter[] => {
  if (!filter) return [];
  return 'and' in filter ? filter.and.flatMap(conjuncts) : [filter];
};

/** The filters of the other side of a comparison, where they are not those of the query. */
export const otherFilters = (comparison: Comparison | undefined): Filter | undefined =>
  comparison && comparison.kind !== 'period' ? comparison.filters : undefined;

/** Every field that a filter speaks of, as often as it does. */
export const fieldsIn = (filter: Filter | undefined): string[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(fieldsIn);
  if ('or' in filter) return filter.or.flatMap(fieldsIn);
  return 'not' in filter ? fieldsIn(filter.not) : [filter.field];
};

const valuesOf = (filter: Filter, field: string, contains: boolean): (string | number | boolean)[] => {
  if (contains) return 'text' in filter && filter.field === field ? [filter.text] : [];
  return 'values' in filter && filter.field === field ? filter.values : [];
};

/** What the filters let through on a field, or shut out; nothing when they do not speak of it. */
export const inFilter = (
  filters: Filter | undefined,
  { field, excluded = false, contains = false }: Pick<Filtered, 'field' | 'excluded' | 'contains'>,
): (string | number | boolean)[] =>
  conjuncts(filters).flatMap((filter) => {
    if (!excluded) return valuesOf(filter, field, contains);
    return 'not' in filter ? valuesOf(filter.not, field, contains) : [];
  });

export const boundFilter = (
  filters: Filter | undefined,
  field: string,
): { operator: string; value: number } | undefined => {
  for (const filter of conjuncts(filters))
    if ('value' in filter && filter.field === field)
      return { operator: filter.operator, value: filter.value };
  return undefined;
};

/** The range of instants that some filter speaks of. */
export const filteredRange = (filters: Filter | undefined): TimeRange | undefined => {
  for (const filter of conjuncts(filters)) {
    const inner = 'not' in filter ? filter.not : filter;
    if ('timeRange' in inner) return inner.timeRange;
  }
  return undefined;
};
