import type { Catalog, Metric, Unit } from '#shared/contracts/catalog.ts';
import type { Condition, Formula, Part, Sentence, Slot, SlotStyle } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Subject } from './scope.ts';
import type { Wording } from './wording.ts';

/** What the sentences of one answer are made from. */
export interface Frame {
  catalog: Catalog;
  wording: Wording;
  /** As it will be read: what was asked, and what the wording needs beside it. */
  query: SemanticQuery;
  /** As it was asked. */
  asked: SemanticQuery;
  yesNo: boolean;
  /** The mean of the buckets of a series is what was asked for. */
  average: boolean;
  /** What the figures are narrowed to, as words. */
  scope: Part[];
  /** Of that: what is said of the named things themselves, and the rest. */
  among: Part[];
  beside: Part[];
  /** What the compared figures are narrowed to instead. */
  peer: Part[];
  /** The period was said just before. */
  said: boolean;
  /** The rows spoken of are those that are kept. */
  kept: boolean;
  /** The one thing that everything is narrowed to. */
  subject?: Subject | undefined;
}

export const MAIN = 'e1';

export const slot = (
  name: string,
  unit: Unit,
  formula: Formula,
  style?: SlotStyle,
  labels?: string,
): Slot => ({
  slot: name,
  unit,
  formula,
  ...(style === undefined ? {} : { style }),
  ...(labels === undefined ? {} : { labels }),
});

export const cell = (column: string, row: number | 'each' = 0, evidence = MAIN): Formula => ({
  op: 'cell',
  evidence,
  column,
  row,
});

export const when = (formula: Formula, is: Condition['is']): Condition => ({ formula, is });

/** The parts of a phrase, its `{names}` replaced by what stands for them; a missing one leaves nothing. */
export const fill = (template: string, values: Record<string, Part[] | undefined>): Part[] =>
  template.split('{').flatMap((piece, index) => {
    if (index === 0) return piece === '' ? [] : [piece];
    const close = piece.indexOf('}');
    const rest = piece.slice(close + 1);
    return [...(values[piece.slice(0, close)] ?? []), ...(rest === '' ? [] : [rest])];
  });

export const sentence = (parts: Part[], ...conditions: Condition[]): Sentence =>
  conditions.length === 0 ? { parts } : { when: conditions, parts };

export const phrase = ({ wording }: Frame, key: string, values: Record<string, Part[] | undefined>): Part[] =>
  fill(wording.phrases[key] ?? '', values);

export const metricNamed = ({ catalog }: Pick<Frame, 'catalog'>, name: string): Metric | undefined =>
  catalog.metrics.find((metric) => metric.name === name);

const STYLES: Partial<Record<Unit, SlotStyle>> = { count: 'counted', date: 'moment' };

/** The value of a metric, with its noun when it is a count. */
export const valueOf = (
  { catalog }: Pick<Frame, 'catalog'>,
  name: string,
  formula: Formula = cell(name),
  slotName = name,
): Slot => {
  const unit = metricNamed({ catalog }, name)?.unit ?? 'count';
  return slot(slotName, unit, formula, STYLES[unit]);
};

/** Figures of the instant have no period. */
export const periodOf = (frame: Frame, which: 'main' | 'compared' = 'main'): Part[] => {
  const { query, catalog, said, kept, wording } = frame;
  const [first] = query.metrics;
  if (said && which === 'main') return [];
  if (kept && !query.timeRange) return [wording.phrases['coverage_kept'] ?? ''];
  const now = first !== undefined && metricNamed({ catalog }, first)?.now === true;
  if (!query.timeRange || now) return [];
  const name = which === 'main' ? 'period' : 'compared_period';
  return [slot(name, 'date', { op: 'period', evidence: MAIN, which }, 'period')];
};

export const metricWord = (name: string, form: string, row: number | 'each' = 0): Slot =>
  slot(`${name}_name`, 'name', cell(name, row), 'metric', form);
