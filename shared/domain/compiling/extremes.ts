import { conjuncts } from '../proof/filters.ts';
import { instantOf } from './columns.ts';
import { type Context, isSeen, type Tables, tablesOf } from './context.ts';
import { condition } from './filters.ts';
import { heldKey, isAbout } from './held-keys.ts';
import { type Choice, wayToEntity, where } from './rows-of.ts';
import { join, type Sql, sql, trusted } from './sql.ts';

/** The first or the last instant of the rows of each main entity, which an index by entity and time has at its ends. */
export interface Extremes {
  /** A metric's value over all main entities of a group. */
  value(expression: string): Sql;
  /** What identifies the entity, as grouped rows are told apart. */
  key: Sql;
  from: Sql;
}

/** `min` or `max` of the time by which the rows of this dataset are put into periods. */
const endOf = (expression: string, { base }: Tables): 'min' | 'max' | undefined => {
  const [, end, dataset, field] =
    /^(min|max)\(([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)\)$/.exec(expression) ?? [];
  return dataset === base.name && field === base.time && (end === 'min' || end === 'max') ? end : undefined;
};

/**
 * Where the database has such an index and nothing but first and last instants is asked for, they are looked up entity by entity instead of being sought
 * in all rows. Undefined where rows are filtered by what is their own: then most may have to be passed over.
 */
export const extremesOf = (
  expressions: readonly string[],
  choice: Choice,
  tables: Tables,
  context: Context,
): Extremes | undefined => {
  const { base } = tables;
  if (base.indexed !== true || !expressions.every((expression) => endOf(expression, tables)))
    return undefined;
  const path = wayToEntity(tables, context);
  const held = path.length === 1 ? heldKey(tables, path) : undefined;
  const filters = conjuncts(choice.filters);
  if (!held || !filters.every((filter) => isAbout(filter, path[0]?.to, tables, context))) return undefined;
  const entities = tablesOf(context.model.dataset(path[0]?.to ?? ''), context);
  const conditions = [
    ...filters.map((filter) => condition(filter, entities, context)),
    ...(context.scope.kind === 'all' ? [] : [isSeen(held.theirs, context)]),
  ];
  const rows = where({ ...choice, filters: undefined, timed: true, found: true }, tables, context);
  const instant = instantOf(tables, context);
  const only = (end: 'min' | 'max'): Sql =>
    sql`(select ${instant} from ${tables.from()}${rows}
  and ${held.ours} = ${held.theirs}
order by ${instant} ${trusted(end === 'min' ? 'asc' : 'desc')} limit 1)`;
  return {
    value: (expression) => {
      const end = endOf(expression, tables) ?? 'min';
      return sql`${trusted(end)}(${only(end)})`;
    },
    key: sql`(${held.theirs})::text`,
    from:
      conditions.length === 0
        ? entities.from()
        : sql`${entities.from()}
where ${join(conditions, '\n  and ')}`,
  };
};
