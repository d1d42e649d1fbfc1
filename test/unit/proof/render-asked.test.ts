import { describe, expect, test } from 'vitest';
import type { Formula, Slot } from '#shared/contracts/draft.ts';
import type { Filter, Having, SemanticQuery } from '#shared/contracts/query.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { renderSlot } from '#shared/domain/proof/render.ts';
import { ranges, wordings } from '#test/support/wordings.ts';
import { cell, say, settingOf, slotOf } from './support.ts';

describe('the period that was asked for', () => {
  const query: SemanticQuery = {
    metrics: ['failures'],
    timeRange: ranges.lastWeek,
    comparison: { kind: 'period', timeRange: ranges.weekBefore },
  };
  const period = (which: 'main' | 'compared' | 'filter', evidence = 'e1'): Formula => ({
    op: 'period',
    evidence,
    which,
  });
  const said = (formula: Formula, unit: Slot['unit'] = 'date'): string =>
    say(slotOf(formula, unit, 'period'), settingOf(query, [{ failures: 3 }]));

  test('is said as people say it, each edge a claim', () => {
    expect(said(period('main'))).toBe('[la settimana scorsa, dal 9] [al 15 novembre]');
    expect(said(period('compared'))).toBe("[nella settimana dal 2] [all'8 novembre]");
    expect(renderSlot(slotOf(period('main'), 'date', 'period'), settingOf(query))).toEqual({
      kind: 'pieces',
      comma: true,
      pieces: [
        expect.objectContaining({ value: '2026-11-09', unit: 'date', evidence: 'e1', cells: [] }),
        ' ',
        expect.objectContaining({ value: '2026-11-15', formula: period('main') }),
      ],
    });
    expect(renderSlot(slotOf(period('compared'), 'date', 'period'), settingOf(query))).toMatchObject({
      comma: false,
    });
  });
  test('is a date, and of evidence that there is', () => {
    for (const refused of [
      said(period('main'), 'name'),
      said(period('filter')),
      said(period('main', 'e9')),
      said(cell('failures')),
    ])
      expect(refused).toBe('refused: no period');
  });
});

