import type { Formula, Part, Sentence } from '#shared/contracts/draft.ts';
import { columnsOf } from '../proof/columns.ts';
import { byGender, nounForm } from './agreement.ts';
import { yesFirst } from './groups.ts';
import { MOST_ASKED, fieldParts, fieldSlot, lineSentences, listing, shownDimensions } from './lines.ts';
import { type Frame, MAIN, periodOf, phrase, sentence, slot, when } from './slots.ts';
import { rowStateSentences } from './state.ts';
import { nounOf } from './wording.ts';

const rows: Formula = { op: 'rows', evidence: MAIN };

const datasetName = ({ query, catalog }: Frame): string => query.dataset ?? catalog.mainDataset;

/** The scope as it agrees with one row, where the language tells one from many. */
const singular = ({ scope, wording }: Frame): Part[] =>
  scope.map((part) => {
    if (typeof part === 'string' || part.labels === undefined) return part;
    const labels = `${part.labels}_one`;
    return Object.hasOwn(wording.labels, labels) ? { ...part, labels } : part;
  });

/** The one newest row: where its time and how it ended are all there is to say, in a sentence of their own. */
const latestRow = (frame: Frame, words: Record<string, Part[]>): Part[] => {
  const [time = '', ...more] = shownDimensions(frame);
  const moment = fieldSlot(frame, time, 0);
  const lists = more.map((name) => `${name}_said`);
  const tells = moment.style === 'moment' && more.length > 0;
  if (!tells || !lists.every((list) => Object.hasOwn(frame.wording.labels, list)))
    return phrase(frame, 'latest_row', { ...words, fields: separated(fieldParts(frame, 0, true)) });
  const dataset = nounOf(frame.wording.datasets, datasetName(frame));
  const ended = more.map((name, at): Part[] => [{ ...fieldSlot(frame, name, 0), labels: lists[at] }]);
  return phrase(frame, 'latest_row_ended', {
    ...words,
    was: [byGender(frame.wording.grammar.was['date'], dataset)],
    moment: [moment],
    ended: separated(ended),
  });
};

/** So many of the newest (or oldest) were asked for: no count of all there are. */
const latestRows = (frame: Frame, limit: number): Sentence[] => {
  const dataset = datasetName(frame);
  const listed: Formula = { op: 'listed', evidence: MAIN, limit };
  const newest = [slot('rows', 'count', listed, 'newest', dataset)];
  const words = { period: periodOf(frame), scope: frame.scope, newest };
  return [
    sentence(latestRow(frame, { ...words, scope: singular(frame) }), when(listed, 'one')),
    sentence(phrase(frame, 'latest_rows', words), when(listed, 'many')),
    ...lineSentences(frame, limit).map((line) => ({ ...line, when: [when(listed, 'many')] })),
  ];
};

const separated = (groups: Part[][]): Part[] =>
  groups.flatMap((group, index) => (index === 0 ? group : [', ', ...group]));

/** Rows of a dataset: what is there right now, or what once happened. */
export const rowSentences = (frame: Frame): Sentence[] => {
  const dataset = datasetName(frame);
  const { limit, order = [] } = frame.asked;
  const states = rowStateSentences(frame);
  if (states.length > 0) return states;
  const words = {
    period: periodOf(frame),
    scope: frame.scope,
    there: [slot('rows_there', 'name', rows, 'there', dataset)],
    rows: [slot('rows', 'count', rows, 'counted', dataset)],
    datasets: [nounForm(nounOf(frame.wording.datasets, dataset), 'many', frame.wording)],
  };
  const one = { ...words, scope: singular(frame) };
  const none = sentence(
    phrase(frame, 'rows_none', frame.wording.grammar.noneNumber === 'one' ? one : words),
    when(rows, 'zero'),
  );
  const wanted = limit !== undefined && limit < 100;
  const byTime = columnsOf(frame.catalog, frame.query).get(order[0]?.by ?? '')?.unit === 'date';
  if (wanted && byTime) return [none, ...latestRows(frame, Math.min(limit, MOST_ASKED))];
  const leads = yesFirst(frame, [
    sentence(phrase(frame, 'rows', words), when(rows, 'many')),
    sentence(phrase(frame, 'rows', one), when(rows, 'one')),
    none,
  ]);
  const open = sentence(phrase(frame, 'rows_open', words), when(rows, 'null'));
  const lines = wanted
    ? lineSentences(frame, Math.min(limit, MOST_ASKED))
    : listing(frame, dataset, 'datasets');
  return [...leads, open, ...lines];
};
