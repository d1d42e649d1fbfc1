import type { Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import type { Having } from '#shared/contracts/query.ts';
import { columnsOf } from '../proof/columns.ts';
import { nounForm } from './agreement.ts';
import {
  type Frame,
  MAIN,
  cell,
  fill,
  metricNamed,
  metricWord,
  periodOf,
  phrase,
  sentence,
  slot,
  valueOf,
  when,
} from './slots.ts';
import { nounOf } from './wording.ts';

/** More lines than this are no answer on a phone. */
export const MOST_LINES = 10;
/** Rows read beyond those asked for, so that ties with the last one are seen. */
export const TIES = 3;

const rows: Formula = { op: 'rows', evidence: MAIN };

/** A dimension or field of one row, in its own words. */
export const fieldSlot = (frame: Frame, name: string, row: number | 'each', suffix = ''): Slot => {
  const column = columnsOf(frame.catalog, frame.query).get(name);
  const unit = column?.unit ?? 'name';
  const labelled = Object.hasOwn(frame.wording.labels, name) && column?.calendar === undefined;
  if (labelled) return slot(`${name}${suffix}`, unit, cell(name, row), 'label', name);
  const moment = unit === 'date' && column?.field !== undefined;
  return slot(`${name}${suffix}`, unit, cell(name, row), moment ? 'moment' : undefined);
};

const dressed = (frame: Frame, name: string, value: Part): Part[] => {
  const { line } = nounOf(frame.wording.dimensions, name);
  return line === undefined ? [value] : fill(line, { value: [value] });
};

const silent = ({ wording }: Frame, name: string): boolean =>
  nounOf(wording.dimensions, name).silent === true;

const shownDimensions = (frame: Frame): string[] =>
  (frame.query.dimensions ?? []).filter((name) => !silent(frame, name));

const separated = (groups: Part[][]): Part[] =>
  groups.flatMap((group, index) => (index === 0 ? group : [', ', ...group]));

const metricParts = (frame: Frame, name: string, row: number | 'each'): Part[] => {
  const kind = frame.query.comparison?.kind;
  const value = valueOf(frame, name, cell(name, row));
  const unit = metricNamed(frame, name)?.unit;
  const several = frame.asked.metrics.length > 1 && unit !== 'count';
  if (kind === undefined) return several ? [metricWord(name, 'bare', name), ': ', value] : [value];
  const other = `${name}_${kind === 'whole' ? 'whole' : 'compared'}`;
  const right = valueOf(frame, name, cell(other, row), other);
  if (kind === 'period') return phrase(frame, 'line_compare', { value: [value], compared: [right] });
  const share: Formula = { op: 'percentOf', left: cell(name, row), right: cell(other, row) };
  const percent = [slot(`${name}_share`, 'percent', share)];
  return phrase(frame, 'line_share', { value: [value], whole: [right], percent });
};

/** What one row says: its name, then what is known of it. */
const rowParts = (frame: Frame, row: number | 'each'): Part[] => {
  const [first, ...others] = shownDimensions(frame);
  const head = first === undefined ? [] : dressed(frame, first, fieldSlot(frame, first, row));
  const rest = [
    ...others.map((name) => dressed(frame, name, fieldSlot(frame, name, row))),
    ...frame.asked.metrics.map((name) => metricParts(frame, name, row)),
  ];
  return rest.length === 0 ? head : [...head, ': ', ...separated(rest)];
};

/** Lines for the first rows. */
export const lineSentences = (frame: Frame, limit: number): Sentence[] => {
  const each = { evidence: MAIN, limit };
  return [{ each, parts: rowParts(frame, 'each') }];
};

const havingParts = (frame: Frame, { metric }: Having, having: number): Part[] => {
  const unit = metricNamed(frame, metric)?.unit ?? 'count';
  const formula: Formula = { op: 'asked', evidence: MAIN, having };
  const value = [slot(`${metric}_bound`, unit, formula, 'bound')];
  const name = [slot(`${metric}_name`, 'name', formula, 'metric', 'bare')];
  return phrase(frame, unit === 'count' ? 'having_count' : 'having_value', { value, metric: name });
};

export const havingScope = (frame: Frame): Part[] =>
  (frame.query.having ?? []).flatMap((having, index) => havingParts(frame, having, index));

interface Ranking {
  by: string;
  which: 'max' | 'min';
}

const rankingOf = (frame: Frame): Ranking | undefined => {
  const [order] = frame.query.order ?? [];
  const by = order?.by ?? (frame.asked.shape === 'comparison' ? frame.asked.metrics[0] : undefined);
  if (by === undefined || !frame.query.metrics.includes(by)) return undefined;
  return { by, which: order?.direction === 'asc' ? 'min' : 'max' };
};

const leadWords = (frame: Frame): Record<string, Part[]> => {
  const name = frame.query.dimensions?.[0] ?? '';
  const noun = nounOf(frame.wording.dimensions, name);
  return {
    period: periodOf(frame),
    scope: [...havingScope(frame), ...frame.scope],
    rows: [slot('rows', 'count', rows, 'counted', name)],
    dimension: [nounForm(noun, 'the', frame.wording)],
    dimensions: [nounForm(noun, 'many', frame.wording)],
    the_dimensions: [nounForm(noun, 'the_many', frame.wording)],
    metric: frame.asked.metrics[0] === undefined ? [] : [metricWord(frame.asked.metrics[0], 'bare')],
  };
};

const noRows = (frame: Frame): Sentence =>
  sentence(phrase(frame, 'list_none', leadWords(frame)), when(rows, 'zero'));

const topOne = (frame: Frame, { by, which }: Ranking): Sentence => {
  const name = frame.query.dimensions?.[0] ?? '';
  const at = (column: string): Formula => ({ op: 'at', evidence: MAIN, column, by, which });
  const subject = fieldSlot(frame, name, 0);
  const ranked: Slot = { ...subject, formula: at(name) };
  const words = {
    ...leadWords(frame),
    extreme: [slot('ranking', 'name', at(by), 'extreme')],
    name: dressed(frame, name, ranked),
    value: [valueOf(frame, by, at(by))],
  };
  return sentence(phrase(frame, 'top_one', words), when(at(by), 'known'));
};

const tieLines = (frame: Frame, { by }: Ranking, shown: number): Sentence[] =>
  Array.from({ length: TIES }, (_, index): Sentence => {
    const row = shown + index;
    const gap: Formula = { op: 'difference', left: cell(by, shown - 1), right: cell(by, row) };
    return { when: [when(gap, 'zero')], parts: ['\n• ', ...rowParts(frame, row)] };
  });

const rankedSentences = (frame: Frame, ranking: Ranking, shown: number): Sentence[] => {
  const first: Formula = {
    op: 'extreme',
    evidence: MAIN,
    column: ranking.by,
    row: 0,
    which: ranking.which,
  };
  const words = { ...leadWords(frame), extreme: [slot('ranking', 'name', first, 'extreme')] };
  const lead = phrase(frame, shown === 1 ? 'top_tied' : 'ranked', words);
  const tied: Formula = { op: 'difference', left: cell(ranking.by, 0), right: cell(ranking.by, 1) };
  if (shown > 1)
    return [
      { when: [when(first, 'known')], parts: lead },
      ...lineSentences(frame, shown),
      ...tieLines(frame, ranking, shown),
    ];
  const line = { when: [when(tied, 'zero')], parts: ['\n• ', ...rowParts(frame, 0)] };
  return [
    topOne(frame, ranking),
    { when: [when(tied, 'zero')], parts: lead },
    line,
    ...tieLines(frame, ranking, 1),
  ];
};

const beyondSentence = (frame: Frame, shown: number, noun: string): Sentence => {
  const beyond: Formula = { op: 'beyond', evidence: MAIN, shown };
  const parts = phrase(frame, 'beyond', { rows: [slot('beyond', 'count', beyond, 'counted', noun)] });
  return { when: [when(beyond, 'positive')], parts };
};

const yesToRows = (frame: Frame, sentences: Sentence[]): Sentence[] => {
  if (!frame.yesNo) return sentences;
  return sentences.map((one) => ({
    ...one,
    parts: [slot('yes', 'name', rows, 'yesno'), ': ', ...one.parts],
  }));
};

/** Groups with their figures: ranked when an order is asked for, else as found. */
export const groupSentences = (frame: Frame): Sentence[] => {
  const ranking = rankingOf(frame);
  const shown = Math.min(frame.asked.limit ?? MOST_LINES, frame.asked.shape === 'top' ? 25 : MOST_LINES);
  const name = frame.query.dimensions?.[0] ?? '';
  if (ranking && frame.asked.shape === 'comparison')
    return [noRows(frame), topOne(frame, ranking), ...lineSentences(frame, MOST_LINES)];
  // "More than three failures" already says what the order would.
  const bounded = frame.query.having?.some(({ metric }) => metric === ranking?.by) === true;
  if (ranking && frame.asked.limit !== undefined && !bounded)
    return [noRows(frame), ...rankedSentences(frame, ranking, shown)];
  const words = leadWords(frame);
  const leads = yesToRows(frame, [
    sentence(phrase(frame, 'list', words), when(rows, 'positive')),
    sentence(phrase(frame, 'list_none', words), when(rows, 'zero')),
  ]);
  const open = sentence(phrase(frame, 'list_open', words), when(rows, 'null'));
  return [...leads, open, ...lineSentences(frame, shown), beyondSentence(frame, shown, name)];
};

/** The scope as it agrees with one row, where the language tells one from many. */
const singular = ({ scope, wording }: Frame): Part[] =>
  scope.map((part) => {
    if (typeof part === 'string' || part.labels === undefined) return part;
    const labels = `${part.labels}_one`;
    return Object.hasOwn(wording.labels, labels) ? { ...part, labels } : part;
  });

/** Rows of a dataset: what is there right now, or what once happened. */
export const rowSentences = (frame: Frame): Sentence[] => {
  const dataset = frame.query.dataset ?? frame.catalog.mainDataset;
  const shown = Math.min(frame.asked.limit ?? MOST_LINES, 25);
  const words = {
    period: periodOf(frame),
    scope: frame.scope,
    there: [slot('rows_there', 'name', rows, 'there', dataset)],
    rows: [slot('rows', 'count', rows, 'counted', dataset)],
    datasets: [nounForm(nounOf(frame.wording.datasets, dataset), 'many', frame.wording)],
  };
  const one = { ...words, scope: singular(frame) };
  const leads = yesToRows(frame, [
    sentence(phrase(frame, 'rows', words), when(rows, 'many')),
    sentence(phrase(frame, 'rows', one), when(rows, 'one')),
    sentence(
      phrase(frame, 'rows_none', frame.wording.grammar.noneNumber === 'one' ? one : words),
      when(rows, 'zero'),
    ),
  ]);
  const open = sentence(phrase(frame, 'rows_open', words), when(rows, 'null'));
  return [...leads, open, ...lineSentences(frame, shown), beyondSentence(frame, shown, dataset)];
};
