import {
  type Catalog,
  type Dataset,
  type Field,
  type Metric,
  type Relationship,
  TIME_DIMENSIONS,
} from '../../contracts/catalog.ts';
import { InvalidQuery } from '../../contracts/faults.ts';

export type TimeDimension = (typeof TIME_DIMENSIONS)[number];

/** One step from a dataset to a neighbour; `many`: the neighbour has many rows for one of ours. */
export interface Hop {
  relationship: Relationship;
  to: string;
  many: boolean;
}

/** A field as one dataset sees it: its owner, and the way there. */
export interface Seen {
  field: Field;
  owner: Dataset;
  path: Hop[];
}

export interface Model {
  catalog: Catalog;
  dataset(name: string): Dataset;
  /** With a source: what the summaries have for the metric. */
  metric(name: string, source?: string): Metric;
  /** The nearest field of this name: the dataset's own, then those one row leads to, then those of many. */
  field(name: string, from: Dataset): Seen;
  /** Whether there is such a field. */
  leadsTo(name: string, from: Dataset): boolean;
  /** The way from a dataset to another, if there is one. */
  path(from: string, to: string): Hop[] | undefined;
}

const models = new WeakMap<Catalog, Model>();

/** The catalog, ready for look-ups; made once for each catalog. */
export const modelOf = (catalog: Catalog): Model => {
  const known = models.get(catalog);
  if (known) return known;
  const made = makeModel(catalog);
  models.set(catalog, made);
  return made;
};

export const isTimeDimension = (name: string): name is TimeDimension =>
  TIME_DIMENSIONS.some((dimension) => dimension === name);

const makeModel = (catalog: Catalog): Model => {
  const datasets = new Map(catalog.datasets.map((dataset) => [dataset.name, dataset]));
  const metrics = new Map(catalog.metrics.map((metric) => [metric.name, metric]));
  const ways = new Map(
    catalog.datasets.map(({ name }) => [name, waysFrom(name, catalog.relationships)] as const),
  );
  const seen = new Map<string, Seen>();

  const dataset = (name: string) => required(datasets.get(name), `dataset ${name}`);
  const nearest = (name: string, from: Dataset): Seen | undefined => {
    for (const [to, path] of ways.get(from.name) ?? []) {
      const owner = dataset(to);
      const field = owner.fields.find((one) => one.name === name);
      if (field) return { field, owner, path };
    }
    return undefined;
  };
  const findField = (name: string, from: Dataset): Seen => {
    const found = nearest(name, from);
    if (found) return found;
    throw new InvalidQuery(`${name} is not a field of ${from.name} nor of its neighbours`);
  };
  return {
    catalog,
    dataset,
    metric: (name, source) => {
      if (source !== undefined) return summarised(name, source, catalog, metrics);
      return required(metrics.get(name) ?? aboutSummaries(name, catalog), `metric ${name}`);
    },
    field: (name, from) => {
      const key = `${from.name}.${name}`;
      const found = seen.get(key) ?? findField(name, from);
      seen.set(key, found);
      return found;
    },
    leadsTo: (name, from) => nearest(name, from) !== undefined,
    path: (from, to) => ways.get(from)?.get(to),
  };
};

const required = <Thing>(thing: Thing | undefined, what: string): Thing => {
  if (thing === undefined) throw new InvalidQuery(`The catalog has no ${what}`);
  return thing;
};

/** What is said about the summaries themselves. */
const aboutSummaries = (name: string, { summaries }: Catalog): Metric | undefined =>
  summaries?.metrics.find((metric) => metric.name === name && metric.standsFor === undefined);

/** The stand-in of a metric, under its name. */
const summarised = (
  name: string,
  source: string,
  catalog: Catalog,
  metrics: ReadonlyMap<string, Metric>,
): Metric => {
  const standIn = catalog.summaries?.metrics.find((metric) => metric.standsFor === name);
  const main = metrics.get(name);
  const found = standIn && main ? { ...standIn, name, empty: main.empty } : aboutSummaries(name, catalog);
  if (found?.dataset !== source) throw new InvalidQuery(`${source} knows nothing of ${name}`);
  return found;
};

/** Every dataset that can be reached, nearest first; a way may fan out once, as its last step. */
const waysFrom = (start: string, relationships: Relationship[]): Map<string, Hop[]> => {
  const ways = new Map<string, Hop[]>([[start, []]]);
  for (const [at, path] of ways)
    for (const relationship of relationships)
      if (relationship.from === at && !ways.has(relationship.to))
        ways.set(relationship.to, [...path, { relationship, to: relationship.to, many: false }]);
  for (const [at, path] of ways) {
    if (path.at(-1)?.many) continue;
    for (const relationship of relationships)
      if (relationship.labels && relationship.to === at && !ways.has(relationship.from))
        ways.set(relationship.from, [...path, { relationship, to: relationship.from, many: true }]);
  }
  return ways;
};
