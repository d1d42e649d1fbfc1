import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arms, armKey, mergedArms, observed } from '#shared/domain/routing/arms.ts';
import { ranked, standingsOf } from '#shared/domain/routing/choose.ts';
import { betaSample, type Chance, seeded } from '#shared/domain/routing/sample.ts';

const NOON = 1_760_000_000_000;
const EVERY_MS = 10_000;

interface Behaviour {
  success: number;
  ms: number;
  usd: number;
}
const MODELS = ['fast', 'good', 'dear'];
const candidates = MODELS.map((id) => ({ id, usdPerCall: 0.0002 }));

/** So many questions one after the other; how often each model was asked first. */
const play = (
  behaviours: Record<string, Behaviour>,
  {
    questions,
    chance,
    arms = {},
    from = NOON,
  }: { questions: number; chance: Chance; arms?: Arms; from?: number },
) => {
  const asked: Record<string, number> = Object.fromEntries(MODELS.map((id) => [id, 0]));
  let known = arms;
  for (let at = 0; at < questions; at += 1) {
    const now = from + at * EVERY_MS;
    const [first] = ranked(candidates, { arms: known, work: 'reading', now, chance });
    const id = first?.id ?? '';
    const { success, ms, usd } = behaviours[id] ?? { success: 0, ms: 0, usd: 0 };
    asked[id] = (asked[id] ?? 0) + 1;
    known = mergedArms(known, {
      [armKey('reading', id)]: observed({ good: chance() < success, ms, usd }, now),
    });
  }
  return { asked, arms: known, until: from + questions * EVERY_MS };
};

const BEFORE = {
  fast: { success: 0.7, ms: 400, usd: 0.0002 },
  good: { success: 0.97, ms: 900, usd: 0.0002 },
  dear: { success: 0.97, ms: 900, usd: 0.006 },
};

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('three models, chance %i', (seed) => {
  test('the better one is found soon, and the others are tried little', () => {
    const { asked } = play(BEFORE, { questions: 500, chance: seeded(seed) });
    expect(asked['good']).toBeGreaterThan(400);
    const later = play(BEFORE, { questions: 2000, chance: seeded(seed) }).asked;
    expect(later['good']).toBeGreaterThan(1750);
  });

  test('when it becomes bad, another takes its place', () => {
    const chance = seeded(seed);
    const { arms, until } = play(BEFORE, { questions: 500, chance });
    const now = { ...BEFORE, good: { success: 0.2, ms: 3000, usd: 0.0002 } };
    const after = play(now, { questions: 300, chance, arms, from: until });
    expect(after.asked['good']).toBeLessThan(60);
    const settled = play(now, { questions: 200, chance, arms: after.arms, from: after.until });
    expect(settled.asked['good']).toBeLessThan(10);
  });
});

test('of two that do equally well the quicker is asked, of two equally quick ones the cheaper', () => {
  const equal = { success: 0.97, ms: 700, usd: 0.0002 };
  const slow = { ...equal, ms: 3000 };
  const quick = play({ fast: equal, good: slow, dear: slow }, { questions: 600, chance: seeded(3) });
  expect(quick.asked['fast']).toBeGreaterThan(500);
  const cheap = play(
    { fast: { ...equal, usd: 0.01 }, good: equal, dear: { ...equal, usd: 0.01 } },
    { questions: 600, chance: seeded(3) },
  );
  expect(cheap.asked['good']).toBeGreaterThan(500);
});

test('the same numbers give the same order', () => {
  const one = play(BEFORE, { questions: 300, chance: seeded(5) });
  expect(play(BEFORE, { questions: 300, chance: seeded(5) })).toEqual(one);
});

test('what instances saw comes to the same in whatever order it is put together', () => {
  const outcome = fc
    .record({ good: fc.boolean(), ms: fc.nat(4000), usd: fc.nat(10), at: fc.nat(3_600_000) })
    .map(({ at, ...one }): Arms => ({ 'reading/fast': observed(one, NOON + at) }));
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 20 }), (parts) => {
      const there = parts.reduce(mergedArms, {})['reading/fast'];
      const back = parts.toReversed().reduce(mergedArms, {})['reading/fast'];
      for (const key of ['calls', 'good', 'ms', 'usd', 'at'] as const)
        expect(there?.[key]).toBeCloseTo(back?.[key] ?? Number.NaN, 6);
    }),
  );
});

test('what is known fades: half of it in half an hour', () => {
  const arms = { 'reading/fast': observed({ good: true, ms: 500, usd: 0 }, NOON) };
  const [then] = standingsOf(arms, NOON + 30 * 60_000);
  expect(then).toMatchObject({ work: 'reading', model: 'fast', success: 1, ms: 500 });
  expect(then?.calls).toBeCloseTo(0.5);
});

test('the standings say how often each would be asked first', () => {
  const { arms, until } = play(BEFORE, { questions: 300, chance: seeded(7) });
  const standings = standingsOf(arms, until);
  expect(standings.map(({ share }) => share).reduce((a, b) => a + b)).toBeCloseTo(1);
  expect(standings.find(({ model }) => model === 'good')?.share).toBeGreaterThan(0.8);
});

test('draws of the beta distribution have its mean and its spread', () => {
  const chance = seeded(11);
  const draws = Array.from({ length: 20_000 }, () => betaSample(8, 4, chance));
  const mean = draws.reduce((a, b) => a + b) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
  expect(mean).toBeCloseTo(8 / 12, 2);
  expect(variance).toBeCloseTo((8 * 4) / (12 * 12 * 13), 3);
});
