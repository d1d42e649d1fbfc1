import type { Catalog, Dataset, Field, Metric, Unit } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';

export interface Column {
  unit: Unit;
  /** The metric whose value it holds; absent for dimensions and fields. */
  metric?: Metric;
  field?: Field;
  /** One of the calendar dimensions. */
  calendar?: string;
}

export const metricOf = (catalog: Catalog, name: string): Metric | undefined =>
  catalog.metrics.find((metric) => metric.name === name) ??
  catalog.summaries?.metrics.find((metric) => metric.name === name && metric.standsFor === undefined);

/** The dataset a query reads: named, or that of its first metric. */
export const datasetOf = (catalog: Catalog, query: SemanticQuery): Dataset | undefined => {
  const [first] = query.metrics;
  const name = query.dataset ?? (first === undefined ? undefined : metricOf(catalog, first)?.dataset);
  return catalog.datasets.find((dataset) => dataset.name === (name ?? catalog.mainDataset));
};

export const fieldOf = (catalog: Catalog, query: SemanticQuery, name: string): Field | undefined =>
  datasetOf(catalog, query)?.fields.find((field) => field.name === name) ??
  catalog.datasets.flatMap((dataset) => dataset.fields).find((field) => field.name === name);

const isCalendar = (name: string): boolean => TIME_DIMENSIONS.some((dimension) => dimension === name);

const fieldUnit = (field: Field): Unit => {
  if (field.type === 'number') return field.unit ?? 'count';
  return field.type === 'instant' ? 'date' : 'name';
};

/** The columns a query promises, and what each measures; no column is believed that the query did not ask for. */
export const columnsOf = (catalog: Catalog, query: SemanticQuery): Map<string, Column> => {
  const columns = new Map<string, Column>();
  for (const name of query.dimensions ?? []) {
    const field = fieldOf(catalog, query, name);
    if (isCalendar(name))
      columns.set(name, { unit: name === 'hour' || name === 'weekday' ? 'name' : 'date', calendar: name });
    else if (field) columns.set(name, { unit: fieldUnit(field), field });
  }
  const kind = query.comparison?.kind;
  for (const name of query.metrics) {
    const metric = metricOf(catalog, name);
    if (!metric) continue;
    columns.set(name, { unit: metric.unit, metric });
    if (kind === 'period' || kind === 'peer') columns.set(`${name}_compared`, { unit: metric.unit, metric });
    if (kind === 'whole') columns.set(`${name}_whole`, { unit: metric.unit, metric });
  }
  return columns;
};

export const DEFAULT_LIMIT = 100;
