import * as z from 'zod/mini';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AssistantUnavailable } from '#shared/contracts/faults.ts';
import { Problem } from '#shared/contracts/problem.ts';
import { http, route } from '#shared/runtime/http.ts';

const Note = z.strictObject({ text: z.string(), kind: z.optional(z.enum(['a', 'b'])) });
const operation = { method: 'POST', path: '/v1/notes', summary: 'Note', body: Note, problems: [] } as const;
const handler = http([
  route({ ...operation, problems: [] }, ({ body }) => ({ body: { noted: body?.text } })),
  route({ method: 'GET', path: '/v1/notes/{id}', summary: 'One', problems: [] }, ({ parts }) => ({
    body: { noted: parts['id'] },
  })),
  route({ method: 'GET', path: '/v1/down', summary: 'Down', problems: [] }, () => {
    throw new AssistantUnavailable('inner canary');
  }),
  route({ method: 'GET', path: '/v1/bug', summary: 'Bug', problems: [] }, () => {
    throw new Error('inner canary');
  }),
]);

const event = (more: object) => ({
  httpMethod: 'POST',
  path: '/v1/notes',
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  queryStringParameters: null,
  body: '{"text":"hello"}',
  isBase64Encoded: false,
  requestContext: { requestId: 'gateway-1' },
  ...more,
});
const ask = async (more: object) => {
  const result = await handler(event(more));
  return { ...result, json: JSON.parse(result.body) };
};

describe('good requests', () => {
  test('are served, with the id of the gateway', async () => {
    const { statusCode, headers, json } = await ask({});
    expect([statusCode, json, headers['x-request-id']]).toEqual([200, { noted: 'hello' }, 'gateway-1']);
  });

  test('may come in base64 and with an id of their own', async () => {
    const { json, headers } = await ask({
      body: Buffer.from('{"text":"città"}').toString('base64'),
      isBase64Encoded: true,
      headers: { 'content-type': 'application/json', 'X-REQUEST-ID': 'mine-7' },
    });
    expect([json.noted, headers['x-request-id']]).toEqual(['città', 'mine-7']);
  });
});

describe('a part of the path', () => {
  test.each([
    ['n-1', 'n-1'],
    ['maria%40example.com', 'maria@example.com'],
    ['maria@example.com', 'maria@example.com'],
    ['100%', '100%'],
  ])('%s arrives as %s, decoded by the gateway or not', async (id, noted) => {
    const one = { httpMethod: 'GET', resource: '/v1/notes/{id}', path: `/v1/notes/${id}` };
    expect((await ask({ ...one, pathParameters: { id } })).json).toEqual({ noted });
  });
});

describe('requests that cannot be served get a problem document', () => {
  test.each([
    ['broken JSON', { body: '{"text":' }, 400, 'malformed_json', undefined],
    ['no body', { body: null }, 400, 'malformed_json', undefined],
    ['an unknown field, by its name', { body: '{"text":"a","sql":"x"}' }, 400, 'invalid_request', 'sql'],
    ['a prototype', { body: '{"text":"a","__proto__":{"admin":true}}' }, 400, 'invalid_request', '__proto__'],
    ['a missing field', { body: '{}' }, 400, 'invalid_request', 'text'],
    ['a field of another type', { body: '{"text":7}' }, 400, 'invalid_request', 'text'],
    ['a value that is not offered', { body: '{"text":"a","kind":"c"}' }, 400, 'invalid_request', 'kind'],
    ['an array', { body: '[]' }, 400, 'invalid_request', 'body'],
    ['a text body', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type', undefined],
    [
      'a large body',
      { body: JSON.stringify({ text: 'x'.repeat(20_000) }) },
      413,
      'body_too_large',
      undefined,
    ],
    ['another path', { path: '/v1/secrets' }, 404, 'not_found', undefined],
    ['a fault of the line', { httpMethod: 'GET', path: '/v1/down' }, 503, 'unavailable', undefined],
    ['a bug of ours', { httpMethod: 'GET', path: '/v1/bug' }, 500, 'internal', undefined],
  ])('%s', async (_, more, status, code, field) => {
    const { statusCode, headers, json, body } = await ask(more);
    expect(Problem.parse(json)).toMatchObject({ status, code, type: expect.stringContaining('urn:') });
    expect(statusCode).toBe(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(json.errors?.[0]?.field).toBe(field);
    expect(body).not.toMatch(/canary|\bat .*\.ts/);
    expect({}).not.toHaveProperty('admin');
  });

  test('another method, told which ones are served', async () => {
    const { statusCode, headers } = await ask({ httpMethod: 'DELETE' });
    expect([statusCode, headers['allow']]).toEqual([405, 'POST']);
  });

  test('whatever the body is, the answer is a 2xx or a 4xx, in JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), async (body) => {
        const result = await handler(event({ body }));
        expect(result.statusCode).toBeLessThan(500);
        JSON.parse(result.body);
      }),
      { numRuns: 2000 },
    );
  });
});
