import type { FieldType } from '../../contracts/catalog.ts';
import type { Cell } from '../../contracts/evidence.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import type { Filter, Operator } from '../../contracts/query.ts';
import { conjuncts } from '../proof/filters.ts';
import { instantOf, timeForms } from './columns.ts';
import { type Context, isSeen, onClause, scopesItself, sourceOf, type Tables, tablesOf } from './context.ts';
import { heldKey, isNaming } from './held-keys.ts';
import { isTimeDimension, type Seen } from './model.ts';
import { bind, join, type Sql, type SqlType, sql, trusted } from './sql.ts';

export type Leaf = Exclude<Filter, { and: Filter[] } | { or: Filter[] } | { not: Filter }>;

/**
 * A filter as a condition. In a WHERE an unknown counts as false; only under `not` it must be made so, and
 * there `is not true` does it: what is not known to pass, does not pass.
 */
export const condition = (filter: Filter, tables: Tables, context: Context): Sql => {
  const all = (filters: Filter[], separator: string) =>
    sql`(${join(
      filters.map((one) => condition(one, tables, context)),
      separator,
    )})`;
  if ('and' in filter) return all(filter.and, ' and ');
  if ('or' in filter) return all(filter.or, ' or ');
  if ('not' in filter) return sql`(${condition(filter.not, tables, context)}) is not true`;
  return leaf(filter, tables, context);
};

/** A condition that stands in the filter without a `not` around it. */
export const asksFor = (filter: Filter, wanted: (leaf: Leaf) => boolean): boolean => {
  if ('and' in filter) return filter.and.some((one) => asksFor(one, wanted));
  if ('or' in filter) return filter.or.some((one) => asksFor(one, wanted));
  return 'not' in filter ? false : wanted(filter);
};

const leaf = (filter: Leaf, tables: Tables, context: Context): Sql => {
  const { field } = filter;
  if (isTimeDimension(field)) {
    const local = sql`((${instantOf(tables, context)}) at time zone ${context.timeZone})`;
    const { value, show } = timeForms(field, local);
    const number = field === 'hour' || field === 'weekday';
    return tested(filter, number ? 'number' : 'text', show(value));
  }
  const named = context.model.field(field, tables.base);
  // What a name holds is asked of the name; who has it, of what identifies it.
  const seen = filter.operator === 'contains' ? named : keyOf(named, tables, context);
  if (seen.field.derive) throw new InvalidQuery(`${field} can be shown, not filtered by`);
  const among = isNaming(filter) ? amongKeys(filter, seen, tables, context) : undefined;
  if (among) return among;
  const fanned = seen.path.at(-1);
  if (!fanned?.many) return tested(filter, seen.field.type, expressionIn(tables, seen));
  const before = seen.path.slice(0, -1);
  tables.join(before);
  const theirs = tablesOf(seen.owner, context);
  const inner = tested(filter, seen.field.type, sql`(${theirs.expression(seen.field.expression, [])})`);
  const at = before.at(-1)?.to ?? tables.base.name;
  return sql`exists (select 1 from ${sourceOf(seen.owner, context)} where ${onClause(at, fanned)} and ${inner})`;
};

/**
 * What is named of a neighbour is looked up once, as keys that our rows hold: nothing is joined to each row, and an
 * index by that key finds the rows.
 */
const amongKeys = (
  filter: Leaf,
  seen: Seen,
  tables: Tables,
  context: Context,
  key = heldKey(tables, seen.path)?.ours,
): Sql | undefined => {
  const held = heldKey(tables, seen.path);
  if (!held || !key) return undefined;
  const theirs = tablesOf(seen.owner, context);
  const inner = tested(filter, seen.field.type, sql`(${theirs.expression(seen.field.expression, [])})`);
  return sql`${key} = any (array(select ${held.theirs} from ${theirs.from()} where ${inner}))`;
};

/**
 * What the filters ask of the main entity by naming it, for a key that stands deeper in a source than our rows: all of
 * our rows meet it anyway, and the source need not make the others. Undefined where nothing is named.
 */
