import type { Client } from 'pg';
import type { Line, Section } from './doctor-report.ts';

const DANGEROUS =
  '^(lo_.*|lo(read|write)|pg_notify|pg_(try_)?advisory_.*|pg_sleep.*|dblink.*|pg_read_.*|pg_ls_.*|pg_terminate_backend|pg_cancel_backend)$';

const ADVICE = 'Answer with a role that may only read what is needed: infra/database/README.md makes one.';

/** What the role can do beyond reading what it needs; asked of the server itself. */
export const privilegeSection = async (
  client: Client,
  schema: string,
  secrets: readonly string[],
): Promise<Section> => {
  const title = 'What the role may do beyond reading';
  const [superuser] = await names(
    client,
    'select rolname as name from pg_roles where rolname = current_user and rolsuper',
  );
  const lines: Line[] =
    superuser !== undefined
      ? [{ mark: 'problem', text: 'everything: it is a superuser' }]
      : [
          ...(await attributes(client)),
          ...(await memberships(client)),
          ...(await writes(client, schema)),
          ...(await functions(client)),
          ...(await readableSecrets(client, schema, secrets)),
          ...(await defaults(client)),
        ];
  const last = lines.at(-1);
  if (last === undefined) return { title, lines: [{ mark: 'ok', text: 'nothing' }] };
  return { title, lines: [...lines.slice(0, -1), { ...last, advice: ADVICE }] };
};

const names = async (client: Client, sql: string, values: unknown[] = []): Promise<string[]> =>
  (await client.query<{ name: string }>(sql, values)).rows.map(({ name }) => name);

const attributes = async (client: Client): Promise<Line[]> => {
  const found = await names(
    client,
    `select a.name from pg_roles r, lateral (values ('creates roles', rolcreaterole),
       ('creates databases', rolcreatedb), ('replicates', rolreplication), ('ignores row policies', rolbypassrls)) a(name, has)
     where r.rolname = current_user and a.has`,
  );
  return found.map((text) => ({ mark: 'problem', text }));
};

const memberships = async (client: Client): Promise<Line[]> => {
  const found = await names(
    client,
    `select rolname as name from pg_roles where rolname <> current_user and pg_has_role(current_user, oid, 'member') order by 1 limit 20`,
  );
  return found.map((name) => ({ mark: 'problem', text: `is a member of ${name}` }));
};

const writes = async (client: Client, schema: string): Promise<Line[]> => {
  const tables = await names(
    client,
    `select relname as name from pg_class where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace = to_regnamespace(quote_ident($1))
       and has_table_privilege(oid, 'insert, update, delete, truncate') order by 1`,
    [schema],
  );
  const others = await names(
    client,
    `select 'makes temporary tables' as name where has_database_privilege(current_database(), 'temporary')
     union all select 'creates in schema ' || nspname from pg_namespace
       where nspname !~ '^pg_(toast|temp)' and has_schema_privilege(oid, 'create')`,
  );
  const written =
    tables.length > 0 ? [`writes ${tables.length} tables (${tables.slice(0, 5).join(', ')} …)`] : [];
  return [...written, ...others].map((text) => ({ mark: 'problem', text }));
};

const functions = async (client: Client): Promise<Line[]> => {
  const found = await names(
    client,
    `select distinct proname as name from pg_proc where proname ~ $1 and has_function_privilege(oid, 'execute') order by 1`,
    [DANGEROUS],
  );
  if (found.length === 0) return [];
  const text = `runs ${found.length} functions that do more than read (${found.slice(0, 6).join(', ')} …)`;
  return [{ mark: 'warning', text }];
};

const readableSecrets = async (
  client: Client,
  schema: string,
  secrets: readonly string[],
): Promise<Line[]> => {
  const lines: Line[] = [];
  for (const secret of secrets) {
    const [table = '', column] = secret.split('.');
    const [readable] = await names(
      client,
      `select 'yes' as name from pg_class c where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relname = $2
         and case when $3::text is null then has_any_column_privilege(c.oid, 'select')
           else exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = $3
             and has_column_privilege(c.oid, a.attnum, 'select')) end`,
      [schema, table, column ?? null],
    );
    if (readable !== undefined) lines.push({ mark: 'problem', text: `reads ${secret}, which holds secrets` });
  }
  return lines;
};

/** The adapter sets both in every transaction; they are the second lock on the door. */
const defaults = async (client: Client): Promise<Line[]> => {
  const { rows } = await client.query<{ name: string; reset_val: string }>(
    `select name, reset_val from pg_settings where name in ('default_transaction_read_only', 'statement_timeout')`,
  );
  const value = (name: string): string => rows.find((row) => row.name === name)?.reset_val ?? '';
  const lines: Line[] = [];
  if (value('default_transaction_read_only') !== 'on')
    lines.push({ mark: 'warning', text: 'its sessions are not read only by default' });
  if (value('statement_timeout') === '0')
    lines.push({ mark: 'warning', text: 'its statements have no time limit of their own' });
  return lines;
};
