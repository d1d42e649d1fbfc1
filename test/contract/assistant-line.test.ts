import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { managedCredentials, fixedCredentials } from '#shared/adapters/secrets.ts';
import { stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import type { CredentialStore } from '#shared/ports.ts';
import { type Reply, startJsonServer } from '#test/support/json-server.ts';
import { answerDocument, questionDocument } from '#test/support/documents.ts';

let next: Reply = {};
/** Come before the next one, each once. */
let first: Reply[] = [];
let seen: { body: unknown; target: string }[] = [];
let server: Awaited<ReturnType<typeof startJsonServer>>;
beforeAll(async () => {
  server = await startJsonServer((body, target) => {
    seen.push({ body, target });
    return first.shift() ?? next;
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SFN: server.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => server.stop());

const question = questionDocument({ questionId: 'q-1', sessionId: 's-1' });
const masked = answerDocument({
  questionId: 'q-1',
  sessionId: 's-1',
  kind: 'static',
  category: 'GREETING',
  answer: 'Ciao!',
});
const succeeded = (output: unknown): Reply => ({
  body: { status: 'SUCCEEDED', output: JSON.stringify(output) },
});

describe('the line behind Step Functions', () => {
  const line = () => stepFunctionsLine('arn:aws:states:eu-south-1:000000000000:stateMachine:answer');

  test('hands the whole question over, named by its id, and returns the whole answer', async () => {
    next = succeeded(masked);
    seen = [];
    expect(await line().ask(question)).toEqual(masked);
    expect(seen[0]?.target).toBe('AWSStepFunctions.StartSyncExecution');
    expect(seen[0]?.body).toMatchObject({ name: 'q-1', input: JSON.stringify(question) });
  });

  test('is called again where it broke off, and that is counted once it went well', async () => {
    const told: string[] = [];
    const counting = stepFunctionsLine('arn:aws:states:eu-south-1:000000000000:stateMachine:answer', (one) =>
      told.push(`${one.failure} ${one.how}`),
    );
    next = succeeded(masked);
    expect(await counting.ask(question)).toEqual(masked);
    expect(told).toEqual([]);
    first = [{ status: 500, error: 'InternalServerError' }];
    expect(await counting.ask(question)).toEqual(masked);
    expect(told).toEqual(['line_lost retried']);
    first = [{ status: 500, error: 'InternalServerError' }];
    next = { body: { status: 'FAILED' } };
    await expect(counting.ask(question)).rejects.toMatchObject({ name: 'AssistantUnavailable' });
    expect(told).toEqual(['line_lost retried']);
  });

  test('tells whether the database is reached', async () => {
    next = succeeded({ database: { ok: true, ms: 3 } });
    expect(await line().probe()).toEqual({ database: { ok: true, ms: 3 } });
  });

  test.each([
    ['fails', { body: { status: 'FAILED', error: 'X', cause: 'canary' } }, 'AssistantUnavailable'],
    ['takes too long', { body: { status: 'TIMED_OUT' } }, 'AssistantTimeout'],
    ['answers in an unknown shape', succeeded({ answer: 'canary' }), 'AssistantUnavailable'],
    ['is throttled', { status: 400, error: 'ThrottlingException' }, 'AssistantUnavailable'],
    ['is gone', { status: 400, error: 'StateMachineDoesNotExist' }, 'AssistantUnavailable'],
  ])('a flow that %s is a fault with a name', async (_, reply: Reply, name) => {
    next = reply;
    const failed = line().ask(question);
    await expect(failed).rejects.toMatchObject({ name });
    await expect(failed).rejects.not.toThrow(/canary/);
  });
});

/** What every store of logins promises. */
const credentialStoreContract = (name: string, make: () => CredentialStore) =>
  describe(`a login kept in ${name}`, () => {
    test('is given as it is known, again and again', async () => {
      const store = make();
      expect(await store.read()).toEqual({ username: 'reader', password: 'p' });
      expect(await store.read()).toEqual(await store.renew());
    });
  });

const secret = (password: string): Reply => ({
  body: { SecretString: JSON.stringify({ username: 'reader', password }) },
});
credentialStoreContract('hand', () => fixedCredentials({ username: 'reader', password: 'p' }));
credentialStoreContract('Secrets Manager', () => {
  next = secret('p');
  return managedCredentials('reader');
});

describe('a login in Secrets Manager', () => {
  test('is asked for once by many, and again only after it was refused', async () => {
    next = secret('first');
    seen = [];
    const store = managedCredentials('reader');
    await Promise.all([store.read(), store.read(), store.read()]);
    expect(seen).toHaveLength(1);
    next = secret('second');
    expect((await store.read()).password).toBe('first');
    expect((await store.renew()).password).toBe('second');
    expect((await store.read()).password).toBe('second');
  });

  test('of another shape is a fault that does not show it', async () => {
    next = { body: { SecretString: 'canary' } };
    const failed = managedCredentials('reader').read();
    await expect(failed).rejects.toMatchObject({ name: 'InvalidConfiguration' });
    await expect(failed).rejects.not.toThrow(/canary/);
  });

  test('that could not be read is asked for again at the next time', async () => {
    next = { status: 400, error: 'ResourceNotFoundException' };
    const store = managedCredentials('reader');
    await expect(store.read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    next = secret('late');
    expect((await store.read()).password).toBe('late');
  });
});
