import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { chooseMetrics } from './choose-metric.ts';
import { bounds } from './bounds.ts';
import { ranksWeekends } from './calendar-unit.ts';
import { changeOf } from './change.ts';
import { type Composed, type Context, direction, isPlural, ranked, timeDimension } from './composing.ts';
import { whatEnded } from './compose-groups.ts';
import { comparedRanges, thanUsual } from './compared-ranges.ts';
import { groupDimensions } from './group-dimensions.ts';
import { namesThing } from './absent-rows.ts';
import { all, distinctRanges, type Frame, has, names, opensWith, speaksOf } from './frame.ts';
import { scopeOf } from './scope-filters.ts';

/** "The process that got worse the most". */
const turnedMost = (frame: Frame): boolean =>
  has(frame, 'turned') && has(frame, 'order.most') && has(frame, 'entity');

/** The earlier period only as far as the later one has come: "against the same point last week". */
const upToSamePoint = (frame: Frame, later: TimeRange, earlier: TimeRange): TimeRange => {
  const end = Math.min(Date.parse(frame.times.now), Date.parse(later.to));
  const elapsed = end - Date.parse(later.from);
  return { from: earlier.from, to: new Date(Date.parse(earlier.from) + elapsed).toISOString() };
};

/** "Which area", "quale reparto": one of them. */
const asksOne = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      /^(?:dimension:|entity$)/.test(tag) &&
      !words.plural(end - 1) &&
      words.tag(start, 'many') === 0 &&
      concepts.some((ask) => ask.tag === 'ask.which' && ask.end === start),
  );

/** "Which areas had more failures than in June": those that changed this way, the most first. */
const changed = (
  frame: Frame,
  context: Context,
  metric: string,
  count: number | undefined,
): Partial<SemanticQuery> => {
  const asked = has(frame, 'ask.which', 'ask.what', 'ask.enumerate', 'single', 'many') || turnedMost(frame);
  const towards = asked ? changeOf(frame, context, metric) : undefined;
  const by = `${metric}_change`;
  if (towards === undefined) return { order: [{ by: metric, direction: 'desc' }], limit: 100 };
  // "Which processes fail more often than in May": all that do, unless one is asked for, or the most.
  const most = ranked(frame) && all(frame, 'superlative:').length === 0;
  const several = isPlural(frame) ? 5 : 1;
  const places = most && (turnedMost(frame) || has(frame, 'single') || asksOne(frame)) ? several : 100;
  return {
    having: [{ metric: by, operator: towards === 'desc' ? '>' : '<', value: 0 }],
    order: [{ by, direction: towards }],
    limit: count ?? places,
  };
};

/** "I processi stanno andando più piano della settimana scorsa?": of all of them, whether it is so. */
const isSaid = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, end }) =>
      tag === 'entity' &&
      concepts.some(
        (verb) => verb.start === end && (verb.tag === 'aux' || words.tag(verb.start, 'refer.verbs') > 0),
      ) &&
      concepts.some((word) => word.tag.startsWith('superlative:') && word.start > end),
  );

/** Two periods, or a period against the one before it. */
export const composeComparison = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  // The later period against the earlier one, however they were said: "up" is up in time.
  const [first, second] = comparedRanges(frame).toSorted(
    (a, b) => b.to.localeCompare(a.to) || b.from.localeCompare(a.from),
  );
  if (!first || !second || timeDimension(frame) !== undefined || ranksWeekends(frame)) return undefined;
  const compared = has(frame, 'samePoint') ? upToSamePoint(frame, first, second) : second;
  // "Yesterday but not today" is about the difference of two lists, which this comparison is not.
  const excluded = has(frame, 'not') && has(frame, 'ask.which');
  // "Failed more than three times in May and in July": of each, or of both?
  const bounded =
    !has(frame, 'compare') && bounds(frame, context.reading).some(({ seconds }) => seconds === undefined);
  const choice = chooseMetrics(frame, context.reading);
  const { mainEntity } = context.catalog;
  const groups = groupDimensions(frame, mainEntity);
  const things = (speaksOf(frame, 'entity') || has(frame, `dimension:${mainEntity}`)) && !namesThing(frame);
  // "Processes that were slower than in May" are asked for one by one too.
  const told =
    has(frame, 'many') && !has(frame, 'ask.count') && !opensWith(frame, 'ask.yesno') && !isSaid(frame);
  const one = told || turnedMost(frame) || has(frame, 'group', 'ask.which', 'ask.enumerate', 'single');
  // "Which fail more than last month", "what failed more often": the things, though no noun says so.
  const ended = whatEnded(frame, context) && !has(frame, 'or') && groups.length === 0;
  const each = (things && one) || ended ? [mainEntity] : [];
  const dimensions = [...groups, ...each].slice(0, 1);
  const judged = choice.assumed && (speaksOf(frame, 'change.better') || speaksOf(frame, 'change.worse'));
  const [metric = context.reading.rows] = judged ? [context.reading.trouble] : choice.metrics;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [...(choice.assumed ? context.reading.overview : choice.metrics)],
    ...(dimensions.length > 0 && { dimensions, ...changed(frame, context, metric, count) }),
    timeRange: first,
    comparison: { kind: 'period', timeRange: compared },
    shape: 'comparison',
  };
  // What is usual is no period: the one before stands for it.
  const unsure = choice.assumed || thanUsual(frame);
  const more = distinctRanges(frame).length > 2;
  return { query, sure: excluded || bounded ? 0.3 : more ? 0.8 : unsure ? 0.9 : 1 };
};

