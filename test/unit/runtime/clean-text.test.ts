import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '#shared/domain/language/clean-text.ts';

describe('the text of a question is made harmless', () => {
  test.each([
    ['direction marks', 'quante \u202eesecuzioni\u202c oggi', 'quante esecuzioni oggi'],
    ['zero-width characters', 'fat\u200btu\u2060ra\ufeffzione', 'fatturazione'],
    ['control characters', 'ieri\u0000\u001b[31m oggi', 'ieri [31m oggi'],
    ['line breaks and wide spaces', ' a\r\n\tb\u00a0\u3000c ', 'a b c'],
    ['decomposed letters', 'perche\u0301', 'perché'],
    ['a letter and its accent with something invisible between', 'perche\u200b\u0301', 'perché'],
    ['variation selectors and soft hyphens', 'ok\ufe0f fattu\u00adra', 'ok fattura'],
    ['nothing but invisible characters', '\u200b\u200d\u2063', ''],
  ])('%s', (_, given, wanted) => {
    expect(cleanText(given)).toBe(wanted);
  });

  test('plain questions stay as they are, in both languages', () => {
    for (const text of [
      'Quanti processi sono falliti ieri?',
      "How many runs in 'Invoices – July' cost > 5 €?",
    ])
      expect(cleanText(text)).toBe(text);
  });

  test('cleaning twice changes nothing more; the result is well formed and has one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\n]/u);
      }),
      { numRuns: 3000 },
    );
  });

  test('a hundred kilobytes take milliseconds', () => {
    const startedAt = performance.now();
    cleanText(' \u200b'.repeat(50_000));
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
