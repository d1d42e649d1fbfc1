import type { Calendar } from './calendar.ts';
import { NOTICES } from './company.ts';
import type { Process } from './process.ts';
import { randomOf } from './random.ts';
import { connectionsOf, type Step, stepsOf } from './steps.ts';

const DAY = 86_400_000;

/** A process with its identifiers: the same for every seed. */
export type Workflow = {
  process: Process;
  id: string;
  versionId: string;
  live: boolean;
  created: number;
  /** When it was switched off. */
  ended: number | undefined;
  settings: Record<string, unknown>;
  steps: Step[];
  connections: Record<string, unknown>;
};

export const workflowId = (key: string): string => randomOf(`workflow:${key}`).id(16);

const settingsOf = (process: Process, timeZone: string): Record<string, unknown> => ({
  executionOrder: 'v1',
  saveManualExecutions: true,
  timezone: timeZone,
  callerPolicy: 'workflowsFromSameOwner',
  ...(process.noticed === false ? {} : { errorWorkflow: workflowId(NOTICES) }),
  ...(process.minutesSaved === undefined
    ? {}
    : { timeSavedMode: 'fixed', timeSavedPerExecution: process.minutesSaved }),
  ...(process.limit === undefined ? {} : { executionTimeout: process.limit }),
  ...(process.keepsSuccesses === false
    ? { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' }
    : {}),
});

export const workflowOf = (process: Process, calendar: Calendar, timeZone: string): Workflow => {
  const random = randomOf(`version:${process.key}`);
  const steps = stepsOf(process);
  return {
    process,
    id: workflowId(process.key),
    versionId: random.uuid(),
    live: process.state === undefined,
    created:
      process.since === undefined
        ? calendar.from - random.int(20, 260) * DAY
        : calendar.ago(process.since, '00:00') - DAY / 2,
    ended: process.state && process.until !== undefined ? calendar.ago(process.until, '19:00') : undefined,
    settings: settingsOf(process, timeZone),
    steps,
    connections: connectionsOf(steps),
  };
};
