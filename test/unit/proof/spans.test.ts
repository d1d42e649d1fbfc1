import { describe, expect, test } from 'vitest';
import type { Formula, Part } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { isCoherent } from '#shared/domain/proof/coherence.ts';
import { evaluate } from '#shared/domain/proof/evaluate.ts';
import { type Ground, witnessesOf } from '#shared/domain/proof/witness.ts';
import { catalog, evidenceFor, ranges } from '#test/support/wordings.ts';

const groundOf = (query: SemanticQuery, rows: Record<string, Cell>[]): Ground => {
  const reads = [{ id: 'e1', query }];
  return {
    witnesses: witnessesOf(
      reads.map((read) => evidenceFor(read, rows)),
      reads,
      catalog,
    ),
    catalog,
  };
};

const query: SemanticQuery = {
  metrics: ['runs', 'mean_duration'],
  dimensions: ['hour'],
  timeRange: ranges.lastWeek,
};
const rows = [0, 5, 6, 9, 11, 12].map((hour) => ({ hour, runs: hour + 1, mean_duration: 2 }));
const day = groundOf(query, rows);
const within = (first: number, last: number, column = 'runs'): Formula => ({
  op: 'sumWithin',
  evidence: 'e1',
  column,
  by: 'hour',
  first,
  last,
});
const span = (first: number, last: number): Formula => ({
  op: 'span',
  evidence: 'e1',
  by: 'hour',
  first,
  last,
});
const part = (formula: Formula): Part => ({ slot: 's', unit: 'count', formula });

describe('what falls into a part of the day', () => {
  test('is the sum of its hours, both ends among them, and names their cells', () => {
    expect(evaluate(within(6, 11), day)).toMatchObject({
      value: 7 + 10 + 12,
      unit: 'count',
      cells: [
        [2, 1],
        [3, 1],
        [4, 1],
      ],
    });
    expect(evaluate(within(0, 5), day)).toMatchObject({ value: 1 + 6 });
  });

  test('is nothing where no hour of it has a row', () => {
    expect(evaluate(within(18, 23), day)).toMatchObject({ value: 0, cells: [] });
  });

  test('is refused where hours may be missing, of what does not add up, and of what is no hour', () => {
    const cut = groundOf({ ...query, limit: rows.length }, rows);
    expect(evaluate(within(6, 11), cut)).toMatchObject({ kind: 'refused' });
    expect(evaluate(within(6, 11, 'mean_duration'), day)).toMatchObject({ kind: 'refused' });
    expect(evaluate({ op: 'span', evidence: 'e1', by: 'runs', first: 6, last: 11 }, day)).toMatchObject({
      kind: 'refused',
    });
    expect(evaluate(span(11, 6), day)).toMatchObject({ kind: 'refused' });
  });
});

describe('a sentence about a part of the day', () => {
  const share: Formula = {
    op: 'percentOf',
    left: within(6, 11),
    right: { op: 'sum', evidence: 'e1', column: 'runs' },
  };
  test.each<[string, Part[], boolean]>([
    ['names it', [part(span(6, 11)), part(within(6, 11)), part(share)], true],
    ['never names another one', [part(span(12, 17)), part(within(6, 11))], false],
    ['names one alone', [part(span(6, 11)), part(span(12, 17)), part(within(6, 11))], false],
    ['names it before it is measured', [part(within(6, 11))], false],
    ['holds its share to the same hours', [part(span(0, 5)), part(within(0, 5)), part(share)], false],
  ])('%s', (_, parts, truth) => {
    expect(isCoherent(parts, day)).toBe(truth);
  });
});
