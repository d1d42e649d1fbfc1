import { type ClientBase, escapeIdentifier, escapeLiteral } from 'pg';
import type { RowRules } from './row-rules.ts';

interface Place {
  /** The read-only role. */
  role: string;
  /** Schema of the business tables. */
  schema: string;
  rules: RowRules;
}

/** Names of ours in the customer's database; all of them begin so. */
const OURS = 'milhena';
const EVERYONE = 'milhena: everyone';
const policyOf = (role: string): string => `milhena: ${role} reads`;

/**
 * Puts the row policy on the business tables: the read-only role sees the rows of the processes that the
 * transaction names in `milhena.scope` (`all`, or an array of keys), and none when it names nothing. Nobody else
 * notices: owners are not asked, and for every other role a policy that lets everything through stands beside it.
 *
 * The policies reach columns through functions of any row type, whose text the server does not follow: so the
 * business program may alter and drop its columns and tables as ever. Should a column be gone, the read-only role
 * gets an error and no rows.
 * @returns the tables that it should stand on and cannot, and why
 */
export const putRowPolicy = async (client: ClientBase, place: Place): Promise<string[]> => {
  const there = await tablesOf(client, place);
  const unguarded: string[] = [];
  await makeHelpers(client, place);
  for (const [table, rule] of Object.entries(place.rules)) {
    const found = there.get(table);
    if (!found) continue;
    if (!found.ours) {
      unguarded.push(`${table}: it belongs to ${found.owner}, who alone (or a superuser) may put it there`);
      continue;
    }
    if ('of' in rule && !there.has(rule.of)) {
      unguarded.push(`${table}: there is no ${rule.of}`);
      continue;
    }
    await guard(client, place, table, found.secured);
  }
  return unguarded;
};

/** Takes it off again. Row security stays on where another policy needs it. */
export const removeRowPolicy = async (
  client: ClientBase,
  { schema }: Pick<Place, 'schema'>,
): Promise<void> => {
  const { rows } = await client.query<{ name: string; policies: string[]; others: boolean }>(
    `select c.relname as name, array_agg(p.polname::text) filter (where p.polname like 'milhena: %') as policies,
       bool_or(p.polname not like 'milhena: %') as others
     from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relnamespace = to_regnamespace(quote_ident($1)) group by 1
     having bool_or(p.polname like 'milhena: %')`,
    [schema],
  );
  for (const { name, policies, others } of rows) {
    const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
    for (const policy of policies) await client.query(`drop policy ${escapeIdentifier(policy)} on ${table}`);
    if (!others) await client.query(`alter table ${table} disable row level security`);
  }
  await client.query(`drop schema if exists ${OURS} cascade`);
};

/** The tables that the policy of this role stands on. */
export const guardedTables = async (client: ClientBase, schema: string, role: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relrowsecurity and p.polname = $2
       and (select oid from pg_roles where rolname = $3) = any(p.polroles) order by 1`,
    [schema, policyOf(role), role],
  );
  return rows.map(({ name }) => name);
};

interface Table {
  owner: string;
  /** The client may alter it. */
  ours: boolean;
  /** Row security is on for a reason that is not ours. */
  secured: boolean;
}

const tablesOf = async (client: ClientBase, { schema }: Place): Promise<Map<string, Table>> => {
  const { rows } = await client.query<Table & { name: string }>(
    `select c.relname as name, pg_get_userbyid(c.relowner) as owner, pg_has_role(c.relowner, 'usage') as ours,
       c.relrowsecurity and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = $2) as secured
     from pg_class c where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relkind in ('r', 'p')`,
    [schema, EVERYONE],
  );
  return new Map(rows.map(({ name, ...table }) => [name, table]));
};

const helper = (name: string): string => `${OURS}.${escapeIdentifier(name)}`;
const columnOf = (column: string): string => helper(`key ${column}`);
const keysOf = (table: string, column: string): string => helper(`keys ${table} ${column}`);

/** Functions without a will of their own: they run with the rights of whoever asks. */
const makeHelpers = async (client: ClientBase, { role, rules }: Place): Promise<void> => {
  await client.query(
    `create schema if not exists ${OURS}; grant usage on schema ${OURS} to ${escapeIdentifier(role)}`,
  );
  const scope = `pg_catalog.current_setting('milhena.scope', true)`;
  await define(client, `${OURS}.everything()`, 'boolean', `select coalesce(${scope} = 'all', false)`);
  await define(
    client,
    `${OURS}.keys()`,
    'text[]',
    `select case when ${scope} like '{%' then ${scope}::text[] end`,
  );
  for (const rule of Object.values(rules)) {
    const name = escapeIdentifier(rule.column);
    await define(client, `${columnOf(rule.column)}(anyelement)`, 'text', `select ($1).${name}::text`);
  }
};

const define = (client: ClientBase, head: string, returns: string, text: string): Promise<unknown> =>
  client.query(
    `create or replace function ${head} returns ${returns}
     language sql stable parallel safe as ${escapeLiteral(text)}`,
  );

const guard = async (client: ClientBase, place: Place, table: string, secured: boolean): Promise<void> => {
  const { role, schema, rules } = place;
  const on = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  const rule = rules[table];
  if (!rule) return;
  const key = `${columnOf(rule.column)}(${escapeIdentifier(table)})`;
  if ('of' in rule) {
    const from = `${escapeIdentifier(schema)}.${escapeIdentifier(rule.of)}`;
    const listed = `select ${escapeIdentifier(rule.its)}::text from ${from}`;
    await define(client, `${keysOf(rule.of, rule.its)}()`, 'setof text', listed);
  }
  const seen =
    'of' in rule
      ? `${key} in (select found from ${keysOf(rule.of, rule.its)}() as found)`
      : `${key} = any((select ${OURS}.keys())::text[])`;
  const policy = escapeIdentifier(policyOf(role));
  const everyone = escapeIdentifier(EVERYONE);
  await client.query(`drop policy if exists ${policy} on ${on}`);
  if (!secured) {
    await client.query(`drop policy if exists ${everyone} on ${on}`);
    await client.query(`create policy ${everyone} on ${on} for all to public using (true) with check (true)`);
  }
  await client.query(
    `create policy ${policy} on ${on} as restrictive for select to ${escapeIdentifier(role)}
     using ((select ${OURS}.everything()) or ${seen})`,
  );
  await client.query(`alter table ${on} enable row level security`);
};
