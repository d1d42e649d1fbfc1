import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIGURES } from '#shared/domain/whatsapp/format.ts';
import { split } from '#shared/domain/whatsapp/split.ts';

const graphemesOf = (text: string): string[] =>
  [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

const words = fc.constantFrom(
  ' ',
  '\n',
  '\n\n',
  '. ',
  'fallimenti',
  '1.234,5 %',
  '👩‍👩‍👧‍👦',
  'e\u0301',
  '\r\n',
  '🇮🇹',
  '*3 ore*',
  'नि',
);
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(words, { maxLength: 120 }).map((list) => list.join('')),
);

describe('a text in parts', () => {
  test('joined gives the text again, each within the limit and no grapheme in two', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 30, max: 120 }), fc.boolean(), (text, most, keeps) => {
        const parts = split(text, most, keeps ? FIGURES : undefined);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
        expect(parts).not.toContain('');
        const isPossible = graphemesOf(text).every(({ length }) => length <= most);
        expect(isPossible ? parts.flatMap(graphemesOf) : graphemesOf(text)).toEqual(graphemesOf(text));
      }),
      { numRuns: 5000 },
    );
  });

  test('ends at a paragraph rather than at a line, a sentence or a word', () => {
    const most = 40;
    expect(split('Uno due tre quattro.\n\nCinque sei. Sette\notto nove dieci', most)[0]).toBe(
      'Uno due tre quattro.\n\n',
    );
    expect(split('Uno due. Tre quattro cinque\nsei sette otto nove dieci', most)[0]).toBe(
      'Uno due. Tre quattro cinque\n',
    );
    expect(split('Uno due tre. Quattro cinque. Sei sette otto nove dieci', most)[0]).toBe(
      'Uno due tre. Quattro cinque. ',
    );
    expect(split('Uno due tre quattro cinque sei sette otto nove dieci', most)[0]).toBe(
      'Uno due tre quattro cinque sei sette ',
    );
    expect(split('a'.repeat(100), most).map(({ length }) => length)).toEqual([40, 40, 20]);
  });

  test('leaves a figure with its unit and strong words whole', () => {
    const text = `${'parola '.repeat(4)}*3 giorni e 4 ore* in media`;
    for (let most = 20; most < text.length; most += 1)
      expect(
        split(text, most, FIGURES).some((part) => part.includes('*3 giorni e 4 ore*')),
        `${most}`,
      ).toBe(true);
    const figures = ['12,5 %', '€ 1.234', '43 minuti'];
    const wholes = figures.filter((figure) => {
      const said = `circa circa circa ${figure} circa circa`;
      const limits = Array.from({ length: said.length - 18 }, (_, at) => at + 18);
      return limits.every((most) => split(said, most, FIGURES).some((part) => part.includes(figure)));
    });
    expect(wholes).toEqual(figures);
  });

  test('a grapheme longer than a part is parted between characters', () => {
    const text = `a${'\u0301'.repeat(50)}${'😀\u200D'.repeat(30)}`;
    for (const part of split(text, 11)) expect(part.isWellFormed()).toBe(true);
    expect(split(text, 11).join('')).toBe(text);
  });
});
