import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memorySessions } from '#shared/adapters/memory-sessions.ts';
import type { Reader } from '#shared/contracts/documents.ts';
import { sessionKeeper } from '#shared/domain/conversation/session-keeper.ts';
import type { SessionStore } from '#shared/ports.ts';
import { said } from '#test/support/sessions.ts';

const HOUR = 3_600_000;
const rules = { idleMs: 7 * HOUR, workStart: '06:00', workEnd: '20:00', timeZone: 'Europe/Rome' };
const AT = '2026-11-20T09:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();
const maria: Reader = { tenantId: 'acme', userId: 'maria' };
const luca: Reader = { tenantId: 'acme', userId: 'luca' };

const keeperOn = (store: SessionStore, pause = () => Promise.resolve()) => {
  let made = 0;
  const newId = () => `new-${(made += 1)}`;
  const keeper = sessionKeeper({ store, rules, newId, pause });
  const say = async (reader: Reader, id: string | undefined, at: string, question = 'ciao') => {
    const opened = await keeper.open(reader, id, at);
    const outcome = await keeper.keep(reader, opened, said({ at, question }));
    return { id: opened.session.sessionId, outcome, remembered: opened.session.memory };
  };
  return { ...keeper, say };
};
const questionsIn = async (store: SessionStore, reader: Reader, id: string) =>
  (await store.read(reader, id)).session?.turns.map(({ question }) => question);

describe('the session of a message', () => {
  test('is a new one when none is named, and the named one when there is none of that name yet', async () => {
    const { say } = keeperOn(memorySessions());
    expect((await say(maria, undefined, AT)).id).toBe('new-1');
    expect((await say(maria, 'mine', AT)).id).toBe('mine');
  });

  test('goes on within seven hours and remembers', async () => {
    const store = memorySessions();
    const { say } = keeperOn(store);
    await say(maria, 's', AT, 'first');
    const { remembered } = await say(maria, 's', later(6 * HOUR), 'second');
    expect(remembered?.conversation.last?.text).toBe('first');
    expect(await questionsIn(store, maria, 's')).toEqual(['first', 'second']);
  });

  test('is a new one when the old is over; the old stays as it was', async () => {
    const store = memorySessions();
    const { say } = keeperOn(store);
    await say(maria, 's', AT, 'first');
    const next = await say(maria, 's', later(7 * HOUR), 'second');
    expect(next).toMatchObject({ id: 'new-1', remembered: undefined });
    expect(await questionsIn(store, maria, 's')).toEqual(['first']);
    expect((await store.read(maria, 's')).session).toMatchObject({
      ended: { why: 'idle', at: later(7 * HOUR) },
      successor: 'new-1',
    });
  });

  test('is found by whoever keeps sending the first id, for weeks', async () => {
    const store = memorySessions();
    const { say } = keeperOn(store);
    const used = [];
    for (let day = 0; day < 40; day += 1)
      for (const minutes of [0, 5])
        used.push((await say(maria, 's', later(day * 24 * HOUR + minutes * 60_000))).id);
    expect(used.slice(0, 6)).toEqual(['s', 's', 'new-1', 'new-1', 'new-2', 'new-2']);
    expect(new Set(used).size).toBe(40);
  });

  test('of another person is as if it were not there', async () => {
    const store = memorySessions();
    const { say } = keeperOn(store);
    await say(maria, 's', AT, 'secret of maria');
    expect((await say(luca, 's', AT, 'luca here')).remembered).toBeUndefined();
    expect((await say({ ...maria, tenantId: 'other' }, 's', AT)).remembered).toBeUndefined();
    expect(await questionsIn(store, luca, 's')).toEqual(['luca here']);
    expect(await questionsIn(store, maria, 's')).toEqual(['secret of maria']);
  });

  test('that was deleted while it was answered is not brought back', async () => {
    const store = memorySessions();
    const { say, open, keep } = keeperOn(store);
    await say(maria, 's', AT);
    const opened = await open(maria, 's', AT);
    await store.remove(maria, 's');
    expect(await keep(maria, opened, said())).toBe('gone');
    expect((await store.read(maria, 's')).session).toBeUndefined();
    // Not even when another one has the name by then.
    await say(maria, 's', AT, 'anew');
    await keep(maria, opened, said({ question: 'late' }));
    expect(await questionsIn(store, maria, 's')).toEqual(['anew', 'late']);
  });

  test('that nobody can write to is given up after a while', async () => {
    const store: SessionStore = { ...memorySessions(), write: async () => false };
    const { open, keep } = keeperOn(store);
    expect(await keep(maria, await open(maria, undefined, AT), said())).toBe('busy');
  });
});

describe('clocks that differ by up to an hour (FAILURES 19)', () => {
  test('never lead to the session of another person, nor back to one that ended', async () => {
    const message = fc.record({
      reader: fc.constantFrom(maria, luca, { ...luca, tenantId: 'other' }),
      // The id of any earlier session, whoever had it.
      from: fc.nat(3),
      waited: fc.oneof(fc.constantFrom(0, 1, 60_000, 7 * HOUR - 1, 7 * HOUR, 7 * HOUR + 1), fc.nat(9 * HOUR)),
      skew: fc.oneof(fc.constantFrom(-HOUR, -1, 0, 1, HOUR), fc.integer({ min: -HOUR, max: HOUR })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 25 }), async (messages) => {
        const store = memorySessions();
        const { say } = keeperOn(store);
        const over = new Set<string>();
        const ids = ['s'];
        let now = 0;
        for (const { reader, from, waited, skew } of messages) {
          now += waited;
          const id = ids.at(-1 - (from % ids.length)) ?? '';
          const owner = `${reader.tenantId}/${reader.userId}`;
          const used = await say(reader, id, later(now + skew), owner);
          ids.push(used.id);
          expect(over).not.toContain(`${owner}/${used.id}`);
          const questions = await questionsIn(store, reader, used.id);
          expect(new Set(questions)).toEqual(new Set([owner]));
          const given = (await store.read(reader, id)).session;
          if (given?.ended !== undefined) over.add(`${owner}/${id}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('messages of one person that come at once (FAILURES 21)', () => {
  test('are all kept, once each, in whatever order the steps happen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 6 }),
        fc.boolean(),
        async (s, count, old) => {
          const memory = memorySessions();
          if (old) await keeperOn(memory).say(maria, 's', later(-8 * HOUR), 'old');
          const { say } = keeperOn({
            ...memory,
            read: s.scheduleFunction((...given: Parameters<SessionStore['read']>) => memory.read(...given)),
            write: s.scheduleFunction((...given: Parameters<SessionStore['write']>) =>
              memory.write(...given),
            ),
          });
          const all = Array.from({ length: count }, (_, at) => say(maria, 's', later(at), `question ${at}`));
          await s.waitFor(Promise.all(all));
          const used = new Set((await Promise.all(all)).map(({ id }) => id));
          expect(used.size).toBe(1);
          const { session } = await memory.read(maria, [...used][0] ?? '');
          expect(session?.turns.map(({ question }) => question)).toEqual(
            all.map((_, at) => `question ${at}`),
          );
          expect(session?.statistics.messages).toBe(count);
          expect(session?.memory?.conversation.last?.text).toBe(`question ${count - 1}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
