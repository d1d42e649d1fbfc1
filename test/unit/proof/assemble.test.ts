import { describe, expect, test } from 'vitest';
import type { Claim } from '#shared/contracts/answer.ts';
import { assemble } from '#shared/domain/proof/assemble.ts';
import { fixedText } from '#shared/domain/proof/fixed-text.ts';
import type { Piece } from '#shared/domain/proof/pieces.ts';
import { wordings } from '#test/support/wordings.ts';

const { it } = wordings;
const fact = (text: string, unit: Claim['unit'] = 'count', formula: Claim['formula'] = null): Claim => ({
  slot: 's',
  text,
  value: text,
  unit,
  evidence: 'e1',
  cells: [],
  formula,
});
const joined = (...pieces: Piece[]): string =>
  assemble(pieces, it)
    .map((piece) => (typeof piece === 'string' ? piece : `[${piece.text}]`))
    .join('');

describe('the pieces of a sentence are joined', () => {
  test.each<[string, Piece[], string]>([
    ['with one space', ['in ', ' tutto', '   ', fact('3'), ' casi'], 'In tutto [3] casi'],
    ['with no space before a stop', ['in tutto ', ', ', fact('3'), ' .'], 'In tutto, [3].'],
    ['with no space before a colon or a bracket', ['a ;b :c )'], 'A;b:c)'],
    [
      'with one stop, the last',
      ['oggi,', '. Ieri,', ', e,', ': così,', ';(x,', ')'],
      'Oggi. Ieri, e: così;(x)',
    ],
    ['with no space inside a bracket', ['casi ( ', fact('3'), ' )'], 'Casi ([3])'],
    ['without stops in front', [' , ;: ', fact('3'), ' casi'], '[3] casi'],
    ['without stops in front of a word', [', : in tutto'], 'In tutto'],
    ['without anything, as nothing', ['', ''], ''],
    ['lines keep their start', ['\n• ', fact('a', 'name'), ': 3'], '\n• [a]: 3'],
    ['stops behind stay', [fact('3'), ' casi, ', fact('4')], '[3] casi, [4]'],
    ['a word bends to its figure', ['è stato del ', fact('8 %', 'percent'), '.'], "È stato dell'[8 %]."],
    ['and to no other', ['è stato del ', fact('7 %', 'percent'), '.'], 'È stato del [7 %].'],
  ])('%s', (_, pieces, text) => {
    expect(joined(...pieces)).toBe(text);
  });

  test('begins with a capital, but for a name of the data', () => {
    expect(joined('ecco ', fact('ordini', 'name'))).toBe('Ecco [ordini]');
    expect(joined(fact('ordini', 'name'), ' oggi')).toBe('[ordini] oggi');
    expect(joined(fact('oggi', 'date'), ' ecco')).toBe('[Oggi] ecco');
    const direction = { op: 'rows', evidence: 'e1' } as const;
    expect(joined(fact('in calo', 'name', direction))).toBe('[In calo]');
    expect(joined('', fact('a'), '', 'b')).toBe('[A]b');
  });

  test('what stands between is bent too, and only what follows is looked at', () => {
    expect(joined(fact('3'), ' il ', fact('8'), ' il ', fact('7'))).toBe("[3] l'[8] il [7]");
  });

  test('a claim keeps all but its capital', () => {
    expect(assemble([fact('oggi', 'date')], it)).toEqual([{ ...fact('oggi', 'date'), text: 'Oggi' }]);
  });
});

describe('fixed texts', () => {
  const { refusals, asks } = it;
  const definition = it.metrics['runs']?.definition?.trim() ?? '';

  test('are found by their list and their name', () => {
    expect(fixedText(['refusals.not_in_data'], it)).toBe(refusals['not_in_data']);
    expect(fixedText(['static.HELP'], it)).toBe(it.static['HELP']);
    expect(fixedText(['asks.rest'], it)).toBe(asks['rest']);
    expect(fixedText(['definition.runs'], it)).toBe(definition);
  });

  test('stand one after the other; after a colon the next begins small', () => {
    const last = refusals['no_forecast'] ?? '';
    expect(fixedText(['static.GREETING', 'refusals.no_forecast'], it)).toBe(
      `${it.static['GREETING']} ${last}`,
    );
    expect(fixedText(['definition.runs', 'asks.rest', 'refusals.no_forecast'], it)).toBe(
      `${definition} ${asks['rest']} non${last.slice(3)}`,
    );
  });

  test('a definition has no blanks around it', () => {
    const loose = { ...it, metrics: { runs: { one: 'x', definition: '  ogni volta.\n' } } };
    expect(fixedText(['definition.runs'], loose)).toBe('ogni volta.');
  });

  test.each<[string[]]>([
    [[]],
    [['refusals.nonsense']],
    [['refusals.constructor']],
    [['nonsense.HELP']],
    [['HELP']],
    [['definition.money']],
    [['static.HELP', 'refusals.nonsense']],
    [['refusals.nonsense', 'static.HELP']],
  ])('that nobody wrote are none: %j', (keys) => {
    expect(fixedText(keys, it)).toBeUndefined();
  });
});
