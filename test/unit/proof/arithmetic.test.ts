import { describe, expect, test } from 'vitest';
import type { Formula } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { evaluate } from '#shared/domain/proof/evaluate.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { cell, figure, settingOf, worth } from './support.ts';

const query: SemanticQuery = {
  metrics: ['failures', 'runs', 'mean_duration', 'last_run'],
  dimensions: ['process'],
};
const setting = (): Setting =>
  settingOf(query, [
    { process: 'A', failures: 3, runs: 12, mean_duration: 0.1, last_run: '2026-11-09T10:00:00.000Z' },
    { process: 'B', failures: 0, runs: 4, mean_duration: 0.3, last_run: '2026-11-10T10:00:00.000Z' },
    { process: 'C', failures: null, runs: 3, mean_duration: null, last_run: null },
  ]);
const two = (
  op: 'difference' | 'exceeds' | 'ratio' | 'percentOf',
  left: Formula,
  right: Formula,
): Formula => ({ op, left, right });
/** The direction between two mean durations, in seconds. */
const between = (before: number, after: number): unknown => {
  const rows = [before, after].map((mean_duration, at) => ({ process: `P${at}`, mean_duration }));
  return worth(from('direction', duration(), duration(1)), settingOf(query, rows));
};
const from = (op: 'percentChange' | 'direction', before: Formula, after: Formula): Formula => ({
  op,
  from: before,
  to: after,
});
const failures = (row = 0): Formula => cell('failures', row);
const runs = (row = 0): Formula => cell('runs', row);
const duration = (row = 0): Formula => cell('mean_duration', row);
const APART = 'refused: units do not go together';

describe('two durations', () => {
  test.each([
    [999_999.999_999_997_8, 999_999.999_999_999_9, 'same'],
    [41.2036, 41.2034, 'same'],
    [1000, 1000.49, 'same'],
    [1000, 1000.51, 'up'],
    [1000.51, 1000, 'down'],
    [0, 0.001, 'up'],
    [0, 0, 'same'],
  ])('%d s and then %d s: %s', (before, after, direction) => {
    expect(between(before, after)).toBe(direction);
  });
});

describe('two figures', () => {
  test.each<[string, Formula, unknown]>([
    ['a difference', two('difference', failures(), failures(1)), 3],
    ['a difference below zero', two('difference', failures(1), failures()), -3],
    ['a difference of decimals, without drift', two('difference', duration(1), duration()), 0.2],
    ['more', two('exceeds', runs(), failures()), 1],
    ['less', two('exceeds', failures(), runs()), 0],
    ['as many is not more', two('exceeds', failures(), runs(2)), 0],
    ['a ratio', two('ratio', failures(), runs()), 0.25],
    ['a ratio to nothing', two('ratio', runs(), failures(1)), null],
    ['a share', two('percentOf', failures(), runs()), 25],
    ['a share of nothing', two('percentOf', runs(), failures(1)), null],
    ['a change', from('percentChange', runs(1), runs()), 200],
    ['a change of decimals, without drift', from('percentChange', duration(), duration(1)), 200],
    ['a fall', from('percentChange', runs(), runs(2)), -75],
    ['a change from nothing', from('percentChange', failures(1), failures()), null],
    ['upwards', from('direction', runs(1), runs()), 'up'],
    ['downwards', from('direction', runs(), runs(1)), 'down'],
    ['no way', from('direction', runs(), runs()), 'same'],
    ['one of them unknown', two('difference', failures(), failures(2)), null],
    ['the other unknown', two('ratio', failures(2), runs()), null],
    ['a direction from what is unknown', from('direction', failures(2), failures()), null],
    ['seconds of counts', two('percentOf', duration(), runs()), APART],
    ['names', two('ratio', cell('process'), cell('process', 1)), APART],
    ['dates', two('difference', cell('last_run', 1), cell('last_run')), APART],
    ['a difference of two metrics', two('difference', runs(), failures()), APART],
    ['a change from one metric to another', from('percentChange', runs(), failures()), APART],
    ['what is not there', two('ratio', cell('area'), runs()), 'refused: unknown column'],
    ['to what is not there', two('ratio', runs(), cell('area')), 'refused: unknown column'],
  ])('%s', (_, formula, expected) => {
    expect(worth(formula, setting())).toBe(expected);
  });

  test('are measured in what they give, and both cells prove them', () => {
    const both = [
      [0, 1],
      [0, 2],
    ];
    expect(figure(two('percentOf', failures(), runs()), setting())).toEqual({
      value: 25,
      unit: 'percent',
      cells: both,
    });
    expect(figure(two('ratio', failures(), runs()), setting())).toMatchObject({ unit: 'fraction' });
    expect(figure(two('exceeds', failures(), runs()), setting())).toMatchObject({ unit: 'name' });
    expect(figure(two('difference', duration(), duration(1)), setting())).toMatchObject({ unit: 'seconds' });
    expect(figure(from('percentChange', runs(), runs(1)), setting())).toMatchObject({ unit: 'percent' });
    expect(figure(from('direction', runs(), runs(1)), setting())).toMatchObject({ unit: 'name' });
  });

  test('are of the metric of the first', () => {
    const more = evaluate(two('difference', runs(), runs(1)), setting());
    expect(more).toMatchObject({ column: { name: 'runs', metric: { name: 'runs' } } });
    const rows = evaluate(two('ratio', { op: 'rows', evidence: 'e1' }, runs(1)), setting());
    expect(rows).not.toHaveProperty('column');
  });

  test('rows go with rows', () => {
    const rows: Formula = { op: 'rows', evidence: 'e1' };
    expect(worth(two('difference', rows, { op: 'beyond', evidence: 'e1', shown: 2 }), setting())).toBe(2);
    expect(worth(two('percentOf', { op: 'listed', evidence: 'e1', limit: 1 }, runs(1)), setting())).toBe(25);
  });
});
