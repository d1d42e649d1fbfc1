import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { graphPlatform } from '#shared/adapters/graph-platform.ts';
import { managedMessagingSecret } from '#shared/adapters/messaging-secret.ts';
import { StoreUnavailable } from '#shared/contracts/faults.ts';
import type { MessagingSecrets } from '#shared/ports.ts';
import { type Reply, startJsonServer } from '#test/support/json-server.ts';

interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
type Behaviour = (response: ServerResponse, call: Call) => void;

let base = '';
let closedPort = '';
let calls: Call[] = [];
let behaviours: Behaviour[] = [];
const answer =
  (status: number, document: unknown, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof document === 'string' ? document : JSON.stringify(document));
  };
const accepted = answer(200, { messaging_product: 'whatsapp', messages: [{ id: 'wamid.OUT1' }] });
const error = (status: number, code: number) => answer(status, { error: { message: 'x', code } });

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const call = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
  calls.push(call);
  (behaviours.shift() ?? accepted)(response, call);
};
const server = createServer((request, response) => void serve(request, response));
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v25.0`;
  const unused = await startJsonServer(() => ({}));
  closedPort = new URL(unused.url).port;
  unused.stop();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [calls, behaviours] = [[], []];
});

const secret = (accessToken: string) => ({ appSecrets: ['s'], verifyToken: 'v', accessToken });
const secrets = (...tokens: string[]): MessagingSecrets => {
  let at = 0;
  return {
    read: async () => secret(tokens[at] ?? ''),
    renew: async () => {
      at = Math.min(at + 1, tokens.length - 1);
      return secret(tokens[at] ?? '');
    },
  };
};
const platform = (known = secrets('token-1')) => graphPlatform({ baseUrl: base, secrets: known });
const payload = {
  messaging_product: 'whatsapp',
  to: '393331112222',
  type: 'text',
  text: { body: 'perché 📦' },
};
const send = (known?: MessagingSecrets) => platform(known).send('1055', payload, 'wamid.IN.0~1');

describe('a message to the platform', () => {
  test('goes with what comes back in its receipts, and has the id it got', async () => {
    expect(await send()).toEqual({ kind: 'sent', messageId: 'wamid.OUT1' });
    expect([calls[0]?.path, calls[0]?.headers.authorization]).toEqual([
      '/v25.0/1055/messages',
      'Bearer token-1',
    ]);
    expect(JSON.parse(String(calls[0]?.body))).toEqual({
      ...payload,
      biz_opaque_callback_data: 'wamid.IN.0~1',
    });
  });

  test('that is refused tells the code', async () => {
    behaviours = [error(400, 131056)];
    expect(await send()).toEqual({ kind: 'refused', status: 400, code: 131056 });
  });

  test('that comes too soon tells when', async () => {
    behaviours = [answer(429, { error: { code: 130429 } }, { 'retry-after': '7' })];
    expect(await send()).toEqual({ kind: 'refused', status: 429, code: 130429, retryAfterMs: 7000 });
  });

  test.each<[string, Behaviour]>([
    ['a connection that breaks off', (response) => response.destroy()],
    [
      'an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': '400' });
        response.write('{"messages":[');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['a gateway that gave up', answer(502, '<html>Bad gateway</html>')],
    ['an acceptance without an id', answer(200, { messages: [] })],
    ['an acceptance that is no JSON', answer(200, 'ok')],
    ['a redirect', answer(302, '', { location: 'http://127.0.0.1:9/' })],
    ['an endless answer', answer(200, 'x'.repeat(400_000))],
  ])('after %s nobody knows', async (_, behaviour) => {
    behaviours = [behaviour];
    expect(await send()).toEqual({ kind: 'unknown' });
    expect(calls.length).toBe(1);
  });

  test('that is not answered within eight seconds nobody knows of', { timeout: 20_000 }, async () => {
    behaviours = [() => undefined];
    const startedAt = performance.now();
    expect(await send()).toEqual({ kind: 'unknown' });
    expect(performance.now() - startedAt).toBeLessThan(9000);
  });

  test.each([
    ['to nobody who listens', () => `http://127.0.0.1:${closedPort}/v25.0`],
    ['to a name that is not known', () => 'http://nowhere.invalid/v25.0'],
  ])('%s was surely not sent', async (_, baseUrl) => {
    const away = graphPlatform({ baseUrl: baseUrl(), secrets: secrets('t') });
    expect(await away.send('1055', payload, 'a.0~1')).toEqual({ kind: 'refused', status: 503 });
  });

  test('without a secret was surely not sent', async () => {
    const none = () => Promise.reject(new StoreUnavailable('away'));
    expect(await send({ read: none, renew: none })).toEqual({ kind: 'refused', status: 503 });
  });
});

