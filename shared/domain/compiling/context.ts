import type { Scope } from '../../contracts/access.ts';
import type { Dataset } from '../../contracts/catalog.ts';
import { InvalidQuery } from '../../contracts/faults.ts';
import type { Hop, Model } from './model.ts';
import { readCatalogText } from './catalog-text.ts';
import { leanSource } from './lean-source.ts';
import { bind, join, later, name, type Sql, sql, trusted } from './sql.ts';

/** What stays the same throughout one statement. */
export interface Context {
  model: Model;
  /** The schema of the business tables, quoted. */
  schema: Sql;
  now: Sql;
  timeZone: Sql;
  scope: Scope;
  /** That the main entity with this key is one of those the question names; missing where it names none. */
  asked?: ((key: Sql) => Sql) | undefined;
  /** The columns of datasets that texts of the catalog speak of, as `dataset.column`: all of the statement's in the end. */
  spoken: Set<string>;
  /** The fields that the rows are read for; missing where that is not known. */
  needed?: ReadonlySet<string>;
}

/**
 * Text of the catalog as SQL: `:now` and `:time_zone` become bound values, `{schema}` the quoted schema,
 * `{seen <key of a process>}` the condition that the reader may see that process, and `{asked <key of a process>}` the
 * condition that the question names it; `{unasked}` is true where it names none. `{needed <field>}` is false of a field that
 * the statement does without, unless it does without all that stand so in the text: then it may be about the rows.
 */
export const catalogSql = (text: string, context: Context): Sql => {
  const { now, timeZone, schema, asked, needed, spoken } = context;
  const { pieces, columns, fields } = readCatalogText(text);
  for (const column of columns) spoken.add(column);
  const isNeeded = (field: string): boolean =>
    needed?.has(field) === true || !fields.some((one) => needed?.has(one));
  return join(
    pieces.map((piece) => {
      if (piece.kind === 'text') return piece.sql;
      if (piece.kind === 'now') return now;
      if (piece.kind === 'time_zone') return timeZone;
      if (piece.kind === 'schema') return schema;
      if (piece.kind === 'seen') return isSeen(piece.key, context);
      if (piece.kind === 'asked') return asked?.(piece.key) ?? TRUE;
      if (piece.kind === 'needed') return isNeeded(piece.field) ? TRUE : FALSE;
      return asked === undefined ? TRUE : FALSE;
    }),
    '',
  );
};

const TRUE = trusted('true');
const FALSE = trusted('false');

/** That the process with this key is one of those that the reader may see. */
export const isSeen = (key: Sql, { scope }: Context): Sql =>
  scope.kind === 'all' ? trusted('true') : sql`${key} = any(${bind(scope.ids, 'text[]')})`;

/** Its source itself leaves out what the reader may not see. */
export const scopesItself = ({ source }: Dataset): boolean => source.includes('{seen ');

/** A dataset's source under the dataset's name. */
export const sourceOf = (dataset: Dataset, context: Context): Sql => {
  if (!/^\s*(select|with)\s/i.test(dataset.source))
    return sql`${context.schema}.${name(dataset.source)} as ${name(dataset.name)}`;
  const source =
    dataset.lean === true
      ? later(() => catalogSql(leanSource(dataset.source, isUsed(dataset, context)), context))
      : catalogSql(dataset.source, context);
  return sql`(${source}) as ${name(dataset.name)}`;
};

/** Keys are spoken of by the compiler itself. */
const isUsed =
  ({ name: own, primaryKey }: Dataset, { model, spoken }: Context) =>
  (column: string): boolean =>
    spoken.has(`${own}.${column}`) ||
    primaryKey.includes(column) ||
    model.catalog.relationships.some(
      ({ from, to, fromColumns, toColumns }) =>
        (from === own && fromColumns.includes(column)) || (to === own && toColumns.includes(column)),
    );

/** The tables of one SELECT: a dataset, and the neighbours that its expressions turn out to need. */
export interface Tables {
  base: Dataset;
  /** SQL of an expression of a dataset at the end of this way; what it mentions is joined. */
  expression(text: string, path: Hop[]): Sql;
  join(path: Hop[]): void;
  /** It is joined already. */
  joins(dataset: string): boolean;
  from(): Sql;
}

export const tablesOf = (base: Dataset, context: Context): Tables => {
  const joins = new Map<string, Sql>();
  const joinPath = (path: Hop[]) => {
    for (const [index, { to, many, relationship }] of path.entries()) {
      if (joins.has(to)) continue;
      const kind = relationship.required || many ? trusted('join') : trusted('left join');
      const on = onClause(path[index - 1]?.to ?? base.name, path[index]);
      joins.set(to, sql`${kind} ${sourceOf(context.model.dataset(to), context)} on ${on}`);
    }
  };
  return {
    base,
    join: joinPath,
    joins: (dataset) => joins.has(dataset),
    expression: (text, path) => {
      joinPath(path);
      const home = path.at(-1)?.to ?? base.name;
      for (const mentioned of mentionedDatasets(text, context.model)) {
        if (mentioned === home) continue;
        const way = context.model.path(base.name, mentioned);
        if (!way) throw new InvalidQuery(`An expression of ${home} mentions ${mentioned}, out of reach`);
        joinPath(way);
      }
      return catalogSql(text, context);
    },
    from: () => join([sourceOf(base, context), ...joins.values()], '\n  '),
  };
};

/** How the row at `at` finds the rows of the hop's dataset. */
export const onClause = (at: string, hop: Hop | undefined): Sql => {
  if (!hop) throw new InvalidQuery(`No way from ${at}`);
  const { relationship, to, many } = hop;
  const [ours, theirs] = many
    ? [relationship.toColumns, relationship.fromColumns]
    : [relationship.fromColumns, relationship.toColumns];
  return join(
    ours.map((column, index) => sql`${name(to)}.${name(theirs[index] ?? '')} = ${name(at)}.${name(column)}`),
    ' and ',
  );
};

const mentions = new WeakMap<Model, Map<string, string[]>>();

const mentionedDatasets = (text: string, model: Model): string[] => {
  const known = mentions.get(model) ?? new Map<string, string[]>();
  mentions.set(model, known);
  const found =
    known.get(text) ??
    model.catalog.datasets
      .map((dataset) => dataset.name)
      .filter((dataset) => new RegExp(`(?<![.\\w"])${dataset}\\.`).test(text));
  known.set(text, found);
  return found;
};
