import { assert, constant, integer, nat, oneof, property, string, tuple, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chart } from '#shared/contracts/chart.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import { chartOf } from '#shared/domain/charts/chart-of.ts';
import { provenChart } from '#shared/domain/charts/proven.ts';
import { blockOf, evidenceOf, setting, weekBefore } from '#test/support/charts.ts';

const dayRows = uniqueArray(integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 20 }).chain((offsets) =>
  tuple(
    ...offsets
      .sort((one, other) => one - other)
      .map((offset) =>
        oneof(integer({ min: 1, max: 1000 }), constant(null)).map((value) => [
          new Date(Date.UTC(2026, 9, 1 + offset)).toISOString().slice(0, 10),
          value,
        ]),
      ),
  ),
);

const nameRows = uniqueArray(
  string({ minLength: 1, maxLength: 12 }).filter((name) => /^\w+$/.test(name)),
  { minLength: 2, maxLength: 15 },
).chain((names) =>
  tuple(
    ...names.map((name) => tuple(constant(name), integer({ min: 1, max: 99 }), integer({ min: 1, max: 99 }))),
  ),
);

const comparison = { kind: 'period' as const, timeRange: weekBefore };
const cases = oneof(
  dayRows.map((rows) => ({ block: blockOf('day'), evidence: evidenceOf(['day', 'failures'], rows) })),
  nameRows.map((rows) => ({
    block: blockOf('process', { compared: 'failures_compared' }),
    evidence: evidenceOf(['process', 'failures', 'failures_compared'], rows, { comparison }),
  })),
  tuple(integer({ min: 1, max: 99 }), integer({ min: 100, max: 199 })).map(([now, before]) => ({
    block: blockOf('', { compared: 'failures_compared' }),
    evidence: evidenceOf(['failures', 'failures_compared'], [[now, before]], { comparison }),
  })),
);

const changed = <Value>(list: readonly Value[], at: number, value: Value): Value[] =>
  list.map((one, index) => (index === at ? value : one));

const without = ({ version, form, title, note, unit, language, labels, rows }: Chart): Chart => ({
  version,
  form,
  title,
  note,
  unit,
  language,
  labels,
  rows,
});

/** Ways of lying with a picture. */
const LIES: Record<string, (chart: Chart, row: number, at: number) => Chart | undefined> = {
  'another value': (chart, row, at) => ({
    ...chart,
    rows: chart.rows.map((line, index) =>
      index === row ? { ...line, values: changed(line.values, at, (line.values[at] ?? 0) + 1) } : line,
    ),
  }),
  'the value of a neighbour, its cell with it': (chart, row, at) => {
    const line = chart.rows[row];
    const cells = chart.proof?.cells[row];
    const next = (at + 1) % chart.labels.length;
    if (!line || !cells || !chart.proof || JSON.stringify(cells[at]) === JSON.stringify(cells[next]))
      return undefined;
    return {
      ...chart,
      rows: changed(chart.rows, row, {
        ...line,
        values: changed(line.values, at, line.values[next] ?? null),
      }),
      proof: {
        ...chart.proof,
        cells: changed(chart.proof.cells, row, changed(cells, at, cells[next] ?? null)),
      },
    };
  },
  'two labels changed over': (chart, _, at) => {
    const next = (at + 1) % chart.labels.length;
    const labels = changed(changed(chart.labels, at, chart.labels[next] ?? ''), next, chart.labels[at] ?? '');
    return labels[at] === chart.labels[at] ? undefined : { ...chart, labels };
  },
  'a place left out of the axis of time': (chart, _, at) =>
    chart.proof?.label !== 'day'
      ? undefined
      : {
          ...chart,
          labels: chart.labels.filter((__, index) => index !== at),
          rows: chart.rows.map((line) => ({
            ...line,
            values: line.values.filter((__, index) => index !== at),
          })),
          proof: {
            ...chart.proof,
            cells: chart.proof.cells.map((line) => line.filter((__, index) => index !== at)),
          },
        },
  'the two rows changed over': (chart) =>
    chart.rows.length < 2
      ? undefined
      : {
          ...chart,
          rows: chart.rows.map(({ values }, row) => ({ values, name: chart.rows[1 - row]?.name ?? '' })),
        },
  'another unit': (chart) => ({ ...chart, unit: 'percent' }),
  'other evidence': (chart) =>
    chart.proof && { ...chart, proof: { ...chart.proof, fingerprint: 'sha256:1' } },
  'no proof': without,
};

const proven = (chart: Chart, evidence: Evidence, block: Parameters<typeof provenChart>[2]) =>
  provenChart(chart, [evidence], block, setting);

describe('a picture is its cells', () => {
  test('what is drawn from evidence is proven by it, and by no other', () => {
    let drawn = 0;
    assert(
      property(cases, ({ block, evidence }) => {
        const chart = chartOf(block, evidence, [], setting);
        if (!chart) return;
        drawn += 1;
        expect(proven(chart, evidence, block)).toBe(true);
        expect(provenChart(chart, [], block, setting)).toBe(false);
      }),
    );
    expect(drawn).toBeGreaterThan(50);
  });

  test.each(Object.keys(LIES))('%s is refused', (name) => {
    let told = 0;
    assert(
      property(cases, nat(), nat(), ({ block, evidence }, row, at) => {
        const chart = chartOf(block, evidence, [], setting);
        if (!chart) return;
        const lie = LIES[name]?.(chart, row % chart.rows.length, at % chart.labels.length);
        if (lie === undefined) return;
        told += 1;
        expect(proven(lie, evidence, block)).toBe(false);
      }),
    );
    expect(told).toBeGreaterThan(20);
  });
});
