import { describe, expect, test } from 'vitest';
import type { DispatchPorts } from '#functions/dispatch/ports.ts';
import type { Send } from '#shared/contracts/delivery.ts';
import type { Sabotage } from '#test/support/delivery/simulation.ts';
import { type Climate, historyOf, season, violations } from '#test/support/delivery/weather.ts';

/** A seed whose weather breaks nothing by itself. */
const CALM_SEED = 5;

test('a process that dies at any one gate, before or behind any await, changes nothing', {
  timeout: 600_000,
}, async () => {
  let gates = 0;
  await historyOf('fair', CALM_SEED, { dies: (gate) => ((gates = gate), false) });
  expect(gates).toBeGreaterThan(200);
  const failures: string[] = [];
  for (let last = 1; last <= gates; last += 1) {
    const outcome = await historyOf('fair', CALM_SEED, { dies: (gate) => gate === last });
    const wrong = violations('fair', outcome);
    if (outcome.crashes !== 1 || wrong.length > 0) failures.push(`gate ${last}: ${wrong.join(', ')}`);
  }
  expect(failures).toEqual([]);
});

test('a message that several work on at once is answered once (FAILURES 1, 21)', {
  timeout: 600_000,
}, async () => {
  const { failures, messages } = await season(
    'loose',
    Array.from({ length: 500 }, (_, at) => at),
  );
  expect(failures).toEqual([]);
  expect(messages).toBeGreaterThan(500);
});

const inPorts =
  (change: (ports: DispatchPorts) => Partial<DispatchPorts>): (() => Sabotage) =>
  () => ({
    ports: (ports) => ({ ...ports, ...change(ports) }),
  });

/** Mistakes that the check must find; each is one change of the code or of what it stands on. */
const MISTAKES: readonly [string, () => Sabotage, string, Climate?][] = [
  ['what nobody knows of is sent again at once', inPorts(() => ({ parkedMs: 0 })), 'doubled'],
  [
    'what nobody knows of is never sent again',
    inPorts(() => ({ parkedMs: Number.MAX_SAFE_INTEGER })),
    'lost',
  ],
  [
    'an unknown outcome counts as sent',
    inPorts(({ platform }) => ({
      platform: {
        ...platform,
        send: async (...sent) => {
          const outcome = await platform.send(...sent);
          return outcome.kind === 'unknown' ? { kind: 'sent', messageId: 'wamid.GUESS' } : outcome;
        },
      },
    })),
    'lost',
  ],
  [
    'an unknown outcome counts as refused',
    inPorts(({ platform }) => ({
      platform: {
        ...platform,
        send: async (...sent) => {
          const outcome = await platform.send(...sent);
          return outcome.kind === 'unknown' ? { kind: 'refused', status: 503 } : outcome;
        },
      },
    })),
    'doubled',
  ],
  [
    'a message counts as answered when it is taken',
    inPorts(({ claims }) => ({
      claims: {
        ...claims,
        claim: async (...claim) => {
          const claimed = await claims.claim(...claim);
          if (claimed.kind === 'ours') await claims.finish(claim[0]);
          return claimed;
        },
        release: async () => undefined,
      },
    })),
    'lost',
  ],
  [
    'what is to be sent is not looked for after a crash',
    inPorts(({ outbox }) => ({ outbox: { ...outbox, ofCause: async () => [] } })),
    'lost',
  ],
  [
    'receipts are thrown away',
    inPorts(({ outbox }) => ({
      outbox: {
        ...outbox,
        change: async (before: Send, after: Send) =>
          after.status === undefined ? outbox.change(before, after) : true,
      },
    })),
    'doubled',
  ],
  [
    'claims and rows are forgotten after a day',
    () => {
      const forgotten = Date.parse('2026-11-21T09:00:00Z');
      return inPorts(({ claims, outbox, now }) => ({
        claims: {
          ...claims,
          claim: async (...claim) =>
            now().getTime() > forgotten ? { kind: 'ours' } : claims.claim(...claim),
        },
        outbox: {
          ...outbox,
          ofCause: async (cause) => (now().getTime() > forgotten ? [] : outbox.ofCause(cause)),
          add: async (sends) => (now().getTime() > forgotten ? true : outbox.add(sends)),
          change: async (...change) => (now().getTime() > forgotten ? true : outbox.change(...change)),
        },
      }))();
    },
    'doubled',
  ],
  [
    'a message whose turn has not come is worked on all the same',
    () => ({
      records: (records) =>
        records.map((record) => ({
          ...record,
          attributes: { ...record.attributes, MessageGroupId: record.messageId },
        })),
    }),
    'out of order',
  ],
  [
    'a row is changed whatever it is by now, and several work on it',
    inPorts(({ outbox }) => ({
      outbox: {
        ...outbox,
        change: async (before: Send, after: Send) => {
          const current = await outbox.read(before.sendId);
          return current !== undefined && outbox.change(current, after);
        },
      },
    })),
    'doubled',
    'loose',
  ],
  ['failures of a batch are not told', () => ({ failures: () => [] }), 'lost'],
  ['what could not be queued is acknowledged', () => ({ notQueued: () => [] }), 'lost'],
];

const MOST_SEEDS = 200;

describe('the simulation itself notices when', () => {
  test.each(MISTAKES)('%s', { timeout: 120_000 }, async (_, sabotage, word, climate = 'fair') => {
    const found: string[] = [];
    for (let seed = 1; seed <= MOST_SEEDS && !found.some((wrong) => wrong.startsWith(word)); seed += 1)
      found.push(...violations(climate, await historyOf(climate, seed, sabotage())));
    expect(found.map((wrong) => wrong.slice(0, word.length))).toContain(word);
  });
});
