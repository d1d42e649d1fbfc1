import type { Catalog, Named } from '#shared/contracts/catalog.ts';
import type { Filter, Having, SemanticQuery } from '#shared/contracts/query.ts';
import { metricOf } from '../proof/columns.ts';
import { conjuncts, otherFilters } from '../proof/filters.ts';
import { isExpressible } from './expressible.ts';

/** The flag of names whose rows are not all kept. */
const PARTLY = 'partly_kept';
const MOST = 100;
const MOST_BOUNDS = 4;

/** How a query meets such names: about one alone, naming some, or over all there are, which may hold some. */
export type Meeting = { how: 'one' | 'named'; keys: string[] } | { how: 'any' };

/** What is said of such names where rows answer. */
export type Unkept =
  /** They are asked about by name. */
  | { how: 'one' | 'named'; query: SemanticQuery; latest?: SemanticQuery }
  /** The summaries know rows of theirs which are not counted. `counted`: of the very period. */
  | { how: 'missing'; query: SemanticQuery; counted: boolean }
  /** What would be said of them is wrong, so they are left out. `among`: it matters where they would have stood. */
  | { how: 'left'; query: SemanticQuery; among: boolean };

const valuesOn = (filters: Filter[], field: string, not = false): string[] | undefined => {
  const found = filters.flatMap((filter) => {
    const inner = 'not' in filter ? filter.not : filter;
    return 'not' in filter === not && 'values' in inner && inner.field === field ? inner.values : [];
  });
  return found.length === 0 ? undefined : found.map(String);
};

/** How a query meets the names whose rows are not all kept, as far as they are known. */
export const meetingOf = (
  { filters, comparison }: SemanticQuery,
  about: readonly Named[],
  partly: readonly Named[],
  entity: string,
): Meeting | undefined => {
  const all = [...partly, ...about.filter((named) => named.partly === true)];
  const known = new Set(all.flatMap(({ dimension, key }) => (dimension === entity ? [key] : [])));
  const peers = conjuncts(otherFilters(comparison));
  const own = conjuncts(filters);
  const asked = [...(valuesOn(own, entity) ?? []), ...(valuesOn(peers, entity) ?? [])];
  const keys = [...asked, ...about.map(({ key }) => key)].filter((key) => known.has(key));
  if (keys.length > 0)
    return { how: asked.length === 1 || about.length === 1 ? 'one' : 'named', keys: [...new Set(keys)] };
  if (asked.length > 0 && comparison?.kind !== 'whole') return undefined;
  const without = comparison?.kind === 'whole' ? [] : (valuesOn(own, entity, true) ?? []);
  return [...known].some((key) => !without.includes(key)) ? { how: 'any' } : undefined;
};

const isByEntity = ({ dimensions = [] }: SemanticQuery, { mainEntity }: Catalog): boolean =>
  dimensions.includes(mainEntity);

/** The whole of each name is told, for a period of its own: summaries may tell it of all of them alike. */
export const isToldAlike = (query: SemanticQuery, catalog: Catalog): boolean =>
  isByEntity(query, catalog) && query.timeRange !== undefined;

const and = (...filters: (Filter | undefined)[]): Filter => {
  const given = filters.flatMap((filter) => conjuncts(filter));
  const [first, ...others] = given;
  return first && others.length === 0 ? first : { and: given };
};

const flagged = (value: boolean): Filter => ({ field: PARTLY, operator: 'in', values: [value] });

/** The same question without the names whose rows are not all kept. */
export const withoutUnkept = (query: SemanticQuery): SemanticQuery => ({
  ...query,
  filters: and(query.filters, flagged(false)),
});

/** Shares, means and percentiles of what is left of the rows say nothing of the whole. */
const isSkewed = (query: SemanticQuery, catalog: Catalog): boolean =>
  [...query.metrics, ...(query.having ?? []).map(({ metric }) => metric)].some((name) => {
    const metric = metricOf(catalog, name);
    return metric?.whole === true && !metric.additive && ['percent', 'seconds'].includes(metric.unit);
  });

/** The names asked about, of which it is to be shown that their rows are not all kept. */
const namedQuery = (keys: string[], { datasets, mainEntity }: Catalog): SemanticQuery | undefined => {
  const home = datasets.find(({ fields }) => fields.some(({ name }) => name === mainEntity));
  if (!home?.fields.some(({ name }) => name === PARTLY)) return undefined;
  const filters = and({ field: mainEntity, operator: 'in', values: keys }, flagged(true));
  return { metrics: [], dataset: home.name, dimensions: [mainEntity], filters, everything: true };
};

/** Rows or times are asked for, not figures. */
const isOfInstants = ({ metrics }: SemanticQuery, catalog: Catalog): boolean =>
  metrics.every((name) => metricOf(catalog, name)?.unit === 'date');

const roleOf = ({ summaries }: Catalog, role: 'older' | 'cut' | 'latest'): string | undefined =>
  summaries?.metrics.find((metric) => metric.role === role)?.name;

