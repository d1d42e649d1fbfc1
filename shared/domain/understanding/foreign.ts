import { isAboutUnknown } from './about-unknown.ts';
import { all, asksWhyOf, type Frame, has, type Mention, speaksOf } from './frame.ts';
import { asksCauses } from './kinds-of-trouble.ts';
import type { Match } from './phrases.ts';
import { onlyTells, tellsOfLabels, tellsOfSelf } from './tells.ts';

/** A whole name, or one that fits as well. */
const WELL_NAMED = 0.95;
/** More numbers than a question about data ever has: something is to be computed. */
const MANY_NUMBERS = 3;

const FIGURES = ['metric:', 'family:', 'view:', 'superlative:', 'value:'];

/** "What tags are there". */
const asksKind = ({ concepts }: Frame): boolean =>
  concepts.some(
    (ask) =>
      ask.tag === 'ask.what' &&
      concepts.some(({ tag, start }) => tag.startsWith('dimension:') && start === ask.end),
  );

/** "The trend of October": of what it is goes without saying. */
export const showsPeriod = (frame: Frame): boolean =>
  has(frame, 'series') &&
  frame.times.ranges.length > 0 &&
  frame.unknown.length + frame.aside.length === 0 &&
  !frame.words.matches.some(({ tag }) => tag === 'self');

/** It asks for something that this data could tell. */
const isDomain = (frame: Frame): boolean =>
  FIGURES.some((prefix) => all(frame, prefix).length > 0) ||
  has(
    frame,
    'row',
    'overview',
    'trending',
    'oldest',
    'busiest',
    'order.worst',
    'order.best',
    'absent',
    'agg.p95',
  ) ||
  speaksOf(frame, 'entity') ||
  (has(frame, 'compare', 'compare.ask') && frame.times.ranges.length > 1 && frame.unknown.length === 0) ||
  // "The most frequent causes", "timeouts this week".
  (has(frame, 'ask.why') &&
    has(frame, 'order.most') &&
    (frame.times.ranges.length > 0 || frame.unknown.length === 0)) ||
  (has(frame, 'cause') && (frame.times.ranges.length > 0 || frame.unknown.length === 0)) ||
  (isAnchored(frame) && all(frame, 'dimension:').length > 0) ||
  ((has(frame, 'ask.which', 'ask.list', 'ask.count') || asksKind(frame)) &&
    frame.unknown.length === 0 &&
    all(frame, 'dimension:').length > 0) ||
  asksWhyOf(frame) ||
  asksCauses(frame) ||
  showsPeriod(frame) ||
  frame.mentions.length > 0;

const BARE_TOKENS = 6;

/** Nothing but a period: "ieri?", "and last week". */
const isBareTime = (frame: Frame): boolean =>
  frame.words.tokens.length <= BARE_TOKENS &&
  frame.times.ranges.length > 0 &&
  frame.concepts.every(({ tag }) =>
    /^(?:stop|greet|compare|compare\.ask|aux|ask\.what|happened)$/.test(tag),
  ) &&
  !frame.words.matches.some(({ tag }) => tag === 'self');

const isWellNamed = ({ score, hits, one }: Mention): boolean =>
  score >= WELL_NAMED || hits > 1 || one === true;

/** A word that is said of this data alone, or a name. */
export const isAnchored = (frame: Frame): boolean =>
  frame.words.matches.some(({ tag }) => tag === 'anchor') || frame.mentions.some(isWellNamed);

const TELLING =
  /^(?:metric:|family:|view:|superlative:|dimension:|value:|row$|entity$|cause$|per\.|series$|rate$|share$|trending$|overview$|oldest$|order\.)/;
/** How much one word that nothing explains weighs against words of this data, and one of another subject. */
const WEIGHT_OF_UNKNOWN = 2;
const WEIGHT_OF_TOPIC = 4;
const MOST_OF_ONE = 2;
const MOST_UNSURE = 1.5;
/** One word of a name may stand there by chance. */
const PART_OF_NAME = 0.5;

/** Words that only shape a figure: they speak of any subject, unless something else speaks of this data. */
const SHAPING = /^(?:per\.|series$|rate$|share$|order\.)/;

/** Words of other subjects; "è partita" is what it did, "la partita" a match. */
export const elsewhere = ({ concepts }: Frame): Match[] =>
  concepts.filter(
    ({ tag, start, end }) =>
      tag === 'offtopic' &&
      !(
        concepts.some((verb) => verb.tag === 'aux' && verb.end === start) &&
        concepts.some((row) => row.tag === 'row' && row.start === start && row.end === end)
      ),
  );

/** Words of other subjects that mean nothing in this data. */
export const topicsOf = (frame: Frame): number =>
  elsewhere(frame).filter(
    ({ start, end }) =>
      !frame.concepts.some((other) => other.start === start && other.end === end && TELLING.test(other.tag)),
  ).length;

