import { describe, expect, test } from 'vitest';
import type { Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { evaluate } from '#shared/domain/proof/evaluate.ts';
import { ranges } from '#test/support/wordings.ts';
import { cell, figure, say, settingOf, slotOf, worth } from './support.ts';

type Reach = Extract<Formula, { op: 'reach' }>;
const query: SemanticQuery = {
  metrics: ['failures'],
  timeRange: ranges.lastWeek,
  comparison: { kind: 'period', timeRange: ranges.weekBefore },
};
const kept: SemanticQuery = { metrics: ['first_run'] };
const reach = (more: Partial<Reach> = {}): Reach => ({
  op: 'reach',
  evidence: 'e1',
  which: 'main',
  edge: 'from',
  kept: { evidence: 'k', column: 'first_run' },
  ...more,
});
const since = (first: Cell, beside = kept, asked = query) =>
  settingOf(asked, [], { beside: { k: [beside, [{ first_run: first, runs: 3 }]] } });

/** Last week begins on Monday the ninth at midnight in Rome and ends on Sunday at midnight. */
const { from, to } = ranges.lastWeek;
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
const DAY = 86_400_000;

describe('whether a period lies before the data begins', () => {
  test('its beginning does, when the data begins a day later or more', () => {
    expect(figure(reach(), since(later(from, DAY)))).toEqual({
      value: 'outside',
      unit: 'name',
      cells: [[0, 0]],
    });
    expect(figure(reach(), since(later(from, DAY - 1)))).toEqual({
      value: 'inside',
      unit: 'name',
      cells: [[0, 0]],
    });
    expect(worth(reach(), since(later(from, -DAY)))).toBe('inside');
    expect(evaluate(reach(), since(from))).toMatchObject({ evidence: 'k' });
  });

  test('its end does, when the data begins then or after', () => {
    expect(worth(reach({ edge: 'to' }), since(to))).toBe('outside');
    expect(worth(reach({ edge: 'to' }), since(later(to, -1)))).toBe('inside');
    expect(worth(reach({ edge: 'to' }), since(later(to, DAY)))).toBe('outside');
  });

  test('so with the period that it is compared with', () => {
    expect(worth(reach({ which: 'compared' }), since(later(from, -DAY)))).toBe('outside');
    expect(worth(reach({ which: 'compared', edge: 'to' }), since(later(from, -DAY)))).toBe('inside');
  });

  test('it does not when nobody knows where the data begins', () => {
    expect(figure(reach(), since(null))).toEqual({ value: 'inside', unit: 'name', cells: [] });
    expect(evaluate(reach(), settingOf(query))).toEqual({
      kind: 'value',
      evidence: 'e1',
      value: 'inside',
      unit: 'name',
      cells: [],
    });
    const empty = settingOf(query, [], { beside: { k: [kept, []] } });
    expect(worth(reach(), empty)).toBe('inside');
  });

  test('it is not told without a period', () => {
    expect(worth(reach(), since(from, kept, { metrics: ['failures'] }))).toBe('refused: no period');
    expect(worth(reach({ evidence: 'e9' }), since(from))).toBe('refused: no period');
  });

  test('it is not told by what is only a part of the data, or no instant', () => {
    const filters = { field: 'tag', operator: 'in' as const, values: ['x'] };
    for (const part of [
      { ...kept, filters },
      { ...kept, timeRange: ranges.lastWeek },
      { ...kept, having: [{ metric: 'runs', operator: '>' as const, value: 1 }] },
    ])
      expect(worth(reach(), since(later(from, DAY), part))).toBe('refused: not the beginning of the data');
    const count = reach({ kept: { evidence: 'k', column: 'runs' } });
    expect(worth(count, since(from, { metrics: ['runs'] }))).toBe('refused: not the beginning of the data');
    const nothing = reach({ kept: { evidence: 'k', column: 'money' } });
    expect(worth(nothing, since(from))).toBe('refused: not the beginning of the data');
  });

  test('and is said in its words only when it does', () => {
    const said = (first: Cell, labels?: string): string =>
      say(slotOf(reach(), 'name', 'reach', labels), since(first));
    expect(said(later(from, DAY))).toBe('di quel periodo non so dire');
    expect(said(later(from, DAY), 'compared')).toBe('il periodo di confronto viene prima');
    expect(said(later(from, DAY), 'nonsense')).toBe('refused: it is inside the data');
    expect(said(from)).toBe('refused: it is inside the data');
    expect(say(slotOf(cell('failures'), 'count', 'reach'), settingOf(query, [{ failures: 3 }]))).toBe(
      'refused: it is inside the data',
    );
  });
});
