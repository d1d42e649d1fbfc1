import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { receive } from '#functions/webhook/receive.ts';
import type { Incoming } from '#shared/contracts/incoming.ts';
import { readWebhook } from '#shared/domain/whatsapp/read-webhook.ts';
import type { MessagingSecret, MessagingSecrets } from '#shared/ports.ts';
import { rawHttp } from '#shared/runtime/raw-http.ts';

const first: MessagingSecret = { appSecrets: ['old'], verifyToken: 'shibboleth', accessToken: 'x' };
const rotated: MessagingSecret = { ...first, appSecrets: ['new', 'old'], verifyToken: 'another' };
const AT = new Date('2026-11-20T09:00:00Z');

let urgent: Incoming[] = [];
let normal: Incoming[] = [];
let counted: Record<string, number> = {};
let renewals = 0;
beforeEach(() => {
  [urgent, normal, counted, renewals] = [[], [], {}, 0];
});

const into = (list: () => Incoming[]) => ({
  put: async (items: readonly Incoming[]) => {
    list().push(...items);
    return [];
  },
});
const full = { put: async (items: readonly Incoming[]) => [...items] };

const edge = (more: { renewed?: MessagingSecret; queuesAreFull?: boolean } = {}) => {
  let known = first;
  const secrets: MessagingSecrets = {
    read: async () => known,
    renew: async () => {
      renewals += 1;
      known = more.renewed ?? known;
      return known;
    },
  };
  const serve = receive({
    secrets,
    read: (document, receivedAt) => readWebhook(document, { numberIds: ['1055'], receivedAt }),
    urgent: more.queuesAreFull ? full : into(() => urgent),
    normal: more.queuesAreFull ? full : into(() => normal),
    now: () => AT,
    count: (counts) => {
      counted = counts;
    },
  });
  return rawHttp('webhook', async () => serve);
};

const message = (id: string, body = 'ciao') => ({
  from: '393331112222',
  id,
  timestamp: '1795255800',
  type: 'text',
  text: { body },
});
const document = (value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ changes: [{ field: 'messages', value: { metadata: { phone_number_id: '1055' }, ...value } }] }],
});
const status = {
  id: 'wamid.OUT',
  status: 'read',
  timestamp: '1795255805',
  biz_opaque_callback_data: 'a.0~1',
};

const post = (text: string, more: { secret?: string; header?: string; base64?: boolean } = {}) => ({
  httpMethod: 'POST',
  path: '/webhooks/whatsapp',
  headers: {
    [more.header ?? 'X-Hub-Signature-256']: `sha256=${createHmac('sha256', more.secret ?? 'old')
      .update(text)
      .digest('hex')}`,
  },
  body: more.base64 ? Buffer.from(text).toString('base64') : text,
  isBase64Encoded: more.base64 ?? false,
});
const posted = (value: object) => JSON.stringify(document(value));

describe('what the platform posts', () => {
  test('is queued by lane and acknowledged with an empty body', async () => {
    const result = await edge()(post(posted({ messages: [message('m1')], statuses: [status] })));
    expect(result).toMatchObject({ statusCode: 200, body: '' });
    expect(normal.map((item) => item.kind === 'message' && item.messageId)).toEqual(['m1']);
    expect(urgent.map(({ kind }) => kind)).toEqual(['receipt']);
    expect(counted).toEqual({ queued: 2 });
  });

  test.each(['x-hub-signature-256', 'X-HUB-SIGNATURE-256', 'X-Hub-Signature-256'])(
    'is found signed whatever the case of the header: %s',
    async (header) => {
      expect((await edge()(post(posted({}), { header }))).statusCode).toBe(200);
    },
  );

  test('is checked over its bytes, also when the gateway encoded them', async () => {
    const text = posted({ messages: [message('m1', 'perché 📦 \\/')] });
    expect((await edge()(post(text, { base64: true }))).statusCode).toBe(200);
    expect(normal[0]).toMatchObject({ content: { text: 'perché 📦 \\/' } });
  });

  test('is refused when it is not signed by us, and nothing is read of it', async () => {
    const result = await edge()(post(posted({ messages: [message('m1')] }), { secret: 'stranger' }));
    expect(result).toMatchObject({ statusCode: 401, body: '' });
    expect([normal, urgent, counted]).toEqual([[], [], {}]);
  });

  test('without a signature is refused without asking for the secret again', async () => {
    const unsigned = { ...post(posted({})), headers: {} };
    expect((await edge()(unsigned)).statusCode).toBe(401);
    expect(renewals).toBe(0);
  });

  test('signed with a secret that is newer than what we know is accepted', async () => {
    const door = edge({ renewed: rotated });
    for (const secret of ['new', 'old', 'new'])
      expect((await door(post(posted({ messages: [message(secret)] }), { secret }))).statusCode).toBe(200);
    expect([normal.length, renewals]).toEqual([3, 1]);
  });

  test('is given back to the platform only when it could not be queued', async () => {
    const result = await edge({ queuesAreFull: true })(post(posted({ messages: [message('m1')] })));
    expect(result.statusCode).toBe(500);
    expect(counted).toEqual({ queued: 0, not_queued: 1 });
  });

  test.each(['', '{', 'null', '[]', '3', '"x"', '{"entry":[{"changes":[null]}]}'])(
    'is acknowledged when nobody can read it: %s',
    async (text) => {
      expect((await edge()(post(text))).statusCode).toBe(200);
      expect([normal, urgent]).toEqual([[], []]);
    },
  );

  test('of 3 MB is read', async () => {
    const messages = Array.from({ length: 700 }, (_, at) => message(`m${at}`, 'x'.repeat(4096)));
    expect((await edge()(post(posted({ messages })))).statusCode).toBe(200);
    expect(normal.length).toBe(700);
  });
});

describe('the handshake', () => {
  const get = (token?: string, mode = 'subscribe') => ({
    httpMethod: 'GET',
    path: '/webhooks/whatsapp',
    queryStringParameters: {
      'hub.mode': mode,
      'hub.challenge': '1158201444',
      ...(token !== undefined && { 'hub.verify_token': token }),
    },
  });

  test('gives the bare challenge back to who knows the token', async () => {
    const result = await edge()(get('shibboleth'));
    expect(result).toMatchObject({ statusCode: 200, body: '1158201444' });
    expect(result.headers['content-type']).toContain('text/plain');
  });

  test('knows a token that was changed a moment ago', async () => {
    expect((await edge({ renewed: rotated })(get('another'))).statusCode).toBe(200);
  });

  test.each([
    ['another token', get('sibboleth')],
    ['no token', get()],
    ['another mode', get('shibboleth', 'unsubscribe')],
    ['no question at all', { httpMethod: 'GET', path: '/webhooks/whatsapp' }],
  ])('is refused for %s', async (_, event) => {
    expect(await edge()(event)).toMatchObject({ statusCode: 403, body: '' });
  });

  test('other methods are not known', async () => {
    expect((await edge()({ httpMethod: 'PUT', path: '/webhooks/whatsapp' })).statusCode).toBe(405);
  });
});
