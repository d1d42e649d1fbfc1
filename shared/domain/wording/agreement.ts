import type { Noun, Wording } from './wording.ts';

const startOf = (word: string, wording: Wording): 'plain' | 'vowel' | 'special' => {
  const lower = word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (wording.grammar.specialStarts.some((start) => lower.startsWith(start))) return 'special';
  return wording.grammar.vowels.includes(lower.slice(0, 1)) && lower !== '' ? 'vowel' : 'plain';
};

/** The article (with its space or apostrophe) that a word takes: `the` + "esecuzione" → "l'". */
export const article = (
  name: string,
  noun: Pick<Noun, 'gender'>,
  number: 'one' | 'many',
  word: string,
  wording: Wording,
): string => {
  const table = wording.grammar.articles[name];
  const forms = (table?.[noun.gender ?? 'n'] ?? table?.n ?? table?.m)?.[number];
  return forms?.[startOf(word, wording)] ?? forms?.plain ?? '';
};

/** The form of a word for a gender, or the neutral one. */
export const byGender = (
  forms: Partial<Record<'m' | 'f' | 'n', string>> | undefined,
  { gender }: Pick<Noun, 'gender'>,
): string => forms?.[gender ?? 'n'] ?? forms?.n ?? forms?.m ?? '';

/** An adjective as it agrees with a noun; one text serves all where the language has but one. */
export const agreeing = (
  adjective: NonNullable<Noun['most']>,
  { gender }: Pick<Noun, 'gender'>,
  number: 'one' | 'many',
): string | undefined => {
  if (typeof adjective === 'string') return adjective;
  return (adjective[gender ?? 'n'] ?? adjective.n ?? adjective.m)?.[number];
};

/** The noun that goes with a count. */
export const counted = (noun: Noun, count: number): string =>
  Math.abs(count) === 1 ? noun.one : (noun.many ?? noun.one);

/** "no runs", "nessuna esecuzione". */
export const none = (noun: Noun, wording: Wording): string => {
  const number = wording.grammar.noneNumber;
  const word = number === 'one' ? noun.one : (noun.many ?? noun.one);
  return article('none', noun, number, word, wording) + word;
};

/** The noun in the form a sentence needs: `the`, `a`, `bare`, `many`, `the_many`. */
export const nounForm = (noun: Noun, form: string, wording: Wording): string => {
  const many = noun.many ?? noun.one;
  if (form === 'many') return many;
  if (form === 'the_many') return article('the', noun, 'many', many, wording) + many;
  if (form === 'the' || form === 'a') return article(form, noun, 'one', noun.one, wording) + noun.one;
  return noun.one;
};

/** "there were" in the tense and number of what follows. */
export const there = (tense: 'past' | 'now', noun: Noun, count: number, wording: Wording): string => {
  const table = wording.grammar.there[tense];
  const forms = table[noun.gender ?? 'n'] ?? table.n ?? table.m;
  if (count === 0) return forms?.zero ?? forms?.many ?? '';
  return (Math.abs(count) === 1 ? forms?.one : forms?.many) ?? '';
};

/** "The last run", "the last {n} runs"; undefined where the language has no words for it. */
export const latestWords = (
  which: 'newest' | 'oldest',
  noun: Noun,
  count: number,
  { grammar }: Wording,
): string | undefined => {
  const table = grammar.latest?.[which];
  const forms = table?.[noun.gender ?? 'n'] ?? table?.n ?? table?.m;
  return (count === 1 ? forms?.one : forms?.many)
    ?.replace('{one}', noun.one)
    .replace('{many}', noun.many ?? noun.one);
};
