import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ACCENTED,
  DIGIT_0,
  GONE,
  LETTER_A,
  MARK,
  MARK_GRAVE,
  NEWLINE,
  OTHER,
  PUNCTUATION,
  SEVERAL,
  SPACE,
  STOP,
} from '#shared/domain/masking/letters.ts';

// What was found of a letter is kept: each test finds it anew.
let letters: typeof import('#shared/domain/masking/letters.ts');
beforeEach(async () => {
  vi.resetModules();
  letters = await import('#shared/domain/masking/letters.ts');
});

const code = (char: string): number => letters.foldedCode(char.codePointAt(0) ?? 0);
const letter = (latin: string): number => LETTER_A + latin.charCodeAt(0) - 97;
const codesOf = (chars: string): number[] => Array.from(chars, code);

describe('a character is read as', () => {
  test.each([
    ['azAZ', 'azaz'],
    // Accents but the grave one of Italian endings are laid aside, and so are strokes.
    ['éáíóúñüçšÅ', 'eaiounucsa'],
    ['ǹẁ', 'nw'],
    ['ấǜ', 'au'],
    ['đðħłøŧƀɨĐØ', 'ddhlotbido'],
    // Look-alikes of other alphabets, full-width and mathematical letters.
    ['аеорсухі', 'aeopcyxi'],
    ['аЬсԁеϝɡһіјкӏмոорԛгѕтυѵԝхуᴢ', 'abcdefghijklmnopqrstuvwxyz'],
    ['ΑΒΕΚΜΝΟΡΤ', 'abekmnopt'],
    ['Ａｚ𝐀𝒛', 'azaz'],
    ['Ⅴⅿ', 'vm'],
    ['ªº', 'ao'],
    ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
    ['🅐🅩🅰🆉', 'azaz'],
  ])('a letter: %s', (chars, latin) => {
    expect(codesOf(chars)).toEqual(Array.from(latin, letter));
  });

  test.each<[string, string, number]>([
    ['a digit', '0', DIGIT_0],
    ['a digit', '9９⑨𝟗', DIGIT_0 + 9],
    ['a final accented vowel', 'àÀ', ACCENTED],
    ['a final accented vowel', 'è', ACCENTED + 1],
    ['a final accented vowel', 'ù', ACCENTED + 4],
    ['a letter of another script', '中жλאß', OTHER],
    ['a digit of another script', '٣', OTHER],
    ['the end of a line', '\n\r\u0085\u2028\u2029', NEWLINE],
    ['a space', ' \t\v\f\u00a0\u2003\u3000´', SPACE],
    ['nothing', '\0\u001f\u007f\u200b\u00ad\ufeff\u115f\u1160\u3164\uffa0\u0080', GONE],
    ['a grave accent', '\u0300', MARK_GRAVE],
    ['a mark', '\u0301\u0336\u20e3', MARK],
    ['the end of a sentence', '.!?;．！？；…', STOP],
    ['punctuation', ',:-()_/@«»—：，（🚀€', PUNCTUATION],
    ['several letters', 'ﬁ㎏Ⅳ½℃ĳ', SEVERAL],
  ])('%s: %j', (_, chars, expected) => {
    expect(codesOf(chars)).toEqual(Array.from(chars, () => expected));
  });

  test('several letters, one after the other', () => {
    const several = (char: string): readonly number[] => letters.severalCodes(char.codePointAt(0) ?? 0);
    expect(several('ﬁ')).toEqual([letter('f'), letter('i')]);
    expect(several('Ⅳ')).toEqual([letter('i'), letter('v')]);
    expect(several('㎏')).toEqual([letter('k'), letter('g')]);
    expect(several('½')).toEqual([DIGIT_0 + 1, DIGIT_0 + 2]);
    expect(several('ﬁ')).toBe(several('ﬁ'));
  });
});

test('letters, digits and accented vowels are told apart', () => {
  const kinds = (char: string): boolean[] =>
    [letters.isLetter, letters.isDigit, letters.isAccentedCode].map((is) => is(code(char)));
  for (const char of 'azж') expect(kinds(char)).toEqual([true, false, false]);
  for (const char of '09') expect(kinds(char)).toEqual([false, true, false]);
  for (const char of 'àù') expect(kinds(char)).toEqual([true, false, true]);
  expect(letters.isLetter(0)).toBe(false);
});

test('a vowel gets its accent and loses it', () => {
  expect(Array.from('aeiou', (vowel) => letters.accentedCode(code(vowel)))).toEqual(codesOf('àèìòù'));
  expect(Array.from('àèìòù', (vowel) => letters.unaccented(code(vowel)))).toEqual(codesOf('aeiou'));
  for (const char of 'bz09 ж') {
    expect(letters.accentedCode(code(char))).toBe(code(char));
    expect(letters.unaccented(code(char))).toBe(code(char));
  }
});

test('a look-alike stands for its letter, capital or small', () => {
  expect(Array.from('аСсΕεж€z', letters.latinOf).join('')).toBe('aCcEeж€z');
});
