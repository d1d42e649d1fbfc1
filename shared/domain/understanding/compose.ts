import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Reading } from '#shared/contracts/grammar.ts';
import type { Order, SemanticQuery, Shape } from '#shared/contracts/query.ts';
import { type Bound, bounds, havings, rowBounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { all, concept, type Frame, has, names } from './frame.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';
import { composeView, listed } from './views.ts';

/** A query, or nothing when the words ask for none. `sure` is 1 when the words leave no doubt. */
export interface Composed {
  readonly query: SemanticQuery;
  readonly sure: number;
  readonly yesNo?: boolean;
}

export interface Context {
  readonly catalog: Catalog;
  readonly reading: Reading;
}

const TIME_UNITS = ['hour', 'weekday', 'day', 'week', 'month'] as const;

const timeDimension = (frame: Frame): string | undefined =>
  [...TIME_UNITS]
    .filter((unit) => has(frame, `per.${unit}`))
    .sort((a, b) => (a === 'weekday' ? -1 : b === 'weekday' ? 1 : 0))[0];

const groupDimensions = (frame: Frame, main: string): string[] => {
  const marked = has(
    frame,
    'group',
    'ask.which',
    'ask.show',
    'order.most',
    'order.least',
    'order.top',
    'order.worst',
    'order.best',
  );
  const found = marked ? all(frame, 'dimension:').filter((dimension) => dimension !== main) : [];
  const restricted = new Set(names(frame).map((each) => each.dimension));
  return found.filter((dimension) => !restricted.has(dimension));
};

const descending = (by: string): Order[] => [{ by, direction: 'desc' }];

/** Numbers that no time, bound or percentile uses: "top 5", "i tre peggiori". */
const askedCount = (frame: Frame, used: readonly Bound[]): number | undefined => {
  for (let at = 0; at < frame.words.tokens.length; at += 1) {
    const count = frame.words.number(at);
    if (!count || count.ordinal || frame.times.used.has(at)) continue;
    if (used.some((bound) => at >= bound.start && at < bound.end)) continue;
    if (frame.mentions.some((mention) => at >= mention.start && at < mention.end)) continue;
    const percentile = frame.concepts.some(
      (match) => match.tag === 'agg.p95' && at >= match.start && at < match.end,
    );
    const article = frame.words.tokens[at]?.kind !== 'number' && count.value < 2;
    if (!percentile && !article && Number.isInteger(count.value) && count.value >= 1 && count.value <= 100)
      return count.value;
  }
  return undefined;
};

const ranked = (frame: Frame): boolean =>
  has(frame, 'order.most', 'order.least', 'order.top', 'order.worst', 'order.best') ||
  all(frame, 'superlative:').length > 0;

const direction = (frame: Frame, reading: Reading): 'asc' | 'desc' => {
  const [superlative] = all(frame, 'superlative:');
  const own = superlative === undefined ? undefined : reading.superlatives[superlative]?.direction;
  if (own) return own;
  return has(frame, 'order.least') ? 'asc' : 'desc';
};

/** Two periods, or a period against the one before it. */
const composeComparison = (frame: Frame, context: Context): Composed | undefined => {
  const [first, second] = frame.times.ranges;
  if (!first || !second) return undefined;
  const choice = chooseMetrics(frame, context.reading);
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [...(choice.assumed ? context.reading.overview : choice.metrics)],
    timeRange: first.range,
    comparison: { kind: 'period', timeRange: second.range },
    shape: 'comparison',
  };
  return { query, sure: choice.assumed ? 0.9 : 1 };
};

/** Two names side by side: "does A take longer than B?" */
const composePeers = (frame: Frame, context: Context): Composed | undefined => {
  const meant = names(frame);
  const comparing = has(frame, 'compare', 'compare.ask') || ranked(frame);
  const one = meant.length > 1 && meant.every((each) => each.dimension === meant[0]?.dimension);
  if (!one || !comparing) return undefined;
  const choice = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = choice.metrics;
  const dimension = meant[0]?.dimension ?? context.catalog.mainEntity;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions: [dimension],
    order: [{ by: metric, direction: direction(frame, context.reading) }],
    shape: 'comparison',
  };
  return { query, sure: choice.assumed ? 0.9 : 1 };
};

