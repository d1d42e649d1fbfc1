import { foldText } from '#shared/domain/language/tokens.ts';

/** A capital inside a sentence; what begins one says nothing. */
const INSIDE = /(?<=[\p{L}\p{N},;:'’"“«)] ?|[\p{L}\p{N}] ["“«(])(?<![\p{L}\p{N}])\p{Lu}\p{Ll}[\p{L}\p{N}]*/gu;

const ACRONYM = /(?<![\p{L}\p{N}])\p{Lu}{2,5}(?![\p{L}\p{N}])/gu;

/** "order_sync", "syncOrders": no word of a sentence is written so. */
const CODED = /[\p{L}\p{N}]*_[\p{L}\p{N}_]+|\p{Ll}+\p{Lu}\p{Ll}[\p{L}\p{N}]*/gu;

/** Words that the asker wrote as names are written: "Zanzibar". None in a text that is all in capitals. */
export const properWords = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(INSIDE), ...acronyms(text), ...text.matchAll(CODED)].flatMap(([word]) =>
      word.split('_').map(foldText),
    ),
  );

const acronyms = (text: string): RegExpMatchArray[] =>
  /\p{Ll}{3}/u.test(text) ? [...text.matchAll(ACRONYM)] : [];