/** "You are slow", "did I miss": it is said of who speaks, or of who is spoken to. */
const isOfPerson = (frame: Frame, { start }: Match): boolean => {
  const said = frame.concepts.filter((each) => each.start === start);
  const spoken = said.some(({ language }) => language === frame.language)
    ? new Set([frame.language])
    : new Set(said.map(({ language }) => language));
  return frame.words.matches.some(
    ({ tag, end, language }) =>
      // "I problemi": no English "I".
      tag === 'self' && end === start && language === frame.language && spoken.has(language),
  );
};

/** How many words speak of this data; a word that is said of nothing else counts twice. */
const evidence = (frame: Frame): number => {
  const surely = isAnchored(frame);
  const spans = new Map<number, number>();
  for (const each of frame.concepts)
    if (TELLING.test(each.tag) && (surely || !(SHAPING.test(each.tag) || isOfPerson(frame, each))))
      spans.set(each.start, Math.min(surely ? MOST_OF_ONE : MOST_UNSURE, each.end - each.start));
  const named = frame.mentions.map((each) =>
    isWellNamed(each) || has(frame, 'entity') ? each.hits : PART_OF_NAME,
  );
  const anchors = frame.words.matches.filter(({ tag }) => tag === 'anchor').length;
  const times = surely ? frame.times.ranges.length + frame.times.windows.length : 0;
  return [...spans.values(), ...named].reduce((sum, each) => sum + each, 0) + anchors + times;
};

/** "How many times did it run": runs are counted, in words that may be said of other things too. */
const countsTimes = (frame: Frame): boolean =>
  has(frame, 'ask.count') &&
  has(frame, 'row') &&
  !frame.concepts.some((each) => isOfPerson(frame, each)) &&
  frame.words.matches.some(({ tag }) => tag === 'occasions');

/** "The teleport process", "orders of Zanzibar Foods": a name is given, though no such name is known. */
const namesUnknown = (frame: Frame): boolean =>
  ((isAnchored(frame) || countsTimes(frame)) &&
    frame.naming.length > 0 &&
    frame.naming.length === frame.unknown.length) ||
  frame.words.tokens.some((token, at) => {
    const close = frame.naming.includes(token.norm);
    const led = [1, 2, 3].some((back) => frame.words.tag(at - back, 'theOne') > 0);
    return close && (led || frame.words.tag(at + 1, 'theOneBehind') > 0);
  });

/** "Are we doing better or worse than in October?": of nobody by himself, all goes better or worse. */
export const judgesAgainst = (frame: Frame): boolean =>
  frame.times.ranges.length > 0 &&
  has(frame, 'compare') &&
  (speaksOf(frame, 'change.better') || speaksOf(frame, 'change.worse')) &&
  frame.unknown.length + frame.mentions.length === 0 &&
  !speaksOf(frame, 'self');

/** "The quietest day last week", "was yesterday worse than the day before": times that are ranked or judged. */
const ranksTime = (frame: Frame): boolean =>
  (frame.times.ranges.length > 0 &&
    has(frame, 'order.least', 'order.most') &&
    has(frame, 'per.day', 'per.week', 'per.month')) ||
  (frame.times.ranges.length > 1 &&
    has(frame, 'change.better', 'change.worse') &&
    frame.unknown.length === 0) ||
  judgesAgainst(frame);

/** "How is it going? I am tired": nothing of the data, and something of himself. */
const chats = (frame: Frame): boolean =>
  has(frame, 'overview') &&
  !isAnchored(frame) &&
  frame.mentions.length === 0 &&
  frame.unknown.length + frame.aside.length > 0 &&
  FIGURES.every((prefix) => all(frame, prefix).length === 0) &&
  frame.words.matches.some(({ tag }) => tag === 'self');

/**
 * The words are not about this data, though some of them are words of it: what nothing explains counts
 * against it, unless it is anchored.
 */
export const isForeign = (frame: Frame): boolean => {
  const topics = topicsOf(frame);
  if (tellsOfLabels(frame)) return true;
  if (namesUnknown(frame) || (topics === 0 && frame.mentions.some(isWellNamed))) return false;
  if (tellsOfSelf(frame) || chats(frame) || isAboutUnknown(frame)) return true;
  const numbers = frame.words.tokens.filter(({ kind }, at) => kind === 'number' && !frame.times.used.has(at));
  if (numbers.length >= MANY_NUMBERS && !isAnchored(frame)) return true;
  if (isBareTime(frame) || ranksTime(frame)) return topics > 0;
  if (!isDomain(frame)) return true;
  const surely = isAnchored(frame);
  if (!surely && onlyTells(frame)) return true;
  const slips = Math.max(0, frame.corrected - (surely || frame.unknown.length === 0 ? 3 : 2));
  const unclear = (frame.unknown.length + slips) * WEIGHT_OF_UNKNOWN + (surely ? 0 : frame.aside.length);
  const own = evidence(frame);
  const personal = frame.concepts.some((each) => TELLING.test(each.tag) && isOfPerson(frame, each));
  return (own === 0 && personal) || unclear + topics * WEIGHT_OF_TOPIC > own;
};
