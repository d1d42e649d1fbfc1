import { createServer } from 'node:net';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { circuit } from '#shared/adapters/circuit.ts';
import { managedKey } from '#shared/adapters/model-key.ts';
import { openAiModel } from '#shared/adapters/openai-model.ts';
import type { LanguageModel, ModelRequest } from '#shared/model-ports.ts';
import { startJsonServer } from '#test/support/json-server.ts';
import {
  fails,
  inTurn,
  says,
  type Script,
  type ScriptedProvider,
  startProvider,
} from '#test/support/scripted-provider.ts';

const request: ModelRequest = {
  instructions: 'Read it.',
  text: JSON.stringify({ question: 'how many?', names: [] }),
  schema: {
    name: 'reading',
    schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
  },
};

const USED = { calls: 1, inputTokens: 900, outputTokens: 100 };
/** A question is never answered later than this because of a model. */
const LATEST_MS = 5000;

let provider: ScriptedProvider;
let forgotten = 0;
const fixedKey = (key: string) => ({
  read: async () => key,
  forget: () => {
    forgotten += 1;
  },
});
const modelAt = (baseUrl: string): LanguageModel =>
  openAiModel({ name: 'scripted', baseUrl, key: fixedKey('key-1') });

beforeEach(async () => {
  provider = await startProvider();
  forgotten = 0;
});
afterEach(async () => {
  await provider.stop();
});

const asked = async (script: Script, model = modelAt(provider.baseUrl)) => {
  provider.plays(script);
  const startedAt = performance.now();
  const reply = await model.ask(request);
  expect(performance.now() - startedAt).toBeLessThan(LATEST_MS);
  return reply;
};

describe('what is asked', () => {
  test('at temperature 0, held to the strict schema, with the key, once', async () => {
    expect(await asked(says('{"a":1}'))).toEqual({ kind: 'said', text: '{"a":1}', usage: USED });
    expect(provider.heard).toHaveLength(1);
    const [{ raw, authorization } = { raw: '', authorization: '' }] = provider.heard;
    expect(authorization).toBe('Bearer key-1');
    expect(JSON.parse(raw)).toMatchObject({
      model: 'scripted',
      temperature: 0,
      messages: [
        { role: 'system', content: request.instructions },
        { role: 'user', content: request.text },
      ],
      response_format: { type: 'json_schema', json_schema: { strict: true, schema: request.schema.schema } },
    });
  });

  test('nothing in the environment changes where a question goes', async () => {
    Object.assign(process.env, {
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      OPENAI_API_KEY: 'x',
      OPENAI_ORG_ID: 'org',
    });
    expect(await asked(says('{}'))).toMatchObject({ kind: 'said' });
    expect(provider.heard[0]?.authorization).toBe('Bearer key-1');
  });
});

