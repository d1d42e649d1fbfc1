import { graphemeStart } from './text.ts';

/** Places to part a text, the best first: a match ends where the next part begins. */
const JOINTS = [/\n{2,}/g, /\n/g, /[.!?…][)»”"']*[ \n]+/g, /[ \n]+/g];
/** A part is not left shorter than this share of what it may hold for the sake of a better place. */
const FEWEST = 0.4;

/**
 * Parts of at most `most` UTF-16 units that joined give the text again. They end at a paragraph, else a line, a
 * sentence, a word, and never inside a grapheme, unless one alone is longer than a part. What `kept` matches (global)
 * stays whole where it fits into a part.
 */
export const split = (text: string, most: number, kept?: RegExp): string[] => {
  const spans = kept === undefined ? [] : spansOf(text, kept);
  const parts: string[] = [];
  let from = 0;
  while (text.length - from > most) {
    // Whether two characters belong together is decided by what stands before, not behind.
    const head = text.slice(from, from + most + 2);
    const to =
      from +
      placeIn(
        head,
        most,
        spans.map((span) => moved(span, from)),
      );
    parts.push(text.slice(from, to));
    from = to;
  }
  return from < text.length ? [...parts, text.slice(from)] : parts;
};

type Span = readonly [start: number, end: number];

const spansOf = (text: string, kept: RegExp): Span[] =>
  [...text.matchAll(kept)].map(({ index, 0: { length } }) => [index, index + length]);

const moved = ([start, end]: Span, by: number): Span => [start - by, end - by];

/** Where the first part of a text ends that is longer than `most`. */
const placeIn = (text: string, most: number, spans: readonly Span[]): number => {
  const inside = (at: number): Span | undefined => spans.find(([start, end]) => start < at && at < end);
  const isJoint = (at: number): boolean => inside(at) === undefined && graphemeStart(text, at) === at;
  for (const joint of JOINTS) {
    const places = [...text.matchAll(joint)].map(({ index, 0: { length } }) => index + length);
    const place = places.findLast((at) => at >= most * FEWEST && at <= most && isJoint(at));
    if (place !== undefined) return place;
  }
  const wholes = [inside(most)?.[0] ?? most, most].map((at) => graphemeStart(text, at));
  // One grapheme without an end: whole characters at least.
  const endsInside = text.codePointAt(most - 1) !== text.charCodeAt(most - 1) && most > 1;
  return wholes.find((at) => at > 0) ?? (endsInside ? most - 1 : most);
};
