import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { dynamoUsage } from '#shared/adapters/dynamo-usage.ts';
import type { Answer } from '#shared/contracts/answer.ts';
import { type FaultyDynamo, startFaultyDynamo } from '#test/support/faulty-dynamo.ts';
import { type Line, startLine } from '#test/support/line.ts';

let line: Line;
let dynamo: FaultyDynamo;
beforeAll(async () => {
  line = await startLine(300, 10);
  dynamo = await startFaultyDynamo(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '');
});
beforeEach(() => {
  dynamo.fate = () => 'pass';
});
afterAll(async () => {
  dynamo.stop();
  await line.stop();
});

/** As the gateway hands a request on: the path as its resource, with parts filled in. */
const call = async (
  method: string,
  resource: string,
  more: { parts?: Record<string, string>; query?: Record<string, string>; body?: unknown } = {},
) => {
  const { parts = null, query = null, body } = more;
  const path = resource.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts?.[name] ?? '');
  const result = await line.http(method, path, {
    resource,
    pathParameters: parts,
    queryStringParameters: query,
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: result.statusCode, json: JSON.parse(result.body), headers: result.headers };
};
const someone = () => `user-${crypto.randomUUID()}`;
const ask = (userId: string, question: string, more: Record<string, string> = {}): Promise<Answer> =>
  line.ask(question, { userId, ...more });
const session = (id: string, userId?: string) =>
  call('GET', '/v1/sessions/{id}', { parts: { id }, ...(userId !== undefined && { query: { userId } }) });
const remember = (userId: string, key: string, body: object) =>
  call('PUT', '/v1/context/{key}', { parts: { key }, query: { userId }, body });

describe('a session', () => {
  test('is told with its turns, its statistics and what it was about', async () => {
    const maria = someone();
    const { sessionId } = await ask(maria, 'Quante esecuzioni ieri?');
    await ask(maria, 'ciao', { sessionId });
    const { status, json } = await session(sessionId, maria);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      sessionId,
      state: 'open',
      statistics: { messages: 2, kinds: { answer: 1, static: 1 } },
      summary: { opening: 'Quante esecuzioni ieri?', latest: 'ciao', topics: ['runs'] },
      turns: [{ question: 'Quante esecuzioni ieri?', category: 'BUSINESS_DATA' }, { question: 'ciao' }],
    });
    expect(JSON.stringify(json)).not.toMatch(/evidence|fingerprint|sha256/);
  });

  test('is what a follow-up is understood by; in the session of somebody else it means nothing', async () => {
    const maria = someone();
    const { sessionId } = await ask(maria, 'Quante esecuzioni ieri?');
    const next = await ask(maria, 'E oggi?', { sessionId });
    expect(next).toMatchObject({
      kind: 'answer',
      query: { metrics: ['runs'], timeRange: { from: '2026-11-20T23:00:00.000Z' } },
    });
    expect(next).not.toHaveProperty('conversation');
    const alone = (await ask(someone(), 'E oggi?')).query;
    expect(alone).not.toEqual(next.query);
    expect((await ask(someone(), 'E oggi?', { sessionId })).query).toEqual(alone);
    expect((await line.ask('E oggi?', { sessionId })).query).toEqual(alone);
  });

  test('that a person was asked for is handed over, and the answers go on', async () => {
    const maria = someone();
    const { sessionId, category } = await ask(maria, 'Voglio parlare con una persona');
    expect(category).toBe('HUMAN');
    const { json } = await session(sessionId, maria);
    expect(json).toMatchObject({ state: 'handed_over', handedOverAt: '2026-11-21T02:36:00.000Z' });
    expect((await ask(maria, 'ciao', { sessionId })).sessionId).toBe(sessionId);
  });

  test('that is cancelled goes on as another one; twice is as once', async () => {
    const maria = someone();
    const { sessionId } = await ask(maria, 'ciao');
    const cancel = () =>
      call('POST', '/v1/sessions/{id}/cancel', { parts: { id: sessionId }, query: { userId: maria } });
    expect((await cancel()).json).toMatchObject({ state: 'ended', endedAt: '2026-11-21T02:36:00.000Z' });
    expect(await cancel()).toMatchObject({ status: 200 });
    const next = await ask(maria, 'ciao', { sessionId });
    expect(next.sessionId).not.toBe(sessionId);
    expect((await ask(maria, 'ciao', { sessionId })).sessionId).toBe(next.sessionId);
    expect((await session(sessionId, maria)).json.successor).toBe(next.sessionId);
  });

  test('of nobody in particular is found by its id, and by nobody who has a name', async () => {
    const { sessionId } = await line.ask('ciao');
    expect((await session(sessionId)).status).toBe(200);
    expect((await session(sessionId, someone())).status).toBe(404);
    const list = await call('GET', '/v1/sessions', { query: { userId: 'anonymous' } });
    expect([list.status, list.json.errors[0].field]).toEqual([400, 'userId']);
  });

  test('is listed, page by page', async () => {
    const maria = someone();
    const ids = [];
    for (let at = 0; at < 5; at += 1) ids.push((await ask(maria, 'ciao')).sessionId);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const query = { userId: maria, limit: '2', ...(after !== undefined && { after }) };
      const { json } = await call('GET', '/v1/sessions', { query });
      seen.push(...json.sessions.map(({ sessionId }: { sessionId: string }) => sessionId));
      after = json.next;
    } while (after !== undefined);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('that is damaged is replaced: the answer comes as ever', async () => {
    const maria = someone();
    const Item = { owner: { S: `demo/${maria}` }, sessionId: { S: 's' }, lastAt: { S: 'x' } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'sessions', Item }));
    expect((await session('s', maria)).status).toBe(404);
    expect(await ask(maria, 'ciao', { sessionId: 's' })).toMatchObject({ sessionId: 's', degraded: [] });
    expect((await session('s', maria)).json.statistics.messages).toBe(1);
  });
});

