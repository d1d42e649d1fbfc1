import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { readFrame } from '#shared/domain/understanding/read-frame.ts';
import { localTime } from '#shared/domain/understanding/time/calendar.ts';
import type { Times } from '#shared/domain/understanding/time/read-times.ts';
import { directory, grammar } from '#test/support/understanding.ts';

export const ZONE = 'Europe/Rome';

/** A Wednesday, a Sunday, the first of January and the two days on which the clocks of Rome change. */
const NOWS = {
  wednesday: '2026-11-18T09:30:00Z',
  sunday: '2026-11-15T16:00:00Z',
  'new-year': '2026-01-01T08:00:00Z',
  spring: '2026-03-29T10:00:00Z',
  autumn: '2026-10-25T11:00:00Z',
} as const;

export type Now = keyof typeof NOWS;

export const instantOf = (now: Now): string => NOWS[now];

/** What an expression means, in local time: half-open periods, hours and weekdays that recur. */
export interface Meaning {
  readonly ranges?: readonly (readonly [from: string, to: string])[];
  readonly hour?: readonly number[];
  readonly weekday?: readonly number[];
  readonly future?: true;
  readonly impossible?: true;
}

export interface TimeCase extends Meaning {
  readonly text: string;
  readonly now: Now;
}

/** The cases of a language: worked out by hand and by the calendar, not by the reader. */
export const timeCases = (language: string): TimeCase[] =>
  readFileSync(join(import.meta.dirname, `../unit/understanding/times-${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line): TimeCase => JSON.parse(line));

export const timesOf = (text: string, language: string, instant: string): Times =>
  readFrame(text, language, localTime(instant, ZONE), grammar, directory).times;

/** A local day, or a local minute where it is not midnight. */
const shown = (instant: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(ZONE)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T00:00', '');

const valuesOf = ({ windows }: Times, field: 'hour' | 'weekday'): number[] =>
  [
    ...new Set(
      windows
        .filter(({ recurring }) => recurring.field === field)
        .flatMap(({ recurring }) => recurring.values),
    ),
  ].toSorted((a, b) => a - b);

/** What was read, in the form of the cases. */
export const meaningOf = (text: string, language: string, now: Now): Meaning => {
  const times = timesOf(text, language, NOWS[now]);
  if (times.impossible) return { impossible: true };
  const hour = valuesOf(times, 'hour');
  const weekday = valuesOf(times, 'weekday');
  const ranges = times.ranges.map(({ range }): [string, string] => [shown(range.from), shown(range.to)]);
  return {
    ...(ranges.length > 0 && { ranges }),
    ...(hour.length > 0 && { hour }),
    ...(weekday.length > 0 && { weekday }),
    ...(times.ranges.some(({ future }) => future) && { future: true }),
  };
};

const sorted = (values: readonly number[] | undefined): { values: number[] } | undefined =>
  values && { values: values.toSorted((a, b) => a - b) };

/** The meaning alone, its numbers in order. */
export const expectedOf = ({ ranges, hour, weekday, future, impossible }: TimeCase): Meaning => {
  const [hours, weekdays] = [sorted(hour), sorted(weekday)];
  return {
    ...(ranges && { ranges }),
    ...(hours && { hour: hours.values }),
    ...(weekdays && { weekday: weekdays.values }),
    ...(future && { future }),
    ...(impossible && { impossible }),
  };
};
