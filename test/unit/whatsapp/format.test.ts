import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatText, literal } from '#shared/domain/whatsapp/format.ts';

describe('formatting', () => {
  test('strong is the only mark', () => {
    expect(formatText('Ieri **3** fallimenti, **12,5 %**.')).toBe('Ieri *3* fallimenti, *12,5 %*.');
    expect(formatText('_corsivo_ ~via~ `codice`')).toBe('ˍcorsivoˍ ∼via∼ ˋcodiceˋ');
    expect(formatText('> citazione\n• punto\n- punto')).toBe('› citazione\n• punto\n- punto');
    expect(formatText('a**b**c ** d ** **e')).not.toMatch(/\*\S.*\*/);
  });

  test('what can be no formatting stays as it is', () => {
    for (const text of ['ordini_di_ieri', '2 * 3 * 4', 'a*b', 'da 3 ~ 4', '5 > 3', 'Rossi - Bianchi'])
      expect(formatText(literal(text))).toBe(text);
  });

  test.each([
    ['*Urgente*', '∗Urgente∗'],
    ['_bozza_ fatture', 'ˍbozzaˍ fatture'],
    ['~vecchio~', '∼vecchio∼'],
    ['`ordini`', 'ˋordiniˋ'],
    ['```ordini```', 'ˋˋˋordiniˋˋˋ'],
    ['> 500 euro', '› 500 euro'],
    ['- resi', '– resi'],
    ['**Grassetto**', '∗∗Grassetto∗∗'],
    ['* resi', '∗ resi'],
  ])('%s of the data is shown, and formats nothing', (name, shown) => {
    expect(literal(name)).toBe(shown);
    expect(formatText(`I processi: ${literal(name)}, fine`)).toBe(`I processi: ${shown}, fine`);
  });

  /** As the platform reads: a mark at the edge of a word, and its like at the end of a word of the same line. */
  const FORMATTED =
    /(?:^|[^\p{L}\p{N}])([*_~])(?=\S)[^\n]*?\S?\1(?![\p{L}\p{N}])|`[^`\n]+`|^[ \t]*>|^[ \t]*[*-] /mu;

  test('nothing from data becomes formatting, and it has as many characters as before', () => {
    const marks = fc.constantFrom(
      '*',
      '**',
      '_',
      '~',
      '`',
      '```',
      '> ',
      '- ',
      '>',
      '\n',
      ' ',
      'a',
      'è',
      '9',
      '.',
      '👍',
    );
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(marks, { maxLength: 20 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(literal(name)).toHaveLength(name.length);
        expect(formatText(literal(name))).toBe(literal(name));
        expect(literal(name)).not.toMatch(FORMATTED);
      }),
      { numRuns: 5000 },
    );
  });
});
