import type { Catalog } from '#shared/contracts/catalog.ts';
import { InvalidQuery } from '#shared/contracts/faults.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type Model, type TimeDimension, isTimeDimension, modelOf } from '../compiling/model.ts';
import { fieldsIn, otherFilters } from '../proof/filters.ts';

/** The units of time that a query groups or filters by. */
export const timeUnitsOf = ({ dimensions = [], filters }: SemanticQuery): TimeDimension[] => [
  ...new Set([...dimensions, ...fieldsIn(filters)].filter(isTimeDimension)),
];

/** The field is the same thing whether a run or a summary is asked for it. */
const isShared = (name: string, model: Model, source: string): boolean => {
  const { mainDataset, mainEntity } = model.catalog;
  try {
    const main = model.dataset(mainDataset);
    const { key } = model.field(mainEntity, main).field;
    const ofSummary = model.field(name, model.dataset(source)).owner;
    return name === key || model.field(name, main).owner === ofSummary;
  } catch (error) {
    if (error instanceof InvalidQuery) return false;
    throw error;
  }
};

const BESIDE = /_(compared|change|growth|whole|share)$/;

/** Every metric, dimension and filter of the query means the same of the summaries. */
export const isExpressible = (query: SemanticQuery, catalog: Catalog): boolean => {
  const { summaries } = catalog;
  const { dimensions = [], having = [], order = [], comparison } = query;
  if (!summaries || query.everything === true || query.metrics.length === 0) return false;
  const known = new Set(summaries.metrics.map(({ standsFor }) => standsFor));
  const wished = [...having.map(({ metric }) => metric), ...order.map(({ by }) => by)].filter(
    (name) => !dimensions.includes(name),
  );
  const metrics = [...query.metrics, ...wished.map((name) => name.replace(BESIDE, ''))];
  if (!metrics.every((name) => known.has(name))) return false;
  const peers = fieldsIn(otherFilters(comparison));
  const fields = [...dimensions, ...fieldsIn(query.filters), ...peers].filter(
    (name) => !isTimeDimension(name),
  );
  const model = modelOf(catalog);
  return fields.every((name) => isShared(name, model, summaries.dataset));
};
