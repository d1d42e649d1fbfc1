import type { Dataset, Field } from '../../contracts/catalog.ts';
import type { Filter, SemanticQuery, TimeRange } from '../../contracts/query.ts';
import { instantOf } from './columns.ts';
import { type Context, catalogSql, sourceOf, type Tables, tablesOf } from './context.ts';
import { askedOf, asksFor, condition, type Leaf, scopeCondition } from './filters.ts';
import { heldKey, isNarrowed } from './held-keys.ts';
import type { Hop } from './model.ts';
import { isStretched, namesTime, orStraddling, overlaps } from './stretches.ts';
import { bind, EMPTY, join, type Sql, sql } from './sql.ts';

/** Which rows of a dataset a part of the answer is made from. */
export interface Choice {
  filters: Filter | undefined;
  timeRange: TimeRange | undefined;
  /** Rows without a time (not started yet) belong to no period and no bucket of time. */
  timed: boolean;
  /** Trials and the like count too. */
  everything: boolean;
  /** They are looked up by the main entity, one after the other. */
  found?: boolean;
}

/** Who asks for what the population holds already asks for no more. */
const reachesOut = ({ lifts }: Field, leaf: Leaf): boolean =>
  lifts === true ||
  (Array.isArray(lifts) &&
    (leaf.operator !== 'in' || leaf.values.some((value) => lifts.includes(String(value)))));

/** A query that asks for everything, or filters on a field that lifts the population. */
export const liftsPopulation = ({ everything, filters }: SemanticQuery, { base }: Tables): boolean =>
  everything === true ||
  (filters !== undefined &&
    asksFor(filters, (leaf) =>
      base.fields.some((field) => field.name === leaf.field && reachesOut(field, leaf)),
    ));

/** The WHERE clause: what exists, what counts, what may be seen, what was asked for. */
export const where = (choice: Choice, tables: Tables, context: Context): Sql => {
  const { exclude, population } = tables.base;
  const conditions: Sql[] = [];
  if (exclude !== undefined) conditions.push(sql`not (${catalogSql(exclude, context)})`);
  if (population !== undefined && !choice.everything)
    conditions.push(sql`(${catalogSql(population, context)})`);
  const scoped = scopeCondition(tables, context);
  if (scoped) conditions.push(scoped);
  if (choice.timeRange) conditions.push(inRange(choice.timeRange, choice, tables, context));
  else if (choice.timed) conditions.push(sql`(${instantOf(tables, context)}) is not null`);
  if (choice.filters) {
    const passes = condition(choice.filters, tables, context);
    const stretched = isStretched(tables.base);
    conditions.push(stretched ? orStraddling(choice.filters, passes, tables, context) : passes);
  }
  if (conditions.length === 0) return sql``;
  return sql`
where ${join(conditions, '\n  and ')}`;
};

/**
 * Half open. All main entities are asked for unless the rows of some are: databases index runs by process
 * and time, seldom by time alone, so that a period is then read process by process instead of from the whole table.
 */
const inRange = (
  { from, to }: TimeRange,
  { filters, found }: Choice,
  tables: Tables,
  context: Context,
): Sql => {
  if (isStretched(tables.base)) return overlaps({ from, to }, tables, context);
  const ofAny = found === true || isNarrowed(filters, tables, context) ? EMPTY : ofAnyEntity(tables, context);
  const instant = instantOf(tables, context);
  return sql`${ofAny}${instant} >= ${bind(from, 'timestamptz')} and ${instant} < ${bind(to, 'timestamptz')}`;
};

/** As keys where the rows hold them: to join each row with its entity takes longer than to read it. */
const ofAnyEntity = (tables: Tables, context: Context): Sql => {
  const way = wayToEntity(tables, context);
  const held = heldKey(tables, way);
  const [entity] = way;
  if (!entity || !held || tables.joins(entity.to)) {
    tables.join(way);
    return EMPTY;
  }
  const source = sourceOf(context.model.dataset(entity.to), context);
  return sql`${held.ours} = any (array(select ${held.theirs} from ${source})) and `;
};

/** With what the filters name of the main entity, where all rows that are read must meet it. */
export const askedIn = ({ filters }: Choice, base: Dataset, context: Context): Context => {
  if (!isStretched(base) || (filters && namesTime(filters))) return context;
  return { ...context, asked: askedOf(filters, tablesOf(base, context), context) };
};

/** To the one row of the main entity that a row surely has; empty where there is none. */
export const wayToEntity = ({ base }: Tables, { model }: Context): Hop[] => {
  const { owner } = model.field(model.catalog.mainEntity, base);
  const path = model.path(base.name, owner.name) ?? [];
  return path.every((hop) => hop.relationship.required && !hop.many) ? path : [];
};
