import type { Mention } from './frame.ts';
import type { Lexemes } from './lexemes.ts';

const FARTHEST = 6;

/** Words before it, or right behind it, leave it out. */
export const isExcluded = (words: Lexemes, { start, end }: { start: number; end: number }): boolean => {
  // "Crashed runs excluded": what is left out may have a noun.
  if (words.tag(end, 'excepted') > 0 || words.tag(words.tag(end, 'row'), 'excepted') > 0) return true;
  const empty = (at: number): boolean =>
    words.matches.some(
      // "All without the label critical": what kind of name it is.
      ({ tag, start: from, end: to }) => /^(?:stop$|dimension:)/.test(tag) && at >= from && at < to,
    ) ||
    (words.tokens[at]?.kind === 'word' && (words.tokens[at]?.norm.length ?? 0) <= 4);
  // "Ore che ci hanno tolto": inside of what is measured the word leaves nothing out.
  const measures = (at: number): boolean =>
    words.matches.some(({ tag, start: from, end: to }) => tag.startsWith('metric:') && from < at && at < to);
  for (let at = Math.max(0, start - FARTHEST); at < start; at += 1) {
    const close = measures(at) ? 0 : words.tag(at, 'except');
    const between = Array.from({ length: Math.max(0, start - close) }, (_, each) => close + each);
    if (close > 0 && close <= start && between.every(empty)) return true;
  }
  return false;
};

const SHORTEST = 4;

/** Names in their order, those left out marked: of "all but A, B and C" all three. */
export const withExcluded = (words: Lexemes, mentions: readonly Mention[]): Mention[] => {
  const joins = (at: number): boolean =>
    words.mark(at, ',&/+') || words.tag(at, 'joint') > 0 || words.tag(at, 'time.and') > 0;
  const found: Mention[] = [];
  for (const mention of mentions.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    const gap = last ? Array.from({ length: mention.start - last.end }, (_, each) => last.end + each) : [];
    const light = (at: number): boolean => (words.tokens[at]?.norm.length ?? SHORTEST) < SHORTEST;
    const listed = last?.excluded === true && gap.some(joins) && gap.every((at) => joins(at) || light(at));
    found.push(listed || isExcluded(words, mention) ? { ...mention, excluded: true } : mention);
  }
  return found;
};
