import * as z from 'zod/mini';

/** Before a plain beginning, a special one, a vowel. */
const Forms = z.tuple([z.string(), z.string(), z.string()]);
const Family = z.strictObject({
  m: Forms,
  f: Forms,
  ms: Forms,
  fs: Forms,
  /** Other spellings that are read as it. */
  also: z.optional(z.array(z.string())),
  /** What a reference takes where the text gives no article. */
  indefinite: z.optional(z.boolean()),
});
type Family = z.infer<typeof Family>;

/** How masking words stand in the sentences of one language. */
export const MaskingGrammar = z.strictObject({
  /** Which of two nouns side by side says what it is. */
  head: z.enum(['first', 'last']),
  /** Regular expressions of the beginnings that change an article before them. */
  special: z.optional(z.string()),
  vowel: z.optional(z.string()),
  articles: z.array(Family),
  /** Words behind which a reference takes no article of its own. */
  determiners: z.array(z.string()),
  /** Words that may not end a name. */
  dangling: z.array(z.string()),
});
export type MaskingGrammar = z.infer<typeof MaskingGrammar>;

interface Reading {
  family: Family;
  many: boolean;
}

/** The articles of a language, ready to be read and written. */
export interface Articles {
  head: MaskingGrammar['head'];
  determiners: ReadonlySet<string>;
  /** How an article reads, or undefined when the word is none. `l'` and its like carry their apostrophe. */
  read(word: string): Reading | undefined;
  /** The article of the same family that agrees with the noun that follows, with the space it needs. */
  agreeing(reading: Reading, noun: string, gender: 'm' | 'f', many: boolean): string;
  /** The same, of the article that stands where the text gives none. */
  indefinite(noun: string, gender: 'm' | 'f', many: boolean): string;
}

const readings = (families: readonly Family[]): Map<string, Reading> => {
  const known = new Map<string, Reading>();
  for (const family of families) {
    for (const word of [...family.ms, ...family.fs])
      if (word !== '' && !known.has(word)) known.set(word, { family, many: true });
    for (const word of [...family.m, ...family.f]) known.set(word, { family, many: false });
  }
  // "un'" is read as "un" wherever else it may stand.
  for (const family of families.filter(({ indefinite }) => indefinite === true))
    for (const word of [...family.m, ...family.f]) known.set(word, { family, many: false });
  for (const family of families)
    for (const word of family.also ?? []) known.set(word, { family, many: false });
  return known;
};

const beginning = (pattern: string | undefined): RegExp | undefined =>
  pattern === undefined ? undefined : new RegExp(pattern, 'i');

/** @throws SyntaxError when a beginning is no regular expression */
export const articlesOf = (grammar: MaskingGrammar): Articles => {
  const known = readings(grammar.articles);
  const [special, vowel] = [beginning(grammar.special), beginning(grammar.vowel)];
  // Few nouns are written again and again.
  const columns = new Map<string, 0 | 1 | 2>();
  const columnOf = (noun: string): 0 | 1 | 2 => {
    const column = special?.test(noun) === true ? 1 : vowel?.test(noun) === true ? 2 : 0;
    columns.set(noun, column);
    return column;
  };
  const own = grammar.articles.find(({ indefinite }) => indefinite === true);
  const agreeing: Articles['agreeing'] = ({ family }, noun, gender, many) => {
    const row = many ? (gender === 'm' ? family.ms : family.fs) : family[gender];
    const article = row[columns.get(noun) ?? columnOf(noun)];
    return article === '' || article.endsWith("'") ? article : `${article} `;
  };
  return {
    head: grammar.head,
    determiners: new Set(grammar.determiners),
    read: (word) => {
      const lower = word.toLowerCase();
      return known.get(lower.includes('’') ? lower.replace('’', "'") : lower);
    },
    agreeing,
    indefinite: (noun, gender, many) => (own ? agreeing({ family: own, many }, noun, gender, many) : ''),
  };
};

/** Of a language that nothing is said of: nouns stand bare. */
export const NO_ARTICLES: MaskingGrammar = { head: 'last', articles: [], determiners: [], dangling: [] };
