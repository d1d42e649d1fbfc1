import type { Catalog } from '#shared/contracts/catalog.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Filtered, Part } from '#shared/contracts/draft.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { datasetOf } from '../proof/columns.ts';
import { conjuncts, otherFilters } from '../proof/filters.ts';
import { fill, slot } from './slots.ts';
import { type Wording, fieldNoun, nounOf } from './wording.ts';

interface Setting {
  catalog: Catalog;
  wording: Wording;
  /** The filters are those of the peer that is compared with. */
  peer?: boolean;
}
type OneOf = Extract<Filter, { values: unknown }>;

/** The one thing that everything is narrowed to. */
export interface Subject {
  name: Part[];
  /** The state asked about, the only other filter there may be. */
  state?: string;
}

export interface Scope {
  /** Behind figures: all that they are narrowed to. */
  parts: Part[];
  /** Behind the named things themselves: what they are narrowed to, and what is left for the figures. */
  among: Part[];
  beside: Part[];
  subject?: Subject;
  reads: Read[];
}

/** What one filter says. */
interface Item {
  field: string;
  parts: Part[];
  among?: Part[];
  name?: Part[];
  /** "Switched on", "that always fail". */
  state: boolean;
  read?: Read;
}

const fieldNamed = (catalog: Catalog, name: string) =>
  catalog.datasets.flatMap((dataset) => dataset.fields).find((field) => field.name === name);

/**
 * Reads the names behind keys, so that a name in the answer is proven like a figure. They are read where they
 * live: a process that never ran, or is archived, still has its name.
 */
const namesRead = (catalog: Catalog, field: string, filter: Filter, id: string): Read | undefined => {
  const home = catalog.datasets.find((dataset) => dataset.fields.some((each) => each.name === field));
  if (!home) return undefined;
  return {
    id,
    query: { metrics: [], dataset: home.name, dimensions: [field], filters: filter, everything: true },
  };
};

const words = (field: string, value: Part[], { wording }: Setting, query: SemanticQuery) => {
  const noun = nounOf(wording.dimensions, field);
  const own = nounOf(wording.metrics, query.metrics[0] ?? '').scopes?.[field];
  const given = { value, dimension: [noun.one] };
  return {
    parts: fill(own ?? noun.scope ?? wording.phrases['scope_other'] ?? '', given),
    ...(noun.among === undefined ? {} : { among: fill(noun.among, given) }),
  };
};

const excluded = (value: Part[], { wording }: Setting): Part[] =>
  fill(wording.phrases['scope_excluded'] ?? '', { value });

const filtered = (field: string, { peer }: Setting, more: Partial<Filtered>): Filtered => ({
  op: 'filtered',
  evidence: 'e1',
  field,
  ...more,
  ...(peer === true ? { peer } : {}),
});

/** "Whose name contains …", "with an area"; filters of other kinds are said to be there, and no more. */
const otherItem = (filter: Filter, setting: Setting): Item => {
  const { phrases, dimensions } = setting.wording;
  const not = 'not' in filter;
  const inner = not ? filter.not : filter;
  const say = (field: string, key: string, value: Part[] = []): Item => {
    const dimension = [nounOf(dimensions, field).one];
    return { field: `${key} ${field}`, parts: fill(phrases[key] ?? '', { value, dimension }), state: false };
  };
  if ('text' in inner && !not) {
    const { field } = inner;
    const value = [slot(field, 'name', filtered(field, setting, { contains: true }))];
    const own = nounOf(dimensions, field).contains;
    const said = say(field, 'scope_contains', value);
    return own === undefined ? said : { ...said, parts: fill(own, { value }) };
  }
  if ('operator' in inner && inner.operator === 'known')
    return say(inner.field, not ? 'scope_lacks' : 'scope_has');
  return say('', 'scope_more');
};

const valuesItem = (filter: OneOf, not: boolean, setting: Setting, query: SemanticQuery): Item => {
  const { field } = filter;
  const labels = Object.hasOwn(setting.wording.labels, field) ? field : undefined;
  const calendar = TIME_DIMENSIONS.some((dimension) => dimension === field);
  const formula = filtered(field, setting, not ? { excluded: true } : {});
  const style = labels === undefined || calendar ? undefined : 'label';
  const values = [slot(field, 'name', formula, style, style && labels)];
  const state = fieldNamed(setting.catalog, field)?.type === 'boolean';
  if (not) return { field: `not ${field}`, parts: excluded(values, setting), state: false };
  return { field, ...words(field, values, setting, query), state };
};

const namedItem = (
  filter: OneOf,
  not: boolean,
  setting: Setting,
  query: SemanticQuery,
  count: number,
): Item | undefined => {
  const { field } = filter;
  const read = namesRead(setting.catalog, field, filter, `${setting.peer === true ? 'm' : 'n'}${count + 1}`);
  if (!read) return undefined;
  const value = [slot(field, 'name', { op: 'values', evidence: read.id, column: field })];
  if (not) return { field: `not ${field}`, parts: excluded(value, setting), state: false, read };
  const single = filter.values.length === 1 ? { name: value } : {};
  return { field, ...words(field, value, setting, query), ...single, state: false, read };
};

const boundItem = (field: string, { catalog, wording }: Setting): Item => {
  const unit = fieldNamed(catalog, field)?.unit ?? 'count';
  const value = slot(field, unit, { op: 'bound', evidence: 'e1', field }, 'bound');
  const dimension = [nounOf(wording.dimensions, field).one];
  return {
    field,
    parts: fill(wording.phrases['scope_bound'] ?? '', { value: [value], dimension }),
    state: false,
  };
};

