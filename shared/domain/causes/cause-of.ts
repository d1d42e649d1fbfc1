import * as z from 'zod/mini';

const Words = z.strictObject({ phrase: z.string(), sentence: z.string() });

const Rule = z.strictObject({
  cause: z.string(),
  /** Codes of replies and of systems, in capitals. */
  codes: z.optional(z.array(z.string())),
  /** Names of errors. */
  names: z.optional(z.array(z.string())),
  /** Pieces of text, folded: small letters, no accents. */
  words: z.optional(z.array(z.string())),
});

/** The catalog of causes: ordered rules, and the words for each cause by language. */
export const CauseRules = z.strictObject({
  /** The cause of what no rule knows. */
  unknown: z.string(),
  /** Machine text begins here: nothing after it is read. */
  stop: z.array(z.string()),
  texts: z.record(z.string(), z.record(z.string(), Words)),
  rules: z.array(Rule),
});
export type CauseRules = z.infer<typeof CauseRules>;

/** A stable code such as `access_refused`; the catalog of causes knows them all. */
export type CauseCode = string;

/** What is stored of a failure; every part may be missing. */
export interface Failure {
  message?: string | null | undefined;
  description?: string | null | undefined;
  httpCode?: string | null | undefined;
  errorName?: string | null | undefined;
  node?: string | null | undefined;
}

/** Longer texts are pages or dumps; their beginning says it or nothing does. */
const LONGEST = 2000;

const folded = (text: string): string =>
  text.slice(0, LONGEST).normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

const upTo = (text: string, stops: readonly string[]): string => {
  let end = text.length;
  for (const stop of stops) {
    const at = text.indexOf(stop);
    if (at >= 0 && at < end) end = at;
  }
  return text.slice(0, end);
};

/** `ECONNREFUSED` inside a text is as good as a code of its own. */
const codesIn = (failure: Failure): Set<string> => {
  const codes = new Set<string>();
  const code = failure.httpCode?.trim().toUpperCase();
  if (code) codes.add(code);
  for (const text of [failure.message, failure.description]) {
    for (const [word] of (text ?? '').slice(0, LONGEST).matchAll(/[A-Z][A-Z0-9_]{4,40}/g)) codes.add(word);
  }
  return codes;
};

/**
 * The cause of a failure by the first rule that holds; the error's text never leaves this function. Time is
 * linear in the text. The same failure always has the same cause.
 */
export const causeOf = (failure: Failure, rules: CauseRules): CauseCode => {
  const codes = codesIn(failure);
  const message = upTo(folded(failure.message ?? ''), rules.stop);
  const text = ` ${upTo(folded(failure.description ?? ''), rules.stop)} ${message} `;
  const rule = rules.rules.find(
    ({ codes: known, names, words }) =>
      known?.some((code) => codes.has(code)) === true ||
      (failure.errorName && names?.includes(failure.errorName) === true) ||
      words?.some((word) => text.includes(word)) === true,
  );
  return rule?.cause ?? rules.unknown;
};

/**
 * The parsed file of causes, checked, its words folded.
 * @throws Error when a rule names a cause without words, or a cause lacks a language that another has
 */
export const compileCauses = (document: unknown): CauseRules => {
  const causes = CauseRules.parse(document);
  const languages = new Set(Object.values(causes.texts).flatMap((texts) => Object.keys(texts)));
  for (const cause of [causes.unknown, ...causes.rules.map((rule) => rule.cause)]) {
    if (!causes.texts[cause]) throw new Error(`causes: no words for ${cause}`);
  }
  for (const [cause, texts] of Object.entries(causes.texts)) {
    for (const language of languages) {
      if (!texts[language]) throw new Error(`causes: ${cause} has no words in ${language}`);
    }
  }
  return {
    ...causes,
    stop: causes.stop.map(folded),
    rules: causes.rules.map((rule) => ({ ...rule, ...(rule.words && { words: rule.words.map(folded) }) })),
  };
};

/** The words for every cause in one language, as a label list of the wording. */
export const causeLabels = (
  causes: CauseRules,
  language: string,
  form: 'phrase' | 'sentence' = 'phrase',
): Record<CauseCode, string> =>
  Object.fromEntries(
    Object.entries(causes.texts).flatMap(([cause, texts]) => {
      const words = texts[language];
      return words ? [[cause, words[form]]] : [];
    }),
  );
