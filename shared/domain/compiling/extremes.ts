import { conjuncts } from '../proof/filters.ts';
import { fieldValue, instantOf } from './columns.ts';
import { catalogSql, type Context, isSeen, type Tables, tablesOf } from './context.ts';
import { condition } from './filters.ts';
import { heldKey, isAbout, isNaming } from './held-keys.ts';
import { type Choice, wayToEntity, where } from './rows-of.ts';
import { EMPTY, join, name, type Sql, sql, trusted } from './sql.ts';

/** The first or the last instant of the rows of each main entity, which an index by entity and time has at its ends. */
export interface Extremes {
  /** A metric's value over all main entities of a group. */
  value(expression: string): Sql;
  /** What identifies the entity, as grouped rows are told apart. */
  key: Sql;
  from: Sql;
}

type End = 'min' | 'max';

/** Which end of the rows, and of which of them: those of which this is true. */
interface Endmost {
  end: End;
  of?: { field: string; is: string };
}

const ENDMOST =
  /^(min|max)\(([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)\)(?: filter \(where \2\.([a-z_][a-z0-9_]*)( = '[^']*')?\))?$/;

/** `min` or `max` of the time by which the rows of this dataset are put into periods. */
const endmostIn = (expression: string, { base }: Tables): Endmost | undefined => {
  const [, end, dataset, time, field, is = ''] = ENDMOST.exec(expression) ?? [];
  if (dataset !== base.name || time !== base.time || (end !== 'min' && end !== 'max')) return undefined;
  if (field === undefined) return { end };
  return base.fields.some(({ name: own }) => own === field) ? { end, of: { field, is } } : undefined;
};

/**
 * Where the database has such an index and nothing but first and last instants is asked for, they are looked up entity by entity instead of being sought
 * in all rows. Undefined where rows are filtered by what is their own: then most may have to be passed over; the last of some rows,
 * say of those that succeeded, is looked up only for a total of entities that are named.
 * `isTotal`: all entities are one group. Whichever of them has a row at its very end that counts bounds how far the others
 * are looked through, else one whose rows hardly ever count would be read whole.
 */
export const extremesOf = (
  expressions: readonly string[],
  choice: Choice,
  tables: Tables,
  context: Context,
  isTotal: boolean,
): Extremes | undefined => {
  const { base } = tables;
  const ends = expressions.flatMap((expression) => endmostIn(expression, tables) ?? []);
  if (base.indexed !== true || ends.length < expressions.length) return undefined;
  const path = wayToEntity(tables, context);
  const held = path.length === 1 ? heldKey(tables, path) : undefined;
  const filters = conjuncts(choice.filters);
  if (!held || !filters.every((filter) => isAbout(filter, path[0]?.to, tables, context))) return undefined;
  const ofSome = ends.some(({ of }) => of !== undefined);
  if (ofSome && !(isTotal && filters.some(isNaming))) return undefined;
  const entities = tablesOf(context.model.dataset(path[0]?.to ?? ''), context);
  const conditions = [
    ...filters.map((filter) => condition(filter, entities, context)),
    ...(context.scope.kind === 'all' ? [] : [isSeen(held.theirs, context)]),
  ];
  const found: Choice = { ...choice, filters: undefined, timed: true, found: true };
  const instant = instantOf(tables, context);
  const endmost = (end: End, shown: Sql, rows: Sql): Sql =>
    sql`${trusted(end)}((select ${shown} from ${tables.from()}${rows}
  and ${held.ours} = ${held.theirs}
order by ${instant} ${trusted(end === 'min' ? 'asc' : 'desc')} limit 1))`;
  const counts = choice.everything ? undefined : base.population;
  const isBounded = isTotal && counts !== undefined && !ofSome;
  const within = conditions.length === 0 ? EMPTY : sql`\nwhere ${join(conditions, '\n  and ')}`;
  const bounds = (): Sql => {
    const counted = sql`case when ${catalogSql(counts ?? 'true', context)} then ${instant} end`;
    const all = where({ ...found, everything: true }, tables, context);
    // Where no entity has such a row. Said here, for beside the index it would keep a row policy from using it.
    const none = { min: trusted(`'infinity'`), max: trusted(`'-infinity'`) };
    const list = [...new Set(ends.map(({ end }) => end))].map(
      (end) => sql`coalesce(${endmost(end, counted, all)}, ${none[end]}) as ${name(end)}`,
    );
    return sql`
  cross join (select ${join(list, ', ')} from ${entities.from()}${within}) as ${name('ends')}`;
  };
  const bound = (end: End): Sql => {
    if (!isBounded) return EMPTY;
    return sql`
  and ${instant} ${trusted(end === 'min' ? '<=' : '>=')} ${name('ends')}.${name(end)}`;
  };
  const rows = where(found, tables, context);
  const some = ({ of }: Endmost): Sql => {
    if (!of) return EMPTY;
    const { field } = context.model.field(of.field, base);
    return sql`
  and ${fieldValue(field, tables.expression(field.expression, []))}${trusted(of.is)}`;
  };
  return {
    value: (expression) => {
      const wanted = endmostIn(expression, tables) ?? { end: 'min' };
      return endmost(wanted.end, instant, sql`${rows}${bound(wanted.end)}${some(wanted)}`);
    },
    key: sql`(${held.theirs})::text`,
    from: sql`${entities.from()}${isBounded ? bounds() : EMPTY}${within}`,
  };
};
