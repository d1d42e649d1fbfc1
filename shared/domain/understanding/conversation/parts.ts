import type { Reading } from '#shared/contracts/grammar.ts';
import { type Bound, bounds } from '../bounds.ts';
import type { Frame } from '../frame.ts';
import { conceptSpans, type Edit, edited, type Span, without } from './pieces.ts';

export const WHAT = /^(?:metric:|family:|superlative:|view:|row$|overview$|oldest$|trending$|busiest$)/;
export const ASK = /^(?:ask\.(?!yesno)|single$)/;
export const GROUPING = /^(?:dimension:|group$|per\.|series$|entity$)/;
export const ORDER = /^(?:order\.|lastMany$|superlative:)/;
/** What ranks or asks for single things. */
export const RANKED = /^(?:order\.|superlative:|entity$|single$|many$|ask\.which)/;
/** Things that stand for now or for ever: no period is carried to them. */
export const TIMELESS = /^(?:view:|last$|first$|never$|oldest$|define$)/;

/** "The sales area" names one: it groups nothing. */
const onlyNames = (frame: Frame, tag: string): boolean =>
  frame.mentions.some((mention) => tag === `dimension:${mention.choices[0]?.dimension ?? ''}`);

export const some = (frame: Frame, tag: RegExp): boolean =>
  frame.concepts.some((match) => tag.test(match.tag) && !onlyNames(frame, match.tag));

export const within = (at: number, { start, end }: Span): boolean => at >= start && at < end;

export const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** Where a phrase with this tag stands first. */
export const tagSpan = (frame: Frame, tag: string): Span | undefined => {
  const start = frame.words.tokens.findIndex((_, at) => frame.words.tag(at, tag) > 0);
  return start < 0 ? undefined : { start, end: frame.words.tag(start, tag) };
};

const TIES = [
  'refer.figure',
  'refer.time',
  'refer.same',
  'widen.time',
  'widen.who',
  'widen.period',
  'widen.all',
];
/** Words that say what is to be done to the question before. */
const DOING = [
  'refer.before',
  'refer.after',
  'drop',
  'include',
  'except',
  'swap',
  'rather',
  'also',
  'sorted',
];

/** Words that only point at the question before: "in that month", "all day", "for all of them". */
export const tieSpans = (frame: Frame): Span[] => spansOf(frame, TIES);

const spansOf = (frame: Frame, tags: readonly string[]): Span[] =>
  frame.words.tokens.flatMap((_, start) =>
    tags.flatMap((tag) => {
      const end = frame.words.tag(start, tag);
      return end > 0 ? [{ start, end }] : [];
    }),
  );

/** The message without what such words, and those that open it, would mean by themselves. */
export const untied = (frame: Frame, opening: number): Frame => {
  const ties = [{ start: 0, end: opening }, ...spansOf(frame, [...TIES, ...DOING])];
  const free = (span: Span): boolean => !ties.some((tie) => span.start >= tie.start && span.end <= tie.end);
  const all = frame.words.tokens.some((_, start) => {
    const end = frame.words.tag(start, 'time.all');
    // "Come mai?": a word of it.
    return (
      end > 0 &&
      !frame.concepts.some(({ tag, ...span }) => tag.startsWith('ask.') && overlap(span, { start, end }))
    );
  });
  return {
    ...frame,
    concepts: frame.concepts.filter(free),
    mentions: frame.mentions.filter(free),
    times: { ...frame.times, all: frame.times.all && all },
  };
};

const percentBehind = (frame: Frame, at: number): number => (frame.words.mark(at, '%') ? at + 1 : at);

/** "More than 10", "above 2 %", "less than 5 minutes": with the unit, without what is bounded. */
export const boundsOf = (frame: Frame, reading: Reading): Bound[] =>
  bounds(frame, reading).map((bound) => ({ ...bound, end: percentBehind(frame, bound.end) }));

