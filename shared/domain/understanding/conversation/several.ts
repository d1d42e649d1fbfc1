import type { Single } from '#shared/contracts/understanding.ts';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Frame } from '../frame.ts';
import { type Span, textOf } from './pieces.ts';

const OPENS = /^(?:ask\.(?:count|which|when|why)|order\.|superlative:|define|single$)/;
const WHAT = /^(?:metric:|family:|row$|view:|superlative:|entity$|dimension:)/;
const BARE = /^ask\.(?:why|when)$/;
const MOST = 3;

/** "List the areas and how many failures each had": the first piece only says of what the second is told. */
export const listsForEach = (frame: Frame): boolean => {
  const list = frame.concepts.find(({ tag }) => /^ask\.(?:list|enumerate)$/.test(tag));
  const thing = frame.concepts.find(
    ({ tag, start }) => tag.startsWith('dimension:') && list && start >= list.end,
  );
  const ask = frame.concepts.find(({ tag, start }) => tag === 'ask.count' && thing && start >= thing.end);
  const between = frame.concepts.some(
    ({ tag, start }) =>
      thing && ask && /^(?:metric:|family:|row$|view:)/.test(tag) && start >= thing.end && start < ask.start,
  );
  return (
    ask !== undefined &&
    !between &&
    frame.words.tokens.some((_, at) => at > ask.start && frame.words.tag(at, 'eachOne') > 0)
  );
};

const inside = (frame: Frame, at: number): boolean =>
  [...frame.mentions, ...frame.times.ranges, ...frame.concepts].some(
    (span) => at > span.start && at < span.end,
  );

const tagsIn = (frame: Frame, { start, end }: Span): string[] =>
  frame.concepts.filter((match) => match.start >= start && match.end <= end).map((match) => match.tag);

/** A second question begins with its opening word; "e fallito" may as well be a verb. */
const opensSoon = (frame: Frame, { start, end }: Span): boolean => {
  const first = frame.concepts.find(
    (match) => match.start >= start && match.end <= end && !/^(?:stop|aux|greet|asking)$/.test(match.tag),
  );
  return first !== undefined && first.start - start <= 3 && OPENS.test(first.tag);
};

/** "Which process had most of them": the things stand inside the words that ask. */
const namesThings = (frame: Frame, { start, end }: Span): boolean =>
  frame.words.matches.some((match) => match.tag === 'entity' && match.start >= start && match.end <= end) &&
  tagsIn(frame, { start, end }).some((tag) => tag.startsWith('order.'));

/** "How many escalations yesterday": a thing is counted by its name. */
const countsNamed = (frame: Frame, { start, end }: Span): boolean =>
  frame.concepts.some(
    (ask) =>
      ask.tag === 'ask.count' &&
      ask.start >= start &&
      ask.end < end &&
      frame.mentions.some((mention) => mention.start === ask.end && mention.end <= end),
  );

/** "How many times did the backup go": how often a thing went is asked of it by its name. */
const countsTimes = (frame: Frame, { start, end }: Span): boolean =>
  frame.concepts.some(
    (ask) =>
      ask.tag === 'ask.count' &&
      ask.start >= start &&
      ask.end < end &&
      frame.words.tag(ask.end, 'occasions') > 0,
  ) && frame.mentions.some((mention) => mention.start >= start && mention.end <= end);

const BARE_COUNT = /^(?:ask\.(?:count|yesno)|stop|aux|share|many|knowledge|value:.*)$/;

/** "How many on Monday", "how many of those in Magazzino", "quante manuali": of what was counted before. */
const countsAgain = (frame: Frame, { start, end }: Span, tags: readonly string[]): boolean => {
  const inSpan = (each: Span): boolean => each.start >= start && each.end <= end;
  const ofThose = frame.words.matches.some((match) => match.tag === 'refer.many' && inSpan(match));
  const narrowed = [...frame.mentions, ...frame.times.windows].some(inSpan);
  // "How many by hand and how many by schedule" stand side by side.
  const values = frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  const valued = values.length > 0 && values.every(inSpan);
  return (
    tags.find((tag) => tag !== 'stop' && tag !== 'aux') === 'ask.count' &&
    tags.every((tag) => BARE_COUNT.test(tag)) &&
    (values.length > 0 ? valued : frame.times.ranges.some(inSpan) || (ofThose && narrowed))
  );
};

