import { describe, expect, test } from 'vitest';
import { toldIn } from '#functions/mask/told.ts';
import type { Claim } from '#shared/contracts/answer.ts';

const claim = (more: Partial<Claim>): Claim => ({
  slot: 'day',
  text: '',
  value: '2026-11-16',
  unit: 'date',
  evidence: 'e1',
  cells: [[0, 0]],
  formula: null,
  ...more,
});
const peak = (column: string, value: Claim['value'], which: 'max' | 'min' = 'max'): Claim =>
  claim({ value, formula: { op: 'at', evidence: 'e1', column, by: 'failures', which } });
const readAt = claim({
  value: '2026-11-21T02:36:42Z',
  cells: [],
  formula: { op: 'readAt', evidence: 'e1' },
});

describe('the moment that an answer told', () => {
  test.each<[string, Claim[], unknown]>([
    ['the worst day', [peak('day', '2026-11-16'), readAt], { unit: 'day', value: '2026-11-16' }],
    ['the busiest hour', [peak('hour', 9)], { unit: 'hour', value: '9' }],
    ['a month', [peak('month', '2026-10')], { unit: 'month', value: '2026-10' }],
    [
      'the highest of a series, beside its lowest',
      [peak('day', '2026-11-16'), peak('day', '2026-11-21', 'min'), claim({}), claim({ cells: [[1, 0]] })],
      { unit: 'day', value: '2026-11-16' },
    ],
    ['the quietest day', [peak('day', '2026-11-21', 'min')], { unit: 'day', value: '2026-11-21' }],
    [
      'when the one thing was',
      [claim({ value: '2026-11-18T12:51:32.456Z' }), readAt],
      { unit: 'instant', value: '2026-11-18T12:51:32.456Z' },
    ],
  ])('is %s', (_, claims, told) => expect(toldIn(claims)).toEqual(told));

  test.each<[string, Claim[]]>([
    ['when it was read', [readAt]],
    ['one of several days', [claim({}), claim({ value: '2026-11-17', cells: [[1, 0]] })]],
    ['one of two peaks', [peak('day', '2026-11-16'), peak('day', '2026-11-17')]],
    [
      'one of several instants',
      [
        claim({ value: '2026-11-18T12:51:32.456Z' }),
        claim({ value: '2026-11-19T12:51:32.456Z', cells: [[1, 0]] }),
      ],
    ],
    ['how far back the data goes', [claim({ evidence: 'w1', value: '2026-11-02T08:00:44.110Z' })]],
    ['the name of the worst process', [peak('process', 'Fatturazione')]],
  ])('is not %s', (_, claims) => expect(toldIn(claims)).toBeUndefined());
});
