import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { queueCaller, type QueueCall } from '#infra/local/emulators/sqs-client.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { type Load, openLoop, type Work } from './load.ts';
import { type Length, type Part, percentile, round } from './measure.ts';

/** Messages a second of a busy day, and ten times as many. */
const NORMAL_PER_SECOND = 1;
const TEN_TIMES = 10;
const PEOPLE = 60;
const POISON = 0.01;
const EFFORT = {
  short: { seconds: 5, attack: 300 },
  usual: { seconds: 30, attack: 2000 },
  long: { seconds: 60, attack: 10_000 },
};
const AIMS = { p50: 50, p99: 250, slower: 0.1 };
const WAIT_MS = 180_000;

const QUESTIONS = [
  'Quanti fallimenti ieri?',
  'How many runs failed this week?',
  'Quali processi falliscono di più questo mese?',
  'ciao',
  'What is running now?',
];

/** How long the platform waits for us, what people get of ten times the usual load, and what one of them can spoil. */
export const measureChannel = async (length: Length): Promise<Part> => {
  const { seconds, attack } = EFFORT[length];
  const cloud = await startCloud(20_000, PEOPLE + 1);
  const call = queueCaller(cloud.queuesUrl, 'eu-west-1');
  const platform = platformOf(cloud);
  try {
    await platform.warmUp();
    const calm = await platform.load(NORMAL_PER_SECOND, seconds);
    const deadBefore = await deadLetters(call);
    const poisoned = await poison(call, Math.ceil(NORMAL_PER_SECOND * TEN_TIMES * seconds * POISON));
    const burst = await platform.load(NORMAL_PER_SECOND * TEN_TIMES, seconds);
    const dead = (await deadOnceThereAre(call, deadBefore + poisoned)) - deadBefore;
    const attacked = await platform.attacked(attack, NORMAL_PER_SECOND, seconds);
    const [before, during] = [percentile(calm.replies, 0.95), percentile(attacked.replies, 0.95)];
    const acknowledged = Object.values(burst.load.times).flat();
    return {
      title: 'WhatsApp: the webhook, the queues and the answers',
      includes: `The whole local cloud with its stand-in for the platform, load on the same machine. Open loop: ${NORMAL_PER_SECOND} and ${NORMAL_PER_SECOND * TEN_TIMES} messages a second of ${PEOPLE} people for ${seconds} s, 1 % poison in the queue; then ${attack} messages of one person at once beside the usual load. Acknowledged: from the instant a post was due to its 200. Answered: to the instant the platform took the reply.`,
      figures: {
        'usual load': rowOf(calm),
        'ten times': rowOf(burst),
        'one person attacks': rowOf(attacked),
        poison: { messages: poisoned, 'dead letters': dead },
      },
      ratios: {},
      aims: [
        {
          what: 'acknowledged p50 ms at ten times',
          value: round(percentile(acknowledged, 0.5)),
          atMost: AIMS.p50,
        },
        {
          what: 'acknowledged p99 ms at ten times',
          value: round(percentile(acknowledged, 0.99)),
          atMost: AIMS.p99,
        },
        { what: 'messages without an answer', value: calm.lost + burst.lost + attacked.lost, atMost: 0 },
        { what: 'poison not in the dead letters', value: poisoned - dead, atMost: 0 },
        { what: 'others slower under attack (p95)', value: round(during / before - 1), atMost: AIMS.slower },
      ],
    };
  } finally {
    platform.close();
    await cloud.stop();
  }
};

interface Run {
  load: Load;
  /** ms from a message to the first reply that the platform took. */
  replies: number[];
  lost: number;
}

const rowOf = ({ load, replies, lost }: Run): Record<string, number> => {
  const acknowledged = Object.values(load.times).flat();
  return {
    posts: load.requests,
    'ack p50 ms': round(percentile(acknowledged, 0.5)),
    'ack p99 ms': round(percentile(acknowledged, 0.99)),
    errors: load.errors,
    'answer p50 ms': round(percentile(replies, 0.5)),
    'answer p95 ms': round(percentile(replies, 0.95)),
    lost,
  };
};

