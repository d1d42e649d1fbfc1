import type { Catalog, Named } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Part } from '#shared/contracts/draft.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { fill, slot } from './slots.ts';
import { type Wording, nounOf } from './wording.ts';

interface Scope {
  parts: Part[];
  reads: Read[];
}

const flat = (filter: Filter | undefined): Filter[] =>
  filter && 'and' in filter ? filter.and.flatMap(flat) : filter ? [filter] : [];

const fieldNamed = (catalog: Catalog, name: string) =>
  catalog.datasets.flatMap((dataset) => dataset.fields).find((field) => field.name === name);

/** Reads the names behind keys, so that a name in the answer is proven like a figure. */
const namesRead = (
  catalog: Catalog,
  field: string,
  filter: Filter,
  about: Named[],
  id: string,
): Read | undefined => {
  const key = fieldNamed(catalog, field)?.key;
  const home = catalog.datasets.find(
    (dataset) => dataset.primaryKey.includes(key ?? '') && dataset.fields.some(({ name }) => name === field),
  );
  const unlisted = about.some((named) => named.listed === false);
  const count = catalog.metrics.find(
    (metric) => metric.dataset === catalog.mainDataset && metric.unit === 'count' && metric.now !== true,
  );
  if (home && !unlisted)
    return { id, query: { metrics: [], dataset: home.name, dimensions: [field], filters: filter } };
  if (!count) return undefined;
  return {
    id,
    query: { metrics: [count.name], dimensions: [field], filters: filter, everything: true },
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

const oneScope = (
  filter: Filter,
  { catalog, wording }: { catalog: Catalog; wording: Wording },
  { query, about }: { query: SemanticQuery; about: Named[] },
  count: number,
): Scope => {
  if ('not' in filter && 'values' in filter.not) {
    const { field } = filter.not;
    if (fieldNamed(catalog, field)?.key !== undefined) return { parts: [], reads: [] };
    return { parts: inWords(wording, field, true), reads: [] };
  }
  if ('value' in filter) {
    const unit = fieldNamed(catalog, filter.field)?.unit ?? 'count';
    const value = slot(filter.field, unit, { op: 'bound', evidence: 'e1', field: filter.field }, 'bound');
    const dimension = [nounOf(wording.dimensions, filter.field).one];
    return { parts: fill(wording.phrases['scope_bound'] ?? '', { value: [value], dimension }), reads: [] };
  }
  if (!('values' in filter) || query.dimensions?.includes(filter.field) === true) {
    const visible = 'values' in filter && fieldNamed(catalog, filter.field)?.key === undefined;
    return { parts: visible ? inWords(wording, filter.field, false) : [], reads: [] };
  }
  if (fieldNamed(catalog, filter.field)?.key === undefined)
    return { parts: inWords(wording, filter.field, false), reads: [] };
  const read = namesRead(catalog, filter.field, filter, about, `n${count + 1}`);
  if (!read) return { parts: [], reads: [] };
  const formula = { op: 'values', evidence: read.id, column: filter.field } as const;
  return { parts: wordsFor(wording, filter.field, [slot(filter.field, 'name', formula)]), reads: [read] };
};

/**
 * The words for what a query is narrowed to, and the reads that prove the names among them. Filters on
 * what the rows show anyway are left to the rows.
 */
export const wordScope = (
  setting: { catalog: Catalog; wording: Wording },
  asked: { query: SemanticQuery; about: Named[] },
): Scope => {
  const scope: Scope = { parts: [], reads: [] };
  for (const filter of flat(asked.query.filters)) {
    const { parts, reads } = oneScope(filter, setting, asked, scope.reads.length);
    scope.parts.push(...parts);
    scope.reads.push(...reads);
  }
  return scope;
};
