import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { queueCaller } from '#infra/local/emulators/sqs-client.ts';
import { tinySynthesis } from '#test/support/tiny-cloud.ts';

const REGION = 'eu-west-1';
const queue = (VisibilityTimeout: number, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { FifoQueue: true, VisibilityTimeout, ...more },
});
const resources = {
  Dead: queue(1),
  Lane: queue(1, {
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 6 },
  }),
  Feed: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['Lane', 'Arn'] },
      FunctionName: { Ref: 'Worker' },
      BatchSize: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    },
  },
};

let home: string;
let cloud: LocalCloud;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'milhena-queues-'));
  await chmod(home, 0o755);
  cloud = await bootLocalCloud({
    port: 0,
    dataDir: join(home, 'data'),
    quiet: true,
    homes: 'processes',
    synthesis: tinySynthesis({ resources, timeoutSeconds: 5 }),
  });
});
afterAll(async () => {
  await cloud.stop();
  await rm(home, { recursive: true, force: true });
});

const call = (operation: string, input: unknown) => queueCaller(cloud.queuesUrl, REGION)(operation, input);
const urlOf = (name: string) => `${cloud.queuesUrl}/000000000000/milhena-local-${name}.fifo`;

const put = (group: string, body: { id: string; pauseMs?: number; poison?: true }) =>
  call('SendMessage', {
    QueueUrl: urlOf('Lane'),
    MessageBody: JSON.stringify(body),
    MessageGroupId: group,
    MessageDeduplicationId: body.id,
  });

const Scanned = z.object({
  Items: z.array(z.object({ id: z.object({ S: z.string() }), at: z.optional(z.object({ N: z.string() })) })),
});

/** When each was handled, by id. */
const handled = async (): Promise<Map<string, number>> => {
  const response = await fetch(cloud.tablesUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Scan',
      'x-amz-date': '20000101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=a/20000101/${REGION}/x/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ TableName: 'milhena-local-Data' }),
  });
  const { Items } = z.parse(Scanned, await response.json());
  return new Map(Items.map(({ id, at }) => [id.S, Number(at?.N)]));
};

const whenHandled = async (ids: string[], timeout: number): Promise<Map<string, number>> => {
  let found = new Map<string, number>();
  await expect
    .poll(
      async () => {
        found = await handled();
        return ids.filter((id) => !found.has(id));
      },
      { timeout },
    )
    .toEqual([]);
  return found;
};

describe('a queue that feeds a function', () => {
  test('keeps the order of each group, and works on groups at once', async () => {
    const ids = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'];
    for (const id of ids) await put(id.charAt(0), { id, pauseMs: 150 });
    const at = await whenHandled(ids, 10_000);
    for (const group of ['a', 'b']) {
      const times = [1, 2, 3].map((number) => at.get(`${group}${number}`) ?? 0);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    }
    const [firstOfB = 0, lastOfA = 0] = [at.get('b1'), at.get('a3')];
    expect(firstOfB).toBeLessThan(lastOfA);
  });

  test('puts aside what fails again and again, and lets the others pass meanwhile', async () => {
    await put('poisoned', { id: 'poison', poison: true });
    const startedAt = Date.now();
    await put('healthy', { id: 'healthy' });
    const at = await whenHandled(['healthy'], 5000);
    expect((at.get('healthy') ?? 0) - startedAt).toBeLessThan(2000);
    await expect
      .poll(
        async () =>
          call('GetQueueAttributes', {
            QueueUrl: urlOf('Dead'),
            AttributeNames: ['ApproximateNumberOfMessages'],
          }),
        { timeout: 15_000, interval: 500 },
      )
      .toMatchObject({ Attributes: { ApproximateNumberOfMessages: '1' } });
    expect(await handled()).not.toContain('poison');
  });

  test('loses nothing when the process of the function is killed again and again', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `k${index}`);
    for (const id of ids) await put(`person-${id}`, { id, pauseMs: 100 });
    for (let kill = 0; kill < 3; kill += 1) {
      await sleep(400);
      for (const pid of cloud.functionPids('Worker')) process.kill(pid, 'SIGKILL');
    }
    expect([...(await whenHandled(ids, 20_000)).keys()]).toEqual(expect.arrayContaining(ids));
  });
}, 40_000);
