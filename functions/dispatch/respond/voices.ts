import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Grammar } from '#shared/contracts/grammar.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { Manners } from '#shared/domain/people/manners.ts';
import { languageOfWord, type Words, wordsOf } from '#shared/domain/people/words.ts';
import { detectLanguage } from '#shared/domain/understanding/detect-language.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import { once } from '#shared/once.ts';

/** What we say in a language: our manners, what can be asked, and what is said when the data is away. */
export interface Voice {
  manners: Manners;
  canDo: string;
  questions: string[];
  unreachable: string;
  wording: Pick<Wording, 'each' | 'metrics'>;
}

export interface Voices {
  /** The first language where this one is not spoken. */
  of(language: string | undefined): Voice;
  all: Manners[];
  words: Words;
  /** The language of words we have not asked the line about. */
  languageOf(text: string): Promise<string | undefined>;
}

export const voicesOf = async (catalog: CatalogFolder): Promise<Voices> => {
  const languages = await catalog.languages();
  const voices = new Map<string, Voice>();
  for (const language of languages) {
    const [manners, wording] = await Promise.all([
      catalog.read(`manners.${language}`, Manners),
      catalog.read(`wording.${language}`, Wording),
    ]);
    voices.set(language, voiceOf(manners, wording));
  }
  const [first] = voices.values();
  if (first === undefined) throw new Error('no wording');
  const all = [...voices.values()].map(({ manners }) => manners);
  const words = wordsOf(all);
  const grammar = once(() => catalog.read('grammar', Grammar));
  return {
    of: (language) => (language === undefined ? first : (voices.get(language) ?? first)),
    all,
    words,
    languageOf: async (text) => {
      if (text === '') return undefined;
      const found = languageOfWord(text, words) ?? detectLanguage(tokenise(text), await grammar(), '');
      return found === '' ? undefined : found;
    },
  };
};

const voiceOf = (
  manners: Manners,
  { static: fixed, questions, refusals, each, metrics }: Wording,
): Voice => ({
  manners,
  canDo: fixed['HELP'] ?? '',
  questions: Object.values(questions),
  unreachable: refusals['data_unreachable'] ?? '',
  wording: { metrics, ...(each && { each }) },
});
