import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildChartsLayer } from '#infra/bundle.ts';
import { resvgCharts } from '#shared/adapters/resvg-charts.ts';
import type { Chart } from '#shared/contracts/chart.ts';
import type { DrawChart } from '#shared/ports.ts';

let home = '';
let draw: DrawChart;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'milhena-charts-'));
  draw = resvgCharts(join(await buildChartsLayer(home), 'charts'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const chart = (form: Chart['form'], places: number, rows = 1): Chart => ({
  version: 1,
  form,
  title: 'Durata media per processo · i primi 10',
  note: '14–20 nov 2026 · dati del 21 nov 2026, ore 17:34',
  unit: 'seconds',
  language: 'it',
  labels: Array.from({ length: places }, (_, at) => `Conferma ordine al cliente ${at}`),
  rows: Array.from({ length: rows }, (_, row) => ({
    name: `${row}`,
    values: Array.from({ length: places }, (__, at) => (at === 2 ? null : 60 + ((at * 7919 + row) % 5000))),
  })),
});

const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('a picture', () => {
  test.each([
    ['columns', 7, 1, 810],
    ['columns', 31, 2, 810],
    ['bars', 5, 1, 810],
    ['bars', 10, 1, 1080],
    ['line', 90, 2, 810],
    ['line', 400, 1, 810],
  ] as const)('of %s (%d places, %d rows) is a PNG a phone can take', async (form, places, rows, height) => {
    const png = await draw(chart(form, places, rows));
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(sizeOf(png)).toEqual([1080, height]);
    expect(png.byteLength).toBeLessThanOrEqual(300_000);
    expect(png.byteLength).toBeGreaterThan(15_000);
  });

  test('is the same every time, and another for other values', async () => {
    const first = Buffer.from(await draw(chart('columns', 7)));
    expect(first.equals(Buffer.from(await draw(chart('columns', 7))))).toBe(true);
    expect(first.equals(Buffer.from(await draw(chart('columns', 8))))).toBe(false);
  });

  test('is tried again after files were missing', async () => {
    await expect(resvgCharts(join(home, 'nowhere'))(chart('bars', 3))).rejects.toThrow('ENOENT');
    await expect(draw(chart('bars', 3))).resolves.toBeInstanceOf(Uint8Array);
  });
});
