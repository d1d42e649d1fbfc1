import { parseArgs } from 'node:util';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { runningInstance } from '../data-folder.ts';
import { CommandFailure, runCommand, table } from './terminal.ts';

const HELP = `Sends messages that could not be handled into their queues again, once what broke is mended.

  npm run redrive -- --list          how many wait, by queue
  npm run redrive                    sends all of them again, the oldest first
  npm run redrive -- --stack Milhena-prod --list

  --stack <name>   queues of that stack in the account of the environment; otherwise those of this machine
  --list           only counts
  --help           this text

Nothing is lost on the way: a message leaves the dead letters when its queue has it. One that was answered
meanwhile is known by its id and gets no second answer.`;

const options = {
  stack: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

interface Pair {
  queue: string;
  deadLetters: string;
  waiting: number;
}

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const sqs = await clientFor(values.stack);
  const pairs = await pairsOf(sqs, values.stack ?? '');
  if (values.list === true) {
    console.log(
      table([['queue', 'dead letters'], ...pairs.map((one) => [nameOf(one), String(one.waiting)])]),
    );
    return 0;
  }
  for (const pair of pairs) {
    const sent = await redrive(sqs, pair);
    console.log(`${nameOf(pair)}: ${sent} sent again`);
  }
  return 0;
};

const nameOf = ({ queue }: Pair): string => queue.split('/').at(-1) ?? queue;

const clientFor = async (stack: string | undefined): Promise<SQSClient> => {
  if (stack !== undefined) return new SQSClient({});
  const instance = await runningInstance(process.env['MILHENA_DATA_DIR'] ?? '.milhena');
  if (!instance || instance.queuesUrl === '')
    throw new CommandFailure('No assistant runs on this machine: npm start. For AWS name the --stack.', 2);
  return new SQSClient({
    endpoint: instance.queuesUrl,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
};

const Redrive = z.object({ deadLetterTargetArn: z.string() });

/** Queues that have dead letters, of one stack. */
const pairsOf = async (sqs: SQSClient, prefix: string): Promise<Pair[]> => {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: 1000 }),
  );
  const found = await Promise.all(
    QueueUrls.map(async (queue): Promise<Pair[]> => {
      const policy = (await attributesOf(sqs, queue, 'RedrivePolicy'))['RedrivePolicy'];
      if (policy === undefined) return [];
      const arn = z.parse(Redrive, JSON.parse(policy)).deadLetterTargetArn;
      const deadLetters = QueueUrls.find((url) => url.split('/').at(-1) === arn.split(':').at(-1));
      if (deadLetters === undefined) return [];
      const count = (await attributesOf(sqs, deadLetters, WAITING))[WAITING];
      return [{ queue, deadLetters, waiting: Number(count) }];
    }),
  );
  return found.flat();
};

const WAITING = 'ApproximateNumberOfMessages';

const attributesOf = async (
  sqs: SQSClient,
  QueueUrl: string,
  name: 'RedrivePolicy' | typeof WAITING,
): Promise<Record<string, string>> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }),
  );
  return Attributes;
};

/** One after the other, so that each person's order stays. */
const redrive = async (sqs: SQSClient, { queue, deadLetters }: Pair): Promise<number> => {
  for (let sent = 0; ; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetters,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return sent;
    for (const message of Messages) await again(sqs, queue, deadLetters, message);
    sent += Messages.length;
  }
};

const again = async (sqs: SQSClient, queue: string, deadLetters: string, message: Message): Promise<void> => {
  const { Body, Attributes, ReceiptHandle, MessageId = '' } = message;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queue,
      MessageBody: Body,
      MessageGroupId: Attributes?.['MessageGroupId'] ?? MessageId,
      // Another one than before: within five minutes the queue would take it for the one it had.
      MessageDeduplicationId: `again-${MessageId}`,
    }),
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle }));
};

if (import.meta.main) await runCommand(main);
