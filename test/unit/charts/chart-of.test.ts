import { describe, expect, test } from 'vitest';
import { Chart } from '#shared/contracts/chart.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import { chartsOf } from '#shared/domain/charts/charts-of.ts';
import type { SeriesBlock } from '#shared/domain/charts/labels.ts';
import { blockOf, days, evidenceOf, named, setting, week, weekBefore } from '#test/support/charts.ts';
import { exhibits, show } from '#test/support/gallery.ts';
import { languages } from '#test/support/wordings.ts';

const charts = (
  block: SeriesBlock,
  evidence: Evidence,
  claims = [named('process', 'Fatture')],
  language = 'it',
) =>
  chartsOf({ blocks: [block], evidence: [evidence], claims, language }, setting.timeZone).map(
    ({ chart }) => chart,
  );

describe('values along time', () => {
  test('are columns, a day without a row has its place and no value', () => {
    const [chart] = charts(blockOf('day'), evidenceOf(['day', 'failures'], days));
    expect(chart).toMatchObject({
      form: 'columns',
      title: 'Fallimenti per giorno',
      note: '14–20 nov 2026 · dati del 21 nov 2026, ore 17:34',
      labels: ['14 nov', '15 nov', '16 nov', '17 nov', '18 nov', '19 nov', '20 nov'],
      rows: [{ values: [122, 295, 0, null, null, null, 18] }],
      proof: { evidence: 'e1', label: 'day', cells: [[[0, 1], [1, 1], [2, 1], null, [3, 1], null, [4, 1]]] },
    });
    expect(Chart.parse(chart)).toEqual(chart);
  });

  test('are a line when they are many, and nothing when rows were cut off', () => {
    const many = Array.from({ length: 40 }, (_, at) => [
      new Date(Date.UTC(2026, 9, 1 + at)).toISOString().slice(0, 10),
      at,
    ]);
    expect(charts(blockOf('day'), evidenceOf(['day', 'failures'], many))[0]?.form).toBe('line');
    expect(charts(blockOf('day'), evidenceOf(['day', 'failures'], many, { limit: 40 }))).toEqual([]);
  });

  test.each([
    [
      'weekday',
      [
        [1, 4],
        [7, 2],
      ],
      ['lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom'],
    ],
    [
      'month',
      [
        ['2026-09', 4],
        ['2026-11', 2],
      ],
      ['set 2026', 'ott 2026', 'nov 2026'],
    ],
    [
      'week',
      [
        ['2026-11-02', 4],
        ['2026-11-16', 2],
      ],
      ['2 nov', '9 nov', '16 nov'],
    ],
  ])('by %s', (label, rows, labels) => {
    expect(charts(blockOf(label), evidenceOf([label, 'failures'], rows))[0]?.labels).toEqual(labels);
  });

  test('by hour: all 24', () => {
    const [chart] = charts(
      blockOf('hour'),
      evidenceOf(
        ['hour', 'failures'],
        [
          [8, 4],
          [9, 2],
        ],
      ),
    );
    expect([chart?.labels.length, chart?.labels[9], chart?.rows[0]?.values[9]]).toEqual([24, '9:00', 2]);
  });

  test('in English the same day reads in English', () => {
    const [chart] = charts(blockOf('day'), evidenceOf(['day', 'failures'], days), [], 'en');
    expect(chart?.labels[0]).toBe('14 Nov');
  });

  test('nothing but zeroes, one day alone or something that is no day is no picture', () => {
    const rowsOf = (rows: Cell[][]) => charts(blockOf('day'), evidenceOf(['day', 'failures'], rows));
    expect(
      rowsOf([
        ['2026-11-14', 0],
        ['2026-11-15', null],
      ]),
    ).toEqual([]);
    expect(rowsOf([['2026-11-14', 3]])).toEqual([]);
    expect(
      rowsOf([
        ['2026-11-14', 3],
        ['domani', 4],
      ]),
    ).toEqual([]);
    expect(
      rowsOf([
        ['2026-11-14', 3],
        ['2026-11-15', '4'],
      ]),
    ).toEqual([]);
  });
});

