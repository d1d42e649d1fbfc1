import type { Reading } from '#shared/contracts/grammar.ts';
import type { Order, SemanticQuery } from '#shared/contracts/query.ts';
import { namesThing } from './absent-rows.ts';
import { bounds, havings } from './bounds.ts';
import { asksShare, chooseMetrics } from './choose-metric.ts';
import {
  asksUnits,
  countedUnit,
  habitualDays,
  habitualUnit,
  listedUnit,
  rankedUnit,
  rankedWhen,
  ranksWeekends,
  spreadUnit,
} from './calendar-unit.ts';
import { asksBothEnds, asksMoment, type Composed, type Context, ranked, direction, timeDimension } from './composing.ts';
import { datedRows, latestRows } from './compose-rows.ts';
import { deniedMetric, withoutAny } from './denied.ts';
import { lasts } from './families.ts';
import { all, concept, type Frame, has, names, saysNoTime, speaksOf } from './frame.ts';
import { asksFirstThing, countsFirst, endOfKind, endOfRows } from './first-of-kind.ts';
import { lastThing, whatDid } from './last-thing.ts';
import { alsoSplitBy, eachThing, groupDimensions } from './group-dimensions.ts';
import { isUnit, sortedThings, splitBy } from './split-by.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';
import { boundsRows, timesOf } from './timed-by.ts';

const DAY_MS = 86_400_000;
/** No more points than that are shown. */
const MOST_DAYS = 100;

