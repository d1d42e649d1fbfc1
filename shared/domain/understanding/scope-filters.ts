import type { Named } from '#shared/contracts/catalog.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { isExcluded } from './excluded.ts';
import { excludedNames, type Frame, names } from './frame.ts';

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

/** "Never recovered" is a field that is false. */
const truth = (value: string): string | boolean =>
  value === 'true' || value === 'false' ? value === 'true' : value;

/** "Total runs for sales, no retries": behind a mark it leaves them out. */
const leftOut = ({ words }: Frame, match: { start: number; end: number }): boolean =>
  isExcluded(words, match) || (words.tag(match.start - 1, 'none') > 0 && words.mark(match.start - 2, ',;('));

/** States of one field widen each other: "manual or scheduled". */
const valueFilters = (frame: Frame, excluded: boolean): Filter[] => {
  const values = new Map<string, Set<string | boolean>>();
  for (const match of frame.concepts) {
    if (!match.tag.startsWith('value:') || leftOut(frame, match) !== excluded) continue;
    const [field = '', value = ''] = match.tag.slice('value:'.length).split('=');
    if (value !== '') values.set(field, (values.get(field) ?? new Set()).add(truth(value)));
  }
  return [...values].map(([field, each]) => ({ field, operator: 'in' as const, values: [...each] }));
};

/** Hours widen each other, and so do days: "on Saturday and Sunday". */
const windowFilters = (frame: Frame): Filter[] => {
  const values = new Map<string, number[]>();
  // "At night, say between midnight and six": the hours themselves say it better.
  const { windows } = frame.times;
  const clocked = windows.some((window) => window.clock);
  for (const { recurring, clock } of windows)
    if (clock || recurring.field !== 'hour' || !clocked)
      values.set(recurring.field, [...(values.get(recurring.field) ?? []), ...recurring.values]);
  return [...values].map(([field, each]) => ({ field, operator: 'in' as const, values: [...new Set(each)] }));
};

/** Names, values and recurring hours or days that the question restricts itself to. */
export const scopeFilters = (frame: Frame): Filter[] => [
  ...nameFilters(names(frame)),
  ...nameFilters(excludedNames(frame)).map((filter) => ({ not: filter })),
  ...valueFilters(frame, false),
  ...valueFilters(frame, true).map((filter) => ({ not: filter })),
  ...windowFilters(frame),
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
