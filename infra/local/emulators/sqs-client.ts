import * as z from 'zod/mini';

/** Calls one operation of the queues; loading the SDK for a handful of them would cost more. */
export type QueueCall = (operation: string, input: unknown, patience?: number) => Promise<unknown>;

const PATIENCE_MS = 5000;

export const queueCaller =
  (endpoint: string, region: string): QueueCall =>
  async (operation, input, patience = PATIENCE_MS) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=local/20000101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(patience),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
    return answer;
  };

const Received = z.object({
  Messages: z.prefault(
    z.array(
      z.object({
        MessageId: z.string(),
        ReceiptHandle: z.string(),
        Body: z.string(),
        Attributes: z.prefault(z.record(z.string(), z.string()), {}),
        MD5OfBody: z.prefault(z.string(), ''),
      }),
    ),
    [],
  ),
});
export type ReceivedMessage = z.output<typeof Received>['Messages'][number];

const WAIT_SECONDS = 20;

/** What waits in a queue, or nothing after a long wait. */
export const receive = async (call: QueueCall, url: string, most: number): Promise<ReceivedMessage[]> => {
  const wish = {
    QueueUrl: url,
    MaxNumberOfMessages: most,
    WaitTimeSeconds: WAIT_SECONDS,
    MessageSystemAttributeNames: ['All'],
  };
  const answer = await call('ReceiveMessage', wish, (WAIT_SECONDS + 5) * 1000);
  return z.parse(Received, answer).Messages;
};
