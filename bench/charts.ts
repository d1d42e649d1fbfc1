import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { buildChartsLayer } from '#infra/bundle.ts';
import { resvgCharts } from '#shared/adapters/resvg-charts.ts';
import type { Chart } from '#shared/contracts/chart.ts';
import { type Length, median, type Part, percentile, round } from './measure.ts';

const ROUNDS = { short: 10, usual: 40, long: 200 };
const FRESH = { short: 3, usual: 7, long: 15 };
const DRAW_MS = 250;
const KILOBYTES = 300;

const chart = (form: Chart['form'], places: number, rows: number): Chart => ({
  version: 1,
  form,
  title: 'Durata media per processo · i primi 10',
  note: '14–20 nov 2026 · dati del 21 nov 2026, ore 17:34',
  unit: 'seconds',
  language: 'it',
  labels: Array.from({ length: places }, (_, at) => `${at + 1} nov`),
  rows: Array.from({ length: rows }, (_, row) => ({
    name: `${row} nov`,
    values: Array.from({ length: places }, (__, at) => 60 + ((at * 7919 + row * 31) % 5000)),
  })),
});

const CHARTS: Record<string, Chart> = {
  '7 columns': chart('columns', 7, 1),
  '30 columns': chart('columns', 30, 1),
  '10 bars, two periods': chart('bars', 10, 2),
  'line of 90 days': chart('line', 90, 1),
};

/** What a picture costs: the first one of a fresh process, and every one after it. */
export const measureCharts = async (length: Length): Promise<Part> => {
  const home = await mkdtemp(join(tmpdir(), 'milhena-charts-'));
  try {
    const folder = join(await buildChartsLayer(home), 'charts');
    const draw = resvgCharts(folder);
    await draw(chart('columns', 3, 1));
    const figures: Part['figures'] = {};
    const aims: Part['aims'] = [];
    for (const [name, one] of Object.entries(CHARTS)) {
      const { times, bytes } = await timesOf(() => draw(one), ROUNDS[length]);
      const [p50, p95] = [round(median(times)), round(percentile(times, 0.95))];
      figures[name] = { 'p50 ms': p50, 'p95 ms': p95, kB: round(bytes / 1000) };
      aims.push(
        { what: `${name}: p50 ms`, value: p50, atMost: DRAW_MS },
        { what: `${name}: kB`, value: round(bytes / 1000), atMost: KILOBYTES },
      );
    }
    const first: number[] = [];
    for (let turn = 0; turn < FRESH[length]; turn += 1) first.push(await firstDraw(folder));
    figures['first of a fresh process'] = { 'p50 ms': round(median(first)) };
    return {
      title: 'Charts: from its values to a PNG',
      includes:
        'One after the other in one process: ECharts to SVG, resvg (WebAssembly) to PNG, fonts of the layer. First: loading both, the engine and the fonts, and one picture, from the sources, without the start of Node itself.',
      figures,
      ratios: {},
      aims,
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

const timesOf = async (draw: () => Promise<Uint8Array>, rounds: number) => {
  const times: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < rounds; turn += 1) {
    const startedAt = performance.now();
    bytes = (await draw()).byteLength;
    times.push(performance.now() - startedAt);
  }
  return { times, bytes };
};

const Took = z.object({ ms: z.number() });

const firstDraw = async (folder: string): Promise<number> => {
  const script = `
    const startedAt = performance.now();
    const { resvgCharts } = await import('#shared/adapters/resvg-charts.ts');
    await resvgCharts(${JSON.stringify(folder)})(${JSON.stringify(chart('columns', 7, 1))});
    console.log(JSON.stringify({ ms: performance.now() - startedAt }));`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
  });
  return z.parse(Took, JSON.parse(stdout)).ms;
};
