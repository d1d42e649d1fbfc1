/** Codes of the folded view: 0 nothing, then letters, digits, final accented vowels, letters of other scripts. */
export const LETTER_A = 1;
export const DIGIT_0 = 27;
export const ACCENTED = 37;
export const OTHER = 42;
/** What is no letter: characters that vanish, spaces, punctuation, sentence stops, line ends, marks. */
export const GONE = 50;
export const SPACE = 51;
export const MARK_GRAVE = 52;
export const MARK = 53;
export const PUNCTUATION = 54;
export const STOP = 55;
export const NEWLINE = 56;
/** One character that folds to several: the folded text is looked up. */
export const SEVERAL = 57;

const VOWELS = 'aeiou';
const VOWEL_CODES = Array.from(VOWELS, (vowel) => LETTER_A + vowel.charCodeAt(0) - 97);

/** Characters that pass for a Latin letter; taken from the confusables of Unicode TR 39. */
const LOOK_ALIKES: readonly [string, string][] = [
  ['a', 'аɑα⍺ᴀ'],
  ['b', 'ЬƄвВΒʙ'],
  ['c', 'сϲⅽᴄСϹ'],
  ['d', 'ԁⅾᑯᴅ'],
  ['e', 'еҽℯеЕΕεєᴇ'],
  ['f', 'ϝẝꜰ'],
  ['g', 'ɡցԌɢ'],
  ['h', 'һհНΗʜ'],
  ['i', 'іıιɩІΙɪ'],
  ['j', 'јϳЈᴊ'],
  ['k', 'кκКΚᴋ'],
  ['l', 'ӏⅼᒪǀʟ'],
  ['m', 'мⅿМΜᴍ'],
  ['n', 'ոпΝηɴ'],
  ['o', 'оοօοОΟσᴏ'],
  ['p', 'рρРΡᴘ'],
  ['q', 'ԛգ'],
  ['r', 'гᴦʀ'],
  ['s', 'ѕꜱЅ'],
  ['t', 'тτТΤᴛ'],
  ['u', 'υսᴜμ'],
  ['v', 'νѵᴠⅴ'],
  ['w', 'ԝѡᴡωш'],
  ['x', 'хχⅹХΧ'],
  ['y', 'уүγУΥʏ'],
  ['z', 'ᴢΖ'],
];
const lookAlikes = new Map<number, number>();
for (const [latin, others] of LOOK_ALIKES) {
  for (const other of others) lookAlikes.set(other.codePointAt(0) ?? 0, LETTER_A + latin.charCodeAt(0) - 97);
}
/** White letters in black circles and squares, from A on. */
for (const first of [0x1f150, 0x1f170]) {
  for (let letter = 0; letter < 26; letter++) lookAlikes.set(first + letter, LETTER_A + letter);
}

/** The Latin letter, capital or small as it is, that a look-alike passes for; other characters as they are. */
export const latinOf = (char: string): string => {
  const code = lookAlikes.get(char.codePointAt(0) ?? 0);
  if (code === undefined) return char;
  const letter = String.fromCharCode(code - LETTER_A + 97);
  return char === char.toLowerCase() ? letter : letter.toUpperCase();
};

const isAsciiStop = (code: number): boolean => code === 46 || code === 33 || code === 63 || code === 59;

const ascii = (code: number): number => {
  if (code >= 97 && code <= 122) return LETTER_A + code - 97;
  if (code >= 65 && code <= 90) return LETTER_A + code - 65;
  if (code >= 48 && code <= 57) return DIGIT_0 + code - 48;
  if (code === 10 || code === 13) return NEWLINE;
  if (code === 32 || code === 9 || code === 11 || code === 12) return SPACE;
  if (code < 32 || code === 127) return GONE;
  return isAsciiStop(code) ? STOP : PUNCTUATION;
};

/** Letters whose stroke is no combining mark. */
const STROKES = new Map([
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['ŧ', 't'],
  ['ƀ', 'b'],
  ['ɨ', 'i'],
]);

const letterOf = (char: string): number => {
  const plain = STROKES.get(char) ?? char;
  const code = plain.codePointAt(0) ?? 0;
  return code < 128 ? ascii(code) : (lookAlikes.get(code) ?? OTHER);
};

const beyondAscii = (code: number): number => {
  if (lookAlikes.has(code)) return lookAlikes.get(code) ?? OTHER;
  if (code === 0x300) return MARK_GRAVE;
  if (code === 0x85 || code === 0x2028 || code === 0x2029) return NEWLINE;
  const char = String.fromCodePoint(code);
  if (/\p{M}/u.test(char)) return MARK;
  if (/[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]/u.test(char)) return GONE;
  const folded = char.normalize('NFKC').toLowerCase();
  const bare = Array.from(folded.normalize('NFD'));
  const letters = bare.filter((part) => !/\p{M}/u.test(part));
  if (letters.length > 1 && letters.some((part) => /[\p{L}\p{N}]/u.test(part))) return SEVERAL;
  const [letter] = letters;
  if (letter === undefined) return GONE;
  const vowel = VOWELS.indexOf(letter);
  if (vowel >= 0 && bare[1] === '\u0300') return ACCENTED + vowel;
  if (/\s/u.test(letter)) return SPACE;
  if (/[\p{L}\p{N}]/u.test(letter)) return letterOf(letter);
  return isAsciiStop(letter.charCodeAt(0)) ? STOP : PUNCTUATION;
};

const pages: (Uint8Array | undefined)[] = [Uint8Array.from({ length: 128 }, (_, code) => ascii(code))];

/** The folded code of a code point, from pages of 128 that are made when first needed. */
export const foldedCode = (code: number): number => {
  const number = code >>> 7;
  let page = pages[number];
  if (page === undefined) {
    page = Uint8Array.from({ length: 128 }, (_, low) => beyondAscii((number << 7) + low));
    pages[number] = page;
  }
  return page[code & 127] ?? OTHER;
};

/** The codes of a character that folds to several (ligatures, Roman numerals, ㎏). */
export const severalCodes = (code: number): readonly number[] => {
  const known = several.get(code) ?? lettersOf(code);
  several.set(code, known);
  return known;
};
const several = new Map<number, readonly number[]>();
const lettersOf = (code: number): number[] =>
  Array.from(String.fromCodePoint(code).normalize('NFKD'))
    .map((char) => foldedCode(char.codePointAt(0) ?? 0))
    .filter((folded) => folded < GONE);

export const isAccentedCode = (code: number): boolean => code >= ACCENTED && code < OTHER;
export const isLetter = (code: number): boolean => (code >= LETTER_A && code < DIGIT_0) || code >= ACCENTED;
export const isDigit = (code: number): boolean => code >= DIGIT_0 && code < ACCENTED;

/** A vowel's code with a final grave accent; other codes as they are. */
export const accentedCode = (code: number): number => {
  const vowel = VOWEL_CODES.indexOf(code);
  return vowel < 0 ? code : ACCENTED + vowel;
};

/** The unaccented letter of a final accented vowel; other codes as they are. */
export const unaccented = (code: number): number =>
  isAccentedCode(code) ? (VOWEL_CODES[code - ACCENTED] ?? code) : code;
