import type { Catalog } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Grammar, Reading } from '#shared/contracts/grammar.ts';
import type { Shape } from '#shared/contracts/query.ts';

/** What of a catalog may be named by a slot, in business names. */
export interface Terms {
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
  /** `field=value`. */
  readonly values: readonly string[];
  readonly views: readonly string[];
}

const keysOf = (records: readonly Readonly<Record<string, unknown>>[]): string[] => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
];

/** Only what some language has words for: what cannot be said cannot be asked. */
export const termsOf = (catalog: Catalog, grammar: Grammar): Terms => {
  const catalogs = Object.values(grammar.catalogs);
  const said = (metric: string): boolean => {
    const tags = metricTags(metric, grammar.reading);
    return tags.length > 1 || catalogs.some((each) => metric in each.metrics);
  };
  return {
    metrics: catalog.metrics.map((metric) => metric.name).filter(said),
    dimensions: [...new Set([...keysOf(catalogs.map((each) => each.dimensions)), ...TIME_DIMENSIONS])],
    values: keysOf(catalogs.map((each) => each.values)),
    views: Object.keys(grammar.reading.views),
  };
};

const holders = (record: Readonly<Record<string, string>>, name: string): string[] =>
  Object.entries(record).flatMap(([base, derived]) => (derived === name ? [base] : []));

/** The words of these tags may mean the metric: its own, and those it is derived from. */
export const metricTags = (metric: string, reading: Reading): string[] => {
  const { families, superlatives, views, distinct, rates, last, first } = reading;
  const bases = [distinct, rates, last, first].flatMap((record) => holders(record, metric));
  return [
    ...[metric, ...bases].flatMap((name) => [`metric:${name}`, ...(name === reading.rows ? ['row'] : [])]),
    ...Object.entries(families).flatMap(([family, members]) =>
      Object.values(members).includes(metric) ? [`family:${family}`] : [],
    ),
    ...Object.entries(superlatives).flatMap(([name, each]) =>
      each.metric === metric ? [`superlative:${name}`] : [],
    ),
    ...Object.entries(views).flatMap(([name, view]) => (view.metric === metric ? [`view:${name}`] : [])),
  ];
};

export const dimensionTags = (dimension: string, catalog: Catalog): string[] => [
  `dimension:${dimension}`,
  `per.${dimension}`,
  ...(dimension === catalog.mainEntity ? ['entity'] : []),
  ...(dimension === 'day' ? ['series'] : []),
];

/** For both directions: which end of the order is good news is for the composers to say. */
export const orderTags = (direction: 'most' | 'least', reading: Reading): string[] => [
  `order.${direction}`,
  'order.top',
  'order.worst',
  'order.best',
  ...Object.keys(reading.superlatives).map((name) => `superlative:${name}`),
];

export const COMPARISON_TAGS = ['compare', 'compare.ask', 'samePoint', 'trending'];

/** The words that ask for a shape. */
export const SHAPE_TAGS: Readonly<Record<Shape, readonly string[]>> = {
  figure: ['ask.count', 'overview'],
  list: ['ask.which', 'having.gt', 'having.ge'],
  top: ['order.most', 'order.least', 'order.top', 'order.worst', 'order.best'],
  series: ['series', 'per.day', 'per.week', 'per.month'],
  distribution: ['per.hour', 'per.weekday', 'busiest'],
  boolean: ['ask.yesno'],
  last: ['last', 'first', 'ask.when', 'oldest'],
  reason: ['ask.why'],
  share: ['share', 'rate'],
  comparison: COMPARISON_TAGS,
};