/** "Does A do better than B": by how often it goes well, or wrong; by nothing where no word judges. */
const judgedBy = (frame: Frame, { reading }: Context): string[] => {
  const { rates, opposites, trouble } = reading;
  const judged = has(frame, 'change.better') ? opposites[trouble] : has(frame, 'change.worse') ? trouble : '';
  return [rates[judged ?? ''] ?? []].flat();
};

/** "Manual and scheduled runs": a joint between two states, or a word that weighs them. */
const statesJoined = (frame: Frame): boolean => {
  const states = frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  // "Do manual runs fail more than scheduled ones?"
  if (has(frame, 'change.more', 'change.less', 'order.most', 'order.least', 'having.gt', 'having.lt'))
    return true;
  const joined = states.some(({ end }) => frame.words.tag(end, 'joint') > 0);
  return joined && !speaksOf(frame, 'together') && !has(frame, 'agg.total', 'not', 'none');
};

/** States of one field side by side: "by hand against on schedule", "more on request or on schedule?". */
export const composeStates = (frame: Frame, context: Context): Composed | undefined => {
  const said = all(frame, 'value:').map((each) => each.slice(0, each.indexOf('=')));
  const field = said.find((each, at) => said.indexOf(each) !== at);
  // "How many were manual and how many scheduled": each is asked for.
  const apart = frame.concepts.filter(({ tag }) => tag === 'ask.count').length > 1;
  const compared = apart || statesJoined(frame) || has(frame, 'compare', 'compare.ask', 'or', 'each');
  if (field === undefined || !compared || timeDimension(frame) !== undefined || has(frame, 'entity'))
    return undefined;
  const { metrics, assumed } = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = metrics;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions: [field],
    order: [{ by: metric, direction: direction(frame, context, metric) }],
    shape: 'comparison',
  };
  return { query, sure: assumed ? 0.9 : 1 };
};

/** Several names are shown side by side: "does A take longer than B?", "errors of A and B". */
export const composePeers = (frame: Frame, context: Context): Composed | undefined => {
  const meant = names(frame);
  const one = meant.length > 1 && meant.every((each) => each.dimension === meant[0]?.dimension);
  // "Which processes of sales and logistics failed": the things are asked for, not the areas.
  const listed = has(frame, 'ask.which', 'ask.enumerate') && speaksOf(frame, 'entity') && !namesThing(frame);
  if (listed && !has(frame, 'compare', 'compare.ask', 'or', 'group')) return undefined;
  // "A and B together" are one figure.
  if (!one || timeDimension(frame) !== undefined || speaksOf(frame, 'together')) return undefined;
  const choice = chooseMetrics(frame, context.reading);
  const [metric = context.reading.rows] = choice.assumed ? judgedBy(frame, context) : choice.metrics;
  // "Of both together": one figure.
  const additive = context.catalog.metrics.find(({ name }) => name === metric)?.additive === true;
  if (additive && has(frame, 'agg.total') && !has(frame, 'compare', 'compare.ask', 'each')) return undefined;
  const dimension = meant[0]?.dimension ?? context.catalog.mainEntity;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions: [dimension],
    order: [{ by: metric, direction: direction(frame, context, metric) }],
    shape: 'comparison',
  };
  return { query, sure: choice.assumed ? 0.9 : 1 };
};
