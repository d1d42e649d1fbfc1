import type { Cell } from '#shared/contracts/evidence.ts';
import { type Local, localOf } from './local-time.ts';
import { NOW, type Process, type Run, type World } from './world.ts';

// The definitions of the catalog once more, from their text and not from its SQL.
export const POPULATION: ReadonlySet<string> = new Set([
  'webhook',
  'trigger',
  'retry',
  'error',
  'cli',
  'evaluation',
]);
const DAY = 86_400_000;

export const counted = (run: Run) => POPULATION.has(run.mode);
const failed = (run: Run) => run.status === 'error' || run.status === 'crashed';
const completed = (run: Run) => failed(run) || run.status === 'success';

const duration = (run: Run): number | null =>
  (run.status === 'success' || run.status === 'error') && run.startedAt !== null && run.stoppedAt !== null
    ? (run.stoppedAt - run.startedAt) / 1000
    : null;

/** percentile_cont: linear interpolation between the two nearest. */
const percentile = (share: number, values: number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? 0;
  return low === high ? low : low + (position - Math.floor(position)) * (high - low);
};

const known = <Value>(values: (Value | null)[]): Value[] => values.filter((value) => value !== null);
const sum = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0));
const mean = (values: number[]) => (values.length === 0 ? null : (sum(values) ?? 0) / values.length);
const least = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b)));
const most = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)));
const date = (ms: number | null): Cell => (ms === null ? null : new Date(ms).toISOString());

const secondsSaved = ({ settings }: Process): number | null => {
  const minutes = settings?.['timeSavedPerExecution'];
  return settings?.['timeSavedMode'] !== 'dynamic' && typeof minutes === 'number' ? minutes * 60 : null;
};

/** The team, else the folder. */
const areaOf = ({ team, folder }: Process): string => team ?? folder ?? 'general';

