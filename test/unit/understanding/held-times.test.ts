import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';
import { queryOf } from '#test/support/understanding.ts';

type Reading = readonly [text: string, query: Partial<SemanticQuery>];

describe('one day against another is a comparison', () => {
  test.each([
    'abbiamo fatto più errori ieri di lunedì?',
    'did we have more errors yesterday than last Friday?',
    'was yesterday better than last Friday?',
    "how'd yesterday stack up against last Monday",
    'errori ott vs sett',
    'esecuzioni ago vs lug',
    'errori sett 46 vs sett 45',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ comparison: { kind: 'period' }, shape: 'comparison' });
  });
});

describe('a part of a longer period that is said by its days or hours', () => {
  const share = { shape: 'share', comparison: { kind: 'whole' } } as const;
  const on = (field: string, values: readonly number[]) => ({
    ...share,
    filters: { field, operator: 'in' as const, values: [...values] },
  });
  test.each<Reading>([
    ["What share of October's failures fell on a Saturday or Sunday?", on('weekday', [6, 7])],
    ['what percentage of failures in October were on a Monday?', on('weekday', [1])],
    ["what share of last week's failures were on Monday?", on('weekday', [1])],
    ['che quota dei fallimenti di ottobre è caduta di sabato o domenica?', on('weekday', [6, 7])],
    ['che percentuale degli errori di ottobre è avvenuta nel weekend?', on('weekday', [6, 7])],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
  });

  test('days that are counted are taken together', () => {
    expect(queryOf("how many of October's failures fell on a Saturday or Sunday?")).toMatchObject({
      filters: { field: 'weekday', values: [6, 7] },
      shape: 'figure',
    });
  });
});

describe('after how long something takes', () => {
  test.each<Dialogue>([
    [
      'average duration of Tracking corrieri in October',
      'how many times in September?',
      'how many runs of Tracking corrieri in September?',
    ],
    [
      'durata media di Tracking corrieri a ottobre',
      'quante volte a settembre?',
      'quante esecuzioni di Tracking corrieri a settembre?',
    ],
    [
      'average duration of Tracking corrieri in October',
      'leave out the failed runs',
      'average duration of the successful runs of Tracking corrieri in October',
    ],
    [
      'durata media di Tracking corrieri a ottobre',
      'solo quelle fallite',
      'durata media delle esecuzioni fallite di Tracking corrieri a ottobre',
    ],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