/** "…, and what was its success rate?": another figure of what was asked about. */
const asksOfIt = (frame: Frame, span: Span, tags: readonly string[]): boolean => {
  const first = tags.find((tag) => tag !== 'stop' && tag !== 'aux');
  const { matches } = frame.words;
  const its = matches.some(
    ({ tag, start, end }) => /^refer(?:\.many)?$/.test(tag) && start >= span.start && end <= span.end,
  );
  const measures = tags.some((tag) => /^(?:metric:|family:)/.test(tag));
  return its && measures && first === 'ask.what';
};

/** It asks for something by itself: an opening word and something to measure or list. */
const isQuestion = (frame: Frame, span: Span, later: boolean): boolean => {
  const tags = tagsIn(frame, span);
  const asks = tags.some((tag) => OPENS.test(tag)) && (!later || opensSoon(frame, span));
  const first = tags.find((tag) => tag !== 'stop' && tag !== 'aux');
  const measures = first?.startsWith('family:') === true;
  // "How many failures on Sunday and how many on Monday".
  const again = later && countsAgain(frame, span, tags);
  return (
    measures ||
    again ||
    (later && asksOfIt(frame, span, tags)) ||
    (asks &&
      (tags.some((tag) => WHAT.test(tag)) ||
        namesThings(frame, span) ||
        (!later && (countsNamed(frame, span) || countsTimes(frame, span))) ||
        // "Which was the worst yesterday?"
        (!later && tags.includes('single') && tags.some((tag) => /^order\.(?:worst|best)$/.test(tag))) ||
        // "When was it last executed".
        (tags.includes('ask.when') && tags.includes('last')) ||
        (later && tags.some((tag) => BARE.test(tag)))))
  );
};

/** "…, and is anything stuck?", "and what's stuck?": of now, whatever was asked before it. */
const asksState = (frame: Frame, span: Span): boolean => {
  const [first = '', ...more] = tagsIn(frame, span).filter((tag) => tag !== 'stop' && tag !== 'aux');
  return /^ask\.(?:yesno|what)$/.test(first) && more.some((tag) => tag.startsWith('view:'));
};

/** The first part may ask without an opening word: "the failure rate this month, and how long …". */
const isPart = (frame: Frame, span: Span, later: boolean): boolean => {
  const tags = tagsIn(frame, span);
  const measures = tags.some((tag) => /^(?:metric:|family:|view:|row$)/.test(tag));
  return (
    isQuestion(frame, span, later) ||
    (measures && tags.some((tag) => /^(?:rate|share|agg\.|last$|first$)/.test(tag))) ||
    // "Il backup è partito stanotte, e quanto ci ha messo?"
    (measures &&
      tags.includes('aux') &&
      frame.mentions.some(({ start, end }) => start >= span.start && end <= span.end)) ||
    // "Is anything stuck? How many are queued?"
    (measures && tags.includes('ask.yesno') && frame.words.mark(span.end, '?'))
  );
};

/** "Quale area è la meno affidabile": what ranks belongs to the thing before it, that alone measures nothing. */
const ranksLeft = (frame: Frame, left: Span, right: Span): boolean => {
  const first = tagsIn(frame, right).find((tag) => tag !== 'stop' && tag !== 'aux');
  const measured = tagsIn(frame, left).some((tag) =>
    /^(?:metric:|family:|view:|superlative:|order\.|row$)/.test(tag),
  );
  return !measured && first !== undefined && /^(?:superlative:|order\.)/.test(first);
};

/** Where a second question may begin: behind a mark that ends a sentence, at a comma or an "and". */
const joints = (frame: Frame): Span[] =>
  frame.words.tokens.flatMap((_, at) => {
    const end = frame.words.mark(at, '?.;,') ? at + 1 : frame.words.tag(at, 'joint');
    return end > 0 && at > 0 && !inside(frame, at) ? [{ start: at, end }] : [];
  });

