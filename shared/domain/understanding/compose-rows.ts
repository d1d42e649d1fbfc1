import type { SemanticQuery } from '#shared/contracts/query.ts';
import { bounds, rowBounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, direction, homeOf, isAmong, ranked } from './composing.ts';
import { namesThing } from './absent-rows.ts';
import { all, type Frame, has, names, speaksOf } from './frame.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';
import { timedBy } from './timed-by.ts';

/** The rows that a metric is computed over, by their time: whose each is, when, and what else is wanted. */
export const datedRows = (
  context: Context,
  metric: string,
  towards: 'asc' | 'desc',
  more: readonly string[] = [],
): Pick<SemanticQuery, 'metrics' | 'dataset' | 'dimensions' | 'order'> => {
  const { dataset, time } = homeOf(context, metric);
  const when = time === undefined ? [] : [time];
  return {
    metrics: [],
    dataset,
    dimensions: [context.catalog.mainEntity, ...when, ...more],
    ...(time !== undefined && { order: [{ by: time, direction: towards }] }),
  };
};

/** The latest rows that a metric counts: "last 5 failures", "which process failed last?". */
export const latestRows = (
  frame: Frame,
  context: Context,
  metric: string,
  count: number,
  towards: 'asc' | 'desc' = 'desc',
): Composed => {
  const filter = context.reading.rowFilters[metric];
  const timed = rowBounds(bounds(frame, context.reading), timedBy(frame, context).field);
  const filters = [...(filter ? [filter] : []), ...timed, ...scopeFilters(frame)];
  const query: SemanticQuery = {
    ...scopeOf(frame, filters),
    ...datedRows(context, metric, towards),
    limit: count,
    shape: 'list',
  };
  return { query, sure: 0.95 };
};

const ALL_ROWS = 100;
/** "The longest runs", with no number said. */
const SOME_ROWS = 5;

/** "The longest", "the slowest": the one, or those, that took most or least. */
const asksExtreme = (frame: Frame, { reading }: Context): boolean =>
  has(frame, 'agg.max', 'agg.min') ||
  all(frame, 'superlative:').some((each) => reading.superlatives[each]?.metric === reading.timing.metric);

/** Rows by what they took: "the 3 longest runs", "runs of over an hour, longest first". */
export const composeMeasuredRows = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { metric, field, ended } = timedBy(frame, context);
  // No figure holds the longest wait: its row does.
  const held = metric === context.reading.timing.metric;
  const several =
    (count ?? 1) > 1 ||
    frame.words.tokens.some((_, at) => frame.words.tag(at, 'rows.many') > 0 && !isAmong(frame, at));
  const limits = rowBounds(bounds(frame, context.reading), field);
  const named = namesThing(frame);
  const things =
    (speaksOf(frame, 'entity') && !named) ||
    has(frame, 'ask.count') ||
    all(frame, 'dimension:').some((each) => !named || each !== context.catalog.mainEntity);
  // "When was the longest one?": its row knows.
  const when = has(frame, 'ask.when') && (named || speaksOf(frame, 'row')) && !has(frame, 'agg.mean');
  if (!asksExtreme(frame, context) || things || (held && !when && !speaksOf(frame, 'row'))) return undefined;
  if (held && !when && !several && limits.length === 0) return undefined;
  const towards = has(frame, 'agg.min') || direction(frame, context, metric) === 'asc' ? 'asc' : 'desc';
  const query: SemanticQuery = {
    ...scopeOf(frame, [...(ended ? [ended] : []), ...limits, ...scopeFilters(frame)]),
    ...datedRows(context, metric, towards, [field]),
    order: [{ by: field, direction: towards }],
    limit: limits.length > 0 ? ALL_ROWS : (count ?? (several ? SOME_ROWS : 1)),
    shape: 'list',
  };
  return { query, sure: 0.95 };
};

/** "List the failed runs of yesterday": the rows one by one, the latest first. */
export const composeRows = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const outcome = Object.keys(context.reading.rowFilters).some((metric) => has(frame, `metric:${metric}`));
  const limited = rowBounds(bounds(frame, context.reading), timedBy(frame, context).field).length > 0;
  // "Tell me yesterday's errors in detail."
  const inDetail = speaksOf(frame, 'detail') && !has(frame, 'last', 'first');
  const noun = frame.concepts.some(({ tag, start }) => tag === 'row' && frame.words.tag(start, 'anchor') > 0);
  const which = noun && has(frame, 'ask.which', 'ask.enumerate');
  const asked = which || (limited && has(frame, 'row') && !has(frame, 'ask.yesno'));
  const listed =
    asked ||
    (has(frame, 'ask.list') && has(frame, 'row')) ||
    ((has(frame, 'ask.enumerate', 'ask.list') || inDetail) && outcome);
  const bounded = !limited && has(frame, 'having.gt', 'having.ge', 'having.lt', 'having.le');
  const grouped =
    bounded ||
    has(frame, 'ask.count', 'rate', 'share') ||
    // "Failed runs of the returns process": one thing, whose rows are wanted.
    (has(frame, 'entity') && !(has(frame, 'row') && namesThing(frame))) ||
    (has(frame, 'each') && !has(frame, 'ask.enumerate')) ||
    ranked(frame) ||
    asksExtreme(frame, context);
  if (
    !listed ||
    grouped ||
    // "The returns process", "the tag clienti": the noun of a name groups nothing.
    all(frame, 'dimension:').some((each) => !names(frame).some(({ dimension }) => dimension === each)) ||
    (!limited && all(frame, 'family:').length > 0)
  )
    return undefined;
  const { metrics } = chooseMetrics(frame, context.reading);
  return latestRows(
    frame,
    context,
    metrics[0] ?? context.reading.rows,
    limited ? ALL_ROWS : (count ?? ALL_ROWS),
  );
};
