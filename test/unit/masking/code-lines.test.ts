import { expect, test } from 'vitest';
import { codeStretches, hasCapitalVerb, mayHoldCode } from '#shared/domain/masking/code-lines.ts';
import { TRAIT } from '#shared/domain/masking/glyphs.ts';

const code = (text: string, traits: number = TRAIT.symbol): string[] =>
  codeStretches(text, traits).map(([start, end]) => text.slice(start, end));

test.each([
  ['Ieri: SELECT nome FROM clienti', 'SELECT nome FROM clienti'],
  ['select nome from clienti where a = 1', 'select nome from clienti where a = 1'],
  ['ho visto select * qui ', 'select * qui'],
  ['INSERT INTO ordini per ieri', 'INSERT INTO ordini per ieri'],
  ['(DELETE FROM ordini per ieri)', 'DELETE FROM ordini per ieri)'],
  ['UPDATE ordini SET totale oggi', 'UPDATE ordini SET totale oggi'],
  ['ALTER TABLE ordini oggi', 'ALTER TABLE ordini oggi'],
  ['CREATE TABLE ordini oggi', 'CREATE TABLE ordini oggi'],
  ['CREATE INDEX ordini oggi', 'CREATE INDEX ordini oggi'],
  ['CREATE UNIQUE ordini oggi', 'CREATE UNIQUE ordini oggi'],
  ['DROP TABLE ordini oggi', 'DROP TABLE ordini oggi'],
  ['ADD CONSTRAINT ordini oggi', 'ADD CONSTRAINT ordini oggi'],
  ['TRUNCATE ordini oggi', 'TRUNCATE ordini oggi'],
  ['drop table ordini_vecchi', 'drop table ordini_vecchi'],
  ['truncate run(x)', 'truncate run(x)'],
])('query text in %j', (text, found) => {
  expect(code(text)).toEqual([found]);
});

test.each([
  ['  at Object.run (/app/index.js:1:2)  ', 'at Object.run (/app/index.js:1:2)'],
  ['at file:12', 'at file:12'],
  ['at eval (<anonymous>)', 'at eval (<anonymous>)'],
  ['at Array.map (native)', 'at Array.map (native)'],
])('a line of a stack in %j', (text, found) => {
  expect(code(text)).toEqual([found]);
});

test.each([
  ['righe => prezzo', 'righe => prezzo'],
  ['a === b', 'a === b'],
  ['a !== b', 'a !== b'],
  ['uno && due', 'uno && due'],
  ['uno || due', 'uno || due'],
  ['ecco });', 'ecco });'],
  ['fine };', 'fine };'],
  ['se (x){', 'se (x){'],
  ['uno ?? due', 'uno ?? due'],
  ['una Function() qui', 'una Function() qui'],
  ['ora new Promise(x', 'ora new Promise(x'],
  ['manda(riga, 3); fine', 'manda(riga, 3); fine'],
  ['  const x = y ', 'const x = y'],
  ['let tutto;', 'let tutto;'],
  ['var run(', 'var run('],
  ['return {', 'return {'],
  ['import { x', 'import { x'],
  ['export x;', 'export x;'],
  ['async function x {', 'async function x {'],
  ['await x;  ', 'await x;'],
])('code in %j', (text, found) => {
  expect(code(text)).toEqual([found]);
});

test.each([
  ['Ecco {"a": 1} qui', '{"a": 1}'],
  ["Ecco {'a' : [{1}] qui", '[{1}]'],
  ['Ecco [{ qui', '[{ qui'],
  ['Ecco {"a qui', '{"a qui'],
  ['Ecco {{ x }} e {{ y }} qui', '{{ x }} e {{ y }}'],
  ['Ecco {{ x', '{{ x'],
  ['Ecco <b>uno</b> qui', '<b>uno</b>'],
  ['Ecco <HTML> qui', '<HTML>'],
  ['Ecco <!DOCTYPE> qui', '<!DOCTYPE>'],
])('what stands between signs in %j', (text, found) => {
  expect(code(text)).toEqual([found]);
});

test.each([
  'Vorrei select di ieri',
  'Ho fatto select i clienti, from ieri',
  'preselect * di ieri',
  'DROP TABLE ORDINI OGGI',
  'Update di ieri, set nuovo',
  'insert into di ieri',
  'UPDATE di ieri',
  'at the shop, at home',
  'dopo at file:12',
  'at file:12 e',
  '(come ieri); poi',
  'ieri (12); poi',
  'si(no); poi',
  'Let me know today; there were 3 (5 %)',
  'Let me know',
  'return to sender',
  'Vedi: let x;',
  'Il totale: 12',
  'Ecco } e :',
  'Uno < due > tre',
])('no code in %j', (text) => {
  expect(code(text)).toEqual([]);
});

test('each line is read by itself', () => {
  const text = 'Ieri:\na === b\n\nè fermo\n  at file:12';
  expect(code(text)).toEqual(['a === b', 'at file:12']);
  expect(code('')).toEqual([]);
});

test('full-width signs are read where something stands for another', () => {
  expect(code('a ＝＝＝ b', TRAIT.foreign)).toEqual(['a ＝＝＝ b']);
  expect(code('a ＝＝＝ b', TRAIT.symbol)).toEqual([]);
});

test.each([
  ['SELECT', true],
  ['(INSERT', true],
  ['x,DELETE', true],
  ['UPDATE', true],
  ['ALTER', true],
  ['CREATE', true],
  ['DROP', true],
  ['ADD', true],
  ['TRUNCATE', true],
  ['PRESELECT', false],
  ['MY_DROP', false],
  ['SELECTED', false],
  ['select', false],
  ['ORDINE', false],
])('%s begins a query: %s', (word, expected) => {
  const text = `uno ${word} due`;
  const place = [4, 4 + word.length];
  expect(hasCapitalVerb(text, [0, 3, TRAIT.letter, ...place, TRAIT.letter | TRAIT.innerUpper])).toBe(
    expected,
  );
  expect(hasCapitalVerb(text, [...place, TRAIT.letter])).toBe(false);
  expect(hasCapitalVerb(text, [])).toBe(false);
});

test('signs and disguises may hold code', () => {
  for (const trait of [TRAIT.symbol, TRAIT.slash, TRAIT.foreign]) expect(mayHoldCode(trait)).toBe(true);
  for (const trait of [0, TRAIT.dot, TRAIT.colon, TRAIT.innerUpper]) expect(mayHoldCode(trait)).toBe(false);
});
