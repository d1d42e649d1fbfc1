const inWords = (text: string, change: (word: string) => string): string =>
  text.replace(/[A-Za-z]{4,}/g, change);
const cut = (word: string, sign: string): string => {
  const at = Math.ceil(word.length / 3);
  return word.slice(0, at) + sign + word.slice(at);
};
const shifted = (text: string, upper: number, lower: number): string =>
  text.replace(/[A-Za-z]/g, (char) => {
    const code = char.charCodeAt(0);
    return String.fromCodePoint(code >= 97 ? lower + code - 97 : upper + code - 65);
  });
const twins = new Map(
  Object.entries({ a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', s: 'ѕ', x: 'х', y: 'у', T: 'Т', H: 'Н' }),
);

/** Ten ways in which a text is dressed up. */
export const mutations: Record<string, (text: string) => string> = {
  'upper case': (text) => text.toUpperCase(),
  'zero-width': (text) => inWords(text, (word) => cut(word, '\u200b')),
  'soft hyphen': (text) => inWords(text, (word) => cut(word, '\u00ad')),
  'combining marks': (text) => inWords(text, (word) => cut(word, '\u0308')),
  'full-width': (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  mathematical: (text) => shifted(text, 0x1d5d4, 0x1d5ee),
  homoglyphs: (text) => text.replace(/[aceiopsxyTH]/g, (char) => twins.get(char) ?? char),
  'split by punctuation': (text) => inWords(text, (word) => cut(word, '-')),
  'split by spaces': (text) => inWords(text, (word) => Array.from(word).join(' ')),
  'across lines': (text) => inWords(text.replaceAll(' ', '\n'), (word) => cut(word, '-\n')),
};
