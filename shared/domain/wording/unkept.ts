import type { Read } from '#shared/contracts/documents.ts';
import type { Condition, Formula, Part, Sentence } from '#shared/contracts/draft.ts';
import type { Unkept } from '../summaries/unkept.ts';
import { type Frame, cell, metricNamed, phrase, sentence, slot, valueOf, when } from './slots.ts';

const UNKEPT = 'p1';
const LATEST = 'u1';
/** More names than this are counted. */
const MOST_NAMES = 3;

const rows: Formula = { op: 'rows', evidence: UNKEPT };
/** There are names whose rows are not all kept, as was thought. */
export const inPartly: Condition = when(rows, 'positive');

/** What is read of names whose rows are not all kept. */
export const unkeptReads = (unkept: Unkept | undefined): Read[] => {
  if (!unkept) return [];
  const latest = 'latest' in unkept ? unkept.latest : undefined;
  return [{ id: UNKEPT, query: unkept.query }, ...(latest ? [{ id: LATEST, query: latest }] : [])];
};

/** The conditions under which one sentence or another says the same. */
type Cases = Condition[][];

/** Where a list ends with its first places, what is not in it matters only if it would have stood there. */
const placed = (frame: Frame, value: (by: string) => string, above: boolean): Cases => {
  const { order = [], limit, metrics } = frame.asked;
  const [{ by, direction } = { by: '', direction: 'desc' }] = order;
  if (limit === undefined || limit >= 100 || !metrics.includes(by)) return [[]];
  const [theirs, last] = [cell(value(by), 0, UNKEPT), cell(by, limit - 1)];
  const [left, right] = direction === 'desc' ? [theirs, last] : [last, theirs];
  const greater: Formula = above
    ? { op: 'exceeds', left, right }
    : { op: 'exceeds', left: right, right: left };
  return [[when(greater, above ? 'positive' : 'zero')], [when(greater, 'null')]];
};

/** The names, or how many there are. */
const named = (frame: Frame): { names: Part[]; condition: Condition }[] => {
  const { mainEntity } = frame.catalog;
  const beyond: Formula = { op: 'beyond', evidence: UNKEPT, shown: MOST_NAMES };
  const values: Formula = { op: 'values', evidence: UNKEPT, column: mainEntity };
  return [
    { names: [slot(`${mainEntity}_unkept`, 'name', values)], condition: when(beyond, 'zero') },
    {
      names: [slot('unkept', 'count', rows, 'counted', mainEntity)],
      condition: when(beyond, 'positive'),
    },
  ];
};

const said = (frame: Frame, key: string, cases: Cases, more: Record<string, Part[]> = {}): Sentence[] => {
  if (!Object.hasOwn(frame.wording.phrases, key)) return [];
  return named(frame).flatMap(({ names, condition }) =>
    cases.map((conditions) =>
      sentence(phrase(frame, key, { ...more, names }), inPartly, condition, ...conditions),
    ),
  );
};

const missing = (frame: Frame, counted: boolean, metrics: readonly string[]): Sentence[] => {
  const [older = '', cut = ''] = metrics;
  const { order = [], dimensions = [] } = frame.asked;
  const isCount = metricNamed(frame, order[0]?.by ?? '')?.unit === 'count';
  const ranked = isCount && dimensions.includes(frame.catalog.mainEntity) && order[0]?.direction === 'desc';
  const cases = ranked ? placed(frame, () => older, true) : [[]];
  if (!counted) return said(frame, 'coverage_named', cases);
  const total = (column: string): Formula => ({ op: 'sum', evidence: UNKEPT, column });
  const value = [valueOf(frame, older, total(older))];
  const also = (is: Condition['is']): Cases => cases.map((one) => [when(total(cut), is), ...one]);
  return [
    ...said(frame, 'coverage_missing', also('zero'), { value }),
    ...said(frame, 'coverage_named', also('positive')),
  ];
};

const latestSentence = (frame: Frame, column: string): Sentence[] => {
  const latest = cell(column, 0, LATEST);
  const words = { latest: [slot('range_latest', 'date', latest, 'day')] };
  return [sentence(phrase(frame, 'coverage_latest', words), inPartly, when(latest, 'known'))];
};

/** What an answer from rows has to say of names whose rows are not all kept. */
export const unkeptSentences = (frame: Frame, unkept: Unkept | undefined): Sentence[] => {
  switch (unkept?.how) {
    case undefined:
      return [];
    case 'missing':
      return missing(frame, unkept.counted, unkept.query.metrics);
    case 'left':
      return said(frame, 'coverage_left', unkept.among ? placed(frame, (by) => by, false) : [[]]);
    case 'named':
      return said(frame, 'coverage_named', [[]]);
    case 'one': {
      const note = frame.wording.notes['coverage_partly'];
      const first = frame.asked.metrics.includes(frame.wording.range?.first ?? '');
      const latest = unkept.latest && !first ? latestSentence(frame, unkept.latest.metrics[0] ?? '') : [];
      return [...(note === undefined ? [] : [sentence([note], inPartly)]), ...latest];
    }
  }
};