describe('what is known of a person', () => {
  test('is set, told, listed and forgotten', async () => {
    const maria = someone();
    const { status, json } = await remember(maria, 'period', {
      type: 'preference',
      value: ' ultimi\u200b  7 giorni ',
    });
    const entry = {
      key: 'period',
      type: 'preference',
      value: 'ultimi 7 giorni',
      updatedAt: '2026-11-21T02:36:00.000Z',
      expiresAt: '2027-11-21T02:36:00.000Z',
    };
    expect([status, json]).toEqual([200, entry]);
    const one = { parts: { key: 'period' }, query: { userId: maria } };
    expect((await call('GET', '/v1/context/{key}', one)).json).toEqual(entry);
    await remember(maria, 'team', { type: 'fact', value: 'vendite', expiresAt: '2026-12-01T00:00:00Z' });
    const list = await call('GET', '/v1/context', { query: { userId: maria } });
    expect(list.json.entries.map(({ key }: { key: string }) => key)).toEqual(['period', 'team']);
    expect((await call('DELETE', '/v1/context/{key}', one)).json).toEqual({ removed: 1 });
    expect((await call('DELETE', '/v1/context/{key}', one)).status).toBe(404);
  });

  test.each([
    ['a language that is not spoken here', 'language', { type: 'preference', value: 'xx' }, 'value'],
    ['a period that is a list', 'period', { type: 'preference', value: ['a'] }, 'value'],
    ['a value of no known form', 'k', { type: 'fact', value: { a: 1 } }, 'value'],
    ['a value that is too large', 'k', { type: 'fact', value: 'à'.repeat(2100) }, 'value'],
    ['an unknown type', 'k', { type: 'secret', value: 'x' }, 'type'],
    ['an end in the past', 'k', { type: 'fact', value: 'x', expiresAt: '2026-11-21T02:36:00Z' }, 'expiresAt'],
    [
      'an end too far away',
      'k',
      { type: 'fact', value: 'x', expiresAt: '2029-01-01T00:00:00Z' },
      'expiresAt',
    ],
    ['an unknown field', 'k', { type: 'fact', value: 'x', owner: 'luca' }, 'owner'],
  ])('%s is refused by name', async (_, key, body, field) => {
    const { status, json } = await remember(someone(), key, body);
    expect([status, json.code, json.errors[0].field]).toEqual([400, 'invalid_request', field]);
  });

  test('is at most a hundred things', async () => {
    const maria = someone();
    const set = (at: number) => remember(maria, `k${at}`, { type: 'fact', value: at });
    for (let at = 0; at < 100; at += 1) expect((await set(at)).status).toBe(200);
    expect((await set(100)).status).toBe(400);
    expect((await set(7)).status).toBe(200);
  });

  test('leads the answer: the language that the person prefers', async () => {
    const maria = someone();
    await remember(maria, 'language', { type: 'preference', value: 'en' });
    expect((await ask(maria, 'ok')).language).toBe('en');
    expect((await ask(maria, 'ok', { language: 'it' })).language).toBe('it');
  });
});

