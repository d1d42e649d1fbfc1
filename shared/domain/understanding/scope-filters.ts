import type { Named } from '#shared/contracts/catalog.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { type Frame, names } from './frame.ts';

/** One condition, or all of them; undefined when there is none. */
export const allOf = (filters: readonly Filter[]): Filter | undefined => {
  const [first] = filters;
  return filters.length < 2 ? first : { and: [...filters] };
};

/** Names of one dimension widen each other; different dimensions narrow. */
const nameFilters = (named: readonly Named[]): Filter[] => {
  const dimensions = [...new Set(named.map((each) => each.dimension))];
  return dimensions.map((field) => ({
    field,
    operator: 'in' as const,
    values: named.filter((each) => each.dimension === field).map((each) => each.key),
  }));
};

const valueFilters = (frame: Frame): Filter[] =>
  frame.concepts
    .filter((match) => match.tag.startsWith('value:'))
    .flatMap((match) => {
      const [field = '', value = ''] = match.tag.slice('value:'.length).split('=');
      return value === '' ? [] : [{ field, operator: 'in' as const, values: [value] }];
    });

/** Names, values and recurring hours or days that the question restricts itself to. */
export const scopeFilters = (frame: Frame): Filter[] => [
  ...nameFilters(names(frame)),
  ...valueFilters(frame),
  ...frame.times.windows.map((window) => window.filter),
];

/** Everything named has rows only outside the default population: those are then what is asked for. */
export const allOutside = (frame: Frame): boolean => {
  const meant = names(frame);
  const first = meant.find((each) => each.outside === true);
  return (
    first !== undefined && meant.every((each) => each.outside === true || each.dimension !== first.dimension)
  );
};

/** The parts of a query that come from the words around it, whatever its shape. */
export const scopeOf = (
  frame: Frame,
  filters: readonly Filter[] = scopeFilters(frame),
): Partial<SemanticQuery> => {
  const where = allOf(filters);
  const range = frame.times.ranges[0]?.range;
  const outside = allOutside(frame);
  return {
    ...(where && { filters: where }),
    ...(range && { timeRange: range }),
    ...(outside && { everything: true }),
  };
};
