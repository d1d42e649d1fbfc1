import { type Column, columnOf } from './columns.ts';
import type { Context, Tables } from './context.ts';
import type { LateNames } from './late-names.ts';
import { name, type Sql } from './sql.ts';

/** A column that rows are grouped by. */
export interface Cut {
  name: Sql;
  value: Sql;
}

/** What the rows of these tables are grouped by, for the dimensions in turn: the key of names that are read later. */
export const cutsOf = (
  dimensions: readonly string[],
  late: LateNames | undefined,
  tables: Tables,
  context: Context,
): Cut[] =>
  dimensions.flatMap((dimension, index) => {
    if (late?.key.at === index) return [{ name: keyName(index), value: late.key.value }];
    if (late?.late.has(index)) return [];
    const { key, value } = columnOf(dimension, tables, context);
    const shown = { name: valueName(index), value };
    return key ? [{ name: keyName(index), value: key }, shown] : [shown];
  });

/** All columns of the dimensions: the keys that tell names apart, and what is shown. */
export const groupNames = (columns: readonly Column[]): Sql[] =>
  columns.flatMap(({ key }, index) => (key ? [keyName(index), valueName(index)] : [valueName(index)]));

export const keyName = (index: number): Sql => name(`key ${index + 1}`);
export const valueName = (index: number): Sql => name(`dim ${index + 1}`);
