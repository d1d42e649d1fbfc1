import type { Masked, Reader } from '#shared/contracts/documents.ts';
import type { ChartStore } from '#shared/ports.ts';
import { chartsOf } from './charts-of.ts';

/** Whose a chart is: the reader's, under their tenant. */
export const chartOwner = ({ tenantId, userId }: Reader): string => `${tenantId}/${userId}`;

/**
 * Keeps the pictures of an answer; its blocks as they are then, those with a picture naming it.
 * @throws StoreUnavailable
 */
export const keepCharts = async (
  charts: ChartStore,
  reader: Reader,
  answer: Pick<Masked, 'questionId' | 'blocks' | 'evidence' | 'claims' | 'language'>,
  timeZone: string,
): Promise<Masked['blocks']> => {
  const kept = await Promise.all(
    chartsOf(answer, timeZone).map(async ({ block, chart }) => {
      const id = await charts.write(chartOwner(reader), `${answer.questionId}/${block}`, chart);
      return [block, id] as const;
    }),
  );
  const ids = new Map(kept);
  return answer.blocks.map((block, at) => {
    const chart = ids.get(at);
    return block.type === 'series' && chart !== undefined ? { ...block, chart } : block;
  });
};
