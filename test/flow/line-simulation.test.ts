import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Masked } from '#shared/contracts/documents.ts';
import type { Step } from '#test/support/answering/flow.ts';
import { historyOf, type Surroundings } from '#test/support/answering/history.ts';
import type { Sabotage } from '#test/support/answering/line-world.ts';
import { failuresOf, MOST_TIME_MS, SEEDS, surroundingsOf } from '#test/support/answering/surroundings.ts';
import type { World } from '#test/support/delivery/world.ts';

/** Seeds that once failed: stores that are away cost over a second, then the line ran until it was stopped. */
const KEPT: readonly number[] = [17_393, 45_576];
const MOST_TO_FIND = 200;

let surroundings: Surroundings;
beforeAll(async () => {
  surroundings = await surroundingsOf();
});

test(
  `in ${SEEDS} histories with faults at every port each question is answered truly or refused honestly, and heals`,
  async () => {
    const seeds = [...KEPT, ...Array.from({ length: SEEDS }, (_, seed) => seed)];
    expect(await failuresOf(seeds, surroundings)).toEqual([]);
  },
  MOST_TIME_MS,
);

type Plant = (world: World) => Sabotage;
const onStep =
  (name: string, change: (step: Step, world: World) => Step): Plant =>
  (world) => ({
    steps: (steps) => {
      const step = steps[name];
      return step ? { ...steps, [name]: change(step, world) } : steps;
    },
  });
const Told = z.looseObject({ answer: z.string(), evidence: z.array(z.looseObject({})) });

/** Mistakes that the check must find; each is one change of the code or of what it stands on. */
const MISTAKES: readonly [string, Plant, RegExp][] = [
  [
    'an answer is kept without whose it is',
    () => ({
      line: (line) => {
        const kept = new Map<string, Promise<Masked>>();
        return {
          ask: (question) => {
            const answer = kept.get(question.text) ?? line.ask(question);
            kept.set(question.text, answer);
            return answer;
          },
        };
      },
    }),
    /untrue|another reader/,
  ],
  [
    'a figure is changed on its way',
    onStep('Mask', (step) => async (document) => {
      const told = z.parse(Told, await step(document));
      return { ...told, answer: told.answer.replace(/[1-8]/, '9') };
    }),
    /untrue/,
  ],
  [
    'a technology term slips in',
    onStep('Mask', (step) => async (document) => {
      const told = z.parse(Told, await step(document));
      return { ...told, answer: `${told.answer} Postgres timeout.` };
    }),
    /not masked/,
  ],
  [
    'data that can not be reached counts as none',
    (world) => ({
      database: (database) => ({
        ...database,
        read: (statement, answerBy) =>
          database.read(statement, answerBy).catch(() => world.pass(1).then(() => [])),
      }),
    }),
    /untrue|not healed/,
  ],
  [
    'what failed once is never tried again',
    onStep('Query', (step) => {
      let broken: unknown;
      return async (document) => {
        if (broken !== undefined) throw broken;
        return step(document).catch((error: unknown) => {
          broken = error;
          throw error;
        });
      };
    }),
    /not healed/,
  ],
  [
    'the line is waited for without end',
    (world) => ({
      line: (line) => ({
        ask: async (question) => {
          const answer = await line.ask(question);
          if (answer.degraded.length > 0) await world.pass(60_000);
          return answer;
        },
      }),
    }),
    /late/,
  ],
];

test.each(MISTAKES)('finds it when %s', { timeout: 120_000 }, async (_, plant, expected) => {
  let found: string | undefined;
  for (let seed = 0; seed < MOST_TO_FIND && found === undefined; seed += 1) {
    const { wrong } = await historyOf(seed, surroundings, plant);
    found = wrong.find((what) => expected.test(what));
  }
  expect(found).toBeDefined();
});
