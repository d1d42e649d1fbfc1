import type { Dataset } from '../../contracts/catalog.ts';
import type { Filter } from '../../contracts/query.ts';
import { type Column, columnOf, fieldValue } from './columns.ts';
import { type Context, tablesOf } from './context.ts';
import { keyName, valueName } from './cuts.ts';
import { condition } from './filters.ts';
import { isAbout, isNaming, isOneRow } from './held-keys.ts';
import { isTimeDimension, type Seen } from './model.ts';
import { join, name, type Sql, sql } from './sql.ts';

/** Names that are read once the rows are grouped by a key of their own: one row each, instead of one for every run. */
export interface LateNames {
  /** Which dimensions, by their position. */
  late: ReadonlySet<number>;
  /** All columns, as the reader is shown them. */
  columns: Column[];
  /** The key, as the rows hold it, in the place of the dimension that it stands for. */
  key: { at: number; value: Sql };
  /**
   * The grouped statement with the names beside, of those that pass the filters; `others` are its columns that are
   * neither keys nor names.
   */
  named(body: Sql, others: Sql[], filters: readonly Filter[]): Sql;
  /** Asks nothing of the rows, and is asked once of each name instead; what names a few narrows the rows at once. */
  canWait(filter: Filter): boolean;
}

/** Undefined where no dimension has a key that the base dataset holds itself. */
export const lateNamesOf = (
  dimensions: readonly string[],
  base: Dataset,
  context: Context,
): LateNames | undefined => {
  const { model } = context;
  const seen = dimensions.map((dimension) =>
    isTimeDimension(dimension) ? undefined : model.field(dimension, base),
  );
  const at = seen.findIndex((one) => one !== undefined && ownKey(one, base, context) !== undefined);
  const first = seen[at];
  const key = first && ownKey(first, base, context);
  if (!first || !key) return undefined;
  const owner = tablesOf(first.owner, context);
  const late = new Set(
    seen.flatMap((one, index) => (one && isOneRow(one) && one.owner === first.owner ? [index] : [])),
  );
  const own = tablesOf(base, context);
  const columns = dimensions.map((dimension, index) =>
    columnOf(dimension, late.has(index) ? owner : own, context),
  );
  const keyColumn = columns[at]?.key;
  if (!keyColumn) return undefined;
  const named = (body: Sql, others: Sql[], filters: readonly Filter[]): Sql => {
    const passing = filters.map((filter) => sql` and ${condition(filter, owner, context)}`);
    const list = columns.flatMap(({ key: its, value }, index) =>
      late.has(index)
        ? [...(its ? [sql`${its} as ${keyName(index)}`] : []), sql`${value} as ${valueName(index)}`]
        : [...(its ? [keyName(index)] : []), valueName(index)],
    );
    return sql`select ${join([...list, ...others], ', ')}
from ${owner.from()}
  join (
${body}
) as ${name('keyed')} on ${name('keyed')}.${keyName(at)} = ${keyColumn}${join(passing, '')}`;
  };
  const canWait = (filter: Filter) => !isNaming(filter) && isAbout(filter, first.path[0]?.to, own, context);
  return { late, columns, key: { at, value: key }, named, canWait };
};

/** What tells its names apart, where the base dataset holds it without looking at the named row. */
const ownKey = (seen: Seen, base: Dataset, context: Context): Sql | undefined => {
  if (seen.field.key === undefined || !isOneRow(seen)) return undefined;
  const held = context.model.field(seen.field.key, base);
  if (held.path.length > 0) return undefined;
  return fieldValue(held.field, tablesOf(base, context).expression(held.field.expression, []));
};