const composeShare = (frame: Frame, context: Context): Composed | undefined => {
  const asked = has(frame, 'share') || (has(frame, 'rate') && frame.mentions.length > 0 && has(frame, 'row'));
  if (!asked || frame.mentions.length === 0) return undefined;
  const { metrics } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  const additive = context.catalog.metrics.find((each) => each.name === metric)?.additive ?? false;
  if (!additive) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    comparison: { kind: 'whole' },
    shape: 'share',
  };
  return { query, sure: 1 };
};

const composeReason = (frame: Frame, context: Context): Composed | undefined => {
  if (!has(frame, 'ask.why')) return undefined;
  const { reading } = context;
  const troubled = all(frame, 'view:').some((name) => reading.views[name]?.trouble === true);
  const failing = troubled || all(frame, 'metric:').includes(reading.trouble);
  const implied =
    concept(frame, 'ask.why') && all(frame, 'metric:').length === 0 && all(frame, 'family:').length === 0;
  if (!failing && !implied) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [],
    dataset: reading.reason.dataset,
    dimensions: [...reading.reason.dimensions],
    order: [...reading.reason.order],
    limit: has(frame, 'last') ? 1 : 100,
    shape: 'reason',
  };
  return { query, sure: failing ? 1 : 0.9 };
};

const composeLast = (frame: Frame, context: Context, count: number | undefined): Composed | undefined => {
  const { reading, catalog } = context;
  const asksWhen = has(frame, 'ask.when');
  const ordinalLast = has(frame, 'last');
  if (!asksWhen && !(ordinalLast && !frame.times.ranges[0])) return undefined;
  if (timeDimension(frame) !== undefined || has(frame, 'ask.count') || ranked(frame)) return undefined;
  const { metrics } = chooseMetrics(frame, reading);
  const [metric = reading.rows] = metrics;
  const filter = reading.rowFilters[metric];
  if (count !== undefined && count > 1) {
    const filters = [...(filter ? [filter] : []), ...scopeFilters(frame)];
    const query: SemanticQuery = {
      ...scopeOf(frame, filters),
      metrics: [],
      dataset: catalog.mainDataset,
      dimensions: [catalog.mainEntity, reading.rowTime],
      order: descending(reading.rowTime),
      limit: count,
      shape: 'list',
    };
    return { query, sure: 0.95 };
  }
  const instant = (has(frame, 'first') && reading.first[metric]) || reading.last[metric];
  if (instant === undefined) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 1 };
};

const composeOldest = (frame: Frame, context: Context): Composed | undefined => {
  const instant = context.reading.first[context.reading.rows];
  if (!has(frame, 'oldest') || instant === undefined) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 1 };
};

const composeOverTime = (frame: Frame, context: Context): Composed | undefined => {
  const unit =
    timeDimension(frame) ?? (has(frame, 'series') ? 'day' : has(frame, 'busiest') ? 'hour' : undefined);
  if (unit === undefined) return undefined;
  const { metrics, assumed } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  const extreme = ranked(frame) || has(frame, 'busiest');
  const recurring = unit === 'hour' || unit === 'weekday';
  const scope = scopeOf(frame);
  const sure = assumed && !extreme ? 0.9 : 1;
  if (extreme) {
    const order: Order[] = [{ by: metric, direction: direction(frame, context.reading) }];
    return {
      query: {
        ...scope,
        metrics: [metric],
        dimensions: [unit],
        order,
        shape: recurring ? 'distribution' : 'top',
        limit: recurring ? 24 : 5,
      },
      sure,
    };
  }
  const fill = scope.timeRange !== undefined && !recurring;
  const order: Order[] = [{ by: unit, direction: 'asc' }];
  return {
    query: {
      ...scope,
      metrics: [metric],
      dimensions: [unit],
      order,
      ...(fill && { fill }),
      limit: 100,
      shape: recurring ? 'distribution' : 'series',
    },
    sure,
  };
};

