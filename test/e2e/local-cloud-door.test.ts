import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { type Tiny, tinySynthesis } from '#test/support/tiny-cloud.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const boot = async (tiny: Tiny = {}): Promise<LocalCloud> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'milhena-door-'));
  const cloud = await bootLocalCloud({ port: 0, dataDir, synthesis: tinySynthesis(tiny) });
  opened.push(async () => {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return cloud;
};

const key = { 'x-api-key': 'local-key' };
const get = (cloud: LocalCloud, action: string) => fetch(`${cloud.url}/v1/${action}`, { headers: key });
const post = (cloud: LocalCloud, action: string, body: string, type = 'application/json') =>
  fetch(`${cloud.url}/v1/${action}`, { method: 'POST', body, headers: { ...key, 'content-type': type } });

describe('the door', () => {
  test('a function gets the event that API Gateway would give it', async () => {
    const cloud = await boot();
    const response = await fetch(`${cloud.url}/v1/echo?a=1&a=2&b=%C3%A8`, {
      method: 'POST',
      body: '{"question":"perché?"}',
      headers: { ...key, 'content-type': 'application/json', 'X-Odd': 'yes' },
    });
    const { event, left } = JSON.parse(await response.text());
    expect(event).toMatchObject({
      resource: '/v1/{action}',
      path: '/v1/echo',
      httpMethod: 'POST',
      pathParameters: { action: 'echo' },
      queryStringParameters: { a: '2', b: 'è' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      body: '{"question":"perché?"}',
      isBase64Encoded: false,
      requestContext: { stage: 'tiny', path: '/tiny/v1/echo', identity: { apiKey: 'local-key' } },
    });
    expect(event.requestContext.requestId).toBe(response.headers.get('x-amzn-requestid'));
    expect(left).toBeGreaterThan(1000);
    expect(left).toBeLessThanOrEqual(2000);
  });

  test('without a key, with a wrong one, or with that of nobody, nothing is answered', async () => {
    const cloud = await boot();
    for (const headers of [{}, { 'x-api-key': 'guess' }, { 'x-api-key': '' }]) {
      const response = await fetch(`${cloud.url}/v1/echo`, { headers });
      expect(response.status).toBe(403);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    expect((await fetch(`${cloud.url}/open`)).status).toBe(200);
  });

  test('a path or a method that the template does not have is a problem document', async () => {
    const cloud = await boot();
    for (const response of [
      await fetch(`${cloud.url}/v2`),
      await fetch(`${cloud.url}/open`, { method: 'DELETE' }),
    ]) {
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'forbidden' });
    }
  });

  test('a body of 10 MB passes, one byte more is refused, and the door stays open', async () => {
    const cloud = await boot();
    const limit = 10 * 1024 * 1024;
    const refused = await post(cloud, 'echo', 'x'.repeat(limit + 1), 'text/plain');
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ code: 'body_too_large' });
    const stream = new Blob(['x'.repeat(limit + 1)]).stream();
    const streamed = await fetch(`${cloud.url}/v1/echo`, {
      method: 'POST',
      body: stream,
      headers: key,
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    // Within the gateway's limit, beyond the function's: AWS refuses that as well.
    expect((await post(cloud, 'echo', 'x'.repeat(limit), 'text/plain')).status).toBe(502);
    expect((await post(cloud, 'pause', 'x'.repeat(5_000_000), 'text/plain')).status).toBe(200);
  });

  test.each(['[1]', '"text"', '{', ''])(
    'the body %j is not the object that the template asks for',
    async (body) => {
      const cloud = await boot();
      const response = await post(cloud, 'echo', body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid_request' });
    },
  );

  test('who asks too fast is told when to come back', async () => {
    const cloud = await boot({ throttle: { RateLimit: 1, BurstLimit: 3 } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => get(cloud, 'echo')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(await refused?.json()).toEqual({
      code: 'too_many_requests',
      instance: refused?.headers.get('x-amzn-requestid'),
    });
  });

  test('a quota that is used up refuses', async () => {
    const cloud = await boot({ quota: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await get(cloud, 'echo')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('a function that misbehaves', () => {
  test.each(['crash', 'exit', 'malformed'])(
    '%s is a 502 without its details, and the next one is served',
    async (how) => {
      const cloud = await boot();
      const response = await get(cloud, how);
      expect(response.status).toBe(502);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ code: 'bad_gateway' });
      expect(text).not.toContain('secret detail');
      expect((await get(cloud, 'echo')).status).toBe(200);
    },
  );

  test('its time is enforced, asleep or in a loop, and the next one is served', async () => {
    const cloud = await boot({ timeoutSeconds: 1 });
    for (const how of ['slow', 'busy']) {
      const startedAt = performance.now();
      expect((await get(cloud, how)).status).toBe(502);
      expect(performance.now() - startedAt).toBeLessThan(2500);
      expect((await get(cloud, 'echo')).status).toBe(200);
    }
  });

  test('a neighbour in the same thread is still answered after one timed out', async () => {
    const cloud = await boot({ timeoutSeconds: 1 });
    const slow = get(cloud, 'slow');
    await new Promise((done) => {
      setTimeout(done, 850);
    });
    const pause = get(cloud, 'pause');
    expect((await slow).status).toBe(502);
    expect((await pause).status).toBe(200);
  });

  test('its memory is enforced, and the next one is served', async () => {
    const cloud = await boot({ timeoutSeconds: 20, memoryMb: 128 });
    expect((await get(cloud, 'hoard')).status).toBe(502);
    expect((await get(cloud, 'echo')).status).toBe(200);
  });

  test('it sees the environment of the template and nothing of this process', async () => {
    process.env['SECRET_OF_THE_HOST'] = 'x';
    const environment = JSON.parse(await (await get(await boot(), 'env')).text());
    expect(environment).not.toHaveProperty('SECRET_OF_THE_HOST');
    expect(environment).not.toHaveProperty('HOME');
    expect(environment).toMatchObject({ TABLE: 'milhena-local-Data', AWS_REGION: 'eu-west-1' });
    expect(environment['AWS_ENDPOINT_URL_DYNAMODB']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('the state machine', () => {
  test('the document passes through every function', async () => {
    const answer = await (await post(await boot(), 'flow', '{"text":"x"}')).json();
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '{"text":"x","seen":2}' });
  });

  test('a failure has the name that the function threw, and is caught by it', async () => {
    const cloud = await boot();
    expect(await (await post(cloud, 'flow', '{"fail":true}')).json()).toMatchObject({
      status: 'FAILED',
      error: 'TypeError',
    });
    const states = {
      First: {
        Type: 'Task',
        Resource: '${WorkerArn}',
        Catch: [{ ErrorEquals: ['TypeError'], ResultPath: '$.fault', Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', End: true },
    };
    const answer = await (await post(await boot({ states }), 'flow', '{"fail":true}')).text();
    const { fault } = JSON.parse(JSON.parse(answer).output);
    expect(fault.Error).toBe('TypeError');
    expect(JSON.parse(fault.Cause)).toMatchObject({
      errorMessage: 'secret detail',
    });
  });
});

test('several stand side by side, each with its own state', async () => {
  const [one, other] = await Promise.all([boot(), boot()]);
  await get(one, 'remember');
  expect(await (await get(one, 'recall')).json()).toEqual({ note: 'kept', message: 'waiting' });
  expect(await (await get(other, 'recall')).json()).toEqual({});
});