export const askedOf = (
  filters: Filter | undefined,
  tables: Tables,
  context: Context,
): ((key: Sql) => Sql) | undefined => {
  const { model } = context;
  const entity = model.field(model.catalog.mainEntity, tables.base);
  const own = keyOf(entity, tables, context);
  const named = conjuncts(filters).flatMap((filter) => {
    if (!('field' in filter) || !isNaming(filter) || isTimeDimension(filter.field)) return [];
    const seen = keyOf(model.field(filter.field, tables.base), tables, context);
    if (seen.path.length === 0)
      return seen.field === own.field ? [(key: Sql) => tested(filter, seen.field.type, key)] : [];
    if (seen.path[0]?.to !== entity.path[0]?.to || !heldKey(tables, seen.path)) return [];
    return [(key: Sql) => amongKeys(filter, seen, tables, context, key) ?? trusted('true')];
  });
  if (named.length === 0) return undefined;
  return (key) =>
    join(
      named.map((one) => one(key)),
      ' and ',
    );
};

const expressionIn = (tables: Tables, seen: Seen): Sql =>
  sql`(${tables.expression(seen.field.expression, seen.path)})`;

/** Filters on a name compare what identifies it; a field of that name nearer by means the same, and spares a join. */
const keyOf = (seen: Seen, { base }: Tables, { model }: Context): Seen =>
  seen.field.key === undefined ? seen : model.field(seen.field.key, base);

/** The value of a field against what a filter asks of it. */
const tested = (filter: Leaf, type: FieldType, value: Sql): Sql => {
  const { field } = filter;
  const expect = (wanted: FieldType, what: string) => {
    if (type !== wanted) throw new InvalidQuery(`${field} is not ${what}`);
  };
  if (filter.operator === 'in') {
    const values = valuesOf(type, filter.values, field);
    const [only, ...others] = values;
    // One value alone: an index that begins with it has what follows in order.
    if (only !== undefined && others.length === 0) return sql`${value} = ${bind(only, SCALARS[type])}`;
    return sql`${value} = any(${bind(values, ARRAYS[type])})`;
  }
  if (filter.operator === 'known') return sql`${value} is not null`;
  if (filter.operator === 'contains') {
    expect('text', 'a text');
    return sql`strpos(${folded(value)}, ${folded(bind(filter.text.normalize('NFC'), 'text'))}) > 0`;
  }
  if (filter.operator === 'within') {
    expect('instant', 'an instant');
    const { from, to } = filter.timeRange;
    return sql`(${value} >= ${bind(from, 'timestamptz')} and ${value} < ${bind(to, 'timestamptz')})`;
  }
  expect('number', 'a number');
  return sql`${value} ${operator(filter.operator)} ${bind(filter.value, 'double precision')}`;
};

const MARKED = bind('ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ', 'text');
const PLAIN = bind('aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyy', 'text');

/** Small letters without marks, wherever the server's language would leave them as they are. */
const folded = (text: Sql): Sql => sql`translate(lower(${text}), ${MARKED}, ${PLAIN})`;

export const operator = (symbol: Operator): Sql => trusted(symbol);

const SCALARS: Record<FieldType, SqlType> = {
  text: 'text',
  number: 'double precision',
  boolean: 'boolean',
  instant: 'timestamptz',
};
const ARRAYS: Record<FieldType, SqlType> = {
  text: 'text[]',
  number: 'double precision[]',
  boolean: 'boolean[]',
  instant: 'timestamptz[]',
};

const valuesOf = (type: FieldType, values: readonly (string | number | boolean)[], field: string): Cell[] => {
  const expected = type === 'text' || type === 'instant' ? 'string' : type;
  const stranger = values.find((value) => typeof value !== expected);
  if (stranger !== undefined) throw new InvalidQuery(`${field} is compared with ${typeof stranger}`);
  if (type === 'instant' && values.some((value) => Number.isNaN(Date.parse(String(value)))))
    throw new InvalidQuery(`${field} is compared with what is no instant`);
  return [...values];
};

/**
 * The rows that the reader may see: by the main entity they belong to, unless the dataset's source sees to it.
 * @throws InvalidQuery when there is neither: then nothing may be seen.
 */
export const scopeCondition = (tables: Tables, context: Context): Sql | undefined => {
  const { scope, model } = context;
  if (scope.kind === 'all') return undefined;
  if (scopesItself(tables.base) && !model.leadsTo(model.catalog.mainEntity, tables.base)) return undefined;
  const entity = model.field(model.catalog.mainEntity, tables.base);
  if (entity.path.some((hop) => hop.many)) throw new InvalidQuery(`${tables.base.name} cannot be scoped`);
  const key = keyOf(entity, tables, context);
  return isSeen(expressionIn(tables, key), context);
};
