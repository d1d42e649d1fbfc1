import { expect, test } from 'vitest';
import { REGRESSIONS, historyOf, season, seedsFrom, violations } from '#test/support/delivery/weather.ts';

// FAILURES 1, 2, 5, 6, 7: the real webhook and dispatch, over queues, tables and a platform that fail as they do.
test('whatever dies, nothing is lost, doubled or out of order while statuses come within the wait', {
  timeout: 600_000,
}, async () => {
  const { failures, ...all } = await season('fair', seedsFrom(1));
  expect(failures).toEqual([]);
  expect(all.excused).toBe(0);
  expect(all.crashes).toBeGreaterThan(all.histories);
  expect(all.sends).toBeGreaterThan(all.messages);
});

test.each(REGRESSIONS)('what went wrong once does not again: %s %d, %s', async (climate, seed) => {
  expect(violations(climate, await historyOf(climate, seed))).toEqual([]);
});