/** What the figures are over, all sides of a comparison together. */
const scopeOf = ({ filters, comparison }: SemanticQuery): Filter | undefined => {
  const other = otherFilters(comparison);
  if (comparison?.kind === 'whole' && !other) return undefined;
  return other && filters ? { or: [filters, other] } : filters;
};

/** Summaries know the filters, so they can tell what rows lack. */
const isTold = (query: SemanticQuery, catalog: Catalog): boolean => {
  const known = catalog.summaries?.metrics.find(({ standsFor }) => standsFor !== undefined)?.standsFor;
  const filters = scopeOf(query);
  return known !== undefined && isExpressible({ metrics: [known], ...(filters && { filters }) }, catalog);
};

/** Groups that are bounded from below by a count matter where what is missing reaches the bound by itself. */
const boundsOf = (query: SemanticQuery, older: string, catalog: Catalog): Having[] =>
  isByEntity(query, catalog)
    ? (query.having ?? [])
        .filter(
          ({ metric, operator }) => operator.startsWith('>') && metricOf(catalog, metric)?.unit === 'count',
        )
        .map((bound) => ({ ...bound, metric: older }))
    : [];

/** The names of which summaries know more than is counted, and how much. */
const missingQuery = (query: SemanticQuery, catalog: Catalog): SemanticQuery | undefined => {
  const [older, cut] = [roleOf(catalog, 'older'), roleOf(catalog, 'cut')];
  if (!catalog.summaries || older === undefined || cut === undefined || !isTold(query, catalog))
    return undefined;
  const { timeRange } = query;
  const some: Having = { metric: older, operator: '>', value: 0 };
  return {
    metrics: [older, cut],
    dimensions: [catalog.mainEntity],
    source: catalog.summaries.dataset,
    filters: and(scopeOf(query), flagged(true)),
    ...(timeRange && { timeRange }),
    having: [some, ...boundsOf(query, older, catalog)].slice(0, MOST_BOUNDS),
    order: [{ by: older, direction: 'desc' }],
    limit: MOST,
  };
};

/** Kept rows make a rate worse than it is: of the best nothing is known from them. */
const isBestFirst = ({ order = [] }: SemanticQuery, catalog: Catalog): boolean => {
  const [{ by, direction } = { by: '', direction: 'asc' }] = order;
  const metric = metricOf(catalog, by);
  return metric?.unit === 'percent' && (metric.better === 'up') === (direction === 'desc');
};

/** What few kept rows would bring into a list: groups that are bounded from above, or the least first. */
const isOfFew = ({ having = [], order = [], limit = MOST }: SemanticQuery, catalog: Catalog): boolean => {
  const bounded = having.some(
    ({ metric, operator }) => !operator.startsWith('>') && metricOf(catalog, metric)?.whole === true,
  );
  const [{ by, direction } = { by: '', direction: 'desc' }] = order;
  return bounded || (limit < MOST && direction === 'asc' && metricOf(catalog, by)?.whole === true);
};

const leftOf = (query: SemanticQuery, catalog: Catalog): Unkept => {
  const { having = [], limit = MOST } = query;
  const open = having.length === 0 && (limit >= MOST || isBestFirst(query, catalog));
  const missing = open ? missingQuery(query, catalog) : undefined;
  if (missing) return { how: 'left', query: missing, among: false };
  const rows = { ...query, filters: and(query.filters, flagged(true)), limit: MOST };
  return { how: 'left', query: rows, among: limit < MOST };
};

const ofAny = (query: SemanticQuery, catalog: Catalog): Unkept | undefined => {
  const wrong = isSkewed(query, catalog) || isOfFew(query, catalog);
  if (isByEntity(query, catalog) && wrong) return leftOf(query, catalog);
  const missing = missingQuery(query, catalog);
  const counted = query.timeRange !== undefined && query.comparison === undefined;
  return missing && { how: 'missing', query: missing, counted };
};

/** Up to when summaries know rows of the one name that is asked about. */
const latestOf = ({ filters, timeRange }: SemanticQuery, catalog: Catalog): SemanticQuery | undefined => {
  const latest = roleOf(catalog, 'latest');
  if (!catalog.summaries || latest === undefined) return undefined;
  const source = catalog.summaries.dataset;
  return { metrics: [latest], source, ...(filters && { filters }), ...(timeRange && { timeRange }) };
};

/** What there is to say of names whose rows are not all kept, where rows lead. */
export const unkeptOf = (query: SemanticQuery, meeting: Meeting, catalog: Catalog): Unkept | undefined => {
  if (meeting.how === 'any') return ofAny(query, catalog);
  const instants = isOfInstants(query, catalog);
  const told = isTold(query, catalog);
  const named = namedQuery(meeting.keys, catalog);
  if (!named || (instants && !told)) return undefined;
  const latest = instants && meeting.how === 'one' ? latestOf(query, catalog) : undefined;
  return { how: meeting.how, query: named, ...(latest && { latest }) };
};
