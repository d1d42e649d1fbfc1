import type { Catalog } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Part } from '#shared/contracts/draft.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { fill, slot } from './slots.ts';
import { type Wording, nounOf } from './wording.ts';

interface Setting {
  catalog: Catalog;
  wording: Wording;
}
type OneOf = Extract<Filter, { values: unknown }>;

interface Scope {
  parts: Part[];
  reads: Read[];
}

const flat = (filter: Filter | undefined): Filter[] =>
  filter && 'and' in filter ? filter.and.flatMap(flat) : filter ? [filter] : [];

const fieldNamed = (catalog: Catalog, name: string) =>
  catalog.datasets.flatMap((dataset) => dataset.fields).find((field) => field.name === name);

/**
 * Reads the names behind keys, so that a name in the answer is proven like a figure. They are read where they
 * live: a process that never ran, or is archived, still has its name.
 */
const namesRead = (catalog: Catalog, field: string, filter: Filter, id: string): Read | undefined => {
  const home = catalog.datasets.find((dataset) => dataset.fields.some((each) => each.name === field));
  if (!home) return undefined;
  return {
    id,
    query: { metrics: [], dataset: home.name, dimensions: [field], filters: filter, everything: true },
  };
};

const wordsFor = (wording: Wording, field: string, values: Part[]): Part[] => {
  const scope = nounOf(wording.dimensions, field).scope ?? wording.phrases['scope_other'] ?? '';
  return fill(scope, { value: values, dimension: [nounOf(wording.dimensions, field).one] });
};

const inWords = (wording: Wording, field: string, excluded: boolean): Part[] => {
  const labels = Object.hasOwn(wording.labels, field) ? field : undefined;
  const calendar = TIME_DIMENSIONS.some((dimension) => dimension === field);
  const formula = { op: 'filtered', evidence: 'e1', field, ...(excluded ? { excluded } : {}) } as const;
  const style = labels === undefined || calendar ? undefined : 'label';
  const values = [slot(field, 'name', formula, style, style && labels)];
  if (!excluded) return wordsFor(wording, field, values);
  return fill(wording.phrases['scope_excluded'] ?? '', { value: values });
};

/** "that always fail, switched on": states after one another are set apart. */
const isState = (filter: Filter, catalog: Catalog): boolean =>
  'values' in filter && fieldNamed(catalog, filter.field)?.type === 'boolean';

const NOTHING: Scope = { parts: [], reads: [] };

const boundScope = (field: string, { catalog, wording }: Setting): Scope => {
  const unit = fieldNamed(catalog, field)?.unit ?? 'count';
  const value = slot(field, unit, { op: 'bound', evidence: 'e1', field }, 'bound');
  const dimension = [nounOf(wording.dimensions, field).one];
  return { parts: fill(wording.phrases['scope_bound'] ?? '', { value: [value], dimension }), reads: [] };
};

const namedScope = (filter: OneOf, setting: Setting, query: SemanticQuery, count: number): Scope => {
  const { field, values } = filter;
  // Several names stand in the rows that compare them; a single one is said once, in the lead.
  if (query.dimensions?.includes(field) === true && values.length > 1) return NOTHING;
  const read = namesRead(setting.catalog, field, filter, `n${count + 1}`);
  if (!read) return NOTHING;
  const formula = { op: 'values', evidence: read.id, column: field } as const;
  return { parts: wordsFor(setting.wording, field, [slot(field, 'name', formula)]), reads: [read] };
};

const oneScope = (filter: Filter, setting: Setting, query: SemanticQuery, count: number): Scope => {
  const keyed = (field: string): boolean => fieldNamed(setting.catalog, field)?.key !== undefined;
  if ('not' in filter && 'values' in filter.not)
    return keyed(filter.not.field)
      ? NOTHING
      : { parts: inWords(setting.wording, filter.not.field, true), reads: [] };
  if ('value' in filter) return boundScope(filter.field, setting);
  if (!('values' in filter)) return NOTHING;
  if (keyed(filter.field)) return namedScope(filter, setting, query, count);
  return { parts: inWords(setting.wording, filter.field, false), reads: [] };
};

/**
 * The words for what a query is narrowed to, and the reads that prove the names among them. Filters on
 * what the rows show anyway are left to the rows.
 */
export const wordScope = (setting: Setting, query: SemanticQuery): Scope => {
  const scope: Scope = { parts: [], reads: [] };
  for (const filter of flat(query.filters)) {
    const { parts, reads } = oneScope(filter, setting, query, scope.reads.length);
    if (scope.parts.length > 0 && isState(filter, setting.catalog)) scope.parts.push(',');
    scope.parts.push(...parts);
    scope.reads.push(...reads);
  }
  return scope;
};
