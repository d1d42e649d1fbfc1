import { describe, expect, test } from 'vitest';
import { type AskPorts, askRoute } from '#functions/api/ask.ts';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import { memoryContext } from '#shared/adapters/memory-context.ts';
import { memorySessions } from '#shared/adapters/memory-sessions.ts';
import { Answer } from '#shared/contracts/answer.ts';
import type { Masked, Question } from '#shared/contracts/documents.ts';
import { StoreUnavailable } from '#shared/contracts/faults.ts';
import { usualExpiry } from '#shared/domain/conversation/preferences.ts';
import type { AllowList } from '#shared/contracts/access.ts';
import type { AccessStore, ContextStore, SessionStore } from '#shared/ports.ts';
import { http } from '#shared/runtime/http.ts';
import { blockOf, days, evidenceOf } from '#test/support/charts.ts';
import { conversation } from '#test/support/sessions.ts';
import { answerDocument } from '#test/support/documents.ts';

const AT = '2026-11-20T09:00:00.000Z';
const rules = { idleMs: 25_200_000, workStart: '06:00', workEnd: '20:00', timeZone: 'Europe/Rome' };

const masked = ({ questionId, sessionId, text, askedAt }: Question): Masked =>
  answerDocument({
    questionId,
    sessionId,
    category: text.includes('persona') ? 'HUMAN' : 'BUSINESS_DATA',
    confidence: 0.9,
    answer: `risposta a ${text}`,
    query: { metrics: ['runs'] },
    conversation: conversation(text, askedAt),
  });

const catalog: CatalogFolder = {
  read: () => Promise.reject(new Error('not read here')),
  languages: () => Promise.resolve(['it', 'en']),
};

/** What people may see, by their names. */
const listed = (lists: Record<string, AllowList>): AccessStore => ({
  read: ({ userId }) => Promise.resolve(lists[userId]),
});

