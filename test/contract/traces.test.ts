import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import type { Receipt } from '#shared/contracts/incoming.ts';
import { answerDocument, questionDocument } from '#test/support/documents.ts';
import { startJsonServer } from '#test/support/json-server.ts';

// A trace goes on where the header of the one who calls goes along; what AWS makes of it is AWS's doing.

const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
const IN_LAMBDA = { AWS_LAMBDA_FUNCTION_NAME: 'api', _X_AMZN_TRACE_ID: TRACE };

const seen: { target: string; trace: string | undefined }[] = [];
let server: Awaited<ReturnType<typeof startJsonServer>>;
beforeAll(async () => {
  server = await startJsonServer((_, target, headers) => {
    seen.push({ target, trace: headers['x-amzn-trace-id']?.toString() });
    return target.includes('StepFunctions')
      ? { body: { status: 'SUCCEEDED', output: JSON.stringify(answerDocument({})) } }
      : { body: { Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }] } };
  });
  Object.assign(process.env, IN_LAMBDA, {
    AWS_ENDPOINT_URL_SFN: server.url,
    AWS_ENDPOINT_URL_SQS: server.url,
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => {
  for (const name of Object.keys(IN_LAMBDA)) delete process.env[name];
  server.stop();
});

const at = '2026-11-21T09:00:00.000Z';
const receipt: Receipt = {
  version: 1,
  kind: 'receipt',
  numberId: '1',
  messageId: 'wamid.1',
  status: 'read',
  at,
  errors: [],
};

test('the trace of who asks goes along to the state machine and to the queue', async () => {
  await stepFunctionsLine('arn:aws:states:eu-south-1:000000000000:stateMachine:answer').ask(
    questionDocument({}),
  );
  await sqsQueue(`${server.url}/000000000000/urgent.fifo`).put([receipt]);
  expect(seen.map(({ target }) => target.split('.').at(-1))).toEqual([
    'StartSyncExecution',
    ...seen.slice(1).map(() => 'SendMessageBatch'),
  ]);
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect(new Set(seen.map(({ trace }) => trace))).toEqual(new Set([TRACE]));
});
