import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { damaged, type Chance, jsonOf, textOf } from './values.ts';

export interface Fuzzed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

export interface Doors {
  apiKey: string;
  appSecret: string;
  numberId: string;
}

/** What opens the doors of a local cloud whose channel has these. */
export const DOORS: Doors = {
  apiKey: 'local-key',
  appSecret: 'secret-of-the-storm',
  numberId: '100000000000001',
};

const COLLECTIONS = [
  'ask',
  'catalog',
  'sessions',
  'context',
  'feedback',
  'people',
  'subscriptions',
  'health/live',
  'health/ready',
];
const SINGLE = ['sessions', 'context', 'people', 'subscriptions', 'charts'];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
  'application/json, text/html',
];

/** One request, of any kind that has a way in here; most of them have the key. */
export const fuzzed = (chance: Chance, doors: Doors): Fuzzed => {
  if (chance.is(0.15)) return webhookPost(chance, doors);
  return chance.is(0.45) ? asked(chance, doors) : anywhere(chance, doors);
};

const asked = (chance: Chance, doors: Doors): Fuzzed => {
  const wild = jsonOf(chance);
  const fitting = JSON.stringify({
    question: textOf(chance),
    ...(chance.is(0.3) && {
      userId: chance.pick(['p', 'x'.repeat(300), '../a', '__proto__', 'constructor']),
    }),
    ...(chance.is(0.3) && { sessionId: chance.pick(['s', '%', '__proto__', textOf(chance)]) }),
    ...(chance.is(0.3) && { language: chance.pick(['it', 'en', 'xx', 'ITA', '__proto__', '']) }),
  });
  return withBody(chance, doors, {
    method: 'POST',
    path: '/v1/ask',
    text: chance.is(0.5) ? wild : fitting,
  });
};

const anywhere = (chance: Chance, doors: Doors): Fuzzed => {
  const collection = `/v1/${chance.pick(COLLECTIONS)}`;
  const single = `/v1/${chance.pick(SINGLE)}/${inPath(chance)}`;
  const known = chance.is(0.5) ? collection : single;
  const path = (chance.is(0.85) ? known : `/${inPath(chance)}/${inPath(chance)}`) + queryOf(chance);
  const method = chance.pick(METHODS);
  if (method === 'GET' || method === 'HEAD' || chance.is(0.3))
    return { method, path, headers: headersOf(chance, doors) };
  return withBody(chance, doors, { method, path, text: jsonOf(chance) });
};

/** Whatever is no letter goes in as bytes or as it is, as far as a request line can hold it. */
const inPath = (chance: Chance): string => {
  const text = textOf(chance).slice(0, 200);
  const whole = chance.is(0.7) ? encodeURIComponent(text.toWellFormed()) : text.replace(/[^!-~]|[?#]/g, '');
  return chance.is(0.1) ? `${whole}%` : whole;
};

const queryOf = (chance: Chance): string => {
  const names = ['userId', 'limit', 'after', 'x', '__proto__', 'constructor[prototype]'];
  const parts = Array.from({ length: chance.below(4) }, () => `${chance.pick(names)}=${inPath(chance)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};

const headersOf = (chance: Chance, { apiKey }: Doors): Record<string, string> => ({
  ...(chance.is(0.95) && { 'x-api-key': apiKey }),
  ...(chance.is(0.1) && { 'x-session-id': headerText(chance) }),
  ...(chance.is(0.1) && { 'x-request-id': headerText(chance) }),
  ...(chance.is(0.05) && { 'accept-language': headerText(chance) }),
  ...(chance.is(0.05) && { 'x-amzn-trace-id': headerText(chance) }),
  ...(chance.is(0.05) && { accept: headerText(chance) }),
});

const headerText = (chance: Chance): string =>
  textOf(chance)
    .slice(0, 500)
    .replaceAll(/[^\t\u0020-\u007e]/g, '~');

const withBody = (
  chance: Chance,
  doors: Doors,
  { method, path, text }: { method: string; path: string; text: string },
): Fuzzed => {
  const plain = damaged(chance, text);
  const isPacked = chance.is(0.03);
  return {
    method,
    path,
    headers: {
      ...headersOf(chance, doors),
      'content-type': chance.is(0.8) ? 'application/json' : chance.pick(TYPES),
      ...(isPacked && { 'content-encoding': 'gzip' }),
    },
    body: isPacked ? gzipSync(plain) : plain,
  };
};

/** Signed as the platform signs: the bytes get through to what reads them. */
const webhookPost = (chance: Chance, { appSecret, numberId }: Doors): Fuzzed => {
  const text = chance.is(0.3) ? jsonOf(chance) : platformDocument(chance, numberId);
  const body = damaged(chance, text);
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  return {
    method: 'POST',
    path: '/webhooks/whatsapp',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${chance.is(0.95) ? signature : signature.replaceAll('a', 'b')}`,
    },
    body,
  };
};

const platformDocument = (chance: Chance, numberId: string): string => {
  const wild = () => JSON.parse(chance.is(0.5) ? '"x"' : JSON.stringify(textOf(chance).slice(0, 2000)));
  const message = {
    from: chance.is(0.7) ? `39${String(chance.below(1e9)).padStart(9, '0')}` : wild(),
    id: `wamid.${chance.below(1e9)}`,
    timestamp: String(chance.is(0.7) ? Math.floor(Date.now() / 1000) : chance.pick([0, -1, 1e15, 'x'])),
    type: chance.pick(['text', 'image', 'interactive', 'order', 'unknown', '__proto__']),
    text: { body: wild() },
    interactive: {
      type: chance.pick(['button_reply', 'list_reply', 'x']),
      button_reply: { id: wild(), title: wild() },
    },
  };
  const status = {
    id: wild(),
    status: wild(),
    timestamp: wild(),
    errors: [{ code: chance.pick([1, -1, 1e20]) }],
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '1', phone_number_id: chance.is(0.9) ? numberId : wild() },
    ...(chance.is(0.7) && { messages: Array.from({ length: chance.below(3) }, () => message) }),
    ...(chance.is(0.3) && { statuses: [status] }),
    ...(chance.is(0.2) && { contacts: wild() }),
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
};
