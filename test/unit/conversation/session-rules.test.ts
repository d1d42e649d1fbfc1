import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginSession, endedSession } from '#shared/domain/conversation/session.ts';
import { endOf, type SessionRules } from '#shared/domain/conversation/session-rules.ts';

const HOUR = 3_600_000;
const rules: SessionRules = {
  idleMs: 7 * HOUR,
  workStart: '06:00',
  workEnd: '20:00',
  timeZone: 'Europe/Rome',
};
const end = (last: string, now: string, more: Partial<SessionRules> = {}) =>
  endOf(beginSession('s', last), now, { ...rules, ...more })?.why;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('a session ends seven hours after its last message (FAILURES 19)', () => {
  const last = '2026-11-20T08:00:00.000Z';
  test.each([
    [-HOUR, undefined],
    [-1, undefined],
    [0, 'idle'],
    [1, 'idle'],
    [HOUR, 'idle'],
  ])('%i ms after the seventh hour: %s', (ms, why) => {
    expect(end(last, later(last, 7 * HOUR + ms))).toBe(why);
  });

  test('at the end of the seventh hour, whenever that is noticed', () => {
    const session = beginSession('s', last);
    expect(endOf(session, later(last, 30 * HOUR), rules)).toEqual({
      at: '2026-11-20T15:00:00.000Z',
      why: 'idle',
    });
  });

  test('or after as long as the tenant says', () => {
    expect(end(last, later(last, HOUR), { idleMs: HOUR })).toBe('idle');
    expect(end(last, later(last, HOUR - 1), { idleMs: HOUR })).toBeUndefined();
  });

  test('a clock that is behind the last message ends nothing', () => {
    for (const ms of [1, 1000, HOUR, 10 * HOUR]) expect(end(last, later(last, -ms))).toBeUndefined();
  });
});

describe('the first message of a working day begins a new session', () => {
  test.each([
    ['five in the morning goes on at half past five', '04:00', '04:30', undefined],
    ['half past five ends at six', '04:30', '05:00', 'new_day'],
    ['a millisecond before six is the day before', '04:59:59.999', '05:00', 'new_day'],
    ['six goes on at seven', '05:00', '06:00', undefined],
    ['noon goes on in the evening, after work', '15:30', '20:00', undefined],
  ])('%s', (_, last, now, why) => {
    const at = (time: string) => new Date(`2026-11-20T${time.padEnd(5)}Z`).toISOString();
    expect(end(at(last), at(now))).toBe(why);
  });

  test('midnight is no beginning: who works late goes on', () => {
    expect(end('2026-11-20T22:30:00.000Z', '2026-11-20T23:30:00.000Z')).toBeUndefined();
    expect(end('2026-11-20T22:30:00.000Z', '2026-11-21T04:59:00.000Z')).toBeUndefined();
    expect(end('2026-11-20T22:30:00.000Z', '2026-11-21T05:00:00.000Z')).toBe('new_day');
  });

  test('where the tenant is, not where the machine is', () => {
    const [last, now] = ['2026-11-20T13:30:00.000Z', '2026-11-20T14:10:00.000Z'];
    expect(end(last, now)).toBeUndefined();
    expect(end(last, now, { timeZone: 'America/Los_Angeles' })).toBe('new_day');
  });

  test('within the working hours only: outside of them nothing begins', () => {
    const long = { idleMs: 48 * HOUR, workEnd: '10:00' };
    expect(end('2026-11-19T22:00:00.000Z', '2026-11-20T08:59:00.000Z', long)).toBe('new_day');
    expect(end('2026-11-19T22:00:00.000Z', '2026-11-20T09:00:00.000Z', long)).toBeUndefined();
  });

  test('a shift over midnight begins in the evening', () => {
    const shift = { workStart: '22:00', workEnd: '06:00' };
    expect(end('2026-11-20T20:50:00.000Z', '2026-11-20T21:00:00.000Z', shift)).toBe('new_day');
    expect(end('2026-11-20T22:50:00.000Z', '2026-11-20T23:10:00.000Z', shift)).toBeUndefined();
    expect(end('2026-11-21T02:00:00.000Z', '2026-11-21T05:30:00.000Z', shift)).toBeUndefined();
  });

  test.each([
    ['spring', '2026-03-29T03:30:00.000Z', '2026-03-29T04:00:00.000Z'],
    ['autumn', '2026-10-25T04:30:00.000Z', '2026-10-25T05:00:00.000Z'],
  ])('at six by the clock on the wall on the day the clocks change in %s', (_, last, now) => {
    expect(end(last, later(now, -1))).toBeUndefined();
    expect(end(last, now)).toBe('new_day');
  });
});

describe('whatever the clocks say', () => {
  const instant = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const skew = fc.integer({ min: -HOUR, max: HOUR });

  test('a session that ended never comes back', () => {
    fc.assert(
      fc.property(instant, instant, (last, now) => {
        const session = endedSession(beginSession('s', last), { at: last, why: 'idle' }, 's2');
        expect(endOf(session, now, rules)?.why).toBe('idle');
      }),
    );
  });

  test('none lives longer than seven hours and the skew of two clocks', () => {
    fc.assert(
      fc.property(instant, skew, skew, fc.nat(10 * HOUR), (last, writer, reader, waited) => {
        const why = end(later(last, writer), later(last, waited + reader));
        expect(why === 'idle').toBe(waited >= 7 * HOUR + writer - reader);
      }),
    );
  });
});
