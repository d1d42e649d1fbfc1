import type { Filter } from '../../contracts/query.ts';
import { conjuncts } from '../proof/filters.ts';
import type { Context, Tables } from './context.ts';
import { isTimeDimension, type Hop, type Model, type Seen } from './model.ts';
import { name, type Sql, sql } from './sql.ts';

/** A column of a dataset that holds the key of a neighbour's rows, and the column of the neighbour that it equals. */
export interface HeldKey {
  ours: Sql;
  theirs: Sql;
}

/**
 * The key by which rows of the base dataset find those at the end of this way, without reading what lies between:
 * one step to a row, and from there to its labels by that same key.
 */
export const heldKey = ({ base }: Tables, path: readonly Hop[]): HeldKey | undefined => {
  const [first, second] = path;
  if (!first || first.many || path.length > 2) return undefined;
  const [ours, ...moreOurs] = first.relationship.fromColumns;
  const [key] = first.relationship.toColumns;
  if (ours === undefined || key === undefined || moreOurs.length > 0) return undefined;
  const held = (dataset: string, column: string): HeldKey => ({
    ours: sql`${name(base.name)}.${name(ours)}`,
    theirs: sql`${name(dataset)}.${name(column)}`,
  });
  if (!second) return held(first.to, key);
  const { fromColumns, toColumns } = second.relationship;
  const [label] = fromColumns;
  if (!second.many || label === undefined || toColumns.length > 1 || toColumns[0] !== key) return undefined;
  return held(second.to, label);
};

/** A filter that names what it wants: few of all there is, as a rule. */
export const isNaming = (filter: Filter): boolean =>
  'values' in filter &&
  filter.operator === 'in' &&
  filter.values.every((value) => typeof value === 'string' || value === true);

/** The rows are narrowed to those of some keys that the base dataset holds: an index by that key serves them. */
export const isNarrowed = (filters: Filter | undefined, tables: Tables, { model, scope }: Context): boolean =>
  scope.kind !== 'all' ||
  conjuncts(filters).some(
    (filter) => isNaming(filter) && 'field' in filter && leadsToKey(filter.field, tables, model),
  );

const leadsToKey = (field: string, tables: Tables, model: Model): boolean => {
  if (isTimeDimension(field)) return false;
  const seen = model.field(field, tables.base);
  return seen.path.length > 0 && heldKey(tables, seen.path) !== undefined;
};

/** One row of another dataset for each of ours, and the key of it is a field of ours. */
export const isOneRow = ({ path }: Seen): boolean =>
  path.length > 0 && path.every(({ many, relationship }) => !many && relationship.required === true);

/** A condition on the neighbour itself, not on our rows. */
export const isAbout = (
  filter: Filter,
  neighbour: string | undefined,
  tables: Tables,
  context: Context,
): boolean => {
  const all = (filters: Filter[]) => filters.every((one) => isAbout(one, neighbour, tables, context));
  if ('and' in filter) return all(filter.and);
  if ('or' in filter) return all(filter.or);
  if ('not' in filter) return isAbout(filter.not, neighbour, tables, context);
  if (isTimeDimension(filter.field)) return false;
  return context.model.field(filter.field, tables.base).path[0]?.to === neighbour;
};
