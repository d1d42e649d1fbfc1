import { type Frame } from '../frame.ts';
import { padding, tieSpans } from './parts.ts';
import type { Span } from './pieces.ts';

/** What a message says of its tie to the one before. */
export interface Cues {
  /** Tokens of the opening words that only tie it: "and", "no, I meant". */
  readonly opening: number;
  /** It opens as a continuation or a correction. */
  readonly follows: boolean;
  /** It only corrects or breaks off: what it goes on with may be something else. */
  readonly breaks: boolean;
  /** It narrows what was said: "only the warehouse". */
  readonly only: boolean;
  /** It means something that was spoken of: "it", "quello", or a verb without a subject. */
  readonly refers: boolean;
  /** What it means is several: "they", "quelli". */
  readonly many: boolean;
  /** The dimension that people name. */
  readonly mainEntity: string;
}

const named = (frame: Frame, at: number): boolean =>
  frame.mentions.some((mention) => at >= mention.start && at < mention.end);

/** Phrases that say more than an opening. */
const TELLING = [
  'ask.enumerate',
  'refer.time',
  'refer.days',
  'refer.hours',
  'refer.before',
  'refer.after',
  'widen.time',
];

/** "Morning, how many errors …": a greeting, where it is no time. */
const greeting = ({ words, times, mentions }: Frame): number =>
  times.used.has(0) || mentions.some(({ start }) => start === 0)
    ? 0
    : (words.prefixed(0, 'time.part.')?.end ?? words.tag(0, 'greet'));

/** Opening words and marks, and first sentences that say nothing: "I see. And …". Whether they tie it. */
const openingOf = (frame: Frame): { end: number; ties: boolean; breaks: boolean } => {
  const { words } = frame;
  const empty = padding(frame).filter(({ end }) => words.mark(end - 1, '.;!:'));
  let at = greeting(frame);
  let ties = false;
  let breaks = false;
  for (;;) {
    // "È fallito?": a verb, though it is written like "and".
    if (words.tag(at, 'refer.verb') > 0 && words.tag(at, 'follow') === at + 1)
      return { end: at, ties, breaks };
    const tie = words.tag(at, 'follow') || words.tag(at, 'correct');
    const mark = words.mark(at, '.,;:!?\'"()-–—…') ? at + 1 : 0;
    // "Show me them", "the same days": longer words that say something begin so.
    const longest = Math.max(tie, words.tag(at, 'opener'));
    if (longest > 0 && TELLING.some((tag) => words.tag(at, tag) > longest)) return { end: at, ties, breaks };
    const end = tie || mark || words.tag(at, 'opener') || (empty.find(({ start }) => start === at)?.end ?? 0);
    if (end <= at || frame.times.used.has(at) || (end === at + 1 && named(frame, at)))
      return { end: at, ties, breaks };
    if (tie > 0) breaks = words.tag(at, 'follow') === 0 && (breaks || !ties);
    ties ||= tie > 0;
    at = end;
  }
};

/** "The one before" is a period. */
const ofTime = (frame: Frame, at: number): boolean =>
  frame.times.used.has(at) || frame.words.tag(at, 'time.before') > 0 || frame.words.tag(at, 'refer.time') > 0;

const somewhere = (frame: Frame, tag: string, from = 0): boolean =>
  frame.words.tokens.some(
    (_, at) => at >= from && frame.words.tag(at, tag) > 0 && !named(frame, at) && !ofTime(frame, at),
  );

/** A thing is named or asked for; "that process" only points at one. */
const hasThing = (frame: Frame): boolean => {
  const pointing = frame.words.matches.filter(({ tag }) => tag === 'refer' || tag === 'refer.many');
  return (
    frame.mentions.length > 0 ||
    frame.concepts.some(
      (match) =>
        /^(?:entity|dimension:|order\.|group)/.test(match.tag) &&
        !pointing.some(({ start, end }) => match.start >= start && match.end <= end),
    )
  );
};

/** "The one that runs least", "quello che gira meno": whichever it is. */
const ranksOne = ({ words, concepts }: Frame): boolean =>
  concepts.some(({ tag }) => /^(?:superlative:|order\.)/.test(tag)) &&
  words.tokens.some((_, at) => words.tag(words.tag(at, 'refer'), 'relative') > 0);

/** "Qualcosa", "anything"; "in tutto" only sums. */
const asksAny = (frame: Frame): boolean =>
  frame.words.tokens.some(
    (_, at) =>
      frame.words.tag(at, 'refer.any') > 0 &&
      !named(frame, at) &&
      !ofTime(frame, at) &&
      !frame.concepts.some(({ tag, start, end }) => tag === 'agg.total' && at > start && at < end),
  );

/** "Quante esecuzioni ha avuto?": what is counted is what somebody had, and not who had it. */
const hasThem = (frame: Frame): boolean => somewhere(frame, 'refer.has') || endsInVerb(frame);

/** "Che tasso di successo ha?": the verb stands last, and nobody has it. */
const endsInVerb = ({ words }: Frame): boolean => {
  const last = words.tokens.findLastIndex(({ kind }) => kind !== 'mark');
  return last > 0 && words.tag(last, 'refer.hasLast') === last + 1;
};

/** "È fallito ieri?" is about the one that was spoken of; "è fallito qualcosa?" is about any. */
const dropsSubject = (frame: Frame): boolean =>
  (somewhere(frame, 'refer.verb') || somewhere(frame, 'refer.verbs') || endsInVerb(frame)) &&
  !asksAny(frame) &&
  (hasThem(frame) || !frame.concepts.some((match) => match.tag === 'row' && frame.words.plural(match.start)));

/**
 * "The second one", of those that were listed: where it stands, and which it is, counted from 0. Behind so many names
 * "why did the second fail" is about one of them, not about the second of the month.
 */
export const ordinalIn = (frame: Frame, names = 0): (Span & { which: number }) | undefined => {
  const { words } = frame;
  for (let at = 0; at < words.tokens.length; at += 1) {
    const lead = words.tag(at, 'refer.which');
    const number = lead > 0 ? words.number(lead) : undefined;
    if (!number?.ordinal) continue;
    const one = words.tag(number.end, 'refer.one');
    const ends = words.tokens.slice(number.end).every((token) => token.kind === 'mark');
    const bareDay =
      number.value <= names && frame.times.ranges.some(({ start, end }) => start <= at && end === number.end);
    if (one > 0 || ends || bareDay) return { start: at, end: one || number.end, which: number.value - 1 };
  }
  return undefined;
};

export const cuesOf = (frame: Frame, mainEntity: string): Cues => {
  const { end: opening, ties, breaks } = openingOf(frame);
  const { tokens } = frame.words;
  const trails = tokens.length > 1 && ['trail', 'also'].some((tag) => somewhere(frame, tag));
  const follows = ties || trails || tieSpans(frame).length > 0;
  const only = somewhere(frame, 'only');
  // "What was it last month": the figure, no thing.
  const figure = somewhere(frame, 'refer.figure');
  // "Make it ten": the words that only open it mean nobody.
  const points = somewhere(frame, 'refer', opening) || dropsSubject(frame);
  const refers = !figure && !ranksOne(frame) && !hasThing(frame) && points;
  const many = somewhere(frame, 'refer.many') || (refers && somewhere(frame, 'refer.verbs'));
  return {
    opening,
    follows,
    breaks,
    only,
    refers: refers || (many && frame.mentions.length === 0),
    many,
    mainEntity,
  };
};
