import { describe, expect, test } from 'vitest';
import { createFold, endAt, type Folded, GAP } from '#shared/domain/masking/fold.ts';
import { createUnits } from '#shared/domain/masking/units.ts';

const fold = (text: string, from = 0, to = text.length): Folded =>
  createFold()(text, createUnits()(text), from, to);
const SIGNS = ' abcdefghijklmnopqrstuvwxyz0123456789àèìòù?';
const lettersOf = ({ codes, length }: Folded): string =>
  Array.from(codes.subarray(0, length), (code) => SIGNS.charAt(code)).join('');
/** Where terms may begin, as a bar before the letter. */
const heads = (text: string): string => {
  const folded = fold(text);
  const at = new Set(folded.heads.subarray(0, folded.headCount));
  return Array.from(lettersOf(folded), (letter, place) => (at.has(place) ? `|${letter}` : letter)).join('');
};
const lastGap = (text: string): number => {
  const { gaps, length } = fold(text);
  return gaps[length - 1] ?? -1;
};
const words = (text: string): string[] => {
  const found = fold(text).words;
  return found.flatMap((start, at) => (at % 3 === 0 ? [text.slice(start, found[at + 1])] : []));
};

describe('the letters of a text', () => {
  test.each([
    ['Ciao Mondo 12', 'ciaomondo12'],
    ['work\u200bflow, work-flow', 'workflowworkflow'],
    ['ＡＰＩ 𝐀𝐏𝐈 ﬁle', 'apiapifile'],
    ['w\u0336o\u0336rk wörk', 'workwork'],
    ['', ''],
    ['… 🚀', ''],
  ])('%s: %s', (text, letters) => {
    expect(lettersOf(fold(text))).toBe(letters);
  });

  test.each([
    ['nodò', 'nodò'],
    ['nodo\u0300', 'nodò'],
    ['nòdo', 'nodo'],
    ['no\u0300do', 'nodo'],
    ['città nuova, più', 'cittànuovapiù'],
    ['n\u0301odo\u0300', 'nodo'],
    ['n\u0301odò', 'nodo'],
    ['n\u0301odo nodò', 'nodonodò'],
    ['nodo\u0300\u0301', 'nodo'],
    ['nodo\u0301\u0300', 'nodo'],
    ['nodn\u0300', 'nodn'],
    ['nodò\u200b', 'nodò'],
    ['\u0301nodo', 'nodo'],
    ['nodo \u0300x', 'nodox'],
    ['nodo\u0301', 'nodo'],
    ['n\u0300odo\u0300', 'nodo'],
  ])('an accent counts at the end of a word alone: %j is %s', (text, letters) => {
    expect(lettersOf(fold(text))).toBe(letters);
  });

  test('each has its place', () => {
    const { starts, length } = fold('🚀 a ﬁ-b');
    expect(Array.from(starts.subarray(0, length))).toEqual([3, 5, 5, 7]);
  });

  test('of a stretch alone', () => {
    const folded = fold('uno due tre', 4, 7);
    expect(lettersOf(folded)).toBe('due');
    expect(folded.starts[0]).toBe(4);
    expect(lettersOf(fold('🚀🚀', 0, 1))).toBe('');
    expect(lettersOf(fold('𝐀', 0, 1))).toBe('');
    expect(lettersOf(fold('uno due', 0, 4))).toBe('uno');
    expect(lettersOf(fold('unodue', 0, 3))).toBe('uno');
  });

  test('of a long text, and of one that folds to many more', () => {
    expect(fold('ab '.repeat(3000)).length).toBe(6000);
    const { length: each } = fold('\ufdfa');
    expect(each).toBeGreaterThan(10);
    expect(fold('\ufdfa'.repeat(2000)).length).toBe(2000 * each);
    const again = createFold();
    const unitsOf = createUnits();
    for (const text of ['x'.repeat(5000), 'ab', 'y'.repeat(20_000)])
      expect(lettersOf(again(text, unitsOf(text), 0, text.length))).toBe(text);
    for (let size = 990; size <= 1060; size++) expect(fold('x'.repeat(size)).length).toBe(size);
  });

  test('are written to the same place while there is room', () => {
    const again = createFold();
    const unitsOf = createUnits();
    const placeOf = (text: string): Uint8Array => again(text, unitsOf(text), 0, text.length).codes;
    expect(placeOf('uno')).toBe(placeOf('x'.repeat(900)));
  });
});

