import * as z from 'zod/mini';
import {
  Catalog,
  type Dataset,
  type Field,
  type Relationship,
  type SummaryMetric,
  TIME_DIMENSIONS,
} from '../../contracts/catalog.ts';
import { InvalidDocument } from '../../contracts/faults.ts';
import {
  DatasetExtension,
  FieldExtension,
  MetricExtension,
  ModelExtension,
  OsiDocument,
  RelationshipExtension,
  VENDOR,
} from './osi.ts';
import { partedMetrics, summariesFault } from './summaries.ts';

type Model = OsiDocument['semantic_model'][number];
type OsiDataset = Model['datasets'][number];
type OsiField = OsiDataset['fields'][number];
type OsiMetric = NonNullable<Model['metrics']>[number];
type OsiRelationship = NonNullable<Model['relationships']>[number];
interface Extended {
  name: string;
  custom_extensions?: { vendor_name: string; data: string }[] | undefined;
}

/**
 * Reads a semantic model in Open Semantic Interchange form (core specification 1.0; one model a document).
 * Expressions of the dialect `POSTGRESQL` are preferred to those of `ANSI_SQL`.
 * @throws InvalidDocument naming the part that is malformed or refers to something that is not there.
 */
export const parseOsi = (document: unknown): Catalog => {
  const parsed = z.safeParse(OsiDocument, document);
  if (!parsed.success) throw new InvalidDocument(`Semantic model: ${z.prettifyError(parsed.error)}`);
  const [model] = parsed.data.semantic_model;
  if (!model) throw new InvalidDocument('Semantic model: it is empty');
  const extension = extensionOf(ModelExtension, model);
  const datasets = model.datasets.map(datasetOf);
  const catalog: Catalog = {
    name: model.name,
    version: extension.version,
    description: model.description ?? '',
    mainDataset: extension.main_dataset,
    mainEntity: extension.main_entity,
    ...(extension.watermark !== undefined && { watermark: extension.watermark }),
    datasets,
    relationships: (model.relationships ?? []).map(relationshipOf),
    ...partedMetrics(
      (model.metrics ?? []).map((metric) => metricOf(metric, datasets)),
      extension.summaries,
    ),
  };
  check(catalog);
  return z.parse(Catalog, catalog);
};

const extensionOf = <Schema extends z.ZodMiniType>(schema: Schema, part: Extended): z.output<Schema> => {
  const own = part.custom_extensions?.find((extension) => extension.vendor_name === VENDOR);
  const parsed = z.safeParse(schema, jsonOf(own?.data ?? '{}', part.name));
  if (parsed.success) return parsed.data;
  throw new InvalidDocument(`Semantic model, extension of ${part.name}: ${z.prettifyError(parsed.error)}`);
};

const jsonOf = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidDocument(`Semantic model, extension of ${name}: not JSON`);
  }
};

const expressionOf = ({ name, expression: { dialects } }: OsiField | OsiMetric): string => {
  const of = (dialect: string) => dialects.find((one) => one.dialect === dialect)?.expression;
  const expression = of('POSTGRESQL') ?? of('ANSI_SQL');
  if (expression === undefined) throw new InvalidDocument(`Semantic model: ${name} has no SQL expression`);
  return expression;
};

const datasetOf = (dataset: OsiDataset): Dataset => ({
  name: dataset.name,
  source: dataset.source,
  primaryKey: dataset.primary_key,
  description: dataset.description ?? '',
  ...extensionOf(DatasetExtension, dataset),
  fields: dataset.fields.map(fieldOf),
});

const fieldOf = (field: OsiField): Field => ({
  name: field.name,
  expression: expressionOf(field),
  dimension: field.dimension !== undefined,
  description: field.description ?? '',
  ...extensionOf(FieldExtension, field),
});

const relationshipOf = (relationship: OsiRelationship): Relationship => ({
  name: relationship.name,
  from: relationship.from,
  to: relationship.to,
  fromColumns: relationship.from_columns,
  toColumns: relationship.to_columns,
  ...extensionOf(RelationshipExtension, relationship),
});

/** Without an explicit dataset, a metric belongs to the first one that its expression names. */
const metricOf = (metric: OsiMetric, datasets: Dataset[]): SummaryMetric => {
  const {
    dataset,
    stands_for: standsFor,
    gap_of: gapOf,
    ...extension
  } = extensionOf(MetricExtension, metric);
  const expression = expressionOf(metric);
  const named = [...expression.matchAll(/\b([a-z_][a-z0-9_]*)\./g)].map(([, name]) => name);
  const owner = dataset ?? named.find((name) => datasets.some((one) => one.name === name));
  if (owner === undefined)
    throw new InvalidDocument(`Semantic model: metric ${metric.name} names no dataset`);
  const counts = extension.unit === 'count';
  return {
    ...extension,
    ...(standsFor !== undefined && { standsFor }),
    ...(gapOf !== undefined && { gapOf }),
    empty: extension.empty ?? (counts ? 'zero' : 'unknown'),
    better: extension.better ?? 'neutral',
    additive: extension.additive ?? counts,
    name: metric.name,
    dataset: owner,
    expression,
    description: metric.description ?? '',
  };
};

const fail = (what: string) => {
  throw new InvalidDocument(`Semantic model: ${what}`);
};

const check = (catalog: Catalog) => {
  const { datasets, relationships, mainDataset, mainEntity } = catalog;
  const metrics = [...catalog.metrics, ...(catalog.summaries?.metrics ?? [])];
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const unique = (names: string[], where: string) => {
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) fail(`${twice} stands twice in ${where}`);
  };
  unique(
    datasets.map((one) => one.name),
    'the datasets',
  );
  unique(
    metrics.map((one) => one.name),
    'the metrics',
  );
  for (const { name, fields, time } of datasets) {
    const names = fields.map((field) => field.name);
    unique(names, name);
    if (time !== undefined && !names.includes(time)) fail(`the time field ${time} of ${name} is not there`);
    for (const { name: field, key } of fields) {
      if (key !== undefined && !names.includes(key)) fail(`the key ${key} of ${field} is not there`);
      if (TIME_DIMENSIONS.some((reserved) => reserved === field)) fail(`${field} is a reserved field name`);
    }
  }
  for (const { name, from, to } of relationships)
    for (const end of [from, to]) if (!byName.has(end)) fail(`${name} refers to ${end}, which is not there`);
  for (const { name, dataset } of metrics)
    if (!byName.has(dataset)) fail(`metric ${name} refers to ${dataset}, which is not there`);
  if (!byName.has(mainDataset)) fail(`the main dataset ${mainDataset} is not there`);
  const entity = datasets.some(({ fields }) => fields.some((field) => field.name === mainEntity));
  if (!entity) fail(`the main entity ${mainEntity} is not there`);
  if (catalog.watermark !== undefined && !byName.has(catalog.watermark))
    fail(`the watermark ${catalog.watermark} is not there`);
  const fault = summariesFault(catalog);
  if (fault !== undefined) fail(fault);
};
