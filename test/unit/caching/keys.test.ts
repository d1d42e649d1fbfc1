import { assert, integer, jsonValue, pre, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '#shared/domain/caching/digest.ts';
import { relativeTo } from '#shared/domain/caching/relative.ts';

describe('the digest of a value', () => {
  test('does not depend on the order in which the keys of an object were written', () => {
    expect(digestOf({ a: 1, b: { c: [2], d: null } })).toBe(digestOf({ b: { d: null, c: [2] }, a: 1 }));
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }));
  });

  test('tells apart what only looks alike', () => {
    const all = [1, '1', [1], ['1'], { a: 1 }, [['a', 1]], { pairs: [['a', 1]] }, null, 'null', [], {}, ''];
    expect(new Set(all.map(digestOf)).size).toBe(all.length);
  });

  test('is another one for any other value', () => {
    assert(
      property(jsonValue(), jsonValue(), (one, other) => {
        // -0 and 0 are one number in JSON.
        pre(JSON.stringify(one) !== JSON.stringify(other));
        const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(digestOf(one) === digestOf(other)).toBe(same);
      }),
    );
  });
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, one]) => [key, sorted(one)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .reduce<unknown[]>((all, pair) => [...all, pair], ['object']);
};

describe('what was counted from the instant of the question', () => {
  const at = (now: string, value: unknown) => JSON.stringify(relativeTo(now)(value));

  test('is the same for two people who mean the same, whenever they ask', () => {
    const today = (now: string) => at(now, ['2026-11-20T23:00:00.000Z', now]);
    expect(today('2026-11-21T09:14:07.123Z')).toBe(today('2026-11-21T15:59:59.999Z'));
    const lastDay = (now: string) => at(now, [new Date(Date.parse(now) - 86_400_000).toISOString(), now]);
    expect(lastDay('2026-11-21T09:14:07.123Z')).toBe(lastDay('2026-11-22T10:00:00.001Z'));
  });

  test('is another one from another day, and as far back as it goes', () => {
    const now = '2026-11-21T09:14:07.123Z';
    expect(at(now, ['2026-11-20T23:00:00.000Z', now])).not.toBe(at(now, ['2026-11-19T23:00:00.000Z', now]));
    expect(at(now, '2026-11-21T08:14:07.123Z')).not.toBe(at(now, '2026-11-21T07:14:07.123Z'));
  });

  test('is not what stands on the calendar, were it as many seconds away', () => {
    const now = '2026-11-21T09:14:07.000Z';
    expect(relativeTo(now)(['2026-11-20T23:00:00.000Z'])).toEqual(['2026-11-20T23:00:00.000Z']);
  });

  test('can not be told from the calendar on a whole minute, so nothing is touched then', () => {
    const now = '2026-11-21T09:14:00.000Z';
    const value = { to: now, from: '2026-11-21T08:14:00.000Z' };
    expect(relativeTo(now)(value)).toBe(value);
    expect(relativeTo('no instant')(value)).toBe(value);
  });

  test('keeps apart any two parameters that are as far from other instants', () => {
    const instant = integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString());
    assert(
      property(instant, instant, instant, (now, one, other) => {
        pre(one !== other);
        expect(at(now, one)).not.toBe(at(now, other));
      }),
    );
  });

  test('leaves other texts, numbers and what merely looks like an instant alone', () => {
    const now = '2026-11-21T09:14:07.123Z';
    const value = ['Fatture', 7, true, null, '2026-11-21', `${now} `, [3]];
    expect(relativeTo(now)(value)).toEqual(value);
  });
});
