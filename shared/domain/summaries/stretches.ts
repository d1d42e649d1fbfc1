import type { Coverage } from '#shared/contracts/catalog.ts';
import type { TimeRange } from '#shared/contracts/query.ts';
import { localOf } from '../language/format-date.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Stretches of one length, as the summaries have them between two instants (in milliseconds). */
export interface Stretches {
  hours: number;
  since: number;
  until: number;
}

/** The longest first. */
export const stretchesOf = ({ stretches }: Coverage): Stretches[] =>
  stretches
    .map(({ hours, since, until }) => ({ hours, since: Date.parse(since), until: Date.parse(until) }))
    .sort((left, right) => right.hours - left.hours);

/** The first instant that summaries know; endless when there are none. */
export const summariesSince = (stretches: Stretches[]): number =>
  Math.min(...stretches.map(({ since }) => since), Number.POSITIVE_INFINITY);

/** The stretches that an instant would cut. */
const cutBy = (instant: number, stretches: Stretches[]): Stretches | undefined => {
  const around = stretches.find(({ since, until }) => since < instant && instant < until);
  return around && (instant - around.since) % (around.hours * HOUR_MS) !== 0 ? around : undefined;
};

const onGrid = (instant: number, { since, hours }: Stretches, round: (value: number) => number): number =>
  since + round((instant - since) / (hours * HOUR_MS)) * hours * HOUR_MS;

export interface Aligned {
  range: TimeRange;
  /** How long the stretches are that the range as asked would have cut; missing when it cuts none. */
  hours?: number;
}

/**
 * The range that whole stretches fill and that is nearest to the one asked for: the same, where it cuts
 * none. A range up to now cuts nothing there.
 */
export const alignedRange = (range: TimeRange, stretches: Stretches[], now: Date): Aligned => {
  const from = Date.parse(range.from);
  const to = Date.parse(range.to);
  const first = cutBy(from, stretches);
  const last = to >= now.getTime() ? undefined : cutBy(to, stretches);
  if (!first && !last) return { range };
  const edges = (begin: (value: number) => number, end: (value: number) => number) => [
    first ? onGrid(from, first, begin) : from,
    last ? onGrid(to, last, end) : to,
  ];
  const near = edges(Math.round, Math.round);
  const [start = from, end = to] = (near[0] ?? 0) < (near[1] ?? 0) ? near : edges(Math.floor, Math.ceil);
  return {
    range: { from: new Date(start).toISOString(), to: new Date(end).toISOString() },
    hours: Math.max(first?.hours ?? 0, last?.hours ?? 0),
  };
};

const SIZES: Record<string, number> = { hour: 1, day: 24, weekday: 24, week: 168, month: 24 };
const SAMPLE_MS = 30 * DAY_MS;

/** How far the reader's clock is from UTC. */
const offsetAt = (instant: number, timeZone: string): number => {
  const { day, hour, minute, second } = localOf(new Date(instant), timeZone);
  const local = day * DAY_MS + hour * HOUR_MS + minute * 60_000 + second * 1000;
  return local - Math.floor(instant / 1000) * 1000;
};

/** Whether no stretch in the range straddles the beginning of one of these units of the reader's time. */
export const fitsUnits = (
  units: readonly string[],
  range: TimeRange | undefined,
  stretches: Stretches[],
  timeZone: string,
): boolean => {
  if (units.length === 0) return true;
  const from = range ? Date.parse(range.from) : summariesSince(stretches);
  const to = range ? Date.parse(range.to) : Math.max(...stretches.map(({ until }) => until));
  return stretches
    .filter(({ since, until }) => since < to && until > from)
    .every(({ hours, since, until }) => {
      if (units.some((unit) => hours > (SIZES[unit] ?? 0))) return false;
      const length = Math.min(hours, 24) * HOUR_MS;
      const first = Math.max(from, since);
      const last = Math.min(to, until);
      const instants = Array.from({ length: Math.ceil((last - first) / SAMPLE_MS) + 1 }, (_, index) =>
        Math.min(first + index * SAMPLE_MS, last),
      );
      return instants.every((instant) => offsetAt(instant, timeZone) % length === 0);
    });
};