describe('an access token that is not good any more', () => {
  test.each([
    [401, 190],
    [400, 190],
    [401, 0],
  ])('is asked for again, once (%d, %d)', async (status, code) => {
    behaviours = [error(status, code)];
    expect(await send(secrets('token-1', 'token-2'))).toEqual({ kind: 'sent', messageId: 'wamid.OUT1' });
    expect(calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });
  test('is told to be got over when the new one is taken, and only then', async () => {
    const told: string[] = [];
    const knowing = (...tokens: string[]) =>
      graphPlatform({
        baseUrl: base,
        secrets: secrets(...tokens),
        recovered: ({ failure, how }) => told.push(`${failure} ${how}`),
      }).send('1055', payload, 'wamid.IN.0~1');
    behaviours = [error(401, 190), error(401, 190)];
    await knowing('token-1', 'token-2');
    expect(told).toEqual([]);
    behaviours = [error(401, 190)];
    await knowing('token-1', 'token-2');
    expect(told).toEqual(['token_refused renewed']);
  });
  test('is not tried again when there is no other', async () => {
    behaviours = [error(401, 190)];
    expect(await send()).toEqual({ kind: 'refused', status: 401, code: 190 });
    expect(calls.length).toBe(1);
  });
});

describe('courtesies', () => {
  test('show that a message was read and an answer is being written', async () => {
    await platform().seen('1055', 'wamid.IN', true);
    expect(JSON.parse(String(calls[0]?.body))).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.IN',
      typing_indicator: { type: 'text' },
    });
  });
  test('show that a message was read, and nobody writes', async () => {
    await platform().seen('1055', 'wamid.IN', false);
    expect(JSON.parse(String(calls[0]?.body))).not.toHaveProperty('typing_indicator');
  });
  test.each<[string, Behaviour]>([
    ['is refused', error(400, 100)],
    ['breaks off', (response) => response.destroy()],
  ])('that %s troubles nobody', async (_, behaviour) => {
    behaviours = [behaviour];
    await expect(platform().seen('1055', 'wamid.IN', true)).resolves.toBeUndefined();
  });
});

describe('a picture', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10]);
  test('is uploaded as a form with its true type, also after the token was renewed', async () => {
    behaviours = [error(401, 190), answer(200, { id: '9001' })];
    expect(await platform(secrets('token-1', 'token-2')).upload('1055', png)).toBe('9001');
    expect(calls[1]?.path).toBe('/v25.0/1055/media');
    const form = await new Response(calls[1]?.body, {
      headers: { 'content-type': calls[1]?.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file');
    expect([form.get('messaging_product'), form.get('type')]).toEqual(['whatsapp', 'image/png']);
    if (!(file instanceof File)) throw new Error('no file');
    expect([file.type, new Uint8Array(await file.arrayBuffer())]).toEqual(['image/png', png]);
  });
  test.each<[string, Behaviour]>([
    ['is refused', error(400, 131053)],
    ['breaks off', (response) => response.destroy()],
    ['gets no id', answer(200, {})],
  ])('that %s has no id', async (_, behaviour) => {
    behaviours = [behaviour];
    expect(await platform().upload('1055', png)).toBeUndefined();
  });
});

describe('the secret of the channel', () => {
  let next: Reply = {};
  let asked = 0;
  let time = 0;
  let store: Awaited<ReturnType<typeof startJsonServer>>;
  beforeAll(async () => {
    store = await startJsonServer(() => {
      asked += 1;
      return next;
    });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: store.url,
      AWS_REGION: 'eu-south-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
  });
  afterAll(() => store.stop());
  beforeEach(() => {
    asked = 0;
  });
  const holds = (...appSecrets: string[]) => {
    next = { body: { SecretString: JSON.stringify({ ...secret('t'), appSecrets }) } };
  };
  const managed = () => managedMessagingSecret('arn', () => time);

  test('is asked for once, by all who need it', async () => {
    holds('one');
    const kept = managed();
    const all = await Promise.all([kept.read(), kept.read(), kept.renew(), kept.read()]);
    expect([new Set(all).size, all[0]?.appSecrets, asked]).toEqual([1, ['one'], 1]);
  });
  test('is asked for again every five seconds at most, and is the same object while nothing changed', async () => {
    holds('one');
    const kept = managed();
    const first = await kept.read();
    for (let hit = 0; hit < 100; hit += 1) expect(await kept.renew()).toBe(first);
    expect(asked).toBe(1);
    time += 5000;
    expect(await kept.renew()).toBe(first);
    time += 5000;
    holds('two', 'one');
    expect((await kept.renew()).appSecrets).toEqual(['two', 'one']);
    expect([(await kept.read()).appSecrets, asked]).toEqual([['two', 'one'], 3]);
  });
  test('stays good while nobody can be asked', async () => {
    holds('one');
    const kept = managed();
    await kept.read();
    time += 5000;
    next = { status: 400, error: 'ResourceNotFoundException' };
    expect((await kept.renew()).appSecrets).toEqual(['one']);
  });
  test('that was never read is a fault, and is asked for again by the next', async () => {
    next = { status: 400, error: 'ResourceNotFoundException' };
    const kept = managed();
    await expect(kept.read()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    holds('one');
    expect((await kept.read()).appSecrets).toEqual(['one']);
  });
  test.each([
    ['no JSON', 'gibberish'],
    ['no app secret', JSON.stringify({ ...secret('t'), appSecrets: [] })],
    ['an empty app secret', JSON.stringify({ ...secret('t'), appSecrets: [''] })],
    ['an empty token', JSON.stringify({ ...secret(''), appSecrets: ['a'] })],
  ])('with %s is refused without being told', async (_, SecretString) => {
    next = { body: { SecretString } };
    const fault = await managed()
      .read()
      .catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ name: 'InvalidConfiguration' });
    expect(String(fault)).not.toContain(SecretString);
  });
});
