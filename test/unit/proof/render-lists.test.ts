import { describe, expect, test } from 'vitest';
import type { Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { renderSlot } from '#shared/domain/proof/render.ts';
import { catalog, wordings } from '#test/support/wordings.ts';
import { cell, say, settingOf, slotOf } from './support.ts';

const named = (...names: Cell[]): Setting =>
  settingOf(
    { metrics: ['runs'], dimensions: ['process'] },
    names.map((process) => ({ process, runs: 3 })),
  );
const values: Formula = { op: 'values', evidence: 'e1', column: 'process' };
const filtered = (field: string, more: { excluded?: boolean; contains?: boolean } = {}): Formula => ({
  op: 'filtered',
  evidence: 'e1',
  field,
  ...more,
});
const oneOf = (field: string, ...given: (string | number | boolean)[]): Filter => ({
  field,
  operator: 'in',
  values: given,
});
const narrowed = (filters: Filter, wording = wordings.it, more = {}): Setting =>
  settingOf({ metrics: ['runs'], filters }, [], { wording, ...more });

describe('names that people gave', () => {
  test('stand bare alone, between quotes in a list', () => {
    expect(say(slotOf(cell('process'), 'name'), named('Ordini'))).toBe('[Ordini]');
    expect(say(slotOf(values, 'name'), named('Ordini'))).toBe('«[Ordini]»');
    expect(say(slotOf(values, 'name'), named('Ordini', 'Resi'))).toBe('«[Ordini]» e «[Resi]»');
    expect(say(slotOf(values, 'name'), named('Ordini', 'Resi', 'Paghe', 'Avvisi'))).toBe(
      '«[Ordini]», «[Resi]», «[Paghe]» e «[Avvisi]»',
    );
  });
  test('stand between quotes where they tie, and bare where one is first', () => {
    const tied: Formula = {
      op: 'tied',
      evidence: 'e1',
      column: 'process',
      by: 'runs',
      which: 'max',
      most: 3,
    };
    const at: Formula = { op: 'at', evidence: 'e1', column: 'process', by: 'runs', which: 'max' };
    expect(say(slotOf(tied, 'name'), named('Ordini', 'Resi'))).toBe('«[Ordini]» e «[Resi]»');
    expect(say(slotOf(at, 'name'), named('Ordini'))).toBe('[Ordini]');
  });
  test('that read the same are said once, and all their cells prove it', () => {
    const rendered = renderSlot(slotOf(values, 'name'), named('Ordini', 'Resi', ' Ordini', 'Ordini'));
    const claims =
      rendered.kind === 'pieces' ? rendered.pieces.filter((part) => typeof part === 'object') : [];
    expect(claims.map(({ text, value, cells }) => ({ text, value, cells }))).toEqual([
      {
        text: 'Ordini',
        value: 'Ordini',
        cells: [
          [0, 0],
          [3, 0],
          [2, 0],
        ],
      },
      { text: 'Resi', value: 'Resi', cells: [[1, 0]] },
    ]);
  });
  test('numbers are no names: they have no quotes', () => {
    const counts = settingOf({ metrics: ['runs'], dimensions: ['process'] }, [
      { process: 'A', runs: 3 },
      { process: 'B', runs: 1200 },
    ]);
    expect(say(slotOf({ ...values, column: 'runs' }, 'count'), counts)).toBe('[3] e [1.200]');
    const days = settingOf({ metrics: ['runs'], dimensions: ['day'] }, [
      { day: '2026-11-09', runs: 3 },
      { day: '2026-11-10', runs: 3 },
    ]);
    expect(say(slotOf({ ...values, column: 'day' }, 'date'), days)).toBe(
      '[lunedì 9 novembre] e [martedì 10 novembre]',
    );
  });
  test('what is of no column stands bare', () => {
    expect(say(slotOf({ op: 'rows', evidence: 'e1' }, 'count'), named('Ordini', 'Resi'))).toBe('[2]');
    expect(say(slotOf({ op: 'readAt', evidence: 'e1' }, 'date'), named('Ordini'))).toBe('[oggi alle 03:36]');
  });
  test('yes and no are no names', () => {
    const rows = settingOf({ metrics: [], dataset: 'processes', dimensions: ['live'] }, [{ live: true }]);
    expect(say(slotOf(cell('live'), 'name'), rows)).toBe('refused: no words for this value');
    expect(say(slotOf(cell('live'), 'name', undefined, undefined, true), rows)).toBe('nessun dato');
  });
});

describe('what the question was narrowed to', () => {
  test('"and" joins what a figure is of, "or" what one thing is in its turn', () => {
    expect(say(slotOf(filtered('process'), 'name'), narrowed(oneOf('process', 'A', 'B')))).toBe(
      '«[A]» e «[B]»',
    );
    expect(say(slotOf(filtered('area'), 'name'), narrowed(oneOf('area', 'A', 'B')))).toBe('«[A]» e «[B]»');
    expect(say(slotOf(filtered('tag'), 'name'), narrowed(oneOf('tag', 'A', 'B')))).toBe('«[A]» o «[B]»');
    expect(
      say(
        slotOf(filtered('outcome'), 'name', 'label', 'outcome'),
        narrowed(oneOf('outcome', 'error', 'crashed')),
      ),
    ).toBe('[con esito negativo] o [con interruzione improvvisa]');
  });
  test('tags of which one thing may bear two are joined by "or" only as labels', () => {
    const relationships = catalog.relationships.map((one) => ({ ...one, labels: false }));
    const plain = narrowed(oneOf('tag', 'A', 'B'), wordings.it, { catalog: { ...catalog, relationships } });
    expect(say(slotOf(filtered('tag'), 'name'), plain)).toBe('«[A]» e «[B]»');
  });
  test('what is left out is joined by "and"', () => {
    const both = narrowed({ not: oneOf('tag', 'A', 'B') });
    expect(say(slotOf(filtered('tag', { excluded: true }), 'name'), both)).toBe('«[A]» e «[B]»');
  });
  test('parts of names are joined by "or"', () => {
    const parts = narrowed({
      and: [
        { field: 'process', operator: 'contains', text: 'ord' },
        { field: 'process', operator: 'contains', text: 'res' },
      ],
    });
    expect(say(slotOf(filtered('process', { contains: true }), 'name'), parts)).toBe('«[ord]» o «[res]»');
  });
  test('a language without "or" says "and"', () => {
    const { or: _, ...formats } = wordings.it.formats;
    const tags = narrowed(oneOf('tag', 'A', 'B'), { ...wordings.it, formats });
    expect(say(slotOf(filtered('tag'), 'name'), tags)).toBe('«[A]» e «[B]»');
  });
  test('the values of a column are joined by "and", whatever it is', () => {
    const tags = settingOf({ metrics: ['runs'], dimensions: ['tag'] }, [
      { tag: 'A', runs: 1 },
      { tag: 'B', runs: 1 },
    ]);
    expect(say(slotOf({ ...values, column: 'tag' }, 'name'), tags)).toBe('«[A]» e «[B]»');
  });
});

describe('a value in the words of a list', () => {
  const area = (value: Cell, labels: string, missing?: boolean, formula = cell('area')): string =>
    say(
      slotOf(formula, 'name', 'label', labels, missing),
      settingOf({ metrics: ['runs'], dimensions: ['area'] }, [{ area: value, runs: 3 }]),
    );
  const outcome = (value: Cell, labels: string, missing?: boolean): string =>
    say(
      slotOf(cell('outcome'), 'name', 'label', labels, missing),
      settingOf({ metrics: ['runs'], dimensions: ['outcome'] }, [{ outcome: value, runs: 3 }]),
    );

  test('is said by them', () => {
    expect(outcome('error', 'outcome_row')).toBe('[fallite]');
    expect(outcome('error', 'outcome')).toBe('[con esito negativo]');
    expect(area('general', 'area_row')).toBe('[area generale]');
    const rows = settingOf({ metrics: [], dataset: 'processes', dimensions: ['live'] }, [{ live: false }]);
    expect(say(slotOf(cell('live'), 'name', 'label', 'live'), rows)).toBe('[spenti]');
  });
  test('or stays as people gave it, where the list is of its column', () => {
    expect(area('Vendite', 'area')).toBe('[Vendite]');
    expect(area('Vendite', 'area_row')).toBe('[Vendite]');
    expect(area('Vendite', 'outcome')).toBe('refused: no words for this value');
    expect(area(7, 'area')).toBe('refused: no words for this value');
    expect(outcome('new one', 'outcome')).toBe('refused: no words for this value');
    expect(outcome('constructor', 'outcome')).toBe('refused: no words for this value');
    for (const given of ['Vendite', 'name'])
      expect(area(given, 'constructor')).toBe('refused: no words for this value');
    const rows: Formula = { op: 'rows', evidence: 'e1' };
    for (const labels of [undefined, 'area'])
      expect(say(slotOf(rows, 'count', 'label', labels), named('Ordini'))).toBe(
        'refused: no words for this value',
      );
    expect(say(slotOf(cell('process'), 'name', 'label', 'process'), named('Ordini'))).toBe(
      'refused: no words for this value',
    );
    expect(say(slotOf(cell('process'), 'name', 'label'), named('Ordini'))).toBe(
      'refused: no words for this value',
    );
  });
  test('what was never heard of is said to be so, where that is asked for', () => {
    expect(outcome('new one', 'outcome_row', true)).toBe('con esito sconosciuto');
    expect(outcome('new one', 'outcome_row', false)).toBe('refused: no words for this value');
  });
  test('a given name has its quotes beside words that have none', () => {
    const first: Formula = { op: 'at', evidence: 'e1', column: 'area', by: 'runs', which: 'max' };
    expect(area('Vendite', 'area', undefined, first)).toBe('«[Vendite]»');
    expect(area('general', 'area', undefined, first)).toBe('[generale]');
    const areas = narrowed(oneOf('area', 'Vendite', 'general'));
    expect(say(slotOf(filtered('area'), 'name', 'label', 'area'), areas)).toBe('«[Vendite]» e [generale]');
  });
});

describe('hours and weekdays', () => {
  const hours = (...given: (number | string)[]): string =>
    say(slotOf(filtered('hour'), 'name'), narrowed(oneOf('hour', ...given)));
  const days = (...given: number[]): string =>
    say(slotOf(filtered('weekday'), 'name'), narrowed(oneOf('weekday', ...given)));

  test('that follow each other are a span, up to its end', () => {
    expect(hours(9, 10)).toBe('fra [le 9] e [le 11]');
    expect(hours(10, 9, 10, 9)).toBe('fra [le 9] e [le 11]');
    expect(hours(22, 23, 0, 1, 2, 3, 4, 5)).toBe('fra [le 22] e [le 6]');
    expect(hours(5, 4, 3, 2, 1, 0, 23, 22)).toBe('fra [le 22] e [le 6]');
    expect(hours(22, 23)).toBe('fra [le 22] e [mezzanotte]');
    expect(hours(23, 0)).toBe("fra [le 23] e [l'una]");
    expect(days(1, 2, 3, 4, 5)).toBe('da [lunedì] a [venerdì]');
    expect(days(6, 7, 1)).toBe('da [sabato] a [lunedì]');
    expect(days(5, 6, 7)).toBe('da [venerdì] a [domenica]');
  });
  test('with gaps, or too few of them, are said one by one', () => {
    expect(hours(9)).toBe('alle [ore 9]');
    expect(hours(9, 11)).toBe('alle [ore 9] e alle [ore 11]');
    expect(hours(9, 9)).toBe('alle [ore 9]');
    expect(hours(9, 10, 12)).toBe('alle [ore 9], alle [ore 10] e alle [ore 12]');
    expect(days(6, 7)).toBe('di [sabato] e di [domenica]');
    expect(days(1, 2, 4)).toBe('di [lunedì], di [martedì] e di [giovedì]');
    expect(days(7)).toBe('di [domenica]');
  });
  test('all of them are no span', () => {
    expect(days(1, 2, 3, 4, 5, 6, 7)).toMatch(/^di \[lunedì\], .* e di \[domenica\]$/);
    expect(hours(...Array.from({ length: 24 }, (_, hour) => hour))).toMatch(/^alle \[ore 0\], /);
  });
  test('each is a claim of its own, of no cell', () => {
    const rendered = renderSlot(slotOf(filtered('hour'), 'name'), narrowed(oneOf('hour', 22, 23)));
    expect(rendered).toMatchObject({
      pieces: ['fra ', { value: 22, cells: [] }, ' ', 'e ', { value: 23, cells: [] }],
    });
    const apart = renderSlot(slotOf(filtered('hour'), 'name'), narrowed(oneOf('hour', 9, 11)));
    expect(apart).toMatchObject({
      pieces: ['alle ', { value: 9, cells: [] }, ' e ', 'alle ', { value: 11, cells: [] }],
    });
  });
  test('a language without words for it says the hours alone', () => {
    const { windows: _, ...formats } = wordings.it.formats;
    const bare = narrowed(oneOf('hour', 22, 23), { ...wordings.it, formats });
    expect(say(slotOf(filtered('hour'), 'name'), bare)).toBe('[ore 22] e [ore 23]');
    const halved = { ...wordings.it.formats, windows: { hour_span: 'fra {value}' } };
    const half = narrowed(oneOf('hour', 22, 23), { ...wordings.it, formats: halved });
    expect(say(slotOf(filtered('hour'), 'name'), half)).toBe('[ore 22] e [ore 23]');
  });
  test('what is no hour, or a unit that does not come round, has no words', () => {
    expect(hours('nine')).toBe('refused: no words for this value');
    expect(say(slotOf(filtered('month'), 'name'), narrowed(oneOf('month', 3)))).toBe(
      'refused: no words for this value',
    );
    expect(say(slotOf(filtered('month'), 'name'), narrowed(oneOf('month', '2026-10')))).toBe(
      'refused: no words for this value',
    );
  });
  test('hours that stand in a column are written as the hours of a question are', () => {
    const query: SemanticQuery = { metrics: ['runs'], dimensions: ['hour'] };
    const setting = settingOf(query, [
      { hour: 9, runs: 3 },
      { hour: 10, runs: 3 },
    ]);
    expect(say(slotOf({ ...values, column: 'hour' }, 'name'), setting)).toBe('[ore 9] e [ore 10]');
    expect(say(slotOf(cell('hour', 1), 'name'), setting)).toBe('[ore 10]');
  });
});
