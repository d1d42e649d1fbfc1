import type { Frame } from '../frame.ts';
import { tellsTime } from '../why-long.ts';
import { base } from './change.ts';
import { ASK, gone, joined, RANKED, some, tagSpan, tieSpans, WHAT } from './parts.ts';
import { conceptSpans, edited, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

/** "How many failures was that?": nothing is measured but what the question before was about. */
const measuresSame = (next: Frame, before: Frame, { reading }: Setting): boolean => {
  const own = next.concepts.filter(({ tag }) => WHAT.test(tag)).map(({ tag }) => tag);
  const known = before.concepts.flatMap(({ tag }) => {
    const { metric } = reading.superlatives[tag.replace('superlative:', '')] ?? {};
    return metric === undefined ? [tag] : [tag, `metric:${metric}`];
  });
  return own.every((tag) => known.includes(tag));
};

/** "How long?", and nothing more. */
export const asksLength = (next: Frame): boolean =>
  some(next, /^family:/) &&
  next.mentions.length + next.times.ranges.length + next.unknown.length === 0 &&
  next.concepts.every(({ tag }) => /^(?:family:|stop$|aux$|ask\.yesno$)/.test(tag));

/** "How many times, exactly?", and nothing more. */
export const onlyCounts = (next: Frame): boolean =>
  some(next, /^ask\.count$/) &&
  next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length === 0 &&
  tieSpans(next).length === 0 &&
  !next.times.all &&
  next.concepts.every(({ tag }) => /^(?:ask\.count|ask\.yesno|having\.eq|stop|aux)$/.test(tag));

/** The first of what was ranked by how many there were. */
const ranksCount = (before: Frame, { adds, reading }: Setting): boolean => {
  const metrics = before.concepts.flatMap(({ tag }) => {
    const [kind = '', name = ''] = tag.split(':');
    return kind === 'metric' ? [name] : (reading.superlatives[name]?.metric ?? []);
  });
  const one = some(before, /^(?:single|ask\.which)$/) && some(before, /^(?:order\.|superlative:)/);
  return one && metrics.length > 0 && metrics.every(adds) && !some(before, /^(?:family:|rate$|share$)/);
};

const measuresTime = (before: Frame, { reading }: Setting): boolean =>
  before.concepts.some(({ tag }) => tellsTime(tag, reading));

/** "Why?", and nothing more. */
const onlyWhy = (next: Frame): boolean =>
  some(next, /^ask\.why$/) &&
  next.mentions.length + next.times.ranges.length + next.unknown.length === 0 &&
  next.concepts.every(({ tag }) => /^(?:ask\.why|stop|aux|greet)$/.test(tag));

/** "Why?", of how long something takes: why that is so, and not why anything failed. */
export const whyLong = (next: Frame, before: Frame, opened: number, setting: Setting): string | undefined => {
  const [why] = conceptSpans(next, /^ask\.why$/);
  const failed = some(before, /^(?:metric:|view:|ask\.why$)/);
  if (!why || failed || !onlyWhy(next) || !measuresTime(before, setting)) return undefined;
  return joined([textOf(next, why), edited(before, [...gone(before, ASK), ...base(before, opened)])]);
};

/** "What is the difference?", and nothing more. */
const onlyDiffers = (next: Frame): boolean =>
  some(next, /^compare\.ask$/) &&
  next.mentions.length + next.times.ranges.length + next.unknown.length === 0 &&
  next.concepts.every(({ tag }) =>
    /^(?:compare\.ask|single|ask\.(?:which|what|count|yesno)|stop|aux)$/.test(tag),
  );

/** "List them", and nothing more, of things in a state: the answer lists them. */
export const listsAgain = (next: Frame, before: Frame): boolean =>
  some(next, /^ask\.enumerate$/) &&
  next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length === 0 &&
  next.concepts.every(({ tag }) => /^(?:ask\.(?:enumerate|list|which|yesno)|stop|aux)$/.test(tag)) &&
  some(before, /^view:/) &&
  some(before, /^entity$/) &&
  !some(before, /^ask\.(?:count|why|when)$/);

/** What the answer before said already is asked for again: how many, how long, which, the number of a part. */
export const answeredAlready = (
  next: Frame,
  said: Frame,
  before: Frame,
  opened: number,
  setting: Setting,
): string | undefined => {
  // "How much was it?", of the first of a ranking: the answer says it.
  if (
    tagSpan(said, 'refer.figure') &&
    some(before, RANKED) &&
    measuresSame(next, before, setting) &&
    next.mentions.length + next.times.ranges.length + next.times.windows.length === 0
  )
    return joined([edited(before, base(before, opened))]);
  if (listsAgain(next, before)) return joined([edited(before, base(before, opened))]);
  // "How many times?", of the first of a ranking: the answer says it.
  if (onlyCounts(next) && ranksCount(before, setting)) return joined([edited(before, base(before, opened))]);
  // "What is the difference?", of two that were held against each other: the answer says it.
  if (onlyDiffers(next) && tagSpan(before, 'compare')) return joined([edited(before, base(before, opened))]);
  // "The number, please, not the percentage": how many that part is.
  if (onlyCounts(next) && some(before, /^share$/)) {
    const [count] = conceptSpans(next, /^ask\.count$/);
    const kept = edited(before, [...gone(before, ASK, /^(?:share|rate)$/), ...base(before, opened)]);
    return joined([...(count ? [textOf(next, count)] : []), kept]);
  }
  // "How long?", of what took longest: the answer says it.
  if (asksLength(next) && some(before, RANKED) && measuresTime(before, setting)) return before.source;
  return undefined;
};
