import type { Condition, Formula, Sentence } from '#shared/contracts/draft.ts';
import { columnsOf } from '../proof/columns.ts';
import { fieldSlot, quoted } from './lines.ts';
import { type Frame, MAIN, cell, periodOf, phrase, sentence, slot, when } from './slots.ts';

const MOST_CAUSES = 3;
const rows: Formula = { op: 'rows', evidence: MAIN };
/** More cases are never looked at. */
const MOST_CASES = 100;
const looked: Formula = { op: 'listed', evidence: MAIN, limit: MOST_CASES };

/** The field that our own code derives: the cause. */
const causeField = (frame: Frame): string | undefined =>
  [...columnsOf(frame.catalog, frame.query)].find(([, column]) => column.field?.derive === 'cause')?.[0];

const causeSlot = (column: string, formula: Formula, name: string) =>
  slot(name, 'name', formula, 'label', column);

const often = (column: string, rank: number): Formula => ({ op: 'frequency', evidence: MAIN, column, rank });

const causeLine = (frame: Frame, column: string, rank: number): Sentence => {
  const cause: Formula = { op: 'frequent', evidence: MAIN, column, rank };
  const parts = phrase(frame, 'cause_line', {
    cause: [causeSlot(column, cause, `cause_${rank + 1}`)],
    times: [slot(`cause_${rank + 1}_count`, 'count', often(column, rank))],
  });
  return {
    when: [when(often(column, rank), 'positive'), when(often(column, 1), 'known')],
    parts: ['\n• ', ...parts],
  };
};

/** The cases of further causes, or of unknown ones: with them the lines add up. */
const otherCases = (frame: Frame, column: string): Sentence => {
  const ranks = Array.from({ length: MOST_CAUSES }, (_, rank) => often(column, rank));
  const left = ranks.reduce<Formula>(
    (rest, named) => ({ op: 'difference', left: rest, right: named }),
    looked,
  );
  const times = [slot('cause_others_count', 'count', left)];
  return { when: [when(left, 'positive')], parts: ['\n• ', ...phrase(frame, 'cause_others', { times })] };
};

const timeField = (frame: Frame): string | undefined =>
  [...columnsOf(frame.catalog, frame.query)].find(
    ([, known]) => known.unit === 'date' && known.field !== undefined,
  )?.[0];

/** The newest case: after a lead its moment and, among several causes, its cause; alone with what it is of. */
const latest = (
  frame: Frame,
  column: string,
  led: Condition[],
  one: Condition[],
  alone: Condition[],
): Sentence[] => {
  const time = timeField(frame);
  if (time === undefined) return [];
  const newest: Formula = { op: 'extreme', evidence: MAIN, column: time, row: 0, which: 'max' };
  const [first] = frame.query.dimensions ?? [];
  const unnamed = frame.subject === undefined && first !== undefined && first !== column && first !== time;
  const words = {
    period: periodOf(frame),
    scope: frame.scope,
    latest: [slot('latest', 'name', newest, 'extreme', 'latest')],
    moment: [slot('latest_moment', 'date', cell(time, 0), 'moment')],
    cause: [causeSlot(column, cell(column, 0), 'latest_cause')],
    name: unnamed ? [', ', ...quoted(frame, first, fieldSlot(frame, first, 0, '_latest'))] : [],
  };
  const known = when(newest, 'known');
  return [
    sentence(phrase(frame, 'latest_led', words), known, ...led),
    sentence(phrase(frame, 'latest_one', words), known, ...one),
    sentence(phrase(frame, 'latest', words), known, ...alone),
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
    newest: [slot('cases', 'count', looked, 'newest', dataset)],
    cause: [causeSlot(column, { op: 'frequent', evidence: MAIN, column, rank: 0 }, 'cause')],
  };
  const several = when(often(column, 1), 'known');
  const left: Formula = { op: 'difference', left: rows, right: often(column, 0) };
  const same = when(often(column, 1), 'null');
  const counted = when(rows, 'many');
  const cut = [when(rows, 'null'), when(cell(column, 1), 'known')];
  return [
    sentence(phrase(frame, 'rows_none', words), when(rows, 'zero')),
    sentence(phrase(frame, 'reasons', words), counted, several),
    sentence(phrase(frame, 'reason_one', words), counted, same, when(left, 'zero')),
    sentence(phrase(frame, 'reasons_open', words), ...cut, several),
    sentence(phrase(frame, 'reason_one_open', words), ...cut, same),
    ...Array.from({ length: MOST_CAUSES }, (_, rank) => causeLine(frame, column, rank)),
    otherCases(frame, column),
    ...latest(
      frame,
      column,
      [several],
      [same, when(cell(column, 1), 'known')],
      [when(cell(column, 1), 'null')],
    ),
  ];
};
