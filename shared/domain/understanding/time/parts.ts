import type { Lexemes } from '../lexemes.ts';
import { isUnit, type Local, type Span, type Unit } from './calendar.ts';

/** A period found in the text, over tokens up to `end`. `day` marks a single day without its month. */
export interface Period {
  readonly end: number;
  readonly span: Span;
  readonly grain: Unit;
  readonly bareDay?: number;
  /** The month that a day was said to be of: "the 10th of this month". */
  readonly within?: Span;
}

export type Rule = (words: Lexemes, at: number, local: Local) => Period | undefined;

/** Articles and prepositions that may stand inside an expression without changing it. */
export const skip = (words: Lexemes, at: number): number => {
  let here = at;
  for (let end = words.tag(here, 'time.glue'); end > 0; end = words.tag(here, 'time.glue')) here = end;
  return here;
};

export const unitAt = (words: Lexemes, at: number): { unit: Unit; end: number } | undefined => {
  const found = words.prefixed(at, 'unit.');
  return found && isUnit(found.rest) ? { unit: found.rest, end: found.end } : undefined;
};

export const yearAt = (words: Lexemes, at: number): { year: number; end: number } | undefined => {
  const here = skip(words, at);
  const value = words.number(here)?.value;
  const plain = words.tokens[here]?.kind === 'number' && /^\d{4}$/.test(words.tokens[here].norm);
  return plain && value !== undefined && value >= 1990 && value <= 2100
    ? { year: value, end: here + 1 }
    : undefined;
};

export const monthAt = (words: Lexemes, at: number): { month: number; end: number } | undefined => {
  const found = words.prefixed(at, 'month.');
  // "May I ask": a month that is also a verb needs a preposition or a number beside it.
  const verb = found && words.tag(at, 'time.maybeMonth') > 0;
  const placed =
    words.tag(at - 1, 'time.glue') > 0 || words.tag(at - 1, 'time.from') > 0 || words.number(at - 1);
  if (verb && !placed && !words.number(found.end)) return undefined;
  return found && { month: Number(found.rest), end: found.end };
};