describe('what passes is tried again', () => {
  test('a crowded provider, when it says', async () => {
    const at: number[] = [];
    const noting =
      (script: Script): Script =>
      (heard, response) => {
        at.push(performance.now());
        return script(heard, response);
      };
    const reply = await asked(inTurn(noting(fails(429, { 'retry-after': '1' })), noting(says('{}'))));
    expect(reply).toEqual({ kind: 'said', text: '{}', usage: { ...USED, calls: 2 } });
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('a date says when as well as seconds do', async () => {
    const soon = new Date(Date.now() + 1000).toUTCString();
    expect(await asked(inTurn(fails(429, { 'retry-after': soon }), says('{}')))).toMatchObject({
      kind: 'said',
    });
  });

  test('not when it would take longer than a question may wait', async () => {
    expect(await asked(fails(429, { 'retry-after': '60' }))).toMatchObject({
      kind: 'failed',
      failure: 'crowded',
      usage: { calls: 1 },
    });
  });

  test('a failing provider, twice', async () => {
    expect(await asked(inTurn(fails(500), fails(503), says('{}')))).toMatchObject({
      kind: 'said',
      usage: { calls: 3 },
    });
    expect(await asked(fails(500))).toMatchObject({ kind: 'failed', failure: 'away', usage: { calls: 3 } });
  });

  test('and is told when that went well, once, by what it failed with first', async () => {
    const told: string[] = [];
    const model = openAiModel({
      name: 'scripted',
      baseUrl: provider.baseUrl,
      key: fixedKey('key-1'),
      recovered: ({ failure, how }) => told.push(`${failure} ${how}`),
    });
    await asked(says('{}'), model);
    expect(told).toEqual([]);
    await asked(inTurn(fails(503), fails(429), says('{}')), model);
    expect(told.splice(0)).toEqual(['model_away retried']);
    for (let question = 0; question < 5; question += 1) await asked(says('{}'), model);
    await asked(inTurn(fails(429), says('{}')), model);
    expect(told.splice(0)).toEqual(['model_crowded retried']);
    await asked(fails(500), model);
    expect(told).toEqual([]);
  });

  test('a connection that broke', async () => {
    const broken: Script = (_, response) => {
      response.destroy();
    };
    expect(await asked(inTurn(broken, says('{}')))).toMatchObject({ kind: 'said', usage: { calls: 2 } });
  });
});

describe('what does not pass ends at once, or when the time is over', () => {
  test.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
  ])('status %i is %s, and the key is asked for again', async (status, failure) => {
    expect(await asked(fails(status))).toEqual({
      kind: 'failed',
      failure,
      usage: { calls: 1, inputTokens: 0, outputTokens: 0 },
    });
    expect(forgotten).toBe(1);
  });

  test('nobody there', async () => {
    await provider.stop();
    expect(await asked(says('{}'))).toMatchObject({ kind: 'failed', failure: 'away' });
    provider = await startProvider();
  });

  test('an answer that never comes', async () => {
    expect(await asked(() => undefined)).toMatchObject({ kind: 'failed', failure: 'slow' });
  });

  test('an answer that drips', async () => {
    const drips: Script = async (_, response) => {
      response.setHeader('content-type', 'application/json');
      while (!response.destroyed) {
        response.write(' ');
        await sleep(50);
      }
    };
    expect(await asked(drips)).toMatchObject({ kind: 'failed', failure: 'slow' });
  });

  test('a host that accepts and says nothing', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await asked(says('{}'), modelAt(`http://127.0.0.1:${port}/v1`))).toMatchObject({
      failure: 'slow',
    });
    mute.close();
  });

  test('a key that is not given in time', async () => {
    const key = { read: () => new Promise<string>(() => undefined), forget: () => undefined };
    const model = openAiModel({ name: 'scripted', baseUrl: provider.baseUrl, key });
    expect(await asked(says('{}'), model)).toMatchObject({ kind: 'failed', failure: 'slow' });
    expect(provider.heard).toEqual([]);
  });

  test('a huge answer', async () => {
    function* spaces() {
      for (;;) yield ' '.repeat(65_536);
    }
    const huge: Script = async (_, response) => {
      response.setHeader('content-type', 'application/json');
      await pipeline(Readable.from(spaces()), response).catch(() => undefined);
    };
    expect(await asked(huge)).toMatchObject({ kind: 'failed', failure: 'unreadable', usage: { calls: 1 } });
  });

  test('no JSON', async () => {
    const garbage: Script = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('<html>busy</html>');
    };
    expect(await asked(garbage)).toMatchObject({ kind: 'failed', failure: 'unreadable' });
  });

  test('a redirect is not followed: the key goes to no other host', async () => {
    const other = await startProvider(says('{}'));
    const redirects: Script = (_, response) => {
      response.writeHead(307, { location: `${other.baseUrl}/chat/completions` });
      response.end();
    };
    expect(await asked(redirects)).toMatchObject({ kind: 'failed' });
    expect(other.heard).toEqual([]);
    await other.stop();
  });
});

describe('what is said is only text', () => {
  test.each([
    ['nothing', says(null)],
    ['a refusal of the model', says(null, { refusal: 'I can not help with that.' })],
    [
      'no choice at all',
      ((_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end('{"choices":[],"usage":{"prompt_tokens":-5,"completion_tokens":"many"}}');
      }) satisfies Script,
    ],
  ])('%s is an empty text', async (_, script) => {
    expect(await asked(script)).toMatchObject({ kind: 'said', text: '' });
  });

  test('tokens that can not be are counted as none', async () => {
    const odd: Script = (_, response) => {
      response.setHeader('content-type', 'application/json');
      const usage = { prompt_tokens: -1e9, completion_tokens: 1.5 };
      response.end(JSON.stringify({ choices: [{ message: { content: '{}' } }], usage }));
    };
    expect(await asked(odd)).toEqual({
      kind: 'said',
      text: '{}',
      usage: { calls: 1, inputTokens: 0, outputTokens: 0 },
    });
  });
});

