import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differences, followUpsIn, isRead, meaning } from '#test/support/follow-ups.ts';

/** What was reached; a change that understands less fails. All of them are for building: no figure of quality. */
test.each([
  ['followups-it.dev', 0.98],
  ['followups-en.dev', 0.98],
  ['followups-more.dev', 0.97],
])('what follows means what is asked in full: %s', (file, least) => {
  const scenarios = followUpsIn(join(import.meta.dirname, `questions/${file}.jsonl`));
  const all = scenarios.flatMap(({ id, before, plain, figures, ways }) => {
    const meant = meaning([plain]);
    return ways.map((way) => {
      const different = isRead(meant, figures)
        ? differences(meaning([...before, way]), meant)
        : ['the question in full'];
      return { id, way, different };
    });
  });
  const wrong = all.filter(({ different }) => different.length > 0);
  const right = all.length - wrong.length;
  const lines = wrong.map(({ id, way, different }) => `  ${id} | ${way} | ${different.join(' · ')}`);
  console.log([`${file}: ${right} of ${all.length}`, ...lines].join('\n'));
  expect(right / all.length).toBeGreaterThanOrEqual(least);
});