export const definitionsOf = (world: World) => {
  const byProcess = Map.groupBy(world.runs, (run) => run.process);
  const fills = world.processes.some((process) => process.activeVersionId !== null);
  const live = (process: Process) => process.active && (process.activeVersionId !== null || !fills);
  const rowsOf = (process: Process) => byProcess.get(process) ?? [];
  const kept = (process: Process) =>
    rowsOf(process).filter((run) => run.deletedAt === null && run.startedAt !== null);
  const inView = (process: Process) => kept(process).filter(counted);
  const witness = (process: Process, counter: RegExp, types: number[]) =>
    Object.entries(process.counters).some(([name, count]) => counter.test(name) && count > 0) ||
    process.insights.some(({ type, value }) => types.includes(type) && value > 0);
  const last = (process: Process, such: (run: Run) => boolean) =>
    date(
      most(
        known(
          inView(process)
            .filter(such)
            .map((run) => run.startedAt),
        ),
      ),
    );

  const stuck = (run: Run): boolean => {
    if (run.status !== 'running' || run.startedAt === null) return false;
    const past = rowsOf(run.process).filter(
      (one) =>
        one.deletedAt === null &&
        counted(one) &&
        one.startedAt !== null &&
        one.startedAt >= NOW - 30 * DAY &&
        one.startedAt < NOW,
    );
    const usual = percentile(0.95, known(past.map(duration))) ?? 0;
    return (NOW - run.startedAt) / 1000 > Math.max(3600, 3 * usual);
  };

  const runField: Record<string, (run: Run) => Cell> = {
    run: (run) => run.id,
    process_id: (run) => run.process.id,
    outcome: (run) => run.status,
    failed,
    completed,
    start_type: (run) => run.mode,
    started_at: (run) => date(run.startedAt),
    stopped_at: (run) => (['waiting', 'running', 'new'].includes(run.status) ? null : date(run.stoppedAt)),
    created_at: (run) => date(run.createdAt),
    duration,
    start_delay: (run) => (run.startedAt === null ? null : (run.startedAt - run.createdAt) / 1000),
    waiting_since: (run) => (run.status === 'waiting' ? date(run.stoppedAt) : null),
    wait_till: (run) =>
      run.waitTill !== null && run.waitTill < Date.parse('3000-01-01T00:00:00Z') ? date(run.waitTill) : null,
    running_for: (run) =>
      run.status === 'running' && run.startedAt !== null ? (NOW - run.startedAt) / 1000 : null,
    waiting_for: (run) =>
      run.status === 'waiting' && run.stoppedAt !== null ? (NOW - run.stoppedAt) / 1000 : null,
    stuck,
    recovered: (run) => failed(run) && run.retrySuccessId !== null,
    time_saved: (run) => (run.status === 'success' && counted(run) ? secondsSaved(run.process) : null),
  };
  const processField: Record<string, (process: Process) => Cell> = {
    process_id: (process) => process.id,
    process: (process) => process.name,
    live,
    archived: (process) => process.isArchived,
    area: areaOf,
    created_at: (process) => date(process.createdAt),
    time_saved_each: secondsSaved,
    successes_kept: (process) => process.settings?.['saveDataSuccessExecution'] !== 'none',
    only_outside: (process) => kept(process).length > 0 && inView(process).length === 0,
    never_run: (process) =>
      live(process) &&
      rowsOf(process).every((run) => run.mode === 'manual') &&
      !witness(process, /^production/, [2, 3]),
    always_fails: (process) =>
      inView(process).some(failed) &&
      !inView(process).some((run) => run.status === 'success') &&
      !witness(process, /^production_success$/, [2]),
    last_run: (process) => last(process, () => true),
    last_success: (process) => last(process, (run) => run.status === 'success'),
    last_failure: (process) => last(process, failed),
  };

  const count = (such: (run: Run) => boolean) => (runs: Run[]) => runs.filter(such).length;
  const rate = (such: (run: Run) => boolean) => (runs: Run[]) => {
    const whole = runs.filter(completed).length;
    return whole === 0 ? null : (100 * runs.filter(such).length) / whole;
  };
  const durations = (runs: Run[]) => known(runs.map(duration));
  const starts = (runs: Run[], such: (run: Run) => boolean = () => true) =>
    known(runs.filter(such).map((run) => run.startedAt));
  const distinct = (such: (run: Run) => boolean) => (runs: Run[]) =>
    new Set(runs.filter(such).map((run) => run.process)).size;
  const status = (wanted: string) => (run: Run) => run.status === wanted;
  const runMetric: Record<string, (runs: Run[]) => Cell> = {
    runs: count((run) => run.status !== 'new'),
    completed: count(completed),
    failures: count(failed),
    successes: count(status('success')),
    failure_rate: rate(failed),
    success_rate: rate(status('success')),
    cancelled: count(status('canceled')),
    waiting: count(status('waiting')),
    running: count(status('running')),
    queued: count(status('new')),
    stuck: count(stuck),
    recovered: count((run) => failed(run) && run.retrySuccessId !== null),
    mean_duration: (runs) => mean(durations(runs)),
    median_duration: (runs) => percentile(0.5, durations(runs)),
    p95_duration: (runs) => percentile(0.95, durations(runs)),
    max_duration: (runs) => most(durations(runs)),
    min_duration: (runs) => least(durations(runs)),
    total_duration: (runs) => sum(durations(runs)),
    start_delay: (runs) =>
      mean(
        known(runs.map((run) => (run.startedAt === null ? null : (run.startedAt - run.createdAt) / 1000))),
      ),
    time_saved: (runs) =>
      sum(
        known(
          runs.map((run) => (run.status === 'success' && counted(run) ? secondsSaved(run.process) : null)),
        ),
      ),
    first_run: (runs) => date(least(starts(runs))),
    last_run: (runs) => date(most(starts(runs))),
    last_success: (runs) => date(most(starts(runs, status('success')))),
    last_failure: (runs) => date(most(starts(runs, failed))),
    failed_processes: distinct(failed),
    active_processes: distinct((run) => run.status !== 'new'),
  };
  const processMetric: Record<string, (processes: Process[]) => Cell> = {
    processes: (processes) => processes.length,
    live_processes: (processes) => processes.filter(live).length,
    off_processes: (processes) => processes.filter((process) => !live(process)).length,
    never_run: (processes) => processes.filter((process) => processField['never_run']?.(process)).length,
    always_failing: (processes) =>
      processes.filter((process) => live(process) && processField['always_fails']?.(process)).length,
  };
  const startsOf = (process: Process): Cell[] => inView(process).map((run) => date(run.startedAt));
  return { runField, processField, runMetric, processMetric, startsOf };
};
export type Definitions = ReturnType<typeof definitionsOf>;

export const NOW_METRICS = [
  'waiting',
  'running',
  'queued',
  'stuck',
  'processes',
  'live_processes',
  'off_processes',
  'never_run',
  'always_failing',
];

export const timePart = (ms: number | null, part: keyof Local, timeZone: string): Cell => {
  if (ms === null) return null;
  return localOf(ms, timeZone)[part];
};
