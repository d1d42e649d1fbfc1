import type { SemanticQuery } from '#shared/contracts/query.ts';
import { namesThing } from './absent-rows.ts';
import { chooseMetrics } from './choose-metric.ts';
import { asksMoment, type Composed, type Context, ranked, timeDimension } from './composing.ts';
import { datedRows, latestRows } from './compose-rows.ts';
import { all, concept, type Frame, has, names, saysNoTime, speaksOf } from './frame.ts';
import { asksFirstThing, countsFirst, endOfKind, endOfRows } from './first-of-kind.ts';
import { asksWhichThing, lastThing, whatDid } from './last-thing.ts';
import { eachThing, groupDimensions } from './group-dimensions.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';

/** "How long did the last one take?": the latest rows with their measure. */
const lastMeasured = (frame: Frame, context: Context, count: number): Composed => {
  const { metric, field, ended } = context.reading.timing;
  const query: SemanticQuery = {
    ...scopeOf(frame, [ended, ...scopeFilters(frame)]),
    ...datedRows(context, metric, 'desc', [field]),
    limit: count,
    shape: 'list',
  };
  return { query, sure: 0.93 };
};

/** "The last failure of each process", "for every area". */
const eachOf = (frame: Frame, { catalog }: Context): string[] => {
  const meant = names(frame);
  // "List the processes of sales with the date of their last run."
  const things = concept(frame, 'entity');
  const listed =
    has(frame, 'ask.list', 'ask.enumerate') &&
    !has(frame, 'lastMany') &&
    frame.concepts.some(({ tag, start }) => tag === 'many' && start === things?.start) &&
    frame.concepts.some(({ tag, start }) => tag === 'last' && start > (things?.start ?? start));
  const groups = [
    ...groupDimensions(frame, catalog.mainEntity),
    ...(eachThing(frame) || listed ? [catalog.mainEntity] : []),
  ];
  return has(frame, 'group') || listed
    ? groups.filter((each) => !meant.some(({ dimension }) => dimension === each))
    : [];
};

/** "Which was the last run" is about a run, "which process ran last" about a process. */
const asksRow = (frame: Frame): boolean =>
  !lastThing(frame) &&
  !asksWhichThing(frame) &&
  frame.concepts.some(
    ({ tag, start }) => tag === 'row' && (frame.words.tag(start, 'anchor') > 0 || !speaksOf(frame, 'entity')),
  );

/** "The last three", "the three most recent": the number stands beside the word. */
export const countsLast = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      tag === 'last' && (words.number(end) !== undefined || words.number(start - 1) !== undefined),
  );

/** "How long did the backup take", "quanto ci ha messo il backup": once, and that was the last time. */
const tookOnce = (frame: Frame): boolean =>
  speaksOf(frame, 'took') &&
  saysNoTime(frame) &&
  names(frame).length === 1 &&
  namesThing(frame) &&
  all(frame, 'agg.').length + all(frame, 'metric:').length + all(frame, 'value:').length === 0 &&
  !has(frame, 'ask.which', 'entity', 'never', 'compare', 'compare.ask', 'having.gt', 'having.lt');

export const composeLast = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { reading } = context;
  const asksWhen = has(frame, 'ask.when') || asksMoment(frame);
  const firstThing = asksFirstThing(frame, reading);
  const ordinalLast = firstThing || has(frame, 'last', 'first') || countsFirst(frame, reading);
  // "The last three failures of this month".
  const counted = countsLast(frame) && (count ?? 1) > 1;
  const open =
    !frame.times.ranges[0] || counted || firstThing || endOfKind(frame, reading) || endOfRows(frame);
  const once = tookOnce(frame);
  if (!asksWhen && !once && !(ordinalLast && open)) return undefined;
  if (timeDimension(frame) !== undefined || ranked(frame)) return undefined;
  const { metrics } = chooseMetrics(frame, reading);
  const twice = frame.concepts.filter(({ tag }) => tag === 'last').length > 1;
  const named = [...(twice && has(frame, 'row') ? [reading.rows] : []), ...metrics];
  const metric = metrics.find((each) => each in reading.last) ?? metrics[0] ?? reading.rows;
  if (metric === reading.timing.metric && (ordinalLast || once))
    return lastMeasured(frame, context, count ?? 1);
  if (has(frame, 'ask.count')) return undefined;
  const asked = has(frame, 'ask.which', 'single', 'entity') || (lastThing(frame) && has(frame, 'ask.what'));
  // "Which one was the last failure in the warehouse?"
  const which = has(frame, 'ask.which', 'single') && !has(frame, 'entity', 'ask.list') && !namesThing(frame);
  const alone = asked && !asksRow(frame) && (frame.mentions.length === 0 || which);
  const thing = (asked && lastThing(frame)) || whatDid(frame, reading);
  const whichThing = alone || (thing && !namesThing(frame));
  const many = count ?? (has(frame, 'lastMany') ? 5 : whichThing ? 1 : undefined);
  const apart = eachOf(frame, context).length > 0;
  const first = firstThing || has(frame, 'first') || countsFirst(frame, reading);
  // "When did the last three failures happen": each of them.
  const several = count !== undefined && count > 1 && countsLast(frame);
  if (many !== undefined && (many > 1 || whichThing) && !first && !apart && (!asksWhen || several)) {
    return latestRows(frame, context, metric, many);
  }
  // No metric holds the first one of this kind: the earliest row does.
  if (first && (firstThing || reading.first[metric] === undefined))
    return latestRows(frame, context, metric, count ?? 1, 'asc');
  const instant = first ? reading.first[metric] : reading.last[metric];
  // The last time that something was cancelled: no figure holds it, its row does.
  if (instant === undefined && (has(frame, 'last') || asksWhen) && reading.rowFilters[metric] !== undefined)
    return latestRows(frame, context, metric, count ?? 1);
  if (instant === undefined) return undefined;
  const dimensions = eachOf(frame, context);
  if (dimensions.length > 0)
    return {
      query: {
        ...scopeOf(frame),
        metrics: [instant],
        dimensions,
        order: [{ by: instant, direction: first ? 'asc' : 'desc' }],
        limit: 100,
        shape: 'list',
      },
      sure: 0.95,
    };
  // "The last success and the last failure."
  const both = first ? [] : [...new Set(named.flatMap((each) => reading.last[each] ?? []))];
  return {
    query: { ...scopeOf(frame), metrics: both.length > 1 ? both : [instant], shape: 'last' },
    sure: 1,
  };
};

export const composeOldest = (frame: Frame, context: Context): Composed | undefined => {
  const instant = context.reading.first[context.reading.rows];
  if (!has(frame, 'oldest') || instant === undefined) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 1 };
};
