import type { Slot } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { counted, latestWords, none, there } from '../wording/agreement.ts';
import { type Noun, nounOf } from '../wording/wording.ts';
import { datasetOf, fieldOf } from './columns.ts';
import { conjuncts } from './filters.ts';
import { formatValue } from './format-value.ts';
import { type Value, refused } from './outcome.ts';
import { type Rendered, type Setting, claim, text } from './pieces.ts';

/** What is counted: the metric that the value is of, or what the rows of the query are. */
const countedNoun = (slot: Slot, value: Value, { wording, witnesses }: Setting): Noun | undefined => {
  if (value.column?.metric) return nounOf(wording.metrics, value.column.metric.name);
  const query = witnesses.get(value.evidence)?.read.query;
  const { labels } = slot;
  if (labels === undefined || !query) return undefined;
  if (query.dimensions?.includes(labels) === true) return nounOf(wording.dimensions, labels);
  return query.metrics.length === 0 && query.dataset === labels
    ? nounOf(wording.datasets, labels)
    : undefined;
};

/** A count with what it counts; nothing at all is said as "no runs". */
export const countedText = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const noun = countedNoun(slot, value, setting);
  if (!noun || typeof value.value !== 'number' || slot.unit !== 'count' || slot.formula.op === 'listed')
    return refused('nothing to count');
  if (value.value === 0) return text(claim(slot, value, none(noun, setting.wording)));
  return text(claim(slot, value, formatValue(slot, value, setting)), ` ${counted(noun, value.value)}`);
};

/** Rows of the instant are spoken of as they are now; what is cut by a period or once happened, as past. */
const rowsTense = (query: SemanticQuery, { wording, catalog }: Setting): 'past' | 'now' => {
  if (query.timeRange) return 'past';
  if (query.metrics.length > 0 || datasetOf(catalog, query)?.time === undefined) return 'now';
  const isNow = conjuncts(query.filters).some(
    (filter) =>
      'values' in filter &&
      filter.values.some((value) => nounOf(wording.dimensions, filter.field).now?.includes(String(value))),
  );
  return isNow ? 'now' : 'past';
};

export const thereText = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const noun = countedNoun(slot, value, setting);
  const query = setting.witnesses.get(value.evidence)?.read.query;
  if (!noun || !query || typeof value.value !== 'number') return refused('nothing to count');
  const metric = value.column?.metric;
  const tense = metric ? (metric.now === true ? 'now' : 'past') : rowsTense(query, setting);
  return text(there(tense, noun, value.value, setting.wording));
};

/** "The last three runs": only of rows that were read in the order of their time. */
export const newestText = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const query = setting.witnesses.get(value.evidence)?.read.query;
  const noun = countedNoun(slot, value, setting);
  const order = query?.order?.[0];
  if (slot.formula.op !== 'listed' || !query || !noun || !order || query.metrics.length > 0)
    return refused('no rows in order');
  if (fieldOf(setting.catalog, query, order.by)?.type !== 'instant') return refused('no order of time');
  const count = Number(value.value);
  const words = latestWords(order.direction === 'asc' ? 'oldest' : 'newest', noun, count, setting.wording);
  if (words === undefined || count === 0) return refused('no words for this value');
  const [before = '', after] = words.split('{n}');
  return after === undefined
    ? text(before)
    : text(before, claim(slot, value, formatValue(slot, value, setting)), after);
};