describe('nobody finds what belongs to somebody else (FAILURES 25)', () => {
  test('on every path: the same answer as for what is not there', async () => {
    const [maria, luca] = [someone(), someone()];
    const { sessionId } = await ask(maria, 'ciao');
    await remember(maria, 'period', { type: 'preference', value: 'oggi' });
    const routes: [string, string, Record<string, string>][] = [
      ['GET', '/v1/sessions/{id}', { id: sessionId }],
      ['DELETE', '/v1/sessions/{id}', { id: sessionId }],
      ['POST', '/v1/sessions/{id}/cancel', { id: sessionId }],
      ['GET', '/v1/context/{key}', { key: 'period' }],
      ['DELETE', '/v1/context/{key}', { key: 'period' }],
    ];
    for (const [method, resource, parts] of routes) {
      const absent = Object.fromEntries(Object.keys(parts).map((name) => [name, 'nothing']));
      const malformed = Object.fromEntries(Object.keys(parts).map((name) => [name, 'demo/../{}']));
      const foreign = await call(method, resource, { parts, query: { userId: luca } });
      expect([foreign.status, foreign.json.code]).toEqual([404, 'not_found']);
      for (const same of [absent, malformed])
        expect(await call(method, resource, { parts: same, query: { userId: luca } })).toEqual(foreign);
      const nobody = await call(method, resource, { parts });
      expect([400, 404]).toContain(nobody.status);
    }
    expect((await session(sessionId, maria)).json).toMatchObject({ state: 'open' });
    const list = await call('GET', '/v1/context', { query: { userId: maria } });
    expect(list.json.entries).toHaveLength(1);
  });
});

describe('a person is erased (FAILURES 40)', () => {
  const scan = async () => {
    const client = new DynamoDBClient({});
    const tables = await Promise.all(
      ['sessions', 'context', 'charts', 'directory', 'usage'].map((TableName) =>
        client.send(new ScanCommand({ TableName })),
      ),
    );
    return JSON.stringify(tables.flatMap(({ Items }) => Items));
  };

  test('nothing of them is left in any table, and nothing of others is gone', async () => {
    const [maria, luca] = [someone(), someone()];
    const canary = `canarino${crypto.randomUUID().replaceAll('-', '')}`;
    const { sessionId } = await ask(maria, `Quante esecuzioni di ${canary} ieri?`);
    await ask(maria, `${canary} E oggi?`, { sessionId });
    for (let at = 0; at < 30; at += 1) await ask(maria, `ciao ${canary}`);
    await ask(maria, 'Esecuzioni per giorno negli ultimi 7 giorni');
    await remember(maria, 'favourites', { type: 'preference', value: [canary] });
    await remember(maria, canary, { type: 'fact', value: 'x' });
    const kept = await ask(luca, 'ciao');
    const counters = dynamoUsage({ tables: dynamoStore(), name: 'usage', clock: Date.now });
    const used = { calls: 1, inputTokens: 900, outputTokens: 100, micros: 195 };
    await counters.add([{ owner: `demo/${maria}`, counter: 'month#2026-11' }], used);
    const { json } = await call('GET', '/v1/usage', { query: { userId: maria, period: '2026-11' } });
    expect(json.total).toEqual({ calls: 1, inputTokens: 900, outputTokens: 100, costUsd: 0.000195 });
    expect(await scan()).toContain(canary);

    const erase = () => call('DELETE', '/v1/users/{userId}', { parts: { userId: maria } });
    expect((await erase()).json).toEqual({
      removed: { people: 0, sessions: 32, context: 2, feedback: 0, charts: 1, subscriptions: 0, usage: 1 },
    });
    const left = await scan();
    expect(left).not.toContain(canary);
    expect(left).not.toContain(maria);
    expect((await erase()).json).toEqual({
      removed: { people: 0, sessions: 0, context: 0, feedback: 0, charts: 0, subscriptions: 0, usage: 0 },
    });
    expect((await session(sessionId, maria)).status).toBe(404);
    expect((await session(kept.sessionId, luca)).status).toBe(200);
  });

  test('but not nobody in particular', async () => {
    const { status } = await call('DELETE', '/v1/users/{userId}', { parts: { userId: 'anonymous' } });
    expect(status).toBe(404);
  });
});

