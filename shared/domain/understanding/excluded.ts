import type { Lexemes } from './lexemes.ts';

const FARTHEST = 6;

/** Words before it, or right behind it, leave it out. */
export const isExcluded = (words: Lexemes, { start, end }: { start: number; end: number }): boolean => {
  if (words.tag(end, 'excepted') > 0) return true;
  const empty = (at: number): boolean =>
    words.matches.some(({ tag, start: from, end: to }) => tag === 'stop' && at >= from && at < to) ||
    (words.tokens[at]?.kind === 'word' && (words.tokens[at]?.norm.length ?? 0) <= 4);
  for (let at = Math.max(0, start - FARTHEST); at < start; at += 1) {
    const close = words.tag(at, 'except');
    const between = Array.from({ length: Math.max(0, start - close) }, (_, each) => close + each);
    if (close > 0 && close <= start && between.every(empty)) return true;
  }
  return false;
};