/** "The slowest and the fastest process": each in the place of the other; nothing but an article between. */
const bothEnds = (frame: Frame): string[] | undefined => {
  const found = new Map<string, Span>();
  for (const match of frame.concepts)
    if (match.tag.startsWith('superlative:') && !found.has(match.tag)) found.set(match.tag, match);
  const [first, second, ...more] = [...found.values()];
  if (!first || !second || more.length > 0) return undefined;
  const joint = joints(frame).find(({ start, end }) => start >= first.end && end <= second.start);
  if (!joint || second.start - joint.end > 1) return undefined;
  const words = (start: number, end: number): string => (start < end ? textOf(frame, { start, end }) : '');
  const between = words(first.end, joint.start);
  const behind = words(second.end, frame.words.tokens.length);
  return [first, second].map((end) =>
    [words(0, first.start), textOf(frame, end), between, behind].filter(Boolean).join(' '),
  );
};

const MOST_BETWEEN = 4;

/** "The first and the last run": each without the other. */
const firstAndLast = (frame: Frame): string[] | undefined => {
  const { words, concepts } = frame;
  const last = concepts.find(
    ({ tag, end }) =>
      tag === 'last' && concepts.some((each) => each.start === end && /^(?:row$|metric:)/.test(each.tag)),
  );
  const opens = (at: number): boolean =>
    words.tag(at, 'first') > 0 || (words.number(at)?.ordinal === true && words.number(at)?.value === 1);
  const first = words.tokens.findIndex(
    (_, at) => last !== undefined && at < last.start && last.start - at <= MOST_BETWEEN && opens(at),
  );
  const joint = joints(frame).find(({ start }) => first >= 0 && start > first && start <= first + 2);
  if (!last || !joint || joint.end > last.start) return undefined;
  // "Before and after the last run" is one place.
  const between = words.tokens.slice(joint.end, last.start).map((_, at) => joint.end + at);
  const light = (at: number): boolean =>
    ['stop', 'time.glue', 'ask.when'].some((tag) => words.tag(at, tag) > 0);
  if (!between.every(light)) return undefined;
  const behind = textOf(frame, { start: last.end, end: words.tokens.length });
  return [
    `${textOf(frame, { start: 0, end: joint.start })} ${behind}`,
    `${textOf(frame, { start: 0, end: first })} ${textOf(frame, last)} ${behind}`.trim(),
  ];
};

/** The questions that a message holds, in its order; undefined when it is one. */
export const questionsIn = (frame: Frame): string[] | undefined => {
  const ends = bothEnds(frame) ?? firstAndLast(frame);
  if (ends) return ends;
  const found: Span[] = [];
  let start = 0;
  for (const joint of joints(frame)) {
    if (found.length === MOST - 1) break;
    const left = { start, end: joint.start };
    const right = { start: joint.end, end: frame.words.tokens.length };
    const states = asksState(frame, right) && tagsIn(frame, left).some((tag) => WHAT.test(tag));
    const both = isPart(frame, left, found.length > 0) && isQuestion(frame, right, true);
    if (!both && !states) continue;
    if (ranksLeft(frame, left, right)) continue;
    found.push(left);
    start = joint.end;
  }
  if (found.length === 0) return undefined;
  return [...found, { start, end: frame.words.tokens.length }].map((span) => textOf(frame, span));
};

export const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Figures over the same rows are one query: "how many runs and how many failures yesterday". */
export const merged = (parts: readonly Single[], catalog: Catalog): Single | undefined => {
  const [first] = parts;
  if (first?.kind !== 'query') return undefined;
  const plain = ({ metrics, dimensions, comparison, shape }: SemanticQuery): boolean =>
    metrics.length > 0 && dimensions === undefined && comparison === undefined && shape === 'figure';
  const metrics: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'query' || !plain(part.query)) return undefined;
    const same =
      alike(part.query.filters, first.query.filters) &&
      alike(part.query.timeRange, first.query.timeRange) &&
      part.query.everything === first.query.everything;
    if (!same) return undefined;
    metrics.push(...part.query.metrics);
  }
  const datasets = new Set(
    metrics.map((name) => catalog.metrics.find((metric) => metric.name === name)?.dataset),
  );
  if (datasets.size > 1) return undefined;
  const confidence = Math.min(...parts.map((part) => part.confidence));
  return { ...first, query: { ...first.query, metrics: [...new Set(metrics)].slice(0, 8) }, confidence };
};
