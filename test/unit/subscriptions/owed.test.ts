import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { newsFor } from '#functions/dispatch/news.ts';
import { owing } from '#functions/dispatch/respond/owing.ts';
import { watching } from '#functions/monitor/watch.ts';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import { memoryPeople } from '#shared/adapters/memory-people.ts';
import { memorySubscriptions } from '#shared/adapters/memory-subscriptions.ts';
import type { Announcement, Incoming, IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import { isQuiet } from '#shared/domain/subscriptions/due.ts';
import { recoveriesIn } from '#test/support/counted.ts';
import { allWords } from '#test/support/subscriptions.ts';
import { answerDocument } from '#test/support/documents.ts';

const MINUTE = 60_000;
const ASKED_AT = '2026-11-20T09:00:00.000Z';
const ZONE = 'Europe/Rome';
const QUESTION = 'Quanti fallimenti ieri?';

const giulia: Person = {
  version: 1,
  personId: 'giulia',
  sender: { phone: '393331112222' },
  admission: 'granted',
  wroteAt: ASKED_AT,
  offers: [],
};
const message = (id: string, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  version: 1,
  kind: 'message',
  messageId: id,
  numberId: '1055',
  sender: giulia.sender,
  sentAt: ASKED_AT,
  receivedAt: ASKED_AT,
  content: { type: 'text', text: QUESTION },
  ...more,
});
const AWAY = answerDocument({ kind: 'refuse', reason: 'data_unreachable', degraded: ['database'] });

/** Somebody who asked while the data was away, and the clock that looks after what they are owed. */
const world = async ({ backAfter = 60, answer = answerDocument({}), breaks = 0 } = {}) => {
  const state = { now: Date.parse(ASKED_AT), breaks, asked: 0 };
  const at = () => new Date(state.now).toISOString();
  const dies = () => {
    state.breaks -= 1;
    if (state.breaks === 0) throw new Error('the process dies here');
  };
  const kept = memorySubscriptions();
  const people = memoryPeople();
  await people.write(giulia, undefined);
  const queued: Announcement[] = [];
  const catalog: CatalogFolder = {
    read: async (_, schema) => z.parse(schema, allWords),
    languages: () => Promise.resolve(['it', 'en']),
  };
  const { promise, answered } = owing({ catalog, subscriptions: kept, tenantId: 'demo' });
  const watch = watching({
    subscriptions: {
      ...kept,
      write: async (...given) => {
        const revision = await kept.write(...given);
        dies();
        return revision;
      },
      remove: async (...given) => {
        dies();
        return kept.remove(...given);
      },
    },
    queue: {
      put: async (items: readonly Incoming[]) => {
        for (const item of items) if (item.kind === 'announcement') queued.push(item);
        dies();
        return [];
      },
    },
    ask: () => async () => {
      state.asked += 1;
      return state.now < Date.parse(ASKED_AT) + backAfter * MINUTE ? AWAY : answer;
    },
    charts: memoryCharts(() => new Date(state.now), 86_400),
    words: allWords,
    timeZone: ZONE,
    numberId: '1055',
    now: () => new Date(state.now),
    announced: () => undefined,
    complain: () => undefined,
  });
  const news = newsFor({ people, rules: { admission: 'listed' }, now: () => new Date(state.now) });
  const person = async (): Promise<{ person: Person; revision: string }> => {
    const found = await people.read('giulia');
    if (found === undefined) throw new Error('nobody');
    return found;
  };
  return {
    state,
    kept,
    people,
    queued,
    person,
    promised: async (text = QUESTION, id = 'm1', more: Partial<IncomingMessage> = {}) => {
      const { person: before, revision } = await person();
      const made = await promise(before, { message: message(id, more), text, language: 'it', at: at() });
      if (made !== undefined) await people.write(made.person, revision);
      return made?.said;
    },
    answered: async (text: string) => {
      const { person: before, revision } = await person();
      await people.write(await answered(before, text), revision);
    },
    /** What the person saw, at which minutes: an announcement is told once, however often it is queued. */
    tellUntil: async (minutes: number) => {
      const said: { minute: number; text: string }[] = [];
      const done = new Set<string>();
      for (let minute = 0; minute <= minutes; minute += 5) {
        state.now = Date.parse(ASKED_AT) + minute * MINUTE;
        await watch(new Date(state.now + MINUTE)).catch(() => undefined);
        for (const one of queued.splice(0)) {
          if (done.has(one.announcementId)) continue;
          done.add(one.announcementId);
          const told = await news(one);
          if (told !== undefined)
            said.push({ minute, text: JSON.stringify(told.outgoing.map((o) => o.payload)) });
        }
      }
      return said;
    },
  };
};

