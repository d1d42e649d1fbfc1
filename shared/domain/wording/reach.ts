import type { Read } from '#shared/contracts/documents.ts';
import type { Formula, Sentence } from '#shared/contracts/draft.ts';
import { datasetOf } from '../proof/columns.ts';
import { type Frame, MAIN, cell, metricNamed, phrase, sentence, slot, when } from './slots.ts';

const ID = 'k1';
const RECENT_MS = 7 * 86_400_000;

interface Reach {
  reads: Read[];
  /** The sentences, standing only where there is data; and what is said where there is none. */
  guard: (sentences: Sentence[]) => Sentence[];
}

const UNKNOWN: Reach = { reads: [], guard: (sentences) => sentences };

/** Figures of a period are said only of what the data reaches; recent periods are not looked up. */
export const reachOf = (frame: Frame, now: Date | undefined): Reach => {
  const { catalog, query, wording } = frame;
  const first = wording.range?.first;
  const known = first === undefined ? undefined : metricNamed({ catalog }, first);
  const range = query.timeRange;
  const other = query.comparison?.kind === 'period' ? query.comparison.timeRange : undefined;
  if (!range || !now || known?.unit !== 'date' || known.dataset !== catalog.mainDataset) return UNKNOWN;
  if (datasetOf(catalog, query)?.time === undefined) return UNKNOWN;
  const start = Math.min(...[range, ...(other ? [other] : [])].map(({ from }) => Date.parse(from)));
  if (start >= now.getTime() - RECENT_MS || metricNamed(frame, query.metrics[0] ?? '')?.now === true)
    return UNKNOWN;
  const edge = (at: 'from' | 'to', which: 'main' | 'compared' = 'main'): Formula => ({
    op: 'reach',
    evidence: MAIN,
    which,
    edge: at,
    kept: { evidence: ID, column: known.name },
  });
  const begin = (name: string) => ({ first: [slot(name, 'date', cell(known.name, 0, ID), 'day')] });
  const outside = slot('outside', 'name', edge('to'), 'reach');
  const within = when(edge('to'), 'inside');
  const starts = phrase(frame, 'data_start', begin('range_start'));
  const partly = when(edge('from'), 'outside');
  // A rise from a period without data is no rise.
  const compared = ({ parts }: Sentence) =>
    other && parts.some((part) => typeof part !== 'string' && part.style === 'trend')
      ? [when(edge('to', 'compared'), 'inside')]
      : [];
  return {
    reads: [{ id: ID, query: { metrics: [known.name], everything: true } }],
    guard: (sentences) => [
      sentence(
        phrase(frame, 'data_start_after', { ...begin('data_start'), outside: [outside] }),
        when(edge('to'), 'outside'),
      ),
      ...sentences.map((one) => ({ ...one, when: [within, ...compared(one), ...(one.when ?? [])] })),
      sentence(starts, within, partly),
      ...(other
        ? [sentence(starts, within, when(edge('from'), 'inside'), when(edge('from', 'compared'), 'outside'))]
        : []),
    ],
  };
};
