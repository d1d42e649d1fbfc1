import type { Named } from '#shared/contracts/catalog.ts';
import type { TimeRange } from '#shared/contracts/query.ts';
import type { Lexemes } from './lexemes.ts';
import { type Match, ofTag } from './phrases.ts';
import type { Times } from './time/read-times.ts';

/** A name found in the question, or several it may mean. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Best first. One: it is meant. Several: they fit alike. */
  readonly choices: readonly Named[];
  readonly score: number;
  /** How many words of the question make it up. */
  readonly hits: number;
  /** "The invoices process": one thing is said to be meant. */
  readonly one?: boolean;
  /** "All but the invoices one": it is left out. */
  readonly excluded?: boolean;
}

/** Everything that was recognised in a question; the composers read it and nothing else. */
export interface Frame {
  /** The folded text; places of tokens are places in it. */
  readonly source: string;
  /** The language that the question is asked in. */
  readonly language: string;
  readonly words: Lexemes;
  readonly times: Times;
  readonly mentions: readonly Mention[];
  /** Concepts that stand, in order of the text; none overlaps a longer one, a time or a name. */
  readonly concepts: readonly Match[];
  /** Content words that nothing explains. */
  readonly unknown: readonly string[];
  /** Those of them that stand where a name would. */
  readonly naming: readonly string[];
  /** Content words of pieces that only lead up to the question or decorate it. */
  readonly aside: readonly string[];
  readonly corrected: number;
}

export const concept = (frame: Frame, tag: string): Match | undefined =>
  frame.concepts.find((match) => match.tag === tag);

export const has = (frame: Frame, ...tags: string[]): boolean =>
  tags.some((tag) => concept(frame, tag) !== undefined);

/** No time is said, nor that all of it is meant. */
export const saysNoTime = ({ times: { ranges, windows, stretches, all: whole } }: Frame): boolean =>
  ranges.length + windows.length + stretches.length === 0 && !whole;

/** The periods that were said, each once. */
export const distinctRanges = ({ times: { ranges } }: Frame): TimeRange[] =>
  ranges
    .map(({ range }) => range)
    .filter(
      (range, at, every) => every.findIndex(({ from, to }) => from === range.from && to === range.to) === at,
    );

/** What follows a prefix, for all standing concepts: metrics, views, dimensions. */
export const all = (frame: Frame, prefix: string): string[] => [
  ...new Set(
    frame.concepts
      .filter((match) => match.tag.startsWith(prefix))
      .map((match) => match.tag.slice(prefix.length)),
  ),
];

const firstOf = (mentions: readonly Mention[]): Named[] => [
  ...new Set(mentions.flatMap((mention) => mention.choices.slice(0, 1))),
];

/** The names that are meant, each once. */
export const names = (frame: Frame): Named[] =>
  firstOf(frame.mentions.filter(({ excluded }) => excluded !== true));

/** The names that are left out. */
export const excludedNames = (frame: Frame): Named[] =>
  firstOf(frame.mentions.filter(({ excluded }) => excluded === true));

const CONCEPTS = [
  'metric:',
  'family:',
  'dimension:',
  'value:',
  'view:',
  'superlative:',
  'counted:',
  'row',
  'entity',
  'absent',
];
const GENERAL =
  /^(?:detail\.cases|ask|agg|order|compare|change|turned|cause|share|rate|series|per|busiest|not|none|trending|overview|never|always|having|last|lastMany|first|oldest|now|define|group|or|each|samePoint|forecast|planned|opinion|judgement|beyond|knowledge|action|unsafe|human|help|tech|offtopic|greet|thanks|bye|stop|measure|many|single|aux)(?:\.|$)/;

/** Tags that carry meaning of their own, as opposed to the words of time expressions. */
const isConcept = ofTag((tag) => CONCEPTS.some((prefix) => tag.startsWith(prefix)) || GENERAL.test(tag));

/** Words that shape a sentence rather than mean something give way to those that do. */
const isLoose = ofTag((tag) => /^(?:stop|single|many|aux|group|or|ask\.yesno)$/.test(tag));

/** "Broken down by hour": the words of splitting end where those of the hours begin. */
const splitting = (match: Match, matches: readonly Match[]): Match => {
  const part =
    match.tag === 'group'
      ? matches.find(
          ({ tag, start, end }) =>
            tag.startsWith('per.') && start > match.start && start < match.end && end > match.end,
        )
      : undefined;
  return part ? { ...match, end: part.start } : match;
};

const MEASURING = /^(?:agg\.|family:|superlative:)/;

/** "The least *time saved*": what is measured is said as a whole; the word of rank stands before it. */
const cutsMetric = (match: Match, matches: readonly Match[]): boolean =>
  MEASURING.test(match.tag) &&
  matches.some(
    ({ tag, start, end }) =>
      tag.startsWith('metric:') && start > match.start && start < match.end && end > match.end,
  );