describe('the bound that was asked for', () => {
  const asked: Formula = { op: 'asked', evidence: 'e1', having: 0 };
  const of = (having: Having, more: Partial<SemanticQuery> = {}, wording = wordings.it): Setting =>
    settingOf({ metrics: ['failures'], dimensions: ['process'], having: [having], ...more }, [], { wording });
  const bound = (
    metric: string,
    operator: Having['operator'],
    value: number,
    unit: Slot['unit'] = 'count',
    labels?: string,
  ): string => say(slotOf(asked, unit, 'bound', labels), of({ metric, operator, value }));

  test.each<[string, Having['operator'], number, Slot['unit'], string]>([
    ['failures', '>', 3, 'count', 'più di [3] fallimenti'],
    ['failures', '>=', 1, 'count', 'almeno [1] fallimento'],
    ['failures', '=', 0, 'count', 'esattamente [0] fallimenti'],
    ['runs', '<=', 1200, 'count', 'al massimo [1.200] esecuzioni'],
    ['failure_rate', '>', 10, 'percent', 'superiore al [10 %]'],
    ['mean_duration', '>=', 60, 'seconds', 'di almeno [1 minuto]'],
    ['failure_rate', '>', 10, 'count', 'refused: unit'],
  ])('%s %s %d (%s): %s', (metric, operator, value, unit, text) => {
    expect(bound(metric, operator, value, unit)).toBe(text);
  });

  test.each<[Having['operator'], number, 'some' | 'none' | undefined]>([
    ['>', 0, 'some'],
    ['>=', 1, 'some'],
    ['=', 0, 'none'],
    ['<=', 0, 'none'],
    ['<', 1, 'none'],
    ['>', 1, undefined],
    ['>=', 0, undefined],
    ['=', 1, undefined],
    ['<=', 1, undefined],
    ['<', 0, undefined],
    ['<>', 0, undefined],
    ['<>', 1, undefined],
  ])('failures %s %d are %s', (operator, value, which) => {
    for (const label of ['some', 'none'])
      expect(bound('failures', operator, value, 'count', label)).toBe(
        label === which ? 'fallimenti' : 'refused: another bound was asked for',
      );
  });
  test('some of what has no plural, and of what is not counted', () => {
    const metrics = { ...wordings.it.metrics, failures: { gender: 'm' as const, one: 'scarto' } };
    const some = slotOf(asked, 'count', 'bound', 'some');
    const setting = of({ metric: 'failures', operator: '>', value: 0 }, {}, { ...wordings.it, metrics });
    expect(say(some, setting)).toBe('scarto');
    expect(bound('failure_rate', '>', 0, 'percent', 'some')).toBe('refused: another bound was asked for');
  });

  const compared = { comparison: { kind: 'period', timeRange: ranges.weekBefore } } as const;
  const way = (
    metric: string,
    operator: Having['operator'],
    value: number,
    labels: string,
    unit: Slot['unit'] = 'count',
    wording = wordings.it,
  ): string => say(slotOf(asked, unit, 'bound', labels), of({ metric, operator, value }, compared, wording));
  const OTHER = 'refused: another bound was asked for';

  test('a change above or below nothing has a way', () => {
    expect(way('failures_change', '>', 0, 'rising')).toBe('in aumento');
    expect(way('failures_change', '<', 0, 'falling')).toBe('in calo');
    expect(way('failures_growth', '>', 0, 'rising', 'percent')).toBe('in aumento');
  });
  test('no other bound has one', () => {
    expect(way('failures_change', '>', 0, 'falling')).toBe(OTHER);
    expect(way('failures_change', '<', 0, 'rising')).toBe(OTHER);
    expect(way('failures_change', '>=', 0, 'rising')).toBe(OTHER);
    expect(way('failures_change', '<=', 0, 'falling')).toBe(OTHER);
    expect(way('failures_change', '>', 1, 'rising')).toBe(OTHER);
    expect(way('failures_compared', '>', 0, 'rising')).toBe(OTHER);
    expect(way('failures', '>', 0, 'rising')).toBe(OTHER);
    const trends = Object.fromEntries(
      Object.entries(wordings.it.trends).filter(([name]) => name !== 'rising'),
    );
    expect(way('failures_change', '>', 0, 'rising', 'count', { ...wordings.it, trends })).toBe(OTHER);
  });

  const long: Filter = { field: 'duration', operator: '>=', value: 60 };
  const numbered: Filter = { field: 'run', operator: '>', value: 7 };
  const filters: Filter = { and: [long, numbered] };
  const field = (name: string, unit: Slot['unit'], labels?: string): string =>
    say(
      slotOf({ op: 'bound', evidence: 'e1', field: name }, unit, 'bound', labels),
      settingOf({ metrics: ['failures'], filters }),
    );
  test('of a field has no noun behind it, and no way', () => {
    expect(field('duration', 'seconds')).toBe('di almeno [1 minuto]');
    expect(field('run', 'count')).toBe('più di [7]');
    expect(field('run', 'count', 'rising')).toBe(OTHER);
    expect(field('run', 'count', 'some')).toBe(OTHER);
  });
  test('is nothing that was found in the data', () => {
    const rows = settingOf(
      { metrics: ['failures'], having: [{ metric: 'failures', operator: '>', value: 3 }] },
      [{ failures: 4 }],
    );
    expect(say(slotOf(cell('failures'), 'count', 'bound'), rows)).toBe('refused: nothing was asked');
  });
  test('has words for its operator', () => {
    const slot = slotOf(asked, 'count', 'bound');
    const having: Having = { metric: 'failures', operator: '>', value: 3 };
    expect(say(slot, of(having, {}, { ...wordings.it, operators: {} }))).toBe(
      'refused: no words for this bound',
    );
    expect(say(slot, of(having, {}, { ...wordings.it, operators: { '>': 'oltre ' } }))).toBe(
      'oltre [3] fallimenti',
    );
  });
});
