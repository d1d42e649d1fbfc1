import type { Filter, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import type { Asked } from './evaluate.ts';
import { isPart } from './local-time.ts';
import type { Axes, Choice, Forbidden } from './pairwise.ts';

// The coverage table: what a query can be, axis by axis. Every pair of classes is asked, unless it is forbidden.
const FILTERS = [
  'none',
  'entity',
  'label',
  'set',
  'text',
  'number',
  'flag',
  'instant',
  'known',
  'calendar',
  'and',
  'or',
  'not',
];
const TIMES = ['always', 'hours', 'day', 'week', 'month', 'odd day'];
const SHARED = {
  dataset: ['runs', 'processes'],
  filter: FILTERS,
  time: TIMES,
  limit: ['default', 'given'],
  everything: ['no', 'yes'],
  scope: ['all', 'some'],
  zone: ['Europe/Rome', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'],
};

export const FIGURES: Axes = {
  ...SHARED,
  limit: [...SHARED.limit, 'of each'],
  figure: ['count', 'rate', 'seconds', 'date', 'distinct', 'now', 'several'],
  dimension: ['none', 'entity', 'label', 'attribute', 'daypart', 'calendar', 'two', 'two with time'],
  comparison: ['none', 'period', 'peer', 'whole', 'within'],
  having: ['none', 'shown', 'hidden', 'beside', 'derived'],
  order: ['default', 'shown', 'hidden', 'dimension', 'beside', 'derived'],
  fill: ['no', 'yes'],
};

export const LISTINGS: Axes = {
  ...SHARED,
  columns: ['key', 'name', 'instant', 'number', 'flag', 'calendar', 'label', 'several'],
  order: ['default', 'shown', 'hidden'],
};

const timed = TIMES.slice(1).map((name) => `time=${name}`);

export const NO_FIGURES: Forbidden = {
  'dataset=processes': [
    ...timed,
    'filter=calendar',
    'dimension=daypart',
    'dimension=calendar',
    'dimension=two with time',
    'fill=yes',
    ...['count', 'rate', 'seconds', 'date', 'distinct', 'several'].map((name) => `figure=${name}`),
  ],
  // A date is neither more nor less than a number, and nothing of it grows.
  'figure=date': ['having=shown', 'having=beside', 'having=derived', 'order=derived'],
  'dimension=none': ['order=dimension', 'limit=of each'],
  'comparison=none': ['having=beside', 'having=derived', 'order=beside', 'order=derived'],
  'fill=yes': [
    'time=always',
    ...['none', 'entity', 'label', 'attribute', 'two', 'two with time'].map((name) => `dimension=${name}`),
  ],
};

export const NO_LISTINGS: Forbidden = {
  'dataset=processes': [...timed, 'filter=calendar', 'columns=calendar'],
  'columns=label': ['order=shown'],
};

const metricOf = (name: string) => n8nCatalog.metrics.find((metric) => metric.name === name);
const fieldOf = (name: string) =>
  n8nCatalog.datasets.flatMap(({ fields }) => fields).find((field) => field.name === name);

const filterClass = (filter: Filter | undefined): string => {
  if (!filter) return 'none';
  for (const joint of ['and', 'or', 'not']) if (joint in filter) return joint;
  if (!('field' in filter)) return 'unknown';
  if (filter.operator === 'contains') return 'text';
  if (filter.operator === 'within') return 'instant';
  if (filter.operator === 'known') return 'known';
  if (isPart(filter.field)) return 'calendar';
  if (filter.operator !== 'in') return 'number';
  if (filter.field === 'process') return 'entity';
  if (filter.field === 'tag') return 'label';
  return fieldOf(filter.field)?.type === 'boolean' ? 'flag' : 'set';
};

/** The two odd days of a year have 23 and 25 hours. */
const timeClass = (range: TimeRange | undefined): string => {
  if (!range) return 'always';
  const hours = (Date.parse(range.to) - Date.parse(range.from)) / 3_600_000;
  if (hours < 23) return 'hours';
  if (hours === 24) return 'day';
  if (hours <= 25) return 'odd day';
  return hours <= 8 * 24 ? 'week' : 'month';
};

const figureClass = (metrics: string[]): string => {
  const units = new Set(metrics.map((name) => metricOf(name)?.unit));
  if (metrics.every((name) => metricOf(name)?.now)) return 'now';
  if (units.size > 1) return 'several';
  if (metrics.every((name) => metricOf(name)?.unit === 'count' && metricOf(name)?.additive === false))
    return 'distinct';
  return { percent: 'rate', seconds: 'seconds', date: 'date' }[[...units].join('')] ?? 'count';
};

const dimensionClass = (dimensions: string[] = []): string => {
  const [first, second] = dimensions;
  if (first === undefined) return 'none';
  if (second !== undefined) return dimensions.some((one) => isPart(one)) ? 'two with time' : 'two';
  if (first === 'process') return 'entity';
  if (first === 'tag') return 'label';
  if (!isPart(first)) return 'attribute';
  return first === 'hour' || first === 'weekday' ? 'daypart' : 'calendar';
};

const wishClass = (wish: string | undefined, { metrics, dimensions = [] }: SemanticQuery): string => {
  if (wish === undefined) return 'none';
  if (dimensions.includes(wish)) return 'dimension';
  if (/_(compared|whole)$/.test(wish)) return 'beside';
  if (/_(change|growth|share)$/.test(wish)) return 'derived';
  return metrics.includes(wish) ? 'shown' : 'hidden';
};

const sharedClasses = ({ query, timeZone, scope }: Asked): Choice => ({
  filter: filterClass(query.filters),
  time: timeClass(query.timeRange),
  limit: query.limitBy !== undefined ? 'of each' : query.limit === undefined ? 'default' : 'given',
  everything: query.everything === true ? 'yes' : 'no',
  scope: scope.kind === 'all' ? 'all' : 'some',
  zone: timeZone,
});

const comparisonOf = ({ comparison }: SemanticQuery): string =>
  comparison?.kind === 'whole' && comparison.filters ? 'within' : (comparison?.kind ?? 'none');

/** The classes of a query that asks for figures, as it stands. */
export const figureClasses = (asked: Asked): Choice => {
  const { query } = asked;
  const order = wishClass(query.order?.[0]?.by, query);
  return {
    ...sharedClasses(asked),
    dataset: metricOf(query.metrics[0] ?? '')?.dataset ?? '',
    figure: figureClass(query.metrics),
    dimension: dimensionClass(query.dimensions),
    comparison: comparisonOf(query),
    having: wishClass(query.having?.[0]?.metric, query),
    order: order === 'none' ? 'default' : order,
    fill: query.fill === true ? 'yes' : 'no',
  };
};

const columnClass = (columns: string[] = []): string => {
  const [first = ''] = columns;
  if (columns.length > 1) return 'several';
  if (isPart(first)) return 'calendar';
  if (first === 'tag') return 'label';
  const type = fieldOf(first)?.type;
  if (type === 'text') return fieldOf(first)?.unit === 'name' ? 'name' : 'key';
  return type === 'boolean' ? 'flag' : (type ?? 'unknown');
};

/** The classes of a query that lists rows, as it stands. */
export const listingClasses = (asked: Asked): Choice => {
  const { query } = asked;
  const by = query.order?.[0]?.by;
  const shown = query.dimensions?.includes(by ?? '') ? 'shown' : 'hidden';
  return {
    ...sharedClasses(asked),
    dataset: query.dataset ?? 'runs',
    columns: columnClass(query.dimensions),
    order: by === undefined ? 'default' : shown,
  };
};