describe('names', () => {
  const rows = [
    ['Spedizioni', 389],
    ['Fatture', 103],
    ['Ordini', 99],
    ['Resi', 99],
  ];
  const evidence = evidenceOf(['process', 'failures'], rows);
  const names = { texts: {}, others: true };

  test('are bars in the order of the answer, with what is left out said', () => {
    const most = { rows: 3, said: 'i primi 3' };
    const [chart] = charts(blockOf('process', { most, named: names }), evidence);
    expect(chart).toMatchObject({ form: 'bars', labels: ['Spedizioni', 'Fatture', 'Ordini'] });
    expect(chart?.title).toBe('Fallimenti per giorno · i primi 3');
  });

  test('that need words are shown in those words or not at all', () => {
    const codes = evidenceOf(
      ['outcome', 'failures'],
      [
        ['error', 3],
        ['crashed', 2],
      ],
    );
    const texts = { error: 'fallite', crashed: 'interrotte' };
    expect(charts(blockOf('outcome', { named: { texts, others: false } }), codes)[0]?.labels).toEqual([
      'fallite',
      'interrotte',
    ]);
    expect(
      charts(blockOf('outcome', { named: { texts: { error: 'fallite' }, others: false } }), codes),
    ).toEqual([]);
  });

  test('of one spelling are no picture: nobody could tell them apart', () => {
    const twins = evidenceOf(
      ['process', 'failures'],
      [
        ['Fatture', 3],
        ['Fatture', 2],
      ],
    );
    expect(charts(blockOf('process'), twins)).toEqual([]);
  });

  test('that are long are cut at a whole character', () => {
    const flags = '🇮🇹'.repeat(30);
    const [chart] = charts(
      blockOf('process'),
      evidenceOf(
        ['process', 'failures'],
        [
          [flags, 3],
          ['b', 2],
        ],
      ),
    );
    expect(chart?.labels[0]).toBe(`${'🇮🇹'.repeat(19)}…`);
  });
});

describe('two periods', () => {
  const comparison = { kind: 'period' as const, timeRange: weekBefore };
  const block = blockOf('', { title: 'Fallimenti', compared: 'failures_compared' });

  test('stand side by side, the earlier first', () => {
    const [chart] = charts(
      block,
      evidenceOf(['failures', 'failures_compared'], [[239, 554]], { comparison }),
    );
    expect(chart).toMatchObject({
      form: 'columns',
      labels: ['7–13 nov', '14–20 nov'],
      rows: [{ name: 'Fallimenti', values: [554, 239] }],
      note: 'dati del 21 nov 2026, ore 17:34',
    });
  });

  test('of several names are two rows', () => {
    const rows = [
      ['Fatture', 5, 7],
      ['Ordini', 4, null],
    ];
    const evidence = evidenceOf(['process', 'failures', 'failures_compared'], rows, { comparison });
    const [chart] = charts(blockOf('process', { compared: 'failures_compared' }), evidence);
    expect(chart?.rows).toEqual([
      { name: '14–20 nov', values: [5, 4] },
      { name: '7–13 nov', values: [7, null] },
    ]);
  });

  test('up to now end today, and part of a day has its hours', () => {
    const at = (timeRange: { from: string; to: string }) =>
      charts(blockOf('day'), evidenceOf(['day', 'failures'], days, { timeRange }))[0]?.note.split(' · ')[0];
    expect(at({ from: '2026-10-31T23:00:00.000Z', to: '2026-11-30T23:00:00.000Z' })).toBe('1–21 nov 2026');
    expect(at({ from: '2026-11-21T08:00:00.000Z', to: '2026-11-21T10:00:00.000Z' })).toBe(
      '21 nov 2026, 09:00–11:00',
    );
    expect(at({ from: '2000-01-01T00:00:00.000Z', to: week.to })).toContain('dati del');
  });
});

describe('what all is narrowed to', () => {
  const evidence = (filters: NonNullable<Evidence['query']>['filters']) =>
    evidenceOf(['day', 'failures'], days, { filters });
  const values = { field: 'process', operator: 'in' as const, values: ['p1'] };

  test('stands in the title as the answer names it', () => {
    expect(charts(blockOf('day'), evidence(values))[0]?.title).toBe('Fallimenti per giorno · Fatture');
  });

  test('is no picture when no name says it', () => {
    expect(charts(blockOf('day'), evidence({ not: values }))).toEqual([]);
  });
});

describe.each(languages)('every kind of answer (%s)', (language) => {
  test('its blocks name columns of the evidence; its pictures read as charts', () => {
    let drawn = 0;
    for (const exhibit of exhibits) {
      const { worded } = show(exhibit, language);
      for (const block of worded.blocks) {
        if (block.type !== 'series') continue;
        drawn += 1;
        const query = worded.reads[0]?.query;
        expect(block.label === '' || query?.dimensions?.includes(block.label)).toBe(true);
        expect(query?.metrics).toContain(block.value);
        expect(JSON.stringify(block)).not.toContain('{metric}');
      }
    }
    expect(drawn).toBeGreaterThan(5);
  });
});
