import { foldText } from '#shared/domain/language/tokens.ts';

/** A capital inside a sentence; what begins one says nothing. */
const INSIDE = /(?<=[\p{L}\p{N},;:'’"“«)] ?|[\p{L}\p{N}] ["“«(])(?<![\p{L}\p{N}])\p{Lu}\p{Ll}[\p{L}\p{N}]*/gu;

const ACRONYM = /(?<![\p{L}\p{N}])\p{Lu}{2,5}(?![\p{L}\p{N}])/gu;

const BETWEEN = /[\s,;:.!?()'’"“”«»]+/u;
const HUMP = /\p{Ll}\p{Lu}\p{Ll}/u;

/** "order_sync", "syncOrders": no word of a sentence is written so. */
const coded = (text: string): string[] =>
  text
    .split(BETWEEN)
    .filter((word) => word.includes('_') || HUMP.test(word))
    .flatMap((word) => word.split('_'));

/** Words that the asker wrote as names are written: "Zanzibar". None in a text that is all in capitals. */
export const properWords = (text: string): ReadonlySet<string> =>
  new Set(
    [...[...text.matchAll(INSIDE), ...acronyms(text)].map(([word]) => word), ...coded(text)].map(foldText),
  );

const acronyms = (text: string): RegExpMatchArray[] =>
  /\p{Ll}{3}/u.test(text) ? [...text.matchAll(ACRONYM)] : [];
