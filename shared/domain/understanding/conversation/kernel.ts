import type { Understanding } from '#shared/contracts/understanding.ts';
import { isAnchored, topicsOf } from '../foreign.ts';
import { has } from '../frame.ts';
import type { Readout } from '../understand.ts';
import { type Span, textOf } from './pieces.ts';

/** A piece must be read this surely to stand for the whole, and may leave the whole this unsure. */
const SURE = 0.85;
const UNSURE = 0.75;
/** A question among remarks is likely the one that is asked, never certainly. */
const MOST_SURE = 0.88;
const FEWEST = 3;
const NAMED = 0.8;
const PLAIN = 0.88;

/** The whole was taken for nothing, or for something with much doubt. */
const isLost = ({ kind, confidence, category, ...rest }: Understanding): boolean => {
  if (kind === 'static') return category === 'OFF_TOPIC' && confidence < 0.9;
  if (kind === 'refuse')
    return 'reason' in rest && ['not_understood', 'unknown_name', 'not_in_data'].includes(rest.reason)
      ? confidence < 0.9
      : false;
  return kind === 'query' && confidence < UNSURE;
};

/** Where the text may be cut: behind its marks, the strong ones first, and before "because", "so that I". */
const cuts = ({ frame: { words } }: Readout): number[] => {
  const behind = (marks: string): number[] =>
    words.tokens.flatMap((_, at) => (words.mark(at, marks) ? [at + 1] : []));
  const before = words.tokens.flatMap((_, at) => (at > 0 && words.tag(at, 'remark') > 0 ? [at] : []));
  return [...behind('.?!:;…–—'), ...behind(','), ...before];
};

/** The pieces that may hold the question: what stands behind a mark, or before it. */
const spansOf = (whole: Readout): Span[] => {
  const last = whole.frame.words.tokens.length;
  const places = cuts(whole);
  const spans = [
    ...places.map((at) => ({ start: at, end: last })),
    ...places.map((at) => ({ start: 0, end: at })),
    ...places.flatMap((start) =>
      places.filter((end) => end > start && end < last).map((end) => ({ start, end })),
    ),
  ];
  const measures = whole.frame.concepts.filter(({ tag }) => MEASURES.test(tag));
  return spans
    .filter(({ start, end }) => end - start > FEWEST && end - start < last)
    .filter(({ start, end }) => measures.some((each) => each.start >= start && each.end <= end))
    .slice(0, MOST);
};

const MEASURES = /^(?:metric:|family:|row$|view:|superlative:|ask\.why$)/;
const MOST = 3;

/** "My cake collapsed, what went wrong?": what stands before the question says of what. */
const isToldOf = ({ frame: { unknown, aside } }: Readout, { start }: Span): boolean =>
  start > 0 && unknown.length + aside.length > 0;

const asks = ({ frame, understanding }: Readout, told: boolean): boolean =>
  understanding.kind === 'query' &&
  understanding.confidence >= SURE &&
  frame.unknown.length === 0 &&
  (isAnchored(frame) ||
    frame.mentions.some(({ score }) => score >= NAMED) ||
    (understanding.confidence >= PLAIN &&
      !told &&
      has(frame, 'ask.which', 'ask.count', 'ask.when', 'ask.why'))) &&
  topicsOf(frame) === 0;

/** What is left out would change the question: "leaving out the cold room", "only on Mondays". */
const TURNS = [
  'except',
  'excepted',
  'drop',
  'only',
  'repair',
  'having.gt',
  'having.lt',
  'having.ge',
  'having.le',
];

const isRemark = ({ frame: { words } }: Readout, { start, end }: Span): boolean =>
  words.tokens.every((_, at) => (at >= start && at < end) || TURNS.every((tag) => words.tag(at, tag) === 0));

/** "Loyalty points process: how many failures?": a thing that nobody knows is no remark. */
const namesNobody = ({ frame: { words }, understanding }: Readout, { start, end }: Span): boolean =>
  understanding.kind === 'refuse' &&
  understanding.reason === 'unknown_name' &&
  words.matches.some((match) => match.tag === 'entity' && (match.end <= start || match.start >= end));

/**
 * "I have a customer on the line who is upset: how many returns are waiting?": the one piece of a text that is a
 * question of its own, where the text as a whole is not understood.
 */
export const kernelOf = (whole: Readout, read: (text: string) => Readout): Readout | undefined => {
  if (!isLost(whole.understanding)) return undefined;
  for (const span of spansOf(whole)) {
    const piece = read(textOf(whole.frame, span));
    if (!asks(piece, isToldOf(whole, span)) || !isRemark(whole, span) || namesNobody(whole, span)) continue;
    const confidence = Math.min(MOST_SURE, piece.understanding.confidence);
    return { ...piece, understanding: { ...piece.understanding, confidence } };
  }
  return undefined;
};
