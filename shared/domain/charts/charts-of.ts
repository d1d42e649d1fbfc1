import type { Answer } from '#shared/contracts/answer.ts';
import type { Chart } from '#shared/contracts/chart.ts';
import { chartOf } from './chart-of.ts';
import { provenChart } from './proven.ts';

/** A picture, and which block of the answer it shows. */
export interface BlockChart {
  block: number;
  chart: Chart;
}

/** The pictures of an answer; what is not proven is left out. `timeZone` is the reader's. */
export const chartsOf = (
  { blocks, evidence, claims, language }: Pick<Answer, 'blocks' | 'evidence' | 'claims' | 'language'>,
  timeZone: string,
): BlockChart[] =>
  blocks.flatMap((block, at) => {
    const source = block.type === 'series' && evidence.find(({ id }) => id === block.evidence);
    if (block.type !== 'series' || !source) return [];
    const setting = { language, timeZone };
    const chart = chartOf(block, source, claims, setting);
    return chart && provenChart(chart, evidence, block, setting) ? [{ block: at, chart }] : [];
  });
