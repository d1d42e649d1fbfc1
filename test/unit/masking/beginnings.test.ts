import { describe, expect, test } from 'vitest';
import {
  createBeginnings,
  HASH_BITS,
  HASH_FACTOR,
  SEEN,
  SEEN_BITS,
} from '#shared/domain/masking/beginnings.ts';

const TERMS = ['webhook', 'workflow', 'apirest', 'redis', 'api', 'db', 'kubernetes', 'postgresql'];
const codesOf = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0) - 96);

/** Whether terms may begin where a text goes on so. */
const mayBegin =
  (bits: Uint8Array) =>
  (text: string): boolean => {
    const codes = codesOf(text.padEnd(SEEN).slice(0, SEEN)).map((code) => Math.max(0, code) % 32);
    const kept = codes.reduce((before, code) => before * 2 ** SEEN_BITS + code, 0);
    const place = Math.imul(kept, HASH_FACTOR) >>> (32 - HASH_BITS);
    return (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
  };

// Built in each test: an error in the building is to be seen.
const begins = (text: string): boolean => mayBegin(createBeginnings(TERMS.map(codesOf)))(text);

describe('a term may begin here', () => {
  test.each(TERMS)('%s, whole and wherever it is broken', (term) => {
    expect(begins(term)).toBe(true);
    expect(begins(`${term} ora`)).toBe(true);
    expect(begins(Array.from(term).join(' '))).toBe(true);
    expect(begins(Array.from(term).join(' - '))).toBe(true);
    for (let size = 1; size <= term.length; size++) {
      expect(begins(`${term.slice(0, size)} ${term.slice(size)}`)).toBe(true);
      expect(begins(`${term.slice(0, size)}, ${term.slice(size)}`)).toBe(true);
    }
  });

  test.each([
    'xwebhook',
    'hook',
    'ordini',
    'eb',
    'dba',
    'wo ekflow',
    'a ordine',
    'apx',
    'k l',
    '',
    ' webhook',
  ])('%j is no beginning', (text) => {
    expect(begins(text)).toBe(false);
  });

  test('a whole term, whatever follows behind it', () => {
    for (const text of ['api', 'api ora', 'api, zzz', 'db zzz', 'd b zzz', 'db - a'])
      expect(begins(text)).toBe(true);
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