/** The door before a line that keeps what it is asked and answers at once. */
const door = (
  stores: Partial<Pick<AskPorts, 'sessions' | 'context' | 'charts' | 'access' | 'unlisted'>> & {
    series?: boolean;
  } = {},
) => {
  const now = () => new Date(AT);
  const { sessions = memorySessions(), context = memoryContext(now) } = stores;
  const { charts = memoryCharts(now, 3600) } = stores;
  const { access = listed({}), unlisted = 'everything' } = stores;
  const asked: Question[] = [];
  const line = {
    ask: async (question: Question) => {
      asked.push(question);
      const answer = masked(question);
      if (stores.series !== true) return answer;
      const evidence = [evidenceOf(['day', 'failures'], days)];
      return { ...answer, blocks: [blockOf('day')], evidence };
    },
  };
  const answerBy = () => '2999-01-01T00:00:00.000Z';
  const place = { line, catalog, tenantId: 'acme', timeZone: 'Europe/Rome', now, answerBy };
  const chance = {
    newId: () => crypto.randomUUID(),
    pause: () => Promise.resolve(),
    elapsed: () => performance.now(),
    complain: () => undefined,
  };
  const ports: AskPorts = { ...place, ...chance, sessions, context, charts, access, unlisted, rules };
  const handler = http([askRoute(ports)]);
  const ask = async (body: object) => {
    const result = await handler({
      httpMethod: 'POST',
      path: '/v1/ask',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(result.statusCode).toBe(200);
    return { json: JSON.parse(result.body), header: result.headers['x-session-id'] };
  };
  return { ask, asked, sessions, context };
};

const away = () => Promise.reject(new StoreUnavailable('TimeoutError'));
const AWAY: SessionStore = { read: away, write: away, list: away, remove: away, removeAll: away };
const UNKNOWN: ContextStore = { ...AWAY, read: away, list: away, write: away, remove: away };

describe('a question that follows another', () => {
  test('carries what was said before, of the same session and person only', async () => {
    const { ask, asked } = door();
    const first = await ask({ question: 'prima', userId: 'maria' });
    await ask({ question: 'seconda', userId: 'maria', sessionId: first.header });
    await ask({ question: 'altra', userId: 'maria' });
    await ask({ question: 'di luca', userId: 'luca', sessionId: first.header });
    expect(asked.map(({ conversation: before }) => before?.last?.text)).toEqual([
      undefined,
      'prima',
      undefined,
      undefined,
    ]);
    expect(asked[1]?.sessionId).toBe(first.header);
  });

  test('gets an answer of the promised shape, without what the session remembers', async () => {
    const { json } = await door().ask({ question: 'prima' });
    expect(Answer.parse(json)).toBeDefined();
    expect(json).not.toHaveProperty('conversation');
  });

  test('is kept as a turn, with no evidence', async () => {
    const { ask, sessions } = door();
    const { header = '' } = await ask({ question: 'Vorrei una persona', userId: 'maria' });
    const { session } = await sessions.read({ tenantId: 'acme', userId: 'maria' }, header);
    expect(session).toMatchObject({ handedOverAt: AT, statistics: { messages: 1 } });
    expect(session?.summary.topics).toEqual(['runs']);
    expect(session?.turns[0]).toEqual({
      questionId: expect.any(String),
      at: AT,
      question: 'Vorrei una persona',
      answer: 'risposta a Vorrei una persona',
      language: 'it',
      category: 'HUMAN',
      kind: 'answer',
      confidence: 0.9,
      durationMs: expect.any(Number),
    });
  });
});

describe('what is known of the asker', () => {
  const reader = { tenantId: 'acme', userId: 'maria' };
  const wish = (key: string, value: string) => ({
    version: 1 as const,
    key,
    type: 'preference' as const,
    value,
    updatedAt: AT,
    expiresAt: usualExpiry('preference', AT),
  });

  test('goes with the question: their own wishes, and nobody gets those of another', async () => {
    const { ask, asked, context } = door();
    await context.write(reader, wish('language', 'en'));
    await context.write({ ...reader, userId: 'anonymous' }, wish('language', 'en'));
    await ask({ question: 'prima', userId: 'maria' });
    await ask({ question: 'prima', userId: 'luca' });
    await ask({ question: 'prima' });
    expect(asked.map(({ preferences }) => preferences)).toEqual([{ language: 'en' }, undefined, undefined]);
  });
});

describe('what the asker may see', () => {
  const sales = { area: ['Vendite'] };

  test('goes with the question, as it stands at that moment', async () => {
    const lists: Record<string, AllowList> = { maria: sales };
    const { ask, asked } = door({ access: listed(lists) });
    await ask({ question: 'prima', userId: 'maria' });
    await ask({ question: 'prima', userId: 'luca' });
    lists['maria'] = { process: ['w1'] };
    await ask({ question: 'prima', userId: 'maria' });
    expect(asked.map(({ access }) => access)).toEqual([
      { kind: 'listed', allow: sales },
      { kind: 'all' },
      { kind: 'listed', allow: { process: ['w1'] } },
    ]);
  });

  test('is nothing for who is on no list or gives no name, where only listed people may ask', async () => {
    const { ask, asked } = door({ access: listed({ maria: sales }), unlisted: 'nothing' });
    for (const userId of ['maria', 'luca', undefined]) await ask({ question: 'prima', userId });
    expect(asked.map(({ access }) => access)).toEqual([
      { kind: 'listed', allow: sales },
      { kind: 'listed', allow: {} },
      { kind: 'listed', allow: {} },
    ]);
  });

  test('is unknown when the lists are away: nobody is taken for one who may see all', async () => {
    const { ask, asked } = door({ access: { read: away } });
    expect((await ask({ question: 'prima', userId: 'maria' })).json.degraded).toEqual([]);
    expect(asked.map(({ access }) => access)).toEqual([{ kind: 'unknown' }]);
  });

  test('has changed: the session begins anew, though its id stays', async () => {
    const lists: Record<string, AllowList> = {};
    const { ask, asked } = door({ access: listed(lists) });
    const { header: sessionId } = await ask({ question: 'paghe', userId: 'maria' });
    await ask({ question: 'e ieri?', userId: 'maria', sessionId });
    lists['maria'] = sales;
    await ask({ question: 'e ieri?', userId: 'maria', sessionId });
    await ask({ question: 'e oggi?', userId: 'maria', sessionId });
    lists['maria'] = { area: ['Vendite', 'Vendite'] };
    await ask({ question: 'e domani?', userId: 'maria', sessionId });
    const before = asked.map(({ conversation: said }) => said?.last?.text);
    expect(before).toEqual([undefined, 'paghe', undefined, 'e ieri?', 'e oggi?']);
  });
});

describe('when what is remembered is away', () => {
  test('the question is answered all the same, and says what it lacked', async () => {
    const { ask, asked } = door({ sessions: AWAY, context: UNKNOWN });
    const { json, header } = await ask({ question: 'prima', userId: 'maria', sessionId: 's' });
    expect([json.answer, json.degraded, header]).toEqual(['risposta a prima', ['sessions', 'context'], 's']);
    expect(asked).toHaveLength(1);
  });

  test('a session that can be read but not written is missed afterwards', async () => {
    const { ask } = door({ sessions: { ...memorySessions(), write: away } });
    expect((await ask({ question: 'prima' })).json.degraded).toEqual(['sessions']);
  });

  test('even a mistake of ours in a store does not cost the answer', async () => {
    const broken = () => Promise.reject(new TypeError('ours'));
    const { ask } = door({ sessions: { ...AWAY, read: broken, write: broken } });
    expect((await ask({ question: 'prima', sessionId: 's' })).json.degraded).toEqual(['sessions']);
    expect((await ask({ question: 'prima' })).json.degraded).toEqual(['sessions']);
  });
});

describe('pictures that can not be kept', () => {
  test('leave the answer as it is, and are named', async () => {
    const charts = { read: away, write: away, removeAll: away };
    const { json } = await door({ charts, series: true }).ask({ question: 'x' });
    expect(json.degraded).toEqual(['charts']);
    expect(json.blocks[0]).not.toHaveProperty('chart');
    expect((await door({ series: true }).ask({ question: 'x' })).json.blocks[0].chart).toMatch(
      /^[0-9a-f-]{57}$/,
    );
  });
});
