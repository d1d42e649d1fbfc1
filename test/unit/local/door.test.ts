import { describe, expect, test } from 'vitest';
import { readReply, takesBytes } from '#infra/local/door/reply.ts';
import { type Route, routerOf } from '#infra/local/door/routes.ts';
import { quota, tokenBucket } from '#infra/local/door/throttle.ts';

const route = (method: string, resource: string): Route => ({
  method,
  resource,
  resourceId: resource,
  functionName: 'f',
  needsKey: false,
  timeoutMs: 1000,
  objectBodies: new Set(),
});

describe('finding the way', () => {
  const find = routerOf([
    route('GET', '/'),
    route('GET', '/v1/sessions/{id}'),
    route('GET', '/v1/sessions/all'),
    route('ANY', '/v1/files/{path+}'),
    route('POST', '/v1/a.b'),
  ]);
  test.each([
    ['GET', '/', '/', null],
    ['GET', '/v1/sessions/all', '/v1/sessions/all', null],
    ['GET', '/v1/sessions/all/', '/v1/sessions/all', null],
    ['GET', '/v1/sessions/7%20a', '/v1/sessions/{id}', { id: '7 a' }],
    ['GET', '/v1/sessions/%zz', '/v1/sessions/{id}', { id: '%zz' }],
    ['PUT', '/v1/files/a/b', '/v1/files/{path+}', { path: 'a/b' }],
  ])('%s %s goes to %s', (method, path, resource, parameters) => {
    const match = find(method, path);
    expect(match?.route.resource).toBe(resource);
    expect(match?.parameters).toEqual(parameters);
  });
  test.each([
    ['POST', '/'],
    ['GET', '/v1/sessions/a/b'],
    ['GET', '/v1/files/'],
    ['POST', '/v1/aXb'],
    ['GET', '/v1'],
  ])('%s %s goes nowhere', (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });
});

describe('limits', () => {
  test('a burst passes, then only the steady rate', () => {
    let now = 0;
    const admit = tokenBucket(2, 3, () => now);
    expect([admit(), admit(), admit(), admit()]).toEqual([true, true, true, false]);
    now = 500;
    expect([admit(), admit()]).toEqual([true, false]);
    now = 1_000_000;
    expect([admit(), admit(), admit(), admit()]).toEqual([true, true, true, false]);
  });

  test('a quota begins anew with its period', () => {
    let now = 0;
    const admit = quota(2, 'DAY', () => now);
    expect([admit(), admit(), admit()]).toEqual([true, true, false]);
    now = 86_400_000;
    expect(admit()).toBe(true);
  });
});

describe('what a function answers', () => {
  test('headers, several values of one, and a binary body are passed on', () => {
    const reply = {
      statusCode: 201,
      headers: { a: 1 },
      multiValueHeaders: { b: ['x', 'y'] },
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    };
    const told = { status: 201, headers: { a: '1', b: 'x, y' } };
    expect(readReply(JSON.stringify(reply), true)).toEqual({ ...told, body: Buffer.from([0, 255]) });
    expect(readReply(JSON.stringify(reply), false)).toEqual({ ...told, body: 'AP8=' });
  });

  test.each(['null', '{}', '"text"', '{"statusCode":"many"}', '{"statusCode":200,"body":{}}'])(
    '%s is not an answer',
    (text) => {
      expect(readReply(text, true)).toBeUndefined();
    },
  );

  test.each([
    ['image/png', true],
    ['image/avif,image/webp,*/*;q=0.8', true],
    ['text/html, image/png', false],
    ['application/json', false],
    ['*/*', true],
    [undefined, true],
  ])('who accepts %s gets bytes: %s', (accept, bytes) => {
    expect(takesBytes(accept, ['image/*'])).toBe(bytes);
    expect(takesBytes(accept, [])).toBe(false);
  });
});