describe('an answer that is owed', () => {
  test('is told when the data can be read again, once, in both cases with what was asked', async () => {
    const w = await world();
    expect(await w.promised()).toBe(
      'In questo momento non riesco a leggere i dati. Ti scrivo appena ci riesco di nuovo.',
    );
    const said = await w.tellUntil(180);
    expect(said.map(({ minute }) => minute)).toEqual([60]);
    expect(said[0]?.text).toContain(
      'Riesco di nuovo a leggere i dati. Mi avevi chiesto: «Quanti fallimenti ieri?»',
    );
    expect(said[0]?.text).toContain('4 fallimenti');
    expect(await w.kept.all()).toEqual([]);
  });

  test.each([
    ['asked on another day', { backAfter: 20 * 60 }],
    ['that goes on with what was said before', { answer: answerDocument({ confidence: 0.5 }) }],
    ['that is asked back', { answer: answerDocument({ kind: 'clarify' }) }],
  ])('to a question %s is offered with a tap', async (_, weather) => {
    const w = await world(weather);
    await w.promised();
    const [said, ...more] = await w.tellUntil(24 * 60 - 30);
    expect(more).toEqual([]);
    expect(said?.text).toContain('Rispondimi');
    const { offers } = (await w.person()).person;
    expect(offers.map(({ action }) => action)).toEqual([{ do: 'say', text: QUESTION }]);
    expect(said?.text).toContain(offers[0]?.id);
  });

  test('comes as the agreed template where the person wrote more than a day ago', async () => {
    const w = await world({ backAfter: 30 * 60 });
    await w.promised();
    const said = await w.tellUntil(40 * 60);
    expect(said.map(({ text }) => JSON.parse(text)[0].type)).toEqual(['template']);
    expect(said[0]?.text).toContain('la tua domanda');
  });

  test('is told neither to who stopped us, nor to who asked again and was answered, nor after three days', async () => {
    const stopped = await world();
    await stopped.promised();
    const { person, revision } = await stopped.person();
    await stopped.people.write({ ...person, stoppedAt: ASKED_AT }, revision);
    expect(await stopped.tellUntil(120)).toEqual([]);

    const served = await world();
    await served.promised();
    const byAsking = await recoveriesIn(() => served.answered(QUESTION));
    expect(byAsking).toEqual(['answer_owed asked_again: 1']);
    expect(await served.tellUntil(120)).toEqual([]);
    expect(await served.kept.all()).toEqual([]);

    const forgotten = await world({ backAfter: 80 * 60 });
    await forgotten.promised();
    expect(await forgotten.tellUntil(90 * 60)).toEqual([]);
    expect(await forgotten.kept.all()).toEqual([]);
  });

  test('is got over once: who was told and asks the same again was owed nothing any more', async () => {
    const w = await world();
    await w.promised();
    expect(await w.tellUntil(120)).toHaveLength(1);
    expect(await recoveriesIn(() => w.answered(QUESTION))).toEqual([]);
    expect((await w.person()).person.owed).toBeUndefined();
  });

  test('to the same question asked three times is told once; of five at once all are told, a sixth is not promised', async () => {
    const again = await world();
    for (const id of ['m1', 'm2', 'm3']) await again.promised(QUESTION, id);
    expect(await again.tellUntil(120)).toHaveLength(1);

    const many = await world();
    for (let at = 1; at <= 5; at += 1)
      expect(await many.promised(`${QUESTION} ${at}`, `m${at}`)).toBeDefined();
    expect(await many.promised('e oggi?', 'm6')).toBeUndefined();
    expect(await many.tellUntil(120)).toHaveLength(5);
    expect(many.state.asked).toBeLessThanOrEqual(4 * (60 / 5) + 5);
  });

  test('is not promised in a group, where nobody is told anything of our own accord', async () => {
    const w = await world();
    expect(await w.promised(QUESTION, 'm1', { groupId: 'g' })).toBeUndefined();
  });

  test('waits for the end of quiet hours, and is told once wherever the clock dies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(undefined, { from: '11:00', to: '13:00' }),
        async (breaks, backAfter, quiet) => {
          const w = await world({ breaks, backAfter });
          if (quiet) {
            const owner = { tenantId: 'demo', userId: 'giulia' };
            const want = { kind: 'summary', at: '23:00', days: 'every' } as const;
            const standing = { wrong: [], held: [], told: 0 };
            const common = { version: 1, owner, language: 'it', createdAt: ASKED_AT } as const;
            await w.kept.write({ ...common, subscriptionId: 's1', want, quiet, standing }, undefined);
          }
          await w.promised();
          const said = await w.tellUntil(500);
          const at = ({ minute }: { minute: number }) =>
            new Date(Date.parse(ASKED_AT) + minute * MINUTE).toISOString();
          expect(said).toHaveLength(1);
          expect(said.filter((one) => isQuiet(at(one), quiet, ZONE))).toEqual([]);
        },
      ),
      // The clock dies before the quiet hours begin, and comes back within them.
      { numRuns: 200, examples: [[1, 51, { from: '11:00', to: '13:00' }]] },
    );
  });
});