describe('where a term may begin', () => {
  test.each([
    ['uno due', '|uno|due'],
    ['uno-due.tre', '|uno|due|tre'],
    ['l’API', '|l|api'],
    ['3x x3 33', '|3|x|x3|33'],
    ['un\u200bo', '|uno'],
    ['  uno', '|uno'],
    ['à b', '|à|b'],
    ['a ﬁle-ﬁb', '|a|file|fib'],
  ])('%s: %s', (text, marked) => {
    expect(heads(text)).toBe(marked);
  });
});

describe('what stands between two letters', () => {
  test.each<[string, keyof typeof GAP]>([
    ['ab', 'none'],
    ['a\u200bb', 'none'],
    ['𝐀𝐏', 'none'],
    ['a b', 'space'],
    ['a  b', 'space'],
    ['a\u00a0b', 'space'],
    ['a\nb', 'space'],
    ['a\r\nb', 'space'],
    ['a-b', 'joiner'],
    ['a--b', 'joiner'],
    ['a.b', 'joiner'],
    ['a-\nb', 'joiner'],
    ['a-\r\nb', 'joiner'],
    ['a,\r\nb', 'mixed'],
    ['a-\n\nb', 'hard'],
    ['a\r\rb', 'hard'],
    ['a\n\rb', 'hard'],
    ['a- \r\nb', 'mixed'],
    ['a,\nb', 'mixed'],
    ['a- b', 'mixed'],
    ['a -b', 'mixed'],
    ['a - b', 'mixed'],
    ['a. b', 'hard'],
    ['a.\nb', 'hard'],
    ['a.) b', 'mixed'],
    ['a .b', 'mixed'],
    ['a\n\nb', 'hard'],
    ['a\n \nb', 'hard'],
    ['a\r\n\r\nb', 'hard'],
    [`a${' '.repeat(12)}b`, 'space'],
    [`a${' '.repeat(13)}b`, 'hard'],
    [`a${'-'.repeat(13)}b`, 'hard'],
    ['x. y\na b', 'space'],
    ['x\ny\nb', 'space'],
  ])('%j: %s', (text, gap) => {
    expect(lastGap(text)).toBe(GAP[gap]);
  });

  test('the ends of sentences and paragraphs are known', () => {
    expect(fold('a. b c\n\nd').hards).toEqual([0, 1, 3]);
    expect(fold('a b').hards).toEqual([0]);
    expect(fold('a, b-c').hards).toEqual([0]);
  });
});

describe('words worth a closer look', () => {
  test.each([
    ['Ciao mondo, oggi 12 ordini.', ['ordini.']],
    ['un ordini_numero qui', ['ordini_numero']],
    ['aB Ab 3a a/b a:b x=1', ['aB', '3a', 'a/b', 'a:b', 'x=1']],
    ['wo\u200brk а', ['wo\u200brk', 'а']],
    ['a_b', ['a_b']],
    ['a_b  c', ['a_b']],
    ['un Ab ab', []],
    ['un a3 b', ['a3']],
    ['', []],
  ])('%j: %j', (text, found) => {
    expect(words(text)).toEqual(found);
  });
  test('give their traits to the whole', () => {
    expect(fold('uno due').traits).toBe(fold('uno').traits);
    expect(fold('uno a_b due').traits & fold('_').traits).not.toBe(0);
    expect(fold('uno_').words[2]).toBe(fold('uno_').traits);
  });
});

describe('a letter ends', () => {
  test.each([
    ['ab', 1],
    ['e\u0301x', 2],
    ['e\u0300x', 2],
    ['a\u200b\u0301b', 3],
    ['𝐀b', 2],
    ['𝐀', 2],
    ['a b', 1],
    ['a', 1],
    ['a\u0301', 2],
  ])('behind the marks that belong to it: %j', (text, end) => {
    expect(endAt(fold(text), 0)).toBe(end);
    expect(endAt(fold(`x${text}`), 1)).toBe(end + 1);
  });
});