/** Numbers that belong to no time, name or bound: how many are to be shown. */
export const freeNumbers = (frame: Frame): Span[] => {
  const bounded = conceptSpans(frame, /^(?:having\.|agg\.)/);
  const measured = conceptSpans(frame, /^agg\./);
  return frame.words.tokens.flatMap((token, at) => {
    const number = frame.words.number(at);
    const free =
      (token.kind === 'number' || (number !== undefined && number.value > 1)) &&
      !frame.times.used.has(at) &&
      !frame.mentions.some((mention) => within(at, mention)) &&
      // "The 95th percentile."
      !measured.some((span) => within(at, span)) &&
      !bounded.some((span) => at >= span.end && at <= span.end + 1);
    return free ? [{ start: at, end: at + 1 }] : [];
  });
};

const LIGHT = /^(?:stop|aux|greet|ask\.yesno|or|many|human|thanks|opinion|naming)$/;

const weightyIn = (frame: Frame): Span[] => [
  ...frame.concepts.filter(({ tag }) => !LIGHT.test(tag)),
  ...frame.mentions,
  ...frame.times.ranges,
  ...frame.times.windows,
  ...freeNumbers(frame),
];

/** Pieces between marks that say nothing: "good morning.", "if I may ask,", "I see.". */
export const padding = (frame: Frame): Span[] => {
  const weighty = weightyIn(frame);
  const pieces: Span[] = [];
  let start = 0;
  for (let at = 0; at <= frame.words.tokens.length; at += 1) {
    if (at < frame.words.tokens.length && !frame.words.mark(at, ',:;.?!')) continue;
    if (start < frame.words.tokens.length)
      pieces.push({ start, end: Math.min(at + 1, frame.words.tokens.length) });
    start = at + 1;
  }
  const empty = pieces.filter((piece) => !weighty.some((each) => overlap(each, piece)));
  return empty.length < pieces.length ? empty : [];
};

/** The message without its opening words and what was placed already; nothing when nothing of weight is left. */
export const restOf = (
  next: Frame,
  opening: number,
  placed: readonly Span[] = [],
  edits: readonly Edit[] = [],
): string => {
  const taken = [{ start: 0, end: opening }, ...placed, ...padding(next)];
  const free = (at: number): boolean => !taken.some((span) => within(at, span));
  const weighty = weightyIn(next);
  const counts = next.words.tokens.some(
    (token, at) =>
      free(at) && (next.unknown.includes(token.norm) || weighty.some((span) => within(at, span))),
  );
  return counts ? edited(next, [...edits, ...without(taken)]) : '';
};

/** Marks of the pieces are in the way; the question stays one. */
export const joined = (pieces: readonly string[]): string =>
  `${pieces
    .filter((piece) => piece !== '')
    // "October, ten": a number right behind a date would be taken for a part of it.
    .map((piece, at) => (at > 0 && /^\d/.test(piece) ? `, ${piece}` : piece))
    .join(' ')
    // "8 a.m." ends no sentence.
    .replace(/(?<!\b[ap]\.m)[?!.;]+/g, (marks, at: number, whole: string) =>
      /^\s?$/.test(whole.charAt(at + marks.length)) ? ' ' : marks,
    )
    .replace(/\s+/g, ' ')
    .trim()}?`;

const FARTHEST = 6;

/** A name that is left out, with the words that leave it out. */
export const namingSpan = (frame: Frame, mention: Span & { excluded?: boolean }): Span => {
  const { start, end, excluded } = mention;
  if (excluded !== true) return { start, end };
  for (let at = start - 1; at >= Math.max(0, start - FARTHEST); at -= 1) {
    const close = frame.words.tag(at, 'except');
    if (close > 0 && close <= start) return { start: at, end };
  }
  return { start, end: frame.words.tag(end, 'excepted') || end };
};

export const gone = (frame: Frame, ...tags: readonly RegExp[]): Edit[] =>
  without(tags.flatMap((tag) => conceptSpans(frame, tag)));
