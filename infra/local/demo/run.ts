import type { Calendar } from './calendar.ts';
import { crashed, type Failure, stoppedByHand } from './failures.ts';
import type { Incident, Process } from './process.ts';
import type { Random } from './random.ts';

type Status = 'success' | 'error' | 'crashed' | 'canceled' | 'waiting' | 'running' | 'new';

/** One row of `execution_entity` in the making. Instants are milliseconds since 1970. */
export type Run = {
  id: number;
  process: Process;
  mode: string;
  status: Status;
  created: number;
  started: number | undefined;
  stopped: number | undefined;
  /** When the program noticed the end: what insights and counters go by. */
  recorded: number;
  waitTill: number | undefined;
  deleted: number | undefined;
  retryOf: Run | undefined;
  retrySuccess: Run | undefined;
  failure: { step: string; failure: Failure } | undefined;
  /** The run of a sub-process. */
  child: Run | undefined;
  pauses: number;
};

/** Outages with their instants. */
type Outage = Incident & { start: number; end: number };
export type World = { calendar: Calendar; outages: readonly Outage[]; restarts: readonly number[] };

const WAITS_FOR_EVER = Date.parse('3000-01-01T00:00:00Z');
const HOUR = 3_600_000;
/** Part of the runs long enough for somebody to lose patience. */
const BY_HAND = 0.004;
const PATIENCE = 15_000;
/** Before it went down the server had already stopped working. */
const AGONY = 150_000;

export const runOf = (process: Process, mode: string, created: number): Run => ({
  id: 0,
  process,
  mode,
  status: 'new',
  created,
  started: undefined,
  stopped: undefined,
  recorded: created,
  waitTill: undefined,
  deleted: undefined,
  retryOf: undefined,
  retrySuccess: undefined,
  failure: undefined,
  child: undefined,
  pauses: 0,
});

const weighted = (causes: NonNullable<Process['causes']>, random: Random) => {
  let left = random.next() * causes.reduce((sum, [weight]) => sum + weight, 0);
  return causes.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
};

const failureOf = (process: Process, instant: number, world: World, random: Random): Run['failure'] => {
  const outage = world.outages.find(
    ({ service, start, end, rate }) =>
      process.needs?.[service] && start <= instant && instant < end && random.chance(rate),
  );
  const step = outage && process.needs?.[outage.service];
  if (outage && step) {
    return { step, failure: outage.cause(random) };
  }
  const [before, today] = process.failing;
  if (!process.causes || !random.chance(before + (today - before) * world.calendar.progress(instant))) {
    return undefined;
  }
  const found = weighted(process.causes, random);
  return found && { step: found[1], failure: found[2](random) };
};

const stepAt = (process: Process, name: string) => process.steps.findIndex(([step]) => step === name);

const pauseOf = ({ pause }: Process, random: Random): { hours: number; till: number } | undefined => {
  if (!pause || !random.chance(pause.share)) {
    return undefined;
  }
  const till = pause.deadlineDays === undefined ? Number.POSITIVE_INFINITY : pause.deadlineDays * 24;
  const hours = random.chance(pause.forgotten ?? 0) ? till : Math.min(till, random.around(pause.hours, 0.8));
  return { hours, till };
};

/** Seconds of work, and how much of them lies before the failing step. */
const workOf = (run: Run, world: World, random: Random) => {
  const { process } = run;
  const slower = 1 + ((process.slower ?? 1) - 1) * world.calendar.progress(run.created);
  const seconds = random.around(process.seconds * slower, process.spread);
  if (!run.failure) {
    return seconds;
  }
  const share = (stepAt(process, run.failure.step) + 0.3 + 0.6 * random.next()) / process.steps.length;
  return Math.max(0.012, seconds * Math.min(1, share)) + (run.failure.failure.givesUpAfter ?? 0);
};

const crash = (run: Run, started: number, noticed: number, random: Random) => {
  run.status = 'crashed';
  run.stopped = started + random.int(2, 14);
  run.recorded = noticed;
  const step = random.pick([run.process.trigger, ...run.process.steps.map(([name]) => name)]);
  run.failure = { step, failure: crashed(random) };
};

const end = (run: Run, status: Status, stopped: number) => {
  run.status = status;
  run.stopped = stopped;
  run.recorded = stopped;
};

/** Stops what lasts beyond its limit, what somebody stopped, and what the server took with it. */
const interrupted = (run: Run, started: number, stopped: number, world: World, random: Random): boolean => {
  const { limit, crashing } = run.process;
  const restart = world.restarts.find((at) => started <= at && at < Math.max(stopped, started + AGONY));
  if (restart !== undefined && stopped - started < HOUR) {
    crash(run, started, restart + 41_000, random);
  } else if (random.chance(crashing ?? 0)) {
    crash(run, started, stopped + 95_000, random);
  } else if (limit !== undefined && stopped - started > limit * 1000) {
    run.failure = undefined;
    end(run, 'canceled', started + limit * 1000 + random.int(3, 20));
  } else if (stopped - started > PATIENCE && random.chance(BY_HAND)) {
    const step = run.process.steps[0]?.[0] ?? run.process.trigger;
    run.failure = random.chance(0.3) ? { step, failure: stoppedByHand(random) } : undefined;
    end(run, 'canceled', started + Math.ceil((stopped - started) * random.next()));
  } else {
    return false;
  }
  return true;
};

const queueDelay = (random: Random) => (random.chance(0.02) ? random.int(900, 24_000) : random.int(4, 48));

/** Lets one run happen: from its start to its end, or to where it stands now. */
export const happen = (run: Run, world: World, random: Random, spared = false): Run => {
  const started = run.created + queueDelay(random);
  if (started > world.calendar.now) {
    return run;
  }
  run.started = started;
  run.failure = spared ? undefined : failureOf(run.process, started, world, random);
  const work = Math.ceil(workOf(run, world, random) * 1000);
  const beforePause =
    run.failure && stepAt(run.process, run.failure.step) < stepAt(run.process, run.process.pause?.step ?? '');
  const pause = beforePause || run.mode === 'manual' ? undefined : pauseOf(run.process, random);
  const paused = started + Math.ceil(work / 2);
  const stopped = started + work + (pause ? pause.hours * HOUR : 0);
  if (pause && stopped > world.calendar.now && paused <= world.calendar.now) {
    run.pauses = 1;
    run.failure = undefined;
    run.waitTill = Number.isFinite(pause.till) ? paused + pause.till * HOUR : WAITS_FOR_EVER;
    end(run, 'waiting', paused);
    return run;
  }
  run.pauses = pause ? 1 : 0;
  if (!interrupted(run, started, stopped, world, random)) {
    end(run, run.failure ? 'error' : 'success', Math.ceil(stopped));
  }
  if (run.recorded > world.calendar.now || (run.stopped ?? 0) > world.calendar.now) {
    run.status = 'running';
    run.stopped = undefined;
    run.failure = undefined;
  }
  return run;
};
