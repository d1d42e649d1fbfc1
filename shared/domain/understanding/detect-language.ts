import type { Grammar } from '#shared/contracts/grammar.ts';
import type { Token } from '#shared/domain/language/tokens.ts';

/** The language with the most telling words; `fallback` when none tells, or several tell alike. */
export const detectLanguage = (tokens: readonly Token[], grammar: Grammar, fallback: string): string => {
  let best = { language: fallback, score: 0 };
  for (const [language, { detect, abbreviations, months, weekdays }] of Object.entries(grammar.languages)) {
    const telling = new Set([...detect, ...Object.keys(abbreviations), ...[...months, ...weekdays].flat()]);
    // Signs are of no language, whatever they are short for.
    const score = tokens.filter(({ norm }) => telling.has(norm) && /\p{L}/u.test(norm)).length;
    const wins = score > best.score || (score === best.score && score > 0 && language === fallback);
    if (wins) best = { language, score };
  }
  return best.language;
};
