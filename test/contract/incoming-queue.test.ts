import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sqsCrowded, sqsPostpone } from '#shared/adapters/sqs-lane.ts';
import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { Incoming, type Receipt, type Sender } from '#shared/contracts/incoming.ts';

const AT = '2026-11-20T09:00:00.000Z';

let server: FauxqsServer;
let queue: { queueUrl: string; queueArn: string; queueName: string };
let names = 0;
beforeAll(async () => {
  server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, defaultRegion: 'eu-south-1' });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${server.port}`,
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  names += 1;
  const name = `q${names}.fifo`;
  const attributes = { FifoQueue: 'true', VisibilityTimeout: '60' };
  const queueUrl = `http://127.0.0.1:${server.port}/000000000000/${name}`;
  queue = { ...server.createQueue(name, { attributes }), queueUrl };
});

const message = (messageId: string, sender: Sender = { phone: '393331112222' }, text = 'ciao'): Incoming => ({
  version: 1,
  kind: 'message',
  numberId: '1055',
  messageId,
  sender,
  sentAt: AT,
  receivedAt: AT,
  content: { type: 'text', text },
});
const receipt = (messageId: string, status: string): Receipt => ({
  version: 1,
  kind: 'receipt',
  numberId: '1055',
  messageId,
  status,
  at: AT,
  errors: [],
});
const put = (items: readonly Incoming[]) => sqsQueue(queue.queueUrl).put(items);
const waiting = () =>
  (server.inspectQueue(queue.queueName)?.messages.ready ?? []).map(({ body, messageGroupId }) => ({
    item: Incoming.parse(JSON.parse(body)),
    group: messageGroupId,
  }));
const idsOf = (items: readonly { item: Incoming }[]) =>
  items.map(({ item }) => ('messageId' in item ? item.messageId : item.kind));

describe('a queue of what happened', () => {
  test('keeps every item letter by letter, in its order', async () => {
    const items = [message('m1', undefined, 'perché «così»? 📦\u0000\n'), message('m2'), message('m3')];
    expect(await put(items)).toEqual([]);
    expect(waiting().map(({ item }) => item)).toEqual(items);
  });

  test('has one group for each person, whose name tells nothing', async () => {
    const [phone, scopedId] = ['393331112222', `IT.ENT.${'A1b2'.repeat(32)}`];
    await put([message('m1', { phone }), message('m2', { phone, scopedId }), message('m3', { scopedId })]);
    const groups = waiting().map(({ group = '' }) => group);
    expect(new Set(groups).size).toBe(2);
    for (const group of groups) expect(group).toMatch(/^[0-9a-f]{64}$/);
  });

  test('takes what comes again once: a message by its id, a receipt by its id and status', async () => {
    const long = `wamid.${'x'.repeat(250)}`;
    const items = [message(long), receipt('o1', 'sent'), receipt('o1', 'read'), receipt('o2', 'sent')];
    for (let copy = 0; copy < 3; copy += 1) expect(await put(items)).toEqual([]);
    expect(waiting().length).toBe(4);
  });

  test('takes a thousand items, and 3 MB of them', async () => {
    const items = Array.from({ length: 1000 }, (_, at) =>
      message(`m${at}`, { phone: `39333${String(1000000 + (at % 50))}` }, '📦'.repeat(750)),
    );
    expect(Buffer.byteLength(JSON.stringify(items))).toBeGreaterThan(3_000_000);
    expect(await put(items)).toEqual([]);
    const found = waiting();
    expect(found.length).toBe(1000);
    const ofOne = found.filter(({ group }) => group === found[0]?.group);
    expect(idsOf(ofOne)).toEqual(Array.from({ length: 20 }, (_, at) => `m${at * 50}`));
  });

  test('takes items of which ten do not fit into one call', async () => {
    const items = Array.from({ length: 10 }, (_, at) => message(`m${at}`, undefined, 'x'.repeat(200_000)));
    expect(await put(items)).toEqual([]);
    expect(idsOf(waiting())).toEqual(idsOf(items.map((item) => ({ item }))));
  });

  test('that is not there gives everything back', async () => {
    const items = [message('m1'), message('m2')];
    expect(await sqsQueue(queue.queueUrl.replace(queue.queueName, 'none.fifo')).put(items)).toEqual(items);
  });
});

describe('a queue as the one who works it off sees it', () => {
  const receive = async () => {
    const command = new ReceiveMessageCommand({ QueueUrl: queue.queueUrl, MaxNumberOfMessages: 10 });
    return (await new SQSClient({}).send(command)).Messages ?? [];
  };

  test('gives a message back when it was asked to, not before', async () => {
    await put([message('m1')]);
    const [first] = await receive();
    expect(await receive()).toEqual([]);
    await sqsPostpone(queue.queueUrl.replace(queue.queueName, 'other.fifo'))(
      { queueArn: queue.queueArn, receiptHandle: first?.ReceiptHandle ?? '' },
      0,
    );
    const [second] = await receive();
    expect(second?.MessageId).toBe(first?.MessageId);
    await sqsPostpone(queue.queueUrl.replace(queue.queueName, 'other.fifo'))(
      { queueArn: queue.queueArn, receiptHandle: second?.ReceiptHandle ?? '' },
      20,
    );
    expect(await receive()).toEqual([]);
  });

  test('is crowded above its limit, asked every five seconds', async () => {
    let time = Date.parse(AT);
    const crowded = sqsCrowded(queue.queueUrl, 2, () => new Date(time));
    await put([message('m1'), message('m2')]);
    expect(await crowded()).toBe(false);
    await put([message('m3')]);
    expect(await crowded()).toBe(false);
    time += 5000;
    expect(await crowded()).toBe(true);
  });

  test('is not crowded when nobody can say', async () => {
    const away = queue.queueUrl.replace(queue.queueName, 'none.fifo');
    expect(await sqsCrowded(away, 0, () => new Date())()).toBe(false);
  });
});
