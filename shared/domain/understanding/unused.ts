import type { Reading } from '#shared/contracts/grammar.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { fieldsIn } from '../proof/filters.ts';
import { asksShare } from './choose-metric.ts';
import { splitBy } from './split-by.ts';
import { all, distinctRanges, type Frame, has, names } from './frame.ts';

/** The metrics that stand for a metric in other shapes: its rate, its opposite, its last instant, its things. */
const kin = (metric: string, reading: Reading): string[] => {
  const opposite = reading.opposites[metric];
  const own = [metric, ...(opposite === undefined ? [] : [opposite])];
  const maps = [reading.rates, reading.last, reading.first, reading.distinct];
  return [...own, ...own.flatMap((each) => maps.flatMap((map) => map[each] ?? []))];
};

/** A figure that is a part of a wider one by itself: a rate, recovered failures. */
const isPart = (metric: string, reading: Reading): boolean =>
  reading.narrower?.[metric] !== undefined || Object.values(reading.rates).includes(metric);

const FAR = 3;

/** "Not saving any time": what is denied is a measure, of which no query asks the absence. */
const deniesMeasure = ({ concepts }: Frame, reading: Reading): boolean =>
  concepts.some(({ tag, end }) => {
    const next = concepts.find((match) => match.start >= end && /^(?:metric:|family:|row$)/.test(match.tag));
    const measure =
      next?.tag.startsWith('family:') || !reading.outcomes.includes(next?.tag.slice('metric:'.length) ?? '');
    return (
      (tag === 'not' || tag === 'none') && next && next.tag !== 'row' && measure && next.start - end <= FAR
    );
  });

const GROUPED = /^per\./;

/**
 * What was recognised in a question and did not come into its query: words that would have changed the
 * answer, had they been understood. An answer that leaves something out is not a sure one.
 */
export const unusedIn = (frame: Frame, query: SemanticQuery, reading: Reading): string[] => {
  const { metrics, dimensions = [], having = [], order, comparison, timeRange, shape } = query;
  const fields = fieldsIn(query.filters);
  const measured = new Set([...metrics, ...having.map(({ metric }) => metric)]);
  const listed = metrics.length === 0;
  const filtered = (metric: string): boolean =>
    fields.includes('outcome') ||
    fieldsIn(reading.rowFilters[metric]).some((field) => fields.includes(field));
  const unused: string[] = [];
  const wider = new Set(metrics.flatMap((metric) => reading.narrower?.[metric] ?? []));
  for (const metric of all(frame, 'metric:'))
    if (
      !listed &&
      !wider.has(metric) &&
      !kin(metric, reading).some((each) => measured.has(each)) &&
      !filtered(metric)
    )
      unused.push(metric);
  const measures = all(frame, 'metric:').some((metric) => !reading.outcomes.includes(metric));
  // "How long has it been failing": an instant tells.
  for (const family of measures || shape === 'last' ? [] : all(frame, 'family:')) {
    const members = Object.values(reading.families[family] ?? {});
    const bounded =
      fields.some((field) => field === reading.timing.field) || dimensions.includes(reading.timing.field);
    if (!bounded && !members.some((member) => measured.has(member))) unused.push(family);
  }
  if (deniesMeasure(frame, reading)) unused.push('not');
  const ranges = distinctRanges(frame).length;
  const within = JSON.stringify(query.filters ?? '').includes('"within"');
  if (ranges > 0 && !timeRange && !within) unused.push('time');
  // Words of other subjects: "runs that hit the database".
  const states = frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  const isState = (start: number): boolean => states.some((state) => state.start === start);
  if (frame.concepts.some(({ tag, start }) => /^(?:tech|offtopic)$/.test(tag) && !isState(start)))
    unused.push('topic');
  if (ranges > (comparison?.kind === 'period' ? 2 : 1)) unused.push('times');
  // Two periods that no word compares may as well be one that was corrected, or told twice.
  if (
    comparison?.kind === 'period' &&
    ranges > 1 &&
    !has(frame, 'compare', 'compare.ask', 'samePoint', 'or', 'trending')
  )
    unused.push('comparison');
  if (frame.concepts.some(({ tag }) => GROUPED.test(tag)) && dimensions.length === 0 && shape !== 'last')
    unused.push('per');
  // "By area and by month": the one that is left out.
  if (dimensions.length > 0 && splitBy(frame).some((each) => !dimensions.includes(each)))
    unused.push('group');
  if (
    has(frame, 'having.gt', 'having.ge', 'having.lt', 'having.le', 'having.eq') &&
    having.length === 0 &&
    fields.length === 0
  )
    unused.push('bound');
  if (asksShare(frame) && !comparison && !metrics.some((metric) => isPart(metric, reading)))
    unused.push('share');
  // "Half of them": neither a bound nor a part.
  const part = frame.words.matches.some(
    ({ tag, start }) => tag.startsWith('fraction.') && !frame.times.used.has(start),
  );
  if (part && !comparison && having.length === 0 && !metrics.some((metric) => isPart(metric, reading)))
    unused.push('part');
  if (has(frame, 'compare') && !comparison && names(frame).length < 2) unused.push('compare');
  if (
    has(frame, 'order.top', 'order.worst', 'order.best') &&
    order === undefined &&
    query.limit === undefined
  )
    unused.push('order');
  if (has(frame, 'ask.why') && shape !== 'reason' && !has(frame, 'detail.cases')) unused.push('why');
  if (has(frame, 'ask.when') && !['last', 'list', 'reason'].includes(shape ?? '') && dimensions.length === 0)
    unused.push('when');
  if (has(frame, 'series') && dimensions.length === 0) unused.push('series');
  return unused;
};