/** The platform as far as it posts what people write. */
const platformOf = (cloud: Cloud) => {
  const { hostname, port } = new URL(cloud.url);
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  let count = 0;
  const sent = new Map<string, number>();

  const post = (person: number, text: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const id = `wamid.BENCH${(count += 1)}`;
      const body = JSON.stringify(document(id, person, text));
      const signature = createHmac('sha256', 'bench').update(body).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-hub-signature-256': `sha256=${signature}`,
      };
      const path = '/webhooks/whatsapp';
      const going = request({ agent, hostname, port, path, method: 'POST', headers, timeout: 30_000 });
      going.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode === 200));
      });
      going.on('timeout', () => going.destroy(new Error('no answer in 30 s')));
      going.on('error', reject);
      if (person > 0) sent.set(id, Date.now());
      going.end(body);
    });

  const next = (): Work => {
    const person = 1 + (count % PEOPLE);
    const text = QUESTIONS[count % QUESTIONS.length] ?? '';
    return { kind: 'message', run: () => post(person, text) };
  };

  /** When the first reply to each message that others than the attacker sent was taken. */
  const replied = async (): Promise<Map<string, number>> => {
    const first = new Map<string, number>();
    for (const { callback, at } of await cloud.came()) {
      const cause = callback.replace(/\.\d+~\d+$/, '');
      first.set(cause, Math.min(at, first.get(cause) ?? Number.POSITIVE_INFINITY));
    }
    return first;
  };

  const settled = async (): Promise<Map<string, number>> => {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const known = await replied();
      if (Date.now() > until || [...sent.keys()].every((id) => known.has(id))) return known;
      await sleep(500);
    }
  };

  const load = async (perSecond: number, seconds: number): Promise<Run> => {
    sent.clear();
    const loaded = await openLoop(next, perSecond, seconds);
    const known = await settled();
    const replies = [...sent].flatMap(([id, at]) => (known.has(id) ? [(known.get(id) ?? 0) - at] : []));
    return { load: loaded, replies, lost: sent.size - replies.length };
  };

  return {
    load,
    /** All have their first words. */
    warmUp: async () => {
      const until = Date.now() + WAIT_MS;
      while ((await replied()).size <= PEOPLE && Date.now() < until) await sleep(500);
    },
    /** One person writes without end while the others write as usual. */
    attacked: async (messages: number, perSecond: number, seconds: number): Promise<Run> => {
      const flood = (async () => {
        for (let at = 0; at < messages; at += 20)
          await Promise.all(Array.from({ length: 20 }, () => post(0, 'Quanti fallimenti ieri?')));
      })();
      const run = await load(perSecond, seconds);
      await flood;
      return run;
    },
    close: () => agent.destroy(),
  };
};

const document = (id: string, person: number, text: string) => {
  const number = String(person).padStart(4, '0');
  const from = `39333000${number}`;
  const scoped = `IT.7000000${number}`;
  const message = { id, from, from_user_id: scoped, type: 'text', text: { body: text } };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '390200000000', phone_number_id: '100000000000001' },
    contacts: [{ profile: { name: `Person ${person}` }, wa_id: from, user_id: scoped }],
    messages: [{ ...message, timestamp: String(Math.floor(Date.now() / 1000)) }],
  };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  };
};

const Queues = z.object({ QueueUrls: z.array(z.string()) });
const Count = z.object({ Attributes: z.object({ ApproximateNumberOfMessages: z.coerce.number() }) });

const urlOf = async (call: QueueCall, part: string): Promise<string> => {
  const { QueueUrls } = z.parse(Queues, await call('ListQueues', {}));
  return QueueUrls.find((url) => url.includes(part)) ?? '';
};

/** Messages that no function can read, each of a group of its own; how many. */
const poison = async (call: QueueCall, count: number): Promise<number> => {
  const QueueUrl = await urlOf(call, 'ChannelNormalQueue');
  for (let at = 0; at < count; at += 1)
    await call('SendMessage', {
      QueueUrl,
      MessageBody: `{"kind":"poison","number":${at}}`,
      MessageGroupId: `poison-${at}`,
      MessageDeduplicationId: `poison-${at}-${Date.now()}`,
    });
  return count;
};

const deadLetters = async (call: QueueCall): Promise<number> => {
  const QueueUrl = await urlOf(call, 'ChannelNormalDeadLetters');
  const wish = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] };
  return z.parse(Count, await call('GetQueueAttributes', wish)).Attributes.ApproximateNumberOfMessages;
};

/** How many there are once there are as many as that, or after a while without. */
const deadOnceThereAre = async (call: QueueCall, many: number): Promise<number> => {
  for (let tries = 0; tries < DEAD_TRIES; tries += 1) {
    const found = await deadLetters(call);
    if (found >= many) return found;
    await sleep(1000);
  }
  return deadLetters(call);
};

const DEAD_TRIES = 60;
