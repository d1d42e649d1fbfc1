import type { Order, SemanticQuery, Shape, TimeRange } from '#shared/contracts/query.ts';
import { deniesRows, namesThing } from './absent-rows.ts';
import { bounds, rowBounds } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, ranked, rowsFor, timeDimension } from './composing.ts';
import { countedThing } from './counted-thing.ts';
import { deniedMetric, withoutAny } from './denied.ts';
import { all, concept, type Frame, has, type Mention, opensWith, speaksOf } from './frame.ts';
import { eachThing } from './group-dimensions.ts';
import type { Match } from './phrases.ts';
import { scopeFilters, scopeOf } from './scope-filters.ts';
import { timedBy } from './timed-by.ts';
import { asksKinds, asksWhatItWas, explains } from './kinds-of-trouble.ts';
import { asksHowItFailed, asksHowItWent } from './went.ts';

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

/** "Is it true that nothing failed", "non è fallito niente?": a yes would say the opposite. */
const deniesAll = ({ words, concepts }: Frame, metric: string): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      tag === `metric:${metric}` &&
      (words.tag(end, 'nothing') > 0 ||
        (concepts.some(
          (none) => /^(?:none|not)$/.test(none.tag) && none.end <= start && start - none.end <= 3,
        ) &&
          words.matches.some(({ tag: there }) => there === 'thereWas')) ||
        words.matches.some(
          (each) => each.tag === 'nothing' && start - each.end >= 0 && start - each.end <= 1,
        )),
  );

/** "Did it fail?", "è mai partito?": yes or no, then the figure. */
export const asksWhether = (frame: Frame, metric: string, context: Context): boolean => {
  const counts = context.reading.outcomes.includes(metric) || metric === rowsFor(context, metric);
  if (!counts || has(frame, ...QUANTITY) || deniesAll(frame, metric)) return false;
  if (has(frame, 'never') || opensWith(frame, 'ask.yesno')) return true;
  const said = frame.concepts.find((match) => match.tag === `metric:${metric}` || match.tag === 'row');
  const verb = frame.concepts.findLast((match) => match.tag === 'aux' && match.end <= (said?.start ?? 0));
  // Spoken questions have no mark: what is said of a name asks by itself.
  const [mention] = frame.mentions;
  if (said !== undefined && mention !== undefined && saysNow(frame, said, mention)) return true;
  const relative = frame.words.tokens.some((_, at) => frame.words.tag(at, 'relative') > 0);
  const spoken = mention !== undefined && verb !== undefined && mention.end <= verb.start && !relative;
  const question = spoken || frame.words.mark(frame.words.tokens.length - 1, '?');
  return question && said !== undefined && verb !== undefined && isNear(frame, verb.end, said.start);
};

/** "Funziona la fatturazione?", "la fatturazione funziona": nothing but the name and what it does. */
const saysNow = ({ words, concepts }: Frame, said: Match, mention: Mention): boolean =>
  ['refer.verb', 'statesNow'].some((tag) => words.tag(said.start, tag) === said.end) &&
  concepts.every((each) => /^(?:stop|aux|greet)$/.test(each.tag) || each.start === said.start) &&
  Math.max(mention.start - said.end, said.start - mention.end) <= 1;

const FARTHEST = 3;

/** "Sono andate tutte a buon fine": only light words between. */
const isNear = ({ concepts }: Frame, end: number, start: number): boolean =>
  start - end <= 1 ||
  (start - end <= FARTHEST &&
    Array.from({ length: start - end }, (_, each) => end + each).every((at) =>
      concepts.some((each) => each.tag === 'stop' && at >= each.start && at < each.end),
    ));

/** "Is everything ok?", "did all of them run?" are not answered by those alone: what went wrong is told too. */
const isGoodNews = ({ words }: Frame, metric: string, { reading }: Context): boolean =>
  metric === reading.opposites[reading.trouble] ||
  (metric === reading.rows && words.tokens.some((_, at) => words.tag(at, 'every') > 0));

/** "Did the eight o'clock report run?" is about today's. */
const todayAt = (frame: Frame): TimeRange | undefined => {
  const { windows, ranges, all: ever, recent, now } = frame.times;
  if (ranges.length > 0 || ever || windows.length === 0 || has(frame, 'never')) return undefined;
  return windows.every(({ clock }) => clock) ? { from: recent[0].to, to: now } : undefined;
};

