import type { Manners } from './manners.ts';

export type Word = keyof Manners['words'];

/** Words that a whole message may be, with the languages that have them. */
export type Words = ReadonlyMap<string, { words: ReadonlySet<Word>; languages: readonly string[] }>;

export const wordsOf = (all: readonly Manners[]): Words => {
  const found = new Map<string, { words: Set<Word>; languages: string[] }>();
  for (const { language, words } of all)
    for (const word of ['stop', 'start', 'help', 'person', 'back'] as const)
      for (const text of words[word]) {
        const known = found.get(bare(text)) ?? { words: new Set<Word>(), languages: [] };
        known.words.add(word);
        if (!known.languages.includes(language)) known.languages.push(language);
        found.set(bare(text), known);
      }
  return found;
};

/** Whether the message is one of these words and nothing else, whatever its case, accents and signs. */
export const isWord = (text: string, word: Word, words: Words): boolean =>
  words.get(bare(text))?.words.has(word) === true;

/** The language of a message that is a word of one language alone. */
export const languageOfWord = (text: string, words: Words): string | undefined => {
  const languages = words.get(bare(text))?.languages ?? [];
  return languages.length === 1 ? languages[0] : undefined;
};

const MARKS = /\p{M}+/gu;
const SIGNS = /[^\p{L}\p{N}]+/gu;

/** Small letters and digits, one space between words; a message of question marks is one. */
const bare = (text: string): string => {
  const letters = text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(MARKS, '')
    .replaceAll(/['’]/g, '')
    .replace(SIGNS, ' ')
    .trim()
    .toLowerCase();
  return letters === '' && text.includes('?') ? '?' : letters;
};