describe('what people think of answers', () => {
  const think = (body: object) => call('POST', '/v1/feedback', { body });

  test('is kept with the question, one opinion an answer, and erased with the person', async () => {
    const maria = someone();
    const { questionId, sessionId } = await ask(maria, 'Quante esecuzioni ieri?');
    await think({ userId: maria, questionId, sessionId, up: true });
    const correction = 'Quelle di Milano';
    const { json } = await think({ userId: maria, questionId, up: false, flaw: 'other', correction });
    const opinion = { questionId, up: false, flaw: 'other', correction, question: 'Quante esecuzioni ieri?' };
    expect(json).toMatchObject(opinion);
    const list = () => call('GET', '/v1/feedback', { query: { userId: maria } });
    expect((await list()).json).toEqual({ feedback: [expect.objectContaining(opinion)] });
    expect((await call('GET', '/v1/feedback', { query: { userId: someone() } })).json).toEqual({
      feedback: [],
    });
    const erased = await call('DELETE', '/v1/users/{userId}', { parts: { userId: maria } });
    expect(erased.json.removed).toMatchObject({ feedback: 1, sessions: 1 });
    expect((await list()).json).toEqual({ feedback: [] });
  });

  test.each([
    [{ up: true, flaw: 'figure' }, 'flaw'],
    [{ up: false, flaw: 'ugly' }, 'flaw'],
    [{ up: 'yes' }, 'up'],
    [{ up: false, correction: 'x'.repeat(1001) }, 'correction'],
  ])('%j is refused by name', async (more, field) => {
    const { status, json } = await think({ userId: someone(), questionId: 'q', ...more });
    expect([status, json.errors?.[0]?.field]).toEqual([400, field]);
  });
});

describe('people who write on a channel', () => {
  const change = (personId: string, body: object) =>
    call('PUT', '/v1/people/{personId}', { parts: { personId }, body });

  test('are let in by their number, listed, and erased', async () => {
    const { status, json } = await change('393331112222', { admission: 'granted' });
    expect([status, json]).toEqual([
      200,
      { personId: json.personId, phone: '393331112222', admission: 'granted' },
    ]);
    expect((await change(json.personId, { admission: 'refused' })).json.admission).toBe('refused');
    expect((await call('GET', '/v1/people')).json.people).toEqual([{ ...json, admission: 'refused' }]);
    const erased = await call('DELETE', '/v1/users/{userId}', { parts: { userId: json.personId } });
    expect(erased.json.removed).toMatchObject({ people: 1 });
    expect((await call('GET', '/v1/people')).json.people).toEqual([]);
  });

  test('who is not there is not found, and what is not wished for is refused', async () => {
    expect((await change('nobody', { handover: null })).status).toBe(404);
    expect((await change('393331112222', {})).status).toBe(400);
    expect((await change('393331112222', { handover: 'x' })).status).toBe(400);
  });
});

describe('when the tables do not answer', () => {
  test('questions are answered within seconds and say so; what is kept is unavailable, not lost', async () => {
    const maria = someone();
    const { sessionId } = await ask(maria, 'ciao');
    dynamo.fate = (operation) => (operation === 'DescribeTable' ? 'pass' : 'InternalServerError');
    const startedAt = performance.now();
    const answer = await ask(maria, 'ciao', { sessionId });
    expect(performance.now() - startedAt).toBeLessThan(8000);
    expect(answer).toMatchObject({ kind: 'static', sessionId, degraded: ['sessions', 'context'] });
    const { status, json, headers } = await session(sessionId, maria);
    expect([status, json.code, headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    const erased = await call('DELETE', '/v1/users/{userId}', { parts: { userId: maria } });
    expect(erased.status).toBe(503);
    dynamo.fate = () => 'pass';
    expect((await session(sessionId, maria)).status).toBe(200);
  });
});
