import { expect, test } from 'vitest';
import { calendarOf } from '#infra/local/demo/calendar.ts';

const now = new Date('2026-11-21T02:36:42Z');

test('a day of the company begins at its own midnight, in summer and in winter time', () => {
  const { days } = calendarOf(now, 'Europe/Rome', 30);
  const starts = Object.fromEntries(days.map((day) => [day.date, new Date(day.start).toISOString()]));
  expect(starts['2026-10-24']).toBe('2026-10-23T22:00:00.000Z');
  expect(starts['2026-10-26']).toBe('2026-10-25T23:00:00.000Z');
});

test('eight in the morning is eight on the wall also on the day the clocks change', () => {
  const changed = calendarOf(now, 'Europe/Rome', 30).days.find(({ date }) => date === '2026-10-25');
  expect(new Date(changed?.at(8 * 60) ?? 0).toISOString()).toBe('2026-10-25T07:00:00.000Z');
});

test('the calendar keeps the whole days asked for, and today', () => {
  const { days, pruned, from } = calendarOf(now, 'Europe/Rome', 120);
  expect(days).toHaveLength(121);
  expect(days.at(-1)?.date).toBe('2026-11-21');
  expect(days.at(-1)?.weekday).toBe(6);
  expect(pruned.end).toBe(from);
});
