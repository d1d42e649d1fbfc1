import { expect, test } from 'vitest';
import { season, seedsFrom } from '#test/support/delivery/weather.ts';

// FAILURES 6: what nobody can know is sent again rather than lost.
test('when statuses are late or lost, messages come twice at worst, never not at all', {
  timeout: 600_000,
}, async () => {
  const { failures, ...all } = await season('foul', seedsFrom(1_000_000));
  expect(failures).toEqual([]);
  expect(all.excused).toBeGreaterThan(0);
  expect(all.excused).toBeLessThan(all.sends / 10);
});
