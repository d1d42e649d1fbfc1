import { describe, expect, test } from 'vitest';
import type { ContextEntry } from '#shared/contracts/context.ts';
import {
  fitsItsKey,
  latestExpiry,
  preferencesOf,
  usualExpiry,
} from '#shared/domain/conversation/preferences.ts';

const AT = '2026-11-20T09:00:00.000Z';
const entry = (key: string, value: ContextEntry['value'], type: ContextEntry['type'] = 'preference') => ({
  version: 1 as const,
  key,
  type,
  value,
  updatedAt: AT,
  expiresAt: usualExpiry(type, AT),
});

describe('what shapes the reading of a question', () => {
  test('language, period and favourites, of the preferences alone', () => {
    const entries = [
      entry('language', 'en'),
      entry('period', 'ultimi 7 giorni'),
      entry('favourites', ['Ordini', 'Fatture']),
      entry('format', 'table'),
      entry('role', 'head of sales', 'fact'),
    ];
    expect(preferencesOf(entries)).toEqual({
      language: 'en',
      period: 'ultimi 7 giorni',
      favourites: ['Ordini', 'Fatture'],
    });
  });

  test('a fact that is called like a preference is none', () => {
    expect(preferencesOf([entry('language', 'en', 'fact')])).toBeUndefined();
    expect(preferencesOf([])).toBeUndefined();
  });

  test('one of another form is left out, the others stand', () => {
    expect(preferencesOf([entry('favourites', 'Ordini'), entry('language', 'it')])).toEqual({
      language: 'it',
    });
    expect(preferencesOf([entry('__proto__', 'x'), entry('constructor', 'x')])).toBeUndefined();
  });
});

test.each([
  ['language', 'en', true],
  ['language', 7, false],
  ['period', 'x'.repeat(201), false],
  ['favourites', ['a', 'b'], true],
  ['favourites', Array.from({ length: 51 }, String), false],
  ['toString', 7, true],
])('the preference %s may be %j: %s', (key, value, fits) => {
  expect(fitsItsKey({ key, type: 'preference', value })).toBe(fits);
});

test('each type is kept for a time of its own, and nothing for ever', () => {
  const days = (instant: string) => (Date.parse(instant) - Date.parse(AT)) / 86_400_000;
  const types = ['preference', 'fact', 'entity', 'state'] as const;
  expect(types.map((type) => days(usualExpiry(type, AT)))).toEqual([365, 90, 30, 1]);
  expect(days(latestExpiry(AT))).toBe(730);
});
