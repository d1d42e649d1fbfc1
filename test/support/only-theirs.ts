import type { Client } from 'pg';

const STEPS = [
  'delete from workflow_entity where not id = any($1)',
  'delete from execution_entity where not "workflowId" = any($1)',
  'delete from workflow_statistics where "workflowId" is null or not "workflowId" = any($1)',
  'delete from insights_metadata where "workflowId" is null or not "workflowId" = any($1)',
  'delete from workflows_tags where not "workflowId" = any($1)',
  'delete from shared_workflow where not "workflowId" = any($1)',
];
const REST = [
  'delete from execution_data where "executionId" not in (select id from execution_entity)',
  'delete from insights_raw where "metaId" not in (select "metaId" from insights_metadata)',
  'delete from insights_by_period where "metaId" not in (select "metaId" from insights_metadata)',
  'delete from tag_entity where id not in (select "tagId" from workflows_tags)',
  'delete from folder where id not in (select "parentFolderId" from workflow_entity where "parentFolderId" is not null)',
  'delete from project where id not in (select "projectId" from shared_workflow)',
];

/** Leaves nothing in a database of the n8n layout but what belongs to these processes: as if there were no others. */
export const leaveOnly = async (admin: Client, ids: readonly string[]): Promise<void> => {
  await admin.query('set session_replication_role = replica');
  for (const step of STEPS) await admin.query(step, [ids]);
  for (const step of REST) await admin.query(step);
  await admin.query('set session_replication_role = origin');
};