/** "Is all well?", "is anything broken?", of nothing by name and of no time: how today goes. */
const stateToday = ({ mentions, times, words }: Frame, asksAny: boolean): TimeRange | undefined => {
  const open = mentions.length === 0 && times.ranges.length + times.windows.length === 0 && !times.all;
  const any = !asksAny || words.tokens.some((_, at) => words.tag(at, 'refer.any') > 0);
  return open && any ? { from: times.recent[0].to, to: times.now } : undefined;
};

/** As good as the whole name. */
const WHOLE = 0.95;

/**
 * "What temperature is it in the cells", "how many tickets are open": what is asked for is no more than a word of
 * a name, and what of that is not known.
 */
const asksOfWords = (frame: Frame): boolean => {
  const [named] = frame.mentions;
  if (!named) return false;
  const asked = (tag: string): boolean => concept(frame, tag)?.end === named.start;
  // "How many order confirmations were there": what happened is told by its runs.
  const timeless = frame.times.ranges.length === 0 && named.score < WHOLE && !speaksOf(frame, 'occurred');
  return asked('ask.what') || (timeless && (asked('ask.count') || asked('ask.which')));
};

/** "How many went out without an error": those that went well. */
const withoutTrouble = (frame: Frame, { reading }: Context): string | undefined =>
  has(frame, 'ask.count') && frame.words.tokens.some((_, at) => frame.words.tag(at, 'without') > 0)
    ? deniedMetric(frame, reading) === reading.trouble
      ? reading.opposites[reading.trouble]
      : undefined
    : undefined;

export const composeFigure = (frame: Frame, context: Context): Composed => {
  const { reading, catalog } = context;
  const choice = chooseMetrics(frame, reading);
  const [metric = reading.rows] = choice.metrics;
  const whole = choice.assumed || reading.wholes?.includes(metric) === true;
  if (
    (has(frame, 'overview') && choice.assumed) ||
    (asksHowItWent(frame) && whole) ||
    (asksWhether(frame, metric, context) && isGoodNews(frame, metric, context) && !has(frame, 'never'))
  ) {
    const today = has(frame, 'overview') ? stateToday(frame, false) : undefined;
    const scope = { ...scopeOf(frame), ...(today && { timeRange: today }) };
    return { query: { ...scope, metrics: [...reading.overview], shape: 'figure' }, sure: 0.95 };
  }
  const limits = bounds(frame, reading);
  const time = timedBy(frame, context);
  const timed = rowBounds(limits, time.field);
  const filters = [...scopeFilters(frame), ...timed];
  const byTime = timed.length > 0 && metric === time.metric;
  const opposite = withoutTrouble(frame, context);
  const metrics = byTime
    ? [rowsFor(context, metric)]
    : opposite !== undefined
      ? [opposite]
      : choice.assumed
        ? [...reading.overview]
        : [...choice.metrics];
  const bounded = limits.some(({ seconds }) => seconds === undefined);
  const whether = asksWhether(frame, metric, context) && choice.metrics.length === 1 && !bounded;
  const troubled = whether && metric === reading.trouble && !has(frame, 'never');
  const today = whether ? (todayAt(frame) ?? (troubled ? stateToday(frame, true) : undefined)) : undefined;
  const scope = { ...scopeOf(frame, filters), ...(today && { timeRange: today }) };
  const thing = countedThing(frame, context);
  const none = thing === undefined ? undefined : deniedMetric(frame, reading);
  if (thing !== undefined && none !== undefined) {
    const order: Order[] = [{ by: rowsFor(context, none), direction: 'desc' }];
    const without = withoutAny(context, none);
    return {
      query: { ...scope, ...without, dimensions: [thing], order, limit: 100, shape: 'list' },
      sure: 0.9,
    };
  }
  if (thing !== undefined) {
    const plain = choice.assumed && frame.times.ranges.length === 0;
    const distinct = thing === catalog.mainEntity ? reading.distinct[metric] : undefined;
    const total = reading.entities[thing];
    if (plain && total !== undefined)
      return { query: { ...scope, metrics: [total], shape: 'figure' }, sure: 1 };
    if (distinct !== undefined)
      return { query: { ...scope, metrics: [distinct, metric], shape: 'figure' }, sure: 1 };
    const rated = Object.hasOwn(reading.rates, metric);
    if (thing !== catalog.mainEntity || (rated && !choice.assumed && choice.metrics.length === 1))
      return { query: { ...scope, ...thingsWithAny(metric, thing) }, sure: 0.95 };
  }
  // "How is the warehouse doing", "is the problem solved": no yes can be said to it.
  const plain = choice.assumed || frame.unknown.length > 0;
  const shape: Shape = whether && !plain ? 'boolean' : 'figure';
  if (choice.assumed && asksOfWords(frame))
    return { query: { ...scope, metrics, shape: 'figure' }, sure: 0.3 };
  const subject = frame.mentions.length > 0 || frame.times.ranges.length > 0;
  // A name and words that nothing explains: what is asked of it is not known.
  const vague = frame.unknown.length > 0 && frame.mentions.every((mention) => mention.score < 0.75);
  const counted = has(frame, 'ask.count') && all(frame, 'value:').length > 0;
  const sure = choice.assumed && !counted ? (subject ? (vague ? 0.4 : 0.8) : 0.3) : 1;
  return { query: { ...scope, metrics, shape }, sure, ...(shape === 'boolean' && { yesNo: true }) };
};

