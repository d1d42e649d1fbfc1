import { type Calendar, minutesOf } from './calendar.ts';
import { incidents, NOTICES, restarts } from './company.ts';
import type { Process } from './process.ts';
import { type Random, randomOf } from './random.ts';
import { minuteOf, startsOn } from './rhythm.ts';
import { happen, type Run, runOf, type World } from './run.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const RETRY_SUCCEEDS = 0.7;
/** Queued at the instant of the data, and seconds ago. */
const QUEUED = [
  ['orders-site', 4],
  ['shipping', 11],
  ['crm', 2],
] as const;
/** Certainly at work at the instant of the data, and since how many seconds. */
const AT_WORK = [
  ['scanning', 38],
  ['mail-sorting', 9],
  ['translations', 64],
] as const;

const worldOf = (calendar: Calendar): World => ({
  calendar,
  outages: incidents.map((incident) => ({
    ...incident,
    start: calendar.ago(...incident.from),
    end: calendar.ago(...incident.to),
  })),
  restarts: restarts.map(([days, clock]) => calendar.ago(days, clock)),
});

const modeOf = ({ start }: Process): string => (start.kind === 'event' ? start.mode : 'trigger');

/** Whether the process was in use on that day. Shorter histories keep the same turning points. */
const inUse = (process: Process, calendar: Calendar) => {
  const kept = calendar.days.length - 1;
  const until = process.until === undefined ? 0 : Math.min(process.until, Math.floor(kept * 0.6));
  const last = calendar.ago(until, '00:00') + (until ? DAY : 0);
  const first = process.since === undefined ? 0 : calendar.ago(process.since, '00:00');
  return (instant: number) => instant >= first && (until === 0 || instant < last);
};

const withChild = (
  run: Run,
  processes: ReadonlyMap<string, Process>,
  world: World,
  random: Random,
): Run[] => {
  const called = run.process.calls && processes.get(run.process.calls.key);
  if (!called || run.started === undefined) {
    return [run];
  }
  const child = runOf(called, 'integrated', run.started + random.int(8, 30));
  happen(child, world, random, true);
  if (run.failure && run.status === 'error' && run.failure.step === run.process.calls?.step) {
    child.failure = { ...run.failure, step: called.steps[0]?.[0] ?? called.trigger };
    child.status = 'error';
  }
  if (child.stopped !== undefined && run.stopped !== undefined && child.stopped > run.stopped) {
    child.stopped = Math.max(run.stopped - 3, child.started ?? 0);
    child.recorded = child.stopped;
  }
  run.child = child;
  return [run, child];
};

/** Somebody repeats a failed run later, often with success, sometimes twice. */
const retriesOf = (failed: Run, world: World, random: Random): Run[] => {
  const { retried = 0.06, keepsSuccesses, failing } = failed.process;
  const wanted = keepsSuccesses === false || failed.mode === 'chat' ? 0 : retried;
  const created = failed.recorded + Math.ceil(random.around(45 * 60_000, 1));
  if (failed.status !== 'error' || created > world.calendar.now || !random.chance(wanted)) {
    return [];
  }
  const retry = runOf(failed.process, 'retry', created);
  retry.retryOf = failed;
  happen(retry, world, random, failing[1] < 1 && random.chance(RETRY_SUCCEEDS));
  if (retry.status === 'success') {
    failed.retrySuccess = retry;
  }
  return [retry, ...retriesOf(retry, world, random)];
};

const trialsOf = (process: Process, world: World, random: Random): Run[] =>
  world.calendar.days
    .filter((day) => day.weekday < 6 && random.chance(process.tried ?? 0))
    .map((day) => runOf(process, 'manual', day.at(minuteOf('office', random))))
    .filter((run) => run.created < world.calendar.now)
    .map((run) => {
      happen(run, world, random);
      run.deleted = random.chance(0.4) && run.stopped !== undefined ? run.stopped + 2000 : undefined;
      return run;
    });

/** A run that began long ago and never came to its end. */
const hangingOf = (process: Process, calendar: Calendar): Run[] => {
  if (process.hangs === undefined) {
    return [];
  }
  const run = runOf(process, modeOf(process), calendar.now - process.hangs * HOUR);
  run.started = run.created + 21;
  run.status = 'running';
  return [run];
};

const runsOf = (
  process: Process,
  processes: ReadonlyMap<string, Process>,
  world: World,
  seed: string,
): Run[] => {
  const { calendar } = world;
  const random = randomOf(`${seed}:${process.key}`);
  const second = random.int(0, 59);
  const used = inUse(process, calendar);
  const kept = calendar.days
    .flatMap((day) => startsOn(process, day, calendar, random, second))
    .filter((instant) => instant < calendar.now && used(instant));
  const pruned = startsOn(process, calendar.pruned, calendar, random, second).filter(used);
  // A process that is in use has run at least once, however small the demo is.
  const instants =
    kept.length || ['called', 'failure', 'never'].includes(process.start.kind)
      ? kept
      : [calendar.ago(9, '11:20')];
  const happened = (instant: number) => happen(runOf(process, modeOf(process), instant), world, random);
  const runs = instants.flatMap((instant) => {
    const run = happened(instant);
    return [...withChild(run, processes, world, random), ...retriesOf(run, world, random)];
  });
  const gone = pruned.map(happened).filter((run) => run.status !== 'waiting');
  for (const run of gone) {
    run.deleted = calendar.now - 25 * 60_000;
  }
  return [...gone, ...runs, ...hangingOf(process, calendar), ...trialsOf(process, world, random)];
};

/** Every failure outside the editor sets off a notice; a notice that fails sets off none. */
const noticesOf = (runs: readonly Run[], notices: Process, world: World, seed: string): Run[] => {
  const random = randomOf(`${seed}:notices`);
  return runs
    .filter((run) => (run.status === 'error' || run.status === 'crashed') && run.process.noticed !== false)
    .filter((run) => ['webhook', 'trigger', 'retry'].includes(run.mode) && run.recorded < world.calendar.now)
    .map((run) => {
      const notice = happen(runOf(notices, 'error', run.recorded + random.int(60, 200)), world, random);
      notice.deleted = run.deleted;
      return notice;
    });
};

const standing = (processes: ReadonlyMap<string, Process>, { now }: Calendar): Run[] => {
  const place = (key: string, seconds: number, started: boolean) => {
    const process = processes.get(key);
    const run = process && runOf(process, modeOf(process), now - seconds * 1000);
    if (run && started) {
      run.started = run.created + 17;
      run.status = 'running';
    }
    return run ? [run] : [];
  };
  return [
    ...QUEUED.flatMap(([key, seconds]) => place(key, seconds, false)),
    ...AT_WORK.flatMap(([key, seconds]) => place(key, seconds, true)),
  ];
};

/** All runs of the company in the order in which they were created, with their numbers. */
export const historyOf = (processes: readonly Process[], calendar: Calendar, seed: string): Run[] => {
  const world = worldOf(calendar);
  const byKey = new Map(processes.map((process) => [process.key, process]));
  const runs = processes.flatMap((process) => runsOf(process, byKey, world, seed));
  const notices = byKey.get(NOTICES);
  const all = [
    ...runs,
    ...(notices ? noticesOf(runs, notices, world, seed) : []),
    ...standing(byKey, calendar),
  ];
  all.sort((one, other) => one.created - other.created);
  const random = randomOf(`${seed}:ids`);
  let id = minutesOf('20:00');
  for (const run of all) {
    id += random.chance(0.004) ? random.int(2, 6) : 1;
    run.id = id;
  }
  return all;
};
