import { describe, expect, test } from 'vitest';
import {
  ANYTHING,
  createBeginnings,
  HASH_BITS,
  HASH_FACTOR,
  NOTHING,
  PACKED,
} from '#shared/domain/masking/beginnings.ts';

const TERMS = ['webhook', 'workflow', 'apirest', 'redis', 'api', 'n', 'kubernetes', 'postgresql'];
const codesOf = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0) - 96);
const pack = (letters: string): number => codesOf(letters).reduce((packed, code) => packed * 64 + code, 0);

/** Whether terms may begin with this word of a text, and the letters that follow it at once. */
const mayBegin =
  (bits: Uint8Array) =>
  (word: string, behind = ''): boolean => {
    const has = (packed: number, more: number): boolean => {
      const place = Math.imul(Math.imul(packed, HASH_FACTOR) + more, HASH_FACTOR) >>> (32 - HASH_BITS);
      return (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
    };
    if (word.length > PACKED) return has(pack(word.slice(-PACKED)), word.length);
    return (
      has(pack(word), NOTHING) || has(pack(word), behind.length < 2 ? ANYTHING : pack(behind.slice(0, 2)))
    );
  };

// Built in each test: an error in the building is to be seen.
const begins = (word: string, behind?: string): boolean =>
  mayBegin(createBeginnings(TERMS.map(codesOf)))(word, behind);

describe('a word of a text may be a term, or begin one', () => {
  test.each(TERMS)('%s, whole and wherever it is broken', (term) => {
    for (let size = 1; size <= term.length; size++) {
      expect(begins(term.slice(0, size))).toBe(true);
      expect(begins(term.slice(0, size), term.slice(size))).toBe(true);
    }
  });

  test.each([
    ['web', 'er'],
    ['work', 'er'],
    ['re', 'ad'],
    ['webhooks', ''],
    ['xwebhook', ''],
    ['hook', ''],
    ['ordini', ''],
    ['eb', ''],
  ])('%s before “%s” is none', (word, behind) => {
    expect(begins(word, behind)).toBe(false);
  });

  test('a whole term, whatever follows', () => {
    expect(begins('api', 'er')).toBe(true);
    expect(begins('redis', 'xx')).toBe(true);
    expect(begins('redis')).toBe(true);
  });
});

test('thousands of terms have their place, and few other words are taken for one', () => {
  let seed = 1;
  const letter = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (seed % 26));
  };
  const all = Array.from({ length: 10_000 }, () => Array.from({ length: 8 }, letter).join(''));
  const known = new Set(all.slice(0, 5000));
  const bits = createBeginnings(Array.from(known, codesOf));
  expect(Array.from(known).filter((term) => !mayBegin(bits)(term))).toEqual([]);
  const others = all.filter((term) => !known.has(term));
  expect(others.length).toBeGreaterThan(1000);
  expect(others.filter((term) => mayBegin(bits)(term)).length / others.length).toBeLessThan(0.1);
  expect(bits.byteLength).toBe(2 ** 17);
});
