import type { Token } from '#shared/domain/language/tokens.ts';
import type { Match } from './phrases.ts';

const JOINS = /^(?:joint|follow|time\.(?:and|to|clockTo))$/;

/** "È" is a verb where "e" would join; so is the beginning of "e stato". */
export const withoutVerbs = (matches: readonly Match[], tokens: readonly Token[]): Match[] =>
  matches.filter(({ tag, start, end }) => {
    // "È più tranquillo" is no "e più".
    if (tag.startsWith('having.or')) return tokens[start]?.accented !== true;
    if (!JOINS.test(tag) || end - start > 1) return true;
    const verb = matches.some((each) => each.tag === 'aux' && each.start === start && each.end > end);
    return !verb && tokens[start]?.accented !== true;
  });
