import { expect, test } from 'vitest';
import { calendarOf } from '#infra/local/demo/calendar.ts';
import { processes } from '#infra/local/demo/company.ts';
import type { Process } from '#infra/local/demo/process.ts';
import { randomOf } from '#infra/local/demo/random.ts';
import { scaled, startsOn } from '#infra/local/demo/rhythm.ts';
import { stepsOf } from '#infra/local/demo/steps.ts';

const calendar = calendarOf(new Date('2026-11-21T02:36:42Z'), 'Europe/Rome', 120);
const named = (key: string, among: readonly Process[] = processes) => {
  const found = among.find((process) => process.key === key);
  if (!found) throw new Error(`No process ${key}`);
  return found;
};
const startsIn = (key: string, among?: readonly Process[]) =>
  calendar.days.map((day) => startsOn(named(key, among), day, calendar, randomOf(`${key}${day.date}`), 7));

test('the weekly report starts on Mondays at eight and on no other day', () => {
  for (const [index, starts] of startsIn('weekly-report').entries()) {
    const day = calendar.days[index];
    expect(starts.map((start) => Math.floor((start - (day?.at(8 * 60) ?? 0)) / 60_000))).toEqual(
      day?.weekday === 1 ? [0] : [],
    );
  }
});

test('payslips are prepared once a month', () => {
  const days = startsIn('payroll').flatMap((starts, index) =>
    starts.length ? [calendar.days[index]?.date] : [],
  );
  expect(days).toEqual(['2026-07-27', '2026-08-27', '2026-09-27', '2026-10-27']);
});

test('offices rest at the weekend and the shop sells most then', () => {
  const mean = (key: string, weekend: boolean) => {
    const counts = startsIn(key).filter((_, index) => (calendar.days[index]?.weekday ?? 1) > 5 === weekend);
    return counts.reduce((sum, starts) => sum + starts.length, 0) / counts.length;
  };
  expect(mean('invoices', true)).toBeLessThan(0.15 * mean('invoices', false));
  expect(mean('orders-site', true)).toBeGreaterThan(1.05 * mean('orders-site', false));
});

test('in a smaller demo frequent schedules become rarer, and their steps say so', () => {
  const small = scaled(processes, 2000, 30);
  const tracking = named('tracking', small);
  expect(startsIn('tracking', small)[3]?.length).toBe(6);
  expect(stepsOf(tracking)[0]?.parameters).toEqual({
    rule: { interval: [{ field: 'hours', hoursInterval: 4 }] },
  });
  expect(startsIn('tracking')[3]?.length).toBe(288);
});

test('names, keys and steps of the company are unambiguous', () => {
  expect(new Set(processes.map(({ key }) => key)).size).toBe(processes.length);
  expect(new Set(processes.map(({ name }) => name)).size).toBe(processes.length);
  for (const { name, trigger, steps, causes, needs, calls, pause } of processes) {
    const known = new Set([trigger, ...steps.map(([step]) => step)]);
    const used = [
      ...(causes ?? []).map(([, step]) => step),
      ...Object.values(needs ?? {}),
      calls?.step,
      pause?.step,
    ];
    expect({ name, unknown: used.filter((step) => step !== undefined && !known.has(step)) }).toEqual({
      name,
      unknown: [],
    });
    expect(known.size).toBe(steps.length + 1);
  }
});

test('tags fit into their column', () => {
  expect(processes.flatMap(({ tags }) => tags).filter((tag) => tag.length > 24)).toEqual([]);
});
