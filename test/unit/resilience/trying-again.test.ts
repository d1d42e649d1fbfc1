import { describe, expect, test } from 'vitest';
import { pauseBefore, retryAfter } from '#shared/domain/resilience/backoff.ts';
import { leftUntil } from '#shared/domain/resilience/deadline.ts';
import {
  earned,
  newAllowance,
  type RetryAllowance,
  spent,
} from '#shared/domain/resilience/retry-allowance.ts';

const RULES = { tries: 3, firstMs: 100, mostMs: 150, leastMs: 500 };
const NOW = Date.parse('2026-11-21T09:00:00Z');

describe('how long is waited before another try', () => {
  test('anything from nothing to a bound that doubles and has an end', () => {
    expect(pauseBefore({ tried: 1, leftMs: 4000 }, RULES, 0)).toBe(0);
    expect(pauseBefore({ tried: 1, leftMs: 4000 }, RULES, 0.5)).toBe(50);
    expect(pauseBefore({ tried: 2, leftMs: 4000 }, RULES, 1)).toBe(150);
  });

  test('never before the neighbour wants it', () => {
    expect(pauseBefore({ tried: 1, leftMs: 4000, retryAfterMs: 2000 }, RULES, 0.1)).toBe(2010);
  });

  test('there is none that could not end in time, and none after the last', () => {
    expect(pauseBefore({ tried: 1, leftMs: 499 }, RULES, 0)).toBeUndefined();
    expect(pauseBefore({ tried: 1, leftMs: 2499, retryAfterMs: 2000 }, RULES, 0)).toBeUndefined();
    expect(pauseBefore({ tried: 3, leftMs: 4000 }, RULES, 0)).toBeUndefined();
  });
});

test.each([
  ['2', 2000],
  ['0.5', 500],
  ['Sat, 21 Nov 2026 09:00:03 GMT', 3000],
  ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
  ['', undefined],
  [null, undefined],
  ['soon', undefined],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(retryAfter(header, NOW)).toBe(ms);
});

test('second tries are at most a fifth of the first ones, and two', () => {
  let allowance = newAllowance();
  let seconds = 0;
  for (let first = 0; first < 1000; first += 1) {
    allowance = earned(allowance);
    for (let after: RetryAllowance | undefined; (after = spent(allowance)); seconds += 1) allowance = after;
  }
  expect(seconds).toBe(202);
});

test('what is left until the answer must be there is never less than nothing', () => {
  expect(leftUntil('2026-11-21T09:00:02Z', NOW)).toBe(2000);
  expect(leftUntil('2026-11-21T08:59:00Z', NOW)).toBe(0);
  expect(leftUntil('2026-11-21T09:00:20Z', NOW, 4000)).toBe(4000);
  expect(leftUntil(undefined, NOW, 4000)).toBe(4000);
});
