import { expect, test } from 'vitest';
import { failuresOf, MOST_TIME_MS, SEEDS, surroundingsOf } from '#test/support/answering/surroundings.ts';

// The other half of the histories of line-simulation.test.ts: another core may work on these.

test(
  `in ${SEEDS} more histories each question is answered truly or refused honestly, and heals`,
  async () => {
    const seeds = Array.from({ length: SEEDS }, (_, at) => SEEDS + at);
    expect(await failuresOf(seeds, await surroundingsOf())).toEqual([]);
  },
  MOST_TIME_MS,
);
