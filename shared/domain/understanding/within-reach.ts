import type { Catalog, Dataset, Metric } from '#shared/contracts/catalog.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { isTimeDimension, type Model, modelOf } from '../compiling/model.ts';
import { fieldsIn } from '../proof/filters.ts';
import type { Composed, Context } from './composing.ts';
import { all, type Frame } from './frame.ts';

const reaches = (model: Model, field: string, from: Dataset): boolean => {
  if (isTimeDimension(field)) return from.time !== undefined;
  try {
    return model.field(field, from).field.name === field;
  } catch {
    return false;
  }
};

/** Columns that come of comparing a metric. */
const DERIVED = /_(?:compared|change|growth|whole|share)$/;

/** Everything the query speaks of belongs to the rows that its figures are of: orders have no carrier. */
const isWithinReach = (query: SemanticQuery, catalog: Catalog): boolean => {
  const named = (name: string): Metric | undefined => catalog.metrics.find((each) => each.name === name);
  const metrics = query.metrics.map(named);
  const bounds = (query.having ?? []).map(({ metric }) => named(metric.replace(DERIVED, '')));
  const homes = new Set([...metrics, ...bounds].map((metric) => metric?.dataset));
  const [home = query.dataset ?? catalog.mainDataset] = homes;
  const base = catalog.datasets.find((dataset) => dataset.name === home);
  if (homes.size > 1 || !base) return false;
  const model = modelOf(catalog);
  const timed =
    query.timeRange === undefined || base.time !== undefined || metrics.every((each) => each?.now);
  const fields = [...(query.dimensions ?? []), ...fieldsIn(query.filters)];
  return timed && fields.every((field) => reaches(model, field, base));
};

/** The same question of other rows. */
const counting = (query: SemanticQuery, metric: string): SemanticQuery => {
  const ofOld = (name: string): string => (query.metrics.includes(name) ? metric : name);
  return {
    ...query,
    metrics: [metric],
    ...(query.order && { order: query.order.map((order) => ({ ...order, by: ofOld(order.by) })) }),
    ...(query.having && { having: query.having.map((each) => ({ ...each, metric: ofOld(each.metric) })) }),
  };
};

/**
 * The reading, if the data can answer it. Rows that nothing named are those that can be told apart so: "how
 * many with this carrier" counts shipments. Undefined: what was asked for does not go together in this data.
 */
export const withinReach = (composed: Composed, frame: Frame, context: Context): Composed | undefined => {
  const { catalog, reading } = context;
  const { query } = composed;
  if (isWithinReach(query, catalog)) return composed;
  const counts = query.metrics.every(
    (metric) => metric === reading.rows || reading.overview.includes(metric),
  );
  const unnamed = counts && ['metric:', 'family:', 'row'].every((tag) => all(frame, tag).length === 0);
  const instead = unnamed ? Object.values(reading.counts ?? {}) : [];
  const queries = instead.map((metric) => counting(query, metric));
  const found = queries.find((each) => isWithinReach(each, catalog));
  return found && { ...composed, query: found };
};
