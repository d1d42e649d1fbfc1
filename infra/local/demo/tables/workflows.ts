import type { Calendar } from '../calendar.ts';
import { users } from '../company.ts';
import { instant, type Table, words } from '../copy.ts';
import { pathOf } from '../steps.ts';
import { type Workflow, workflowId } from '../workflow.ts';
import { folderId, projectOf, tagId, userId } from './people.ts';

const AUTHOR = `${users[0].first} ${users[0].last}`;

const entity = ({ process, id, versionId, live, created, ended, settings, steps, connections }: Workflow) => [
  id,
  process.name,
  live,
  JSON.stringify(steps),
  JSON.stringify(connections),
  instant(created),
  instant(ended ?? created),
  JSON.stringify(settings),
  '{}',
  versionId,
  live && steps[0]?.type !== 'n8n-nodes-base.executeWorkflowTrigger' ? 1 : 0,
  process.folder ? folderId(process.area, process.folder) : undefined,
  process.state === 'archived',
  process.description,
  live ? versionId : undefined,
];

const published = (workflows: readonly Workflow[], calendar: Calendar): Table => ({
  name: 'workflow_publish_history',
  columns: ['workflowId', 'versionId', 'event', 'userId', 'createdAt'],
  rows: workflows.flatMap(({ id, versionId, live, created, ended }) => {
    const by = userId(users[0].key);
    const on = [id, versionId, 'activated', by, instant(Math.min(created + 60_000, calendar.now))];
    const off = ended === undefined ? [] : [[id, versionId, 'deactivated', by, instant(ended)]];
    return live || ended !== undefined ? [on, ...off] : [];
  }),
});

/** The processes and what hangs on them: projects, tags, versions, entrances. */
export const workflowTables = (workflows: readonly Workflow[], calendar: Calendar): Table[] => [
  {
    name: 'workflow_entity',
    columns: words(
      'id name active nodes connections createdAt updatedAt settings pinData versionId triggerCount parentFolderId isArchived description activeVersionId',
    ),
    rows: workflows.map(entity),
  },
  {
    name: 'workflow_history',
    columns: ['versionId', 'workflowId', 'authors', 'createdAt', 'updatedAt', 'nodes', 'connections', 'name'],
    rows: workflows.map(({ process, id, versionId, created, steps, connections }) => [
      versionId,
      id,
      AUTHOR,
      instant(created),
      instant(created),
      JSON.stringify(steps),
      JSON.stringify(connections),
      process.name,
    ]),
  },
  published(workflows, calendar),
  {
    name: 'shared_workflow',
    columns: ['workflowId', 'projectId', 'role', 'createdAt', 'updatedAt'],
    rows: workflows.map(({ process, id, created }) => [
      id,
      projectOf(process.area).id,
      'workflow:owner',
      instant(created),
      instant(created),
    ]),
  },
  {
    name: 'workflows_tags',
    columns: ['workflowId', 'tagId'],
    rows: workflows.flatMap(({ process, id }) => process.tags.map((tag) => [id, tagId(tag)])),
  },
  {
    name: 'webhook_entity',
    columns: ['webhookPath', 'method', 'node', 'workflowId'],
    rows: workflows.flatMap(({ process, id }) => {
      const path = pathOf(process);
      return path === undefined ? [] : [[path, 'POST', process.trigger, id]];
    }),
  },
  {
    name: 'workflow_dependency',
    columns: ['workflowId', 'workflowVersionId', 'dependencyType', 'dependencyKey', 'createdAt'],
    rows: workflows.flatMap(({ process, id, created }) =>
      process.calls ? [[id, 1, 'workflowCall', workflowId(process.calls.key), instant(created)]] : [],
    ),
  },
];
