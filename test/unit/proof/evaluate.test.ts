import { describe, expect, test } from 'vitest';
import type { Condition, Formula, Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { isCoherent } from '#shared/domain/proof/coherence.ts';
import { evaluate, holds } from '#shared/domain/proof/evaluate.ts';
import { type Ground, witnessesOf } from '#shared/domain/proof/witness.ts';
import { catalog, evidenceFor, now, ranges } from '#test/support/wordings.ts';

const groundOf = (query: SemanticQuery, rows: Record<string, Cell>[], other = query): Ground => {
  const reads = [
    { id: 'e1', query },
    { id: 'e2', query: other },
  ];
  const evidence = reads.map((read) => evidenceFor(read, rows));
  return { witnesses: witnessesOf(evidence, reads, catalog), catalog };
};

const query: SemanticQuery = {
  metrics: ['failures', 'mean_duration'],
  dimensions: ['process', 'area'],
  timeRange: ranges.lastWeek,
};
const rows = [
  { process: 'A', area: 'Nord', failures: 4, mean_duration: 2 },
  { process: 'B', area: 'Sud', failures: 9, mean_duration: null },
  { process: 'C', area: 'Nord', failures: 0, mean_duration: 5 },
];
const ground = groundOf(query, rows);
const cut = groundOf({ ...query, limit: 3 }, rows);
const of = (op: 'sum' | 'mean' | 'median' | 'min' | 'max', column = 'failures'): Formula => ({
  op,
  evidence: 'e1',
  column,
});
const cell = (column: string, row: number | 'each' = 0): Formula => ({
  op: 'cell',
  evidence: 'e1',
  column,
  row,
});

describe('a formula over a column', () => {
  test('names each cell that it is made of', () => {
    expect(evaluate(of('sum'), ground)).toMatchObject({
      value: 13,
      unit: 'count',
      evidence: 'e1',
      cells: [
        [0, 2],
        [1, 2],
        [2, 2],
      ],
    });
    expect(
      evaluate({ op: 'countWhere', evidence: 'e1', column: 'area', equals: 'Nord' }, ground),
    ).toMatchObject({
      value: 2,
      unit: 'count',
      cells: [
        [0, 1],
        [2, 1],
      ],
    });
    expect(evaluate({ op: 'values', evidence: 'e1', column: 'area' }, ground)).toEqual({
      kind: 'value',
      evidence: 'e1',
      column: expect.objectContaining({ name: 'area' }),
      unit: 'name',
      value: 'Nord',
      values: [
        {
          value: 'Nord',
          cells: [
            [0, 1],
            [2, 1],
          ],
        },
        { value: 'Sud', cells: [[1, 1]] },
      ],
      cells: [
        [0, 1],
        [1, 1],
        [2, 1],
      ],
    });
  });

  test('tells its values in the order of the rows, and nothing of none', () => {
    const values: Formula = { op: 'values', evidence: 'e1', column: 'area' };
    const turned = groundOf(query, [...rows.slice(1), ...rows.slice(0, 1)]);
    expect(evaluate(values, turned)).toMatchObject({ values: [{ value: 'Sud' }, { value: 'Nord' }] });
    expect(evaluate(values, groundOf(query, []))).toMatchObject({ value: null, values: [], cells: [] });
  });

  test('of what occurs most, and how often', () => {
    const often = (op: 'frequent' | 'frequency', rank: number): Formula => ({
      op,
      evidence: 'e1',
      column: 'area',
      rank,
    });
    expect(evaluate(often('frequent', 0), ground)).toMatchObject({ value: 'Nord', unit: 'name' });
    expect(evaluate(often('frequency', 0), ground)).toMatchObject({ value: 2, unit: 'count' });
    expect(evaluate(often('frequent', 2), ground)).toMatchObject({ value: null, cells: [] });
    expect(evaluate(often('frequency', 2), ground)).toMatchObject({ value: null, cells: [] });
  });

  test('of values that are no metric, a percentile; of totals none', () => {
    const runs = { metrics: [], dataset: 'runs', dimensions: ['duration'] };
    const durations = groundOf(runs, [{ duration: 1 }, { duration: 3 }, { duration: 10 }]);
    const half: Formula = { op: 'percentile', evidence: 'e1', column: 'duration', p: 0.5 };
    expect(evaluate(half, durations)).toMatchObject({
      value: 3,
      unit: 'seconds',
      cells: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
    });
    expect(evaluate({ ...half, column: 'failures' }, ground)).toEqual({
      kind: 'refused',
      reason: 'percentile of totals',
    });
  });

  test('over a part of the rows is no figure of all', () => {
    for (const op of ['sum', 'max', 'min'] as const)
      expect(evaluate(of(op), cut)).toEqual({ kind: 'refused', reason: 'figure over a part' });
    expect(evaluate({ op: 'countWhere', evidence: 'e1', column: 'area', equals: 'Nord' }, cut)).toMatchObject(
      {
        value: null,
      },
    );
    const by = (direction: 'asc' | 'desc'): Ground =>
      groundOf({ ...query, limit: 3, order: [{ by: 'failures', direction }] }, rows);
    expect(evaluate(of('max'), by('desc'))).toMatchObject({ value: 9 });
    expect(evaluate(of('min'), by('desc')).kind).toBe('refused');
    expect(evaluate(of('sum'), by('desc')).kind).toBe('refused');
    expect(evaluate(of('mean'), by('desc')).kind).toBe('refused');
    expect(evaluate(of('min'), by('asc'))).toMatchObject({ value: 0 });
    for (const op of ['sum', 'max', 'mean', 'median'] as const)
      expect(evaluate(of(op), by('asc')).kind).toBe('refused');
  });

  test('that is not there is refused', () => {
    const unknown = { kind: 'refused', reason: 'unknown evidence' };
    expect(evaluate({ op: 'sum', evidence: 'e9', column: 'failures' }, ground)).toEqual(unknown);
    expect(evaluate({ op: 'rows', evidence: 'e9' }, ground)).toEqual(unknown);
    expect(evaluate(of('sum', 'runs'), ground)).toEqual({ kind: 'refused', reason: 'unknown column' });
    expect(evaluate(of('sum', 'runs'), ground)).not.toHaveProperty('value');
  });
});

test('how many rows there are, and how many are shown', () => {
  const value = (formula: Formula, given = ground): Cell | undefined => {
    const outcome = evaluate(formula, given);
    return outcome.kind === 'value' ? outcome.value : undefined;
  };
  expect(value({ op: 'rows', evidence: 'e1' })).toBe(3);
  expect(value({ op: 'rows', evidence: 'e1' }, cut)).toBeNull();
  expect(value({ op: 'beyond', evidence: 'e1', shown: 2 })).toBe(1);
  expect(value({ op: 'beyond', evidence: 'e1', shown: 5 })).toBe(0);
  expect(value({ op: 'listed', evidence: 'e1', limit: 2 })).toBe(2);
  expect(value({ op: 'listed', evidence: 'e1', limit: 9 }, cut)).toBe(3);
  expect(evaluate({ op: 'rows', evidence: 'e1' }, ground)).toMatchObject({ cells: [] });
});

describe('a condition', () => {
  const held = (is: Condition['is'], formula: Formula): boolean => holds({ is, formula }, ground);
  test.each<[Condition['is'], Formula, boolean]>([
    ['null', cell('mean_duration', 1), true],
    ['null', cell('mean_duration'), false],
    ['known', cell('mean_duration'), true],
    ['known', cell('mean_duration', 1), false],
    ['known', cell('runs'), false],
    ['null', cell('runs'), false],
    ['zero', cell('failures', 2), true],
    ['zero', cell('failures'), false],
    ['one', { op: 'rows', evidence: 'e1' }, false],
    ['one', { op: 'beyond', evidence: 'e1', shown: 2 }, true],
    ['many', { op: 'rows', evidence: 'e1' }, true],
    ['many', cell('failures', 2), false],
    ['many', { op: 'beyond', evidence: 'e1', shown: 2 }, false],
    ['many', cell('process'), false],
    ['many', cell('mean_duration', 1), false],
    ['positive', cell('failures'), true],
    ['positive', cell('failures', 2), false],
    ['positive', cell('process'), false],
    ['positive', { op: 'difference', left: cell('failures'), right: cell('failures', 1) }, false],
    ['up', { op: 'direction', from: cell('failures'), to: cell('failures', 1) }, true],
    ['down', { op: 'direction', from: cell('failures'), to: cell('failures', 1) }, false],
    ['same', { op: 'direction', from: cell('failures'), to: cell('failures') }, true],
  ])('%s of %j: %s', (is, formula, truth) => {
    expect(held(is, formula)).toBe(truth);
  });
});

describe('a condition on the data itself', () => {
  test('whether a period lies before it begins', () => {
    const reach: Formula = {
      op: 'reach',
      evidence: 'e1',
      which: 'main',
      edge: 'from',
      kept: { evidence: 'e2', column: 'first_run' },
    };
    const since = (first_run: string): Ground => groundOf(query, [{ first_run }], { metrics: ['first_run'] });
    const before = since('2026-10-01T00:00:00.000Z');
    const after = since('2026-11-20T00:00:00.000Z');
    expect(holds({ is: 'inside', formula: reach }, before)).toBe(true);
    expect(holds({ is: 'outside', formula: reach }, before)).toBe(false);
    expect(holds({ is: 'inside', formula: reach }, after)).toBe(false);
    expect(holds({ is: 'outside', formula: reach }, after)).toBe(true);
  });

  test('whether it could be reached for this question', () => {
    const keptAs = (why: 'unreachable' | 'fresh' | undefined): Ground => {
      const read = { id: 'e1', query };
      const found = { ...evidenceFor(read, rows), ...(why && { kept: { why, at: now.toISOString() } }) };
      return { witnesses: witnessesOf([found], [read], catalog), catalog };
    };
    const told = (formula: Formula, given: Ground): boolean[] =>
      (['reached', 'unreached'] as const).map((is) => holds({ is, formula }, given));
    const count: Formula = { op: 'rows', evidence: 'e1' };
    expect(told(count, keptAs('unreachable'))).toEqual([false, true]);
    expect(told(count, keptAs('fresh'))).toEqual([true, false]);
    expect(told(count, keptAs(undefined))).toEqual([true, false]);
    expect(told({ op: 'rows', evidence: 'e9' }, keptAs('unreachable'))).toEqual([true, false]);
    expect(told({ op: 'ratio', left: count, right: count }, keptAs('unreachable'))).toEqual([true, false]);
  });

  test('a name is no figure, even one of digits', () => {
    const digits = groundOf(query, [{ process: '5', area: 'Nord', failures: 4, mean_duration: 2 }]);
    for (const is of ['positive', 'many', 'one', 'zero'] as const)
      expect(holds({ is, formula: cell('process') }, digits)).toBe(false);
  });
});

describe('true figures beside the wrong name', () => {
  const slot = (formula: Formula): Slot => ({ slot: 's', unit: 'count', formula });
  const name = (row: number, evidence = 'e1'): Slot => slot({ op: 'cell', evidence, column: 'process', row });
  const area = (row: number): Slot => slot(cell('area', row));
  const value = (row: number): Slot => slot(cell('failures', row));
  const first = (row: number): Slot =>
    slot({ op: 'extreme', evidence: 'e1', column: 'failures', row, which: 'max' });
  const most: Slot = slot({ op: 'at', evidence: 'e1', column: 'process', by: 'failures', which: 'max' });
  const total = slot(of('sum'));

  test.each<[string, (string | Slot)[], boolean]>([
    ['its own', [name(0), ': ', value(0)], true],
    ['that of another', [name(0), ': ', value(1)], false],
    ['no name at all', [value(0), value(1)], true],
    ['the nearest name counts', [name(0), value(0), name(1), value(1)], true],
    ['the nearest name counts, behind', [value(0), name(0), 'x', 'y', 'z', name(1)], true],
    ['of two as near the one before', [name(0), value(0), name(1)], true],
    ['of two as near not the one behind', [name(0), value(1), name(1)], false],
    ['words between do not make it far', [name(0), 'x', 'y', 'z', value(0), name(1)], true],
    ['a name of either kind', [area(1), ': ', value(1)], true],
    ['a name of either kind, another figure', [area(1), ': ', value(0)], false],
    ['a figure that is not there', [name(0), value(9)], true],
    ['far names do not', [name(1), total, total, total, name(0), value(0)], true],
    ['far names are passed over', [name(0), total, total, value(1), name(1)], true],
    ['a name of other evidence is none', [name(0, 'e2'), value(1)], true],
    ['a name of other evidence nearer by', [name(1), name(0, 'e2'), value(1)], true],
    ['both names of a row', [area(1), name(1), value(1)], true],
    ['an area of another row', [name(1), area(0), value(1)], false],
    ['the greatest by its name', [most, value(1)], true],
    ['the greatest by its name, another figure', [most, value(0)], false],
    ['a place of another row', [first(1), name(2)], false],
    ['a place of its own row', [first(1), name(1)], true],
    ['a figure of all beside a name', [name(0), total], true],
  ])('%s', (_, parts, truth) => {
    expect(isCoherent(parts, ground)).toBe(truth);
  });

  test('of a list without metrics the first column names the row', () => {
    const list = groundOf({ metrics: [], dataset: 'runs', dimensions: ['process', 'area'] }, rows);
    expect(isCoherent([name(0), area(0)], list)).toBe(true);
    expect(isCoherent([name(0), area(1)], list)).toBe(false);
    expect(isCoherent([area(0), area(1)], list)).toBe(true);
  });

  test('of figures without dimensions nothing names a row', () => {
    const all = groundOf({ metrics: ['failures'], timeRange: ranges.lastWeek }, [{ failures: 3 }]);
    expect(isCoherent([slot(cell('failures')), slot(cell('failures'))], all)).toBe(true);
  });
});
