const INVISIBLE = /(?:\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Co}|\p{Cn})+/gu;
const SPACES = /[\s\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu;
/** More marks on a letter than any language has. */
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;
/** What chats, pages, spreadsheets and templates read as more than a sign; `>` between spaces is one. */
const ACTIVE_SIGNS = /[*~`{}<|\\^$]|(?<! )>|>(?! )/gu;
/** What makes a formula or a quotation of a line that begins so. */
const ACTIVE_START = /^[\s=+\-@>#]+/u;
const MOST_CHARACTERS = 120;

/** A name as nothing but words: no signs that a channel would act upon, nothing invisible, no end of a line. */
export const plainName = (name: string): string => {
  const clean = name.toWellFormed().replace(INVISIBLE, '').normalize('NFC').replace(PILED_MARKS, '$1');
  const words = clean.replace(ACTIVE_SIGNS, ' ').replace(SPACES, ' ').trim().replace(ACTIVE_START, '');
  const characters = Array.from(words);
  if (characters.length <= MOST_CHARACTERS) return words;
  return `${characters.slice(0, MOST_CHARACTERS).join('').trimEnd()}…`;
};
