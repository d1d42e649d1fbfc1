import type { Read } from '#shared/contracts/documents.ts';
import type { Formula, Sentence } from '#shared/contracts/draft.ts';
import type { Filter } from '#shared/contracts/query.ts';
import { conjuncts } from '../proof/filters.ts';
import { yesFirst } from './groups.ts';
import { type Frame, MAIN, cell, phrase, sentence, slot, when } from './slots.ts';
import { nounOf } from './wording.ts';

/** The metric of the contrary, which is read beside the one asked for: "no" is said as what is so instead. */
export const oppositeOf = ({ wording, asked }: Pick<Frame, 'wording' | 'asked'>): string | undefined =>
  asked.shape === 'boolean' && asked.metrics.length === 1
    ? nounOf(wording.metrics, asked.metrics[0] ?? '').state?.opposite
    : undefined;

/** "Is X on?" about one named thing: how it is; nothing when the question is another one. */
export const stateSentences = (frame: Frame): Sentence[] => {
  const [metric = '', ...others] = frame.asked.metrics;
  const { subject, yesNo } = frame;
  if (!yesNo || !subject || subject.state !== undefined || others.length > 0) return [];
  if (!nounOf(frame.wording.metrics, metric).state) return [];
  const stateOf = (name: string) => [slot('state', 'name', cell(name), 'state')];
  const opposite = oppositeOf(frame);
  const read = opposite !== undefined && frame.query.metrics.includes(opposite) ? opposite : undefined;
  const is = (name: string) => phrase(frame, 'state', { name: subject.name, state: stateOf(name) });
  return yesFirst(
    frame,
    [
      sentence(is(metric), when(cell(metric), 'positive')),
      ...(read === undefined
        ? [sentence(is(metric), when(cell(metric), 'zero'))]
        : [
            sentence(is(read), when(cell(metric), 'zero'), when(cell(read), 'positive')),
            sentence(is(metric), when(cell(metric), 'zero'), when(cell(read), 'zero')),
          ]),
    ],
    cell(metric),
  );
};

const CONTRARY = 's1';

const rowsOf = (evidence: string): Formula => ({ op: 'rows', evidence });

/** The field whose state is asked about, when the rows are one named thing in that state. */
const askedState = ({ query, subject, wording }: Frame): string | undefined => {
  const field = subject?.state;
  const alone = query.metrics.length === 0 && query.dimensions?.length === 1;
  return alone && field !== undefined && nounOf(wording.dimensions, field).state ? field : undefined;
};

const contrary = (filter: Filter, field: string): Filter =>
  'values' in filter && filter.field === field
    ? { ...filter, values: filter.values.map((value) => value !== true) }
    : filter;

/** Not to be in a state is known only by being in the contrary one: it is read beside the state asked about. */
export const contraryReads = (frame: Frame): Read[] => {
  const field = askedState(frame);
  if (field === undefined) return [];
  const filters = { and: conjuncts(frame.query.filters).map((filter) => contrary(filter, field)) };
  return [{ id: CONTRARY, query: { ...frame.query, filters } }];
};

/** "Has it ever run?" is about one thing: how it is, not a list. */
export const rowStateSentences = (frame: Frame): Sentence[] => {
  const field = askedState(frame);
  const { subject } = frame;
  if (field === undefined || !subject) return [];
  const main = rowsOf(MAIN);
  const other = rowsOf(CONTRARY);
  const is = (formula: Formula) =>
    phrase(frame, 'state', { name: subject.name, state: [slot('state', 'name', formula, 'state', field)] });
  const said = [
    sentence(is(main), when(main, 'positive')),
    sentence(is(other), when(main, 'zero'), when(other, 'positive')),
  ];
  const plain = nounOf(frame.wording.dimensions, field).state?.plain === true;
  return plain ? said : yesFirst(frame, said, main);
};
