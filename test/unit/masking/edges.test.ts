import { describe, expect, test } from 'vitest';
import { core, endOfBroken, quoted } from '#shared/domain/masking/edges.ts';
import { plainName } from '#shared/domain/masking/plain-name.ts';

describe('the word without the punctuation around it', () => {
  test.each([
    ['ordini', 'ordini'],
    ['"ordini",', 'ordini'],
    ['«(ordini)»…', 'ordini'],
    ['‘‘*ordini*’’!?', 'ordini'],
    ['`<{[“ordini”]}>`;:', 'ordini'],
    [".net'", '.net'],
    ['.ì', '.ì'],
    ['.5', '5'],
    ['...x', '.x'],
    ['.𝐀', '.𝐀'],
    ['::1', '::1'],
    [':1', '1'],
    ['(::1)', '::1'],
    ['first()', 'first()'],
    ['first().', 'first()'],
    ['"first()"', 'first()'],
    ['first)', 'first'],
    ['()', ''],
    ['()-group', '()-group'],
    ["index.js's", 'index.js'],
    ['Anna’s,', 'Anna'],
    ["it's", 'it'],
    ["'s", 's'],
    ['’s', '’s'],
    ['a’s', 'a'],
    ['()+x', ')+x'],
    ['…', ''],
    ['', ''],
  ])('%s: %s', (word, bare) => {
    const [from, to] = core(word, 0, word.length);
    expect(word.slice(from, to)).toBe(bare);
  });

  test('is looked for between its ends only', () => {
    expect(core('a "b" c', 2, 5)).toEqual([3, 4]);
    expect(core('("b")', 1, 4)).toEqual([2, 3]);
    expect(core('f(x) y)', 5, 7)).toEqual([5, 6]);
  });
});

describe('quotes and brackets go with what they enclose', () => {
  const around = (text: string, from: number, to: number, start = 0, end = text.length): string =>
    text.slice(...quoted(text, start, end, from, to));
  test.each(['"a"', "'a'", '`a`', '(a)', '[a]', '{a}', '<a>', '«a»', '“a”', '‘a’', '*a*'])('%s', (text) => {
    expect(around(text, 1, 2)).toBe(text);
  });
  test('one within the other', () => {
    expect(around('x("a")y', 3, 4)).toBe('("a")');
  });
  test('but no half of them, and no other sign', () => {
    expect(around('("a)', 2, 3)).toBe('a');
    expect(around('(a]', 1, 2)).toBe('a');
    expect(around('xax', 1, 2)).toBe('a');
    expect(around('.a.', 1, 2)).toBe('a');
    expect(around('a', 0, 1)).toBe('a');
  });
  test('and none beyond the word', () => {
    expect(around('"a"', 1, 2, 1)).toBe('a');
    expect(around('"a"', 1, 2, 0, 2)).toBe('a');
  });
});

describe('a name that is broken at the end of a line', () => {
  const whole = (text: string): string => {
    const to = text.indexOf('-') + 1;
    return text.slice(0, endOfBroken(text, 0, to));
  };
  test.each([
    ['api.int-\nernal', 'api.int-\nernal'],
    ['api.int-\r\nernal', 'api.int-\r\nernal'],
    ['api.int-\nernal, poi', 'api.int-\nernal'],
    ['api.int-\nernal poi', 'api.int-\nernal'],
    ['dott.-\nma poi', 'dott.-'],
    ['0xcu-\nstomer_id', '0xcu-\nstomer_id'],
    ['B2B-\nordini', 'B2B-'],
    ['api.int- ernal', 'api.int-'],
    ['api.int-\rernal', 'api.int-'],
    ['api.int-', 'api.int-'],
  ])('%j: %j', (text, name) => {
    expect(whole(text)).toBe(name);
  });
});

describe('a name as nothing but words', () => {
  test.each([
    ['Or\u200bdi\u00adni\ue000', 'Ordini'],
    ['Caffe\u0300', 'Caffè'],
    ['x\u0316\u0317\u0318\u0319', 'x\u0316\u0317'],
    ['x\u0316\u0317', 'x\u0316\u0317'],
    ['a*b~c`d{e}f<g|h\\i^j$k', 'a b c d e f g h i j k'],
    ['a > b', 'a > b'],
    ['a> b >c>d', 'a b c d'],
    [' a \t\n b\u0000c\u2028d ', 'a b c d'],
    ['=1', '1'],
    ['+-@># a', 'a'],
    ['a = b - c + d @ e # f', 'a = b - c + d @ e # f'],
    ['\ud800x', '\ufffdx'],
    ['', ''],
    ['***', ''],
  ])('%j: %j', (name, words) => {
    expect(plainName(name)).toBe(words);
  });

  test('is no longer than a hundred and twenty characters', () => {
    expect(plainName('x'.repeat(120))).toBe('x'.repeat(120));
    expect(plainName('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
    expect(plainName('🚀'.repeat(120))).toBe('🚀'.repeat(120));
    expect(plainName(`${'x'.repeat(119)} yy`)).toBe(`${'x'.repeat(119)}…`);
  });
});
