import type { Formula, Sentence } from '#shared/contracts/draft.ts';
import { columnsOf } from '../proof/columns.ts';
import { nounForm } from './agreement.ts';
import { fieldSlot } from './lists.ts';
import { type Frame, MAIN, cell, periodOf, phrase, sentence, slot, when } from './slots.ts';
import { nounOf } from './wording.ts';

const MOST_CAUSES = 3;
const rows: Formula = { op: 'rows', evidence: MAIN };

/** The field that our own code derives: the cause. */
const causeField = (frame: Frame): string | undefined =>
  [...columnsOf(frame.catalog, frame.query)].find(([, column]) => column.field?.derive === 'cause')?.[0];

const causeLine = (frame: Frame, column: string, rank: number): Sentence => {
  const cause: Formula = { op: 'frequent', evidence: MAIN, column, rank };
  const often: Formula = { op: 'frequency', evidence: MAIN, column, rank };
  const parts = phrase(frame, 'cause_line', {
    cause: [slot(`cause_${rank + 1}`, 'name', cause, 'label', column)],
    times: [slot(`cause_${rank + 1}_count`, 'count', often)],
  });
  return { when: [when(often, 'positive'), when(cell(column, 1), 'known')], parts: ['\n• ', ...parts] };
};

const latest = (frame: Frame, column: string): Sentence[] => {
  const time = [...columnsOf(frame.catalog, frame.query)].find(
    ([, known]) => known.unit === 'date' && known.field !== undefined,
  )?.[0];
  if (time === undefined) return [];
  const newest: Formula = { op: 'extreme', evidence: MAIN, column: time, row: 0, which: 'max' };
  const words = {
    scope: frame.scope,
    latest: [slot('latest', 'name', newest, 'extreme', 'latest')],
    moment: [slot('latest_moment', 'date', cell(time, 0), 'moment')],
    cause: [slot('latest_cause', 'name', cell(column, 0), 'label', column)],
  };
  const [first] = frame.query.dimensions ?? [];
  const named = frame.scope.length === 0 && first !== undefined && first !== column && first !== time;
  const name = named ? [fieldSlot(frame, first, 0, '_latest')] : [];
  return [
    sentence(phrase(frame, named ? 'latest_named' : 'latest', { ...words, name }), when(newest, 'known')),
  ];
};

/** Why things failed: the causes by how often, and the latest case. Undefined when no cause was read. */
export const reasonSentences = (frame: Frame): Sentence[] | undefined => {
  const column = causeField(frame);
  if (column === undefined || frame.query.metrics.length > 0) return undefined;
  const dataset = frame.query.dataset ?? frame.catalog.mainDataset;
  const words = {
    period: periodOf(frame),
    scope: frame.scope,
    rows: [slot('rows', 'count', rows, 'counted', dataset)],
    there: [slot('rows_there', 'name', rows, 'there', dataset)],
    datasets: [nounForm(nounOf(frame.wording.datasets, dataset), 'many', frame.wording)],
    cause: [slot('cause', 'name', cell(column, 0), 'label', column)],
  };
  const several = when(cell(column, 1), 'known');
  return [
    sentence(phrase(frame, 'rows_none', words), when(rows, 'zero')),
    sentence(phrase(frame, 'reasons', words), when(rows, 'many'), several),
    sentence(phrase(frame, 'reasons_open', words), when(rows, 'null'), several),
    ...Array.from({ length: MOST_CAUSES }, (_, rank) => causeLine(frame, column, rank)),
    ...latest(frame, column),
  ];
};