describe('a provider that keeps failing', () => {
  test('is left in peace after ten questions', async () => {
    const model = modelAt(provider.baseUrl);
    for (let asking = 0; asking < 10; asking += 1) await asked(fails(401), model);
    expect(await asked(says('{}'), model)).toEqual({
      kind: 'failed',
      failure: 'resting',
      usage: { calls: 0, inputTokens: 0, outputTokens: 0 },
    });
    expect(provider.heard).toHaveLength(10);
  });

  test('is tried once after a rest, and trusted again when that went well', async () => {
    let now = Date.now();
    const fuse = circuit({ key: 'model', clock: () => now });
    const model = openAiModel({ name: 'scripted', baseUrl: provider.baseUrl, key: fixedKey('key-1'), fuse });
    for (let asking = 0; asking < 10; asking += 1) await asked(fails(401), model);
    now += 29_999;
    expect(await asked(says('{}'), model)).toMatchObject({ failure: 'resting' });
    now += 1;
    expect(await Promise.all([asked(says('{}'), model), model.ask(request)])).toMatchObject([
      { kind: 'said' },
      { failure: 'resting' },
    ]);
    expect(await asked(says('{}'), model)).toMatchObject({ kind: 'said' });
  });

  test('that wants to be left alone is, for so long', async () => {
    const model = modelAt(provider.baseUrl);
    await asked(fails(429, { 'retry-after': '60' }), model);
    expect(await asked(says('{}'), model)).toMatchObject({ failure: 'resting', usage: { calls: 0 } });
  });

  test('hardly sees more calls than one that works: second tries are few', async () => {
    const model = modelAt(provider.baseUrl);
    for (let asking = 0; asking < 5; asking += 1) await asked(fails(503), model);
    // Two to begin with, one for every fifth question.
    expect(provider.heard).toHaveLength(5 + 2 + 1);
  });
});

describe('who waits for the answer', () => {
  const soon = (ms: number) => ({ answerBy: new Date(Date.now() + ms).toISOString() });

  test('gets none later than they wait', async () => {
    provider.plays(() => undefined);
    const startedAt = performance.now();
    expect(await modelAt(provider.baseUrl).ask(request, soon(700))).toMatchObject({ failure: 'slow' });
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  test('has nobody asked when there is no time left', async () => {
    expect(await modelAt(provider.baseUrl).ask(request, soon(100))).toMatchObject({ usage: { calls: 0 } });
    expect(provider.heard).toEqual([]);
  });

  test('and could ask another, waits for no second try', async () => {
    provider.plays(inTurn(fails(503), says('{}')));
    const reply = await modelAt(provider.baseUrl).ask(request, { once: true });
    expect(reply).toMatchObject({ failure: 'away', usage: { calls: 1 } });
  });
});

describe('the key in Secrets Manager', () => {
  test('is asked for once, and again when it was refused', async () => {
    let asks = 0;
    const secrets = await startJsonServer(() => {
      asks += 1;
      return { body: { SecretString: `key-${asks}` } };
    });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    const key = managedKey('model-key');
    const { signal } = new AbortController();
    expect(await Promise.all([key.read(signal), key.read(signal)])).toEqual(['key-1', 'key-1']);
    key.forget();
    expect(await key.read(signal)).toBe('key-2');
    secrets.stop();
  });

  test('that is empty or can not be read is a failure of the model, no error of the question', async () => {
    const secrets = await startJsonServer(() => ({ body: { SecretString: '' } }));
    process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] = secrets.url;
    const model = openAiModel({ name: 'scripted', baseUrl: provider.baseUrl, key: managedKey('model-key') });
    expect(await asked(says('{}'), model)).toMatchObject({ kind: 'failed' });
    expect(provider.heard).toEqual([]);
    secrets.stop();
  });
});
