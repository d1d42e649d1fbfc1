import { type Calendar } from './calendar.ts';
import type { Cell } from './copy.ts';
import type { Process } from './process.ts';
import { randomOf } from './random.ts';
import { expectedOn } from './rhythm.ts';
import type { Run } from './run.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const COUNTED = new Set(['webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation']);
const TIME_SAVED = 0;
const RUNTIME = 1;
const SUCCESS = 2;
const FAILURE = 3;
// Hours become days after 90 days, days become weeks after 180.
const HOURS_KEPT = 90 * DAY;
const DAYS_KEPT = 180 * DAY;
/** Days of summaries that are older than any run that is kept. */
const OLDER = 95;

type Sums = [saved: number, runtime: number, successes: number, failures: number];
export type Insights = {
  /** `metaId, type, value, timestamp` */
  raw: Cell[][];
  /** `metaId, type, value, periodUnit, periodStart` */
  byPeriod: Cell[][];
};

/** Whether a run is one that summaries count. */
export const counted = (run: Run): boolean => COUNTED.has(run.mode);

const startOfDay = (instant: number) => Math.floor(instant / DAY) * DAY;
// 1 January 1970 was a Thursday; weeks start on Monday.
const startOfWeek = (instant: number) => Math.floor((instant + 3 * DAY) / (7 * DAY)) * 7 * DAY - 3 * DAY;

const bucketOf = (instant: number, now: number): readonly [unit: number, start: number] => {
  if (instant >= startOfDay(now - HOURS_KEPT)) {
    return [0, Math.floor(instant / HOUR) * HOUR];
  }
  return instant >= startOfWeek(now - DAYS_KEPT) ? [1, startOfDay(instant)] : [2, startOfWeek(instant)];
};

const valuesOf = (sums: Sums, saves: boolean): (readonly [type: number, value: number])[] =>
  [
    [TIME_SAVED, saves ? sums[0] : 0],
    [RUNTIME, sums[1]],
    [SUCCESS, sums[2]],
    [FAILURE, sums[3]],
  ].flatMap(([type = 0, value = 0]) => (value > 0 ? [[type, value] as const] : []));

const sumsOf = (run: Run): Sums => {
  const good = run.status === 'success';
  const runtime = (run.stopped ?? run.recorded) - (run.started ?? run.recorded);
  return [good ? (run.process.minutesSaved ?? 0) : 0, runtime, good ? 1 : 0, good ? 0 : 1];
};

/** What summaries say of the time before the oldest run. */
const olderOf = (process: Process, calendar: Calendar): (readonly [instant: number, Sums])[] => {
  const random = randomOf(`older:${process.key}`);
  if (calendar.days.length <= 90 || process.since !== undefined) {
    return [];
  }
  return Array.from(
    { length: OLDER },
    (_, index) => calendar.pruned.start - (index + 1) * DAY + 10 * HOUR,
  ).flatMap((noon) => {
    const weekday = new Date(noon).getUTCDay() || 7;
    const runs = Math.round(expectedOn(process, weekday) * 0.9 * random.around(1, 0.08));
    const failures = Math.min(runs, Math.round(runs * process.failing[0] * random.around(1, 0.3)));
    const sums: Sums = [
      (runs - failures) * (process.minutesSaved ?? 0),
      Math.round(runs * process.seconds * 1000),
      runs - failures,
      failures,
    ];
    return runs ? [[noon, sums] as const] : [];
  });
};

/** Summaries as the program would have kept them; they survive the runs they count. */
export const insightsOf = (
  runs: readonly Run[],
  metaIds: ReadonlyMap<string, number>,
  calendar: Calendar,
): Insights => {
  const buckets = new Map<string, { process: Process; unit: number; start: number; sums: Sums }>();
  const raw: Cell[][] = [];
  const notCompacted = Math.floor(calendar.now / HOUR) * HOUR;
  const add = (process: Process, instant: number, sums: Sums) => {
    const [unit, start] = bucketOf(instant, calendar.now);
    const key = `${process.key}:${unit}:${start}`;
    const bucket = buckets.get(key) ?? { process, unit, start, sums: [0, 0, 0, 0] };
    buckets.set(key, bucket);
    bucket.sums = [
      bucket.sums[0] + sums[0],
      bucket.sums[1] + sums[1],
      bucket.sums[2] + sums[2],
      bucket.sums[3] + sums[3],
    ];
  };
  for (const run of runs) {
    if (!counted(run) || !['success', 'error', 'crashed'].includes(run.status)) {
      continue;
    }
    if (run.recorded < notCompacted) {
      add(run.process, run.recorded, sumsOf(run));
      continue;
    }
    const at = new Date(Math.floor(run.recorded / 1000) * 1000).toISOString();
    for (const [type, value] of valuesOf(sumsOf(run), run.process.minutesSaved !== undefined)) {
      raw.push([metaIds.get(run.process.key), type, value, at]);
    }
  }
  for (const process of new Set(runs.filter(counted).map((run) => run.process))) {
    for (const [instant, sums] of olderOf(process, calendar)) {
      add(process, instant, sums);
    }
  }
  const byPeriod = [...buckets.values()].flatMap(({ process, unit, start, sums }) =>
    valuesOf(sums, process.minutesSaved !== undefined).map(([type, value]): Cell[] => [
      metaIds.get(process.key),
      type,
      value,
      unit,
      new Date(start).toISOString(),
    ]),
  );
  return { raw, byPeriod };
};
