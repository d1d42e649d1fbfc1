import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { type QueueCall, queueCaller, receive, type ReceivedMessage } from './emulators/sqs-client.ts';
import { BootFailure, textOf } from './failure.ts';
import type { FunctionPool } from './functions/pool.ts';
import type { TemplateReader } from './template/template.ts';

const Source = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.prefault(z.int().check(z.gte(1), z.lte(10)), 10),
  // A function that can not say which of a batch failed would make all of it come again.
  FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]),
  ScalingConfig: z.prefault(z.object({ MaximumConcurrency: z.int() }), { MaximumConcurrency: 5 }),
  Enabled: z.prefault(z.literal(true), true),
  FilterCriteria: z.optional(z.never()),
  MaximumBatchingWindowInSeconds: z.optional(z.never()),
});
type Source = z.output<typeof Source>;

const Queue = z.object({});

export interface EventSources {
  count: number;
  stop: () => Promise<void>;
}

export interface EventSourceOptions {
  functions: FunctionPool;
  /** Where the queues are; undefined where there are none. */
  endpoint: string | undefined;
  log: (line: string) => void;
  /** Fewer at once than the mapping allows. */
  mostAtOnce?: number | undefined;
}

/** Starts functions with what waits in queues, as Lambda's event source mappings do. */
export const openEventSources = (
  template: TemplateReader,
  { functions, endpoint, log, mostAtOnce = Number.POSITIVE_INFINITY }: EventSourceOptions,
): EventSources => {
  const sources = template.all('AWS::Lambda::EventSourceMapping', Source);
  if (endpoint === undefined || sources.length === 0) return { count: 0, stop: async () => undefined };
  const call = queueCaller(endpoint, template.region);
  const urls = new Map(
    template
      .all('AWS::SQS::Queue', Queue)
      .map(({ identity }) => [identity.attributes['Arn'], identity.reference] as const),
  );
  const stopped = new AbortController();
  const readers = sources.map(({ id, properties }) => {
    const url = urls.get(properties.EventSourceArn);
    if (url === undefined)
      throw new BootFailure('template', `The event source ${id} reads what is no queue of this template.`);
    return read({ call, url, functions, log, source: properties, stopped: stopped.signal, mostAtOnce });
  });
  return {
    count: sources.length,
    stop: async () => {
      stopped.abort();
      await Promise.race([Promise.allSettled(readers), sleep(PATIENCE_MS)]);
    },
  };
};

/** What is under way when everything ends is given up after this: its messages come again. */
const PATIENCE_MS = 1000;
const REST_MS = 250;

interface Reading {
  call: QueueCall;
  url: string;
  functions: FunctionPool;
  log: (line: string) => void;
  source: Source;
  mostAtOnce: number;
  stopped: AbortSignal;
}

/** One reader takes, many functions work: as many at once as the mapping allows. */
const read = async (reading: Reading): Promise<void> => {
  const { call, url, source, stopped, log, mostAtOnce } = reading;
  const most = Math.min(mostAtOnce, source.ScalingConfig.MaximumConcurrency);
  const working = new Set<Promise<void>>();
  while (!stopped.aborted) {
    if (working.size >= most) await Promise.race(working);
    const messages = await receive(call, url, source.BatchSize).catch(async (error: unknown) => {
      if (!stopped.aborted) log(`${url}: ${textOf(error)}`);
      await sleep(REST_MS);
      return [];
    });
    if (messages.length === 0) continue;
    const work = handle(reading, messages).catch((error: unknown) => log(`${url}: ${textOf(error)}`));
    working.add(work);
    void work.finally(() => working.delete(work));
  }
};

const Failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** What the function answered for is removed; the rest comes again when its time is over. */
const handle = async ({ call, url, functions, source, log }: Reading, messages: ReceivedMessage[]) => {
  const name = source.FunctionName.split(':').at(-1) ?? '';
  const failed = await functions.invoke(name, JSON.stringify({ Records: recordsOf(source, messages) })).then(
    (answer) => failuresOf(answer),
    (error: unknown) => {
      log(`${name} failed with ${messages.length} messages: ${error instanceof Error ? error.name : ''}`);
      return undefined;
    },
  );
  if (failed === undefined) return;
  const done = messages.filter(({ MessageId }) => !failed.has(MessageId));
  if (done.length === 0) return;
  const Entries = done.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
  await call('DeleteMessageBatch', { QueueUrl: url, Entries });
};

/** Nothing failed when the function says nothing; an answer of another form means that all failed. */
const failuresOf = (answer: string): Set<string> | undefined => {
  const document: unknown = JSON.parse(answer);
  if (document === null) return new Set();
  const parsed = z.safeParse(Failures, document);
  return parsed.success
    ? new Set(parsed.data.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
    : undefined;
};

const recordsOf = ({ EventSourceArn }: Source, messages: ReceivedMessage[]) =>
  messages.map(({ MessageId, ReceiptHandle, Body, Attributes, MD5OfBody }) => ({
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: EventSourceArn,
    awsRegion: EventSourceArn.split(':')[3],
  }));
