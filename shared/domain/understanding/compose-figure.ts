import type { SemanticQuery, Shape, TimeRange } from '#shared/contracts/query.ts';
import { bounds, rowBounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, isAmong, rowsFor } from './composing.ts';
import { all, concept, type Frame, has, opensWith } from './frame.ts';
import type { Match } from './phrases.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';

/** Things are counted, not rows: "how many processes", "how many carriers", but for adjectives in between. */
const isCounted = (frame: Frame, thing: Match | undefined): boolean => {
  const ask = concept(frame, 'ask.count');
  // "How many times did the robots fail" counts the times.
  if (!ask || !thing || frame.words.tag(ask.end, 'occasions') > 0) return false;
  // "Processes run today: how many?", "di processi, quanti ne …".
  // "Failed runs of tagged processes: count": the runs are.
  if (
    frame.concepts.some(({ tag, start }) => tag === 'row' && start < thing.start && thing.start < ask.start)
  )
    return false;
  if (thing.start < ask.start)
    return frame.words.tag(ask.end, 'ofThem') > 0 || isLast(frame, ask.end) || isAmong(frame, thing.start);
  const between = frame.concepts.filter((match) => match.start >= ask.end && match.end <= thing.start);
  return between.every(
    ({ tag }) => /^(?:stop|aux|agg\.total|view:|ask\.yesno|many)/.test(tag) || tag === thing.tag,
  );
};

const isLast = (frame: Frame, from: number): boolean =>
  frame.words.tokens.slice(from).every(({ kind }, at) => kind === 'mark' || frame.times.used.has(from + at));

/** The dimension whose things are counted: the one that people name, or another that can be counted. */
const countedThing = (frame: Frame, { catalog, reading }: Context): string | undefined => {
  const main = catalog.mainEntity;
  if (isCounted(frame, concept(frame, 'entity') ?? concept(frame, `dimension:${main}`))) return main;
  return Object.keys(reading.entities).find((each) => isCounted(frame, concept(frame, `dimension:${each}`)));
};

/** "How many carriers were late": those that had any, one by one. */
const thingsWithAny = (metric: string, dimension: string): SemanticQuery => ({
  metrics: [metric],
  dimensions: [dimension],
  having: [{ metric, operator: '>', value: 0 }],
  order: [{ by: metric, direction: 'desc' }],
  limit: 100,
  shape: 'list',
});

const QUANTITY = ['ask.count', 'ask.which', 'ask.when', 'ask.why', 'rate', 'share', 'compare.ask'];

/** "Did it fail?", "è mai partito?": yes or no, then the figure. */
const asksWhether = (frame: Frame, metric: string, context: Context): boolean => {
  const counts = metric in context.reading.rates || metric === rowsFor(context, metric);
  if (!counts || has(frame, ...QUANTITY)) return false;
  if (has(frame, 'never') || opensWith(frame, 'ask.yesno')) return true;
  const said = frame.concepts.find((match) => match.tag === `metric:${metric}` || match.tag === 'row');
  const verb = frame.concepts.findLast((match) => match.tag === 'aux' && match.end <= (said?.start ?? 0));
  const question = frame.words.mark(frame.words.tokens.length - 1, '?');
  return question && said !== undefined && verb !== undefined && said.start - verb.end <= 1;
};

/** "Is everything ok?" is not answered by successes alone: what went wrong is told too. */
const isGoodNews = (metric: string, { reading }: Context): boolean =>
  metric === reading.opposites[reading.trouble];

/** "Did the eight o'clock report run?" is about today's. */
const todayAt = (frame: Frame): TimeRange | undefined => {
  const { windows, ranges, all: ever, recent, now } = frame.times;
  if (ranges.length > 0 || ever || windows.length === 0 || has(frame, 'never')) return undefined;
  return windows.every(({ clock }) => clock) ? { from: recent[0].to, to: now } : undefined;
};

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
  const metrics = byTime
    ? [rowsFor(context, metric)]
    : choice.assumed
      ? [...reading.overview]
      : [...choice.metrics];
  const whether = asksWhether(frame, metric, context) && choice.metrics.length === 1;
  const today = whether ? todayAt(frame) : undefined;
  const scope = { ...scopeOf(frame, filters), ...(today && { timeRange: today }) };
  const thing = countedThing(frame, context);
  if (thing !== undefined) {
    const plain = choice.assumed && frame.times.ranges.length === 0;
    const distinct = thing === catalog.mainEntity ? reading.distinct[metric] : undefined;
    const total = reading.entities[thing];
    if (plain && total !== undefined)
      return { query: { ...scope, metrics: [total], shape: 'figure' }, sure: 1 };
    if (distinct !== undefined)
      return { query: { ...scope, metrics: [distinct, metric], shape: 'figure' }, sure: 1 };
    if (thing !== catalog.mainEntity)
      return { query: { ...scope, ...thingsWithAny(metric, thing) }, sure: 0.95 };
  }
  const shape: Shape = whether ? 'boolean' : 'figure';
  // "What temperature is it in the cells": what is asked of the name is not known.
  const [what, named] = [concept(frame, 'ask.what'), frame.mentions[0]];
  if (choice.assumed && what && named && what.end === named.start)
    return { query: { ...scope, metrics, shape: 'figure' }, sure: 0.3 };
  const subject = frame.mentions.length > 0 || frame.times.ranges.length > 0;
  // A name and words that nothing explains: what is asked of it is not known.
  const vague = frame.unknown.length > 0 && frame.mentions.every((mention) => mention.score < 0.75);
  const counted = has(frame, 'ask.count') && all(frame, 'value:').length > 0;
  const sure = choice.assumed && !counted ? (subject ? (vague ? 0.4 : 0.8) : 0.3) : 1;
  return { query: { ...scope, metrics, shape }, sure, ...(shape === 'boolean' && { yesNo: true }) };
};

/** Why is asked, and this data holds no reasons. */
export const reasonUnknown = (frame: Frame, { reading }: Context): boolean =>
  has(frame, 'ask.why') && reading.reason === undefined;

export const composeReason = (frame: Frame, context: Context): Composed | undefined => {
  if (!has(frame, 'ask.why')) return undefined;
  const { reading } = context;
  if (!reading.reason) return undefined;
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
