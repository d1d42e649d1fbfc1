import type { TimeReading } from '../time/read-times.ts';
import type { Setting } from './setting.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const atClock = (instant: number, timeZone: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone }).slice(0, 16);

/** So many days away by the calendar, at the same hour. */
const sameClock = (at: string, days: number): string => {
  const [day = '', clock = ''] = at.split(' ');
  return `${new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)} ${clock}`;
};

/** The hours of a period in words, so many steps of its own length in days away: "the night before". */
export const hoursBeside = ({ range }: TimeReading, step: number, { timeZone }: Setting): string => {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const days = step * Math.ceil((to - from) / DAY_MS);
  const [first = '', last = ''] = [from, to].map((at) => sameClock(atClock(at, timeZone), days));
  return `from ${first} to ${last}`;
};

/** "And before?", of the last three hours, "the hour before": so many before them, as many as they are by themselves. */
export const hoursBefore = ({ range }: TimeReading, { timeZone }: Setting, hours?: number): string => {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const length = hours === undefined ? to - from : hours * HOUR_MS;
  return `from ${atClock(from - length, timeZone)} to ${atClock(from, timeZone)}`;
};