/** "Without runs since Monday", "made this month". */
const instantItem = (
  field: string,
  not: boolean,
  setting: Setting,
  query: SemanticQuery,
): Item | undefined => {
  const { outside, inside } = fieldNoun(setting, query, field);
  const said = not ? outside : inside;
  if (said === undefined) return undefined;
  const period = slot(`${field}_period`, 'date', { op: 'period', evidence: 'e1', which: 'filter' }, 'period');
  return { field: not ? `not ${field}` : field, parts: fill(said, { value: [period] }), state: false };
};

const itemOf = (filter: Filter, setting: Setting, query: SemanticQuery, count: number): Item | undefined => {
  const not = 'not' in filter;
  const inner = not ? filter.not : filter;
  if ('value' in inner && !not && setting.peer !== true) return boundItem(inner.field, setting);
  const instant =
    'timeRange' in inner && setting.peer !== true ? instantItem(inner.field, not, setting, query) : undefined;
  if (instant || ('timeRange' in inner && not && setting.peer !== true)) return instant;
  if (!('values' in inner)) return otherItem(filter, setting);
  // Several values stand in the rows that compare them; a single one is said once, in the lead.
  if (!not && query.dimensions?.includes(inner.field) === true && inner.values.length > 1) return undefined;
  const keyed = fieldNamed(setting.catalog, inner.field)?.key !== undefined;
  return keyed ? namedItem(inner, not, setting, query, count) : valuesItem(inner, not, setting, query);
};

const alike = (one: Filter, other: Filter): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Of one part of a whole, what the whole is narrowed to is said of the whole. */
const ownFilters = ({ peer }: Setting, { filters, comparison, dimensions = [] }: SemanticQuery): Filter[] => {
  const beside = comparison?.kind === 'whole' && peer !== true && dimensions.length === 0;
  const whole = beside ? conjuncts(comparison.filters) : [];
  return conjuncts(filters).filter((filter) => !whole.some((other) => alike(filter, other)));
};

const itemsOf = (setting: Setting, query: SemanticQuery): Item[] => {
  const items: Item[] = [];
  for (const filter of ownFilters(setting, query)) {
    const reads = items.filter(({ read }) => read !== undefined).length;
    const item = itemOf(filter, setting, query, reads);
    if (item && !items.some(({ field }) => field === item.field)) items.push(item);
  }
  // In the order of the wording, so that "runs of X in progress" reads as it should.
  const order = Object.keys(setting.wording.dimensions);
  const rank = ({ field }: Item): number => {
    const last = !order.includes(field) || TIME_DIMENSIONS.some((dimension) => dimension === field);
    return order.indexOf(field) + (last ? order.length : 0);
  };
  return items.sort((left, right) => rank(left) - rank(right));
};

const joined = (items: Item[], setting: Setting, of: (item: Item) => Part[]): Part[] =>
  items.flatMap((item, index) => {
    const between = item.state && items[index - 1]?.state === true;
    return [...(between ? [setting.wording.phrases['scope_and'] ?? ''] : []), ...of(item)];
  });

const subjectOf = (items: Item[]): { subject?: Subject } => {
  const [named, ...more] = items.filter(({ name }) => name !== undefined);
  const [state, ...others] = items.filter((item) => item !== named);
  if (!named?.name || more.length > 0 || others.length > 0 || (state && !state.state)) return {};
  return { subject: { name: named.name, ...(state && { state: state.field }) } };
};

/** The rows, or what is counted, are the named things themselves. */
const isHome = (query: SemanticQuery, { catalog }: Setting): boolean =>
  datasetOf(catalog, query)?.fields.some(({ name }) => name === catalog.mainEntity) === true;

/**
 * The words for what a query is narrowed to, and the reads that prove the names among them. Filters on
 * what the rows show anyway are left to the rows.
 */
export const wordScope = (setting: Setting, query: SemanticQuery): Scope => {
  const items = itemsOf(setting, query);
  const home = isHome(query, setting);
  // "Of X in the sales area": behind the name of a thing its area is said as of the thing itself.
  const { mainEntity } = setting.catalog;
  const one = items.some(({ field, name }) => field === mainEntity && name !== undefined);
  const short = (field: string): boolean => home || (one && field !== mainEntity);
  return {
    parts: joined(items, setting, ({ field, parts, among }) => (short(field) ? (among ?? parts) : parts)),
    among: joined(items, setting, ({ among }) => among ?? []),
    beside: joined(items, setting, ({ parts, among }) => (among ? [] : parts)),
    ...subjectOf(items),
    reads: items.flatMap(({ read }) => read ?? []),
  };
};

/** The words for the filters that a query is compared with, or those of the whole it is a part of. */
export const peerScope = (setting: Setting, query: SemanticQuery): Scope | undefined => {
  const filters = otherFilters(query.comparison);
  return filters && wordScope({ ...setting, peer: true }, { ...query, filters });
};

/** The names that the query narrows to a single one: rows need not repeat it. */
export const pinnedFields = (query: SemanticQuery): Set<string> =>
  new Set(
    conjuncts(query.filters).flatMap((filter) =>
      'values' in filter && filter.values.length === 1 ? [filter.field] : [],
    ),
  );
