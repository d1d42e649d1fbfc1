import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type ClientBase, escapeIdentifier, escapeLiteral } from 'pg';
import { type Grants, grantsOf } from './grants.ts';
import { guardedTables, putRowPolicy, removeRowPolicy } from './row-policy.ts';
import { type RowRules, rowRulesOf } from './row-rules.ts';

export interface ReadOnlyRole {
  role: string;
  password: string;
  /** Schema of the business tables. */
  schema: string;
  /** By default those of the catalog that `settings.ts` names. */
  grants?: Grants;
  /** Likewise. */
  rowRules?: RowRules;
  /** `keep`: brought up to date where it stands, otherwise left alone. */
  rowPolicy?: 'put' | 'keep' | 'remove';
}

export interface Installed {
  /** `table.column` that the grants name and this database does not have. */
  missing: string[];
  /** What the role can still do beyond reading: a managed server keeps some revocations to itself. */
  stillOpen: string[];
  /** Tables that the row policy stands on. */
  guarded: string[];
  /** Tables that it should stand on and cannot, and why. */
  unguarded: string[];
}

/**
 * Makes (or brings up to date) the role that answers are read with, in the database the client is connected
 * to: it can read the granted columns and nothing else. Run again after an upgrade of the business program.
 * The server gets a verifier, never the password, so that no log can hold it.
 */
export const installReadOnlyRole = async (client: ClientBase, role: ReadOnlyRole): Promise<Installed> => {
  const { schema, grants = grantsOf() } = role;
  const who = escapeIdentifier(role.role);
  const harden = await readFile(new URL('readonly-role.sql', import.meta.url), 'utf8');
  await client.query('begin');
  try {
    await client.query('set local client_min_messages = error');
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role.role]);
    if (known.rowCount === 0) await client.query(`create role ${who}`);
    await client.query(`alter role ${who} login password ${escapeLiteral(verifierOf(role.password))}`);
    await client.query(
      "select set_config('milhena.role', $1, true), set_config('milhena.schema', $2, true)",
      [role.role, schema],
    );
    await client.query(harden);
    const missing = await grantColumns(client, who, schema, grants);
    const unguarded = await rowPolicy(client, role);
    await client.query('commit');
    const guarded = await guardedTables(client, schema, role.role);
    return { missing, stillOpen: await stillOpen(client, role.role), guarded, unguarded };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

/** What it should stand on and cannot. */
const rowPolicy = async (client: ClientBase, wanted: ReadOnlyRole): Promise<string[]> => {
  const { role, schema, rowRules: rules = rowRulesOf(), rowPolicy: wish = 'keep' } = wanted;
  if (wish === 'remove') await removeRowPolicy(client, { schema });
  const stands = (await guardedTables(client, schema, role)).length > 0;
  if (wish !== 'put' && !stands) return [];
  return putRowPolicy(client, { role, schema, rules });
};

const grantColumns = async (
  client: ClientBase,
  who: string,
  schema: string,
  grants: Grants,
): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = (select oid from pg_namespace where nspname = $1)
       and a.attnum > 0 and not a.attisdropped`,
    [schema],
  );
  const there = new Set(rows.map((row) => row.name));
  const missing: string[] = [];
  for (const [table, columns] of Object.entries(grants)) {
    const present = columns.filter((column) => there.has(`${table}.${column}`));
    missing.push(
      ...columns.filter((column) => !present.includes(column)).map((column) => `${table}.${column}`),
    );
    if (present.length === 0) continue;
    const list = present.map(escapeIdentifier).join(', ');
    await client.query(
      `grant select (${list}) on ${escapeIdentifier(schema)}.${escapeIdentifier(table)} to ${who}`,
    );
  }
  return missing;
};

/** Asked of the server, not of what was meant. */
const stillOpen = async (client: ClientBase, role: string): Promise<string[]> => {
  const { rows } = await client.query<{ open: string }>(
    `select 'superuser' as open from pg_roles where rolname = $1 and rolsuper
     union all select 'temporary tables' where has_database_privilege($1, current_database(), 'temporary')
     union all select 'create in ' || nspname from pg_namespace where has_schema_privilege($1, oid, 'create')
     union all select 'write ' || oid::regclass from pg_class
       where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace <> 'pg_catalog'::regnamespace
         and has_table_privilege($1, oid, 'insert, update, delete, truncate')
     union all select 'execute ' || oid::regprocedure from pg_proc
       where proname ~ '^(lo_.*|lo(read|write)|pg_notify|pg_(try_)?advisory_.*|pg_sleep.*|dblink.*|pg_read_.*|pg_ls_.*|pg_terminate_backend|pg_cancel_backend)$'
         and has_function_privilege($1, oid, 'execute')`,
    [role],
  );
  return rows.map((row) => row.open);
};

const ITERATIONS = 4096;

/** A SCRAM-SHA-256 verifier (RFC 5802), as the server itself would store it. */
const verifierOf = (password: string): string => {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256');
  const sign = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(sign('Client Key')).digest('base64');
  const server = sign('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${server}`;
};
