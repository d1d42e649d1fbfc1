import { array, assert, constantFrom, oneof, option, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localCache } from '#shared/adapters/local-cache.ts';
import type { Access } from '#shared/contracts/access.ts';
import { type Masked, Question } from '#shared/contracts/documents.ts';
import { answerKey, cachedLine, type KeptAnswer } from '#shared/domain/caching/cached-line.ts';
import { answerDocument, questionDocument } from '#test/support/documents.ts';

// FAILURES row 14: nobody is given what was answered to somebody who may see other things.

const question = (more: Partial<Question> = {}): Question =>
  questionDocument({
    text: 'Quanti processi sono falliti ieri?',
    reader: { tenantId: 'main', userId: 'u1' },
    askedAt: '2026-11-21T09:14:07.123Z',
    ...more,
  });

const answerTo = ({ questionId, sessionId, access, reader, text, askedAt }: Question): Masked =>
  answerDocument({
    questionId,
    sessionId,
    answer: JSON.stringify([reader.tenantId, access, text]),
    evidence: [{ id: 'e1', fingerprint: 'f', parameters: [], columns: [], rows: [], readAt: askedAt }],
  });

const place = (change: (answer: Masked) => Masked = (answer) => answer) => {
  const state = { now: 0, runs: 0, told: [] as string[], fails: undefined as unknown };
  const line = {
    ask: async (asked: Question) => {
      state.runs += 1;
      await new Promise((done) => setTimeout(done, 2));
      if (state.fails !== undefined) throw state.fails;
      return change(answerTo(asked));
    },
  };
  const cached = cachedLine(line, {
    memory: localCache<KeptAnswer>(1e6),
    elapsed: () => state.now,
    freshMs: 10_000,
    tell: (outcome) => state.told.push(outcome),
  });
  return { ask: (asked: Question) => cached.ask(asked), state };
};

describe('an answer that was given a moment ago', () => {
  test('is given to whoever asks the same, under the ids of their own question, as figures of before', async () => {
    const { ask, state } = place();
    const first = await ask(question({ requestId: 'r1' }));
    state.now = 9999;
    const reader = { tenantId: 'main', userId: 'u2' };
    const mine = { questionId: 'q2', requestId: 'r2', sessionId: 's2', reader };
    const again = await ask(question({ ...mine, askedAt: '2026-11-21T09:14:17.122Z' }));
    expect(state.runs).toBe(1);
    expect(first.cached).toBe(false);
    expect(again).toMatchObject({ questionId: 'q2', sessionId: 's2', cached: true, answer: first.answer });
    expect(again.evidence[0]).toMatchObject({
      readAt: '2026-11-21T09:14:07.123Z',
      kept: { at: '2026-11-21T09:14:17.122Z', why: 'fresh' },
    });
    expect(state.told).toEqual(['miss', 'memory']);
  });

  test('is asked for anew ten seconds after its figures were read', async () => {
    const { ask, state } = place();
    await ask(question());
    state.now = 10_000;
    await ask(question());
    expect(state.runs).toBe(2);
  });

  test('lives the shorter the older its figures were', async () => {
    const old = (readAt: string) =>
      place((answer) => ({ ...answer, evidence: answer.evidence.map((one) => ({ ...one, readAt })) }));
    const eight = old('2026-11-21T09:13:59.123Z');
    await eight.ask(question());
    eight.state.now = 1999;
    await eight.ask(question());
    expect(eight.state.runs).toBe(1);
    eight.state.now = 2001;
    await eight.ask(question());
    expect(eight.state.runs).toBe(2);
    const minutes = old('2026-11-21T09:12:00.000Z');
    await minutes.ask(question());
    await minutes.ask(question());
    expect(minutes.state.runs).toBe(2);
  });

  test.each<[string, Partial<Masked>]>([
    ['something was away', { degraded: ['database'] }],
    ['a model had a hand in it', { usage: { modelCalls: 1, inputTokens: 1, outputTokens: 1, costUsd: 0 } }],
  ])('is not given again where %s', async (_, change) => {
    const { ask, state } = place((answer) => ({ ...answer, ...change }));
    await ask(question());
    await ask(question());
    expect(state.runs).toBe(2);
  });
});

