import type { Client } from 'pg';

const COPY_PROCESSES = `
  insert into public.workflow_entity
  select (jsonb_populate_record(w, jsonb_build_object('id', left(md5(w.id || copy), 16), 'name', w.name || ' ' || copy))).*
  from public.workflow_entity w, generate_series(2, $2::int) copy where w.id = any($1)
  order by copy, w.id limit $3`;
const COPY_OWNERS = `
  insert into public.shared_workflow
  select (jsonb_populate_record(s, jsonb_build_object('workflowId', made.id))).*
  from public.shared_workflow s cross join generate_series(2, $2::int) copy
  join public.workflow_entity made on made.id = left(md5(s."workflowId" || copy), 16)
  where s."workflowId" = any($1)`;
const SPREAD = `
  with numbered as (
    select id, row_number() over (order by id <> $1, id) - 1 as place, count(*) over () as count
    from public.workflow_entity where id = any($2) or id <> all($3)
  )
  update public.execution_entity run set "workflowId" = numbered.id
  from numbered where numbered.place = run.id % numbered.count`;

/**
 * Turns the demo company into one with so many processes: copies of those it has, or fewer of them, and its runs
 * spread evenly over them. The named one stays among them.
 */
export const spreadOver = async (admin: Client, count: number, named: string): Promise<void> => {
  const { rows } = await admin.query<{ id: string }>(
    'select id from public.workflow_entity order by name <> $1, id',
    [named],
  );
  const all = rows.map(({ id }) => id);
  const kept = all.slice(0, count);
  const times = Math.ceil(count / kept.length);
  await admin.query(COPY_PROCESSES, [kept, times, count - kept.length]);
  await admin.query(COPY_OWNERS, [kept, times]);
  await admin.query(SPREAD, [kept[0], kept, all]);
  await admin.query('delete from public.workflow_entity where id = any($1)', [all.slice(count)]);
};
