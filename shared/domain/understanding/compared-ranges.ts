import type { TimeRange } from '#shared/contracts/query.ts';
import { all, distinctRanges, type Frame, has, opensWith, speaksOf } from './frame.ts';
import type { Match } from './phrases.ts';

/** "More than last month": a bound whose other end is a period; "over the last month" is none. */
const isMoreThan = ({ words }: Frame, { tag, start, end }: Match, period: number): boolean =>
  (tag === 'having.gt' || tag === 'having.lt') &&
  period - end <= 1 &&
  words.number(end) === undefined &&
  words.tag(start, 'time.glue') === 0;

/** A unit of the calendar that is no part of a period: "which week", "the best day". */
const asksUnit = ({ words, times }: Frame): boolean =>
  words.tokens.some((_, at) => words.prefixed(at, 'unit.') && !times.used.has(at));

/** "Più errori di ieri": more than then, where nothing is ranked. */
const isMoreOf = (frame: Frame, { tag }: Match, period: number): boolean =>
  (tag === 'order.most' || tag === 'order.least') &&
  (has(frame, 'ask.yesno', 'aux') || (opensWith(frame, tag) && frame.words.tag(period - 1, 'thanOf') > 0)) &&
  // "Did A or B fail more often in September": than the other.
  !(frame.mentions.length > 1 && has(frame, 'or')) &&
  !has(frame, 'ask.which', 'ask.what', 'ask.when', 'single', 'entity') &&
  all(frame, 'dimension:').length === 0 &&
  !asksUnit(frame);

/** "By hand against on schedule in October": what stands behind the word is held against it, not the period. */
const STATE = /^(?:value:|view:)/;

/** "Up on last week", "in calo sul mese scorso": held against it; "up on Monday" is then. */
const turnedOn = ({ words, times }: Frame): boolean => {
  const [only, ...more] = times.ranges;
  if (!only || more.length > 0) return false;
  const placed = only.grain !== 'day' || words.prefixed(only.start, 'day.') !== undefined;
  return (
    placed &&
    words.matches.some(
      ({ tag, end }) =>
        /^(?:turned|turned\.short|trending)$/.test(tag) &&
        (words.tag(end, 'againstOn') === only.start ||
          (end === only.start && words.tag(end, 'againstOn') > 0)),
    )
  );
};

/** Things are asked for, or a figure of each of them. */
const asksOneOfMany = (frame: Frame): boolean =>
  has(frame, 'ask.which', 'ask.what', 'single', 'entity', 'group') || all(frame, 'dimension:').length > 0;

/** "Are runs up this week?", "il tasso di errore è più basso questo mese?": of one figure, and what follows is a time. */
const turnedShort = (frame: Frame): boolean => {
  const { concepts, words, times } = frame;
  return (
    !asksOneOfMany(frame) &&
    concepts.some(({ tag }) => tag === 'ask.yesno' || tag === 'aux') &&
    concepts.some(
      ({ tag, start, end }) =>
        tag === 'turned.short' &&
        concepts.some(
          (figure) =>
            /^(?:metric:|row$|family:)/.test(figure.tag) && figure.end <= start && start - figure.end <= 1,
        ) &&
        (end === words.tokens.length ||
          words.tokens[end]?.kind === 'mark' ||
          times.ranges.some((range) => range.start >= end && range.start - end <= 1)),
    )
  );
};

/** "How many runs dropped": those that did are counted. */
const countsTurned = ({ concepts }: Frame): boolean =>
  concepts.some(
    (ask) =>
      ask.tag === 'ask.count' &&
      concepts.some(
        (row) =>
          /^(?:metric:|row$|entity$)/.test(row.tag) &&
          row.start === ask.end &&
          concepts.some(({ tag, start }) => tag === 'turned' && start === row.end),
      ),
  );

/** "Le cose vanno meglio questa settimana", "are things going better this month": than before, of nothing by name. */
const wentBetter = (frame: Frame): boolean =>
  frame.mentions.length === 0 &&
  (speaksOf(frame, 'change.better') || speaksOf(frame, 'change.worse')) &&
  !has(frame, 'ask.when', 'ask.why', 'ask.count') &&
  !asksOneOfMany(frame) &&
  !frame.words.tokens.some((_, at) => frame.words.number(at) && !frame.times.used.has(at)) &&
  !asksUnit(frame);

/** "More failures than usual this week?": than in the one before it. */
export const thanUsual = (frame: Frame): boolean =>
  !asksOneOfMany(frame) &&
  frame.words.matches.some(
    ({ tag, start }) =>
      tag === 'usual' &&
      frame.concepts.some((than) => than.tag === 'compare' && (than.start === start || than.end === start)),
  );

/** Two periods as said; or, against one that is past, the one of now: "more than last week?". */
export const comparedRanges = (frame: Frame): TimeRange[] => {
  const { concepts, words } = frame;
  const { ranges } = frame.times;
  const [only] = ranges;
  const moved =
    (has(frame, 'trending', 'turned') && !countsTurned(frame)) || turnedShort(frame) || thanUsual(frame);
  if (!only && moved) return [...frame.times.recent];
  // "This quarter, from 1 October to today" tells one period twice.
  if (ranges.length > 1 && distinctRanges(frame).length === 1) return [];
  if (ranges.length !== 1 || !only) return ranges.slice(0, 2).map((each) => each.range);
  const against = frame.concepts.some(
    (match) =>
      (match.tag === 'compare' ||
        isMoreThan(frame, match, only.start) ||
        isMoreOf(frame, match, only.start)) &&
      match.end <= only.start &&
      only.start - match.end <= 2 &&
      !frame.mentions.some(({ start }) => start >= match.end && start < only.start) &&
      !frame.concepts.some(({ tag, start }) => STATE.test(tag) && start >= match.end && start < only.start),
  );
  // "Compare ours with last month."
  const led =
    only.start > 0 &&
    has(frame, 'compare', 'compare.ask') &&
    frame.words.tag(only.start - 1, 'against') === only.start;
  // "I processi sono più lenti della settimana scorsa".
  const slower =
    words.tag(only.start - 1, 'thanOf') === only.start &&
    concepts.some(
      ({ tag, start, end }) =>
        tag.startsWith('superlative:') &&
        end === only.start - 1 &&
        concepts.some((verb) => verb.tag === 'aux' && verb.end === start),
    );
  const now = only.current;
  // "Siamo messi meglio della settimana scorsa".
  const betterThan = wentBetter(frame) && frame.words.tag(only.start - 1, 'thanOf') === only.start;
  if ((against || led || betterThan || slower || turnedOn(frame)) && now && now.from !== only.range.from)
    return [now, only.range];
  // "Did errors go down this week": from the week before.
  return moved || wentBetter(frame) ? [only.range, only.previous] : [];
};
