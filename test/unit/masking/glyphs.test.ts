import { beforeEach, describe, expect, test, vi } from 'vitest';

// What was found of a character is kept: each test finds it anew.
let glyphs: typeof import('#shared/domain/masking/glyphs.ts');
let letters: typeof import('#shared/domain/masking/letters.ts');
beforeEach(async () => {
  vi.resetModules();
  glyphs = await import('#shared/domain/masking/glyphs.ts');
  letters = await import('#shared/domain/masking/letters.ts');
});

const glyphOf = (char: string): number => glyphs.glyphAt(char.charCodeAt(0), char.charCodeAt(1) || 0);
const traitsOf = (char: string): string[] => {
  const traits = glyphs.traitsOf(glyphOf(char));
  return Object.entries(glyphs.TRAIT).flatMap(([name, bit]) => ((traits & bit) === 0 ? [] : [name]));
};

describe('the traits of', () => {
  test.each([
    ['small letters', 'amz', ['letter']],
    ['capitals', 'AMZ', ['innerUpper', 'letter']],
    ['digits', '059', ['digit']],
    ['a full stop', '.', ['dot']],
    ['a colon', ':', ['colon']],
    ['a slash', '/', ['slash']],
    ['signs of code', '_\\$={}<>@`|~^[]#+%()&', ['symbol']],
    ['what everyone writes', ' ,;!?\'"-*\n\t\0\u001f', []],
    ['letters with accents', 'àÈéñüßÿ', []],
    ['signs beyond ASCII', '«»€–—“”’…¿£°', []],
    ['letters of other alphabets', 'аΩж中עą', ['foreign']],
    ['full-width letters and signs', 'ａＺ０！／～＿', ['foreign']],
    ['small signs', '\ufe50\ufe52\ufe5f\ufe6b', ['foreign']],
    ['the signs beside them', '\uff00\uff5f\ufe4f\ufe6c。', []],
    ['what cannot be seen', '\u200b\u00ad\ufeff\u007f\u0080', ['foreign']],
    ['marks', '\u0300\u0301\u0336', ['foreign']],
    ['several letters in one', 'ﬁⅣ㎏½', ['foreign']],
  ])('%s: %j', (_, chars, traits) => {
    for (const char of Array.from(chars)) expect([char, ...traitsOf(char)]).toEqual([char, ...traits]);
  });

  test('letters in two units', () => {
    expect(traitsOf('𝐀')).toEqual(['foreign']);
    expect(traitsOf('🚀')).toEqual([]);
    expect(glyphs.codeOf(glyphOf('𝐀'))).toBe(letters.LETTER_A);
    expect(glyphs.codeOf(glyphOf('𝐙'))).toBe(letters.LETTER_A + 25);
    expect(glyphs.codeOf(glyphOf('𝟗'))).toBe(letters.DIGIT_0 + 9);
  });
});

test('every character has its folded code', () => {
  for (const char of ['a', 'Z', '7', 'à', 'é', ' ', '\n', '.', ',', '\u200b', '\u0300', '中', '🚀', '\ud835'])
    expect([char, glyphs.codeOf(glyphOf(char))]).toEqual([
      char,
      letters.foldedCode(char.codePointAt(0) ?? 0),
    ]);
});

test('behind a plain letter nothing has to be decided', () => {
  const isPlain = (char: string): boolean => (glyphOf(char) & glyphs.PLAIN) !== 0;
  for (const char of 'azAZéñжа中') expect([char, isPlain(char)]).toEqual([char, true]);
  for (const char of '09àèìòù .,\n\u200b\u0301ﬁ\0') expect([char, isPlain(char)]).toEqual([char, false]);
});

test('what was found of a unit is kept with its neighbours, halves of a pair are not', () => {
  expect(glyphs.glyphs[97]).toBe(0);
  const letter = glyphOf('a');
  expect(glyphs.glyphs[97]).toBe(letter);
  expect(letter).not.toBe(0);
  expect(Array.from(glyphs.glyphs.subarray(0, 128)).includes(0)).toBe(false);
  expect(glyphs.glyphs[128]).toBe(0);
  glyphOf('\u0180');
  expect(glyphs.glyphs[0x17f]).toBe(0);
  expect(Array.from(glyphs.glyphs.subarray(0x180, 0x200)).includes(0)).toBe(false);
  for (const unit of [0xd800, 0xd835, 0xdbff, 0xdc00, 0xdfff]) {
    glyphs.glyphAt(unit, 0xdc00);
    expect(glyphs.glyphs[unit]).toBe(0);
  }
  glyphs.glyphAt(0xd7ff, 0);
  glyphs.glyphAt(0xe000, 0);
  expect(glyphs.glyphs[0xd7ff]).not.toBe(0);
  expect(glyphs.glyphs[0xe000]).not.toBe(0);
});

test('two units are a pair when the first half comes before the second', () => {
  for (const [high, low] of [
    [0xd800, 0xdc00],
    [0xdbff, 0xdfff],
  ] as const)
    expect(glyphs.isPair(high, low)).toBe(true);
  for (const [high, low] of [
    [0xd7ff, 0xdc00],
    [0xdc00, 0xdc00],
    [0xd800, 0xdbff],
    [0xd800, 0xe000],
    [97, 98],
  ] as const)
    expect(glyphs.isPair(high, low)).toBe(false);
});

test('a word is worth a closer look for its signs, or for letters and digits together', () => {
  const isSuspect = (word: string): boolean =>
    glyphs.isSuspect(Array.from(word).reduce((traits, char) => traits | glyphs.traitsOf(glyphOf(char)), 0));
  for (const word of ['a_b', 'a.b', 'a:b', 'a/b', 'aB', 'a\u200bb', 'a7', '.', '/'])
    expect([word, isSuspect(word)]).toEqual([word, true]);
  for (const word of ['', 'ciao', '2026', 'però', '12,5', '—'])
    expect([word, isSuspect(word)]).toEqual([word, false]);
});
