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
import {
  asksBothEnds,
  busiestGroup,
  type Composed,
  type Context,
  ranked,
  direction,
  timeDimension,
} from './composing.ts';
import { deniedMetric, withoutAny } from './denied.ts';
import { lasts } from './families.ts';
import { all, type Frame, has, speaksOf } from './frame.ts';
import { firstOfEach } from './first-of-each.ts';
import { alsoSplitBy, groupDimensions } from './group-dimensions.ts';
import { isUnit, sortedThings, splitBy } from './split-by.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';
import { boundsRows, timesOf } from './timed-by.ts';

const DAY_MS = 86_400_000;
/** No more points than that are shown. */
const MOST_DAYS = 100;

const MONTHS_NAMED = 3;

/** The points of a series of which no unit was said. "August, September and October": the months. */
const seriesUnit = ({ times: { ranges }, words }: Frame): string => {
  const [said] = ranges;
  if (!said) return 'week';
  const { range } = said;
  const months = words.tokens.filter(
    (_, at) => at >= said.start && at < said.end && words.prefixed(at, 'month.') !== undefined,
  );
  if (months.length >= MONTHS_NAMED) return 'month';
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
  // "The worst day of each week".
  const other = rankedUnit(frame);
  const finer = other === unit ? undefined : other;
  const thing = group ?? (speaksOf(frame, 'entity') && !namesThing(frame) ? mainEntity : finer);
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
      : has(frame, 'busiest') && all(frame, 'family:').length === 0 && !busiestGroup(frame)
        ? 'hour'
        : averagedUnit(frame, reading));
  if (unit === undefined) return undefined;
  const extreme = ranked(frame) || has(frame, 'busiest') || longestUnit(frame);
  const recurring = unit === 'hour' || unit === 'weekday';
  const scope = weekends ? ofWeekends(frame) : scopeOf(frame);
  const sure = assumed && !extreme ? 0.9 : 1;
  const within = extreme ? rankedInside(frame, context, unit) : undefined;
  if (within) return firstOfEach(frame, context, { within, metric, count });
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
