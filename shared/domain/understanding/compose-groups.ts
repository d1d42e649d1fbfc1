import type { Having, Order, SemanticQuery, Shape } from '#shared/contracts/query.ts';
import { outcomesOf } from './about-things.ts';
import { deniesRows } from './absent-rows.ts';
import { bounds, havings, rowBounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { countedThing } from './counted-thing.ts';
import {
  asksBothEnds,
  type Composed,
  concerned,
  type Context,
  ranked,
  direction,
  isPlural,
  rowsFor,
} from './composing.ts';
import { deniedMetric, deniesThings, withoutAny } from './denied.ts';
import { lasts } from './families.ts';
import { all, concept, type Frame, has, names, opensWith, outcomesIn, speaksOf } from './frame.ts';
import { describedThings, eachThing, groupDimensions, partsAmong, rankedWithin } from './group-dimensions.ts';
import { firstOfEach } from './first-of-each.ts';
import { isUnit, sortedThings, splitBy } from './split-by.ts';
import { allOf, scopeFilters, scopeOf } from './scope-filters.ts';
import { boundsRows, timedBy, timesOf } from './timed-by.ts';
import { unreadIn } from './unread.ts';
import { listed } from './views.ts';

/** "Failing processes", "i processi in errore": several things, by how they end. */
const endedThings = (frame: Frame, { reading }: Context): boolean =>
  !has(frame, 'ask.count', 'ask.yesno', 'rate', 'share', 'ask.when') &&
  frame.words.matches.some(
    (things) =>
      things.tag === 'entity' &&
      (frame.words.tag(things.start, 'many') > 0 || frame.words.plural(things.end - 1)) &&
      outcomesIn(frame, reading.outcomes).some(
        ({ start, end }) =>
          (start === things.end || end === things.start) && frame.words.tag(start, 'mishap') === 0,
      ),
  );

/** "What failed yesterday?": the things that did. */
export const whatEnded = (frame: Frame, { reading, catalog }: Context): boolean =>
  (has(frame, 'ask.what') || (has(frame, 'ask.which') && !speaksOf(frame, 'entity'))) &&
  all(frame, 'dimension:').every((each) => names(frame).some(({ dimension }) => dimension === each)) &&
  !has(frame, 'row', 'ask.count', 'ask.why', 'define') &&
  names(frame).every(({ dimension }) => dimension !== catalog.mainEntity) &&
  reading.outcomes.some((metric) => has(frame, `metric:${metric}`));

/** "What ran between three and four": the things that did. */
const whatRan = (frame: Frame): boolean =>
  frame.mentions.length === 0 &&
  !has(frame, 'ask.count', 'ask.why', 'ask.when', 'define', 'having.gt', 'having.lt') &&
  frame.concepts.some(
    (ask) =>
      (ask.tag === 'ask.what' || frame.words.tag(ask.start, 'who') === ask.end) &&
      frame.concepts.some(
        ({ tag, start }) =>
          tag === 'row' && start >= ask.end && start - ask.end <= 1 && frame.words.tag(start, 'anchor') === 0,
      ),
  );

/** The measure of the row that took longest, or shortest. */
const longestRow = (frame: Frame, context: Context, metric: string): Composed => {
  const { reading } = context;
  const members = reading.families[reading.timing.family] ?? {};
  const member = members[direction(frame, context, metric) === 'desc' ? 'max' : 'min'] ?? metric;
  return { query: { ...scopeOf(frame), metrics: [member], shape: 'figure' }, sure: 0.97 };
};

/** "Which process", "quale automazione": one word for both. */
const whichThing = (frame: Frame): boolean =>
  frame.concepts.some(
    (ask) =>
      ask.tag === 'single' &&
      frame.words.matches.some(
        ({ tag, start }) => tag === 'entity' && start >= ask.start && start <= ask.end,
      ),
  );

/** "Processes in sales", "the processes tagged critical": things of a label, and nothing asked of them. */
const labelledThings = (frame: Frame): boolean =>
  has(frame, 'entity') &&
  has(frame, 'many') &&
  frame.mentions.length > 0 &&
  names(frame).every(({ key, name }) => key === name) &&
  frame.times.ranges.length === 0 &&
  unreadIn(frame, { metrics: [] }).words === 0 &&
  frame.concepts.every(({ tag }) =>
    /^(?:stop|aux|entity|many|single|dimension:|group|or|not|none|human|ask\.(?:which|what|enumerate|list|yesno))/.test(
      tag,
    ),
  );

/** How far a ranking goes that gives no number: "the slowest one", "the slowest ones", "a ranking". */
const placesOf = (frame: Frame, few: boolean, several: boolean): number => {
  if (has(frame, 'order.rank')) return few ? 100 : 10;
  return several ? 5 : 1;
};

/** "Areas where more than five processes failed": a bound on things is on those that did. */
const ofThings = (bound: Having, metric: string, { reading, catalog }: Context): Having => {
  const things = reading.entities[catalog.mainEntity];
  return bound.metric === things ? { ...bound, metric: reading.distinct[metric] ?? things } : bound;
};

/** Rankings and lists of the named things: which, how many each, more than so many. */
export const composeGroups = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { catalog, reading } = context;
  const limits = bounds(frame, reading);
  const groups = groupDimensions(frame, catalog.mainEntity, limits.length > 0);
  // "Who went over ten" is about the things themselves, though no noun says so.
  const who = has(frame, 'ask.which') && limits.length > 0 && !has(frame, 'row');
  // "How often did each fail".
  const eachAsked =
    has(frame, 'ask.count') &&
    frame.mentions.length === 0 &&
    frame.words.matches.some(({ tag }) => tag === 'eachOne');
  const concern = concerned(frame, reading);
  // "Which team gives us the most trouble?": the teams.
  const aboutEntity =
    (concern && groups.length === 0) ||
    who ||
    eachAsked ||
    whatEnded(frame, context) ||
    whatRan(frame) ||
    speaksOf(frame, 'entity') ||
    concept(frame, `dimension:${catalog.mainEntity}`) !== undefined;
  const listing =
    aboutEntity &&
    (has(frame, 'ask.which', 'ask.enumerate') ||
      labelledThings(frame) ||
      whatEnded(frame, context) ||
      whatRan(frame) ||
      eachAsked ||
      whichThing(frame) ||
      eachThing(frame) ||
      sortedThings(frame) === catalog.mainEntity ||
      partsAmong(frame) ||
      describedThings(frame) ||
      endedThings(frame, context) ||
      (limits.length > 0 && !has(frame, 'row')));
  // "How many processes had at least one failure" counts processes; it is no list.
  if (limits.some((bound) => bound.operator === '>=' && bound.value === 1) && has(frame, 'ask.count'))
    return undefined;
  // "Did we have more than ten failures": the figure says it.
  const whether = opensWith(frame, 'ask.yesno') && !has(frame, 'ask.which', 'group');
  if (whether && !aboutEntity && groups.length === 0 && limits.every(({ seconds }) => seconds === undefined))
    return undefined;
  // "Which processes had runs over ten minutes": each run is bounded, not their mean.
  const timed = boundsRows(frame) ? rowBounds(limits, timedBy(frame, context).field) : [];
  const chosen = chooseMetrics(frame, reading);
  const times = timesOf(context);
  const ofGroups = aboutEntity || (groups.length > 0 && times.has(chosen.metrics[0] ?? ''));
  const counted = limits.filter(({ seconds }) => seconds === undefined || (ofGroups && timed.length === 0));
  const named = names(frame).some((each) => each.dimension === catalog.mainEntity);
  // "Which process had the longest run": the one that had it.
  const extremeOf = aboutEntity && lasts(frame) && has(frame, 'single');
  const ranking = (ranked(frame) || extremeOf) && !named;
  // "How many processes had no failures" counts those processes; "how many runs of them" would count runs.
  const things = !has(frame, 'ask.count') || countedThing(frame, context) === catalog.mainEntity;
  const none = (aboutEntity || groups.length > 0) && things ? deniedMetric(frame, reading) : undefined;
  const denied = none !== undefined;
  if (!ranking && !listing && !denied && groups.length === 0 && counted.length === 0) return undefined;
  if (named && !ranking && groups.length === 0) return undefined;
  // "The failure rate of October is below two percent?": the rate says it.
  const rated = Object.values(reading.rates).includes(chosen.metrics[0] ?? '');
  const judged =
    rated && !aboutEntity && groups.length === 0 && has(frame, 'aux') && !has(frame, 'ask.which', 'row');
  if (judged && !ranking && counted.length > 0) return undefined;
  // "Which processes exceed ten minutes on average".
  const byTime = chosen.assumed && counted.some(({ seconds }) => seconds !== undefined);
  const ofRows = timed.length > 0 && (chosen.assumed || chosen.metrics[0] === reading.timing.metric);
  const choice = byTime
    ? { metrics: [reading.timing.metric], assumed: false }
    : ofRows
      ? { metrics: [reading.rows], assumed: false }
      : chosen;
  // "How did yesterday go, area by area?": all that an overview tells, of each.
  const overview = choice.assumed && !ranking && counted.length === 0 && has(frame, 'overview');
  const [metric = reading.rows] = choice.metrics;
  // "The run that took longest" is one run, not one thing.
  const extreme =
    metric === reading.timing.metric &&
    (all(frame, 'superlative:').length > 0 || has(frame, 'order.most', 'order.least'));
  if (extreme && has(frame, 'row') && !aboutEntity && groups.length === 0)
    return longestRow(frame, context, metric);
  // "By process and area": each of the things is told with what else it is split by.
  const meant = new Set(names(frame).map(({ dimension }) => dimension));
  const split = splitBy(frame).filter((each) => !isUnit(each) && !meant.has(each));
  const apart = split.length > 1 ? split : groups;
  const dimensions = apart.length > 0 && !(aboutEntity && ranking) ? apart.slice(0, 2) : [catalog.mainEntity];
  const distinct = none === undefined ? undefined : reading.distinct[none];
  if (none && distinct !== undefined && deniesThings(frame))
    return { query: { ...scopeOf(frame), metrics: [distinct, none], shape: 'figure' }, sure: 0.95 };
  if (none) {
    const order: Order[] = [{ by: rowsFor(context, none), direction: 'desc' }];
    const without = withoutAny(context, none, outcomesOf(frame, reading.outcomes, 'neitherOf', 2));
    const more = havings(counted, reading.rows, times, reading.timing.metric);
    return {
      query: {
        ...scopeOf(frame),
        ...without,
        having: [...(without.having ?? []), ...more.filter(({ metric: each }) => each !== none)],
        dimensions,
        order,
        limit: 100,
        shape: 'list',
      },
      sure: 0.9,
    };
  }
  // What did not run at all has left no trace to list.
  const idle = aboutEntity && listing && deniesRows(frame);
  const having = havings(counted, metric, times, reading.timing.metric).map((each) =>
    ofThings(each, metric, context),
  );
  const counting = metric === rowsFor(context, metric) || metric in reading.rates;
  const present =
    (listing || (groups.length > 0 && describedThings(frame))) &&
    counting &&
    !ranking &&
    having.length === 0 &&
    (has(frame, 'ask.which', 'ask.what', 'ask.enumerate') ||
      whichThing(frame) ||
      describedThings(frame) ||
      endedThings(frame, context));
  // "Both failures and cancellations": of each at least one.
  const both = present ? outcomesOf(frame, reading.outcomes, 'bothOf', 1) : [];
  const every = reading.views['every'];
  if (
    listing &&
    choice.assumed &&
    !overview &&
    !ranking &&
    having.length === 0 &&
    groups.length === 0 &&
    every
  ) {
    return { query: listed(every, frame), sure: 1 };
  }
  // "The share of each area": every group beside the whole.
  const additive = catalog.metrics.find(({ name }) => name === metric)?.additive === true;
  const shares = additive && !ranking && having.length === 0 && has(frame, 'share', 'rate');
  const scope = allOf(scopeFilters(frame));
  const outer = ranking
    ? rankedWithin(frame, catalog.mainEntity, aboutEntity || apart.length > 1)
    : undefined;
  const inner = aboutEntity ? undefined : apart.find((each) => each !== outer);
  if (outer !== undefined && (aboutEntity || inner !== undefined || (count ?? 1) > 1))
    return firstOfEach(frame, context, { within: [outer, inner ?? catalog.mainEntity], metric, count });
  // Both ends of a ranking stand in all of it.
  const whole = ranking && asksBothEnds(frame, context);
  const shape: Shape = ranking && !whole ? 'top' : 'list';
  const places = placesOf(
    frame,
    having.length > 0 || !dimensions.includes(catalog.mainEntity),
    isPlural(frame) || (concern && groups.length === 0 && !has(frame, 'single')),
  );
  const query: SemanticQuery = {
    ...scopeOf(frame, [...scopeFilters(frame), ...timed]),
    metrics:
      both.length > 0
        ? both
        : ranking || shares
          ? [metric]
          : [...(overview ? reading.overview : choice.metrics)],
    dimensions,
    ...(shares && { comparison: { kind: 'whole' as const, ...(scope && { filters: scope }) } }),
    ...(having.length > 0 && { having }),
    ...(present && {
      having: (both.length > 0 ? both : [metric]).map((each) => ({
        metric: each,
        operator: '>' as const,
        value: 0,
      })),
    }),
    order: [{ by: metric, direction: ranking ? direction(frame, context, metric) : 'desc' }],
    limit: whole ? 100 : (count ?? (ranking ? places : 100)),
    shape,
  };
  return { query, sure: idle ? 0.3 : choice.assumed && !ranking ? 0.85 : 1 };
};
