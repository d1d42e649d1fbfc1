import type { Client } from 'pg';

/**
 * The tables of n8n in the words of section 11 of its fact sheet, written without the catalog: what the statements
 * of expected-sql.ts stand on. They live in the session of `client` and hold what was true at `now`.
 */
export const makeExpectedTables = async (client: Client, now: string, timeZone: string): Promise<void> => {
  const instant = client.escapeLiteral(now);
  const zone = client.escapeLiteral(timeZone);
  await client.query(processTable);
  await client.query(`
    create temp table x_tag as
      select l."workflowId" as workflow, t.name as tag
      from workflows_tags l join tag_entity t on t.id = l."tagId"`);
  await client.query(runTable(instant, zone));
  await client.query(summaryTable(zone));
  await client.query(knownTable);
};

const COUNTED = `('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')`;

const CALENDAR = `
    extract(hour from local)::int as hour,
    extract(isodow from local)::int as weekday,
    to_char(local, 'YYYY-MM-DD') as day,
    to_char(date_trunc('week', local), 'YYYY-MM-DD') as week,
    to_char(local, 'YYYY-MM') as month`;

const processTable = `
  create temp table x_process as
  with kept as (select * from execution_entity where "deletedAt" is null),
  insight as (
    select m."workflowId" as workflow, i.type, i.value
    from insights_metadata m
    join (select "metaId", type, value from insights_by_period
          union all select "metaId", type, value from insights_raw) i on i."metaId" = m."metaId"),
  success_seen as (
    select "workflowId" as workflow from kept where status = 'success' and mode in ${COUNTED}
    union select workflow from insight where type = 2 and value > 0
    union select "workflowId" from workflow_statistics where name = 'production_success' and count > 0),
  ever_seen as (
    select "workflowId" as workflow from execution_entity where mode <> 'manual'
    union select workflow from insight
    union select "workflowId" from workflow_statistics
          where name in ('production_success', 'production_error') and count > 0),
  counted as (
    select "workflowId" as workflow,
      max("startedAt") as last_run,
      max("startedAt") filter (where status in ('error', 'crashed')) as last_failure,
      count(*) filter (where status in ('success', 'error', 'crashed')) as completed
    from kept where mode in ${COUNTED} group by 1)
  select w.id as workflow, w.name as process, w."createdAt" as created_at,
    w.active and w."activeVersionId" is not null as live,
    w."isArchived" as archived,
    coalesce(w.settings->>'saveDataSuccessExecution' = 'none', false) as loses_successes,
    coalesce(team.name, folder.name, 'general') as area,
    case when w.settings->>'timeSavedMode' is distinct from 'dynamic'
      then (w.settings->>'timeSavedPerExecution')::float8 * 60 end as saved_each,
    c.last_run, c.last_failure,
    c.workflow is null and exists (select from kept k where k."workflowId" = w.id) as only_outside,
    w.active and w."activeVersionId" is not null
      and not exists (select from ever_seen s where s.workflow = w.id) as never_run,
    coalesce(c.completed, 0) > 0
      and not exists (select from success_seen s where s.workflow = w.id) as always_fails
  from workflow_entity w
  left join counted c on c.workflow = w.id
  left join lateral (
    select p.name from shared_workflow s join project p on p.id = s."projectId"
    where s."workflowId" = w.id and s.role = 'workflow:owner' and p.type = 'team') team on true
  left join folder on folder.id = w."parentFolderId"`;

const runTable = (now: string, zone: string): string => `
  create temp table x_run as
  with run as (
    select e.id, e."workflowId" as workflow, e.status as outcome, e.mode as start_type,
      e."startedAt" as started_at, e."startedAt" at time zone ${zone} as local,
      e."createdAt" as created_at, e."waitTill" as wait_till, e."stoppedAt" as waiting_since,
      e.mode in ${COUNTED} as counted,
      e.status in ('error', 'crashed') as failed,
      e.status in ('success', 'error', 'crashed') as completed,
      case when e.status in ('success', 'error')
        then extract(epoch from e."stoppedAt" - e."startedAt")::float8 end as duration,
      extract(epoch from e."startedAt" - e."createdAt")::float8 as start_delay,
      case when e.status = 'running'
        then extract(epoch from timestamptz ${now} - e."startedAt")::float8 end as running_for,
      case when e.status = 'waiting'
        then extract(epoch from timestamptz ${now} - e."stoppedAt")::float8 end as waiting_for,
      e.status in ('error', 'crashed') and e."retrySuccessId" is not null as recovered
    from execution_entity e where e."deletedAt" is null),
  usual as (
    select workflow, percentile_cont(0.95) within group (order by duration) as p95
    from run where counted and started_at >= timestamptz ${now} - interval '30 days' group by 1)
  select run.*, p.process, p.area, p.live, p.archived, p.never_run, p.always_fails, p.only_outside,
    p.loses_successes,
    case when outcome = 'success' then p.saved_each end as time_saved,
    coalesce(running_for > greatest(3600, 3 * usual.p95), false) as stuck,
    ${CALENDAR}
  from run
  join x_process p on p.workflow = run.workflow
  left join usual on usual.workflow = run.workflow`;

/** The platform's own summaries, each from its beginning to its end; those not yet put together have no length. */
const summaryTable = (zone: string): string => `
  create temp table x_summary as
  with summary as (
    select "metaId", type, value, "periodStart" as started_at, "periodStart" +
      case "periodUnit" when 0 then interval '1 hour' when 1 then interval '24 hours' else interval '168 hours' end as ends_at
    from insights_by_period
    union all
    select "metaId", type, value, timestamp, timestamp from insights_raw),
  placed as (
    select m."workflowId" as workflow, s.type, s.value::float8 as value, s.started_at, s.ends_at,
      s.started_at at time zone ${zone} as local
    from summary s join insights_metadata m using ("metaId") where s.type in (0, 1, 2, 3))
  select placed.*, p.process, p.area, p.live, p.archived, p.never_run, p.always_fails, p.only_outside,
    p.loses_successes,
    ${CALENDAR}
  from placed join x_process p on p.workflow = placed.workflow`;

const PLACE = `workflow, process, area, live, archived, never_run, always_fails, only_outside,
    started_at, hour, weekday, day, week, month`;

/**
 * Every process by its rows, but one that keeps no successes by its summaries. Their time includes runs that were
 * lost, which durations leave out; such a process of the demo company lost none.
 */
const knownTable = `
  create temp table x_known as
  select ${PLACE}, counted, outcome, failed, completed,
    1::float8 as n, duration as seconds, (duration is not null)::int as timed
  from x_run where not (loses_successes and counted and completed)
  union all
  select ${PLACE}, true, case type when 2 then 'success' end, type = 3, type in (2, 3),
    case when type in (2, 3) then value else 0 end,
    case when type = 1 then value / 1000 end,
    case when type in (2, 3) then value else 0 end
  from x_summary where loses_successes and type in (1, 2, 3)`;
