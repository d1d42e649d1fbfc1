import type { Frame } from '../frame.ts';
import type { Readout } from '../understand.ts';
import { asksLength, listsAgain } from './answered-already.ts';
import { some, tagSpan } from './parts.ts';
import { alike } from './several.ts';

/** Words that shape a message and ask for nothing. */
const LIGHT =
  /^(?:stop|aux|greet|or|many|naming|thanks|ask\.list|ask\.yesno|order\.(?:rank|most|worst)|now|row|entity)$/;
/** Which of what is shown already. */
const WHICH = /^(?:single|ask\.which)$/;

const queryOf = ({ understanding }: Readout): unknown =>
  understanding.kind === 'query' ? understanding.query : undefined;

/** "On average?", of what was told day by day: the mean of the days is told. */
const isAverage = ({ understanding }: Readout): boolean =>
  understanding.kind === 'query' && understanding.average === true;

const WHEN = /^(?:ask\.when$|last$)/;
/** Words that mean something beside the question before. */
const POINTS = ['together', 'refer.two', 'refer.before', 'refer.after', 'time.before'];

const listsRows = ({ understanding }: Readout): boolean =>
  understanding.kind === 'query' &&
  understanding.query.dataset === 'runs' &&
  understanding.query.metrics.length === 0;

const isFigure = ({ understanding }: Readout): boolean =>
  understanding.kind === 'query' &&
  understanding.query.metrics.length > 0 &&
  (understanding.query.dimensions ?? []).length === 0;

/** The things themselves were listed, and how many they are. */
const listsThings = ({ understanding, frame }: Readout): boolean =>
  understanding.kind === 'query' && understanding.query.shape === 'list' && some(frame, /^entity$/);

/** "Which has more?", and nothing more. */
const ranksOnly = ({ concepts, unknown, mentions, times }: Frame): boolean =>
  unknown.length + mentions.length + times.ranges.length === 0 &&
  concepts.every(({ tag }) => /^(?:single|ask\.(?:which|yesno)|order\.|compare|change\.|stop|aux)/.test(tag));

/** Two that were named stand side by side, the greater first. */
const holdsTwo = ({ understanding, frame }: Readout): boolean =>
  understanding.kind === 'query' && understanding.query.shape === 'comparison' && frame.mentions.length > 1;

/** The first of a ranking was told, with its figure. */
const isFirst = ({ understanding }: Readout): boolean =>
  understanding.kind === 'query' && understanding.query.shape === 'top' && understanding.query.limit === 1;

const onlyCounts = (next: Frame): boolean =>
  next.unknown.length === 0 &&
  next.mentions.length + next.times.ranges.length === 0 &&
  next.concepts.some(({ tag }) => tag === 'ask.count') &&
  next.concepts.every(({ tag }) => tag === 'ask.count' || tag === 'having.eq' || LIGHT.test(tag));

/** The question stayed what it was, though the message says something that the question before did not. */
export const isUnread = (next: Frame, before: Readout, read: Readout): boolean => {
  const query = queryOf(read);
  if (query === undefined || !alike(query, queryOf(before)) || isAverage(read) !== isAverage(before))
    return false;
  const shown = before.understanding.kind === 'query' && before.understanding.query.dimensions !== undefined;
  const known = new Set(before.frame.concepts.map(({ tag }) => tag));
  // "What is the difference?", of two that were held against each other: the answer says it.
  if (tagSpan(before.frame, 'compare'))
    for (const tag of ['compare.ask', 'single', 'ask.which']) known.add(tag);
  // The rows that are listed say when they began.
  if (listsRows(before) && next.concepts.some(({ tag }) => WHEN.test(tag))) return next.unknown.length > 0;
  if (tagSpan(next, 'refer.figure') && next.unknown.length === 0) return false;
  // "How many is that?", of what was told by its number.
  if ((isFigure(before) || isFirst(before) || listsThings(before)) && onlyCounts(next)) return false;
  if (listsAgain(next, before.frame)) return false;
  // "How slow?", of the slowest.
  if (isFirst(before) && asksLength(next)) return false;
  if (holdsTwo(before) && ranksOnly(next)) return false;
  if (tagSpan(next, 'refer.since')) return !listsRows(before);
  if (POINTS.some((tag) => tagSpan(next, tag) !== undefined) && next.times.ranges.length === 0) return true;
  const news = (tag: string): boolean => !LIGHT.test(tag) && !known.has(tag) && !(shown && WHICH.test(tag));
  return next.unknown.length > 0 || next.concepts.some(({ tag }) => news(tag));
};