/** "L'ultima cosa che si è rotta": the last of them, though "un'ultima cosa" only opens a question. */
const saysLast = ({ tag, start, end }: Match, matches: readonly Match[]): boolean =>
  tag === 'stop' &&
  matches.some((each) => each.tag === 'thing' && each.end === end) &&
  matches.some((each) => each.tag === 'last' && each.start >= start && each.end < end) &&
  matches.some((each) => each.tag === 'relative' && each.start === end);

/** Keeps the longest phrases; equal spans stand together; taken tokens belong to someone else. */
export const standing = (matches: readonly Match[], taken: ReadonlySet<number>): Match[] => {
  const usable = matches
    .map((match) => splitting(match, matches))
    .filter((match) => {
      if (!isConcept(match.tag) || cutsMetric(match, matches) || saysLast(match, matches)) return false;
      // "How did yesterday go": the period stands inside of what is asked.
      if (match.tag === 'overview') return !taken.has(match.start);
      for (let at = match.start; at < match.end; at += 1) if (taken.has(at)) return false;
      return true;
    });
  const kept: Match[] = [];
  const owner = new Map<number, string>();
  const byLength = usable.toSorted(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      Number(isLoose(a.tag)) - Number(isLoose(b.tag)) ||
      a.start - b.start,
  );
  for (const match of byLength) {
    // "The latest failures": the phrase says how many, its words say what.
    if (match.tag === 'lastMany') {
      kept.push(match);
      continue;
    }
    const span = `${match.start}-${match.end}`;
    let free = true;
    for (let at = match.start; at < match.end; at += 1) {
      const other = owner.get(at);
      if (other !== undefined && other !== span) free = false;
    }
    if (!free) continue;
    for (let at = match.start; at < match.end; at += 1) owner.set(at, span);
    kept.push(match);
  }
  return kept.toSorted((a, b) => a.start - b.start || a.end - b.end);
};

/** "Invoices but not critical, errors": the negation leaves out a name. */
export const deniesName = ({ mentions }: Frame, { end }: Match): boolean =>
  mentions.some(({ start, excluded }) => excluded === true && start >= end && start - end <= 1);

/** How many words stand between, a name counting as one: "isn't the weekly sales report working". */
export const apart = ({ words, mentions }: Frame, from: number, to: number): number =>
  words.tokens
    .slice(from, to)
    .filter(
      ({ kind }, at) =>
        kind !== 'mark' && !mentions.some(({ start, end }) => from + at > start && from + at < end),
    ).length;

/** The question begins with it, courtesies and articles aside: "runs that did not …" asks nothing. */
export const opensWith = (frame: Frame, tag: string): boolean => {
  const first = frame.concepts.find((match) => !['stop', 'greet', 'aux', 'none'].includes(match.tag));
  return first?.tag === tag || frame.concepts[0]?.tag === tag;
};

/** The word is said somewhere, even inside a longer phrase, but in no name. */
export const speaksOf = (frame: Frame, tag: string): boolean =>
  frame.words.matches.some(
    (match) =>
      match.tag === tag &&
      !frame.mentions.some((mention) => mention.start < match.end && match.start < mention.end),
  );

/** "Which errors were there": why is asked in words that name what went wrong. */
export const asksWhyOf = (frame: Frame): boolean =>
  has(frame, 'ask.why') && frame.words.matches.some(({ tag }) => tag.startsWith('metric:'));

const MOST_GLUE = 2;
/** "Month by month from August": the period begins a thing of its own. */
const RANGED = ['time.from', 'time.since', 'time.between', 'time.until'];

const DAY_MS = 86_400_000;
const LONGEST_MS = { week: 8 * DAY_MS, month: 32 * DAY_MS };

/** The words lead into a period of their unit: "al mese di ottobre" is October, no series by month. */
export const leadsToTime = (words: Lexemes, times: Times, unit: string, end: number): boolean =>
  times.ranges.some(({ start, grain, range }) => {
    if (grain !== unit || (unit !== 'week' && unit !== 'month')) return false;
    // "Per week for the last eight weeks": more than one of them.
    if (Date.parse(range.to) - Date.parse(range.from) > LONGEST_MS[unit]) return false;
    const between = Array.from({ length: Math.max(0, start - end) }, (_, each) => end + each);
    const ranged = RANGED.some((tag) => words.tag(start, tag) > 0);
    return (
      !ranged &&
      start >= end &&
      between.length <= MOST_GLUE &&
      between.every((at) => words.tag(at, 'time.glue') > 0)
    );
  });

/** The words stand for what became of a row: "failed", "succeeded". */
export const isOutcome = ({ tag }: Match, outcomes: readonly string[]): boolean =>
  outcomes.includes(tag.replace('metric:', ''));

export const outcomesIn = ({ concepts }: Frame, outcomes: readonly string[]): Match[] =>
  concepts.filter((match) => isOutcome(match, outcomes));
