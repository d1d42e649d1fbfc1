import type { LanguageGrammar } from '#shared/contracts/grammar.ts';
import type { Token } from '#shared/domain/language/tokens.ts';
import type { Match } from './phrases.ts';

/** A number as said: `5`, `ventidue`, `twenty two`, `16th`. */
export interface Spoken {
  readonly value: number;
  readonly end: number;
  readonly ordinal: boolean;
}

/** Tokens with all that their words may mean; every question of the parsers goes through here. */
export interface Lexemes {
  readonly tokens: readonly Token[];
  readonly matches: readonly Match[];
  /** End of the longest phrase with this tag that starts at `at`; 0 when there is none. */
  tag(at: number, tag: string): number;
  /** The longest phrase at `at` whose tag begins with the prefix, with the rest of its tag. */
  prefixed(at: number, prefix: string): { rest: string; end: number } | undefined;
  number(at: number): Spoken | undefined;
  mark(at: number, marks: string): boolean;
  /** The word has the ending of a plural noun. */
  plural(at: number): boolean;
  /** The word has the ending of a verb that says what is to come. */
  future(at: number): boolean;
}

/** What a language's words for numbers and for many are made of. */
export interface WordForms {
  readonly cardinals: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  /** What stands between tens and units: a dash, "y". */
  readonly joints: ReadonlySet<string>;
  readonly plurals: readonly string[];
  readonly futures: readonly string[];
}

/** Number words of all languages, glued tens (ventitre, ventuno) included. */
export const numberWords = (grammars: readonly LanguageGrammar[]): Map<string, number> => {
  const words = new Map<string, number>();
  for (const grammar of grammars) {
    for (const [word, value] of Object.entries(grammar.numbers)) {
      words.set(word, value);
      if (!grammar.gluedNumbers || value < 20 || value > 90) continue;
      for (const [unit, one] of Object.entries(grammar.numbers)) {
        if (one < 1 || one > 9) continue;
        const tens = /^[aeiou]/.test(unit) ? word.slice(0, -1) : word;
        words.set(tens + unit, value + one);
      }
    }
  }
  return words;
};

const spoken = (
  tokens: readonly Token[],
  at: number,
  { cardinals, ordinals, joints }: WordForms,
): Spoken | undefined => {
  const token = tokens[at];
  if (!token) return undefined;
  if (token.kind === 'number' && token.value !== undefined) {
    return { value: token.value, end: at + 1, ordinal: token.ordinal ?? false };
  }
  const ordinal = ordinals.get(token.norm);
  if (ordinal !== undefined) return { value: ordinal, end: at + 1, ordinal: true };
  const first = cardinals.get(token.norm);
  if (first === undefined) return undefined;
  // Tens may be followed by a unit: "twenty two", "twenty-second", "treinta y dos".
  const joint = joints.has(tokens[at + 1]?.norm ?? '') ? at + 2 : at + 1;
  const word = tokens[joint]?.norm ?? '';
  const unit = cardinals.get(word) ?? ordinals.get(word);
  const tens = first >= 20 && first <= 90 && first % 10 === 0;
  if (tens && unit !== undefined && unit > 0 && unit < 10) {
    return { value: first + unit, end: joint + 1, ordinal: ordinals.has(word) };
  }
  return { value: first, end: at + 1, ordinal: false };
};

export const lexemes = (tokens: readonly Token[], matches: readonly Match[], forms: WordForms): Lexemes => {
  const byStart = new Map<number, Match[]>();
  const ends = new Map<string, Map<number, number>>();
  for (const match of matches) {
    const ofTag = ends.get(match.tag) ?? new Map<number, number>();
    if (!ofTag.has(match.start)) ofTag.set(match.start, match.end);
    ends.set(match.tag, ofTag);
    const list = byStart.get(match.start) ?? [];
    list.push(match);
    byStart.set(match.start, list);
  }
  return {
    tokens,
    matches,
    tag: (at, tag) => ends.get(tag)?.get(at) ?? 0,
    prefixed: (at, prefix) => {
      const match = byStart.get(at)?.find((each) => each.tag.startsWith(prefix));
      return match && { rest: match.tag.slice(prefix.length), end: match.end };
    },
    number: (at) => spoken(tokens, at, forms),
    future: (at) => forms.futures.some((ending) => tokens[at]?.norm.endsWith(ending) === true),
    plural: (at) => forms.plurals.some((ending) => tokens[at]?.norm.endsWith(ending) === true),
    mark: (at, marks) => tokens[at]?.kind === 'mark' && marks.includes(tokens[at].norm),
  };
};
