import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watching } from '#functions/monitor/watch.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import { memorySubscriptions } from '#shared/adapters/memory-subscriptions.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import type { Announcement, Incoming } from '#shared/contracts/incoming.ts';
import type { Alert, Quiet } from '#shared/contracts/subscription.ts';
import { isQuiet } from '#shared/domain/subscriptions/due.ts';
import { answerDocument } from '#test/support/documents.ts';
import { allWords } from '#test/support/subscriptions.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-20T06:00:00Z');
const owner = { tenantId: 'demo', userId: 'giulia' };
const about = { field: 'process', key: 'p1', name: 'Fatture' };

/** A run of the process: minutes from the start, and whether it failed. */
interface Run {
  at: number;
  failed: boolean;
}

const answer = (
  metric: string,
  value: number,
  more: Partial<Pick<Masked, 'query' | 'claims'>> = {},
): Masked =>
  answerDocument({
    confidence: 1,
    answer: `${metric} ${value}.`,
    query: { metrics: [metric], filters: { field: 'process', operator: 'in', values: ['p1'] } },
    claims: [
      {
        slot: 'process',
        text: 'Fatture',
        value: 'Fatture',
        unit: 'name',
        evidence: 'e1',
        cells: [[0, 0]],
        formula: null,
      },
    ],
    evidence: [
      {
        id: 'e1',
        fingerprint: '',
        parameters: [],
        columns: [metric],
        rows: [[value]],
        readAt: '2026-11-20T06:00:00.000Z',
      },
    ],
    ...more,
  });

/** A clock that ticks every five minutes over a history of runs. `breaks`: after which write or put it dies. */
const world = (
  runs: readonly Run[],
  { quiet, threshold }: { quiet?: Quiet; threshold?: Alert['threshold'] } = {},
) => {
  const state = { now: START, breaks: 0, queueAway: false };
  const queued: Announcement[] = [];
  const subscriptions = memorySubscriptions();
  const at = (run: Run) => START + run.at * MINUTE;
  const ask = () => async (question: string) => {
    const minutes = Number(/ultimi (\d+) minuti/.exec(question)?.[1]);
    const failed = question.includes('fallite');
    const seen = runs.filter(
      (run) => run.failed === failed && at(run) < state.now && at(run) >= state.now - minutes * MINUTE,
    );
    return answer(failed ? 'failures' : 'successes', seen.length);
  };
  const dying = <Args extends unknown[], Value>(work: (...args: Args) => Promise<Value>) => {
    return async (...args: Args): Promise<Value> => {
      const done = await work(...args);
      state.breaks -= 1;
      if (state.breaks === 0) throw new Error('killed');
      return done;
    };
  };
  const watch = watching({
    subscriptions: { ...subscriptions, write: dying((...given) => subscriptions.write(...given)) },
    queue: {
      put: dying(async (items: readonly Incoming[]) => {
        if (state.queueAway) return [...items];
        for (const item of items) if (item.kind === 'announcement') queued.push(item);
        return [];
      }),
    },
    ask,
    charts: memoryCharts(() => new Date(state.now), 86_400),
    words: allWords,
    timeZone: 'Europe/Rome',
    numberId: '1',
    now: () => new Date(state.now),
    complain: () => undefined,
    announced: () => undefined,
  });
  const begin = () =>
    subscriptions.write(
      {
        version: 1,
        subscriptionId: 's1',
        owner,
        language: 'it',
        want: { kind: 'alert', on: 'failure', about, ...(threshold && { threshold }) },
        ...(quiet && { quiet }),
        createdAt: new Date(START).toISOString(),
        standing: { wrong: [], held: [], told: 0 },
      },
      undefined,
    );
  /** What dispatch would say: each announcement once. */
  const said = () => [...new Map(queued.map((one) => [one.announcementId, one])).values()];
  const tick = async () => {
    state.now += 5 * MINUTE;
    await watch(new Date(state.now + MINUTE));
  };
  return { state, begin, tick, said, queued, subscriptions };
};

const textOf = (told: Announcement | undefined): string =>
  (told?.reply.parts ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n');
const never = (): never => {
  throw new Error('there is none');
};
const eventsIn = (text: string): string[] =>
  [...text.matchAll(/ha bisogno di attenzione|funziona di nuovo/g)].map(([event]) =>
    event === 'funziona di nuovo' ? 'right' : 'wrong',
  );

/** The episodes as a person would count them: from a failure to an hour without one in which something went well. */
const episodes = (runs: readonly Run[], ticks: number): string[] => {
  const events: string[] = [];
  let isWrong = false;
  for (let tick = 1; tick <= ticks; tick += 1) {
    const now = tick * 5;
    const from = now - 60;
    const recent = runs.filter(({ at }) => at >= from && at < now);
    const fails = recent.some(({ failed }) => failed);
    if (fails && !isWrong) events.push('wrong');
    if (!fails && isWrong && recent.some(({ failed }) => !failed)) {
      events.push('right');
      isWrong = false;
    }
    if (fails) isWrong = true;
  }
  return events;
};

const TICKS = 400;
const histories = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: TICKS * 5 - 1 }), failed: fc.boolean() }),
  { maxLength: 40 },
);
const nights = fc.option(
  fc.constantFrom<Quiet>({ from: '22:00', to: '07:00' }, { from: '12:00', to: '14:30' }),
  { nil: undefined },
);

