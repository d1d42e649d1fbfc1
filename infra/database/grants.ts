/**
 * What the read-only role may read of a database in the n8n layout: the columns that the catalog mentions,
 * and no others. Deny by default: a column that is not named here cannot be read. Absent ones are skipped.
 */
export const GRANTS: Readonly<Record<string, readonly string[]>> = {
  execution_entity: [
    'id',
    'mode',
    'status',
    'createdAt',
    'startedAt',
    'stoppedAt',
    'waitTill',
    'retrySuccessId',
    'workflowId',
    'deletedAt',
  ],
  execution_data: ['executionId', 'data'],
  workflow_entity: [
    'id',
    'name',
    'active',
    'activeVersionId',
    'isArchived',
    'createdAt',
    'settings',
    'parentFolderId',
  ],
  workflow_statistics: ['workflowId', 'name', 'count'],
  insights_metadata: ['metaId', 'workflowId'],
  insights_raw: ['metaId', 'type', 'value', 'timestamp'],
  insights_by_period: ['metaId', 'type', 'value', 'periodUnit', 'periodStart'],
  tag_entity: ['id', 'name'],
  workflows_tags: ['workflowId', 'tagId'],
  folder: ['id', 'name'],
  project: ['id', 'name', 'type'],
  shared_workflow: ['workflowId', 'projectId', 'role'],
};
