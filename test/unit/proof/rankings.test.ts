import { describe, expect, test } from 'vitest';
import type { Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { figure, settingOf, worth } from './support.ts';

type Which = 'max' | 'min';
const query: SemanticQuery = { metrics: ['failures'], dimensions: ['process'] };
const of = (failures: (number | null)[], more: Partial<SemanticQuery> = {}): Setting =>
  settingOf(
    { ...query, ...more },
    failures.map((count, at) => ({ process: 'ABCDE'.charAt(at), failures: count })),
  );
const ordered = (direction: 'asc' | 'desc', limit: number, by = 'failures'): Partial<SemanticQuery> => ({
  limit,
  order: [{ by, direction }],
});
const at = (which: Which, more: { column?: string; by?: string; evidence?: string } = {}): Formula => ({
  op: 'at',
  evidence: 'e1',
  column: 'process',
  by: 'failures',
  which,
  ...more,
});
const extreme = (row: number, which: Which, column = 'failures'): Formula => ({
  op: 'extreme',
  evidence: 'e1',
  column,
  row,
  which,
});
const tied = (which: Which, most = 4, more: { column?: string; by?: string } = {}): Formula => ({
  op: 'tied',
  evidence: 'e1',
  column: 'process',
  by: 'failures',
  which,
  most,
  ...more,
});
const PART = 'refused: ranking over a part';

describe('the one that beats all others', () => {
  test('is named with the place of its name', () => {
    expect(figure(at('max'), of([4, 9, 2]))).toEqual({ value: 'B', unit: 'name', cells: [[1, 0]] });
    expect(figure(at('min'), of([4, 9, 2]))).toEqual({ value: 'C', unit: 'name', cells: [[2, 0]] });
    expect(worth(at('max'), of([10, 9]))).toBe('A');
    expect(worth(at('max', { column: 'failures' }), of([4, 9]))).toBe(9);
  });

  test('is nobody when two share the place, or nothing is known', () => {
    expect(figure(at('max'), of([9, 9, 2]))).toEqual({ value: null, unit: 'name', cells: [] });
    expect(worth(at('max'), of([null, null]))).toBeNull();
    expect(worth(at('max'), of([]))).toBeNull();
  });

  test('is not what is unknown', () => {
    expect(worth(at('max'), of([null, 3, 2]))).toBe('B');
    expect(worth(at('min'), of([3, null, 2]))).toBe('C');
    expect(worth(at('min'), of([0, 1]))).toBe('A');
  });

  test('is known of the first rows only in the order that puts it first', () => {
    expect(worth(at('max'), of([9, 4], ordered('desc', 2)))).toBe('A');
    expect(worth(at('min'), of([4, 9], ordered('asc', 2)))).toBe('A');
    for (const [which, more] of [
      ['max', { limit: 2 }],
      ['max', ordered('asc', 2)],
      ['min', ordered('desc', 2)],
      ['max', ordered('desc', 2, 'process')],
    ] as const)
      expect(worth(at(which), of([4, 9], more))).toBe(PART);
    expect(worth(at('max'), of([4, 9], { limit: 3 }))).toBe('B');
  });

  test('is not known of one row alone, when the next may share its place', () => {
    expect(worth(at('max'), of([9], ordered('desc', 1)))).toBeNull();
    expect(worth(at('max'), of([9], ordered('desc', 2)))).toBe('A');
  });

  test('is refused where there is no such column', () => {
    expect(worth(at('max', { by: 'runs' }), of([1]))).toBe('refused: unknown column');
    expect(worth(at('max', { column: 'area' }), of([1]))).toBe('refused: unknown column');
    expect(worth(at('max', { evidence: 'e9' }), of([1]))).toBe('refused: unknown evidence');
  });
});

describe('whether a row is beaten by none', () => {
  test('also when it shares the place', () => {
    expect(figure(extreme(1, 'max'), of([4, 9]))).toEqual({
      value: 'max',
      unit: 'name',
      cells: [
        [0, 1],
        [1, 1],
      ],
    });
    expect(worth(extreme(0, 'min'), of([4, 9]))).toBe('min');
    expect(worth(extreme(0, 'max'), of([9, 9]))).toBe('max');
    expect(worth(extreme(1, 'max'), of([9, 9]))).toBe('max');
    expect(worth(extreme(0, 'max'), of([4, 9]))).toBeNull();
  });

  test('is refused over a part and where there is no such column', () => {
    expect(worth(extreme(0, 'max'), of([4, 9], { limit: 2 }))).toBe(PART);
    expect(worth(extreme(0, 'max'), of([9, 4], ordered('desc', 2)))).toBe('max');
    expect(worth(extreme(0, 'max', 'runs'), of([4]))).toBe('refused: unknown column');
  });

  test('of dates the latest', () => {
    const dates = (last: Cell[]): Setting =>
      settingOf(
        { metrics: ['last_run'], dimensions: ['process'] },
        last.map((instant) => ({ process: 'P', last_run: instant })),
      );
    const days = ['2026-11-09T10:00:00.000Z', '2026-11-19T10:00:00.000Z'];
    expect(worth(extreme(1, 'max', 'last_run'), dates(days))).toBe('max');
    expect(worth(extreme(0, 'max', 'last_run'), dates(days))).toBeNull();
  });
});

describe('those that share the first place', () => {
  const names = (formula: Formula, setting: Setting): unknown => figure(formula, setting);

  test('are named with the places of their names', () => {
    expect(names(tied('max'), of([9, 2, 9]))).toEqual({
      value: 'A',
      unit: 'name',
      cells: [
        [0, 0],
        [2, 0],
      ],
    });
    expect(worth(tied('min'), of([9, 2, 2]))).toBe('B');
    expect(names(tied('max', 4, { column: 'failures' }), of([9, 2, 9]))).toMatchObject({
      value: 9,
      unit: 'count',
    });
  });

  test('are nobody when one stands alone, too many do, or nothing is known', () => {
    for (const setting of [of([9, 2]), of([9, 9, 9, 9, 9]), of([null, null]), of([])])
      expect(names(tied('max'), setting)).toEqual({ value: null, unit: 'name', cells: [] });
    expect(worth(tied('max', 2), of([9, 9]))).toBe('A');
    expect(worth(tied('max', 2), of([9, 9, 9]))).toBeNull();
  });

  test('are not known when more of them may have been cut off', () => {
    expect(worth(tied('max'), of([9, 9], ordered('desc', 2)))).toBeNull();
    expect(worth(tied('max'), of([9, 9], ordered('desc', 3)))).toBe('A');
    expect(worth(tied('max'), of([9, 9, 4], ordered('desc', 3)))).toBe('A');
    expect(worth(tied('max'), of([9, 9, 4], { limit: 3 }))).toBe(PART);
  });

  test('are refused where there is no such column', () => {
    expect(worth(tied('max', 4, { by: 'runs' }), of([1]))).toBe('refused: unknown column');
    expect(worth(tied('max', 4, { column: 'area' }), of([1]))).toBe('refused: unknown column');
  });
});
