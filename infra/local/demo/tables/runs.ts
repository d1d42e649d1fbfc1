import type { Calendar } from '../calendar.ts';
import { type Cell, instant, type Table, words } from '../copy.ts';
import { dataText, keepsDetail, workflowText } from '../detail.ts';
import { counted, insightsOf } from '../insights.ts';
import type { Run } from '../run.ts';
import type { Workflow } from '../workflow.ts';
import { projectOf } from './people.ts';

const KEPT_FIELDS = 300;

/** Whether a run has left a row: some processes do not keep what went well. */
export const leavesRow = (run: Run): boolean =>
  run.process.keepsSuccesses !== false || run.status !== 'success';

function* entityRows(runs: readonly Run[], ids: ReadonlyMap<string, string>): Iterable<readonly Cell[]> {
  for (const run of runs) {
    yield [
      run.id,
      run.status === 'success',
      run.mode,
      run.retryOf?.id,
      run.retrySuccess?.id,
      instant(run.started),
      instant(run.stopped),
      instant(run.waitTill),
      run.status,
      ids.get(run.process.key),
      instant(run.deleted),
      instant(run.created),
    ];
  }
}

function* dataRows(runs: readonly Run[], workflows: readonly Workflow[]): Iterable<readonly Cell[]> {
  const known = new Map(workflows.map((workflow) => [workflow.process.key, workflow]));
  const texts = new Map(workflows.map((workflow) => [workflow.process.key, workflowText(workflow)]));
  for (const run of keepsDetail(runs)) {
    const workflow = known.get(run.process.key);
    if (workflow) {
      yield [run.id, texts.get(run.process.key), dataText(run, workflow), workflow.versionId];
    }
  }
}

type Counter = { run: Run; count: number; root: number; latest: number };

/** Lifetime counters. As in n8n, whatever does not end well counts as an error, pauses included. */
const counters = (runs: readonly Run[]): Map<string, Counter> => {
  const found = new Map<string, Counter>();
  const add = (run: Run, name: string, times: number) => {
    const key = `${run.process.key}:${name}`;
    const counter = found.get(key) ?? { run, count: 0, root: 0, latest: 0 };
    found.set(key, counter);
    counter.count += times;
    counter.root += run.mode === 'integrated' ? 0 : times;
    counter.latest = Math.max(counter.latest, run.recorded);
  };
  for (const run of runs) {
    const kind = run.mode === 'manual' ? 'manual' : 'production';
    if (run.status === 'success') {
      add(run, `${kind}_success`, 1);
    }
    const errors = run.pauses + (['error', 'crashed', 'canceled'].includes(run.status) ? 1 : 0);
    if (errors) {
      add(run, `${kind}_error`, errors);
    }
  }
  return found;
};

const statistics = (runs: readonly Run[], ids: ReadonlyMap<string, string>): Table => ({
  name: 'workflow_statistics',
  columns: ['workflowId', 'name', 'count', 'rootCount', 'latestEvent', 'workflowName'],
  rows: [...counters(runs)].map(([key, { run, count, root, latest }]) => [
    ids.get(run.process.key),
    key.slice(run.process.key.length + 1),
    count,
    root,
    instant(latest),
    run.process.name,
  ]),
});

const insights = (runs: readonly Run[], workflows: readonly Workflow[], calendar: Calendar): Table[] => {
  const seen = new Set(runs.filter(counted).map((run) => run.process.key));
  const known = workflows.filter(({ process }) => seen.has(process.key));
  const metaIds = new Map(known.map(({ process }, index) => [process.key, index + 1]));
  const { raw, byPeriod } = insightsOf(runs, metaIds, calendar);
  return [
    {
      name: 'insights_metadata',
      columns: ['metaId', 'workflowId', 'projectId', 'workflowName', 'projectName'],
      rows: known.map(({ process, id }) => {
        const project = projectOf(process.area);
        return [metaIds.get(process.key), id, project.id, process.name, project.name];
      }),
    },
    { name: 'insights_raw', columns: ['metaId', 'type', 'value', 'timestamp'], rows: raw },
    {
      name: 'insights_by_period',
      columns: ['metaId', 'type', 'value', 'periodUnit', 'periodStart'],
      rows: byPeriod,
    },
  ];
};

/** Runs, their insides, and what the program counted of them. */
export const runTables = (
  runs: readonly Run[],
  workflows: readonly Workflow[],
  calendar: Calendar,
): Table[] => {
  const ids = new Map(workflows.map(({ process, id }) => [process.key, id]));
  const rows = runs.filter(leavesRow);
  return [
    {
      name: 'execution_entity',
      columns: words(
        'id finished mode retryOf retrySuccessId startedAt stoppedAt waitTill status workflowId deletedAt createdAt',
      ),
      rows: entityRows(rows, ids),
    },
    {
      name: 'execution_data',
      columns: ['executionId', 'workflowData', 'data', 'workflowVersionId'],
      rows: dataRows(rows, workflows),
    },
    {
      name: 'execution_metadata',
      columns: ['executionId', 'key', 'value'],
      rows: rows
        .filter((run) => run.process.key === 'orders-site')
        .slice(-KEPT_FIELDS)
        .map((run) => [run.id, 'orderNumber', `OR-${run.id}`]),
    },
    statistics(runs, ids),
    ...insights(runs, workflows, calendar),
  ];
};
