import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Budget } from '#shared/contracts/spending.ts';
import { countersOf, dayOf } from '#shared/domain/spending/counters.ts';
import { costOf, mostMicros, plausible } from '#shared/domain/spending/prices.ts';
import { verdictOf } from '#shared/domain/spending/verdict.ts';

const usd: Budget = { of: 'user-day', usd: 1, warn: 0.5, cheaper: 0.8, end: 'no_model' };
const after = (micros: number, budgets: Budget[] = [usd], calls = 0) =>
  verdictOf(budgets, () => ({ calls, micros }), { calls: 1, micros: 1000 }).verdict;

describe('what a budget says to another call', () => {
  test.each([
    [0, 'free'],
    [498_000, 'free'],
    [499_000, 'warn'],
    [799_000, 'cheaper'],
    [999_000, 'cheaper'],
    [999_001, 'no_model'],
    [5_000_000, 'no_model'],
  ])('after %i millionths of a dollar of one: %s', (spent, verdict) => {
    expect(after(spent)).toBe(verdict);
  });

  test('calls are counted where money is not', () => {
    const calls: Budget = { of: 'session', calls: 10, end: 'refuse' };
    expect(after(0, [calls], 9)).toBe('free');
    expect(after(0, [calls], 10)).toBe('refuse');
  });

  test('the strictest of several holds, and says which it is', () => {
    const strict: Budget = { of: 'service-day', usd: 0.5, end: 'refuse' };
    expect(verdictOf([usd, strict], () => ({ calls: 0, micros: 600_000 }), { calls: 1, micros: 1 })).toEqual({
      verdict: 'refuse',
      of: 'service-day',
    });
  });

  test('its end is never passed, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400_000), { maxLength: 40 }), (costs) => {
        let spent = 0;
        for (const micros of costs) {
          const { verdict } = verdictOf([usd], () => ({ calls: 0, micros: spent }), { calls: 1, micros });
          if (verdict !== 'no_model') spent += micros;
        }
        expect(spent).toBeLessThanOrEqual(1_000_000);
      }),
    );
  });
});

describe('what a call costs', () => {
  const price = { input: 0.15, output: 0.6 };

  test('is never more than was set aside for it', () => {
    fc.assert(
      fc.property(fc.nat(50_000), fc.nat(50_000), fc.integer(), fc.integer(), (input, output, a, b) => {
        const tokens = plausible({ inputTokens: a, outputTokens: b }, { input, output });
        expect(costOf(1, tokens, price).micros).toBeLessThanOrEqual(mostMicros(input, price));
      }),
    );
  });

  test('of a provider that tells no tokens is what the text must have had', () => {
    const tokens = plausible({ inputTokens: 0, outputTokens: 0 }, { input: 3600, output: 120 });
    expect(tokens).toEqual({ inputTokens: 300, outputTokens: 10 });
  });

  test('of a provider that tells too many is what the text can have had', () => {
    const tokens = plausible({ inputTokens: 1e12, outputTokens: 1e12 }, { input: 3600, output: 120 });
    expect(tokens).toEqual({ inputTokens: 3800, outputTokens: 1000 });
  });
});

test('a day begins where the tenant is', () => {
  const late = new Date('2026-11-21T23:30:00Z');
  expect([dayOf(late, 'Europe/Rome'), dayOf(late, 'UTC')]).toEqual(['2026-11-22', '2026-11-21']);
});

test('what a person spends lies in their own partition, and nobody has that of all', () => {
  const counters = countersOf({
    tenantId: 'acme',
    userId: 'anna',
    sessionId: 's1',
    work: 'tone',
    day: '2026-11-21',
  });
  expect(counters['user-month']).toEqual({ owner: 'acme/anna', counter: 'month#2026-11' });
  expect(counters['service-day']).toEqual({ owner: 'acme/', counter: 'day#2026-11-21' });
});
