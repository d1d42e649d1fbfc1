import type { SemanticQuery } from '#shared/contracts/query.ts';
import { asksShare, chooseMetrics, isPartOf } from './choose-metric.ts';
import { bounds, rowBounds } from './bounds.ts';
import { type Composed, type Context, rowsFor } from './composing.ts';
import { enumerated } from './enumerated.ts';
import { namesThing } from './absent-rows.ts';
import { all, type Frame, has, outcomesIn, speaksOf } from './frame.ts';
import { allOf, scopeFilters, scopeOf } from './scope-filters.ts';
import { shareOfThings, wholeWithin } from './share-whole.ts';
import { isUnit, splitBy } from './split-by.ts';
import type { Match } from './phrases.ts';
import { timedBy } from './timed-by.ts';

/** A part and its whole side by side, of each group where it is split. */
const besides = (frame: Frame, metrics: readonly string[], split: readonly string[]): Composed => {
  const unit = split.find(isUnit);
  const by = unit === undefined ? { by: metrics[0] ?? '', direction: 'desc' as const } : undefined;
  const order = [by ?? { by: unit ?? '', direction: 'asc' as const }];
  const parts = split.length > 0 && { dimensions: split.slice(0, 2), order, limit: 100 };
  const shape = unit !== undefined ? 'series' : split.length > 0 ? 'list' : 'figure';
  return { query: { ...scopeOf(frame), metrics: [...metrics], ...parts, shape }, sure: 0.9 };
};

/** "What part of the failures was recovered": a metric that is a part of another. */
const partOfMetric = (frame: Frame, { reading }: Context): Composed | undefined => {
  const part = all(frame, 'metric:').find((metric) => reading.narrower?.[metric] !== undefined);
  const wider = part === undefined ? undefined : reading.narrower?.[part];
  const filter = part === undefined ? undefined : reading.rowFilters[part];
  if (part === undefined || !wider || !filter || enumerated(frame, reading).length > 1) return undefined;
  // "Percentuale di fallimenti recuperati": what reads as a rate of the wider one.
  if (!asksShare(frame) && !has(frame, 'rate', `metric:${reading.rates[wider]}`)) return undefined;
  // The whole is of everybody: of one area both figures are told.
  const split = splitBy(frame);
  if (split.length > 0 || scopeFilters(frame).length > 0 || all(frame, 'dimension:').length > 0)
    return besides(frame, [part, wider], split);
  const scope = scopeOf(frame, [filter]);
  return { query: { ...scope, metrics: [wider], comparison: { kind: 'whole' }, shape: 'share' }, sure: 0.97 };
};

/** "Cancelled runs as a percentage of all runs": of what, is said behind. */
const isRated = ({ concepts }: Frame, rows: Match): boolean =>
  concepts.some(({ tag, start }) => tag === 'rate' && start === rows.end);

/** "What share of the sales runs was cancelled": of those runs, where no rate says it. */
const partOfRows = (frame: Frame, context: Context): Composed | undefined => {
  const { reading } = context;
  const ended = outcomesIn(frame, reading.outcomes).at(-1);
  const metric = ended?.tag.replace('metric:', '') ?? '';
  const filter = reading.rowFilters[metric];
  const rows = frame.concepts.find(({ tag }) => tag === 'row');
  const rated = metric in reading.rates || reading.wholes?.includes(metric) === true;
  const asked = asksShare(frame) || has(frame, 'rate');
  const joined =
    ended && rows && (rows.end <= ended.start || (rows.start === ended.end && isRated(frame, rows)));
  if (!joined || !filter || rated || !asked) return undefined;
  const split = splitBy(frame);
  if (split.length > 0) return besides(frame, [metric, reading.rows], split);
  if (all(frame, 'dimension:').length > 0 && !namesThing(frame)) return undefined;
  const scope = scopeFilters(frame);
  const whole = allOf(scope);
  const query: SemanticQuery = {
    ...scopeOf(frame, [filter, ...scope]),
    metrics: [reading.rows],
    comparison: { kind: 'whole', ...(whole && { filters: whole }) },
    shape: 'share',
  };
  return { query, sure: 0.95 };
};

/** "The percentage of manual runs by area": each area with all ways of starting, of which any part can be told. */
const statesOfGroups = (frame: Frame, context: Context): Composed | undefined => {
  const [state, ...others] = frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  const [part] = splitBy(frame);
  if (!state || others.some(({ tag }) => tag !== state.tag) || part === undefined) return undefined;
  if (!asksShare(frame) && !has(frame, 'rate')) return undefined;
  const [field = ''] = state.tag.slice('value:'.length).split('=');
  const { metrics } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  const every = { ...frame, concepts: frame.concepts.filter(({ tag }) => tag !== state.tag) };
  const query: SemanticQuery = {
    ...scopeOf(every),
    metrics: [metric],
    dimensions: [part, field],
    order: [{ by: metric, direction: 'desc' }],
    limit: 100,
    shape: 'list',
  };
  return metric === context.reading.rows && part !== field ? { query, sure: 0.85 } : undefined;
};

export const composeShare = (frame: Frame, context: Context): Composed | undefined => {
  const part =
    partOfMetric(frame, context) ??
    shareOfThings(frame, context) ??
    partOfRows(frame, context) ??
    statesOfGroups(frame, context);
  if (part) return part;
  const rated = Object.keys(context.reading.rates).some((metric) => has(frame, `metric:${metric}`));
  const parted = asksShare(frame) || isPartOf(frame, context.reading);
  const time = timedBy(frame, context);
  const limits = rowBounds(bounds(frame, context.reading), time.field);
  const asked = parted || (has(frame, 'rate') && !rated && (has(frame, 'row') || limits.length > 0));
  const filters = [...scopeFilters(frame), ...limits];
  // "The share of the failures by process in sales": a list.
  if (!asked || filters.length === 0 || splitBy(frame).length > 0) return undefined;
  // "Which process has the largest share of the failures in sales": a ranking.
  const things = speaksOf(frame, 'entity') && !namesThing(frame);
  if (things && has(frame, 'order.most', 'order.least') && has(frame, 'single', 'ask.which'))
    return undefined;
  const { metrics, assumed } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  // "Which processes belong to sales" wants the processes.
  if (assumed && has(frame, 'ask.which', 'ask.list') && has(frame, 'entity')) return undefined;
  const additive = context.catalog.metrics.find((each) => each.name === metric)?.additive ?? false;
  if (!additive && !(limits.length > 0 && metric === time.metric)) return undefined;
  const byTime = limits.length > 0 && metric === time.metric;
  // "What share of the tracking took over ten minutes": of the tracking, the length tells the part.
  const lengths = bounds(frame, context.reading).filter(({ seconds }) => seconds !== undefined);
  const partIsLength =
    limits.length > 0 && frame.mentions.every((each) => lengths.every(({ start }) => each.start < start));
  const within = partIsLength ? allOf(scopeFilters(frame)) : wholeWithin(frame);
  const query: SemanticQuery = {
    ...scopeOf(frame, filters),
    metrics: [byTime ? rowsFor(context, metric) : metric],
    comparison: { kind: 'whole', ...(within && { filters: within }) },
    shape: 'share',
  };
  return { query, sure: 1 };
};
