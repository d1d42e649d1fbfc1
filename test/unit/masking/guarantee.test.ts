import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dictionary,
  disguises,
  english,
  italian,
  lines,
  masks,
  reader,
  sampleLines,
  samplesPresent,
} from './support.ts';

const technical = [...lines('technical.txt'), ...sampleLines('strings.dev.txt')];
const sampleTerms = sampleLines('terms.dev.tsv')
  .map((line) => line.split('\t'))
  .filter(([, , flag]) => !/ambiguous|everyday/.test(flag ?? ''))
  .map(([term]) => term ?? '');
const strong = dictionary.lists
  .filter(({ strength }) => strength === undefined || strength === 'strong')
  .flatMap(({ terms }) => terms);
const standing = reader([...sampleTerms, ...strong]);
const sampleStanding = reader(sampleTerms);

describe.each(Object.entries(disguises))('technical texts %s', (_, disguise) => {
  test('leave no term and nothing technical behind', { timeout: 120_000 }, () => {
    const left: string[] = [];
    for (const text of technical) {
      const dressed = disguise(text);
      for (const mask of [italian, english]) {
        const masked = mask.text(dressed);
        if (mask.leaks(masked).length > 0 || mask.text(masked) !== masked)
          left.push(`${dressed} => ${masked}`);
      }
      const masked = english.text(dressed);
      const term = standing(masked);
      if (term !== undefined) left.push(`${term} in ${masked}`);
    }
    expect(left).toEqual([]);
  });

  test('every sure term of the dictionary is found', () => {
    // Known by their signs, which some disguises take away.
    const exempt = /^[^A-Za-z]|\.[a-z]+$/;
    const missed = strong.filter((term) => !exempt.test(term) && english.leaks(disguise(term)).length === 0);
    expect(missed).toEqual([]);
  });
});

test.skipIf(!samplesPresent)('no sample term that is sure survives', () => {
  const kept = sampleTerms.filter((term) => {
    const masked = english.text(term);
    return sampleStanding(masked) === term || italian.leaks(term).length === 0;
  });
  expect(kept).toEqual([]);
});

describe('ordinary sentences stay as they are', () => {
  test.each(Object.entries(masks))('for a reader in %s', (_, mask) => {
    const ordinary = [
      ...lines('ordinary.it.txt'),
      ...lines('ordinary.en.txt'),
      ...sampleLines('benign.dev.txt'),
    ];
    expect(ordinary.filter((sentence) => mask.text(sentence) !== sentence)).toEqual([]);
  });
});

describe('for any text', () => {
  const words = fc.constantFrom(
    'workflow',
    'API',
    'il',
    "l'",
    'the',
    'a',
    'node',
    'x_y',
    '10.0.0.1',
    'é',
    '\u0300',
    '\u200b',
    '\n',
    '-',
    '.',
    '🚀',
    '{{',
    '}}',
    'SELECT',
    ' FROM ',
    '"',
    '(',
    ')',
    'work',
    'flow',
    'web',
    'hook',
    'ﬁle',
    '𝐚𝐩𝐢',
    'http://a.b',
    'Error:',
  );
  const messy = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 30 });
  const anyText = messy.chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')));

  test.each(Object.entries(masks))('masking again changes nothing (%s)', (_, mask) => {
    fc.assert(
      fc.property(anyText, (any) => {
        const masked = mask.text(any);
        expect(mask.leaks(masked)).toEqual([]);
        expect(mask.text(masked)).toBe(masked);
      }),
      { numRuns: 1500 },
    );
  });

  test.each(Object.entries(masks))('a name is never empty, stable, and clean (%s)', (_, mask) => {
    fc.assert(
      fc.property(anyText, (any) => {
        const name = mask.name(any);
        expect(name.trim()).not.toBe('');
        expect(mask.name(name)).toBe(name);
        expect(mask.leaks(name)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('100 kB of hostile text is read in bounded time', { timeout: 60_000 }, () => {
    const hostile = [
      'a.',
      'workflow ',
      '{{',
      '/:1',
      'x_',
      '"a":',
      'at (',
      '\u0301',
      'ﷺ',
      'SELECT ',
      '@a.',
      'work-',
      'aA',
    ];
    for (const unit of hostile) {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      const started = performance.now();
      italian.text(text);
      italian.name(text.slice(0, 5000));
      expect(`${unit} ${performance.now() - started < 4000}`).toBe(`${unit} true`);
    }
  });
});
