import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  admission,
  type Breaker,
  closing,
  ended,
  merged,
  newBreaker,
  opening,
  probing,
  USUAL_BREAKER as RULES,
} from '#shared/domain/resilience/breaker.ts';

const NOON = 1_760_000_000_000;
const SECOND = 1000;

const after = (known: Breaker, outcomes: readonly boolean[], now = NOON, as: 'call' | 'probe' = 'call') => {
  let state = known;
  for (const well of outcomes) state = merged(state, ended(state, { as, well }, now, RULES));
  return state;
};
const some = (count: number, well: boolean) => Array.from({ length: count }, () => well);

describe('it opens', () => {
  test('when half of ten calls failed, not before the tenth', () => {
    const nine = after(newBreaker(), some(9, false));
    expect(admission(nine, NOON, RULES)).toBe('call');
    expect(admission(after(nine, [false]), NOON, RULES)).toBe('none');
  });

  test('with the half, not with less', () => {
    expect(admission(after(newBreaker(), [...some(6, true), ...some(5, false)]), NOON, RULES)).toBe('call');
    expect(admission(after(newBreaker(), [...some(6, true), ...some(6, false)]), NOON, RULES)).toBe('none');
  });

  test('not by what failed more than a window ago', () => {
    const before = after(newBreaker(), some(9, false));
    const later = NOON + RULES.windowMs + SECOND;
    expect(admission(after(before, [false], later), later, RULES)).toBe('call');
  });
});

describe('while it is open', () => {
  const open = after(newBreaker(), some(10, false));

  test('nothing goes through for half a minute, then one call, and no second until that has ended', () => {
    expect(admission(open, NOON + RULES.restMs - 1, RULES)).toBe('none');
    const now = NOON + RULES.restMs;
    expect(admission(open, now, RULES)).toBe('probe');
    expect(admission(merged(open, probing(now)), now, RULES)).toBe('none');
  });

  test('a probe that nobody heard of again is followed by another after the same time', () => {
    const lost = merged(open, probing(NOON + RULES.restMs));
    expect(admission(lost, NOON + 2 * RULES.restMs, RULES)).toBe('probe');
  });

  test('a probe that went well closes it, and all that failed before is forgotten', () => {
    const now = NOON + RULES.restMs;
    const closed = after(merged(open, probing(now)), [true], now, 'probe');
    expect(admission(closed, now, RULES)).toBe('call');
    expect(admission(after(closed, some(9, false), now), now, RULES)).toBe('call');
    expect(admission(after(closed, some(10, false), now), now + 1, RULES)).toBe('none');
  });

  test('a probe that failed keeps it closed off for as long again', () => {
    const now = NOON + RULES.restMs;
    const again = after(merged(open, probing(now)), [false], now, 'probe');
    expect(admission(again, now + RULES.restMs - 1, RULES)).toBe('none');
    expect(admission(again, now + RULES.restMs, RULES)).toBe('probe');
  });

  test('a call that began before and ends well now does not close it', () => {
    expect(admission(after(open, [true], NOON + 5), NOON + 5, RULES)).toBe('none');
  });
});

describe('what several instances know', () => {
  const deltas = fc.array(
    fc.oneof(
      fc
        .record({ well: fc.boolean(), at: fc.nat(90_000) })
        .map(({ well, at }) => ended(newBreaker(), { as: 'call', well }, NOON + at, RULES)),
      fc.nat(90_000).map((at) => closing(NOON + at)),
      fc.nat(90_000).map((at) => opening(NOON + at)),
      fc.nat(90_000).map((at) => probing(NOON + at)),
    ),
    { minLength: 1, maxLength: 30 },
  );

  test('comes to the same in whatever order it is put together', () => {
    const sum = (parts: readonly Breaker[]) => parts.reduce((a, b) => merged(a, b), newBreaker());
    fc.assert(
      fc.property(deltas, fc.nat(29), (parts, cut) => {
        const at = Math.min(cut, parts.length);
        const inHalves = merged(sum(parts.slice(at)), sum(parts.slice(0, at)));
        expect(inHalves).toEqual(sum(parts));
      }),
    );
  });

  test('failures that each saw alone open it together', () => {
    let [one, other] = [newBreaker(), newBreaker()];
    one = after(one, some(5, false));
    other = after(other, some(4, false));
    const both = merged(one, other);
    expect(admission(both, NOON, RULES)).toBe('call');
    expect(admission(after(both, [false]), NOON, RULES)).toBe('none');
  });
});
