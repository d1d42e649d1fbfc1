import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Session } from '#shared/contracts/session.ts';
import { cut, MOST_BYTES } from '#shared/domain/conversation/bounded.ts';
import { beginSession, type Said, withExchange } from '#shared/domain/conversation/session.ts';
import { conversation, exchange, said } from '#test/support/sessions.ts';

const AT = '2026-11-20T09:00:00.000Z';
const after = (...all: Said[]): Session => all.reduce(withExchange, beginSession('s', AT));
const bytes = (session: Session) => Buffer.byteLength(JSON.stringify(session));

describe('what a session keeps', () => {
  test('the turns, how many there were of which kind, how long they took, and what it was about', () => {
    const session = after(
      said({ question: 'Quante ieri?', durationMs: 30 }, ['runs']),
      said({ question: 'ciao', kind: 'static', category: 'GREETING', durationMs: 2 }),
      said({ question: 'E i falliti?', durationMs: 10 }, ['failures', 'runs']),
    );
    expect(session).toMatchObject({
      startedAt: AT,
      lastAt: AT,
      statistics: {
        messages: 3,
        kinds: { answer: 2, static: 1 },
        categories: { BUSINESS_DATA: 2, GREETING: 1 },
        durationMs: { total: 42, longest: 30 },
      },
      summary: { opening: 'Quante ieri?', latest: 'E i falliti?', topics: ['failures', 'runs'] },
      memory: { conversation: { last: { text: 'E i falliti?' } } },
    });
    expect(session.turns.map(({ question }) => question)).toEqual(['Quante ieri?', 'ciao', 'E i falliti?']);
  });

  test('that a person was asked for, and when first', () => {
    const ask = (at: string) => said({ at, category: 'HUMAN', kind: 'static' });
    expect(after(said()).handedOverAt).toBeUndefined();
    const session = after(ask('2026-11-20T09:05:00.000Z'), ask('2026-11-20T09:06:00.000Z'), said());
    expect(session.handedOverAt).toBe('2026-11-20T09:05:00.000Z');
  });

  test('the same message once, however often it comes', () => {
    const one = said();
    expect(after(one, one)).toEqual(after(one));
  });

  test('the order in which things were asked, not that in which they were answered', () => {
    const late = said({ at: '2026-11-20T09:02:00.000Z', question: 'second' });
    const early = said({ at: '2026-11-20T09:01:00.000Z', question: 'first' });
    const session = after(late, early);
    expect(session.turns.map(({ question }) => question)).toEqual(['first', 'second']);
    expect(session.lastAt).toBe('2026-11-20T09:02:00.000Z');
    expect(session.summary.latest).toBe('second');
    expect(session.memory?.conversation.last?.text).toBe('second');
  });

  test('what it remembered before, when a message broke off', () => {
    const broken: Said = {
      exchange: exchange({ at: '2026-11-20T09:09:00.000Z' }),
      topics: [],
      access: 'all',
    };
    expect(after(said({ question: 'before' }), broken).memory?.conversation.last?.text).toBe('before');
  });
});

describe('a session is bounded', () => {
  test('the oldest turns go first, and are still counted', () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      said({ question: `question ${at}`, answer: 'à'.repeat(1000) }),
    );
    const session = after(...many);
    expect(bytes(session)).toBeLessThanOrEqual(MOST_BYTES);
    expect(session.turns.length).toBeGreaterThan(30);
    expect(session.turns.at(-1)?.question).toBe('question 299');
    expect(session.turns[0]?.question).toBe(`question ${300 - session.turns.length}`);
    expect(session.statistics.messages).toBe(300);
    expect(session.summary.opening).toBe('question 0');
  });

  test('whatever is said, and it can be read again', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30_000, size: 'max' });
    const message = fc.tuple(text, text).map(([question, answer]): Said => {
      const one = exchange({ question, answer });
      return {
        exchange: one,
        topics: ['runs'],
        conversation: conversation(question.slice(0, 2000)),
        access: 'all',
      };
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
        const session = after(...messages);
        expect(bytes(session)).toBeLessThanOrEqual(MOST_BYTES);
        expect(session.turns.length).toBeGreaterThanOrEqual(Math.min(1, messages.length));
        expect(z.parse(Session, JSON.parse(JSON.stringify(session)))).toEqual(
          JSON.parse(JSON.stringify(session)),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('a memory that is no longer small is forgotten', () => {
    const choices = [{ id: '1', label: 'x'.repeat(100_000), name: 'x' }];
    const pending = { text: 'x', askedAt: AT, from: 0, to: 1, choices };
    const session = after({
      exchange: exchange(),
      topics: [],
      conversation: { version: 1, pending },
      access: 'all',
    });
    expect(session.memory).toBeUndefined();
    expect(session.turns).toHaveLength(1);
  });

  test('no character is cut in half', () => {
    expect(cut('a📦b', 3)).toBe('a…');
    expect(cut('a📦b', 4)).toBe('a📦b');
    expect(cut('abc', 2)).toBe('a…');
  });
});
