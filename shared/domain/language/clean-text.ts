/** Of a question, once it is clean. */
export const MOST_CHARACTERS = 1000;

const SPACES = /[\s\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu;
// Zero-width, direction and other format characters, private use, unassigned; the joiner inside emoji too.
const INVISIBLE = /(?:\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Co}|\p{Cn})+/gu;

/**
 * Text of a person made harmless: composed letters, no invisible or control characters, no half characters,
 * single spaces. What is left reads the same.
 */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(INVISIBLE, '').normalize('NFC').replace(SPACES, ' ').trim();
