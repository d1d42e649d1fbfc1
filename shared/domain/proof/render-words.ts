import type { Formula, Slot } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { agreeing, byGender, nounForm } from '../wording/agreement.ts';
import { nounOf } from '../wording/wording.ts';
import { fieldOf } from './columns.ts';
import { conjuncts } from './filters.ts';
import { type Value, refused } from './outcome.ts';
import { type Rendered, type Setting, claim, text } from './pieces.ts';

export const metricName = (slot: Slot, value: Value, { wording }: Setting): Rendered => {
  if (!value.column?.metric) return refused('no metric');
  return text(nounForm(nounOf(wording.metrics, value.column.metric.name), slot.labels ?? 'bare', wording));
};

export const trend = (slot: Slot, value: Value, { wording }: Setting): Rendered => {
  const better = value.column?.metric?.better ?? 'neutral';
  if (typeof value.value !== 'string' || slot.formula.op !== 'direction') return refused('no direction');
  const verdict = value.value === 'same' ? 'same' : value.value === better ? 'better' : 'worse';
  if (slot.labels === 'verdict' && better === 'neutral') return refused('no direction is better');
  const said = wording.trends[slot.labels === 'verdict' ? verdict : value.value];
  return said === undefined ? refused('no words for this value') : text(claim(slot, value, said));
};

const whichOf = (formula: Formula): 'max' | 'min' | undefined => {
  if (formula.op === 'max' || formula.op === 'min') return formula.op;
  return formula.op === 'at' || formula.op === 'extreme' || formula.op === 'tied' ? formula.which : undefined;
};

/** "With the most failures", "the busiest": said only of what the formula finds greatest or least. */
export const extreme = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const { wording, catalog, witnesses } = setting;
  const { formula } = slot;
  const which = whichOf(formula);
  if (which === undefined) return refused('no ranking');
  const by = formula.op === 'at' || formula.op === 'tied' ? formula.by : value.column?.name;
  if (slot.labels !== undefined && slot.labels !== 'many') {
    const said = wording.trends[`${slot.labels}_${which}`];
    return said === undefined ? refused('no words for this value') : text(said);
  }
  if (by === undefined) return refused('no ranking');
  const noun = nounOf(wording.metrics, by);
  const { dimensions = [], limitBy } = witnesses.get(value.evidence)?.read.query ?? {};
  const ranked = dimensions.find((name) => name !== limitBy) ?? '';
  const adjective = which === 'max' ? noun.most : noun.least;
  const number = slot.labels === 'many' ? 'many' : 'one';
  const special = adjective && agreeing(adjective, nounOf(wording.dimensions, ranked), number);
  if (special !== undefined) return text(special);
  const metric = catalog.metrics.find(({ name }) => name === by);
  const counts = metric?.unit === 'count' || noun.many !== undefined;
  const template = wording.trends[`${counts ? 'count' : 'value'}_${which}`] ?? '';
  return text(
    template
      .replace('{many}', noun.many ?? noun.one)
      .replace('{the}', nounForm(noun, 'the', wording))
      .replace('{one}', noun.one)
      .replace('{high}', byGender(wording.grammar.high[which], noun)),
  );
};

export const yesNo = (value: Value, { wording }: Setting): Rendered => {
  const said = typeof value.value === 'number' ? value.value > 0 : value.value;
  if (typeof said !== 'boolean') return refused('no yes or no');
  return text(wording.trends[said ? 'yes' : 'no'] ?? '');
};

export const unknown = ({ labels }: Slot, { value, unit, column }: Value, { wording }: Setting): Rendered => {
  if (value !== null) return refused('it is known');
  const noun = column?.metric && nounOf(wording.metrics, column.metric.name);
  if (labels === 'never' || labels === 'never_one') {
    const said = labels === 'never' ? noun?.never : noun?.neverOne;
    return said === undefined ? refused('no words for this value') : text(said);
  }
  const { trends } = wording;
  return text((unit === 'date' ? trends['unknown_date'] : undefined) ?? trends['unknown'] ?? '');
};

/** A null in its place, in the words of its column: "without an area". */
export const missing = ({ column }: Value, { wording }: Setting): Rendered => {
  const own = column && !column.metric ? nounOf(wording.dimensions, column.name).missing : undefined;
  const said = own ?? wording.trends['missing'];
  return said === undefined ? refused('unknown') : text(said);
};

/** The rows are narrowed to one thing by its key. */
const isOfOne = (query: SemanticQuery, { catalog }: Setting): boolean =>
  conjuncts(query.filters).some(
    (filter) =>
      'values' in filter &&
      filter.values.length === 1 &&
      fieldOf(catalog, query, filter.field)?.key !== undefined,
  );

/** Of a count whether there is any; of rows what they were narrowed to, where there is one. */
const stateWords = (
  slot: Slot,
  value: Value,
  query: SemanticQuery,
  { wording }: Setting,
): string | undefined => {
  const metric = value.column?.metric;
  if (metric) return nounOf(wording.metrics, metric.name).state?.[Number(value.value) > 0 ? 'yes' : 'no'];
  const { labels } = slot;
  if (labels === undefined || slot.formula.op !== 'rows' || value.value === 0) return undefined;
  const given = conjuncts(query.filters).flatMap((filter) =>
    'values' in filter && filter.field === labels ? filter.values : [],
  );
  const [only, ...others] = given;
  if (typeof only !== 'boolean' || others.length > 0) return undefined;
  return nounOf(wording.dimensions, labels).state?.[only ? 'yes' : 'no'];
};

/** How the one thing is that the rows are narrowed to: "is switched on". */
export const state = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const query = setting.witnesses.get(value.evidence)?.read.query;
  if (!query || typeof value.value !== 'number' || !isOfOne(query, setting))
    return refused('no state of one');
  const said = stateWords(slot, value, query, setting);
  return said === undefined ? refused('no words for this value') : text(claim(slot, value, said));
};
