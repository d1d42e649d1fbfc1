import type { Frame } from '../frame.ts';

/** Tokens `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of a question and what takes its place; an empty text takes it away. */
export interface Edit extends Span {
  readonly text: string;
}

export const textOf = (frame: Frame, { start, end }: Span): string => {
  const first = frame.words.tokens[start];
  const last = frame.words.tokens[end - 1];
  return first && last && end > start ? frame.source.slice(first.start, last.end) : '';
};

/** From the first of the spans to the end of the last. */
export const stretch = (spans: readonly Span[]): Span | undefined =>
  spans.length === 0
    ? undefined
    : { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };

/** Spans of the concepts whose tag passes. */
export const conceptSpans = (frame: Frame, tag: RegExp): Span[] =>
  frame.concepts.filter((match) => tag.test(match.tag));

const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** The question with its edits made; of two that overlap the first in the list stands. */
export const edited = (frame: Frame, edits: readonly Edit[]): string => {
  const kept: Edit[] = [];
  for (const edit of edits) if (!kept.some((other) => overlaps(edit, other))) kept.push(edit);
  const pieces: string[] = [];
  let at = 0;
  for (const edit of kept.toSorted((one, other) => one.start - other.start)) {
    pieces.push(textOf(frame, { start: at, end: edit.start }), edit.text);
    at = edit.end;
  }
  pieces.push(textOf(frame, { start: at, end: frame.words.tokens.length }));
  return pieces.filter((piece) => piece.trim() !== '').join(' ');
};

/** Takes the place of the spans: at the first of them, or at the end when there is none. */
export const replacing = (spans: readonly Span[], text: string): { edits: Edit[]; tail: string } => ({
  edits: spans.map((span, at) => ({ start: span.start, end: span.end, text: at === 0 ? text : '' })),
  tail: spans.length === 0 ? text : '',
});

/** Takes the spans away, those that overlap as one. */
export const without = (spans: readonly Span[]): Edit[] => {
  const edits: Edit[] = [];
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (end <= start) continue;
    const last = edits.at(-1);
    if (last && start < last.end) edits[edits.length - 1] = { ...last, end: Math.max(last.end, end) };
    else edits.push({ start, end, text: '' });
  }
  return edits;
};