describe('what an alert tells of a history of runs', () => {
  test('each failure once, each recovery once, never in quiet hours', async () => {
    await fc.assert(
      fc.asyncProperty(histories, nights, async (runs, quiet) => {
        const { begin, tick, said } = world(runs, { ...(quiet && { quiet }) });
        await begin();
        for (let count = 0; count < TICKS; count += 1) await tick();
        const told = said();
        for (const { at } of told) expect(isQuiet(at, quiet, 'Europe/Rome')).toBe(false);
        const events = told.flatMap((one) => eventsIn(textOf(one)));
        const expected = episodes(runs, TICKS);
        // What is held when the history ends has not been told.
        const most = quiet === undefined ? expected.length : events.length;
        expect(events).toEqual(expected.slice(0, most));
        expect(expected.length - events.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('whatever dies when, nothing is lost and nothing is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(fc.tuple(fc.integer({ min: 1, max: TICKS }), fc.integer({ min: 1, max: 4 })), {
          maxLength: 60,
        }),
        fc.array(fc.integer({ min: 1, max: TICKS - 20 }), { maxLength: 40 }),
        async (runs, kills, away) => {
          const { state, begin, tick, said } = world(runs);
          await begin();
          const deaths = new Map(kills);
          for (let count = 1; count <= TICKS; count += 1) {
            state.breaks = count > TICKS - 20 ? 0 : (deaths.get(count) ?? 0);
            state.queueAway = away.includes(count);
            await tick();
          }
          const events = said().flatMap((one) => eventsIn(textOf(one)));
          events.forEach((event, place) => {
            expect(event).toBe(place % 2 === 0 ? 'wrong' : 'right');
          });
          const isAnyWrong = runs.some(({ failed }) => failed);
          expect(events.length > 0).toBe(isAnyWrong);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  test('what happens at night is told in one message in the morning, with the time of each', async () => {
    // Rome is an hour ahead: 17 h after the start it is midnight.
    const runs = [
      { at: 17 * 60, failed: true },
      { at: 18 * 60 + 30, failed: false },
    ];
    const { begin, tick, said } = world(runs, { quiet: { from: '22:00', to: '07:00' } });
    await begin();
    for (let count = 0; count < TICKS; count += 1) await tick();
    const [one, ...more] = said();
    expect(more).toEqual([]);
    expect(one?.at).toBe('2026-11-21T06:00:00.000Z');
    expect(textOf(one)).toMatch(
      /^Mentre non ti scrivevo:\nAlle 00:05: «\*\*Fatture\*\*» ha bisogno di attenzione\./,
    );
    expect(eventsIn(textOf(one))).toEqual(['wrong', 'right']);
  });

  test('a threshold is told when it is reached within its time, not before', async () => {
    const runs = [0, 10, 20, 100, 105, 110, 115, 120, 125].map((at) => ({ at, failed: true }));
    const { begin, tick, said } = world(runs, { threshold: { failures: 6, withinMinutes: 30 } });
    await begin();
    for (let count = 0; count < 50; count += 1) await tick();
    expect(said()).toHaveLength(1);
    expect(said()[0]?.at).toBe(new Date(START + 130 * MINUTE).toISOString());
  });

  test('a failure from before the wish is no news', async () => {
    const { begin, tick, said } = world([{ at: -10, failed: true }]);
    await begin();
    for (let count = 0; count < 10; count += 1) await tick();
    expect(said()).toEqual([]);
  });

  test('what happened while we were down is told when we are back', async () => {
    const { state, begin, tick, said } = world([{ at: 30, failed: true }]);
    await begin();
    await tick();
    state.now += 6 * 60 * MINUTE;
    await tick();
    expect(said()).toHaveLength(1);
  });

  test('what was ended meanwhile stays ended', async () => {
    const { begin, tick, said, subscriptions, state } = world([{ at: 12, failed: true }]);
    await begin();
    await tick();
    const [kept] = await subscriptions.list(owner);
    await subscriptions.removeAll(owner);
    expect(await subscriptions.write(kept?.subscription ?? never(), kept?.revision)).toBeUndefined();
    state.now += 10 * MINUTE;
    await tick();
    expect(said()).toEqual([]);
  });
});
