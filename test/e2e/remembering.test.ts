import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';

let cloud: LocalCloud;
let dataDir: string;
/** Stands the same cloud up again, at another time. */
const bootAt = async (now: string) => {
  cloud = await bootLocalCloud({ port: 0, dataDir, now: new Date(now), demo: { runs: 300, days: 10 } });
};
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'milhena-remembering-'));
  await bootAt('2026-11-20T08:00:00.000Z');
}, 240_000);
afterAll(async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const send = async (method: string, path: string, body?: object) => {
  const response = await fetch(cloud.url + path, {
    method,
    headers: { 'x-api-key': 'local-key', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: JSON.parse(await response.text()) };
};
const ask = (question: string, userId: string, sessionId?: string) =>
  send('POST', '/v1/ask', { question, userId, ...(sessionId !== undefined && { sessionId }) });
const maria = 'maria.rossi+test@example.com';
const as = `userId=${encodeURIComponent(maria)}`;

describe('over HTTP', () => {
  test('every path of sessions and context is served, whatever a name looks like', async () => {
    const first = await ask('Quante esecuzioni ieri?', maria);
    const id = first.headers.get('x-session-id') ?? '';
    expect(first.json.sessionId).toBe(id);
    expect(first.json).not.toHaveProperty('conversation');
    expect((await ask('ciao', maria, id)).json.sessionId).toBe(id);
    expect((await send('GET', `/v1/sessions?${as}`)).json.sessions).toHaveLength(1);
    expect((await send('GET', `/v1/sessions/${id}?${as}`)).json.turns).toHaveLength(2);
    expect((await send('POST', `/v1/sessions/${id}/cancel?${as}`)).json.state).toBe('ended');
    const set = await send('PUT', `/v1/context/role%3Amain?${as}`, { type: 'fact', value: 'vendite' });
    expect([set.status, set.json.key]).toEqual([200, 'role:main']);
    expect((await send('GET', `/v1/context/role:main?${as}`)).json.value).toBe('vendite');
    expect((await send('GET', `/v1/context?${as}`)).json.entries).toHaveLength(1);
    expect((await send('DELETE', `/v1/context/role:main?${as}`)).status).toBe(200);
    expect((await send('DELETE', `/v1/sessions/${id}?${as}`)).status).toBe(200);
    expect((await send('DELETE', `/v1/sessions/${id}?${as}`)).status).toBe(404);
    const erased = await send('DELETE', `/v1/users/${encodeURIComponent(maria)}`);
    expect(erased.json).toEqual({
      removed: { people: 0, sessions: 0, context: 0, feedback: 0, charts: 0, subscriptions: 0, usage: 0 },
    });
  });

  test('a body that is no object is refused at the door; a cancel needs none', async () => {
    const put = await fetch(`${cloud.url}/v1/context/k?${as}`, {
      method: 'PUT',
      headers: { 'x-api-key': 'local-key', 'content-type': 'application/json' },
      body: '[]',
    });
    expect(put.status).toBe(400);
    expect((await send('POST', `/v1/sessions/none/cancel?${as}`)).status).toBe(404);
  });
});

describe('as time goes by', () => {
  test('a session and what is known outlive a restart, and end when they should', async () => {
    const { json } = await ask('Quante esecuzioni ieri?', maria);
    const id: string = json.sessionId;
    const state = { type: 'state', value: 'canary at the customer', expiresAt: '2026-11-20T16:00:00.000Z' };
    await send('PUT', `/v1/context/today?${as}`, state);

    await cloud.stop();
    await bootAt('2026-11-20T14:59:59.000Z');
    expect((await ask('ciao', maria, id)).json.sessionId).toBe(id);
    expect((await send('GET', `/v1/context/today?${as}`)).status).toBe(200);

    await cloud.stop();
    await bootAt('2026-11-20T21:59:59.000Z');
    expect((await send('GET', `/v1/sessions/${id}?${as}`)).json).toMatchObject({
      state: 'ended',
      endedAt: '2026-11-20T21:59:59.000Z',
      statistics: { messages: 2 },
    });
    const next: string = (await ask('ciao', maria, id)).json.sessionId;
    expect(next).not.toBe(id);
    expect((await send('GET', `/v1/context/today?${as}`)).status).toBe(404);

    await cloud.stop();
    await bootAt('2026-11-21T04:00:00.000Z');
    // Five in the morning in Rome: still the working day before.
    expect((await ask('ciao', maria, id)).json.sessionId).toBe(next);
    await cloud.stop();
    await bootAt('2026-11-21T05:00:00.000Z');
    expect((await ask('ciao', maria, id)).json.sessionId).not.toBe(next);
  }, 300_000);

  test('an erased person is in no answer any more, and their words were in no log', async () => {
    await ask('Quante esecuzioni di canarino ieri?', maria);
    const erased = await send('DELETE', `/v1/users/${encodeURIComponent(maria)}`);
    expect(erased.json.removed.sessions).toBeGreaterThan(3);
    expect((await send('GET', `/v1/sessions?${as}`)).json).toEqual({ sessions: [] });
    const logs = join(dataDir, 'logs');
    const texts = await Promise.all((await readdir(logs)).map((file) => readFile(join(logs, file), 'utf8')));
    expect(texts.join('')).toContain('"erased"');
    expect(texts.join('')).not.toMatch(/canarino|canary|vendite/);
  });
});
