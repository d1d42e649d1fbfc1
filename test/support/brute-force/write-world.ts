import type { Client } from 'pg';
import { AREAS, type Process, type Run, TAGS, type World } from './world.ts';

const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Columns that an older layout does not have are left out. */
const insert = async (client: Client, table: string, rows: Record<string, unknown>[]) => {
  const [first] = rows;
  if (!first) return;
  const { rows: there } = await client.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attname = any($2)',
    [`public."${table}"`, Object.keys(first)],
  );
  const columns = there.map(({ name }) => `"${name}"`).join(', ');
  await client.query(
    `insert into public."${table}" (${columns}) select ${columns} from json_populate_recordset(null::public."${table}", $1)`,
    [JSON.stringify(rows)],
  );
};

/** Writes the world into an empty database in the n8n layout; as superuser, for keys that point nowhere. */
export const writeWorld = async (client: Client, { processes, runs }: World): Promise<void> => {
  const epoch = at(0);
  const stamps = { createdAt: epoch, updatedAt: epoch };
  await client.query('set session_replication_role = replica');
  await insert(
    client,
    'workflow_entity',
    processes.map(({ id, name, active, activeVersionId, isArchived, settings, folder, createdAt }) => ({
      id,
      name,
      active,
      activeVersionId,
      isArchived,
      settings,
      createdAt: at(createdAt),
      updatedAt: epoch,
      nodes: [],
      connections: {},
      versionId: id,
      triggerCount: 1,
      versionCounter: 1,
      parentFolderId: folder === null ? null : `folder ${folder}`,
    })),
  );
  await insert(
    client,
    'folder',
    AREAS.map((name) => ({ id: `folder ${name}`, name, projectId: 'p', ...stamps })),
  );
  const owners = [...new Set(processes.map(({ personal }) => personal).filter((name) => name !== null))];
  await insert(client, 'project', [
    ...AREAS.map((name) => ({ id: `team ${name}`, name, type: 'team', ...stamps })),
    ...owners.map((name) => ({ id: `own ${name}`, name, type: 'personal', ...stamps })),
  ]);
  await insert(
    client,
    'shared_workflow',
    processes.flatMap(({ id, team, personal }) =>
      [
        ...(team === null
          ? []
          : [{ workflowId: id, projectId: `team ${team}`, role: 'workflow:owner', ...stamps }]),
        ...(personal === null
          ? []
          : [{ workflowId: id, projectId: `own ${personal}`, role: 'workflow:owner', ...stamps }]),
        { workflowId: id, projectId: 'team Magazzino', role: 'workflow:editor', ...stamps },
      ].filter((row, index, all) => all.findIndex((one) => one.projectId === row.projectId) === index),
    ),
  );
  await insert(
    client,
    'tag_entity',
    TAGS.map((name, index) => ({ id: `tag${index}`, name, ...stamps })),
  );
  await insert(
    client,
    'workflows_tags',
    processes.flatMap(({ id, tags }) =>
      tags.map((tag) => ({ workflowId: id, tagId: `tag${TAGS.indexOf(tag)}` })),
    ),
  );
  await writeWitnesses(client, processes);
  await writeRuns(client, runs);
  await client.query('set session_replication_role = origin');
  await client.query('analyze');
};

/** Adds runs to a world that is written already. */
export const writeRuns = (client: Client, runs: Run[]): Promise<void> =>
  insert(
    client,
    'execution_entity',
    runs.map(({ id, process, status, mode, retrySuccessId, ...times }) => ({
      id,
      workflowId: process.id,
      status,
      mode,
      retrySuccessId,
      finished: status === 'success',
      storedAt: 'db',
      createdAt: at(times.createdAt),
      startedAt: at(times.startedAt),
      stoppedAt: at(times.stoppedAt),
      waitTill: at(times.waitTill),
      deletedAt: at(times.deletedAt),
    })),
  );

const writeWitnesses = async (client: Client, processes: Process[]) => {
  let counterId = 0;
  await insert(
    client,
    'workflow_statistics',
    processes.flatMap(({ id, counters }) =>
      Object.entries(counters).map(([name, count]) => ({
        id: (counterId += 1),
        name,
        count,
        workflowId: id,
      })),
    ),
  );
  const known = processes.map((process, index) => ({ ...process, metaId: index + 1 }));
  await insert(
    client,
    'insights_metadata',
    known.map(({ id, metaId, name }) => ({ metaId, workflowId: id, workflowName: name, projectName: '' })),
  );
  const summaries = known.flatMap(({ metaId, insights }) =>
    insights.map(({ type, value, raw }, index) => ({ id: metaId * 10 + index, metaId, type, value, raw })),
  );
  await insert(
    client,
    'insights_by_period',
    summaries.flatMap(({ raw, ...row }) => (raw ? [] : [{ ...row, periodUnit: 1, periodStart: at(0) }])),
  );
  await insert(
    client,
    'insights_raw',
    summaries.flatMap(({ raw, ...row }) => (raw ? [{ ...row, timestamp: at(0) }] : [])),
  );
};
