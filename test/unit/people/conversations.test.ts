import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PER_MINUTE, Play, someStep } from '#test/support/people-play.ts';
import { startChat } from '#test/support/people.ts';

test('whatever people write, nobody is answered after STOP or before they are let in, nor left without a word', async () => {
  const replied = { some: 0, none: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('listed' as const, 'everyone' as const),
      fc.array(someStep, { minLength: 5, maxLength: 30 }),
      async (admission, steps) => {
        const play = new Play(await startChat({ admission, perMinute: PER_MINUTE }), admission);
        for (const one of steps) await play.play(one);
        await play.checkOpinions();
        expect(play.faults).toEqual([]);
        replied.some += play.chat.asked.length;
        replied.none += play.messages.length;
      },
    ),
    { numRuns: 1000 },
  );
  // The conversations are not all silence.
  expect(replied.some).toBeGreaterThan(1000);
  expect(replied.none).toBeGreaterThan(replied.some);
}, 120_000);
