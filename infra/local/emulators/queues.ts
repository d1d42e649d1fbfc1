import * as z from 'zod/mini';
import { ACCOUNT, queueName } from '../template/identities.ts';
import type { TemplateReader } from '../template/template.ts';
import type { QueueDepth } from '../figures/snapshot.ts';
import { type QueueCall, queueCaller } from './sqs-client.ts';

const Queue = z.object({
  FifoQueue: z.optional(z.boolean()),
  ContentBasedDeduplication: z.optional(z.boolean()),
  DeduplicationScope: z.optional(z.string()),
  FifoThroughputLimit: z.optional(z.string()),
  DelaySeconds: z.optional(z.int()),
  MaximumMessageSize: z.optional(z.int()),
  MessageRetentionPeriod: z.optional(z.int()),
  ReceiveMessageWaitTimeSeconds: z.optional(z.int()),
  VisibilityTimeout: z.optional(z.int()),
  RedrivePolicy: z.optional(z.record(z.string(), z.unknown())),
  QueueName: z.optional(z.string()),
});
type Queue = z.output<typeof Queue>;

const Topic = z.object({});

export interface Queues {
  endpoint: string;
  names: string[];
  send: (arn: string, body: string) => void;
  depths: () => QueueDepth[];
  stop: () => Promise<void>;
}

/**
 * The template's queues in fauxqs, kept in a folder. Not started where there are none. `longestS`: what was taken
 * comes back after so many seconds at most, however long the template waits for who took it.
 */
export const openQueues = async (
  template: TemplateReader,
  folder: string,
  longestS = Number.POSITIVE_INFINITY,
): Promise<Queues | undefined> => {
  if (!template.has('AWS::SQS::Queue')) return undefined;
  const { startFauxqs } = await import('fauxqs');
  const { region } = template;
  const server = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    defaultRegion: region,
    dataDir: folder,
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  template.queuesAt((name) => `${endpoint}/${ACCOUNT}/${name}`);
  const queues = template.all('AWS::SQS::Queue', Queue);
  // A queue must be there before another names it as its dead letters.
  const deadLettersFirst = queues.toSorted(
    (one, other) => Number('RedrivePolicy' in one.properties) - Number('RedrivePolicy' in other.properties),
  );
  const call = queueCaller(endpoint, region);
  const names: string[] = [];
  const known: { name: string; called: string; isDeadEnd: boolean }[] = [];
  for (const { id, identity, properties } of deadLettersFirst) {
    const name = queueName(id, properties);
    const attributes = attributesOf(properties, longestS);
    // Making a queue that is there already would empty it.
    if (server.inspectQueue(name)) await change(call, identity.reference, attributes);
    else server.createQueue(name, { region, attributes });
    names.push(name);
    known.push({ name, called: id.replace(/[0-9A-F]{8}$/, ''), isDeadEnd: /DeadLetters/.test(id) });
  }
  // The same engine stands for topics; whoever is told by them has no part to play here.
  for (const { identity } of template.all('AWS::SNS::Topic', Topic))
    server.createTopic(identity.reference.split(':').at(-1) ?? '', { region });
  return {
    endpoint,
    names,
    send: (arn, body) => {
      server.sendMessage(arn.split(':').at(-1) ?? '', body, { region });
    },
    depths: () =>
      known.flatMap(({ name, called, isDeadEnd }) => {
        const messages = server.inspectQueue(name)?.messages;
        if (!messages) return [];
        const { ready, delayed, inflight } = messages;
        return { name: called, waiting: ready.length + delayed.length, inWork: inflight.length, isDeadEnd };
      }),
    stop: () => server.stop(),
  };
};

/** What fauxqs takes when a queue is made, and never again. */
const FOR_GOOD: ReadonlySet<string> = new Set(['FifoQueue', 'DeduplicationScope', 'FifoThroughputLimit']);

const change = async (call: QueueCall, url: string, attributes: Record<string, string>): Promise<void> => {
  const Attributes = Object.fromEntries(Object.entries(attributes).filter(([name]) => !FOR_GOOD.has(name)));
  await call('SetQueueAttributes', { QueueUrl: url, Attributes });
};

const attributesOf = (
  { VisibilityTimeout: wait, ...queue }: Queue,
  longestS: number,
): Record<string, string> => {
  const hidden = wait === undefined ? {} : { VisibilityTimeout: Math.min(wait, longestS) };
  const given = Object.entries({ ...queue, ...hidden }).filter(
    ([key, value]) => key !== 'QueueName' && value !== undefined,
  );
  return Object.fromEntries(
    given.map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
};