/** "Timeouts", "due to a refused access": one cause is asked about; all there were are told, by how often. */
const namesCause = (frame: Frame, { reading }: Context): boolean =>
  has(frame, 'cause') ||
  (has(frame, `metric:${reading.trouble}`) &&
    frame.words.tokens.some(({ norm }, at) => {
      const due = [1, 2, 3].some((back) => frame.words.tag(at - back, 'due') > 0);
      return due && frame.unknown.includes(norm);
    }));

/** Why is asked, and this data holds no reasons, or cannot count by them: "which process has the most timeouts". */
export const reasonUnknown = (frame: Frame, context: Context): boolean => {
  const { reason } = context.reading;
  if (has(frame, 'ask.why') || asksKinds(frame, context.reading)) return reason === undefined;
  const shared = frame.concepts.some(
    ({ tag, start }) => tag === 'share' && frame.words.tag(start, 'due') === 0,
  );
  const counted =
    shared || ranked(frame) || has(frame, 'rate', 'compare') || timeDimension(frame) !== undefined;
  const caused = namesCause(frame, context);
  return caused && (reason === undefined || (has(frame, 'cause') && counted));
};

export const composeReason = (frame: Frame, context: Context): Composed | undefined => {
  const caused = namesCause(frame, context);
  const told = explains(frame, context.reading);
  const kinds = asksKinds(frame, context.reading) || asksWhatItWas(frame, context.reading);
  const how = kinds || asksHowItFailed(frame, context.reading);
  if (!told && !caused && !how) return undefined;
  const { reading } = context;
  // "Why did it not run today": whether it did is known, and nothing that failed would tell why not.
  const views = all(frame, 'view:').flatMap((name) => reading.views[name] ?? []);
  const quiet = views.some(({ since }) => since !== undefined);
  if (frame.times.ranges.length > 0 && (quiet || deniesRows(frame)) && !caused && !how) return undefined;
  if (!reading.reason) return undefined;
  const troubled = views.some(({ trouble }) => trouble === true);
  // "Why is the failure rate so high?": why there were failures.
  const trouble = new Set([reading.trouble, reading.rates[reading.trouble]]);
  const failing = troubled || chooseMetrics(frame, reading).metrics.some((metric) => trouble.has(metric));
  const implied =
    concept(frame, 'ask.why') && all(frame, 'metric:').length === 0 && all(frame, 'family:').length === 0;
  if (!failing && !implied && !caused && !how) return undefined;
  // "Why is it off": why is not known, that it is; earlier failures would be another thing.
  if (!failing && !caused && !how && views.some(({ now, since }) => now === true && !since)) return undefined;
  // "Perché i clienti si lamentano": of those whom a label is about, something that nothing explains.
  const others = !failing && !caused && !how && frame.unknown.length > 0 && !namesThing(frame);
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [],
    dataset: reading.reason.dataset,
    dimensions: [...reading.reason.dimensions],
    order: [...reading.reason.order],
    limit: has(frame, 'last') ? 1 : 100,
    // "Why did it fail, case by case": each case, with its cause.
    shape: has(frame, 'detail.cases') || eachThing(frame) ? 'list' : 'reason',
  };
  return { query, sure: others ? 0.3 : caused ? 0.85 : failing || kinds ? 1 : 0.9 };
};
