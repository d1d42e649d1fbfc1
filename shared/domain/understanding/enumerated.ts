import type { Reading } from '#shared/contracts/grammar.ts';
import { ofFamily } from './families.ts';
import { distinctRanges, type Frame, speaksOf } from './frame.ts';
import type { Match } from './phrases.ts';

interface Figure {
  readonly start: number;
  readonly end: number;
  readonly metrics: readonly string[];
}

/** "How many succeeded and how many did not", "quante riuscite e quante no": the opposite of what was just named. */
const oppositeIn = (frame: Frame, reading: Reading, figures: readonly Figure[]): Figure[] => {
  const { words } = frame;
  const start = words.tokens.findIndex((_, at) => words.tag(at, 'opposite') > 0);
  const end = words.tag(start, 'opposite');
  const named = figures.findLast((figure) => figure.end <= start)?.metrics[0] ?? '';
  const opposite = reading.opposites[named];
  // "How many did not fail" names its own.
  const own = figures.some((figure) => figure.start >= end && figure.start - end <= 1);
  // Of things it would take those that had neither.
  const ofThings = speaksOf(frame, 'entity');
  return start < 0 || own || ofThings || opposite === undefined ? [] : [{ start, end, metrics: [opposite] }];
};

/** Every figure that is named, in the order of the words. */
const figuresIn = (frame: Frame, reading: Reading): Figure[] => {
  const figures = namedFigures(frame, reading);
  return [...figures, ...oppositeIn(frame, reading, figures)].toSorted((a, b) => a.start - b.start);
};

/** "Successful runs", "cancelled runs": the adjective and its noun are one figure. */
const nounBehind = ({ concepts, words }: Frame, { tag, start, end }: Match, reading: Reading): number => {
  const isAdjective =
    reading.outcomes.includes(tag.slice('metric:'.length)) && words.tag(start, 'anchor') !== end;
  const noun = concepts.find((match) => match.tag === 'row' && match.start === end);
  return isAdjective && noun && words.tag(noun.start, 'anchor') > 0 ? noun.end : end;
};

const namedFigures = (frame: Frame, reading: Reading): Figure[] => {
  const adjectives = new Set<number>();
  return frame.concepts.flatMap((match) => {
    const { tag, start, end } = match;
    const named = (metrics: readonly string[], last = end): Figure[] => [{ start, end: last, metrics }];
    if (tag.startsWith('metric:')) {
      const last = nounBehind(frame, match, reading);
      if (last > end) adjectives.add(end);
      return named([tag.slice('metric:'.length)], last);
    }
    if (tag.startsWith('family:')) return named(ofFamily(frame, reading, tag.slice('family:'.length)));
    // Of the words for a row only the nouns are a figure: "ran and failed" says what happened.
    const isNoun = tag === 'row' && frame.words.tag(start, 'anchor') > 0 && !adjectives.has(start);
    return isNoun ? named([reading.rows]) : [];
  });
};

const LIGHT = /^(?:stop|ask\.count|agg\.|aux|group$)/;

/** "Runs and failures", "errors, the number of runs + time saved": a joint, and nothing that says more. */
const isJoined = (frame: Frame, from: number, to: number): boolean => {
  const { words, concepts, times } = frame;
  const once = distinctRanges(frame).length <= 1;
  const between = Array.from({ length: Math.max(0, to - from) }, (_, each) => from + each);
  const joins = (at: number): boolean => words.tag(at, 'joint') > 0 || words.mark(at, '+,&/');
  const light = (at: number): boolean =>
    (once && times.used.has(at)) ||
    words.tag(at, 'nounLead') > 0 ||
    concepts.some(({ tag, start, end }) => LIGHT.test(tag) && at >= start && at < end);
  return between.some(joins) && between.every((at) => joins(at) || light(at));
};

/** "Runs errors and time saved": spoken lists have no marks between their nouns. */
const isBeside = ({ words, concepts }: Frame, last: Figure, next: Figure): boolean =>
  last.end === next.start &&
  // "Failed runs" are one thing.
  !concepts.some(({ tag, start }) => tag === 'row' && start === next.start) &&
  words.tag(last.start, 'anchor') > 0 &&
  words.tag(next.start, 'anchor') > 0;

/** The figures that a question names beside each other, in its order; none or one where it names no list. */
export const enumerated = (frame: Frame, reading: Reading): string[] => {
  const figures = figuresIn(frame, reading);
  const joins = (last: Figure, next: Figure): boolean =>
    isJoined(frame, last.end, next.start) || isBeside(frame, last, next);
  const listed = figures.filter(
    (figure, at) =>
      figures.slice(at + 1).some((next) => joins(figure, next)) ||
      figures.slice(0, at).some((last) => joins(last, figure)),
  );
  return [...new Set(listed.flatMap(({ metrics }) => metrics))];
};