/** Rankings and lists of the named things: which, how many each, more than so many. */
const composeGroups = (frame: Frame, context: Context, count: number | undefined): Composed | undefined => {
  const { catalog, reading } = context;
  const limits = bounds(frame, reading);
  const groups = groupDimensions(frame, catalog.mainEntity);
  const aboutEntity = has(frame, 'entity') || concept(frame, `dimension:${catalog.mainEntity}`) !== undefined;
  const listing =
    aboutEntity &&
    (has(frame, 'ask.which') || has(frame, 'group') || (limits.length > 0 && !has(frame, 'row')));
  const counted = limits.filter((bound) => bound.seconds === undefined || aboutEntity);
  const named = names(frame).some((each) => each.dimension === catalog.mainEntity);
  const ranking = ranked(frame) && !named;
  if (!ranking && !listing && groups.length === 0 && counted.length === 0) return undefined;
  if (named && !ranking && groups.length === 0) return undefined;
  const choice = chooseMetrics(frame, reading);
  const [metric = reading.rows] = choice.metrics;
  const dimensions =
    groups.length > 0 && !(aboutEntity && ranking) ? groups.slice(0, 2) : [catalog.mainEntity];
  const durations = new Set(Object.values(reading.families[reading.timing.family] ?? {}));
  const having = havings(counted, metric, durations, reading.timing.metric);
  const counting = metric === reading.rows || metric in reading.rates;
  const present = listing && counting && !ranking && having.length === 0 && has(frame, 'ask.which');
  const every = reading.views['every'];
  if (listing && choice.assumed && !ranking && having.length === 0 && groups.length === 0 && every) {
    return { query: listed(every, frame), sure: 1 };
  }
  const many = has(frame, 'many') && !has(frame, 'single');
  const shape: Shape = ranking ? 'top' : 'list';
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions,
    ...(having.length > 0 && { having }),
    ...(present && { having: [{ metric, operator: '>' as const, value: 0 }] }),
    order: [{ by: metric, direction: ranking ? direction(frame, reading) : 'desc' }],
    limit: ranking ? (count ?? (many ? 5 : 1)) : (count ?? 100),
    shape,
  };
  return { query, sure: choice.assumed && !ranking ? 0.85 : 1 };
};

const countsEntities = (frame: Frame, main: string): boolean => {
  const ask = concept(frame, 'ask.count');
  const entity = concept(frame, 'entity') ?? concept(frame, `dimension:${main}`);
  if (!ask || !entity || entity.start < ask.end) return false;
  const between = frame.concepts.filter((match) => match.start >= ask.end && match.end <= entity.start);
  return between.every(
    (match) => match.tag === 'stop' || match.tag.startsWith('view:') || match.tag === entity.tag,
  );
};

const composeFigure = (frame: Frame, context: Context): Composed => {
  const { reading, catalog } = context;
  const choice = chooseMetrics(frame, reading);
  const [metric = reading.rows] = choice.metrics;
  const limits = bounds(frame, reading);
  const timed = rowBounds(limits, reading.timing.field);
  const filters = [...scopeFilters(frame), ...timed];
  const byTime = timed.length > 0 && metric === reading.timing.metric;
  const metrics = byTime ? [reading.rows] : choice.assumed ? [...reading.overview] : [...choice.metrics];
  const scope = scopeOf(frame, filters);
  if (countsEntities(frame, catalog.mainEntity)) {
    const plain = choice.assumed && frame.times.ranges.length === 0;
    const distinct = reading.distinct[metric];
    if (plain) return { query: { ...scope, metrics: [reading.entities.all], shape: 'figure' }, sure: 1 };
    if (distinct !== undefined)
      return { query: { ...scope, metrics: [distinct, metric], shape: 'figure' }, sure: 1 };
  }
  const yesNo =
    has(frame, 'never') || (has(frame, 'ask.yesno') && !has(frame, 'ask.count', 'ask.which', 'rate'));
  const shape: Shape = yesNo && choice.metrics.length === 1 && metric in reading.rates ? 'boolean' : 'figure';
  const subject = frame.mentions.length > 0 || frame.times.ranges.length > 0;
  const sure = choice.assumed ? (subject ? 0.8 : 0.3) : 1;
  return { query: { ...scope, metrics, shape }, sure, ...(shape === 'boolean' && { yesNo: true }) };
};

/** The first reading that fits, from the most particular to the plain figure. */
export const compose = (frame: Frame, context: Context): Composed => {
  const count = askedCount(frame, bounds(frame, context.reading));
  return (
    composeReason(frame, context) ??
    composeView(frame, context) ??
    composeOldest(frame, context) ??
    composeComparison(frame, context) ??
    composeShare(frame, context) ??
    composePeers(frame, context) ??
    composeOverTime(frame, context) ??
    composeLast(frame, context, count) ??
    composeGroups(frame, context, count) ??
    composeFigure(frame, context)
  );
};
