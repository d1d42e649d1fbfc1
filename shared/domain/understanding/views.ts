import type { Reading, View } from '#shared/contracts/grammar.ts';
import type { Filter, Order, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { asksAll, deniesRows, namesThing, neverRan } from './absent-rows.ts';
import { bounds, rowBounds } from './bounds.ts';
import { asksShare, lastingIn } from './choose-metric.ts';
import { lasts } from './families.ts';
import type { Composed, Context } from './composing.ts';
import { eachThing, groupDimensions } from './group-dimensions.ts';
import { all, concept, type Frame, has, names, opensWith, speaksOf } from './frame.ts';
import type { Match } from './phrases.ts';
import { allOf, scopeFilters, scopeOf } from './scope-filters.ts';
import { splitBy } from './split-by.ts';

/**
 * The period up to now in which something has not happened: one that is named, or a length of time ("for more than
 * a week"). "In the last seven days" goes on until now here.
 */
const upToNow = ({ times, words }: Frame): TimeRange | undefined => {
  const [said] = times.ranges;
  if (!said) return times.stretches[0]?.range;
  const rolling = words.tag(said.start, 'time.recent') > 0 && said.range.to === times.recent[0].to;
  return rolling ? { ...said.range, to: times.now } : said.range;
};

/** The things themselves, one row each. */
export const listed = (view: View, frame: Frame, limits: readonly Filter[] = []): SemanticQuery => {
  const own = notSince(view, frame) ?? view.filters;
  const filters = allOf([...(own ? [own] : []), ...limits, ...scopeFilters(frame)]);
  return {
    metrics: [],
    dimensions: [...(view.dimensions ?? [])],
    ...(view.dataset !== undefined && { dataset: view.dataset }),
    ...(filters && { filters }),
    ...(view.order && { order: [...view.order] }),
    limit: 100,
    shape: 'list',
  };
};

/** So little that the question is not answered: what was overdue in a period that is over leaves no trace. */
const UNSURE = 0.4;

const DAY_MS = 86_400_000;

const owed = ({ words }: Frame): boolean => words.matches.some(({ tag }) => tag === 'owed');

const isOver = (frame: Frame): boolean => {
  const range = upToNow(frame);
  const counted =
    all(frame, 'metric:').length > 0 || (has(frame, 'row') && !deniesRows(frame) && !asksAll(frame));
  const alone = !namesThing(frame) && !counted;
  // "What should have run last night": what is overdue since then is overdue still.
  const latest = owed(frame) ? DAY_MS : 0;
  return alone && range !== undefined && Date.parse(range.to) + latest < Date.parse(frame.times.now);
};

/** What has not happened in a period: "which have not run today". Of one thing it is a yes or no. */
const notSince = ({ since }: View, frame: Frame): Filter | undefined => {
  const range = upToNow(frame);
  if (!since || !range || namesThing(frame)) return undefined;
  const over = Date.parse(range.to) < Date.parse(frame.times.now);
  if (over && (owed(frame) || !isOver(frame))) return undefined;
  const field = over ? since.during : since.field;
  if (field === undefined) return undefined;
  return { and: [since.filters, { not: { field, operator: 'within', timeRange: range } }] };
};

/** "Active yesterday": what was in use then, when only what is so now is known, is what ran. */
const wasSo = (view: View, frame: Frame): boolean => {
  const { times } = frame;
  const [range, ...others] = times.ranges;
  const over = range !== undefined && Date.parse(range.range.to) <= Date.parse(times.now);
  return (
    view.describes === true && view.past !== undefined && over && others.length === 0 && !asksShare(frame)
  );
};

/** Words such as "active" only describe when something else is measured. */
const onlyDescribes = (view: View, frame: Frame): boolean => {
  // A word may name a state and an outcome: "stuck now" is the state.
  const states = frame.concepts.filter(({ tag }) => tag.startsWith('view:'));
  const isState = ({ start, end }: Match): boolean =>
    states.some((state) => state.start === start && state.end === end);
  const counted = frame.concepts.some((match) => match.tag.startsWith('metric:') && !isState(match));
  const measured = counted || (view.describes === true && all(frame, 'family:').length > 0);
  if (view.firm === true || notSince(view, frame) || (view.since && owed(frame))) return false;
  // "When was it last running", "da quanto tempo non gira il backup" are about the last time.
  if (has(frame, 'last') && (has(frame, 'ask.when') || (view.since && namesThing(frame)))) return true;
  return (
    measured ||
    wasSo(view, frame) ||
    (view.describes === true
      ? has(frame, 'row') && frame.times.ranges.length > 0
      : frame.times.ranges.length > 0 && !has(frame, 'now'))
  );
};

/** "Never started", "fails every time": said of things, not of one of them. */
const habitOf = (frame: Frame, { habits, rows }: Reading): string[] => {
  if (!habits || frame.mentions.length > 0 || !speaksOf(frame, 'entity')) return [];
  const said = all(frame, 'metric:');
  const never = has(frame, 'never') || (has(frame, 'none') && frame.times.all);
  if (never)
    return (said.length > 0 ? said : speaksOf(frame, 'row') ? [rows] : []).flatMap(
      (each) => habits.never[each] ?? [],
    );
  return has(frame, 'always') ? said.flatMap((each) => habits.always[each] ?? []) : [];
};

/** "Who has not run today", "did anything not run": things, though no noun says so. */
const asksWho = (frame: Frame): boolean => {
  const row = concept(frame, 'row');
  const verb = frame.concepts.some(({ tag, end }) => tag === 'not' && end === row?.start);
  if (has(frame, 'not') && speaksOf(frame, 'refer.any') && verb) return true;
  return has(frame, 'ask.which') && frame.words.tag(row?.start ?? -1, 'anchor') === 0;
};

/** "No runs today", "never ran this week": what has not been in a period; without one, what never was. */
const idleView = (frame: Frame, said: readonly string[], { views, habits, rows }: Reading): string[] => {
  const never = habits?.never[rows];
  const denied =
    asksAll(frame) ||
    (deniesRows(frame) && (speaksOf(frame, 'entity') || asksWho(frame))) ||
    (never !== undefined && said.includes(never));
  if (!denied || namesThing(frame)) return [];
  if (!upToNow(frame)) return neverRan(frame) && never !== undefined ? [never] : [];
  return Object.keys(views).filter((name) => views[name]?.since !== undefined);
};

/** "Is the reminder on?": the last word, right behind the name of one thing. */
const behindName = ({ mentions, words, times, concepts }: Frame): string[] =>
  mentions.flatMap(({ end, choices }) => {
    const found = words.prefixed(end, 'behind:');
    const isThing = choices.every(({ key, name }) => key !== name);
    const closes = (at: number): boolean =>
      words.tokens[at]?.kind === 'mark' ||
      concepts.some((match) => match.tag === 'now' && at >= match.start && at < match.end);
    const last = words.tokens.length;
    const ends =
      found && Array.from({ length: last - found.end }, (_, each) => found.end + each).every(closes);
    return found && ends && isThing && times.ranges.length === 0 ? [found.rest] : [];
  });

/** "Including the switched-off ones" asks for all, not for those. */
const saidViews = (frame: Frame): string[] =>
  frame.concepts
    .filter(({ tag, start }) => {
      const included = [1, 2, 3, 4].some((back) => frame.words.tag(start - back, 'included') > 0);
      return tag.startsWith('view:') && !included;
    })
    .map(({ tag }) => tag.slice('view:'.length));

const hasLongest = (frame: Frame): boolean =>
  has(frame, 'oldest', 'order.most', 'agg.max', 'superlative:slow');

/** "The most waiting", "più esecuzioni in attesa", "quale ne ha di più": by how many, not by how long. */
const ranksCount = (frame: Frame, { superlatives, rows }: Reading): boolean => {
  if (all(frame, 'superlative:').some((each) => superlatives[each]?.metric === rows)) return true;
  return frame.concepts.some(
    ({ tag, end }) =>
      /^order\.(?:most|least)$/.test(tag) &&
      (speaksOf(frame, 'ofThem') ||
        frame.concepts.some((next) => next.start === end && /^(?:row$|view:)/.test(next.tag))),
  );
};

/** "Which area has the most waiting?": the things by how many of theirs are so. */
const mostOf = (
  { metric }: View,
  frame: Frame,
  reading: Reading,
  main: string,
): SemanticQuery | undefined => {
  const [group = main] = groupDimensions(frame, main);
  if (metric === undefined || !ranksCount(frame, reading)) return undefined;
  if (has(frame, 'oldest', 'agg.max', 'agg.min', 'ask.count', 'ask.when') || namesThing(frame))
    return undefined;
  const filters = allOf(scopeFilters(frame));
  const least = has(frame, 'order.least', 'superlative:rare');
  return {
    metrics: [metric],
    dimensions: [group],
    ...(filters && { filters }),
    order: [{ by: metric, direction: least ? 'asc' : 'desc' }],
    limit: has(frame, 'many') && !has(frame, 'single') && !speaksOf(frame, 'ofThem') ? 5 : 1,
    shape: 'top',
  };
};

const describing = ({ views }: Reading): View | undefined =>
  Object.values(views).find(({ describes }) => describes === true);

/** "Is it off", but not "those that are off", which says of which ones. */
const asksWhether = ({ words, concepts, mentions }: Frame): boolean =>
  concepts.some(
    ({ tag, start }) =>
      (tag === 'ask.yesno' || (tag === 'aux' && mentions.length > 0)) &&
      !words.matches.some((each) => each.tag === 'relative' && each.end === start),
  );

/** What is so now, or never was: running, stuck, off, never run, always failing. */
export const composeView = (
  frame: Frame,
  { reading, catalog }: Context,
  count: number | undefined,
): Composed | undefined => {
  const said = [...saidViews(frame), ...habitOf(frame, reading), ...behindName(frame)];
  const idle = idleView(frame, said, reading);
  const found = idle.length > 0 ? idle : said;
  const fitting = Object.keys(reading.views).filter((each) => found.includes(each));
  // "Standing still, waiting for an answer": the state that says why.
  const name = fitting.find((each) => reading.views[each]?.since === undefined) ?? fitting[0];
  const view = name === undefined ? undefined : reading.views[name];
  if (name === undefined || !view) return undefined;
  if (view.since && isOver(frame) && !notSince(view, frame))
    return { query: listed(view, frame), sure: UNSURE };
  if (onlyDescribes(view, frame) || (view.lasts !== undefined && lastingIn(frame, reading).length > 0))
    return undefined;
  // "Running for more than an hour."
  const limits = rowBounds(bounds(frame, reading), view.elapsed);
  // "What share of the processes is off": those beside all of them.
  const every = reading.views['every'];
  const parted = (asksShare(frame) || has(frame, 'rate')) && view.describes === true;
  if (parted && view.filters && every?.metric !== undefined) {
    const query: SemanticQuery = {
      ...scopeOf(frame, [view.filters, ...scopeFilters(frame)]),
      metrics: [every.metric],
      comparison: { kind: 'whole' },
      shape: 'share',
    };
    return { query, sure: 0.95 };
  }
  // "Live processes by area": so many of each.
  const parts = splitBy(frame).filter((each) => reading.groupings?.includes(each));
  // "Waiting by process", of runs: so many of each.
  const rows = view.dataset === catalog.mainDataset;
  const ofThings = rows && limits.length === 0 && eachThing(frame) && !speaksOf(frame, 'among');
  // "Which area has most live processes?"
  const ranks =
    has(frame, 'order.most', 'order.least') && has(frame, 'ask.which', 'single') && !namesThing(frame);
  const [ranked] = ranks ? groupDimensions(frame, catalog.mainEntity) : [];
  const counting =
    (has(frame, 'ask.count') || parts.length > 0 || ranked !== undefined || ofThings) &&
    view.metric !== undefined &&
    !notSince(view, frame);
  const asked = asksWhether(frame);
  // "How long has it been waiting".
  const since =
    lasts(frame) || speaksOf(frame, 'refer.since') || opensWith(frame, `family:${reading.timing.family}`);
  const open = has(frame, 'ask.which', 'ask.count', 'ask.why') || opensWith(frame, 'ask.what');
  const yesNo = asked && !open && !since && !asksAll(frame);
  if (counting && view.metric !== undefined) {
    const { filters, everything } = scopeOf(frame, [...limits, ...scopeFilters(frame)]);
    const things = ofThings ? [catalog.mainEntity] : [];
    const groups = [...groupDimensions(frame, catalog.mainEntity), ...things];
    // "Of which processes are they?": those that have any.
    const present = groups[0] === catalog.mainEntity && speaksOf(frame, 'ask.which');
    const order: Order[] = [{ by: view.metric, direction: has(frame, 'order.least') ? 'asc' : 'desc' }];
    const limit = ranked === undefined ? 100 : 1;
    const query: SemanticQuery = {
      metrics: [view.metric],
      ...(groups.length > 0 && { dimensions: groups.slice(0, 1), order, limit }),
      ...(present && { having: [{ metric: view.metric, operator: '>' as const, value: 0 }] }),
      ...(filters && { filters }),
      ...(everything && { everything }),
      shape: limit === 1 ? 'top' : groups.length > 0 ? 'list' : 'figure',
    };
    return { query, sure: 1 };
  }
  // "Is the reminder on?" is about one thing: yes or no, not a list.
  const [only, ...others] = names(frame);
  const alone = only !== undefined && only.key !== only.name && !has(frame, 'ask.which', 'ask.list');
  const state = view.describes === true ? yesNo || alone : view.since !== undefined && !notSince(view, frame);
  // "Is the backup on or off?": whether it is the first of these.
  const either = !view.filters && yesNo && alone;
  const metric = either ? describing(reading)?.metric : view.metric;
  if ((state || either) && only && others.length === 0 && metric !== undefined) {
    const { filters } = scopeOf(frame);
    return {
      query: { metrics: [metric], ...(filters && { filters }), shape: 'boolean' },
      sure: 1,
      yesNo: true,
    };
  }
  const most =
    view.dataset === catalog.mainDataset ? mostOf(view, frame, reading, catalog.mainEntity) : undefined;
  if (most) return { query: most, sure: 0.97 };
  // "Which one has been waiting longest": the first of them.
  const first = hasLongest(frame) && view.dataset === catalog.mainDataset;
  // "Which one has been idle the longest": it need not be late.
  const idlest = view.since !== undefined && frame.times.stretches.length === 0 && hasLongest(frame);
  const query = listed(idlest ? { ...view, filters: view.since?.filters } : view, frame, limits);
  const past = view.since !== undefined && owed(frame) && frame.times.ranges.length > 0;
  const sure = past ? 0.85 : 1;
  return { query: first || idlest ? { ...query, limit: count ?? 1 } : query, sure, ...(yesNo && { yesNo }) };
};
