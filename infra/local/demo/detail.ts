import { stringify } from 'flatted';
import type { Failure } from './failures.ts';
import type { Run } from './run.ts';
import type { Step } from './steps.ts';
import { type Workflow, workflowId } from './workflow.ts';

const PROGRAM = '/usr/local/lib/node_modules/n8n';
const IN_NODE = [
  `${PROGRAM}/node_modules/n8n-nodes-base/nodes/{type}/{type}.node.ts:92:9)`,
  `${PROGRAM}/node_modules/n8n-core/src/execution-engine/workflow-execute.ts:1039:31)`,
  `${PROGRAM}/node_modules/n8n-core/src/execution-engine/workflow-execute.ts:1218:22)`,
];
const IN_CODE = [
  'evalmachine.<anonymous>:4:2)',
  `${PROGRAM}/node_modules/@n8n/task-runner/dist/js-task-runner/js-task-runner.js:219:61)`,
  `${PROGRAM}/node_modules/@n8n/task-runner/dist/task-runner.js:259:17)`,
];

const stackOf = ({ kind, thrown, namesNode }: Failure, step: Step | undefined) => {
  const type = step?.type.split('.').at(-1) ?? '';
  const lines = (namesNode ? IN_NODE : IN_CODE).map((line) => `    at ${line.replaceAll('{type}', type)}`);
  return [`${kind}: ${thrown}`, ...lines].join('\n');
};

const errorOf = (run: Run, failure: Failure, step: Step | undefined): Record<string, unknown> => {
  const { fields, namesNode } = failure;
  // A failed sub-process leaves its text and its number, and nothing about the step.
  const of = run.child?.failure
    ? {
        description: fields['description'],
        executionId: String(run.child.id),
        workflowId: workflowId(run.child.process.key),
        message: fields['message'],
      }
    : { ...fields, ...(namesNode ? { timestamp: run.recorded, node: step } : {}) };
  return run.status === 'crashed'
    ? { ...of, timestamp: run.recorded }
    : { ...of, stack: stackOf(failure, step) };
};

const dataOf = (run: Run) => ({ main: [[{ json: { reference: `R-${run.id}` }, pairedItem: { item: 0 } }]] });

const stepsDone = (run: Run, workflow: Workflow): readonly Step[] => {
  const { steps, process } = workflow;
  const last = run.failure?.step ?? (run.status === 'waiting' ? process.pause?.step : undefined);
  const index = last === undefined ? -1 : steps.findIndex(({ name }) => name === last);
  return run.status === 'canceled' && !run.failure
    ? steps.slice(0, 1)
    : steps.slice(0, index === -1 ? steps.length : index + 1);
};

const runDataOf = (run: Run, steps: readonly Step[], error: Record<string, unknown> | undefined) => {
  const started = run.started ?? run.created;
  const each = Math.max(1, Math.floor(((run.stopped ?? started) - started) / Math.max(1, steps.length)));
  return steps.map(({ name }, index) => {
    const last = index === steps.length - 1;
    const status = last && (error || run.status === 'waiting') ? run.status : 'success';
    const before = steps[index - 1];
    return [
      name,
      [
        {
          startTime: started + index * each,
          executionIndex: index,
          source: before ? [{ previousNode: before.name }] : [],
          hints: [],
          executionTime: each,
          executionStatus: status,
          ...(last && error ? { error } : { data: dataOf(run) }),
        },
      ],
    ] as const;
  });
};

/** `execution_data.data` of a run: the whole inside of it, as the program flattens it. */
export const dataText = (run: Run, workflow: Workflow): string => {
  const steps = stepsDone(run, workflow);
  const step = workflow.steps.find(({ name }) => name === run.failure?.step);
  const error = run.failure && errorOf(run, run.failure.failure, step);
  const trigger = workflow.steps[0];
  return stringify({
    version: 1,
    startData: {},
    resultData: {
      ...(error ? { error } : {}),
      runData: Object.fromEntries(runDataOf(run, steps, error)),
      ...(steps.length ? { lastNodeExecuted: steps.at(-1)?.name } : {}),
    },
    executionData: {
      contextData: {},
      nodeExecutionStack: [],
      metadata: {},
      waitingExecution: {},
      waitingExecutionSource: {},
      runtimeData: {
        version: 1,
        establishedAt: run.started ?? run.created,
        source: run.mode,
        triggerNode: { name: trigger?.name, type: trigger?.type },
      },
    },
    ...(run.waitTill === undefined ? {} : { waitTill: new Date(run.waitTill).toISOString() }),
  });
};

/** `execution_data."workflowData"`: the process as it was when it ran. */
export const workflowText = ({
  process,
  id,
  live,
  created,
  steps,
  connections,
  settings,
}: Workflow): string =>
  JSON.stringify({
    id,
    name: process.name,
    active: live,
    isArchived: process.state === 'archived',
    createdAt: new Date(created).toISOString(),
    updatedAt: new Date(created).toISOString(),
    nodes: steps,
    connections,
    settings,
    staticData: {},
    pinData: {},
  });

/** Whose inside is kept: everything that did not go well, and the last run that did. */
export const keepsDetail = (runs: readonly Run[]): Set<Run> => {
  const kept = new Set<Run>();
  const lastSuccess = new Map<string, Run>();
  for (const run of runs) {
    if (run.status === 'success') {
      lastSuccess.set(run.process.key, run);
    } else if (run.status !== 'new' && run.status !== 'running') {
      kept.add(run);
    }
  }
  return kept.union(new Set(lastSuccess.values()));
};
