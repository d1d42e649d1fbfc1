import { expect, test } from 'vitest';
import { foldTerm } from '#shared/domain/masking/terms.ts';

const LETTERS = ' abcdefghijklmnopqrstuvwxyz0123456789';

/** A term's letters, with `|` where a word begins and `/` where two words are joined. */
const put = (term: string): string => {
  const { codes, breaks, seams } = foldTerm(term);
  const signs = new Map<unknown, string>([
    ...breaks.map((at) => [at, '|'] as const),
    ...seams.map((at) => [at, '/'] as const),
  ]);
  expect(Array.from(signs.keys()).filter((at) => typeof at !== 'number' || at >= codes.length)).toEqual([]);
  return codes.map((code, at) => (signs.get(at) ?? '') + LETTERS.charAt(code)).join('');
};

test.each([
  ['webhook', 'webhook'],
  ['slow query log', 'slow|query|log'],
  ['T-SQL', 't|sql'],
  ['PL/SQL', 'pl|sql'],
  // Two halves that a full stop or a capital joins are ordinary words apart.
  ['coda.io', 'coda/io'],
  ['Monday.com board', 'monday/com|board'],
  ['SlowDown', 'slow/down'],
  ['aZoom', 'a/zoom'],
  ['zAlert', 'z/alert'],
  ['jazzZone', 'jazz/zone'],
  // No capital behind a small letter joins.
  ['ABC', 'abc'],
  ['DBs', 'dbs'],
  ['Api', 'api'],
  ['éA', 'ea'],
  ['log4j', 'log4j'],
  ['{A', 'a'],
  ['naïve', 'naive'],
])('%s is put together so: %s', (term, together) => {
  expect(put(term)).toBe(together);
});
