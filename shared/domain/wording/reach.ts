import type { Read } from '#shared/contracts/documents.ts';
import type { Formula, Sentence } from '#shared/contracts/draft.ts';
import type { TimeRange } from '#shared/contracts/query.ts';
import { datasetOf, metricOf } from '../proof/columns.ts';
import { conjuncts } from '../proof/filters.ts';
import { type Frame, MAIN, cell, metricNamed, phrase, sentence, slot, when } from './slots.ts';

const ID = 'k1';
const RECENT_MS = 7 * 86_400_000;

interface Reach {
  reads: Read[];
  /**
   * The sentences, standing only where there is data, and what is said where there is none. Where the compared
   * period has none, `alone` stands in the place of all that compares.
   */
  guard: (sentences: Sentence[], alone: Sentence[]) => Sentence[];
}

const UNKNOWN: Reach = { reads: [], guard: (sentences) => sentences };

const speaksOf = (formula: Formula): boolean => {
  if ('left' in formula) return speaksOf(formula.left) || speaksOf(formula.right);
  if ('from' in formula) return speaksOf(formula.from) || speaksOf(formula.to);
  if (formula.op === 'period') return formula.which === 'compared';
  return 'column' in formula && formula.column.endsWith('_compared');
};

const compares = ({ parts }: Sentence): boolean =>
  parts.some((part) => typeof part !== 'string' && speaksOf(part.formula));

/** "Never" is as far as the data reaches back: where it begins is said with it. */
const neverReach = (frame: Frame, known: string): Reach => {
  const [metric = ''] = frame.asked.metrics;
  const first = [slot('range_start', 'date', cell(known, 0, ID), 'day')];
  return {
    reads: [{ id: ID, query: { metrics: [known], everything: true } }],
    guard: (sentences) => [
      ...sentences,
      sentence(
        phrase(frame, 'data_start', { first }),
        when(cell(metric), 'null'),
        when(cell(known, 0, ID), 'known'),
      ),
    ],
  };
};

/** The period in which something did not happen: "without runs last week". */
const shutOut = ({ query }: Frame): TimeRange | undefined =>
  conjuncts(query.filters).flatMap((filter) =>
    'not' in filter && 'timeRange' in filter.not ? [filter.not.timeRange] : [],
  )[0];

/**
 * That something did not happen is known only of what the data reaches: of a period that is over and begins before it
 * nothing is told; of one up to now, where the data begins.
 */
const absenceReach = (frame: Frame, known: string, over: boolean): Reach => {
  const kept = { evidence: ID, column: known };
  const begins: Formula = { op: 'reach', evidence: MAIN, which: 'filter', edge: 'from', kept };
  const first = [slot('data_start', 'date', cell(known, 0, ID), 'day')];
  const outside = [slot('outside', 'name', begins, 'reach')];
  const before = when(begins, 'outside');
  return {
    reads: [{ id: ID, query: { metrics: [known], everything: true } }],
    guard: (sentences) =>
      over
        ? [
            sentence(phrase(frame, 'data_start_after', { first, outside }), before),
            ...sentences.map((one) => ({ ...one, when: [when(begins, 'inside'), ...(one.when ?? [])] })),
          ]
        : [...sentences, sentence(phrase(frame, 'data_start', { first }), before)],
  };
};

/**
 * Figures of a period are said only of what the data reaches; recent periods are not looked up. `since` is the
 * metric that tells where the data of the main read begins, if not the rows' own.
 */
export const reachOf = (frame: Frame, now: Date | undefined, since?: string): Reach => {
  const { catalog, query, wording } = frame;
  const first = wording.range?.first;
  const own = first === undefined ? undefined : metricNamed({ catalog }, first);
  const known = since === undefined ? own : metricOf(catalog, since);
  const range = query.timeRange;
  const other = query.comparison?.kind === 'period' ? query.comparison.timeRange : undefined;
  if (!range && since === undefined && !frame.kept && frame.asked.shape === 'last' && own?.unit === 'date')
    return neverReach(frame, own.name);
  const absent = shutOut(frame);
  if (!range && absent && now && own?.unit === 'date') {
    if (Date.parse(absent.from) >= now.getTime() - RECENT_MS) return UNKNOWN;
    return absenceReach(frame, own.name, Date.parse(absent.to) < now.getTime());
  }
  if (!range || !now || known?.unit !== 'date') return UNKNOWN;
  if (since === undefined && known.dataset !== catalog.mainDataset) return UNKNOWN;
  if (datasetOf(catalog, query)?.time === undefined) return UNKNOWN;
  const start = Math.min(...[range, ...(other ? [other] : [])].map(({ from }) => Date.parse(from)));
  const recent = since === undefined && start >= now.getTime() - RECENT_MS;
  if (recent || metricNamed(frame, query.metrics[0] ?? '')?.now === true) return UNKNOWN;
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
  // A rise from a period without data is no rise, nor is nothing known of it a zero.
  const compared = when(edge('to', 'compared'), 'inside');
  const beforeAll = when(edge('to', 'compared'), 'outside');
  const notCompared = slot('outside', 'name', edge('to', 'compared'), 'reach', 'compared');
  return {
    reads: [{ id: ID, query: { metrics: [known.name], everything: true } }],
    guard: (sentences, alone) => [
      sentence(
        phrase(frame, 'data_start_after', { ...begin('data_start'), outside: [outside] }),
        when(edge('to'), 'outside'),
      ),
      ...sentences.map((one) => ({
        ...one,
        when: [within, ...(other && compares(one) ? [compared] : []), ...(one.when ?? [])],
      })),
      ...(other ? alone.map((one) => ({ ...one, when: [within, beforeAll, ...(one.when ?? [])] })) : []),
      sentence(starts, within, partly, ...(other ? [compared] : [])),
      ...(other
        ? [
            sentence(
              starts,
              within,
              compared,
              when(edge('from'), 'inside'),
              when(edge('from', 'compared'), 'outside'),
            ),
            sentence(
              phrase(frame, 'data_start_after', { ...begin('range_start'), outside: [notCompared] }),
              within,
              beforeAll,
            ),
          ]
        : []),
    ],
  };
};