/** The points of a series of which no unit was said. */
const seriesUnit = ({ times: { ranges } }: Frame): string => {
  const range = ranges[0]?.range;
  if (!range) return 'week';
  return (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS > MOST_DAYS ? 'month' : 'day';
};

/** "A chart of failures per area": a picture of what is split, and not along time. */
const drawsGroups = (frame: Frame): boolean =>
  all(frame, 'dimension:').length > 0 &&
  frame.concepts.every(({ tag, start }) => tag !== 'series' || frame.words.tag(start, 'picture') > 0);

/** "On an average Monday". */
const ofUsualDay = ({ words }: Frame): boolean =>
  words.matches.some(
    ({ tag, end }) => tag === 'time.usualDay' && words.prefixed(end, 'weekday.') !== undefined,
  );

const asksMean = (frame: Frame): boolean => has(frame, 'agg.mean') || ofUsualDay(frame);

/** "On which day was the longest run": the unit is asked for, by what took longest in it. */
const longestUnit = (frame: Frame): boolean =>
  lasts(frame) &&
  frame.concepts.some(
    ({ tag, start, end }) =>
      tag.startsWith('per.') &&
      frame.words.matches.some(
        (ask) => /^ask\.(?:when|which)$/.test(ask.tag) && ask.start >= start && ask.end <= end,
      ),
  );

/** "On average how many runs", "the mean number of failures on Sundays": a day. */
const averagedUnit = (frame: Frame, reading: Reading): string | undefined => {
  const { metrics, assumed } = chooseMetrics(frame, reading);
  const counts = metrics.length === 1 && metrics.some((metric) => metric in reading.last);
  const apart = speaksOf(frame, 'entity') || all(frame, 'dimension:').length > 0;
  return asksMean(frame) && counts && !assumed && !apart ? 'day' : undefined;
};

/** "The worst process of each month", "which weekday is worst for each area": a ranking inside of every one of them. */
const rankedInside = (frame: Frame, context: Context, unit: string): [string, string] | undefined => {
  const { mainEntity } = context.catalog;
  const each = splitBy(frame);
  const [group] = groupDimensions(frame, mainEntity);
  const thing = group ?? (speaksOf(frame, 'entity') && !namesThing(frame) ? mainEntity : undefined);
  if (thing === undefined || each.length !== 1) return undefined;
  // "Per day" says how often, "each day" of every one of them.
  if (each[0] === unit) return speaksOf(frame, 'everyUnit') ? [unit, thing] : undefined;
  return each[0] === thing && speaksOf(frame, 'ofEach') ? [thing, unit] : undefined;
};

/** "Which process runs most per day": the thing is asked for, and no day. */
const ranksThing = ({ words, concepts }: Frame): boolean => {
  const asked = (start: number, end: number, what: RegExp): boolean =>
    words.matches.some(({ tag, start: at }) => what.test(tag) && at >= start && at <= end);
  const thing = concepts.some(
    ({ tag, start, end }) =>
      /^(?:ask\.which|single)$/.test(tag) && asked(start, end, /^(?:entity$|dimension:)/),
  );
  const units = concepts.filter(({ tag }) => tag.startsWith('per.'));
  return thing && units.length > 0 && units.every(({ start, end }) => !asked(start, end - 1, /^ask\./));
};

/** "The share of runs", "percentage of runs"; a "run rate" is none. */
const asksParts = (frame: Frame): boolean =>
  asksShare(frame) ||
  frame.concepts.some(({ tag, end }) => tag === 'rate' && frame.words.tag(end, 'partOf') > 0);

/** Saturdays and Sundays: both are of one week. */
const ofWeekends = (frame: Frame): Partial<SemanticQuery> => {
  const others = scopeFilters(frame).filter((filter) => !('field' in filter && filter.field === 'weekday'));
  return scopeOf(frame, [...others, { field: 'weekday', operator: 'in', values: [6, 7] }]);
};

export const composeOverTime = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { reading } = context;
  const { metrics, assumed } = chooseMetrics(frame, reading);
  const [metric = reading.rows] = metrics;
  const ofUnits = timesOf(context).has(metric) && !boundsRows(frame);
  const limits = bounds(frame, reading).filter(({ seconds }) => seconds === undefined || ofUnits);
  const denied = deniedMetric(frame, reading);
  const listed = listedUnit(frame, limits, denied !== undefined);
  const weekends = timeDimension(frame) === undefined && ranksWeekends(frame);
  const sorted = [sortedThings(frame) ?? ''].find(isUnit);
  const unit =
    sorted ??
    (weekends ? 'week' : timeDimension(frame)) ??
    habitualDays(frame) ??
    spreadUnit(frame) ??
    countedUnit(frame) ??
    rankedUnit(frame) ??
    listed ??
    habitualUnit(frame) ??
    rankedWhen(frame, reading) ??
    (has(frame, 'series') && !drawsGroups(frame)
      ? seriesUnit(frame)
      : has(frame, 'busiest') && all(frame, 'family:').length === 0
        ? 'hour'
        : averagedUnit(frame, reading));
  if (unit === undefined) return undefined;
  const extreme = ranked(frame) || has(frame, 'busiest') || longestUnit(frame);
  const recurring = unit === 'hour' || unit === 'weekday';
  const scope = weekends ? ofWeekends(frame) : scopeOf(frame);
  const sure = assumed && !extreme ? 0.9 : 1;
  const within = extreme ? rankedInside(frame, context, unit) : undefined;
  if (within) {
    const [outer] = within;
    const order: Order[] = [
      { by: outer, direction: 'asc' },
      { by: metric, direction: direction(frame, context, metric) },
    ];
    return {
      query: { ...scope, metrics: [metric], dimensions: within, order, limit: 100, shape: 'list' },
      sure: 0.92,
    };
  }
  if (extreme && ranksThing(frame)) return undefined;
  const both = extreme && asksBothEnds(frame, context);
  if (both || (sorted !== undefined && !extreme)) {
    const order: Order[] = [{ by: metric, direction: both ? direction(frame, context, metric) : 'desc' }];
    return {
      query: { ...scope, metrics: [metric], dimensions: [unit], order, limit: 100, shape: 'list' },
      sure,
    };
  }
  if (extreme) {
    const order: Order[] = [{ by: metric, direction: direction(frame, context, metric) }];
    return {
      query: {
        ...scope,
        metrics: [metric],
        dimensions: [unit],
        order,
        shape: 'top',
        limit: count ?? (asksUnits(frame) && !has(frame, 'single') ? 5 : 1),
      },
      sure,
    };
  }
  // "When did we last have a day without failures."
  const latest = denied !== undefined && has(frame, 'last') && has(frame, 'ask.when');
  if (denied !== undefined && (latest || (listed ?? countedUnit(frame)) !== undefined)) {
    const order: Order[] = [{ by: unit, direction: latest ? 'desc' : 'asc' }];
    return {
      query: {
        ...scope,
        ...withoutAny(context, denied),
        dimensions: [unit],
        order,
        limit: latest ? 1 : 100,
        shape: 'list',
      },
      sure: 0.9,
    };
  }
  if (limits.length > 0 || (listed !== undefined && listed === unit && !recurring)) {
    const said = havings(limits, metric, timesOf(context), reading.timing.metric);
    const having = said.length > 0 ? said : [{ metric, operator: '>' as const, value: 0 }];
    const order: Order[] = [{ by: unit, direction: 'asc' }];
    return {
      query: { ...scope, metrics: [metric], dimensions: [unit], having, order, limit: 100, shape: 'list' },
      sure: 0.95,
    };
  }
  if (countedUnit(frame) !== undefined) {
    const having = [{ metric, operator: '>' as const, value: 0 }];
    const order: Order[] = [{ by: unit, direction: 'asc' }];
    return {
      query: { ...scope, metrics: [metric], dimensions: [unit], having, order, limit: 100, shape: 'list' },
      sure: 0.8,
    };
  }
  const more = alsoSplitBy(frame, context.catalog.mainEntity);
  // "The share of each month": every unit beside the whole.
  const additive = context.catalog.metrics.find(({ name }) => name === metric)?.additive === true;
  const shares = additive && asksParts(frame) && metrics.length === 1;
  const fill = scope.timeRange !== undefined && !recurring && more.length === 0;
  const order: Order[] = [{ by: unit, direction: 'asc' }];
  return {
    query: {
      ...scope,
      metrics: [...metrics],
      dimensions: [unit, ...more],
      ...(shares && {
        comparison: { kind: 'whole' as const, ...(scope.filters && { filters: scope.filters }) },
      }),
      order,
      ...(fill && { fill }),
      limit: 100,
      shape: recurring ? 'distribution' : 'series',
    },
    sure,
    // "On average how many a day": the mean of the buckets is asked for.
    ...(asksMean(frame) && metric in reading.last && { average: true }),
  };
};

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
  const alone = asked && !asksRow(frame) && frame.mentions.length === 0;
  const thing = (asked && lastThing(frame)) || whatDid(frame, reading);
  const which = alone || (thing && !namesThing(frame));
  const many = count ?? (has(frame, 'lastMany') ? 5 : which ? 1 : undefined);
  const apart = eachOf(frame, context).length > 0;
  const first = firstThing || has(frame, 'first') || countsFirst(frame, reading);
  // "When did the last three failures happen": each of them.
  const several = count !== undefined && count > 1 && countsLast(frame);
  if (many !== undefined && (many > 1 || which) && !first && !apart && (!asksWhen || several)) {
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
