import { describe, expect, test } from 'vitest';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Column } from '#shared/domain/proof/columns.ts';
import { exactSum } from '#shared/domain/proof/decimal.ts';
import { aggregate, frequencies, percentile } from '#shared/domain/proof/statistics.ts';
import { catalog } from '#test/support/wordings.ts';

const cells = (...values: Cell[]) =>
  values.map((value, row) => ({ cell: value, at: [row, 0] as [number, number] }));

describe('a percentile', () => {
  test.each<[Cell[], number, number | null]>([
    [[1, 3, 10], 0.5, 3],
    [[10, 1, 3], 0.5, 3],
    [[1, 3, 10], 0, 1],
    [[1, 3, 10], 1, 10],
    [[1, 3, 10], 0.25, 2],
    [[1, 2], 0.75, 1.75],
    [[1, 3, 10, 20], 0.5, 6.5],
    [[1, 3, 10, 20], 0.9, 17],
    [[9, 10, 100], 0.5, 10],
    [[0.1, 0.3], 0.5, 0.2],
    [[7], 0.95, 7],
    [[null, 4, 'x', 8], 0.5, 6],
    [[null], 0.5, null],
    [[], 0.5, null],
  ])('of %j at %d is %j', (values, p, expected) => {
    expect(percentile(cells(...values), p)).toBe(expected);
  });
});

describe('one figure of many', () => {
  const metric = (name: string): Column => {
    const found = catalog.metrics.find(({ name: own }) => own === name);
    if (!found) throw new Error(`no metric ${name}`);
    return { unit: found.unit, metric: found };
  };
  const of = (op: 'sum' | 'mean' | 'median' | 'min' | 'max', column: Column, ...values: Cell[]): unknown => {
    const outcome = aggregate(op, cells(...values), column);
    return typeof outcome === 'string' ? outcome : outcome.value;
  };
  const seconds: Column = { unit: 'seconds' };

  test('the greatest and the least are of numbers, texts and dates alike, and not of what is unknown', () => {
    expect(of('max', seconds, 3, null, 10, 9)).toBe(10);
    expect(of('min', seconds, 10, null, 9, 20)).toBe(9);
    expect(of('max', { unit: 'date' }, '2026-11-09', '2026-11-10')).toBe('2026-11-10');
    expect(of('min', { unit: 'name' }, 'b', 'a')).toBe('a');
    expect(of('max', seconds, null, null)).toBeNull();
    expect(of('min', seconds)).toBeNull();
    expect(of('max', metric('failure_rate'), 12.5, 20)).toBe(20);
  });

  test('there is no arithmetic on words', () => {
    for (const op of ['sum', 'mean', 'median'] as const)
      for (const unit of ['name', 'date'] as const)
        expect(of(op, { unit }, 1, 2)).toBe('arithmetic on words');
  });

  test('only what adds up is summed', () => {
    expect(of('sum', metric('failures'), 4, 9)).toBe(13);
    expect(of('sum', metric('total_duration'), 0.1, 0.2)).toBe(0.3);
    expect(of('sum', seconds, 1, 2)).toBe(3);
    for (const name of ['failed_processes', 'mean_duration', 'failure_rate'])
      expect(of('sum', metric(name), 1, 2)).toBe('sum of what does not add up');
  });

  test('there is no mean of means or of shares', () => {
    expect(of('mean', metric('failures'), 4, 9)).toBe(6.5);
    expect(of('mean', seconds, 1, 2)).toBe(1.5);
    for (const name of ['mean_duration', 'failure_rate', 'failed_processes'])
      expect(of('mean', metric(name), 1, 2)).toBe('mean of means');
    expect(of('mean', { unit: 'percent' }, 1, 2)).toBe('mean of means');
  });

  test('a median is of whatever is measured', () => {
    expect(of('median', metric('mean_duration'), 1, null, 3)).toBe(2);
    expect(of('median', metric('failure_rate'), 1, 2, 9)).toBe(2);
  });

  test('a sum or a mean is unknown when any part of it is, or there is none', () => {
    for (const op of ['sum', 'mean'] as const) {
      expect(of(op, seconds, 1, null)).toBeNull();
      expect(of(op, seconds)).toBeNull();
    }
  });
});

describe('how often each value occurs', () => {
  const values = cells('b', 'a', null, 'a', 'c', 'b', 'a');
  test('the most frequent first, with the places of all; unknown is no value', () => {
    expect(frequencies(values)).toEqual([
      {
        value: 'a',
        cells: [
          [1, 0],
          [3, 0],
          [6, 0],
        ],
      },
      {
        value: 'b',
        cells: [
          [0, 0],
          [5, 0],
        ],
      },
      { value: 'c', cells: [[4, 0]] },
    ]);
  });
  test('or in the order in which they appear', () => {
    expect(frequencies(values, 'first').map(({ value }) => value)).toEqual(['b', 'a', 'c']);
    expect(frequencies(cells('x', 'y')).map(({ value }) => value)).toEqual(['x', 'y']);
  });
});

test('a sum too large for whole numbers is still exact', () => {
  expect(exactSum([Number.MAX_SAFE_INTEGER, 1, 1, 1, 1])).toBe(9_007_199_254_740_996);
  expect(exactSum([0.1, 0.25, 3])).toBe(3.35);
  expect(exactSum([1.5, 1e3])).toBe(1001.5);
  expect(exactSum([-1.5, 1])).toBe(-0.5);
  expect(exactSum([1e-7, 2e-7])).toBe(3e-7);
});
