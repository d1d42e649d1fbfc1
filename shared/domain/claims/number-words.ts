import type { Token } from '../language/tokens.ts';
import type { Lexicon } from './lexicon.ts';

/** "duecentoquaranta" in pieces, longest first. */
const pieces = (word: string, { cardinals, multipliers }: Lexicon): number | undefined => {
  const LONGEST = 60;
  if (word.length > LONGEST) return undefined;
  let total = 0;
  let part = 0;
  let at = 0;
  while (at < word.length) {
    let end = word.length;
    let value: number | undefined;
    let factor: number | undefined;
    for (; end > at; end -= 1) {
      const piece = word.slice(at, end);
      factor = multipliers.get(piece);
      value = cardinals.get(piece);
      if (factor !== undefined || value !== undefined) break;
    }
    if (end === at) return undefined;
    if (factor !== undefined && (value === undefined || part > 0)) part = Math.max(part, 1) * factor;
    else part += value ?? 0;
    if (factor !== undefined && factor >= 1000) {
      total += part;
      part = 0;
    }
    at = end;
  }
  return total + part;
};

/** A whole number in words from token `at` on: "due", "duecentoquaranta", "fifty-seven", "one thousand two hundred". */
export const numberInWords = (
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { value: number; end: number } | undefined => {
  let total = 0;
  let part: number | undefined;
  let end = at;
  for (let here = at; here < tokens.length; here += 1) {
    const token = tokens[here];
    if (token?.kind === 'mark' && token.norm === '-' && here > at) continue;
    if (token?.norm === 'and' && part !== undefined && part >= 100 && here > at) continue;
    if (token?.kind !== 'word') break;
    const factor = lexicon.multipliers.get(token.norm);
    if (factor !== undefined && part !== undefined && part > 0) {
      part *= factor;
      if (factor >= 1000) {
        total += part;
        part = 0;
      }
    } else {
      const value = pieces(token.norm, lexicon);
      const fits: boolean =
        part === undefined ||
        (part % 10 === 0 && part >= 20 && (value ?? 100) < 10) ||
        (part >= 100 && (value ?? 100) < 100) ||
        part === 0;
      if (value === undefined || !fits) break;
      part = (part ?? 0) + value;
    }
    end = here + 1;
  }
  return part === undefined ? undefined : { value: total + part, end };
};