describe('people who ask at once', () => {
  test('are one run of the line, and each has the ids of their own question', async () => {
    const { ask, state } = place();
    const ids = Array.from({ length: 100 }, (_, at) => `q${at}`);
    const answers = await Promise.all(
      ids.map((id) => ask(question({ questionId: id, requestId: `of ${id}` }))),
    );
    expect(state.runs).toBe(1);
    expect(answers.map(({ questionId }) => questionId)).toEqual(ids);
  });

  test('share a failure too, and the next one tries again', async () => {
    const { ask, state } = place();
    state.fails = new Error('away');
    const both = await Promise.allSettled([ask(question()), ask(question())]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    state.fails = undefined;
    await ask(question());
    expect(state.runs).toBe(2);
  });
});

describe('nothing crosses readers', () => {
  test('a hundred readers with lists of their own get their own answers, at once and after each other', async () => {
    const { ask, state } = place();
    const readers = Array.from({ length: 100 }, (_, at): { access: Access; tenantId: string } => ({
      access: at % 50 === 0 ? { kind: 'all' } : { kind: 'listed', allow: { process: [`p${at}`] } },
      tenantId: `t${Math.floor(at / 50)}`,
    }));
    const askAll = () =>
      Promise.all(
        readers.map(async ({ access, tenantId }) => {
          const asked = question({ access, reader: { tenantId, userId: 'u' } });
          expect((await ask(asked)).answer).toBe(answerTo(asked).answer);
        }),
      );
    await askAll();
    await askAll();
    // Those without a list are answered from memory; what lists stand for is looked up each time.
    expect(state.runs).toBe(100 + 98);
  });

  const text = string({ maxLength: 12 });
  const access = oneof(
    constantFrom<Access>({ kind: 'all' }, { kind: 'unknown' }),
    record({
      kind: constantFrom('listed' as const),
      allow: record({ process: array(text, { maxLength: 2 }), area: array(text, { maxLength: 2 }) }),
    }),
  );
  const changed = record({
    reader: record({ tenantId: text, userId: constantFrom('u') }),
    access,
    channel: constantFrom('http' as const, 'whatsapp' as const),
    text,
    timeZone: constantFrom('Europe/Rome', 'UTC'),
    askedLanguage: option(constantFrom('it', 'en'), { nil: undefined }),
    askedAt: constantFrom('2026-11-21T09:14:59.999Z', '2026-11-21T09:15:00.000Z', '2026-11-22T09:14:59.999Z'),
    preferences: option(record({ period: text }), { nil: undefined }),
    conversation: option(
      record({
        version: constantFrom(1 as const),
        last: record({
          text,
          askedAt: constantFrom('2026-11-21T09:00:00.000Z'),
          named: array(text, { maxLength: 2 }),
        }),
      }),
      { nil: undefined },
    ),
  });

  test('whatever the line depends on is in the key: questions that differ in any of it never share one', () => {
    const fields = [
      'reader',
      'access',
      'channel',
      'text',
      'timeZone',
      'askedLanguage',
      'askedAt',
      'preferences',
      'conversation',
    ] as const;
    assert(
      property(changed, changed, constantFrom(...fields), (one, other, field) => {
        const another = { ...one, [field]: other[field] };
        const [left, right] = [one, another].map((more) => answerKey(question(more as Partial<Question>)));
        expect(left === right).toBe(JSON.stringify(one[field]) === JSON.stringify(other[field]));
      }),
      { numRuns: 1000 },
    );
  });

  test('a field of questions that nobody thought of here changes the key', () => {
    const left = new Set([
      'questionId',
      'requestId',
      'sessionId',
      'answerBy',
      'askedAt',
      'reader',
      'version',
    ]);
    for (const field of Object.keys(Question.shape).filter((name) => !left.has(name)))
      expect([field, answerKey({ ...question(), [field]: 'another' })]).not.toEqual([
        field,
        answerKey(question()),
      ]);
  });
});
