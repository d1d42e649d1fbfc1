-- Hardens a role that may only read, in the business database. Run as superuser (or, on a managed server, as
-- its administrator) with the settings milhena.role and milhena.schema set; install.ts does, and grants columns.
--
-- A role with nothing but SELECT and default_transaction_read_only can still create temporary tables and large
-- objects, notify, hold advisory locks, sleep, end its siblings' sessions and run anonymous code blocks. These
-- are everyone's (PUBLIC) by default. They are taken from PUBLIC in this database, and given at once to every
-- other role that exists, so that the customer's own programs notice nothing.

do $$
declare
  reader text := current_setting('milhena.role');
  schema_name text := current_setting('milhena.schema');
  other record;
  guarded record;
begin
  execute format('alter role %I nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls', reader);
  for other in
    select granted.rolname from pg_auth_members member
    join pg_roles granted on granted.oid = member.roleid join pg_roles mine on mine.oid = member.member
    where mine.rolname = reader
  loop
    execute format('revoke %I from %I', other.rolname, reader);
  end loop;
  execute format('revoke all on all tables in schema %I from %I', schema_name, reader);
  execute format('revoke all on all sequences in schema %I from %I', schema_name, reader);
  execute format('revoke all on all functions in schema %I from %I', schema_name, reader);
  execute format('revoke all on schema %I from %I', schema_name, reader);
  execute format('revoke all on database %I from %I', current_database(), reader);

  for guarded in
    select format('temporary on database %I', current_database()) as privilege
      where has_database_privilege('public', current_database(), 'temporary')
    union all
    select format('create on schema %I', nspname) from pg_namespace
      where nspname in ('public', schema_name) and has_schema_privilege('public', oid, 'create')
    union all
    select format('usage on language %I', lanname) from pg_language
      where lanpltrusted and lanname <> 'sql' and has_language_privilege('public', oid, 'usage')
    union all
    select format('execute on %s %s', case prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('pg_catalog', 'public', schema_name) and p.prokind in ('f', 'p')
        and has_function_privilege('public', p.oid, 'execute')
        and p.proname ~ ('^(lo_.*|lo(read|write)|be_lo_.*|pg_notify|pg_(try_)?advisory_.*|pg_sleep.*|dblink.*'
          || '|pg_cancel_backend|pg_terminate_backend|pg_export_snapshot|pg_logical_.*|pg_replication_.*'
          || '|pg_read_.*|pg_ls_.*|pg_stat_file|pg_file_.*|pg_current_logfile|pg_switch_wal|pg_create_.*'
          || '|pg_copy_.*|pg_backup_.*|pg_reload_conf|pg_log_.*|pg_stat_reset.*|pg_import_.*)$')
  loop
    for other in
      select rolname from pg_roles where rolname <> reader and not rolsuper and rolname !~ '^pg_'
    loop
      execute format('grant %s to %I', guarded.privilege, other.rolname);
    end loop;
    execute format('revoke %s from public', guarded.privilege);
  end loop;

  execute format('grant connect on database %I to %I', current_database(), reader);
  execute format('grant usage on schema %I to %I', schema_name, reader);
end $$;

-- The defaults of its sessions. It could change them: the adapter therefore sets them in each transaction too.
do $$
declare
  reader text := current_setting('milhena.role');
  choice record;
begin
  for choice in
    select name, value from (values
      ('default_transaction_read_only', 'on'),
      ('statement_timeout', '5s'),
      ('lock_timeout', '1s'),
      ('idle_in_transaction_session_timeout', '10s'),
      ('transaction_timeout', '15s'),
      ('row_security', 'on'),
      -- Compiling a plan costs more than our short statements take.
      ('jit', 'off'),
      ('search_path', 'pg_catalog')
    ) as chosen(name, value)
    where exists (select 1 from pg_settings where pg_settings.name = chosen.name)
  loop
    execute format('alter role %I in database %I set %I = %L', reader, current_database(), choice.name, choice.value);
  end loop;
end $$;
