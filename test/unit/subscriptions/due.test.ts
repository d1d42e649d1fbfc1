import { describe, expect, test } from 'vitest';
import { isQuiet, latestDue, summaryDue } from '#shared/domain/subscriptions/due.ts';

const ROME = 'Europe/Rome';
const MINUTE = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ROME,
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
/** What a clock on the wall in Rome shows, asked of the platform's own calendar. */
const wall = (ms: number): { weekday: string; time: string } => {
  const parts = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { weekday: String(parts['weekday']).toLowerCase(), time: `${parts['hour']}:${parts['minute']}` };
};

/** All minutes of a year on which a clock in Rome shows this time, on days that fit; steps of a quarter. */
const shown = (time: string, fits: (weekday: string) => boolean): string[] => {
  const found: string[] = [];
  const end = Date.parse('2027-01-01T00:00:00Z');
  for (let at = Date.parse('2026-01-01T00:00:00Z'); at < end; at += 15 * MINUTE) {
    const { weekday, time: now } = wall(at);
    if (now === time && fits(weekday)) found.push(iso(at));
  }
  return found;
};

/** When summaries are told to somebody who is looked at every quarter of an hour for a year. */
const told = (
  want: { at: string; days: 'every' | 'working' | 'monday' },
  quiet?: { from: string; to: string },
) => {
  const instants: { due: string; at: string }[] = [];
  let since = '2026-01-01T00:00:00.000Z';
  const end = Date.parse('2027-01-01T00:00:00Z');
  for (let at = Date.parse(since); at < end; at += 15 * MINUTE) {
    const due = summaryDue({ kind: 'summary', ...want }, { now: iso(at), since, quiet, timeZone: ROME });
    if (due === undefined) continue;
    instants.push({ due, at: iso(at) });
    since = due;
  }
  return instants;
};

describe('when a summary is due', () => {
  test('every day at eight, as the clocks in Rome show it, also on the two odd days', {
    timeout: 60_000,
  }, () => {
    const days = told({ at: '08:00', days: 'every' });
    expect(days.map(({ due }) => due)).toEqual(shown('08:00', () => true));
    expect(days.every(({ due, at }) => due === at)).toBe(true);
    expect(days).toHaveLength(365);
    const at = days.map((one) => one.at);
    expect(at).toContain('2026-03-28T07:00:00.000Z');
    expect(at).toContain('2026-03-29T06:00:00.000Z');
    expect(at).toContain('2026-10-24T06:00:00.000Z');
    expect(at).toContain('2026-10-25T07:00:00.000Z');
  });

  test('on working days, and on Mondays alone', { timeout: 60_000 }, () => {
    const isWeekend = (day: string) => day === 'saturday' || day === 'sunday';
    expect(told({ at: '17:30', days: 'working' }).map(({ due }) => due)).toEqual(
      shown('17:30', (day) => !isWeekend(day)),
    );
    expect(told({ at: '09:00', days: 'monday' }).map(({ due }) => due)).toEqual(
      shown('09:00', (day) => day === 'monday'),
    );
  });

  test('a time that the clocks skip comes when they moved on, one that they show twice comes once', () => {
    const days = told({ at: '02:30', days: 'every' }).map(({ due }) => due);
    expect(days).toHaveLength(365);
    expect(days).toContain('2026-03-29T01:30:00.000Z');
    expect(days.filter((due) => due.startsWith('2026-10-25'))).toEqual(['2026-10-25T00:30:00.000Z']);
  });

  test('in quiet hours it waits until they end, once a day', () => {
    const days = told({ at: '06:00', days: 'every' }, { from: '22:00', to: '07:30' });
    expect(days).toHaveLength(365);
    expect(new Set(days.map(({ at }) => wall(Date.parse(at)).time))).toEqual(new Set(['07:30']));
  });

  test('after hours of silence of ours it is left out, not told late', () => {
    const want = { kind: 'summary' as const, at: '08:00', days: 'every' as const };
    const since = '2026-11-19T07:00:00.000Z';
    const at = (now: string) => summaryDue(want, { now, since, quiet: undefined, timeZone: ROME });
    expect(at('2026-11-20T06:59:00.000Z')).toBeUndefined();
    expect(at('2026-11-20T10:59:00.000Z')).toBe('2026-11-20T07:00:00.000Z');
    expect(at('2026-11-20T11:01:00.000Z')).toBeUndefined();
    expect(latestDue(want, '2026-11-20T11:01:00.000Z', ROME)).toBe('2026-11-20T07:00:00.000Z');
  });
});

describe('quiet hours', () => {
  test('are local, go over midnight, and end with the minute they name', () => {
    const night = { from: '22:00', to: '07:00' };
    const at = (instant: string) => isQuiet(instant, night, ROME);
    expect(at('2026-11-20T20:59:00.000Z')).toBe(false);
    expect(at('2026-11-20T21:00:00.000Z')).toBe(true);
    expect(at('2026-11-21T05:59:00.000Z')).toBe(true);
    expect(at('2026-11-21T06:00:00.000Z')).toBe(false);
    expect(at('2026-07-21T04:59:00.000Z')).toBe(true);
    expect(at('2026-07-21T05:00:00.000Z')).toBe(false);
    expect(isQuiet('2026-11-20T12:00:00.000Z', { from: '12:30', to: '14:00' }, ROME)).toBe(true);
    expect(isQuiet('2026-11-20T12:00:00.000Z', undefined, ROME)).toBe(false);
  });
});
