import { type Calendar, type Day, minutesOf } from './calendar.ts';
import type { Process, Rhythm, Start } from './process.ts';
import type { Random } from './random.ts';

// Weight of each hour of the day, and of each weekday from Monday.
const HOURS: Record<Rhythm, readonly number[]> = {
  shop: [3, 2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 8, 8, 7, 7, 7, 8, 9, 11, 13, 13, 10, 6],
  office: [0, 0, 0, 0, 0, 0, 0.2, 1, 6, 11, 13, 12, 7, 5, 9, 11, 10, 8, 4, 1, 0.4, 0.2, 0, 0],
  badge: [0, 0, 0, 0, 0, 0.3, 2, 12, 9, 2, 1, 1, 9, 9, 4, 1, 1, 10, 8, 2, 0.3, 0, 0, 0],
};
const WEEKDAYS: Record<Rhythm, readonly number[]> = {
  shop: [1.08, 0.96, 0.94, 0.98, 1.04, 1.12, 1.22],
  office: [1.15, 1.05, 1, 1, 0.85, 0.06, 0.03],
  badge: [1, 1.02, 1.02, 1, 0.96, 0.22, 0],
};
const INTERVALS = [2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440];
const SCHEDULE_KEPT_FROM = 0.5;

const perWeekday = (rhythm: Rhythm) => WEEKDAYS[rhythm].reduce((sum, weight) => sum + weight, 0) / 7;
const hoursOf = (start: Extract<Start, { kind: 'every' }>) => (start.toHour ?? 24) - (start.fromHour ?? 0);

/** Rows a process leaves on an average day. */
const rowsADay = ({ start, calls, keepsSuccesses }: Process): number => {
  if (start.kind === 'event') {
    return start.perDay * perWeekday(start.rhythm) * (calls ? 2 : 1);
  }
  if (start.kind === 'every') {
    return keepsSuccesses === false ? 0 : (hoursOf(start) * 60) / start.minutes;
  }
  return start.kind === 'at'
    ? (start.times.length * (start.weekdays?.length ?? 7)) / (start.dayOfMonth ? 210 : 7)
    : 0;
};

const sumOf = (processes: readonly Process[], kind: Start['kind']) =>
  processes
    .filter((process) => process.start.kind === kind)
    .reduce((sum, process) => sum + rowsADay(process), 0);

/** The same processes with as much to do as makes about `runs` rows in `days`. */
export const scaled = (processes: readonly Process[], runs: number, days: number): Process[] => {
  const wanted = runs / days;
  const share = wanted / (sumOf(processes, 'event') + sumOf(processes, 'every') + sumOf(processes, 'at'));
  const slower = share >= SCHEDULE_KEPT_FROM ? 1 : share;
  const interval = (minutes: number) => INTERVALS.find((candidate) => candidate >= minutes / slower) ?? 1440;
  const scheduled = processes.map((process) =>
    process.start.kind === 'every'
      ? { ...process, start: { ...process.start, minutes: interval(process.start.minutes) } }
      : process,
  );
  const left = wanted - sumOf(scheduled, 'every') - sumOf(scheduled, 'at');
  const factor = Math.max(0.02, left / sumOf(processes, 'event'));
  return scheduled.map((process) => {
    if (process.start.kind !== 'event') {
      return process;
    }
    const { perDay } = process.start;
    return {
      ...process,
      start: { ...process.start, perDay: Math.max(perDay * factor, Math.min(perDay, 0.3)) },
    };
  });
};

/** Runs of a day without its chance: what older summaries are made from. */
export const expectedOn = (process: Process, weekday: number): number => {
  const { start } = process;
  if (start.kind === 'event') {
    return start.perDay * (WEEKDAYS[start.rhythm][weekday - 1] ?? 1);
  }
  if (start.kind === 'every') {
    return Math.floor((hoursOf(start) * 60) / start.minutes);
  }
  const runs = start.kind === 'at' && !start.dayOfMonth && (start.weekdays ?? [weekday]).includes(weekday);
  return runs && start.kind === 'at' ? start.times.length : 0;
};

const cumulative = (rhythm: Rhythm) => {
  let sum = 0;
  return HOURS[rhythm].map((weight) => {
    sum += weight;
    return sum;
  });
};
const CUMULATIVE: Record<Rhythm, readonly number[]> = {
  shop: cumulative('shop'),
  office: cumulative('office'),
  badge: cumulative('badge'),
};

/** A wall time of the day, in minutes, as likely as the business makes it. */
export const minuteOf = (rhythm: Rhythm, random: Random): number => {
  const sums = CUMULATIVE[rhythm];
  const drawn = random.next() * (sums[23] ?? 1);
  const hour = sums.findIndex((sum) => sum > drawn);
  return Math.max(0, hour) * 60 + random.int(0, 3_599_999) / 60_000;
};

const events = (start: Extract<Start, { kind: 'event' }>, day: Day, calendar: Calendar, random: Random) => {
  const growth = 0.92 + 0.16 * calendar.progress(day.start);
  const mean =
    start.perDay * (WEEKDAYS[start.rhythm][day.weekday - 1] ?? 1) * growth * random.around(1, 0.09);
  const whole = Math.max(0, mean + Math.sqrt(mean) * 0.5 * random.normal());
  const count = Math.floor(whole) + (random.chance(whole % 1) ? 1 : 0);
  return Array.from({ length: count }, () => day.at(minuteOf(start.rhythm, random)));
};

/** When a process starts on a day, in no order; `second` is its own second of the minute. */
export const startsOn = (
  process: Process,
  day: Day,
  calendar: Calendar,
  random: Random,
  second: number,
): number[] => {
  const { start } = process;
  if (start.kind === 'event') {
    return events(start, day, calendar, random);
  }
  const late = () => second * 1000 + random.int(1, 40);
  if (start.kind === 'every') {
    const first = (start.fromHour ?? 0) * 60;
    const count = Math.ceil((hoursOf(start) * 60) / start.minutes);
    return Array.from({ length: count }, (_, index) => day.at(first + index * start.minutes) + late());
  }
  const today =
    start.kind === 'at' &&
    (start.dayOfMonth
      ? start.dayOfMonth === day.dayOfMonth
      : (start.weekdays?.includes(day.weekday) ?? true));
  return today ? start.times.map((clock) => day.at(minutesOf(clock)) + late()) : [];
};
