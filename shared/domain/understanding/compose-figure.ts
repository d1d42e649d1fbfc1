import type { SemanticQuery, Shape } from '#shared/contracts/query.ts';
import { bounds, rowBounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context } from './composing.ts';
import { all, concept, type Frame, has, opensWith } from './frame.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';

const countsEntities = (frame: Frame, main: string): boolean => {
  const ask = concept(frame, 'ask.count');
  const entity = concept(frame, 'entity') ?? concept(frame, `dimension:${main}`);
  if (!ask || !entity || entity.start < ask.end) return false;
  const between = frame.concepts.filter((match) => match.start >= ask.end && match.end <= entity.start);
  return between.every(
    (match) => match.tag === 'stop' || match.tag.startsWith('view:') || match.tag === entity.tag,
  );
};

const QUANTITY = ['ask.count', 'ask.which', 'ask.when', 'ask.why', 'rate', 'share', 'compare.ask'];

/** "Did it fail?", "è mai partito?": yes or no, then the figure. */
const asksWhether = (frame: Frame, metric: string, { reading }: Context): boolean => {
  if (!(metric in reading.rates || metric === reading.rows) || has(frame, ...QUANTITY)) return false;
  if (has(frame, 'never') || opensWith(frame, 'ask.yesno')) return true;
  const said = frame.concepts.find((match) => match.tag === `metric:${metric}` || match.tag === 'row');
  const verb = frame.concepts.findLast((match) => match.tag === 'aux' && match.end <= (said?.start ?? 0));
  const question = frame.words.mark(frame.words.tokens.length - 1, '?');
  return question && said !== undefined && verb !== undefined && said.start - verb.end <= 1;
};

/** "Is everything ok?" is not answered by successes alone: what went wrong is told too. */
const isGoodNews = (metric: string, { reading }: Context): boolean =>
  metric === reading.opposites[reading.trouble];

export const composeFigure = (frame: Frame, context: Context): Composed => {
  const { reading, catalog } = context;
  const choice = chooseMetrics(frame, reading);
  const [metric = reading.rows] = choice.metrics;
  if (
    (has(frame, 'overview') && choice.assumed) ||
    (asksWhether(frame, metric, context) && isGoodNews(metric, context) && !has(frame, 'never'))
  ) {
    return { query: { ...scopeOf(frame), metrics: [...reading.overview], shape: 'figure' }, sure: 0.95 };
  }
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
  const shape: Shape =
    asksWhether(frame, metric, context) && choice.metrics.length === 1 ? 'boolean' : 'figure';
  const subject = frame.mentions.length > 0 || frame.times.ranges.length > 0;
  const sure = choice.assumed ? (subject ? 0.8 : 0.3) : 1;
  return { query: { ...scope, metrics, shape }, sure, ...(shape === 'boolean' && { yesNo: true }) };
};

export const composeReason = (frame: Frame, context: Context): Composed | undefined => {
  if (!has(frame, 'ask.why')) return undefined;
  const { reading } = context;
  const troubled = all(frame, 'view:').some((name) => reading.views[name]?.trouble === true);
  const failing = troubled || chooseMetrics(frame, reading).metrics.includes(reading.trouble);
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
