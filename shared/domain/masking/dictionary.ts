import * as z from 'zod/mini';
import { MaskingGrammar } from './articles.ts';

/** How a business word looks in one language. `short` is what stands for it inside names. */
export const Form = z.strictObject({
  one: z.string().check(z.minLength(1)),
  many: z.string().check(z.minLength(1)),
  gender: z.optional(z.enum(['m', 'f'])),
  short: z.optional(z.string()),
  /** Needs an article of its own where the text gives none: "un riferimento tecnico". */
  indefinite: z.optional(z.boolean()),
});
export type Form = z.infer<typeof Form>;

/**
 * When a term is masked. `strong`: always. `exact`: only in the very letters written here (REST, API).
 * `weak`: also an ordinary word, only next to something technical. `brand`: as weak in sentences, and in
 * process names when written with these very letters (Slack, Notion).
 */
export const Strength = z.enum(['strong', 'exact', 'weak', 'brand']);
export type Strength = z.infer<typeof Strength>;

export const TermList = z.strictObject({
  to: z.string(),
  /** `strong` where nothing is said. */
  strength: z.optional(Strength),
  /** The terms are plurals. */
  many: z.optional(z.boolean()),
  /** In names the word goes when the rest says enough. */
  drop: z.optional(z.boolean()),
  /** What is also ordinary in other letters (`exact`), or in two words, is meant beside one of these words, or behind two. */
  beside: z.optional(z.array(z.string())),
  /** Elsewhere it is meant too, unless one of these words stands within reach: the ordinary word keeps such company. */
  unless: z.optional(z.array(z.string())),
  terms: z.array(z.string().check(z.minLength(2))),
});
export type TermList = z.infer<typeof TermList>;

export const Concept = z.record(z.string(), Form);
export type Concept = z.infer<typeof Concept>;

const Part = z.strictObject({
  concepts: z.optional(z.record(z.string(), Concept)),
  lists: z.optional(z.array(TermList)),
  /** Words that everyone understands: never masked, whatever their shape. */
  keep: z.optional(z.array(z.string())),
  /** Terms of five letters or more that no ordinary word begins with: masked with what follows in one word. */
  opening: z.optional(z.array(z.string().check(z.minLength(5)))),
  /** Ordinary short words: two of them in a row never make a split term ("con sole", "red is"). */
  common: z.optional(z.array(z.string())),
  /** Words after which a noun is plural, by language. */
  plural: z.optional(z.record(z.string(), z.array(z.string()))),
  /** Articles and the order of nouns, by language. */
  grammar: z.optional(z.record(z.string(), MaskingGrammar)),
});

/** The masking dictionary as it is deployed: data, no code. */
export const Dictionary = z.strictObject({
  version: z.literal(1),
  /** The concept of what has no business word: "a technical reference". */
  neutral: z.string(),
  concepts: z.record(z.string(), Concept),
  lists: z.array(TermList),
  keep: z.array(z.string()),
  opening: z.array(z.string()),
  common: z.array(z.string()),
  plural: z.record(z.string(), z.array(z.string())),
  grammar: z.optional(z.record(z.string(), MaskingGrammar)),
});
export type Dictionary = z.infer<typeof Dictionary>;

const NEUTRAL = 'technical-reference';

/**
 * One dictionary from the parsed files of `layers/catalog/masking/`.
 * @throws Error when a list names an unknown concept or a language is missing somewhere
 */
export const compileDictionary = (documents: readonly unknown[]): Dictionary => {
  const parts = documents.map((document) => Part.parse(document));
  const concepts: Record<string, Concept> = {};
  for (const part of parts)
    for (const [name, forms] of Object.entries(part.concepts ?? {}))
      concepts[name] = { ...concepts[name], ...forms };
  const dictionary = Dictionary.parse({
    version: 1,
    neutral: NEUTRAL,
    concepts,
    lists: parts.flatMap((part) => part.lists ?? []),
    keep: parts.flatMap((part) => part.keep ?? []),
    opening: parts.flatMap((part) => part.opening ?? []),
    common: parts.flatMap((part) => part.common ?? []),
    plural: Object.assign({}, ...parts.map((part) => part.plural)),
    grammar: Object.assign({}, ...parts.map((part) => part.grammar)),
  });
  const languages = Object.keys(dictionary.concepts[NEUTRAL] ?? {});
  if (languages.length === 0) throw new Error(`masking: the concept ${NEUTRAL} is missing`);
  for (const [name, concept] of Object.entries(dictionary.concepts)) {
    for (const language of languages) {
      if (!concept[language]) throw new Error(`masking: the concept ${name} has no ${language} form`);
    }
  }
  for (const { to } of dictionary.lists) {
    if (!dictionary.concepts[to]) throw new Error(`masking: unknown concept ${to}`);
  }
  return dictionary;
};
