import { parse } from 'libpg-query';

// Nodes of the grammar that a statement of ours may be made of. Absent on purpose: everything that writes,
// locks, or names a table to write to (InsertStmt …, LockingClause, IntoClause), and A_Star (`count(*)` has none).
const NODES = new Set(
  `
  SelectStmt ResTarget ColumnRef String RangeVar RangeSubselect RangeFunction JoinExpr
  A_Expr A_Const BoolExpr NullTest BooleanTest CaseExpr CaseWhen CoalesceExpr
  MinMaxExpr FuncCall TypeCast TypeName ParamRef SubLink SortBy List
  Integer Alias SetToDefault WindowDef A_Indirection A_Indices A_ArrayExpr WithClause
  CommonTableExpr CollateClause NamedArgExpr
  `.split(/\s+/),
);

const FUNCTIONS = new Set(
  `
  count sum avg min max percentile_cont array_agg row_number rank
  coalesce nullif date_part date_trunc timezone to_char make_interval generate_series
  date_bin left octet_length lower strpos translate json_typeof json_array_elements json_build_object
  pg_stat_get_tuples_inserted pg_stat_get_tuples_updated pg_stat_get_tuples_deleted
  `.split(/\s+/),
);

const OPERATORS = new Set([...'= <> < <= > >= + - * / ~ !~* -> ->> #>>'.split(' '), '~~']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What in this text is not a single SELECT over what we allow, judged by PostgreSQL's own grammar. */
export const readOnlySelect = async (sql: string): Promise<string[]> => {
  const { stmts = [] } = await parse(sql);
  const wrong: string[] = [];
  if (stmts.length !== 1) wrong.push(`${stmts.length} statements`);
  for (const { stmt } of stmts) {
    if (!isObject(stmt) || !('SelectStmt' in stmt)) wrong.push('not a SELECT');
    walk(stmt, wrong);
  }
  return wrong;
};

const nameOf = (parts: unknown): string[] =>
  Array.isArray(parts)
    ? parts.map((part) => String(isObject(part) && isObject(part['String']) ? part['String']['sval'] : part))
    : [];

const walk = (node: unknown, wrong: string[]): void => {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, wrong));
  if (!isObject(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (/^[A-Z]/.test(key)) checkNode(key, value, wrong);
    if (key === 'lockingClause' || key === 'intoClause') wrong.push(key);
    walk(value, wrong);
  }
};

const checkNode = (type: string, node: unknown, wrong: string[]): void => {
  if (!NODES.has(type)) wrong.push(`node ${type}`);
  if (!isObject(node)) return;
  if (type === 'FuncCall') {
    const [last = '', schema = 'pg_catalog'] = nameOf(node['funcname']).toReversed();
    if (schema !== 'pg_catalog' || !FUNCTIONS.has(last)) wrong.push(`function ${last}`);
  }
  if (type === 'A_Expr')
    for (const operator of nameOf(node['name']))
      if (!OPERATORS.has(operator)) wrong.push(`operator ${operator}`);
  if (type === 'A_Const' && JSON.stringify(node).length > 200) wrong.push('a long literal');
};
