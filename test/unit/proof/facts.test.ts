import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactDifference, exactSum } from '#shared/domain/proof/decimal.ts';
import { exhibits, show } from '#test/support/gallery.ts';
import { type Language, type Told, catalog, languages, tell, understood } from '#test/support/wordings.ts';

/** A parser of its own: whatever a reader would take for a figure, a date or a clock time. */
const figureLike = (text: string): { token: string; at: number }[] => {
  const words = /[+−-]?\d[\d.,:º]*\d|\d+º?|[+−-]?\d/gu;
  const dates =
    /\b(luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|oggi|ieri|scors[ao]|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|november|novembre|ottobre|october)/giu;
  return [words, dates].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ token: match[0], at: match.index })),
  );
};

/** The parts of the text that claims cover. */
const covered = ({ sentences, claims, text }: Told): boolean[] => {
  const mask = Array.from({ length: text.length }, () => false);
  let from = 0;
  for (const part of sentences.flat()) {
    const said = typeof part === 'string' ? part : (claims[part.claim]?.text ?? '');
    const at = text.indexOf(said, from);
    expect(at).toBeGreaterThanOrEqual(0);
    if (typeof part !== 'string') mask.fill(true, at, at + said.length);
    from = at + said.length;
  }
  return mask;
};

const unclaimed = (told: Told): string[] => {
  const mask = covered(told);
  return figureLike(told.text).flatMap(({ token, at }) => (mask[at] === true ? [] : [token]));
};

/** "0", "0 %", "0 secondi". */
const readsAsNothing = (text: string): boolean => /^[+−-]?0(\s|%|$)/u.test(text);

describe('nothing that looks like a fact is missing from the claims', () => {
  const all = exhibits.flatMap((one) => languages.map((language) => ({ name: one.name, language, one })));
  test.each(all)('$name ($language)', ({ one, language }) => {
    expect(unclaimed(show(one, language))).toEqual([]);
  });

  test('for any values of any metric, in both languages', () => {
    const metrics = catalog.metrics.filter(({ unit }) => unit !== 'date');
    const value = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.constantFrom(0, 0.0001, 0.05, 99.99, 100, 59.97),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...metrics),
        value,
        value,
        fc.constantFrom<Language>(...languages),
        fc.constantFrom<'figure' | 'comparison' | 'boolean'>('figure', 'comparison', 'boolean'),
        (metric, main, other, language, shape) => {
          const whole = (cell: number | null) =>
            metric.unit === 'count' && cell !== null ? Math.round(cell) : cell;
          const range = { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z' };
          const earlier = { from: '2026-11-01T23:00:00.000Z', to: '2026-11-08T23:00:00.000Z' };
          const comparison =
            shape === 'comparison' ? { comparison: { kind: 'period' as const, timeRange: earlier } } : {};
          const told = tell(
            understood({ metrics: [metric.name], timeRange: range, shape, ...comparison }, language),
            {
              e1: [
                {
                  completed: 40,
                  failures: 7,
                  [metric.name]: whole(main),
                  [`${metric.name}_compared`]: whole(other),
                },
              ],
            },
            language,
          );
          expect(unclaimed(told)).toEqual([]);
          for (const claim of told.claims) {
            expect(told.text).toContain(claim.text);
            expect(readsAsNothing(claim.text) && claim.value !== 0).toBe(false);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  test('names from the data stay inert, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        const query = { metrics: ['failures'], dimensions: ['process'] };
        const told = tell(understood(query), { e1: [{ process: name, failures: 3 }] });
        const claim = told.claims.find(({ slot }) => slot === 'process');
        expect(claim?.value).toBe(name);
        expect(claim?.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('sums of decimals', () => {
  test('do not drift', () => {
    expect(exactSum([0.1, 0.2])).toBe(0.3);
    expect(exactDifference(0.3, 0.1)).toBe(0.2);
    expect(exactSum([])).toBe(0);
    expect(exactSum([1e21, 1, -1e21])).toBe(1);
  });

  test('agree with whole-number arithmetic', () => {
    const cents = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(cents, (values) => {
        const total = values.reduce((left, right) => left + right, 0);
        expect(exactSum(values.map((value) => value / 100))).toBe(total === 0 ? 0 : total / 100);
      }),
    );
  });
});
