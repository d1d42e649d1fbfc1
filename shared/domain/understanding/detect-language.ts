import type { Grammar } from '#shared/contracts/grammar.ts';
import type { Token } from '#shared/domain/language/tokens.ts';

type Telling = readonly (readonly [language: string, words: ReadonlySet<string>])[];

const ready = new WeakMap<Grammar, Telling>();

/** Words by which each language is known. */
const tellingOf = (grammar: Grammar): Telling => {
  const known = ready.get(grammar);
  if (known) return known;
  const made = Object.entries(grammar.languages).map(
    ([language, { detect, abbreviations, months, weekdays }]) =>
      [
        language,
        new Set([...detect, ...Object.keys(abbreviations), ...[...months, ...weekdays].flat()]),
      ] as const,
  );
  ready.set(grammar, made);
  return made;
};

/** The language with the most telling words; `fallback` when none tells, or several tell alike. */
export const detectLanguage = (tokens: readonly Token[], grammar: Grammar, fallback: string): string => {
  let best = { language: fallback, score: 0 };
  // Signs are of no language, whatever they are short for.
  const spoken = tokens.filter(({ norm }) => /\p{L}/u.test(norm));
  for (const [language, telling] of tellingOf(grammar)) {
    const score = spoken.filter(({ norm }) => telling.has(norm)).length;
    const wins = score > best.score || (score === best.score && score > 0 && language === fallback);
    if (wins) best = { language, score };
  }
  return best.language;
};
