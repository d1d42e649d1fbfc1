import type { Stretch } from './code-lines.ts';
import { EVERY_TRAIT, isTechnical } from './gate.ts';

export const OPENING = '"\'`([{<«“‘*';
const CLOSING = '"\'`)]}>»”’*';
const ENDING = '.,;:!?…';
const BEFORE = OPENING + ENDING;
export const BEHIND = CLOSING + ENDING;

/** The word without the punctuation around it, and without the `'s` of what it owns. */
export const core = (text: string, start: number, end: number): Stretch => {
  let from = start;
  let to = end;
  while (from < to && BEFORE.includes(text.charAt(from)) && !isLeading(text, from)) from++;
  while (to > from && BEHIND.includes(text.charAt(to - 1)) && !isCall(text, from, to)) to--;
  return [from, to - from > 2 && /['’]s/i.test(text.slice(to - 2, to)) ? to - 2 : to];
};
/** `.NET`, `::1`, `()-group` */
const isLeading = (text: string, at: number): boolean =>
  text.startsWith('::', at) ||
  text.startsWith('()-', at) ||
  (text[at] === '.' && /\p{L}/u.test(String.fromCodePoint(text.codePointAt(at + 1) ?? 0)));
/** `first()` keeps its brackets. */
const isCall = (text: string, from: number, to: number): boolean =>
  text[to - 1] === ')' && text.slice(from, to).includes('(');

/** Quotes and brackets go with what they enclose. */
export const quoted = (text: string, start: number, end: number, from: number, to: number): Stretch => {
  let left = from;
  let right = to;
  while (
    left > start &&
    right < end &&
    OPENING.includes(text.charAt(left - 1)) &&
    OPENING.indexOf(text.charAt(left - 1)) === CLOSING.indexOf(text.charAt(right))
  ) {
    left--;
    right++;
  }
  return [left, right];
};

/** Where a technical name ends that is broken behind a hyphen at the end of a line; `to` for other words. */
export const endOfBroken = (text: string, from: number, to: number): number => {
  const line = text.startsWith('-\r\n', to - 1) ? to + 2 : text.startsWith('-\n', to - 1) ? to + 1 : to;
  if (line === to) return to;
  let end = line;
  while (text.charAt(end).trim() !== '') end++;
  const [, last] = core(text, line, end);
  return isTechnical(text.slice(from, to - 1) + text.slice(line, last), EVERY_TRAIT) ? last : to;
};
