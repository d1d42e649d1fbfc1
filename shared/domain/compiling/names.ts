import type { Dataset, Field } from '../../contracts/catalog.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import type { Statement } from '../../ports.ts';
import { columnOf } from './columns.ts';
import { type Compiling, contextOf, statementOf } from './compile.ts';
import { type Context, tablesOf } from './context.ts';
import { where } from './rows-of.ts';
import { bind, join, name, type Sql, sql, trusted } from './sql.ts';

/** As many names as a tenant may have. */
const MOST_NAMES = 20_000;
const COLUMNS = ['dimension', 'key', 'name', 'outside', 'listed', 'partly'];

/**
 * One SELECT of everything a question can name: for each field that is in the directory its key and name;
 * `outside`, `listed` and `partly` (see `Named`) where the dataset has the fields `only_outside`, `archived`
 * and `partly_kept`.
 * @throws InvalidQuery when the scope cannot be applied to a dataset.
 */
export const compileNames = (compiling: Compiling): Statement => {
  const context = contextOf(compiling);
  const selects = compiling.catalog.datasets.flatMap((dataset) =>
    dataset.fields
      .filter((field) => field.directory)
      .map((field) => sql`(${namesOf(field, dataset, context)})`),
  );
  if (selects.length === 0) throw new InvalidQuery('The catalog has no names');
  const body = sql`select ${join(COLUMNS.map(name), ', ')}
from (
${join(selects, '\nunion all\n')}
) as ${name('names')}
order by "dimension", "name" collate "C", "key" collate "C"
limit ${bind(MOST_NAMES, 'bigint')}`;
  return statementOf(body, COLUMNS, context);
};

const namesOf = (field: Field, dataset: Dataset, context: Context): Sql => {
  const tables = tablesOf(dataset, context);
  const column = columnOf(field.name, tables, context);
  const flag = (of: string, present: (value: Sql) => Sql) =>
    dataset.fields.some((one) => one.name === of)
      ? present(columnOf(of, tables, context).value)
      : trusted('null::boolean');
  const everything = { filters: undefined, timeRange: undefined, timed: false, everything: true };
  const identified = column.key !== undefined;
  const list = [
    sql`${bind(field.name, 'text')} as "dimension"`,
    sql`${column.key ?? column.value} as "key"`,
    sql`${column.value} as "name"`,
    sql`${identified ? flag('only_outside', (value) => value) : trusted('null::boolean')} as "outside"`,
    sql`${identified ? flag('archived', (value) => sql`not ${value}`) : trusted('null::boolean')} as "listed"`,
    sql`${identified ? flag('partly_kept', (value) => value) : trusted('null::boolean')} as "partly"`,
  ];
  const rows = where(everything, tables, context);
  return sql`select distinct ${join(list, ', ')} from ${tables.from()}${rows}`;
};
