import type { Now } from '../ports.ts';
import { sqsClient } from './sqs-client.ts';

const ASK_EVERY_MS = 5000;

/**
 * Lets a message that was received come back after so many seconds. `url` is of any queue beside the one it came
 * from.
 */
export const sqsPostpone =
  (url: string) =>
  async (
    { queueArn, receiptHandle }: { queueArn: string; receiptHandle: string },
    seconds: number,
  ): Promise<void> => {
    const { sdk, sqs } = await sqsClient();
    const name = queueArn.split(':').at(-1) ?? '';
    const command = new sdk.ChangeMessageVisibilityCommand({
      QueueUrl: url.slice(0, url.lastIndexOf('/') + 1) + name,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
    await sqs.send(command);
  };

/**
 * Whether more than `limit` messages wait in a queue, asked every few seconds at most. A queue that can not be asked
 * is not crowded.
 */
export const sqsCrowded = (url: string, limit: number, now: Now): (() => Promise<boolean>) => {
  let known: Promise<boolean> | undefined;
  let askedAt = 0;
  const ask = async (): Promise<boolean> => {
    const { sdk, sqs } = await sqsClient();
    const command = new sdk.GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    const { Attributes } = await sqs.send(command);
    return Number(Attributes?.ApproximateNumberOfMessages) > limit;
  };
  return () => {
    if (known === undefined || now().getTime() - askedAt >= ASK_EVERY_MS) {
      askedAt = now().getTime();
      known = ask().catch(() => false);
    }
    return known;
  };
};
