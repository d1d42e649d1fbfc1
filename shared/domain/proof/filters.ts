import type { Filter } from '#shared/contracts/query.ts';

/** The filters that must all hold: a tree of `and` laid flat. */
export const conjuncts = (filter: Filter | undefined): Filter[] => {
  if (!filter) return [];
  return 'and' in filter ? filter.and.flatMap(conjuncts) : [filter];
};

const valuesOf = (filter: Filter, field: string): (string | number | boolean)[] =>
  'values' in filter && filter.field === field ? filter.values : [];

/** What the filters let through on a field, or shut out; nothing when they do not speak of it. */
export const inFilter = (
  filters: Filter | undefined,
  field: string,
  excluded: boolean,
): (string | number | boolean)[] =>
  conjuncts(filters).flatMap((filter) => {
    if (!excluded) return valuesOf(filter, field);
    return 'not' in filter ? valuesOf(filter.not, field) : [];
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
